-- Files that an account has sent through the API: only it may attach them. Written by slice api.
create table upload (
    office text not null,
    account bigint not null,
    sha256 text not null,
    name text not null,
    media text not null,
    size bigint not null,
    at_us bigint not null,
    primary key (office, account, sha256)
);
create index upload_at on upload (office, account, at_us);
