# Meja kerja petugas: mengembalikan dengan alasan, yang baru dari pemohon, catatan, saringan, serah terima.

## Mengembalikan kepada pemohon
cases-return-code = Alasan
cases-return-words = Keterangan
cases-return-others = Minta yang lain, yang tidak ada dalam daftar
cases-return-other = Yang lain, nomor { $number }
cases-return-other-name = Nama dokumen yang kurang
cases-return-more = Tambah satu lagi
cases-return-library = Yang dibaca pemohon untuk setiap alasan
cases-own-reason = Teks alasan kantor
cases-own-reason-hint = Teks ini mendahului yang Anda tulis di bawah.

## Yang baru dari pemohon
cases-came-answered = Sudah dijawab
cases-came-unasked = Ditambahkan tanpa diminta
cases-news = Yang baru dari pemohon
cases-unread = Belum dibaca
cases-change-nothing = Belum ada
cases-change-how = Bagaimana
cases-change-why = Diminta karena: { $why }
cases-change-compare = Bandingkan berdampingan
cases-compare = Dua versi: { $what }

## Percobaan yang ditolak
cases-attempts = Percobaan yang ditolak
cases-attempts-hint = Orang ini mencoba membuka permohonan yang bukan miliknya. Tidak ada yang ditampilkan kepadanya.
cases-attempt-who = Siapa
cases-attempt-what = Yang diminta
cases-attempt-nobody = Seseorang yang tidak masuk
cases-attempt-citizen = { $name }, akun pemohon lain
cases-tried-case = Membuka permohonan
cases-tried-file = Membuka dokumen
cases-tried-numbers = Melihat nomor pribadi
cases-tried-letter = Membuka surat atau tanda terima
cases-tried-act = Menjawab atau mengubah permohonan

## Membuka kembali
cases-reopen-title = Ditutup karena tidak dijawab
cases-reopen-until = Permohonan ini dapat dibuka kembali sampai { $day }. Nomor dan waktunya tetap; pemohon mendapat gilirannya sekali lagi.
cases-reopen-over = Permohonan ini dapat dibuka kembali sampai { $day }, dan hari itu sudah lewat. Pemohon perlu mengajukan yang baru.
cases-reopen-reason = Mengapa dibuka kembali?
cases-reopen-hint = Tercatat pada riwayat berkas, misalnya “pemohon datang ke loket, tadinya dirawat di rumah sakit”.
cases-reopen-do = Buka kembali permohonan
cases-done-reopened = Permohonan dibuka kembali. Pemohon sudah diberi tahu.

## Catatan
cases-notes = Catatan petugas
cases-notes-none = Belum ada catatan.
cases-note-text = Catatan baru
cases-note-hint = Hanya untuk petugas. Pemohon tidak pernah melihatnya; jangan menulis NIK di sini.
cases-note-for = Siapa yang membacanya
cases-note-own = Hanya { $agency }
cases-note-all = Semua instansi yang menangani berkas ini
cases-note-only = hanya { $agency }
cases-note-do = Simpan catatan
cases-done-noted = Catatan disimpan.

## Serah terima dan pengingat
cases-hand-over = Serahkan kepada rekan
cases-hand-to = Rekan yang menerima
cases-hand-reason = Mengapa diserahkan
cases-done-handed-over = Langkah ini sudah diserahkan. Rekan Anda melihatnya pada tugasnya.
cases-remind = Ingatkan
cases-done-reminded = Pengingat dikirim.
cases-event-handed-over = { $step }: diserahkan kepada { $officer }
cases-event-adopted = Pemohon mengambil permohonan ini ke akunnya
cases-who-applicant = { $name }, pemohon

## Daftar dan saringan
cases-tab-everything = Semua instansi
cases-tab-applicants = Menunggu pemohon
cases-empty-applicants = Tidak ada yang ditunggu dari pemohon
cases-empty-applicants-text = Berkas yang dikembalikan kepada pemohon tampil di sini sampai dijawab.
cases-filter-late = Hanya yang lewat batas waktu
cases-narrowed = Disaring
cases-narrowed-step = Langkah: { $step }
cases-narrowed-late = Lewat batas waktu
cases-narrowed-holder = Satu petugas
cases-narrowed-remove = hapus saringan ini
cases-saved = Saringan tersimpan
cases-save = Simpan saringan ini
cases-filter-name = Nama saringan
cases-filter-name-hint = Misalnya “Reklame yang telat”.
cases-filter-do = Simpan
cases-filter-forget = Hapus { $name }
cases-filter-saved = Saringan disimpan.
cases-filter-forgotten = Saringan dihapus.
cases-filter-nameless = Beri nama saringan ini, paling panjang 60 huruf.
cases-filter-many = Paling banyak 20 saringan yang dapat disimpan. Hapus dahulu yang tidak dipakai.
cases-place-before = Sebelumnya dalam daftar ini
cases-place-next = Berikutnya dalam daftar ini
cases-place = Daftar asal
cases-place-end = Tidak ada lagi dalam daftar ini.

