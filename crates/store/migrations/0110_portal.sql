-- Drafts of applications: typed answers and files before filing. Written by slice portal.
create table draft (
    office text not null,
    id bigint not null,
    -- the applicant's account, or the officer's who files at the counter
    account bigint not null,
    counter bigint not null,
    -- the applicant's name as given at the counter; null where the account applies for itself
    applicant text,
    service text not null,
    version bigint not null,
    -- JSON: what was typed, by field name
    typed text not null,
    -- JSON: file references by requirement
    files text not null,
    -- the case that it became: what was typed is gone then, and its pages lead to the receipt
    case_id bigint,
    -- counts changes, so that two open tabs do not undo each other
    revision bigint not null,
    created_us bigint not null,
    updated_us bigint not null,
    primary key (office, id)
);
create index draft_account on draft (office, account, counter, updated_us);
