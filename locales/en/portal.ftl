# What everybody sees: front page, catalogue, services, SOPs, tracking.

## Front page
portal-front-title = Your permits through one door
portal-front-lead = Apply from home or at the counter. Requirements, time and fee are stated up front, and you can see whose desk your application is on.
portal-search-label = Which permit do you need?
portal-track-link = Track an application
portal-verify-link = Check a licence
portal-services = Services
portal-all-services = See all services
portal-promise-title = Do we keep our promises?
portal-promise-few = Figures on punctuality appear here once at least ten applications were decided within the last 90 days.
portal-promise-how = Computed from the case records, in working days. Time spent waiting for the applicant is not counted.
portal-on-time = decided within the promise
portal-on-time-note = { $kept } of { $count } applications decided in the last 90 days
portal-median = usual time until decided
portal-median-of = usual time: { $service }
portal-median-note = Working days; promised: { $promise }. Half of { $count } applications took this long or less.
portal-doors = Already applied, or holding a licence?
portal-track-label = Tracking code
portal-track-hint = The 12 letters and digits on your receipt, as in 7K3M-9PQ2-XW4T.
portal-track-do = Track
portal-verify-label = Letter code
portal-verify-hint = The 12 letters and digits beside the QR code on the licence.
portal-verify-do = Check
portal-enter-title = Your account
portal-enter-hint = Continue drafts, correct documents, download letters. An e-mail address is all it takes.

## Catalogue
portal-catalogue = Services
portal-catalogue-lead = Everything you can apply for at this office, with requirements, time and fee.
portal-found = { $count ->
    [0] No service for “{ $q }”
    [one] 1 service for “{ $q }”.
   *[other] { $count } services for “{ $q }”.
}
portal-nothing-found = Try a more general word, such as “doctor”, “billboard” or “thesis”. If what you need is not listed, ask our staff by telephone or e-mail; both are at the foot of the page.
portal-nothing-offered = No services yet
portal-nothing-offered-why = This office has not published any SOP yet. Please come back later or contact our staff.
portal-no-service = There is no such service
portal-no-service-why = This office has no service at that address. It may be mistyped, or the service may have a new name.
portal-no-service-step = Look for it by name or another word in the list of services.

## Service page
portal-apply = Apply
portal-see-sop = See the full SOP
portal-appointment = Need help at the office? Make an appointment
portal-back-to-service = Back to the service
portal-contents = On this page
portal-fact-time = Time
portal-fact-fee = Fee
portal-fact-product = What you get
portal-fact-validity = Validity
portal-who = Who may apply
portal-rules = What we check before an application is sent
portal-rules-lead = This is what you are told where a rule is not met yet. What you typed stays.
portal-rule-exact = The rule in exact words
portal-requirements = Requirements
portal-requirements-lead = Each document is asked for because it proves something. A photograph from a phone will do if it can be read.
portal-always = For every applicant
portal-sometimes = Only in certain cases
portal-only-if = Only if
portal-proves = Proves:
portal-held-by = This document is also kept by { $agency }.
portal-file = { $kinds }, { $size } at most
portal-steps = Steps and time
portal-steps-lead = Promised within { $promise } of receiving a complete application. This is the way when nothing has to be corrected.
portal-course-usual = The usual way
portal-course-if = If
portal-course-total = All of these steps together take { $total } at most.
portal-side-by-side = At the same time
portal-fee = Fee and result
portal-tariff-basis = { $law }. In force since { $day }.
portal-duty = Your duty afterwards
portal-laws = Legal basis
portal-standard = Service standard
portal-standard-lead = Fourteen components under PermenPANRB 15/2014.
portal-see-above = see above
portal-standard-procedure = System, mechanism and procedure
portal-standard-time = Time
portal-standard-fee = Fee
portal-standard-product = Product of the service
portal-standard-complaints = Complaints, suggestions and questions
portal-standard-facilities = Facilities
portal-standard-competence = Competence of the staff
portal-standard-supervision = Internal supervision
portal-standard-staff = Number of staff
portal-standard-staff-text = { $count } people
portal-standard-guarantee = Guarantee of service
portal-standard-safety = Guarantee of security and safety
portal-standard-evaluation = Evaluation of performance
portal-revision = SOP number { $number }, revision { $version }, in force since { $day }.
portal-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
portal-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
portal-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}