## Tindakan massal
cases-pick-head = Pilih
cases-pick = Pilih { $number }
cases-bulk = Untuk yang dipilih
cases-bulk-ambil = Ambil
cases-bulk-serahkan = Serahkan kepada rekan
cases-bulk-kembalikan = Kembalikan kepada pemohon
cases-bulk-ingatkan = Ingatkan
cases-bulk-preview = Pratinjau
cases-bulk-none = Belum ada berkas yang dipilih. Kembali ke daftar, beri tanda pada berkasnya, lalu tekan “Pratinjau”.
cases-bulk-many = Paling banyak { $most } berkas sekaligus. Pilih lebih sedikit.
cases-bulk-no-deed = Tindakannya belum dipilih. Kembali ke daftar dan pilih apa yang akan dilakukan.
cases-bulk-lead = { $fits } dari { $all } berkas dapat diproses. Belum ada yang berubah.
cases-bulk-done = { $fits } dari { $all } berkas sudah diproses.
cases-bulk-go = { $deed }: { $count } berkas
cases-bulk-can = Dapat
cases-bulk-cannot = Tidak dapat
cases-bulk-is-done = Selesai
cases-bulk-result = Hasil
cases-bulk-item = Dokumen yang dikembalikan
cases-bulk-other = Atau yang lain yang kurang

## Papan atasan
cases-board = Papan
cases-board-lead = Apa yang telat, di mana, dan pada siapa. Setiap angka membuka daftarnya.
cases-board-empty = Tidak ada pekerjaan yang terbuka
cases-board-empty-text = Semua berkas sedang di tempat lain atau sudah selesai.
cases-board-where = Di mana pekerjaan berada
cases-board-role = Pelaksana
cases-board-open = Terbuka
cases-board-late = Lewat batas waktu
cases-board-untaken = Belum diambil
cases-board-awaited = Menunggu pemohon
cases-board-oldest = Yang paling mendesak
cases-board-who = Pada siapa
cases-board-free = Belum diambil
cases-board-holder = { $name }: { $open }
cases-board-holder-late = { $name }: { $open }, { $late } telat
cases-board-promises = Janji kepada pemohon
cases-board-promises-hint = Sebuah langkah dapat telat sementara permohonannya masih dalam janji, dan sebaliknya.
cases-board-running = Berjalan
cases-board-over = Lewat janji
cases-board-still = Waktunya berhenti

## Alasan kantor
cases-reasons = Alasan kantor
cases-reasons-nav = Alasan
cases-reasons-lead = Teks yang ditulis baik-baik sekali, lalu dipilih pada formulir. Yang dibaca pemohon adalah isinya.
cases-reasons-none = Belum ada teks alasan
cases-reasons-none-text = Atasan dapat menambahkan teks yang sering dipakai. Alasan dari SOP setiap layanan tetap tersedia pada formulir.
cases-reasons-new = Teks baru
cases-reasons-change = Ubah teks ini
cases-reasons-service = Untuk layanan
cases-reasons-service-hint = Kosongkan bila berlaku untuk semua layanan.
cases-reasons-label = Nama pendek
cases-reasons-label-hint = Seperti yang tampak pada pilihan, misalnya “Foto lokasi kurang jelas”.
cases-reasons-text = Yang dibaca pemohon
cases-reasons-text-hint = Apa yang salah, dan apa yang diminta.
cases-reasons-do = Simpan teks
cases-reasons-cancel = Batal
cases-reasons-saved = Teks disimpan dan dapat dipilih pada formulir.
cases-reasons-dropped = Teks dihapus. Yang sudah ditulis dengannya tidak berubah.
cases-reasons-no-service = Layanan itu tidak ada. Pilih dari daftar.
cases-reasons-label-fault = Tulis nama pendeknya, paling panjang 80 huruf.
cases-reasons-text-fault = Tulis apa yang dibaca pemohon, paling panjang 500 huruf.
cases-reasons-many = Sudah ada 200 teks. Hapus dahulu yang tidak dipakai.
cases-reasons-not-yours = Teks alasan disusun oleh atasan. Sampaikan usul Anda kepadanya.

## Mengambil permohonan dari loket ke akun sendiri
portal-adopt = Ambil permohonan dari loket
portal-adopt-lead = Permohonan yang diajukan petugas loket untuk Anda dapat masuk ke akun Anda. Ketik kode lacak yang tercetak pada tanda terima.
portal-adopt-code-hint = 12 huruf dan angka, misalnya 7Q3F-9XKD-2MVA.
portal-adopt-mailed = Kami mengirim kode 6 angka ke surel yang Anda berikan di loket. Ketik di sini dalam 15 menit.
portal-adopt-counter = Permohonan ini tidak punya surel. Datanglah ke loket dengan KTP; petugas memberi Anda kode 6 angka. Ketik di sini.
portal-adopt-handed-out = Ketik kode 6 angka yang Anda terima di loket.
portal-adopt-proof = Kode 6 angka
portal-adopt-do = Masukkan ke akun saya
portal-adopt-unknown = Tidak ada permohonan tanpa akun dengan kode lacak ini. Periksa kembali tanda terimanya.
portal-adopt-too-often = Terlalu sering dicoba. Tunggu beberapa menit, lalu coba lagi.
portal-adopt-wrong = Kode 6 angka ini tidak cocok atau sudah kedaluwarsa. Periksa lagi, atau mulai dari kode lacak untuk mendapat kode baru.
portal-adopt-done = Permohonan ini sekarang ada di akun Anda. Perbaikan dan suratnya Anda urus dari sini.
portal-adopt-has-owner = Permohonan ini sudah ada pada akun pemohonnya, jadi tidak perlu kode.
portal-adopt-hand-out = Buat kode untuk pemohon
portal-adopt-hand-out-hint = Cocokkan KTP-nya dahulu. Dengan kode ini pemohon memindahkan permohonan ke akunnya sendiri.
portal-adopt-handed = Kode untuk pemohon
portal-adopt-handed-text = Berikan halaman ini kepada pemohon. Kode 6 angka berlaku 24 jam dan hanya tampil sekali.
portal-adopt-where = Diketik di
portal-adopt-invite = Diajukan di loket? Ambil ke akun Anda
