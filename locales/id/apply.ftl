# Mengajukan permohonan: draf, isian, berkas, pemeriksaan, tanda terima, permohonan saya, loket.

## Memulai
portal-apply-start = Mulai mengisi
portal-apply-start-lead = Permohonan ini diisi bagian demi bagian. Anda boleh berhenti kapan saja dan melanjutkannya lain hari.
portal-apply-start-save = Yang sudah Anda ketik tersimpan di kantor setiap kali Anda menekan tombol simpan.
portal-apply-start-files = Siapkan berkasnya sebagai PDF atau foto yang jelas.
portal-apply-start-send = Sebelum dikirim, semua jawaban dapat diperiksa dan diubah.
portal-apply-go-on-lead = Anda sudah mulai mengisi permohonan ini. Lanjutkan yang ini, atau mulai yang baru.
portal-apply-start-another = Mulai permohonan baru
portal-apply-closed = Layanan ini tidak sedang dibuka
portal-apply-closed-why = Alamatnya salah, atau kantor sedang tidak menerima permohonan untuk layanan ini. Draf yang sudah ada tetap tersimpan.

## Daftar tugas
portal-apply-tasks-lead = Isi setiap bagian, dalam urutan apa pun. Setelah semuanya lengkap, permohonan dapat dikirim.
portal-apply-for = Untuk { $name }. Isi setiap bagian, lalu kirim setelah semuanya lengkap.
portal-apply-questions = Isian
portal-apply-documents = Berkas
portal-apply-documents-count = { $held } dari { $all } berkas sudah ada
portal-apply-send = Periksa dan kirim
portal-apply-check = Periksa jawaban Anda
portal-apply-check-later = Dapat dibuka setelah semua bagian lengkap
portal-apply-state-new = Belum mulai
portal-apply-state-faulty = Belum lengkap
portal-apply-state-done = Selesai
portal-apply-state-optional = Boleh dilewati
portal-apply-state-closed = Belum bisa
portal-apply-sop-changed = Aturan layanan ini berubah sejak terakhir Anda simpan
portal-apply-sop-changed-text = Semua yang Anda isi masih ada. Periksa bagian yang bertanda belum lengkap; mungkin ada pertanyaan baru.
portal-apply-delete = Hapus draf ini
portal-apply-delete-why = Semua isian dan berkas di draf ini hilang dan tidak dapat dikembalikan.
portal-apply-delete-yes = Ya, hapus draf

## Isian
portal-apply-page-of = Bagian { $page } dari { $pages }
portal-apply-save-next = Simpan dan lanjutkan
portal-apply-only-if = Hanya bila “{ $question }” dijawab { $answers }.
portal-apply-yes = Ya, benar
portal-apply-yes-true = ya
portal-apply-row = baris

## Berkas
portal-apply-documents-lead = Satu berkas untuk setiap persyaratan. Beberapa halaman digabung dulu menjadi satu PDF. Catatan lokasi di dalam foto kami hapus.
portal-apply-proves = Membuktikan: { $what }.
portal-apply-limits = { $kinds }; paling besar { $most } MB.
portal-apply-upload-all = Unggah berkas
portal-apply-upload = Unggah
portal-apply-file-empty = “{ $name }”: berkas yang dipilih kosong (0 byte). Buka dulu di perangkat Anda untuk memastikan isinya, lalu unggah lagi.
portal-apply-file-large = “{ $name }”: berkas lebih besar dari { $most } MB. Perkecil, misalnya dengan memindai pada 150 dpi atau memotret lebih kecil, lalu unggah lagi.
portal-apply-file-kind = “{ $name }”: isi berkas ini bukan { $kinds }, apa pun namanya. Simpan ulang dalam jenis itu, lalu unggah lagi.
portal-apply-file-cut = “{ $name }”: berkas ini terpotong, bagian akhirnya tidak ada, jadi tidak dapat dibuka. Pastikan berkasnya dapat dibuka di perangkat Anda, lalu unggah lagi.
portal-apply-file-missing = Berkas “{ $name }” belum diunggah.
portal-apply-file-not-replaced = Berkas pengganti untuk “{ $name }” belum diunggah. Berkas lama masih tersimpan, tetapi diminta diganti.
portal-apply-all-too-large = Berkas yang dikirim terlalu besar, jadi tidak diterima. Kirim satu per satu, masing-masing dalam batas yang tertulis. Berkas yang sudah tersimpan sebelumnya tetap ada.
portal-apply-damaged = Kiriman berkas terputus atau rusak di jalan, jadi tidak diterima. Coba kirim sekali lagi. Berkas yang sudah tersimpan sebelumnya tetap ada.

