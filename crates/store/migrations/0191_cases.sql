-- What is new about an open task: 'answered' where the applicant has answered what its officer had returned, 'added' where
-- the applicant has added documents since it began, else ''. Written by slice cases.
alter table task add column mark text not null default '';
