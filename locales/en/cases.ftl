# The officers' desk: inbox, case, decision, register.

## Inbox
cases-inbox = Inbox
cases-inbox-caption = Tasks that wait, the most urgent first
cases-inbox-lead = { $count ->
    [one] One task waits for you; it is on time.
   *[other] { $count } tasks wait for you, all on time.
}
cases-inbox-lead-late = { $count ->
    [one] One task waits for you
   *[other] { $count } tasks wait for you
}, { $late } past the due day.
cases-inbox-lead-none = No task waits for you.
cases-tab-mine = My tasks
cases-tab-free = Not yet taken
cases-tab-taken = With colleagues
cases-tab-all = Our agency
cases-filter-service = Service
cases-all-services = All services
cases-search-inbox = Number or applicant's name
cases-show-all = Show all
cases-first-page = Back to the beginning
cases-number = Number
cases-applicant = Applicant
cases-service = Service
cases-step = Step
cases-with = With
cases-age = Age
cases-age-new = Today
cases-due = Due day
cases-how-urgent = Status
cases-empty-mine = You have not taken a task
cases-empty-mine-text = Open “Not yet taken”, choose the most urgent case, and press “Take this task”.
cases-empty-free = No task waits to be taken
cases-empty-free-text = A new task appears here as soon as a case reaches your role. Other cases can be found in the register.
cases-empty-taken = Your colleagues have no task
cases-empty-taken-text = Tasks of your roles that a colleague works on appear here, so that you know whom to ask.
cases-empty-all = Your agency has no task
cases-empty-all-text = All cases are elsewhere or finished. Look for one in the register.
cases-empty-filtered = No task fits
cases-empty-filtered-text = Check the spelling, clear the filter, or look for the case in the register.

## Status
cases-state-open = Under way
cases-state-granted = Granted
cases-state-rejected = Rejected
cases-state-closed = Closed
cases-withdrawn = Withdrawn by the applicant
cases-due-none = No due day
cases-due-late = { $days } late
cases-due-today = Today
cases-due-left = { $days } left
cases-promise-late = { $days } past the promise
cases-promise-kept = Done within the promise
cases-promise-today = Last day of the promise
cases-promise-left = { $days } left of the promise
cases-promise-paused = Clock stands still, { $days } left

## The case page
cases-papers = Applicant's documents
cases-no-papers = No document was sent.
cases-answers = Applicant's answers
cases-viewer = Document in view
cases-viewer-new-tab = Open { $name } in a new tab
cases-work = Work
cases-filed = Filed { $when }
cases-filed-by = Filed { $when } at the counter by { $officer }
cases-sop-revision = SOP revision { $revision }
cases-since = Since { $since }
cases-since-until = Since { $since }, due { $day }
cases-held-by-you = You hold this task.
cases-held-by-none = Nobody holds this task yet.
cases-claim = Take this task
cases-release = Give it back
cases-nothing-open = No step is open. This application has ended.
cases-not-yours = No step of this case waits for you. Below you see who holds it.
cases-open-steps = Open steps
cases-results = Result of each step
cases-changes = Corrections by the applicant
cases-change-what = Part
cases-change-before = Before
cases-change-after = After
cases-when = When
cases-letters = Letters
cases-letter = Letter
cases-letter-kind = Kind
cases-letter-licence = Licence
cases-letter-rejection = Rejection
cases-letter-recommendation = Recommendation
cases-letter-assignment = Order of assignment
cases-letter-in-the-making = (PDF is being made)
cases-valid-until = valid until { $day }
cases-ledger = Time ledger
cases-ledger-who = Held by
cases-ledger-why = Because
cases-ledger-from = From
cases-ledger-until = Until
cases-ledger-days = For
cases-ledger-paused = (the promise stood still)
cases-ledger-now = now
cases-history = History
cases-by-itself = Automatic
cases-to-inbox = To the inbox
cases-done-claimed = You hold this task now. Your colleagues can see it.
cases-done-released = You have given this task back; a colleague can take it.
cases-done-completed = The step's outcome is on record.

## Personal numbers
cases-numbers-show = Show NIK and NPWP in full
cases-numbers-reason = What do you need the full number for?
cases-numbers-hint = The reason is kept with your name, and the applicant can see it.
cases-numbers-fault = The reason is missing. Write a few words at least, such as “comparing with the identity card”.
cases-numbers-shown = Personal numbers are shown in full. This look is on record; reloading the page masks them again.

