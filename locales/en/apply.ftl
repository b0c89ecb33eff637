# Applying: draft, questions, documents, check, receipt, my applications, counter.

## Beginning
portal-apply-start = Begin
portal-apply-start-lead = You fill this in part by part. You may stop at any time and go on another day.
portal-apply-start-save = What you have typed is kept at the office each time you press a save button.
portal-apply-start-files = Have your documents ready as PDF or as clear photos.
portal-apply-start-send = Before it is sent, every answer can be checked and changed.
portal-apply-go-on-lead = You have begun this application already. Go on with it, or begin a new one.
portal-apply-start-another = Begin a new application
portal-apply-closed = This service is not open now
portal-apply-closed-why = The address is wrong, or the office takes no applications for this service at present. Drafts that you have are kept.

## Task list
portal-apply-tasks-lead = Fill in each part, in whatever order. When all is complete, the application can be sent.
portal-apply-for = For { $name }. Fill in each part, then send when all is complete.
portal-apply-questions = Questions
portal-apply-documents = Documents
portal-apply-documents-count = { $held } of { $all } documents are there
portal-apply-send = Check and send
portal-apply-check = Check your answers
portal-apply-check-later = Opens when every part is complete
portal-apply-state-new = Not started
portal-apply-state-faulty = Incomplete
portal-apply-state-done = Done
portal-apply-state-optional = May be skipped
portal-apply-state-closed = Not yet
portal-apply-sop-changed = The rules of this service have changed since you last saved
portal-apply-sop-changed-text = Everything you filled in is still there. Check the parts marked incomplete; there may be new questions.
portal-apply-delete = Delete this draft
portal-apply-delete-why = All answers and documents in this draft are lost and cannot be brought back.
portal-apply-delete-yes = Yes, delete the draft

## Questions
portal-apply-page-of = Part { $page } of { $pages }
portal-apply-save-next = Save and continue
portal-apply-only-if = Only if “{ $question }” is answered { $answers }.
portal-apply-yes = Yes, that is so
portal-apply-yes-true = yes
portal-apply-row = row

## Documents
portal-apply-documents-lead = One file for each requirement. Join several pages into one PDF first. We remove any record of place from photos.
portal-apply-proves = Proves: { $what }.
portal-apply-limits = { $kinds }; at most { $most } MB.
portal-apply-upload-all = Upload your documents
portal-apply-upload = Upload
portal-apply-file-empty = “{ $name }”: the chosen file is empty (0 bytes). Open it on your device to see that it has content, then upload it again.
portal-apply-file-large = “{ $name }”: the file is larger than { $most } MB. Make it smaller, for instance by scanning at 150 dpi or taking a smaller photo, then upload it again.
portal-apply-file-kind = “{ $name }”: the content of this file is not { $kinds }, whatever its name says. Save it as one of these, then upload it again.
portal-apply-file-cut = “{ $name }”: this file is cut off; its end is missing, so it cannot be opened. Make sure that it opens on your device, then upload it again.
portal-apply-file-missing = The document “{ $name }” is not uploaded yet.
portal-apply-file-not-replaced = The new file for “{ $name }” has not been uploaded yet. The old one is still kept, but it is to be replaced.
portal-apply-all-too-large = The files that were sent are too large, so they were not taken in. Send them one by one, each within the limit that is stated. Files kept earlier are still there.
portal-apply-damaged = The files broke off or were damaged on their way, so they were not taken in. Please send them once more. Files kept earlier are still there.

## Check and send
portal-apply-check-lead = Read it once more before sending. Afterwards an answer can be changed only if an officer returns it.
portal-apply-offer = Our promise
portal-apply-promise-if-sent = { $days } working days; if sent now, done by { $day }
portal-apply-after = After sending
portal-apply-after-receipt = You get a receipt at once, with a number and a tracking code.
portal-apply-after-officers = Officers examine answers and documents. You can follow every step with the tracking code.
portal-apply-after-return = If something is missing, an officer returns that part with the reason. While we wait for your answer, the promised time stands still.
portal-apply-declaration = Declaration
portal-apply-declare = I have checked all answers and documents, and everything is true.
portal-apply-declare-counter = The answers and documents were read to the applicant, who states that everything is true.
portal-apply-declaration-fault = The declaration is not ticked. Read it, then tick it to send.
portal-apply-send-now = Send the application

## Receipt
portal-apply-receipt = Receipt
portal-apply-sent = Application sent
portal-apply-code = Tracking code
portal-apply-code-aloud = Read out:
portal-apply-code-keep = Keep this code. Whoever has it can see how far this application is, without signing in.
portal-apply-number = Registration number
portal-apply-service = Service
portal-apply-applicant = Applicant
portal-apply-received = Received
portal-apply-filed-by = Filed at the counter by
portal-apply-promise = Our promise
portal-apply-promise-day = Done within { $days } working days, by { $day }
portal-apply-promise-days = Done within { $days } working days
portal-apply-next-step = Now: { $step }, by { $role }.
portal-apply-next-mail = We send news of every step to { $email }.
portal-apply-next-code = Follow the steps with the tracking code, or ask at the counter.
portal-apply-open-case = Open the application
portal-apply-track = Tracking page

## My applications
portal-apply-drafts = Drafts
portal-apply-list-running = Under way
portal-apply-list-ended = Ended
portal-apply-draft = Draft
portal-apply-saved = Saved { $at }
portal-apply-running = Under way
portal-apply-your-turn = Waits for you
portal-apply-granted = Granted
portal-apply-rejected = Rejected
portal-apply-ended = Closed
portal-apply-promised = Promised for { $day }
portal-apply-sent-on = Number { $number } · sent { $day }
portal-apply-none = No applications yet
portal-apply-none-text = What you apply for appears here, with its stage and its promised day.
portal-apply-see-services = See the services
portal-apply-not-yours = This page is not for your account
portal-apply-not-yours-why = There is no such application, or it belongs to another account. Only the applicant can open what is in it.
portal-apply-not-yours-sign-in = If this is your application, sign out first, then sign in with the account that you used for it.
portal-apply-not-yours-track = If you only want to know how far it is, use the tracking code on the receipt.

