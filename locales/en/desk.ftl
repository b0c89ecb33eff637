# The officers' desk: returning with a reason, what is new from the applicant, notes, filters, handing over.

## Returning to the applicant
cases-return-code = Reason
cases-return-words = Words of your own
cases-return-others = Ask for something that is not on the list
cases-return-other = Something else, number { $number }
cases-return-other-name = Name of the missing document
cases-return-more = One more
cases-return-library = What the applicant reads for each reason
cases-own-reason = The office's reason text
cases-own-reason-hint = This text goes before what you write below.

## What is new from the applicant
cases-came-answered = Answered
cases-came-unasked = Added unasked
cases-news = New from the applicant
cases-unread = Unread
cases-change-nothing = Nothing yet
cases-change-how = How
cases-change-why = Asked for because: { $why }
cases-change-compare = Compare side by side
cases-compare = Two versions: { $what }

## Refused attempts
cases-attempts = Refused attempts
cases-attempts-hint = This person tried to open an application that is not theirs. Nothing was shown to them.
cases-attempt-who = Who
cases-attempt-what = Asked for
cases-attempt-nobody = Somebody who was not signed in
cases-attempt-citizen = { $name }, another applicant's account
cases-tried-case = Opening the case
cases-tried-file = Opening a document
cases-tried-numbers = Seeing personal numbers
cases-tried-letter = Opening a letter or the receipt
cases-tried-act = Answering or changing the case

## Reopening
cases-reopen-title = Closed because it was not answered
cases-reopen-until = This case can be reopened until { $day }. Its number and clock stay; the applicant gets another turn.
cases-reopen-over = This case could be reopened until { $day }, and that day has passed. The applicant has to file a new one.
cases-reopen-reason = Why is it reopened?
cases-reopen-hint = It stays in the case's history, such as “applicant came to the counter, had been in hospital”.
cases-reopen-do = Reopen the case
cases-done-reopened = The case is open again. The applicant has been told.

## Notes
cases-notes = Officers' notes
cases-notes-none = No notes yet.
cases-note-text = New note
cases-note-hint = For officers only. The applicant never sees it; write no NIK here.
cases-note-for = Who reads it
cases-note-own = Only { $agency }
cases-note-all = Every agency with a part in this case
cases-note-only = only { $agency }
cases-note-do = Save the note
cases-done-noted = The note is saved.

## Handing over and reminding
cases-hand-over = Hand over to a colleague
cases-hand-to = Colleague who is to have it
cases-hand-reason = Why it is handed over
cases-done-handed-over = The step is handed over. Your colleague sees it among their tasks.
cases-remind = Remind
cases-done-reminded = The reminder is on its way.
cases-event-handed-over = { $step }: handed over to { $officer }
cases-event-adopted = The applicant took this case into their account
cases-who-applicant = { $name }, applicant

## Lists and filters
cases-tab-everything = All agencies
cases-tab-applicants = Waiting for applicants
cases-empty-applicants = Nothing is awaited from applicants
cases-empty-applicants-text = Cases that were returned to their applicants stand here until they are answered.
cases-filter-late = Only what is late
cases-narrowed = Narrowed to
cases-narrowed-step = Step: { $step }
cases-narrowed-late = Late
cases-narrowed-holder = One officer
cases-narrowed-remove = take this filter away
cases-saved = Saved filters
cases-save = Save this filter
cases-filter-name = Name of the filter
cases-filter-name-hint = Such as “Late signs”.
cases-filter-do = Save
cases-filter-forget = Forget { $name }
cases-filter-saved = The filter is saved.
cases-filter-forgotten = The filter is forgotten.
cases-filter-nameless = Give this filter a name of at most 60 characters.
cases-filter-many = At most 20 filters can be saved. Forget one that you do not use first.
cases-place-before = Previous in this list
cases-place-next = Next in this list
cases-place = The list it came from
cases-place-end = There is nothing more in this list.

