# Kata-kata aula: nomor antrean, loket, janji temu. Dibaca sambil berdiri, jadi pendek.

hall-nav = Antrean
hall-title = Antrean hari ini
hall-lead = Ambil nomor kalau Anda sudah di kantor atau hampir sampai. Nomor yang dipanggil tetapi tidak hadir akan dilewati.
hall-groups = Layanan
hall-counters = Loket
hall-own = Janji temu Anda
hall-waiting = Menunggu
hall-turn = Giliran
hall-places-left = Sisa nomor hari ini
hall-take = Ambil nomor { $letter }
hall-display-open = Layar antrean
hall-choose-group = Nomor belum diambil: pilih dahulu layanannya.
hall-next-free = Janji temu terdekat: { $when }
hall-kiosk-next-free = Janji temu terdekat: { $when }. Buat dengan telepon Anda, atau minta dibuatkan petugas.
hall-too-often-why = Dari jaringan ini terlalu banyak nomor atau kode yang diminta dalam waktu singkat.
hall-too-often-wait = Tunggu beberapa menit, lalu coba lagi. Kalau Anda di kantor, ambil nomor di kios.
hall-rule-title = Siapa yang didahulukan
hall-rule = Lansia, ibu hamil, penyandang disabilitas, dan orang tua yang membawa anak kecil didahulukan, begitu juga janji temu yang jamnya sudah tiba. Setiap loket memanggil paling banyak satu dari mereka berturut-turut; sesudah itu satu dari yang lain. Jadi tidak ada yang terlewat terus.

hall-first = Didahulukan
hall-first-box = Dahulukan saya: lansia, hamil, disabilitas, atau membawa anak kecil
hall-first-hint = Tidak perlu disebut yang mana.
hall-first-kiosk = Dahulukan saya
hall-first-who = Lansia, hamil, disabilitas, membawa anak kecil
hall-goes-first = didahulukan

hall-estimate = sekitar { $minutes } menit lagi (kira-kira { $hour })
hall-estimate-soon = sebentar lagi
hall-estimate-unknown = belum diketahui
hall-estimate-measured = menurut lama pelayanan hari ini
hall-estimate-planned = menurut rencana kantor

hall-counter-open = Buka
hall-counter-break = Istirahat sampai { $hour }
hall-counter-overdue = Istirahat, seharusnya kembali { $hour }
hall-counter-later = Buka mulai { $hour }
hall-counter-absent = Belum ada petugas
hall-counter-closed = Tutup untuk hari ini

hall-state-waiting = Menunggu
hall-state-called = Dipanggil
hall-state-serving = Dilayani
hall-state-served = Selesai
hall-state-missed = Tidak hadir
hall-state-left = Tidak menunggu lagi

hall-number = Nomor
hall-ticket-title = Nomor { $number }
hall-ticket-back = Kembali ke nomor Anda
hall-ahead = Di depan Anda
hall-drawn = Diambil
hall-told-waiting = Tunggu sampai nomor ini dipanggil.
hall-told-called = Nomor Anda dipanggil. Silakan ke { $counter } sekarang.
hall-told-serving = Anda sedang dilayani di { $counter }.
hall-told-served = Pelayanan untuk nomor ini sudah selesai.
hall-told-missed = Nomor ini dipanggil, tetapi tidak ada yang datang. Kalau Anda masih di kantor, katakan kepada petugas loket.
hall-told-left = Nomor ini tidak menunggu lagi. Kalau masih perlu, ambil nomor baru.
hall-refreshes = Halaman ini menyegarkan diri sendiri.
hall-stand-still = Hentikan
hall-refresh-again = Segarkan lagi sendiri
hall-qr = Kode QR yang membuka halaman nomor ini di telepon
hall-leave = Saya tidak jadi
hall-leave-text = Nomor ini dilepas dan tidak dapat dipakai lagi. Yang di belakang Anda maju.
hall-leave-do = Lepaskan nomor ini
hall-no-code = Kode ini tidak ada
hall-no-code-why = Tidak ada nomor atau janji temu dengan kode itu di kantor ini.
hall-no-code-check = Periksa kodenya: 12 huruf dan angka, seperti di kertas atau di surel.

hall-kiosk-title = Ambil nomor antrean
hall-kiosk-open = Buka kios
hall-kiosk-waiting = { $count ->
    [0] tidak ada yang menunggu
   *[other] { $count } menunggu
}
hall-kiosk-made = Sudah punya janji temu?
hall-kiosk-code = Ketik atau pindai kode janji temu
hall-kiosk-arrive = Saya sudah datang
hall-kiosk-next = Nomor berikutnya
hall-slip-ahead = { $count ->
    [0] Anda yang berikutnya
   *[other] { $count } orang di depan Anda
}
hall-slip-follow = Pindai untuk melihat giliran Anda di telepon.

hall-display-title = Layar antrean
hall-calls = Dipanggil
hall-no-calls = Belum ada nomor yang dipanggil.
hall-voice = Nyalakan suara
hall-voice-on = Suara menyala

