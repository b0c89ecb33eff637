-- Every change of an office's calendar: what, from when on, by whom and why. Nothing here is ever changed. Written by
-- slice calendars.
create table calendar_change (
    office text not null,
    -- from 1, without gaps: the calendar's own version
    version bigint not null,
    -- from this moment on the calendar is in force
    at_us bigint not null,
    -- null where the office's file or the program's table of holidays changed
    account bigint,
    name text not null,
    -- JSON: the change
    change text not null,
    reason text not null,
    -- the decree that it rests on
    basis text not null,
    -- names the request, so that one that comes twice acts once
    request text not null,
    primary key (office, version)
);
create unique index calendar_change_request on calendar_change (office, request);
