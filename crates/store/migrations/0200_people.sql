-- Mandates, roles for a time, interests of officers, and what was decided about people. Written by slice people.

-- Keyed hash of the officer's NIK, where it is known: the number itself is not kept.
alter table account add column nik bytea;
-- When somebody left for good, and why; null while they work here.
alter table account add column left_us bigint;
alter table account add column left_why text;

create table mandate (
    office text not null,
    id bigint not null,
    -- 'plh', 'plt' or 'an'
    kind text not null,
    giver bigint not null,
    -- names as they were then
    giver_name text not null,
    delegate bigint not null,
    delegate_name text not null,
    role text not null,
    -- ids with commas between; all services where it is empty
    services text not null,
    -- the first and the last day, YYYY-MM-DD: nothing has to end it
    from_day text not null,
    until_day text not null,
    -- the letter that it rests on
    basis text not null,
    by_name text not null,
    at_us bigint not null,
    revoked_us bigint,
    revoked_by text,
    revoked_why text,
    -- names the request, so that one that comes twice acts once
    request text not null,
    primary key (office, id)
);
create index mandate_delegate on mandate (office, delegate, until_day);
create unique index mandate_request on mandate (office, request);

-- Somebody is to have the roles of a colleague for some days.
create table role_request (
    office text not null,
    id bigint not null,
    -- for whom
    account bigint not null,
    name text not null,
    -- like whom
    model bigint not null,
    model_name text not null,
    -- ids with commas between, as they were asked for
    roles text not null,
    from_day text not null,
    until_day text not null,
    reason text not null,
    asked_by bigint not null,
    asked_name text not null,
    asked_us bigint not null,
    -- 'asked', 'granted', 'refused' or 'ended'
    state text not null,
    decided_name text,
    decided_us bigint,
    decided_why text,
    request text not null,
    primary key (office, id)
);
create index role_request_account on role_request (office, account, state);
create unique index role_request_request on role_request (office, request);

-- Whom an officer has declared as a relation.
create table relation (
    office text not null,
    id bigint not null,
    account bigint not null,
    name text not null,
    -- the name without titles and marks, in lower case
    name_key text not null,
    nik bytea,
    -- what they are to one another, in the officer's words
    kind text not null,
    at_us bigint not null,
    primary key (office, id)
);
create index relation_account on relation (office, account);

-- What tells whether an applicant is an officer, or a relation of one. Derived from the events.
create table applicant_mark (
    office text not null,
    case_id bigint not null,
    nik bytea,
    name_key text not null,
    email text not null,
    primary key (office, case_id)
);

-- What was decided about people, for ever: hired, roles, mandates, leaving. Its length tells other processes that there is
-- something new.
create table staff_change (
    office text not null,
    id bigint not null,
    at_us bigint not null,
    by_account bigint,
    by_name text not null,
    about bigint not null,
    about_name text not null,
    -- 'hired', 'changed', 'password', 'left', 'returned', 'mandate', 'revoked', 'lent', 'agency'
    what text not null,
    detail text not null,
    reason text not null,
    primary key (office, id)
);
create index staff_change_about on staff_change (office, about, at_us);
