# Kalender kantor: setahun di halaman petugas, mengubahnya, dan siapa yang mengubahnya.

nav-calendar = Kalender
calendar-title = Kalender kantor
calendar-lead = { $days } hari kerja. Yang berlaku: versi { $version }.
calendar-years = Tahun
calendar-today = hari ini
calendar-national = Libur nasional
calendar-leave = Cuti bersama
calendar-local = Kantor ini tutup
calendar-off = Akhir pekan
calendar-other-hours = Jam khusus
calendar-working = { $days } hari kerja
calendar-estimated = perkiraan
calendar-hours-title = Jam layanan
calendar-usual-hours = Sehari-hari
calendar-closed = tutup
calendar-from-until = { $from } sampai { $until }
calendar-changes = Riwayat perubahan
calendar-version = Versi
calendar-what = Yang berubah
calendar-who = Oleh
calendar-when = Waktu
calendar-who-changes = Kalender diubah oleh administrator aplikasi.
calendar-not-yours = Hanya administrator aplikasi yang dapat mengubah kalender. Minta administrator melakukannya.
calendar-decide = Berlakukan
calendar-changed = Kalender versi { $version } berlaku.
calendar-changed-text = Tenggat berkas yang masih berjalan dihitung ulang sekarang. Pemohon yang tenggatnya bergeser diberi tahu.

## Yang dapat diubah
calendar-close = Tambah hari tutup
calendar-close-lead = Tenggat yang melewati hari ini bergeser. Berkas yang sudah selesai tidak berubah.
calendar-open = Buka pada hari tutup
calendar-open-lead = Untuk mencabut hari tutup atau cuti bersama, atau bila kantor melayani pada hari libur.
calendar-hours = Atur jam khusus
calendar-hours-lead = Misalnya selama Ramadan. Hari yang jamnya dikosongkan bukan hari kerja.
calendar-drop-hours = Cabut jam khusus
calendar-drop-hours-lead = Sesudah dicabut, jam sehari-hari berlaku lagi.
calendar-import = Masukkan tabel hari libur
calendar-import-lead = Tabel menggantikan hari dari tahun dan jenis yang sama. Bila ada baris yang salah, tidak ada yang berubah.

calendar-day = Tanggal
calendar-kind = Jenis
calendar-kind-local = Kantor ini saja yang tutup
calendar-kind-leave = Cuti bersama
calendar-name = Nama hari
calendar-name-hint = Seperti yang dibaca pemohon, misalnya Hari jadi kota
calendar-name-en = Nama hari dalam bahasa Inggris
calendar-hours-name = Nama
calendar-hours-name-hint = Misalnya Ramadan 1448 H
calendar-from = Mulai tanggal
calendar-until = Sampai tanggal
calendar-until-hint = Kosongkan bila berlaku seterusnya
calendar-hours-hint = Misalnya 08:00-15:00
calendar-which-hours = Jam khusus yang dicabut
calendar-table = Isi tabel
calendar-table-hint = Baris pertama judul, lalu satu hari satu baris: tanggal,jenis,nama,perkiraan. Misalnya 2028-03-24,cuti_bersama,Cuti bersama Idul Fitri,0
calendar-reason = Alasan
calendar-reason-hint = Dibaca petugas lain di riwayat perubahan
calendar-basis = Dasar hukum
calendar-basis-hint = Nomor keputusan atau surat edarannya

calendar-fault-day = Tanggal tidak terbaca. Tulis seperti 2026-06-17.
calendar-fault-kind = Pilih jenisnya.
calendar-fault-name = Nama belum diisi. Pemohon membacanya sebagai penjelasan tenggat.
calendar-fault-reason = Alasan belum diisi. Tulis mengapa kalender diubah.
calendar-fault-basis = Dasar hukum belum diisi. Tulis nomor keputusan atau surat edarannya.
calendar-fault-table = Tabel belum diisi. Tempelkan isinya di sini.
calendar-fault-hours = Jam tidak terbaca. Tulis seperti 08:00-15:00, atau kosongkan bila tutup.
calendar-fault-no-hours = Paling sedikit satu hari harus buka. Isi jamnya.

calendar-did-base = Kalender dasar: berkas kantor dan tabel hari libur
calendar-did-close = { $day } tutup: { $name }
calendar-did-leave = { $day } cuti bersama: { $name }
calendar-did-open = { $day } buka
calendar-did-hours = Jam khusus { $name }, { $from } sampai { $until }
calendar-did-drop-hours = Jam khusus mulai { $from } dicabut
calendar-did-table = Tabel hari libur dengan { $days } hari

calendar-missing = Hari libur tahun { $year } belum ada
calendar-missing-text = Tanpa itu, tenggat yang jatuh pada { $year } tidak dapat dihitung dan permohonan akan tertolak. Masukkan hari libur dan cuti bersama menurut SKB Tiga Menteri.