hall-book-title = Janji temu
hall-book-lead = Pilih untuk apa Anda datang. Dengan janji temu Anda tidak perlu menunggu lama.
hall-book-or = Tanpa janji temu pun boleh datang: ambil nomor di kios.
hall-book-day = Pilih hari
hall-book-other-day = Pilih hari lain
hall-book-hour = Pilih jam
hall-book-slot = Pukul berapa Anda datang?
hall-book-name = Nama yang datang
hall-book-phone = Nomor telepon
hall-book-phone-hint = Isi nomor telepon atau surel, salah satu cukup.
hall-book-email = Surel
hall-book-email-hint = Kode dan pengingat dikirim ke sini.
hall-book-kept = Nama, telepon, dan surel hanya dipakai untuk janji temu ini dan dihapus { $days } hari sesudahnya.
hall-book-do = Buat janji temu
hall-book-full = Semua jam pada hari itu sudah penuh. Pilih hari lain.
hall-no-days = Belum ada hari dengan tempat kosong. Datang langsung dan ambil nomor, atau lihat lagi besok.
hall-places = { $count } tempat
hall-full = penuh
hall-move = Pindahkan
hall-move-title = Pindahkan janji temu
hall-move-from = Sekarang: { $when }. Tempat itu tetap milik Anda sampai yang baru dipilih.
hall-move-do = Pindahkan ke jam ini
hall-cancel = Batalkan janji temu
hall-cancel-text = Tempat Anda langsung diberikan kepada orang lain.
hall-cancel-do = Ya, batalkan
hall-appointment = Janji temu Anda
hall-made = Janji temu dicatat.
hall-made-mailed = Kode dan alamat halaman ini sudah dikirim ke surel Anda.
hall-made-write-down = Simpan kode di bawah atau alamat halaman ini: hanya dengan itu janji temu dapat diubah.
hall-come = Setelah sampai, masukkan kode ini di kios untuk mendapat nomor. Tempat Anda disimpan { $grace } menit.
hall-row-day = Hari
hall-row-hour = Pukul
hall-row-group = Untuk
hall-row-place = Tempat
hall-row-code = Kode
hall-row-number = Nomor antrean
hall-standing-booked = Dipesan
hall-standing-arrived = Sudah datang
hall-standing-cancelled = Dibatalkan
hall-standing-missed = Terlewat

hall-counter-title = Loket antrean
hall-counter-lead = Panggil, layani, selesai. Nomor berikutnya dipilih menurut aturan, bukan menurut siapa yang paling dekat.
hall-not-yours = Halaman ini untuk petugas loket antrean dan pengawasnya. Minta peran itu kepada administrator.
hall-taken = { $name } sedang bertugas di loket ini.
hall-called-times = dipanggil { $count } kali
hall-holder = Janji temu atas nama
hall-waiting-here = { $count ->
    [0] Tidak ada yang menunggu untuk loket ini.
   *[other] { $count } orang menunggu untuk loket ini.
}
hall-do-open = Buka loket
hall-do-take-over = Gantikan
hall-do-call = Panggil berikutnya
hall-do-again = Panggil lagi
hall-do-serve = Layani
hall-do-pass = Tidak hadir
hall-do-finish = Selesai
hall-do-finish-next = Selesai dan panggil berikutnya
hall-do-file = Isikan permohonan
hall-do-break = Istirahat
hall-do-close = Tutup loket
hall-do-send-on = Pindahkan
hall-do-recall = Panggil sekarang
hall-send-on = Pindahkan ke
hall-missed = Yang tadi tidak hadir
hall-break-minutes = Berapa menit

hall-figures-title = Angka antrean
hall-figures-lead = Dihitung dari nomor yang diambil. Tanpa nama, tanpa NIK.
hall-figures-not-yours = Angka antrean hanya untuk pengawas aula. Minta peran itu kepada administrator.
hall-figures-from = Dari
hall-figures-until = Sampai
hall-figures-none = Belum ada nomor pada hari-hari ini.
hall-figures-by-group = Menurut layanan
hall-figures-by-hour = Menurut jam
hall-figures-group = Layanan
hall-figures-hour = Jam
hall-figures-drawn = Diambil
hall-figures-served = Dilayani
hall-figures-missed = Tidak hadir
hall-figures-left = Pergi
hall-figures-wait = Menunggu (median)
hall-figures-long-wait = Menunggu (9 dari 10)
hall-figures-service = Dilayani (median)
hall-minutes = { $minutes } menit

hall-mail-made-subject = Janji temu { $day } pukul { $hour }
hall-mail-made-body =
    Janji temu Anda di { $office }:

    { $day }, pukul { $hour } { $zone }
    { $address }

    Setelah sampai, masukkan kode ini di kios: { $code }
    Tempat Anda disimpan { $grace } menit.

    Memindahkan atau membatalkan: { $link }
hall-mail-moved-subject = Janji temu dipindahkan ke { $day } pukul { $hour }
hall-mail-moved-body =
    Janji temu Anda di { $office } sekarang:

    { $day }, pukul { $hour } { $zone }
    { $address }

    Kodenya tetap: { $code }

    Melihat, memindahkan lagi, atau membatalkan: { $link }
hall-mail-cancelled-subject = Janji temu { $day } dibatalkan
hall-mail-cancelled-body =
    Janji temu Anda di { $office } pada { $day } pukul { $hour } { $zone } sudah dibatalkan. Tempatnya dipakai orang lain.

    Membuat yang baru: { $link }
hall-mail-tomorrow-subject = Besok: janji temu pukul { $hour }
hall-mail-tomorrow-body =
    Pengingat janji temu Anda besok di { $office }:

    { $day }, pukul { $hour } { $zone }
    { $address }

    Kode untuk kios: { $code }
    Tempat Anda disimpan { $grace } menit.

    Tidak jadi datang? Batalkan, supaya orang lain mendapat tempat: { $link }
