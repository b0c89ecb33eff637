### Money: bills, payments, refunds, the cashier's desk.

fees-event-billed = Billed: { $amount }
fees-event-offered = Payment account ready at { $bank }
fees-event-paid = Payment of { $amount } received ({ $channel })
fees-event-expired = The bill does not hold any more
fees-event-asked = { $what } asked for
fees-event-granted = Granted by a second person
fees-event-denied = Not granted
fees-event-returned = Money of the payment { $receipt } sent back
fees-change-void = Void of the bill { $number }
fees-change-waive = Waiver of the bill { $number }
fees-change-refund = Refund of the payment { $number }
fees-channel-cash = cash
fees-channel-transfer = transfer seen by the cashier
fees-channel-va = virtual account
fees-channel-qris = QRIS
fees-cause-duplicate = The bill was paid already, so this money goes back.
fees-cause-wrong-amount = The amount differs from the bill, so this money goes back.
fees-cause-bill-closed = The bill did not hold any more, so this money goes back.
fees-cause-case-ended = The application had ended, so this money goes back.
fees-state-open = Not paid yet
fees-state-settled = Paid
fees-state-expired = Expired
fees-state-void = Void
fees-state-waived = Waived
fees-state-refunded = Refunded
