# SOP: daftar yang terbit, memeriksa, menerbitkan.

sops-check-summary = { $services } layanan diperiksa, { $scenarios } skenario dimainkan: { $errors } kesalahan, { $warnings } peringatan.
sops-check-missing = Folder { $folder } tidak ada. Periksa namanya; misalnya services/penelitian.
sops-check-no-folder = { $folder } bukan folder. Tulis folder layanannya, yaitu tempat sop.toml berada.
sops-check-not-a-service = Folder { $folder } tidak berisi sop.toml dan tidak berisi folder layanan. Tulis folder sebuah layanan (misalnya services/penelitian) atau folder yang memuat semuanya (misalnya services).

## Halaman SOP di meja kerja
nav-sops = SOP
sops-title = SOP yang terbit
sops-lead = Permohonan baru mengikuti revisi yang berlaku; permohonan yang sudah berjalan tetap memakai revisi saat diajukan.
sops-publish = Periksa ulang dan terbitkan
sops-who-publishes = Penerbitan dilakukan oleh administrator aplikasi.
sops-not-yours = Hanya administrator aplikasi yang dapat menerbitkan SOP. Minta administrator melakukannya.
sops-service = Layanan
sops-version = Revisi
sops-number = Nomor SOP
sops-effective = Berlaku sejak
sops-state = Keadaan
sops-in-force = Berlaku
sops-scheduled = Terjadwal
sops-superseded = Digantikan
sops-findings = Yang perlu diperbaiki
sops-nothing-new = Semua SOP di folder layanan sudah terbit. Tidak ada yang baru.
sops-published = Terbit: { $added }.
sops-none-published = Tidak ada yang terbit.
sops-unharmed = SOP yang bermasalah ditinggalkan. Kantor tetap berjalan dengan revisi yang sudah terbit sebelumnya.
sops-unreadable = Folder layanan tidak dapat dibaca. Kantor tetap berjalan dengan SOP yang sudah terbit.