## Periksa dan kirim
portal-apply-check-lead = Baca sekali lagi sebelum dikirim. Setelah dikirim, isian hanya dapat diubah bila petugas mengembalikannya.
portal-apply-offer = Janji kami
portal-apply-promise-if-sent = { $days } hari kerja; bila dikirim sekarang, selesai paling lambat { $day }
portal-apply-after = Setelah dikirim
portal-apply-after-receipt = Anda langsung mendapat tanda terima dengan nomor dan kode lacak.
portal-apply-after-officers = Petugas memeriksa isian dan berkas. Setiap langkah dapat Anda ikuti dengan kode lacak.
portal-apply-after-return = Bila ada yang kurang, petugas mengembalikan bagian itu dengan alasannya. Selama menunggu jawaban Anda, waktu janji berhenti.
portal-apply-declaration = Pernyataan
portal-apply-declare = Saya sudah memeriksa semua isian dan berkas, dan semuanya benar.
portal-apply-declare-counter = Isian dan berkas sudah dibacakan kepada pemohon, dan pemohon menyatakan semuanya benar.
portal-apply-declaration-fault = Pernyataan belum ditandai. Baca, lalu beri tanda untuk mengirim.
portal-apply-send-now = Kirim permohonan

## Tanda terima
portal-apply-receipt = Tanda terima
portal-apply-sent = Permohonan terkirim
portal-apply-code = Kode lacak
portal-apply-code-aloud = Dibaca:
portal-apply-code-keep = Simpan kode ini. Siapa pun yang memegangnya dapat melihat sampai di mana permohonan ini, tanpa masuk akun.
portal-apply-number = Nomor pendaftaran
portal-apply-service = Layanan
portal-apply-applicant = Pemohon
portal-apply-received = Diterima
portal-apply-filed-by = Diajukan di loket oleh
portal-apply-promise = Janji kami
portal-apply-promise-day = Selesai dalam { $days } hari kerja, paling lambat { $day }
portal-apply-promise-days = Selesai dalam { $days } hari kerja
portal-apply-next-step = Sekarang: { $step }, oleh { $role }.
portal-apply-next-mail = Kabar setiap langkah kami kirim ke { $email }.
portal-apply-next-code = Ikuti langkahnya dengan kode lacak, atau tanyakan di loket.
portal-apply-open-case = Buka permohonan
portal-apply-track = Halaman lacak

## Permohonan saya
portal-apply-drafts = Draf
portal-apply-list-running = Sedang berjalan
portal-apply-list-ended = Selesai
portal-apply-draft = Draf
portal-apply-saved = Disimpan { $at }
portal-apply-running = Diproses
portal-apply-your-turn = Menunggu Anda
portal-apply-granted = Terbit
portal-apply-rejected = Ditolak
portal-apply-ended = Ditutup
portal-apply-promised = Dijanjikan selesai { $day }
portal-apply-sent-on = Nomor { $number } · dikirim { $day }
portal-apply-none = Belum ada permohonan
portal-apply-none-text = Permohonan yang Anda ajukan akan muncul di sini, lengkap dengan tahap dan janji waktunya.
portal-apply-see-services = Lihat layanan
portal-apply-not-yours = Halaman ini bukan untuk akun Anda
portal-apply-not-yours-why = Permohonan ini tidak ada, atau milik akun lain. Isi permohonan hanya dapat dibuka oleh pemohonnya sendiri.
portal-apply-not-yours-sign-in = Bila ini permohonan Anda, keluar dulu, lalu masuk dengan akun yang dipakai saat mengajukan.
portal-apply-not-yours-track = Bila Anda hanya ingin tahu sampai di mana prosesnya, pakai kode lacak pada tanda terima.

## Loket
portal-apply-counter-lead = Ajukan untuk warga yang datang. Warga tidak perlu akun; tanda terima memuat kode lacaknya.
portal-apply-counter-new = Permohonan baru
portal-apply-counter-find = Buka permohonan dari loket
portal-apply-which-service = Layanan
portal-apply-which-service-fault = Layanan belum dipilih. Pilih satu layanan.
portal-apply-applicant-name = Nama pemohon
portal-apply-applicant-name-hint = Seperti di KTP.
portal-apply-applicant-name-fault = Nama pemohon belum diisi atau terlalu panjang. Tulis namanya, paling banyak 120 huruf.
portal-apply-applicant-phone = Nomor telepon pemohon
portal-apply-applicant-email = Alamat surel pemohon
portal-apply-applicant-email-hint = Bila punya, kabar setiap langkah dikirim ke sini.
portal-apply-code-hint = 12 huruf dan angka pada tanda terima, misalnya 7K3M-9PQ2-XW4T.
portal-apply-code-unknown = Tidak ada permohonan dengan kode ini. Periksa lagi tandanya satu per satu.
portal-apply-no-drafts = Tidak ada draf yang belum dikirim.
portal-apply-not-counter = Loket hanya untuk petugas kantor pelayanan. Akun Anda milik dinas teknis; pekerjaan Anda ada di meja kerja.
portal-apply-pdf = Simpan sebagai PDF