## The official SOP
portal-sop-title = SOP: { $service }
portal-sop-lead = The official form under PermenPANRB 35/2012. Officers work exactly by this table; the application carries it out.
portal-sop-identity = Identity of the SOP
portal-sop-number = SOP number
portal-sop-version = Revision
portal-sop-created = Made on
portal-sop-revised = Revised on
portal-sop-effective = In force since
portal-sop-approver = Approved by
portal-sop-name = Name of the SOP
portal-sop-laws = Legal basis
portal-sop-qualifications = Qualifications of the executors
portal-sop-related = Related SOPs
portal-sop-equipment = Equipment
portal-sop-warnings = Warnings
portal-sop-records = Records
portal-matrix = Procedure
portal-matrix-number = No.
portal-matrix-activity = Activity
portal-matrix-executors = Executors
portal-matrix-quality = Quality standard
portal-matrix-needs = Completeness
portal-matrix-time = Time
portal-matrix-output = Output
portal-matrix-remark = Outcomes and remarks
portal-shape-start = begins and does it
portal-shape-work = does it
portal-shape-choice = decides

## Tracking
portal-track = Track an application
portal-track-lead = See where your application is, who holds it, and when it was promised.
portal-track-title = Application { $number }
portal-track-other = Track another code
portal-track-private = Anyone who has the code can open this page, so it shows no names and no personal data.
portal-where = Now at
portal-result = Result
portal-promised = Promised for
portal-todo = What you can do
portal-timeline = The way of the application
portal-held-since = { $who }, since { $since }
portal-since = since { $since }
portal-applicant = The applicant
portal-at-the-counter = With help at the counter
portal-received = Application received
portal-withdrawn = Withdrawn by the applicant
portal-step-by = This step is due by { $day }.
portal-answer-by = Please answer by { $day }.
portal-state-open = In progress
portal-state-waiting = Waiting for the applicant
portal-state-granted = Granted
portal-state-rejected = Rejected
portal-state-closed = Closed
portal-clock-stands = The clock stands still
portal-days-left = { $days } left
portal-last-day = Today is the last day
portal-late = { $days } late
portal-paused = { $days } left once it goes on
portal-ended-undecided = Ended without a decision
portal-ended-in-time = Decided within the promise
portal-ended-late = Decided { $days } late
portal-todo-wait = There is nothing you need to do now. We send news by e-mail whenever the application moves.
portal-todo-late = We have not kept our promise. You have the right to ask and to complain: { $where }
portal-todo-correct = Something has to be corrected. Sign in with the account that applied to see the officer's notes and to answer; the clock runs again once we have your answer. If you applied at the counter, come to the counter with this code.
portal-todo-granted = The letter was issued and sent to the applicant's e-mail. It can also be downloaded after signing in.
portal-todo-rejected = The letter of rejection with its reasons was sent to the applicant. It says how to object. You may also apply again once the reasons are met.
portal-todo-closed = This application was closed without a decision. You may apply again at any time.
portal-todo-reopen = This application was closed because no correction arrived. You can reopen it until { $day }, under the same number.
portal-reopen = Reopen it
portal-reopened = Application reopened
portal-duty-by = There is a duty left: { $duty }, by { $day }.
portal-check-licence = Check that the letter is genuine
portal-my-letters = Sign in to download the letter
portal-answer = Sign in and correct
portal-apply-again = To the service
portal-no-case = There is no application with that code
portal-no-case-why = A tracking code must be written whole and exactly; a part of it finds nothing.
portal-no-case-check = Copy the twelve signs from the receipt or from our e-mail. Upper and lower case do not matter.
portal-no-case-ask = If the code is lost, sign in to your account or ask at the counter with your identity card.
portal-track-again = Try another code
portal-too-often = Too many wrong codes
portal-too-often-why = Codes that do not exist were looked up too often from your network. To keep other people's applications safe, looking up is paused for a moment.
portal-too-often-wait = Wait a few minutes, then try again with the code from your receipt.
