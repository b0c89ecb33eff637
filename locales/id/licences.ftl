# Surat dan izin: halaman periksa di balik kode QR, unduhan, register, kewajiban.

## Halaman periksa
licences-verify = Periksa keaslian surat
licences-verify-lead = Isi kode dari surat yang Anda pegang. Kami tunjukkan apa yang tercatat tentang surat itu dan apakah hari ini masih berlaku.
licences-code = Kode surat
licences-code-hint = 12 huruf dan angka di samping kode QR, misalnya 7K3M-9PQ2-XW4T. Huruf besar atau kecil sama saja.
licences-code-wrong = Kode surat terdiri atas 12 huruf dan angka, misalnya 7K3M-9PQ2-XW4T. Salin dari samping kode QR; nomor surat bukan kodenya.
licences-verify-do = Periksa
licences-where-title = Di mana kodenya?
licences-where-text = Di sebelah kode QR pada bagian bawah surat, di ujung alamat halaman ini. Lebih mudah lagi: pindai kode QR dengan kamera telepon.
licences-unknown = Tidak ada surat kami dengan kode { $code }
licences-unknown-text =
    Cocokkan lagi setiap huruf dan angkanya. Bila kode pada surat memang begitu, surat itu bukan dari kantor kami.
    Jangan dipakai dulu. Tanyakan kepada kami di { $phone } atau { $email }.
licences-too-many = Terlalu banyak kode yang tidak ada
licences-too-many-text = Dari jaringan ini sudah banyak kode dicoba dan tidak ada. Tunggu satu menit, lalu salin kodenya sekali lagi dari surat.
licences-valid-title = Izin ini tercatat dan berlaku
licences-valid-until = Berlaku sampai dengan { $day }
licences-valid = Berlaku tanpa batas waktu
licences-expired-title = Izin ini sudah tidak berlaku
licences-expired-since = Tidak berlaku lagi sejak { $day }
licences-expired-text = Surat ini dahulu kami terbitkan, tetapi masa berlakunya sudah habis. Tanyakan izin yang baru kepada pemegangnya.
licences-recorded-title = Surat ini tercatat
licences-recorded = Surat ini benar dari kantor kami
licences-recorded-text = Surat ini bukan izin. Ia tidak memberi hak apa pun kepada yang memegangnya.
licences-as-of = Keadaan menurut register kantor, { $moment }.
licences-compare = Cocokkan dengan surat di tangan Anda
licences-compare-lead = Isi di bawah ini harus sama dengan yang tertulis pada surat.
licences-only-exists = Isi surat seperti ini hanya untuk yang bersangkutan, jadi tidak kami tampilkan di sini.
licences-differs = Ada yang berbeda?
licences-differs-text = Yang benar adalah yang tercatat di sini. Surat yang isinya berbeda jangan diterima; beri tahu kami di { $phone } atau { $email }.
licences-unsigned = Surat ini belum ditandatangani secara elektronik. Sampai tanda tangan elektronik dipakai, halaman ini yang membuktikan isinya.
licences-open-pdf = Buka suratnya (PDF)
licences-verify-another = Periksa surat lain
licences-verify-this = Lihat halaman periksa

## Kata bersama
licences-letter = Jenis surat
licences-number = Nomor
licences-issued = Terbit
licences-until = Berlaku sampai
licences-holder = Pemegang
licences-no-end = Tanpa batas waktu
licences-service = Layanan
licences-kind = Golongan
licences-state = Keadaan
licences-application = Permohonan
licences-kind-licence = Izin
licences-kind-rejection = Penolakan
licences-kind-recommendation = Rekomendasi
licences-kind-assignment = Surat tugas
licences-state-valid = Berlaku
licences-state-expired = Berakhir

## Unduhan
licences-not-yet-title = Suratnya sedang dibuat
licences-not-yet-why = Surat ini sudah bernomor, tetapi berkas PDF-nya belum selesai. Biasanya selesai dalam beberapa detik.
licences-not-yet-step = Tunggu sebentar, lalu coba lagi. Bila setelah beberapa menit belum ada, hubungi kami.
licences-foreign-title = Surat ini bukan untuk akun yang sedang dipakai
licences-foreign-why = Surat hanya dapat diunduh oleh pemilik permohonannya dan petugas yang menanganinya.
licences-foreign-verify = Bila Anda hanya ingin tahu apakah surat ini asli dan berlaku, lihat halaman periksanya. Untuk itu tidak perlu masuk.
licences-foreign-owner = Bila ini surat Anda, masuklah dengan akun yang dipakai waktu mengajukan. Bila diajukan lewat loket, mintalah cetakannya di loket.

## Register
licences-nav = Izin
licences-register = Register izin
licences-register-lead = Semua surat yang diterbitkan kantor ini, yang terbaru lebih dahulu.
licences-register-caption = Surat dan izin yang diterbitkan, yang terbaru lebih dahulu
licences-lists = Register dan kewajiban
licences-export = Unduh sebagai CSV
licences-search = Cari nomor surat atau nama pemegang
licences-narrow = Saring
licences-every = Semua
licences-from = Terbit dari
licences-to = Terbit sampai
licences-apply = Terapkan
licences-reset = Tampilkan semua
licences-none = Tidak ada surat yang cocok
licences-none-text = Periksa ejaan nama atau nomor, atau longgarkan saringannya.

## Kewajiban
licences-duties = Kewajiban pemegang
licences-duties-lead = Yang masih harus dipenuhi pemegang izin, yang paling dekat lebih dahulu.
licences-duties-caption = Kewajiban yang masih terbuka, yang paling dekat batas waktunya lebih dahulu
licences-duty = Kewajiban
licences-due = Batas waktu
licences-duty-late = Lewat { $days } hari
licences-duty-today = Hari ini
licences-duty-left = { $days } hari lagi
licences-only-late = Hanya yang lewat batas waktu
licences-no-duties = Tidak ada kewajiban yang terbuka
licences-no-duties-text = Kewajiban muncul di sini ketika izin yang membawanya terbit, dan hilang setelah dipenuhi.
