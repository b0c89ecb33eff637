# Surel kepada orang, dan halaman surel di kantor contoh. Tidak pernah memuat NIK.

notices-outbox = Surel kantor contoh
notices-outbox-lead = Di kantor contoh ini surel tidak dikirim ke luar. Semuanya dapat dibaca di sini.
notices-none = Belum ada surel
notices-none-text = Surel muncul di sini setelah seseorang masuk atau mengajukan permohonan.
notices-subject = Perihal
notices-recipient = Kepada
notices-at = Waktu
notices-attachment = Lampiran: surat nomor { $number } (PDF)
notices-attachment-receipt = Lampiran: tanda terima (PDF)

mail-code-subject = Kode masuk Anda: { $code }
mail-code-body =
    Kode masuk Anda untuk { $office }: { $code }

    Kode berlaku sepuluh menit dan hanya sekali. Jangan berikan kepada siapa pun; petugas tidak pernah memintanya.
    Bila Anda tidak sedang masuk, abaikan surel ini.
mail-received-subject = Permohonan { $number } sudah kami terima
mail-received-body =
    { $name }, permohonan { $service } Anda sudah kami terima dengan nomor { $number }.

    Kami berjanji selesai paling lambat { $due }.
    Lacak di { $link }
    atau dengan kode { $code } di halaman Lacak. Simpan kode ini.

    { $office }
mail-without-receipt = Tanda terima (PDF) kali ini tidak dapat kami lampirkan. Masuklah dan unduh di { $link }, atau mintalah di loket.
mail-returned-subject = Ada yang perlu Anda perbaiki pada permohonan { $number }
mail-returned-body =
    { $name }, { $extra } bagian dari permohonan { $service } nomor { $number } perlu diperbaiki. Bagian lain tidak perlu diisi ulang.

    Selama menunggu perbaikan Anda, waktu layanan kami berhenti.
    Lihat apa yang diminta di { $link }

    { $office }
mail-progress-subject = Kabar permohonan { $number }
mail-progress-body =
    { $name }, ada kabar tentang permohonan { $service } nomor { $number }:

    { $extra }

    Lihat posisinya di { $link }

    { $office }
mail-granted-subject = Izin Anda terbit: { $number }
mail-granted-body =
    { $name }, { $service } Anda terbit dengan nomor { $extra }. Suratnya terlampir dan dapat diunduh kapan saja.

    { $link }

    { $office }
mail-rejected-subject = Permohonan { $number } tidak dapat dikabulkan
mail-rejected-body =
    { $name }, permohonan { $service } nomor { $number } tidak dapat dikabulkan. Alasan dan langkah berikutnya ada pada surat nomor { $extra } yang terlampir.

    { $link }

    { $office }
mail-reminder-subject = Kami menunggu perbaikan Anda untuk permohonan { $number }
mail-reminder-body =
    { $name }, permohonan { $service } nomor { $number } masih menunggu perbaikan dari Anda.

    Lihat apa yang diminta dan sampai kapan di { $link }

    { $office }
mail-closed-subject = Permohonan { $number } ditutup
mail-closed-body =
    { $name }, permohonan { $service } nomor { $number } ditutup tanpa keputusan. Anda dapat mengajukan lagi kapan saja.

    { $link }

    { $office }
mail-closed-reopen-subject = Permohonan { $number } ditutup; dapat dibuka kembali sampai { $until }
mail-closed-reopen-body =
    { $name }, permohonan { $service } nomor { $number } ditutup karena perbaikannya tidak kami terima.

    Anda dapat membukanya kembali sampai { $until }, dengan nomor yang sama dan sisa waktu janji yang sama. Masuklah ke akun Anda, buka permohonan ini, lalu pilih “Buka kembali permohonan”. Anda juga dapat datang ke loket.

    { $link }

    { $office }
mail-reopened-subject = Permohonan { $number } dibuka kembali
mail-reopened-body =
    { $name }, permohonan { $service } nomor { $number } dibuka kembali. Nomornya tetap.

    Yang kami tunggu masih sama: perbaikan dari Anda, paling lambat { $until }. Lihat di { $link }

    { $office }
mail-moved-subject = Tenggat permohonan { $number } bergeser
mail-moved-body =
    { $name }, kalender kantor berubah, sehingga hari selesai yang kami janjikan untuk permohonan { $service } nomor { $number } bergeser.

    Semula: { $before }
    Sekarang: { $after }

    { $why }
    Anda tidak perlu berbuat apa-apa. Lihat posisinya di { $link }

    { $office }
