# Letters and licences: the page behind the QR code, downloads, the register, duties.

## Verification page
licences-verify = Check whether a letter is genuine
licences-verify-lead = Enter the code from the letter in your hand. We show what is on record about it and whether it is valid today.
licences-code = Code of the letter
licences-code-hint = 12 letters and digits beside the QR code, such as 7K3M-9PQ2-XW4T. Capitals or not makes no difference.
licences-code-wrong = A letter's code has 12 letters and digits, such as 7K3M-9PQ2-XW4T. Copy it from beside the QR code; the letter's number is not its code.
licences-verify-do = Check
licences-where-title = Where is the code?
licences-where-text = Beside the QR code at the foot of the letter, at the end of this page's address. Easier still: scan the QR code with a phone's camera.
licences-unknown = We have no letter with the code { $code }
licences-unknown-text =
    Compare every letter and digit once more. If that is the code on the letter, the letter is not ours.
    Do not rely on it. Ask us at { $phone } or { $email }.
licences-too-many = Too many codes that do not exist
licences-too-many-text = Many codes were tried from this network and do not exist. Wait a minute, then copy the code from the letter once more.
licences-valid-title = This licence is on record and valid
licences-valid-until = Valid until { $day }
licences-valid = Valid without a time limit
licences-expired-title = This licence is no longer valid
licences-expired-since = Not valid since { $day }
licences-expired-text = We issued this letter, but its term is over. Ask the holder for the new licence.
licences-recorded-title = This letter is on record
licences-recorded = This letter is indeed ours
licences-recorded-text = It is not a licence. It gives whoever holds it no right to anything.
licences-as-of = As in the office's register on { $moment }.
licences-compare = Compare with the letter in your hand
licences-compare-lead = What stands below must be the same as on the letter.
licences-only-exists = What such a letter says concerns only those it is about, so it is not shown here.
licences-differs = Is something different?
licences-differs-text = What is on record here is right. Do not accept a letter that says something else; tell us at { $phone } or { $email }.
licences-unsigned = This letter is not yet electronically signed. Until electronic signatures are in use, this page is the proof of what it says.
licences-open-pdf = Open the letter (PDF)
licences-verify-another = Check another letter
licences-verify-this = See its verification page

## Shared words
licences-letter = Kind of letter
licences-number = Number
licences-issued = Issued
licences-until = Valid until
licences-holder = Holder
licences-no-end = No time limit
licences-service = Service
licences-kind = Group
licences-state = State
licences-application = Application
licences-kind-licence = Licence
licences-kind-rejection = Rejection
licences-kind-recommendation = Recommendation
licences-kind-assignment = Assignment
licences-state-valid = Valid
licences-state-expired = Expired

## Download
licences-not-yet-title = The letter is being made
licences-not-yet-why = This letter has its number, but its PDF is not finished. That usually takes some seconds.
licences-not-yet-step = Wait a moment and try again. If it is still missing after some minutes, contact us.
licences-foreign-title = This letter is not for the account in use
licences-foreign-why = A letter can be downloaded only by the owner of the application and by the officers who handle it.
licences-foreign-verify = If you only want to know whether it is genuine and valid, see its verification page. No account is needed for that.
licences-foreign-owner = If it is yours, sign in with the account you applied with. If it was filed at the counter, ask for a print there.

## Register
licences-nav = Licences
licences-register = Register of licences
licences-register-lead = Every letter that this office has issued, newest first.
licences-register-caption = Letters and licences issued, newest first
licences-lists = Register and duties
licences-export = Download as CSV
licences-search = Search by letter number or holder
licences-narrow = Filter
licences-every = All
licences-from = Issued from
licences-to = Issued until
licences-apply = Apply
licences-reset = Show all
licences-none = No letter fits
licences-none-text = Check the spelling of the name or number, or loosen the filter.

## Duties
licences-duties = Holders' duties
licences-duties-lead = What holders of licences still have to do, the nearest first.
licences-duties-caption = Open duties, the nearest due day first
licences-duty = Duty
licences-due = Due
licences-duty-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
licences-duty-today = Today
licences-duty-left = { $days ->
    [one] { $days } day left
   *[other] { $days } days left
}
licences-only-late = Only those that are late
licences-no-duties = No open duties
licences-no-duties-text = A duty appears here when the licence that carries it is issued, and goes when it is fulfilled.
