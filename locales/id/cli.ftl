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
