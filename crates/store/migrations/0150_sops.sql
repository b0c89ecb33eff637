-- Every published SOP with all files of its folder, so that a running case keeps what it began with. Written by slice sops.
create table sop_bundle (
    office text not null,
    service text not null,
    version bigint not null,
    -- JSON: text by file name
    files text not null,
    sha256 text not null,
    published_us bigint not null,
    primary key (office, service, version)
);
