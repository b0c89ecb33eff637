# Kata-kata bersama semua halaman. Kalimat pendek, tanpa bahasa kantor yang kaku.

## Kerangka halaman
skip-to-content = Langsung ke isi
main-navigation = Menu utama
way-here = Jalur halaman
demo-strip = Kantor contoh: semua nama dan data rekaan.
sign-in = Masuk
sign-out = Keluar
language = Bahasa
theme = Tampilan
theme-auto = Ikut perangkat
theme-light = Terang
theme-dark = Gelap
go-home = Ke halaman depan
pages = Halaman daftar
page-previous = Sebelumnya
page-next = Berikutnya
page-of = Halaman { $page } dari { $pages }

## Tindakan
action-continue = Lanjutkan
action-save = Simpan
action-save-and-leave = Simpan dan lanjutkan nanti
action-send = Kirim
action-cancel = Batal
action-change = Ubah
action-remove = Hapus
action-choose = Pilih
action-search = Cari
action-open = Buka
action-download = Unduh
action-print = Cetak
action-back = Kembali
action-yes = Ya
action-no = Tidak
action-add = Tambah { $what }
try-again = Coba lagi
uploading = Mengirim berkas…
sending = Sedang dikirim…

## Formulir
optional = (boleh kosong)
not-answered = Belum diisi
choose-one = Pilih salah satu
error-prefix = Kesalahan
error-summary-title = Ada yang perlu diperbaiki
characters-left = Sisa # huruf
characters-over = Lebih # huruf
file-replace = Pilih berkas lain bila ingin mengganti.
latitude = Lintang
longitude = Bujur
coordinates-help = Buka peta di telepon, tekan lama di tempatnya, lalu salin dua angka yang muncul, misalnya -2,990934 dan 104,756554.
locate-me = Pakai lokasi saya sekarang
locate-failed = Lokasi tidak dapat dibaca. Isi kedua angka sendiri.
region-search = Cari nama kelurahan atau kecamatan
region-search-hint = Tulis nama kelurahan, misalnya Bukit Lama, lalu tekan Cari.
region-none = Tidak ada wilayah dengan nama itu. Periksa ejaannya atau pilih dari daftar di bawah.
region-by-list = Pilih dari daftar
rows-full = Paling banyak { $most } baris.

## Layanan dan waktu
service-time = Waktu
service-fee = Biaya
fee-free = Gratis
fee-by-tariff = Menurut tarif
count-days = { $count } hari kerja
count-results = { $count ->
    [0] Tidak ada hasil
   *[other] { $count } hasil
}
timeline-now = Sekarang di sini

## Papan ketik di meja kerja
keys-title = Pintasan papan ketik
keys-help = j dan k: baris berikut dan sebelumnya. o: buka. Garis miring: cari.
keys-on = Pintasan hidup
keys-off = Pintasan mati

## Bila tidak berjalan baik
what-to-do = Yang dapat dilakukan
request-number = Nomor permintaan:
not-found-title = Halaman ini tidak ada
not-found-why = Alamatnya mungkin salah ketik atau terpotong, atau halaman ini bukan untuk akun yang sedang dipakai.
not-found-step = Periksa alamatnya, atau mulai lagi dari halaman depan.
failure-title = Maaf, terjadi gangguan di pihak kami
failure-why = Permintaan ini tidak selesai diproses. Bukan salah Anda.
failure-again = Coba lagi beberapa menit lagi. Permintaan yang dikirim dua kali tetap dihitung satu kali.
failure-tell = Bila masih gagal, sebutkan nomor permintaan di bawah kepada petugas kami.
unavailable-title = Layanan sedang tidak dapat dipakai
unavailable-why = Tempat penyimpanan data sedang tidak menjawab. Tidak ada yang tersimpan setengah jalan.
unavailable-wait = Tunggu sebentar; gangguan seperti ini biasanya selesai dalam beberapa menit.
unavailable-again = Lalu muat ulang halaman ini. Kalau tadi mengirim formulir, kirim sekali lagi; tetap dihitung satu kali.
refused-title = Ini tidak dapat dilakukan
