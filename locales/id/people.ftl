# Akun, masuk, kata sandi, token akses.

## Masuk
people-sign-in = Masuk
people-sign-in-lead = Tulis alamat surel Anda. Kami kirimkan kode enam angka; akun dibuat sendiri bila belum ada, tanpa menunggu persetujuan petugas.
people-email = Alamat surel
people-email-hint = Misalnya nama@contoh.id
people-email-fault = Ini bukan alamat surel. Periksa lagi; misalnya nama@contoh.id.
people-send-code = Kirim kode
people-with-password = Masuk dengan kata sandi
people-with-code = Masuk dengan kode lewat surel
people-enter-code = Masukkan kode
people-enter-code-lead = Buka surel dari kami dan tulis kode enam angka di bawah ini.
people-code = Kode enam angka
people-code-hint = Dikirim ke { $email }. Kode berlaku sepuluh menit.
people-code-fault = Kode ini salah atau sudah tidak berlaku. Periksa angkanya, atau minta kode baru.
people-new-code = Minta kode baru
people-enter = Masuk
people-password = Kata sandi
people-password-lead = Untuk petugas, dan untuk pemohon yang sudah membuat kata sandi.
people-password-fault = Alamat surel atau kata sandi salah. Periksa keduanya, atau masuk dengan kode lewat surel.
people-too-many = Terlalu banyak percobaan untuk alamat ini. Tunggu satu menit, lalu coba lagi.
people-demo-mail = Lihat surel di kantor contoh ini

## Akun sendiri
people-account = Akun saya
people-own-data = Data saya
people-name = Nama
people-name-fault = Nama belum diisi atau terlalu panjang. Tulis nama Anda, paling banyak 120 huruf.
people-phone = Nomor telepon
people-phone-fault = Ini bukan nomor telepon Indonesia. Tulis misalnya 0812 3456 7890, atau kosongkan.
people-lang = Bahasa surel
people-saved = Perubahan sudah disimpan.
people-new-password = Kata sandi baru
people-new-password-hint = Paling sedikit 12 huruf atau angka. Kalimat pendek mudah diingat dan sulit ditebak.
people-new-password-fault = Kata sandi terlalu pendek atau terlalu panjang. Pakai 12 sampai 256 huruf atau angka.
people-set-password = Simpan kata sandi
people-sign-out = Keluar

## Token akses
people-tokens = Token akses
people-tokens-lead = Untuk program yang memakai API atas nama Anda. Token hanya ditampilkan sekali dan berakhir setelah satu tahun.
people-token-name = Nama token
people-token-hint = Agar Anda ingat dipakai untuk apa, misalnya “laporan bulanan”.
people-token-name-fault = Beri nama token ini, agar nanti dapat dikenali.
people-token-made = Token dibuat. Salin sekarang; tidak akan ditampilkan lagi.
people-token-since = Dibuat
people-token-until = Berakhir
people-token-revoke = Cabut
people-make-token = Buat token

## Menu dan peran
nav-services = Layanan
nav-track = Lacak
nav-verify = Periksa izin
nav-mine = Permohonan saya
nav-desk = Meja kerja
nav-register = Register
nav-counter = Loket
role-applicant = Pemohon
foreign-request-why = Permintaan ini dikirim dari situs lain, jadi tidak dijalankan. Buka halaman kami, lalu ulangi dari sana.
