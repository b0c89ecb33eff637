-- Cases and the tasks that are open on them, as lists and the tracking page show them. Written by slice cases.
create table case_row (
    office text not null,
    id bigint not null,
    version bigint not null,
    number text not null,
    tracking text not null,
    service text not null,
    service_version bigint not null,
    account bigint,
    applicant text not null,
    submitted_us bigint not null,
    updated_us bigint not null,
    -- the day promised, YYYY-MM-DD; null while the clock stands still
    due text,
    -- JSON: who holds it
    holder text not null,
    -- 'open', 'granted', 'rejected' or 'closed'; never 'late', which is derived
    state text not null,
    ended_us bigint,
    primary key (office, id)
);
create unique index case_row_number on case_row (office, number);
create unique index case_row_tracking on case_row (office, tracking);
create index case_row_account on case_row (office, account, id);
create index case_row_ended on case_row (office, service, ended_us);
-- The register, newest first, in each of its filters.
create index case_row_submitted on case_row (office, submitted_us, id);
create index case_row_state on case_row (office, state, submitted_us, id);
create index case_row_service on case_row (office, service, state, submitted_us, id);

-- The words by which the register finds a case: those of the applicant's name, and the number without its marks. Letters
-- and digits of ASCII only, so that a range over them means the same in every collation.
create table case_word (
    office text not null,
    word text not null,
    case_id bigint not null,
    primary key (office, word, case_id)
);

-- How many decided cases of a service ended on a day, by the working days that they took: the figures on public pages
-- are sums over this, so their cost does not grow with the number of cases. Closed cases are not counted.
create table case_count (
    office text not null,
    service text not null,
    -- the day of the end, YYYY-MM-DD
    day text not null,
    -- working days that the office took
    days bigint not null,
    finished bigint not null,
    on_time bigint not null,
    primary key (office, service, day, days)
);
create index case_count_day on case_count (office, day);

-- Only open work: a completed step leaves no row, so the inbox does not grow with the years.
create table task (
    office text not null,
    case_id bigint not null,
    step text not null,
    role text not null,
    officer bigint,
    -- the officer's name as it was when the task was taken
    officer_name text,
    service text not null,
    number text not null,
    applicant text not null,
    -- number and name in lower case: what the inbox's search looks at
    search text not null,
    since_us bigint not null,
    -- YYYY-MM-DD; 9999-12-31 where there is none, so that the order needs no expression
    due text not null,
    visit bigint not null,
    primary key (office, case_id, step)
);
-- An inbox page reads this from its beginning, most urgent first; officer and service are in it so that what is filtered
-- out costs an entry of the index and not a row.
create index task_role on task (office, role, due, case_id, officer, service);
create index task_officer on task (office, officer, due, case_id);

-- Who opened whose case, and who was refused: kept for the applicant's right to know (UU 27/2022 art. 32).
create table access_log (
    office text not null,
    id bigint not null,
    case_id bigint not null,
    account bigint,
    -- 'case', 'file', 'numbers' (personal numbers shown whole) or 'register'
    what text not null,
    -- why, where a reason is asked for; which file, where it was one
    detail text,
    allowed bigint not null,
    at_us bigint not null,
    primary key (office, id)
);
create index access_log_case on access_log (office, case_id, at_us);
