# Accounts, signing in, passwords, access tokens.

## Signing in
people-sign-in = Sign in
people-sign-in-lead = Give your e-mail address. We send a code of six digits; an account is made where there is none, without waiting for an officer.
people-email = E-mail address
people-email-hint = As in name@example.id
people-email-fault = This is not an e-mail address. Check it; it looks like name@example.id.
people-send-code = Send the code
people-with-password = Sign in with a password
people-with-code = Sign in with a mailed code
people-enter-code = Enter the code
people-enter-code-lead = Open our mail and type its six digits below.
people-code = Code of six digits
people-code-hint = Sent to { $email }. The code is valid for ten minutes.
people-code-fault = This code is wrong or no longer valid. Check the digits, or ask for a new one.
people-new-code = Ask for a new code
people-enter = Sign in
people-password = Password
people-password-lead = For officers, and for applicants who have set a password.
people-password-fault = The e-mail address or the password is wrong. Check both, or sign in with a mailed code.
people-too-many = Too many tries for this address. Wait a minute, then try again.
people-demo-mail = See the mails of this example office

## One's own account
people-account = My account
people-own-data = My data
people-name = Name
people-name-fault = The name is missing or too long. Give your name, 120 characters at most.
people-phone = Telephone number
people-phone-fault = This is not an Indonesian telephone number. Write it as 0812 3456 7890, or leave it empty.
people-lang = Language of mails
people-saved = Your changes are saved.
people-new-password = New password
people-new-password-hint = At least 12 characters. A short sentence is easy to remember and hard to guess.
people-new-password-fault = The password is too short or too long. Use 12 to 256 characters.
people-set-password = Save the password
people-sign-out = Sign out

## Access tokens
people-tokens = Access tokens
people-tokens-lead = For programs that use the API in your name. A token is shown once and ends after a year.
people-token-name = Name of the token
people-token-hint = To remember what it is for, as in “monthly report”.
people-token-name-fault = Give this token a name, so that you recognise it later.
people-token-made = The token is made. Copy it now; it is not shown again.
people-token-since = Made
people-token-until = Ends
people-token-revoke = Revoke
people-make-token = Make a token

## Navigation and roles
nav-services = Services
nav-track = Track
nav-verify = Check a licence
nav-mine = My applications
nav-desk = Desk
nav-register = Register
nav-counter = Counter
role-applicant = Applicant
foreign-request-why = This request was sent from another site, so it was not carried out. Open our page and do it from there.
