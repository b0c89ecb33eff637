# Words of the hall: numbers, counters, appointments. They are read standing, so they are short.

hall-nav = Queue
hall-title = The queue today
hall-lead = Draw a number when you are at the office or nearly there. A number that is called while nobody comes is passed over.
hall-groups = Services
hall-counters = Counters
hall-own = Your appointments
hall-waiting = Waiting
hall-turn = Turn
hall-places-left = Numbers left today
hall-take = Draw a number { $letter }
hall-display-open = Screen of the hall
hall-choose-group = No number was drawn: choose the service first.
hall-next-free = Next free appointment: { $when }
hall-kiosk-next-free = Next free appointment: { $when }. Make it on your telephone, or ask an officer to make it.
hall-too-often-why = Too many numbers or codes were asked for from this network in a short time.
hall-too-often-wait = Wait some minutes, then try again. If you are at the office, draw a number at the kiosk.
hall-rule-title = Who goes first
hall-rule = The old, the pregnant, the disabled and parents with small children go first, and so do appointments whose hour has come. A counter calls one of them at most, then one of the others. So nobody is passed over for ever.

hall-first = Going first
hall-first-box = Let me go first: old, pregnant, disabled, or with small children
hall-first-hint = You need not say which.
hall-first-kiosk = Let me go first
hall-first-who = Old, pregnant, disabled, with small children
hall-goes-first = goes first

hall-estimate = in about { $minutes } minutes (around { $hour })
hall-estimate-soon = in a moment
hall-estimate-unknown = not known yet
hall-estimate-measured = by today's service times
hall-estimate-planned = by the office's plan

hall-counter-open = Open
hall-counter-break = On a break until { $hour }
hall-counter-overdue = On a break, should be back by { $hour }
hall-counter-later = Opens at { $hour }
hall-counter-absent = No officer yet
hall-counter-closed = Closed for today

hall-state-waiting = Waiting
hall-state-called = Called
hall-state-serving = Being served
hall-state-served = Served
hall-state-missed = Not there
hall-state-left = Waits no more

hall-number = Number
hall-ticket-title = Number { $number }
hall-ticket-back = Back to your number
hall-ahead = Ahead of you
hall-drawn = Drawn
hall-told-waiting = Wait until this number is called.
hall-told-called = Your number is called. Go to { $counter } now.
hall-told-serving = You are being served at { $counter }.
hall-told-served = This number has been served.
hall-told-missed = This number was called, but nobody came. If you are still at the office, tell an officer at a counter.
hall-told-left = This number waits no more. If you still need one, draw another.
hall-refreshes = This page refreshes by itself.
hall-stand-still = Stop it
hall-refresh-again = Refresh by itself again
hall-qr = QR code that opens this number's page on a telephone
hall-leave = I no longer need it
hall-leave-text = This number is given up and cannot be used any more. Whoever is behind you moves on.
hall-leave-do = Give this number up
hall-no-code = There is no such code
hall-no-code-why = This office has no number or appointment with that code.
hall-no-code-check = Check the code: 12 letters and digits, as on the paper or in the mail.

hall-kiosk-title = Draw a number
hall-kiosk-open = Open the kiosk
hall-kiosk-waiting = { $count ->
    [0] nobody waits
   *[other] { $count } waiting
}
hall-kiosk-made = Do you have an appointment?
hall-kiosk-code = Type or scan the appointment's code
hall-kiosk-arrive = I am here
hall-kiosk-next = Next number
hall-slip-ahead = { $count ->
    [0] You are next
    [one] { $count } person ahead of you
   *[other] { $count } people ahead of you
}
hall-slip-follow = Scan it to see your turn on your telephone.

hall-display-title = Screen of the hall
hall-calls = Called
hall-no-calls = No number has been called yet.
hall-voice = Turn the voice on
hall-voice-on = The voice is on

