### Uang: tagihan, pembayaran, pengembalian, meja kas.

fees-event-billed = Tagihan dibuat: { $amount }
fees-event-offered = Rekening pembayaran siap di { $bank }
fees-event-paid = Pembayaran { $amount } diterima ({ $channel })
fees-event-expired = Tagihan tidak berlaku lagi
fees-event-asked = { $what } diminta
fees-event-granted = Permintaan disetujui orang kedua
fees-event-denied = Permintaan tidak disetujui
fees-event-returned = Uang pembayaran { $receipt } dikembalikan
fees-change-void = Pembatalan tagihan { $number }
fees-change-waive = Pembebasan tagihan { $number }
fees-change-refund = Pengembalian pembayaran { $number }
fees-channel-cash = tunai
fees-channel-transfer = transfer yang dilihat kasir
fees-channel-va = rekening virtual
fees-channel-qris = QRIS
fees-cause-duplicate = Tagihannya sudah lunas, jadi uang ini dikembalikan.
fees-cause-wrong-amount = Jumlahnya tidak sama dengan tagihan, jadi uang ini dikembalikan.
fees-cause-bill-closed = Tagihannya sudah tidak berlaku, jadi uang ini dikembalikan.
fees-cause-case-ended = Permohonannya sudah selesai, jadi uang ini dikembalikan.
fees-state-open = Belum dibayar
fees-state-settled = Lunas
fees-state-expired = Tidak berlaku lagi
fees-state-void = Dibatalkan
fees-state-waived = Dibebaskan
fees-state-refunded = Dikembalikan