## Bulk actions
cases-pick-head = Choose
cases-pick = Choose { $number }
cases-bulk = With those chosen
cases-bulk-ambil = Take
cases-bulk-serahkan = Hand over to a colleague
cases-bulk-kembalikan = Return to the applicant
cases-bulk-ingatkan = Remind
cases-bulk-preview = Preview
cases-bulk-none = No case is chosen yet. Go back to the list, mark the cases, and press “Preview”.
cases-bulk-many = At most { $most } cases at once. Choose fewer.
cases-bulk-no-deed = No action is chosen. Go back to the list and choose what is to be done.
cases-bulk-lead = { $fits } of { $all } cases can be done. Nothing has changed yet.
cases-bulk-done = { $fits } of { $all } cases are done.
cases-bulk-go = { $deed }: { $count } cases
cases-bulk-can = Can be done
cases-bulk-cannot = Cannot be done
cases-bulk-is-done = Done
cases-bulk-result = Result
cases-bulk-item = Document that is returned
cases-bulk-other = Or something else that is missing

## The supervisor's board
cases-board = Board
cases-board-lead = What is late, where, and with whom. Every figure opens its list.
cases-board-empty = No work is open
cases-board-empty-text = Every case is somewhere else or has ended.
cases-board-where = Where the work lies
cases-board-role = Done by
cases-board-open = Open
cases-board-late = Late
cases-board-untaken = Not taken
cases-board-awaited = Waiting for applicants
cases-board-oldest = Most urgent
cases-board-who = With whom
cases-board-free = Not taken
cases-board-holder = { $name }: { $open }
cases-board-holder-late = { $name }: { $open }, { $late } late
cases-board-promises = Promises to applicants
cases-board-promises-hint = A step can be late while its case is within the promise, and the other way round.
cases-board-running = Running
cases-board-over = Over the promise
cases-board-still = Clock stands still

## The office's reasons
cases-reasons = The office's reasons
cases-reasons-nav = Reasons
cases-reasons-lead = Texts that are written well once and then chosen in forms. The applicant reads their content.
cases-reasons-none = No reason texts yet
cases-reasons-none-text = Supervisors can add texts that are often used. The reasons of each service's SOP are in the forms anyway.
cases-reasons-new = New text
cases-reasons-change = Change this text
cases-reasons-service = For the service
cases-reasons-service-hint = Leave empty where it holds for all services.
cases-reasons-label = Short name
cases-reasons-label-hint = As it stands in the choice, such as “Photo of the site not clear”.
cases-reasons-text = What the applicant reads
cases-reasons-text-hint = What is wrong, and what is asked for.
cases-reasons-do = Save the text
cases-reasons-cancel = Cancel
cases-reasons-saved = The text is saved and can be chosen in forms.
cases-reasons-dropped = The text is gone. What was written with it stays.
cases-reasons-no-service = There is no such service. Choose from the list.
cases-reasons-label-fault = Write the short name, in at most 80 characters.
cases-reasons-text-fault = Write what the applicant reads, in at most 500 characters.
cases-reasons-many = There are 200 texts already. Remove those that are not used first.
cases-reasons-not-yours = The texts are kept by supervisors. Tell them what you propose.

## Taking a case of the counter into one's own account
portal-adopt = Take over a case from the counter
portal-adopt-lead = A case that an officer filed for you at the counter can go into your account. Type the tracking code that is printed on the receipt.
portal-adopt-code-hint = 12 letters and digits, such as 7Q3F-9XKD-2MVA.
portal-adopt-mailed = We have sent a code of 6 digits to the e-mail that you gave at the counter. Type it here within 15 minutes.
portal-adopt-counter = This case has no e-mail. Come to the counter with your identity card; an officer gives you a code of 6 digits. Type it here.
portal-adopt-handed-out = Type the code of 6 digits that you got at the counter.
portal-adopt-proof = Code of 6 digits
portal-adopt-do = Put it into my account
portal-adopt-unknown = There is no case without an account under this tracking code. Check the receipt again.
portal-adopt-too-often = Tried too often. Wait a few minutes, then try again.
portal-adopt-wrong = This code does not fit or has expired. Check it, or begin with the tracking code again to get a new one.
portal-adopt-done = The case is in your account now. You answer and read its letters from here.
portal-adopt-has-owner = This case is in its applicant's account already, so no code is needed.
portal-adopt-hand-out = Make a code for the applicant
portal-adopt-hand-out-hint = Check the identity card first. With this code the applicant moves the case into their own account.
portal-adopt-handed = Code for the applicant
portal-adopt-handed-text = Give this page to the applicant. The code of 6 digits lives for 24 hours and is shown only once.
portal-adopt-where = Typed at
portal-adopt-invite = Filed at the counter? Take it into your account
