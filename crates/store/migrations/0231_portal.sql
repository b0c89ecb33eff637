-- A code by which an applicant proves that a case of the counter is theirs, sent to where the case says that its applicant is
-- reached, or handed out at the counter. Written by slice portal.
create table case_code (
    office text not null,
    case_id bigint not null,
    -- SHA-256 over case and code
    code bytea not null,
    tries bigint not null,
    expires_us bigint not null,
    primary key (office, case_id)
);