## Working on a step
cases-checklist = Checklist
cases-checklist-hint = The note on a document that is not in order goes to the applicant when the case is returned.
cases-look = Look at it
cases-verdict-fits = In order
cases-verdict-faulty = Not in order
cases-verdict-not-needed = Not needed
cases-note = What is not in order, and what is asked for
cases-findings = Record of this step
cases-outcome = Outcome
cases-leads-to = Goes on to { $step }.
cases-leads-to-one-of = Goes on to one of these, depending on the answers: { $step }.
cases-issues = Issues: { $letter }.
cases-returned = Returned parts
cases-returned-hint = Write for each part what must be corrected. The applicant cannot change a part that is left empty here.
cases-return-documents = Ask for another document, or one that is missing
cases-reason = Reason or note
cases-reason-hint = Seen by other officers of this case.
cases-reason-refuse-hint = Required where the outcome refuses; the applicant has a right to know why, and the reason goes into the letter of rejection.
cases-complete = Record the outcome
cases-draft-look = Look at the letter first
cases-draft-none = The chosen outcome leads to no letter, so there is no draft to look at.
cases-kept-text = What you typed is still above, but it cannot be sent for this step any more. Copy it where needed, then open the case again.
cases-open-again = Open the case again
cases-refused-invalid = This cannot be recorded yet
cases-refused-forbidden = This is not within your authority
cases-refused-stale = A colleague was faster
cases-refused-state = This cannot be done now

## History
cases-event-submitted = Application filed
cases-event-number = Number { $number }
cases-event-arrived = { $from } is done; { $join } waits for the other branch
cases-event-claimed = { $step }: taken
cases-event-released = { $step }: given back
cases-event-corrected = The applicant sent a correction
cases-event-added = The applicant added documents unasked
cases-event-reopened = The case was reopened
cases-event-issued = { $letter } issued
cases-event-recorded = The PDF of { $number } is made
cases-event-duty = A duty began: { $duty }
cases-event-fulfilled = A duty was fulfilled: { $duty }
cases-until-day = By { $day }
cases-event-withdrawn = The applicant withdrew the application
cases-event-ended = Application ended: { $state }
cases-event-reminded = Reminder: { $step }
cases-event-escalated = { $step } is late, told to { $role }
cases-event-timed-out = { $step } timed out: { $outcome }

## Register
cases-register = Register of applications
cases-register-caption = Applications, the newest first
cases-search-register = Name, number or tracking code
cases-all-states = All states
cases-filter-state = State
cases-filter-from = Filed from
cases-filter-until = Until
cases-filter = Show
cases-filed-on = Filed on
cases-promised = Promise
cases-download-csv = Download as CSV
cases-register-empty = The register is still empty
cases-register-empty-text = An application appears here as soon as it is filed, from the portal or at the counter.
cases-register-none = No application fits
cases-register-none-text = Check the spelling of name or number, or loosen the filter.

## Photos and attachments
cases-photos = Photos of the site
cases-attachments = Attachments
cases-file-limits = { $kinds }, at most { $most } MB each. The place and hour that a phone writes into a photo are taken out.
cases-file-empty = The file “{ $name }” is empty. Choose another one.
cases-file-large = The file “{ $name }” is larger than { $most } MB. Make it smaller or choose another one.
cases-file-kind = The content of “{ $name }” is not of an accepted type, whatever its name. Save it again as a photo or PDF.
cases-file-cut = “{ $name }” is cut off: its end is missing, so it cannot be opened. Send it again from the whole file.
cases-file-many = At most { $most } files for one step. The last ones were not kept.
cases-form-damaged = The form did not arrive whole, or it is too large. Send it again with smaller files or a better connection.
cases-calendar-version = Calendar version
cases-clocks = Clocks
cases-clock = What is counted
cases-clock-why = Explanation
cases-clock-promise = Promise to the applicant
cases-clock-limit = Limit by law
cases-clock-kept = On time
cases-event-limit-near = Warned: { $left } until the limit by law, { $day }
cases-event-limit-passed = The limit by law, { $day }, has passed; a draft of the licence is ready
cases-event-deemed = Granted by law (deemed approval): the limit, { $day }, has passed
cases-limit-passed = The limit by law, { $day }, has passed
cases-limit-passed-text = By law this application counts as granted. Decide today; a draft of the licence is ready.
cases-limit-draft = Open the draft

## Work given back, withdrawing
cases-rework = Comments for the officer
cases-rework-hint = Write a comment on each part that must be looked at again. The work goes back to the officer who did it.
cases-rework-whole = The work as a whole
cases-given-back = Given back to you with comments
cases-news-updated = Updated
cases-news-returned = Given back
cases-held-take-over = In the hands of { $officer }. You may take it over.
cases-take-over = Take over
cases-event-reassigned = { $step }: handed to { $officer }
cases-event-freed = { $step }: given back to everybody of the role
cases-event-recused = { $officer } withdrew from this case
cases-recuse = Conflict of interest
cases-recuse-open = Withdraw from this case
cases-recuse-lead = If you have an interest in the applicant, do not work on this case. Your task goes back to the others, and you cannot take it any more.
cases-recuse-reason = Reason
cases-recuse-hint = As in: the applicant is my brother-in-law. Only officers read it.
cases-recuse-yes = Yes, I withdraw
cases-done-recused = You have withdrawn from this case. Somebody else works on it.
cases-recused = You have withdrawn from this case.
