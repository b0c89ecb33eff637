-- What officers write to each other about a case. It is no part of the case: neither its applicant nor anybody outside reads
-- it (S29), and it is never changed. Written by slice cases.
create table note (
    office text not null,
    -- the request that wrote it: sent twice, it stands once
    id text not null,
    case_id bigint not null,
    account bigint not null,
    -- name and roles as they were then
    author text not null,
    roles text not null,
    -- the agency that alone reads it; '' for every agency with a part in the case
    audience text not null,
    text text not null,
    at_us bigint not null,
    primary key (office, id)
);
create index note_case on note (office, case_id, at_us);

-- How much of a case an officer has seen: what came later is unread.
create table case_seen (
    office text not null,
    account bigint not null,
    case_id bigint not null,
    version bigint not null,
    at_us bigint not null,
    primary key (office, account, case_id)
);

-- Filters of the inbox that an officer has given a name.
create table saved_filter (
    office text not null,
    account bigint not null,
    name text not null,
    -- the inbox's address without its path
    query text not null,
    primary key (office, account, name)
);

-- The office's own texts for reasons, beside those of each SOP.
create table reason_text (
    office text not null,
    -- the request that made it
    id text not null,
    -- the service; '' for all
    service text not null,
    label text not null,
    text text not null,
    account bigint not null,
    at_us bigint not null,
    primary key (office, id)
);
create index reason_text_service on reason_text (office, service, label);
