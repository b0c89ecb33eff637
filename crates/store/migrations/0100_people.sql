-- Accounts of citizens and officers, their roles, sessions, sign-in codes and access tokens. Written by slice people.
create table account (
    office text not null,
    id bigint not null,
    email text not null,
    name text not null,
    phone text,
    -- 'applicant' or 'officer'
    kind text not null,
    agency text,
    -- argon2id, or null where the account signs in by mailed code only
    password text,
    lang text not null,
    active bigint not null,
    created_us bigint not null,
    primary key (office, id)
);
create unique index account_email on account (office, email);

create table account_role (
    office text not null,
    account bigint not null,
    role text not null,
    primary key (office, account, role)
);

create table session (
    office text not null,
    -- SHA-256 of the cookie's secret
    token bytea not null,
    account bigint not null,
    created_us bigint not null,
    expires_us bigint not null,
    primary key (office, token)
);
create index session_account on session (office, account);

create table login_code (
    office text not null,
    email text not null,
    -- SHA-256 over e-mail and code
    code bytea not null,
    tries bigint not null,
    expires_us bigint not null,
    primary key (office, email)
);

create table access_token (
    office text not null,
    id bigint not null,
    account bigint not null,
    name text not null,
    token bytea not null,
    created_us bigint not null,
    expires_us bigint not null,
    last_used_us bigint,
    primary key (office, id)
);
create unique index access_token_token on access_token (office, token);