## Counter
portal-apply-counter-lead = File for citizens who come in. They need no account; the receipt carries their tracking code.
portal-apply-counter-new = New application
portal-apply-counter-find = Open an application filed at the counter
portal-apply-which-service = Service
portal-apply-which-service-fault = No service is chosen. Choose one.
portal-apply-applicant-name = The applicant's name
portal-apply-applicant-name-hint = As on the identity card.
portal-apply-applicant-name-fault = The applicant's name is missing or too long. Write it in at most 120 characters.
portal-apply-applicant-phone = The applicant's telephone number
portal-apply-applicant-email = The applicant's e-mail address
portal-apply-applicant-email-hint = If there is one, news of every step is sent there.
portal-apply-code-hint = The 12 letters and digits on the receipt, as in 7K3M-9PQ2-XW4T.
portal-apply-code-unknown = There is no application with this code. Check the signs one by one.
portal-apply-no-drafts = There are no drafts waiting to be sent.
portal-apply-not-counter = The counter is for officers of the service office. Your account belongs to a technical agency; your work is on the desk.
portal-apply-pdf = Save as PDF

## One's own application
portal-apply-returned = Some parts need your correction.
portal-apply-returned-until = We wait until { $day }.
portal-apply-correct = Correct the application
portal-apply-correct-lead = Only what an officer returned can be changed. The other parts stay as you sent them.
portal-apply-correct-until = Send it by { $day }.
portal-apply-correct-send = Send the correction
portal-apply-reason = The officer's note:
portal-apply-others = See the other parts, which are not changed
portal-apply-nothing-returned = Nothing is returned to you at present. The correction may have been sent already, or its time is over. Open the application to see how it stands.
portal-apply-letters = Letters for you
portal-apply-letter-about = Number { $number }, { $day }
portal-apply-letter-making = Being prepared
portal-apply-duties = Your duties
portal-apply-duty-by = By { $day }. Otherwise: { $otherwise }
portal-apply-duty-done = Fulfilled { $at }
portal-apply-duty-send = Send the proof
portal-apply-proof = Proof
portal-apply-about = About this application
portal-apply-filed = Answers and documents
portal-apply-before = Before the correction of { $at }
portal-apply-before-added = Before it was replaced on { $at }
portal-apply-withdraw = Withdraw this application
portal-apply-withdraw-why = The application stops and cannot be taken up again. You may file a new one at any time.
portal-apply-withdraw-reason = Reason
portal-apply-withdraw-yes = Yes, withdraw it
portal-apply-told-corrected = The correction is sent. The promised time runs again.
portal-apply-told-withdrawn = The application is withdrawn.
portal-apply-told-duty = We have received the proof. Thank you.
portal-apply-told-added = We have received the document. The officer who holds your application sees it marked; the clock goes on.
portal-apply-told-reopened = The application is open again under the same number. Answer what was returned.
portal-apply-add = Add a document
portal-apply-add-invite = Did you forget a document, or is there a newer one? You may add it until the application is decided.
portal-apply-add-lead = The older document is kept. The officer who holds the application is told, and the clock goes on.
portal-apply-add-what = Which document is this?
portal-apply-add-what-fault = First choose which document you send, so that the officer knows what it is for.
portal-apply-add-else = Another document
portal-apply-add-name = Name of the document
portal-apply-add-name-hint = For example: extension of the lease
portal-apply-add-name-only = Only if you chose “Another document”.
portal-apply-add-name-fault = Write what the document is called, in at most 120 characters, so that the officer knows what it is.
portal-apply-add-file = File
portal-apply-add-file-fault = No file is chosen yet. Choose one, then send again.
portal-apply-add-note = A note to the officer
portal-apply-add-held = We have kept the file that you chose; you need not choose it again.
portal-apply-add-send = Send the document
portal-apply-add-closed = This application has been decided or closed, so no document can be added any more.
portal-apply-reopen = Reopen the application
portal-apply-reopen-title = This application was closed because no correction arrived
portal-apply-reopen-until = You can reopen it until { $day }: its number and the days that are left stay, and you go on with the correction that was asked for.
portal-apply-reopen-over = This application could be reopened until { $day }. That day has passed; please file a new one.
portal-apply-reopen-reason = Why it is reopened

## Who has looked
portal-apply-seen = Who has looked at this application
portal-apply-seen-why = Each time an officer opens your application, we note the role, the agency and the time. The latest comes first.
portal-apply-seen-none = No officer has opened this application yet.
portal-apply-seen-case = Opened the application.
portal-apply-seen-file = Opened a document.
portal-apply-seen-numbers = Saw personal numbers (NIK or NPWP) in full.
portal-apply-seen-letter = Opened the receipt or a letter.
portal-apply-seen-acted = Acted for the applicant at the counter.
portal-apply-seen-reason = The reason given: { $reason }
portal-apply-seen-which = Document: { $name }
portal-apply-seen-applicant = Another applicant’s account
portal-apply-seen-nobody = Somebody who was not signed in
portal-apply-seen-refused = Refused
portal-apply-seen-older = These are the last { $most } entries. The office keeps the older ones.
portal-apply-seen-ask = Does something look odd? Ask the office at the address at the foot of this page and tell it the time.
