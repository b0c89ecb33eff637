# Mails to people, and the page of mails of the example office. They never carry a NIK.

notices-outbox = Mails of the example office
notices-outbox-lead = This example office sends no mail outside. All of it can be read here.
notices-none = No mail yet
notices-none-text = Mails appear here once somebody signs in or files an application.
notices-subject = Subject
notices-recipient = To
notices-at = When
notices-attachment = Attached: letter number { $number } (PDF)
notices-attachment-receipt = Attached: the receipt (PDF)

mail-code-subject = Your sign-in code: { $code }
mail-code-body =
    Your sign-in code for { $office }: { $code }

    It is valid for ten minutes and once. Give it to nobody; officers never ask for it.
    If you are not signing in now, ignore this mail.
mail-received-subject = We have received your application { $number }
mail-received-body =
    { $name }, we have received your application for { $service }. Its number is { $number }.

    We promise to be done by { $due }.
    Track it at { $link }
    or with the code { $code } on the page Track. Keep this code.

    { $office }
mail-without-receipt = This time we could not attach the receipt (PDF). Sign in and download it at { $link }, or ask for it at the counter.
mail-returned-subject = Something must be corrected in application { $number }
mail-returned-body =
    { $name }, { $extra } parts of your application for { $service }, number { $number }, must be corrected. Nothing else has to be filled in again.

    While we wait for you, our time stands still.
    See what is asked at { $link }

    { $office }
mail-progress-subject = News of application { $number }
mail-progress-body =
    { $name }, there is news of your application for { $service }, number { $number }:

    { $extra }

    See where it is at { $link }

    { $office }
mail-granted-subject = Your licence is issued: { $number }
mail-granted-body =
    { $name }, your { $service } is issued with the number { $extra }. The letter is attached and can be downloaded at any time.

    { $link }

    { $office }
mail-rejected-subject = Application { $number } cannot be granted
mail-rejected-body =
    { $name }, your application for { $service }, number { $number }, cannot be granted. The reasons and what you can do are in letter number { $extra }, attached.

    { $link }

    { $office }
mail-reminder-subject = We are waiting for your correction of application { $number }
mail-reminder-body =
    { $name }, your application for { $service }, number { $number }, still waits for your correction.

    See what is asked, and until when, at { $link }

    { $office }
mail-closed-subject = Application { $number } is closed
mail-closed-body =
    { $name }, your application for { $service }, number { $number }, was closed without a decision. You can apply again at any time.

    { $link }

    { $office }
mail-closed-reopen-subject = Application { $number } is closed; it can be reopened until { $until }
mail-closed-reopen-body =
    { $name }, your application for { $service }, number { $number }, was closed because no correction arrived.

    You can reopen it until { $until }, under the same number and with the same days left. Sign in, open the application and choose “Reopen the application”. You may also come to the counter.

    { $link }

    { $office }
mail-reopened-subject = Application { $number } is open again
mail-reopened-body =
    { $name }, your application for { $service }, number { $number }, is open again. Its number stays.

    We still wait for the same: your correction, by { $until }. See { $link }

    { $office }
mail-moved-subject = The due day of application { $number } has moved
mail-moved-body =
    { $name }, the office's calendar has changed, so the day promised for your application { $service }, number { $number }, has moved.

    Before: { $before }
    Now: { $after }

    { $why }
    You need not do anything. See where it is at { $link }

    { $office }
mail-escalated-subject = Step { $step } is late in case { $number }
mail-escalated-body =
    { $name }, step { $step } of case { $service }, number { $number }, was not completed in its time. You are told as its supervisor.

    See the case at { $link }

    { $office }
mail-limit-near-subject = { $left } left: limit by law of case { $number }
mail-limit-near-body =
    { $name }, case { $service }, number { $number }, must be decided by { $day }. That leaves { $left }.

    If this limit passes without a decision, the application counts as granted by law (deemed approval).
    Decide at { $link }

    { $office }
mail-limit-passed-subject = The limit by law of case { $number } has passed
mail-limit-passed-body =
    { $name }, case { $service }, number { $number }, was not decided by { $day }. By law this application counts as granted (deemed approval).

    A draft of the licence is ready. Decide today at { $link }

    { $office }
mail-deemed-subject = Case { $number } is granted by law
mail-deemed-body =
    { $name }, case { $service }, number { $number }, was not decided by { $day }. Its licence is issued as a deemed approval, as the SOP has it.

    See the case at { $link }
mail-billed-subject = Bill for application { $number }
mail-billed-body =
    { $name }, something is to be paid for the application { $service }, number { $number }: { $extra }.

    Our clock stands still meanwhile. Sign in to your account to see how to pay, or come to the cashier's desk.
    Your application: { $link }

    Pay only by the numbers on the bill. Staff never ask for a transfer to a private account.

    { $office }
mail-paid-subject = We have received the payment for application { $number }
mail-paid-body =
    { $name }, we have received your payment under the receipt { $extra }. The application { $service }, number { $number }, goes on.

    The receipt can be downloaded from your account. Your application: { $link }

    { $office }
mail-overpaid-subject = A payment that we shall refund, application { $number }
mail-overpaid-body =
    { $name }, we have received a payment that is not needed any more for the application { $service }, number { $number }: { $extra }.

    This money goes back, and we shall contact you. The receipt can be downloaded from your account.
    Your application: { $link }

    { $office }
mail-refunded-subject = We have sent your money back, application { $number }
mail-refunded-body =
    { $name }, we have sent back the money of the payment { $extra } for the application { $service }, number { $number }.

    Your application: { $link }

    { $office }
mail-due-subject = { $near } cases are due today or tomorrow
mail-due-body =
    { $name }, on { $day } there are { $near } cases due today or on the next working day. None is late yet.

    Work on them at { $link }

    { $office }
mail-due-late-subject = { $late } cases are late, { $near } due today or tomorrow
mail-due-late-body =
    { $name }, on { $day } there are { $near } cases due today or on the next working day, { $late } of them late already. Take the late ones first.

    Work on them at { $link }

    { $office }
mail-asked-after-subject = You are asked about step { $step } of case { $number }
mail-asked-after-body =
    { $name }, step { $step } of case { $service }, number { $number }, is still waiting. A superior or the service office asks about it.

    Do it, or hand it over to a colleague, at { $link }

    { $office }
mail-adopt-subject = { $code } is the code to take over case { $number }
mail-adopt-body =
    { $name }, type the code { $code } to put the case number { $number } into your account. It lives for 15 minutes.

    If you did not ask for it, ignore this mail; nothing changes.

    { $office }
mail-handed-over-subject = Step { $step } of case { $number } is handed over to you
mail-handed-over-body =
    { $name }, step { $step } of case { $service }, number { $number }, is with you now. The reason stands in the case's history.

    See the case at { $link }

    { $office }
