# Words shared by all pages. Short sentences, no officialese.

## The frame of a page
skip-to-content = Skip to content
main-navigation = Main menu
way-here = Where this page is
demo-strip = Sample office: all names and data are invented.
sign-in = Sign in
sign-out = Sign out
language = Language
theme = Appearance
theme-auto = As the device
theme-light = Light
theme-dark = Dark
go-home = To the front page
pages = Pages of the list
page-previous = Previous
page-next = Next
page-of = Page { $page } of { $pages }

## Actions
action-continue = Continue
action-save = Save
action-save-and-leave = Save and continue later
action-send = Send
action-cancel = Cancel
action-change = Change
action-remove = Remove
action-choose = Choose
action-search = Search
action-open = Open
action-download = Download
action-print = Print
action-back = Back
action-yes = Yes
action-no = No
action-add = Add { $what }
try-again = Try again
uploading = Sending the file…
sending = Sending…

## Forms
optional = (optional)
not-answered = Not answered
choose-one = Choose one
error-prefix = Error
error-summary-title = Something needs to be corrected
characters-left = # characters left
characters-over = # characters too many
file-replace = Choose another file to replace it.
latitude = Latitude
longitude = Longitude
coordinates-help = Open the map on your phone, press and hold on the place, then copy the two numbers shown, such as -2.990934 and 104.756554.
locate-me = Use where I am now
locate-failed = The location could not be read. Fill in both numbers yourself.
region-search = Search for a kelurahan or kecamatan
region-search-hint = Type the name of the kelurahan, such as Bukit Lama, then press Search.
region-none = There is no place of that name. Check the spelling or choose from the lists below.
region-by-list = Choose from lists
rows-full = At most { $most } rows.

## Services and time
service-time = Time
service-fee = Fee
fee-free = Free
fee-by-tariff = By the tariff
count-days = { $count ->
    [one] { $count } working day
   *[other] { $count } working days
}
count-results = { $count ->
    [0] No results
    [one] { $count } result
   *[other] { $count } results
}
timeline-now = Here now

## The keyboard at the desk
keys-title = Keyboard shortcuts
keys-help = j and k: next and previous row. o: open. Slash: search.
keys-on = Shortcuts on
keys-off = Shortcuts off

## When it does not go well
what-to-do = What you can do
request-number = Request number:
not-found-title = There is no such page
not-found-why = The address may be mistyped or cut off, or the page is not for the account in use.
not-found-step = Check the address, or start again from the front page.
failure-title = Sorry, something went wrong on our side
failure-why = This request was not completed. It is not your fault.
failure-again = Try again in a few minutes. A request sent twice still counts once.
failure-tell = If it fails again, tell our staff the request number below.
unavailable-title = The service cannot be used at the moment
unavailable-why = The data store does not answer. Nothing was half saved.
unavailable-wait = Wait a moment; this is usually over within minutes.
unavailable-again = Then reload this page. If you were sending a form, send it again; it counts once.
refused-title = This cannot be done
