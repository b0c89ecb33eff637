# What the program `satupintu` prints in a terminal.

cli-migrate-nothing = The database is in the shape that this version needs; there was nothing to do.
cli-migrate-applied = Applied: { $name }
cli-rebuilt = { $office }: { $events } events read, all read tables made anew in { $seconds } seconds.

cli-calendar-readable = The table can be used. Nothing was changed.
cli-calendar-change = Version { $version }, { $day }, { $who }: { $what }

cli-doctor-healthy = Everything is in order.
cli-doctor-found = { $wrong } wrong, { $warnings } to be looked at.

cli-demo-making = Making a year of { $cases } cases …
cli-demo-applicant = Applicant
cli-demo-ready = The example office is ready. Open it in a browser:
cli-demo-people = Ready-made accounts (role, name, e-mail, password):
cli-demo-mails = No mail leaves; all of it can be read at { $address }
cli-demo-data = Its data are in { $folder }. Run it again with --data and that folder to go on.
cli-demo-stop = Stop it with Ctrl-C.
cli-demo-payments = Pay as an applicant (example payment gateway): { $address }
cli-agency-none = There is no agency { $agency }. There are: { $known }.
cli-agency-same-name = That name is empty or the one it has now. Write the new one.
cli-agency-not-into = An agency cannot be merged into itself, and the office itself cannot be merged into another agency.
cli-agency-renamed = { $agency }: { $old } → { $new }
cli-agency-role = role { $what } → { $into }
cli-agency-staff = { $what } in the office's file → { $into }
cli-agency-person = account { $name } → { $into }
cli-agency-open = { $role }: { $count } open tasks, which stay with the same role
cli-agency-merged = { $from } merged into { $into }; its name remains for the history
cli-agency-restart = Start satupintu serve again, so that the new names and roles count.