hall-book-title = Appointments
hall-book-lead = Choose what you come for. With an appointment you need not wait long.
hall-book-or = You may also come without one: draw a number at the kiosk.
hall-book-day = Choose a day
hall-book-other-day = Choose another day
hall-book-hour = Choose an hour
hall-book-slot = At what time do you come?
hall-book-name = Name of who comes
hall-book-phone = Telephone number
hall-book-phone-hint = Fill in a telephone number or an e-mail address; one of them will do.
hall-book-email = E-mail
hall-book-email-hint = The code and a reminder are sent here.
hall-book-kept = Name, telephone and e-mail are used for this appointment only and deleted { $days } days after it.
hall-book-do = Make the appointment
hall-book-full = Every hour of that day is full. Choose another day.
hall-no-days = No day has a free place yet. Just come and draw a number, or look again tomorrow.
hall-places = { $count ->
    [one] { $count } place
   *[other] { $count } places
}
hall-full = full
hall-move = Move it
hall-move-title = Move the appointment
hall-move-from = Now: { $when }. That place stays yours until you have chosen another.
hall-move-do = Move it to this hour
hall-cancel = Cancel the appointment
hall-cancel-text = Your place goes to somebody else at once.
hall-cancel-do = Yes, cancel it
hall-appointment = Your appointment
hall-made = The appointment is made.
hall-made-mailed = The code and the address of this page were sent to your e-mail.
hall-made-write-down = Keep the code below or this page's address: the appointment can be changed with them only.
hall-come = When you arrive, enter this code at the kiosk to get a number. Your place is kept for { $grace } minutes.
hall-row-day = Day
hall-row-hour = Time
hall-row-group = For
hall-row-place = Place
hall-row-code = Code
hall-row-number = Number
hall-standing-booked = Booked
hall-standing-arrived = Arrived
hall-standing-cancelled = Cancelled
hall-standing-missed = Missed

hall-counter-title = Counter of the queue
hall-counter-lead = Call, serve, finish. The next number is chosen by the rule, not by who stands nearest.
hall-not-yours = This page is for officers at the counters of the hall and for who looks after them. Ask an administrator for that role.
hall-taken = { $name } is working at this counter.
hall-called-times = { $count ->
    [one] called once
   *[other] called { $count } times
}
hall-holder = Appointment of
hall-waiting-here = { $count ->
    [0] Nobody waits for this counter.
    [one] { $count } person waits for this counter.
   *[other] { $count } people wait for this counter.
}
hall-do-open = Open the counter
hall-do-take-over = Take over
hall-do-call = Call next
hall-do-again = Call again
hall-do-serve = Serve
hall-do-pass = Not there
hall-do-finish = Finish
hall-do-finish-next = Finish and call next
hall-do-file = File an application
hall-do-break = Take a break
hall-do-close = Close the counter
hall-do-send-on = Send on
hall-do-recall = Call now
hall-send-on = Send on to
hall-missed = Those who were not there
hall-break-minutes = How many minutes

hall-figures-title = Figures of the queue
hall-figures-lead = Counted from the numbers that were drawn. No names, no personal numbers.
hall-figures-not-yours = The figures of the queue are for who looks after the hall. Ask an administrator for that role.
hall-figures-from = From
hall-figures-until = Until
hall-figures-none = No number was drawn on these days.
hall-figures-by-group = By service
hall-figures-by-hour = By hour
hall-figures-group = Service
hall-figures-hour = Hour
hall-figures-drawn = Drawn
hall-figures-served = Served
hall-figures-missed = Not there
hall-figures-left = Left
hall-figures-wait = Wait (median)
hall-figures-long-wait = Wait (9 of 10)
hall-figures-service = Service (median)
hall-minutes = { $minutes } min

hall-mail-made-subject = Appointment on { $day } at { $hour }
hall-mail-made-body =
    Your appointment at { $office }:

    { $day }, { $hour } { $zone }
    { $address }

    When you arrive, enter this code at the kiosk: { $code }
    Your place is kept for { $grace } minutes.

    Move or cancel it: { $link }
hall-mail-moved-subject = Appointment moved to { $day } at { $hour }
hall-mail-moved-body =
    Your appointment at { $office } is now:

    { $day }, { $hour } { $zone }
    { $address }

    The code is the same: { $code }

    See, move or cancel it: { $link }
hall-mail-cancelled-subject = Appointment on { $day } cancelled
hall-mail-cancelled-body =
    Your appointment at { $office } on { $day } at { $hour } { $zone } is cancelled. Its place goes to somebody else.

    Make another one: { $link }
hall-mail-tomorrow-subject = Tomorrow: appointment at { $hour }
hall-mail-tomorrow-body =
    A reminder of your appointment tomorrow at { $office }:

    { $day }, { $hour } { $zone }
    { $address }

    Code for the kiosk: { $code }
    Your place is kept for { $grace } minutes.

    You cannot come? Cancel it, so that somebody else gets the place: { $link }