mail-escalated-subject = Langkah { $step } terlambat pada berkas { $number }
mail-escalated-body =
    { $name }, langkah { $step } pada berkas { $service } nomor { $number } belum selesai pada waktunya. Anda diberi tahu sebagai atasan langkah ini.

    Lihat berkasnya di { $link }

    { $office }
mail-limit-near-subject = { $left } lagi: batas hukum berkas { $number }
mail-limit-near-body =
    { $name }, berkas { $service } nomor { $number } harus diputuskan paling lambat { $day }. Tersisa { $left }.

    Bila batas ini terlewati tanpa keputusan, permohonan dianggap dikabulkan menurut hukum (fiktif positif).
    Putuskan di { $link }

    { $office }
mail-limit-passed-subject = Batas hukum berkas { $number } terlewati
mail-limit-passed-body =
    { $name }, berkas { $service } nomor { $number } tidak diputuskan sampai { $day }. Menurut hukum permohonan ini dianggap dikabulkan (fiktif positif).

    Konsep izinnya sudah disiapkan. Putuskan hari ini di { $link }

    { $office }
mail-deemed-subject = Berkas { $number } dikabulkan menurut hukum
mail-deemed-body =
    { $name }, berkas { $service } nomor { $number } tidak diputuskan sampai { $day }. Izinnya sudah terbit sebagai keputusan fiktif positif, seperti yang diatur dalam SOP.

    Lihat berkasnya di { $link }
mail-billed-subject = Tagihan untuk permohonan { $number }
mail-billed-body =
    { $name }, untuk permohonan { $service } nomor { $number } ada yang harus dibayar: { $extra }.

    Selama menunggu pembayaran, waktu layanan kami berhenti. Masuklah ke akun Anda untuk melihat cara membayar, atau datanglah ke meja kas.
    Permohonan Anda: { $link }

    Bayarlah hanya dengan nomor pada tagihan. Petugas tidak pernah meminta transfer ke rekening pribadi.

    { $office }
mail-paid-subject = Pembayaran untuk permohonan { $number } sudah kami terima
mail-paid-body =
    { $name }, pembayaran Anda sudah kami terima dengan tanda bukti { $extra }. Permohonan { $service } nomor { $number } dilanjutkan.

    Tanda buktinya dapat diunduh dari akun Anda. Permohonan Anda: { $link }

    { $office }
mail-overpaid-subject = Pembayaran yang akan kami kembalikan, permohonan { $number }
mail-overpaid-body =
    { $name }, kami menerima pembayaran yang tidak diperlukan lagi untuk permohonan { $service } nomor { $number }: { $extra }.

    Uang ini kami kembalikan, dan kami akan menghubungi Anda. Tanda buktinya dapat diunduh dari akun Anda.
    Permohonan Anda: { $link }

    { $office }
mail-refunded-subject = Uang Anda sudah kami kembalikan, permohonan { $number }
mail-refunded-body =
    { $name }, uang dari pembayaran { $extra } untuk permohonan { $service } nomor { $number } sudah kami kembalikan.

    Permohonan Anda: { $link }

    { $office }
mail-due-subject = { $near } berkas perlu selesai hari ini atau besok
mail-due-body =
    { $name }, pada { $day } ada { $near } berkas yang jatuh tempo hari ini atau pada hari kerja berikutnya. Belum ada yang terlambat.

    Kerjakan dari { $link }

    { $office }
mail-due-late-subject = { $late } berkas terlambat, { $near } perlu selesai hari ini atau besok
mail-due-late-body =
    { $name }, pada { $day } ada { $near } berkas yang jatuh tempo hari ini atau pada hari kerja berikutnya, { $late } di antaranya sudah terlambat. Dahulukan yang terlambat.

    Kerjakan dari { $link }

    { $office }
mail-asked-after-subject = Anda ditanyai tentang langkah { $step } pada berkas { $number }
mail-asked-after-body =
    { $name }, langkah { $step } pada berkas { $service } nomor { $number } masih menunggu. Atasan atau kantor pelayanan menanyakannya.

    Kerjakan, atau serahkan kepada rekan, di { $link }

    { $office }
mail-adopt-subject = { $code } adalah kode untuk mengambil permohonan { $number }
mail-adopt-body =
    { $name }, ketik kode { $code } untuk memasukkan permohonan nomor { $number } ke akun Anda. Kode ini berlaku 15 menit.

    Bila bukan Anda yang memintanya, abaikan surel ini; tidak ada yang berubah.

    { $office }
mail-handed-over-subject = Langkah { $step } pada berkas { $number } diserahkan kepada Anda
mail-handed-over-body =
    { $name }, langkah { $step } pada berkas { $service } nomor { $number } sekarang ada pada Anda. Alasannya tertulis pada riwayat berkas.

    Lihat berkasnya di { $link }

    { $office }
