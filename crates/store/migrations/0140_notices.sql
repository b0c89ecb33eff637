-- Messages to people: written with the event that causes them, sent by a job. Written by slice notices.
create table message (
    office text not null,
    id text not null,
    case_id bigint,
    recipient text not null,
    subject text not null,
    body text not null,
    attachment text,
    created_us bigint not null,
    sent_us bigint,
    error text,
    primary key (office, id)
);
create index message_created on message (office, created_us);
create index message_case on message (office, case_id);
