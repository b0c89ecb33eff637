-- Bills, payments, what was asked about them, and the ledger in double entry. Written by slice fees.
create table fee_bill (
    office text not null,
    number text not null,
    case_id bigint not null,
    -- the registration number of the application
    application text not null,
    service text not null,
    applicant text not null,
    amount bigint not null,
    -- YYYY-MM-DD
    due text not null,
    -- 'open', 'settled', 'expired', 'void', 'waived' or 'refunded'
    state text not null,
    issued_us bigint not null,
    primary key (office, number)
);
create index fee_bill_case on fee_bill (office, case_id);
create index fee_bill_newest on fee_bill (office, issued_us, number);
create index fee_bill_state on fee_bill (office, state, issued_us, number);

create table fee_payment (
    office text not null,
    receipt text not null,
    case_id bigint not null,
    bill text not null,
    provider text not null,
    channel text not null,
    -- the provider's name for the payment
    reference text not null,
    amount bigint not null,
    paid_us bigint not null,
    at_us bigint not null,
    -- why it goes back; null where it settles its bill
    surplus text,
    -- 'kept', 'listed', 'owed' or 'returned'
    state text not null,
    primary key (office, receipt)
);
create unique index fee_payment_reference on fee_payment (office, provider, reference);
create index fee_payment_state on fee_payment (office, state, at_us);

-- What waits for a second person: what is decided leaves no row here, the case's history has it.
create table fee_change (
    office text not null,
    case_id bigint not null,
    change bigint not null,
    bill text not null,
    amount bigint not null,
    officer bigint not null,
    at_us bigint not null,
    primary key (office, case_id, change)
);
create index fee_change_waiting on fee_change (office, at_us);

-- Two rows a posting; debits and credits are equal in every event, so in every sum.
create table fee_entry (
    office text not null,
    case_id bigint not null,
    -- the case's own count of the event
    seq bigint not null,
    -- receivable, cash:<provider>, revenue, refunds_payable, waived
    account text not null,
    debit bigint not null,
    credit bigint not null,
    -- the day, YYYY-MM-DD
    day text not null,
    primary key (office, case_id, seq, account)
);
create index fee_entry_account on fee_entry (office, account, day);
