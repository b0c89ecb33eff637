-- The hall: numbers, counters, appointments, and what was done with them. Written by slice hall.

-- A day of an office's hall. Whoever changes anything of the day counts its version up from the one that was seen, so that no
-- two changes are decided on the same state.
create table hall_day (
    office text not null,
    -- YYYY-MM-DD, where the office is
    day text not null,
    version bigint not null,
    primary key (office, day)
);

-- A number that was drawn. It says nothing about the person but the wish to go first.
create table hall_ticket (
    office text not null,
    day text not null,
    letter text not null,
    number bigint not null,
    -- the group for which it waits now; the letter is the one in which it was drawn
    group_letter text not null,
    code text not null,
    -- kiosk, phone, appointment
    origin text not null,
    priority bigint not null,
    -- the appointment's minute of the day
    slot bigint,
    -- waiting, called, serving, served, missed, left
    state text not null,
    issued_us bigint not null,
    calls bigint not null,
    first_called_us bigint,
    called_us bigint,
    serving_us bigint,
    ended_us bigint,
    counter text,
    sent_on_us bigint,
    primary key (office, day, letter, number)
);
create unique index hall_ticket_code on hall_ticket (office, code);

-- A counter that was opened on a day.
create table hall_counter (
    office text not null,
    day text not null,
    counter text not null,
    -- open, break, closed
    status text not null,
    -- the end of a break
    until_us bigint,
    since_us bigint not null,
    account bigint not null,
    name text not null,
    -- the lane of its last call: first, ordinary
    lane text,
    primary key (office, day, counter)
);

-- An appointment. Name, telephone, address and account are emptied some days after it.
create table hall_appointment (
    office text not null,
    code text not null,
    day text not null,
    -- the minute of the day at which it begins
    slot bigint not null,
    group_letter text not null,
    service text,
    priority bigint not null,
    name text not null,
    phone text,
    email text,
    account bigint,
    lang text not null,
    -- booked, arrived, cancelled, missed
    standing text not null,
    made_us bigint not null,
    letter text,
    number bigint,
    primary key (office, code)
);
create index hall_appointment_day on hall_appointment (office, day);
create index hall_appointment_account on hall_appointment (office, account);
create index hall_appointment_email on hall_appointment (office, email);
create index hall_appointment_phone on hall_appointment (office, phone);

-- What was done, once for each request: one that comes twice acts once.
create table hall_act (
    office text not null,
    request text not null,
    day text not null,
    at_us bigint not null,
    -- take, arrive, leave, book, move, cancel, or what an officer did at a counter
    kind text not null,
    counter text,
    -- the code of the ticket or appointment that it concerned; empty where it was none
    subject text not null,
    -- the officer
    account bigint,
    primary key (office, request)
);
create index hall_act_day on hall_act (office, day, at_us);
