# The office's calendar: a year on the officers' page, changing it, and who changed it.

nav-calendar = Calendar
calendar-title = Office calendar
calendar-lead = { $days ->
    [one] 1 working day
   *[other] { $days } working days
}. In force: version { $version }.
calendar-years = Years
calendar-today = today
calendar-national = National holiday
calendar-leave = Joint leave
calendar-local = This office is closed
calendar-off = Weekend
calendar-other-hours = Other hours
calendar-working = { $days ->
    [one] 1 working day
   *[other] { $days } working days
}
calendar-estimated = estimate
calendar-hours-title = Opening hours
calendar-usual-hours = Usual
calendar-closed = closed
calendar-from-until = { $from } until { $until }
calendar-changes = History of changes
calendar-version = Version
calendar-what = What changed
calendar-who = By
calendar-when = When
calendar-who-changes = The calendar is changed by the application administrator.
calendar-not-yours = Only the application administrator can change the calendar. Ask the administrator to do it.
calendar-decide = Put in force
calendar-changed = Calendar version { $version } is in force.
calendar-changed-text = The due days of running cases are being computed anew. Applicants whose due day moves are told.

## What can be changed
calendar-close = Add a closing day
calendar-close-lead = Due days beyond this day move. Cases that have ended do not change.
calendar-open = Open on a closed day
calendar-open-lead = To withdraw a closing day or joint leave, or where the office serves on a holiday.
calendar-hours = Set other hours
calendar-hours-lead = As in Ramadan. A day whose hours are left empty is no working day.
calendar-drop-hours = Withdraw other hours
calendar-drop-hours-lead = Once withdrawn, the usual hours count again.
calendar-import = Bring in a table of holidays
calendar-import-lead = The table replaces the days of the same years and kinds. If any line is wrong, nothing changes.

calendar-day = Day
calendar-kind = Kind
calendar-kind-local = Only this office is closed
calendar-kind-leave = Joint leave
calendar-name = Name of the day
calendar-name-hint = As the applicant reads it, in Indonesian
calendar-name-en = Name of the day in English
calendar-hours-name = Name
calendar-hours-name-hint = Such as Ramadan 1448 H
calendar-from = From
calendar-until = Until
calendar-until-hint = Leave empty where it has no end
calendar-hours-hint = Such as 08:00-15:00
calendar-which-hours = Which hours are withdrawn
calendar-table = The table
calendar-table-hint = A heading first, then one day a line: tanggal,jenis,nama,perkiraan. Such as 2028-03-24,cuti_bersama,Cuti bersama Idul Fitri,0
calendar-reason = Reason
calendar-reason-hint = Other officers read it in the history
calendar-basis = Legal basis
calendar-basis-hint = The number of the decree or circular

calendar-fault-day = The day cannot be read. Write it like 2026-06-17.
calendar-fault-kind = Choose the kind.
calendar-fault-name = The name is missing. Applicants read it as the reason for their due day.
calendar-fault-reason = The reason is missing. Write why the calendar is changed.
calendar-fault-basis = The legal basis is missing. Write the number of the decree or circular.
calendar-fault-table = The table is missing. Paste it here.
calendar-fault-hours = The hours cannot be read. Write them like 08:00-15:00, or leave them empty where closed.
calendar-fault-no-hours = At least one day must be open. Fill in its hours.

calendar-did-base = Base calendar: the office's file and the table of holidays
calendar-did-close = { $day } closed: { $name }
calendar-did-leave = { $day } joint leave: { $name }
calendar-did-open = { $day } open
calendar-did-hours = Other hours { $name }, { $from } until { $until }
calendar-did-drop-hours = Other hours from { $from } withdrawn
calendar-did-table = Table of holidays with { $days ->
    [one] 1 day
   *[other] { $days } days
}

calendar-missing = The holidays of { $year } are missing
calendar-missing-text = Without them, due days that fall into { $year } cannot be counted and applications will be refused. Bring in the holidays and joint leave of the joint decree.