## Permohonan sendiri
portal-apply-returned = Ada bagian yang perlu Anda perbaiki.
portal-apply-returned-until = Kami tunggu sampai { $day }.
portal-apply-correct = Perbaiki permohonan
portal-apply-correct-lead = Hanya bagian yang dikembalikan petugas yang dapat diubah. Bagian lain tetap seperti yang Anda kirim.
portal-apply-correct-until = Kirim paling lambat { $day }.
portal-apply-correct-send = Kirim perbaikan
portal-apply-reason = Catatan petugas:
portal-apply-others = Lihat bagian lain yang tidak diubah
portal-apply-nothing-returned = Tidak ada bagian yang sedang dikembalikan kepada Anda. Mungkin perbaikannya sudah terkirim, atau batas waktunya sudah lewat. Buka permohonan untuk melihat keadaannya.
portal-apply-letters = Surat untuk Anda
portal-apply-letter-about = Nomor { $number }, { $day }
portal-apply-letter-making = Sedang disiapkan
portal-apply-duties = Kewajiban Anda
portal-apply-duty-by = Paling lambat { $day }. Bila lewat: { $otherwise }
portal-apply-duty-done = Dipenuhi { $at }
portal-apply-duty-send = Kirim bukti
portal-apply-proof = Bukti
portal-apply-about = Tentang permohonan ini
portal-apply-filed = Isian dan berkas
portal-apply-before = Sebelum perbaikan { $at }
portal-apply-before-added = Sebelum diganti { $at }
portal-apply-withdraw = Tarik permohonan ini
portal-apply-withdraw-why = Permohonan berhenti dan tidak dapat diteruskan lagi. Anda dapat mengajukan yang baru kapan saja.
portal-apply-withdraw-reason = Alasan
portal-apply-withdraw-yes = Ya, tarik permohonan
portal-apply-told-corrected = Perbaikan terkirim. Waktu janji berjalan lagi.
portal-apply-told-withdrawn = Permohonan sudah ditarik.
portal-apply-told-duty = Bukti sudah kami terima. Terima kasih.
portal-apply-told-added = Dokumen sudah kami terima. Petugas yang memegang permohonan Anda melihat tandanya; waktu janji tetap berjalan.
portal-apply-told-reopened = Permohonan dibuka kembali dengan nomor yang sama. Jawab bagian yang dikembalikan.
portal-apply-add = Tambah dokumen
portal-apply-add-invite = Ada dokumen yang terlewat atau lebih baru? Anda boleh menambahkannya sampai permohonan diputuskan.
portal-apply-add-lead = Dokumen lama tetap tersimpan. Petugas yang memegang permohonan diberi tahu, dan waktu janji tetap berjalan.
portal-apply-add-what = Dokumen apa ini?
portal-apply-add-what-fault = Pilih dahulu dokumen apa yang Anda kirim, agar petugas tahu untuk apa.
portal-apply-add-else = Dokumen lain
portal-apply-add-name = Nama dokumen
portal-apply-add-name-hint = Contoh: Surat perpanjangan sewa tempat
portal-apply-add-name-only = Hanya bila Anda memilih “Dokumen lain”.
portal-apply-add-name-fault = Tulis nama dokumennya, paling panjang 120 huruf, agar petugas tahu apa isinya.
portal-apply-add-file = Berkas
portal-apply-add-file-fault = Belum ada berkas yang dipilih. Pilih satu berkas, lalu kirim lagi.
portal-apply-add-note = Keterangan untuk petugas
portal-apply-add-held = Berkas yang Anda pilih sudah kami simpan; tidak perlu dipilih lagi.
portal-apply-add-send = Kirim dokumen
portal-apply-add-closed = Permohonan ini sudah diputuskan atau ditutup, jadi dokumen tidak dapat ditambahkan lagi.
portal-apply-reopen = Buka kembali permohonan
portal-apply-reopen-title = Permohonan ini ditutup karena perbaikannya tidak kami terima
portal-apply-reopen-until = Anda dapat membukanya kembali sampai { $day }: nomor dan sisa waktu janjinya tetap, dan Anda melanjutkan dari perbaikan yang diminta.
portal-apply-reopen-over = Permohonan ini dapat dibuka kembali sampai { $day }. Batas itu sudah lewat; silakan ajukan permohonan baru.
portal-apply-reopen-reason = Mengapa dibuka kembali

## Siapa yang melihat
portal-apply-seen = Siapa yang melihat permohonan ini
portal-apply-seen-why = Setiap kali petugas membuka permohonan Anda, kami mencatat peran, instansi, dan waktunya. Yang terbaru di atas.
portal-apply-seen-none = Belum ada petugas yang membuka permohonan ini.
portal-apply-seen-case = Membuka permohonan.
portal-apply-seen-file = Membuka dokumen.
portal-apply-seen-numbers = Melihat nomor pribadi (NIK atau NPWP) secara utuh.
portal-apply-seen-letter = Membuka tanda terima atau surat.
portal-apply-seen-acted = Bertindak untuk pemohon di loket.
portal-apply-seen-reason = Alasannya: { $reason }
portal-apply-seen-which = Dokumen: { $name }
portal-apply-seen-applicant = Akun pemohon lain
portal-apply-seen-nobody = Seseorang yang tidak masuk akun
portal-apply-seen-refused = Ditolak
portal-apply-seen-older = Yang ditampilkan { $most } catatan terakhir. Kantor menyimpan catatan yang lebih lama.
portal-apply-seen-ask = Ada yang terasa janggal? Tanyakan ke kantor lewat alamat di kaki halaman ini dan sebutkan waktunya.
