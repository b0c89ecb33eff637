# Jawaban API ketika sesuatu tidak dapat dilakukan.
api-problem-unreadable-title = Permintaan tidak terbaca
api-problem-unreadable-detail = Permintaan ini tidak dapat dibaca. Periksa alamat, parameter, dan isinya menurut dokumen OpenAPI.
api-problem-unauthenticated-title = Belum masuk
api-problem-unauthenticated-detail = Alamat ini memerlukan token akses. Buat token di halaman Akun, lalu kirim sebagai “Authorization: Bearer satupintu_…”. Bila token sudah dikirim, mungkin token itu dicabut atau sudah kedaluwarsa.
api-problem-forbidden-title = Tidak diizinkan
api-problem-forbidden-detail = Akun ini tidak berwenang melakukannya. Gunakan akun yang memegang peran untuk pekerjaan ini.
api-problem-not-found-title = Tidak ditemukan
api-problem-not-found-detail = Alamat ini tidak ada, atau bukan untuk akun ini. Periksa kembali alamat dan nomornya.
api-problem-wrong-method-title = Metode tidak dipakai di sini
api-problem-wrong-method-detail = Alamat ini tidak menerima metode tersebut. Metode yang diterima ada di tajuk Allow.
api-problem-stale-title = Sudah berubah
api-problem-stale-detail = Berkas ini sudah berubah sejak Anda membacanya. Baca lagi berkasnya, lalu putuskan.
api-problem-wrong-state-title = Belum atau tidak lagi dapat dilakukan
api-problem-wrong-state-detail = Permohonan ini sedang tidak dalam keadaan untuk itu. Baca lagi permohonannya untuk melihat yang dapat dilakukan.
api-problem-too-large-title = Terlalu besar
api-problem-too-large-detail = Isi permintaan melebihi batas. Kecilkan berkasnya, lalu kirim lagi.
api-problem-wrong-media-title = Jenis isi tidak diterima
api-problem-wrong-media-detail = Alamat ini menerima jenis isi lain. Kirim JSON dengan “Content-Type: application/json”, dan berkas sebagai “multipart/form-data”.
api-problem-invalid-title = Isian belum benar
api-problem-invalid-detail = Ada isian yang perlu diperbaiki sebelum dapat dikirim. Periksa bagian yang ditandai.
api-problem-too-many-title = Terlalu sering
api-problem-too-many-detail = Terlalu banyak percobaan dalam waktu singkat. Tunggu satu menit, lalu coba lagi.
api-problem-failure-title = Gangguan di pihak kami
api-problem-failure-detail = Terjadi kesalahan di pihak kami dan sudah tercatat. Coba lagi dengan Idempotency-Key yang sama; bila tetap gagal, sebutkan nomor permintaan ini kepada kantor.
api-problem-unavailable-title = Layanan sedang tidak tersedia
api-problem-unavailable-detail = Basis data sedang tidak menjawab. Tunggu sebentar, lalu kirim lagi dengan Idempotency-Key yang sama: permintaan tidak akan terlaksana dua kali.

# Kemajuan permohonan.
api-progress-filed = Permohonan diterima.
api-progress-reopened = Permohonan dibuka kembali.
api-progress-withdrawn = Permohonan ditarik oleh pemohon.
