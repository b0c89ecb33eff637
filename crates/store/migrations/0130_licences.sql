-- The register of letters and licences, and the duties of their holders. Written by slice licences.
create table letter (
    office text not null,
    number text not null,
    case_id bigint not null,
    -- the registration number of the application
    application text not null,
    service text not null,
    -- the revision of the SOP that the case follows
    service_version bigint not null,
    letter text not null,
    kind text not null,
    -- the secret in the verification address
    code text not null,
    holder text not null,
    -- JSON: the answers that identify the holder in public, by field
    shown text not null,
    issued text not null,
    until text,
    -- SHA-256 of the PDF once it is made
    file text,
    at_us bigint not null,
    primary key (office, number)
);
create unique index letter_code on letter (office, code);
create index letter_case on letter (office, case_id);
-- the register, newest first: of one kind, and of all
create index letter_issued on letter (office, kind, issued, number);
create index letter_newest on letter (office, issued, number);

create table duty (
    office text not null,
    case_id bigint not null,
    duty text not null,
    application text not null,
    service text not null,
    service_version bigint not null,
    holder text not null,
    due text not null,
    fulfilled_us bigint,
    primary key (office, case_id, duty)
);
create index duty_open on duty (office, due, case_id, duty) where fulfilled_us is null;

-- How many licences of a service a person holds, by a keyed hash of the personal number and never the number itself.
create table holding (
    office text not null,
    person bytea not null,
    service text not null,
    case_id bigint not null,
    until text,
    primary key (office, person, service, case_id)
);

-- Whose case it is, by the same keyed hash: so that a step can ask how many licences its applicant holds by then.
create table case_person (
    office text not null,
    case_id bigint not null,
    person bytea not null,
    service text not null,
    primary key (office, case_id)
);
