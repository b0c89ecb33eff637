-- The log of what happened, and what belongs to writing it once: requests, sequences, jobs. Written by the store itself.
create table event (
    office text not null,
    -- gapless, in the order of commits
    position bigint not null,
    case_id bigint not null,
    -- the case's own count, from 1
    seq bigint not null,
    kind text not null,
    at_us bigint not null,
    actor text not null,
    request_id text not null,
    payload text not null,
    -- SHA-256 over the hash before it and this row; see log.rs
    hash bytea not null,
    primary key (office, position)
);
create unique index event_case on event (office, case_id, seq);

create table request (
    office text not null,
    id text not null,
    result text not null,
    at_us bigint not null,
    primary key (office, id)
);

create table sequence (
    office text not null,
    name text not null,
    value bigint not null,
    primary key (office, name)
);

create table job (
    office text not null,
    -- names the work: the same cause gives the same name, so it is done once
    id text not null,
    kind text not null,
    payload text not null,
    run_at_us bigint not null,
    attempts bigint not null,
    locked_until_us bigint not null,
    done_us bigint,
    -- 1 where it has failed too often and waits for a person
    dead bigint not null,
    last_error text,
    primary key (office, id)
);
create index job_waiting on job (run_at_us) where done_us is null and dead = 0;
