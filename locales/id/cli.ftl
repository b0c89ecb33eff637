# Yang dicetak program `satupintu` di terminal.

cli-migrate-nothing = Basis data sudah sesuai dengan versi ini; tidak ada yang perlu diubah.
cli-migrate-applied = Diterapkan: { $name }
cli-rebuilt = { $office }: { $events } kejadian dibaca, semua tabel baca dibuat ulang dalam { $seconds } detik.

cli-calendar-readable = Tabel dapat dipakai. Tidak ada yang diubah.
cli-calendar-change = Versi { $version }, { $day }, { $who }: { $what }

cli-doctor-healthy = Semua baik.
cli-doctor-found = { $wrong } salah, { $warnings } perlu dilihat.

cli-demo-making = Membuat setahun dengan { $cases } berkas …
cli-demo-applicant = Pemohon
cli-demo-ready = Kantor contoh siap. Buka di peramban:
cli-demo-people = Akun siap pakai (peran, nama, surel, kata sandi):
cli-demo-mails = Surel tidak dikirim ke luar; semuanya dapat dibaca di { $address }
cli-demo-data = Datanya ada di { $folder }. Jalankan lagi dengan --data folder itu untuk melanjutkan.
cli-demo-stop = Hentikan dengan Ctrl-C.
cli-demo-payments = Membayar seperti pemohon (gerbang pembayaran contoh): { $address }
cli-agency-none = Tidak ada instansi { $agency }. Yang ada: { $known }.
cli-agency-same-name = Nama itu kosong atau sama dengan yang sekarang. Tulis nama yang baru.
cli-agency-not-into = Instansi tidak dapat digabung ke dirinya sendiri, dan kantor ini sendiri tidak dapat digabung ke instansi lain.
cli-agency-renamed = { $agency }: { $old } → { $new }
cli-agency-role = peran { $what } → { $into }
cli-agency-staff = { $what } dalam berkas kantor → { $into }
cli-agency-person = akun { $name } → { $into }
cli-agency-open = { $role }: { $count } tugas terbuka, tetap pada peran yang sama
cli-agency-merged = { $from } digabung ke { $into }; namanya tetap ada untuk riwayat
cli-agency-restart = Jalankan ulang satupintu serve agar nama dan peran yang baru berlaku.
