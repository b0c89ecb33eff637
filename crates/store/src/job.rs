//! Jobs: work outside the transaction, written down inside it.

use jiff::Timestamp;

use crate::{Row, Statement};

/// Work to be done once, at or after a moment. It is a row written with the event that causes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Names the work: the same cause gives the same name, and the second one is dropped.
    pub id: String,
    /// What kind of work.
    pub kind: &'static str,
    /// What it needs, as JSON.
    pub payload: serde_json::Value,
    /// Not before this moment.
    pub run_at: Timestamp,
}

impl Job {
    /// The statement that marks the jobs of one kind that were to run by a moment as done: for a past that was played and
    /// in which they have acted.
    pub fn all_done(office: &str, kind: &str, by: Timestamp) -> Statement {
        Statement::new(
            "update job set done_us = run_at_us, attempts = 1
             where office = $1 and kind = $2 and run_at_us <= $3 and done_us is null",
            vec![office.into(), kind.into(), by.as_microsecond().into()],
        )
    }

    /// The statement that gives a job another hour, where nobody has begun it.
    pub fn put_off(office: &str, id: &str, run_at: Timestamp) -> Statement {
        Statement::new(
            "update job set run_at_us = $3 where office = $1 and id = $2 and done_us is null and attempts = 0",
            vec![office.into(), id.into(), run_at.as_microsecond().into()],
        )
    }

    /// The statement that enqueues it. Every value is a parameter: a plain insert shares its message to PostgreSQL with
    /// others of its text.
    pub fn enqueue(&self, office: &str) -> Statement {
        Statement::new(
            "insert into job (office, id, kind, payload, run_at_us, attempts, locked_until_us, dead)
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (office, id) do nothing",
            vec![
                office.into(),
                self.id.as_str().into(),
                self.kind.into(),
                self.payload.to_string().into(),
                self.run_at.as_microsecond().into(),
                0.into(),
                0.into(),
                0.into(),
            ],
        )
    }
}

/// A job that a worker has taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The office.
    pub office: String,
    /// The work's name.
    pub id: String,
    /// What kind of work.
    pub kind: String,
    /// What it needs.
    pub payload: serde_json::Value,
    /// Which attempt this is, from 1.
    pub attempt: i64,
    /// When it was to run.
    pub run_at_us: i64,
}

/// How often a job is tried before it waits for a person.
const ATTEMPTS: i64 = 8;

impl Taken {
    pub(crate) fn from_row(row: &Row) -> Taken {
        Taken {
            office: row.text(0).to_owned(),
            id: row.text(1).to_owned(),
            kind: row.text(2).to_owned(),
            payload: serde_json::from_str(row.text(3)).unwrap_or(serde_json::Value::Null),
            attempt: row.int(4),
            run_at_us: row.int(5),
        }
    }

    /// It is done.
    pub fn done(&self, at: Timestamp) -> Statement {
        Statement::new(
            "update job set done_us = $3 where office = $1 and id = $2",
            vec![self.office.as_str().into(), self.id.as_str().into(), at.as_microsecond().into()],
        )
    }

    /// It came too early: it is given back, to be done at another hour.
    pub fn put_off_until(&self, hour: Timestamp) -> Statement {
        Statement::new(
            "update job set run_at_us = $3, locked_until_us = 0, attempts = 0 where office = $1 and id = $2",
            vec![self.office.as_str().into(), self.id.as_str().into(), hour.as_microsecond().into()],
        )
    }

    /// It failed: tried again later, each time after a longer wait, until it waits for a person.
    pub fn failed(&self, at: Timestamp, error: &str) -> Statement {
        let wait_us = 5_000_000_i64 << self.attempt.clamp(0, 12);
        Statement::new(
            "update job set run_at_us = $3, locked_until_us = 0, dead = $4, last_error = $5 where office = $1 and id = $2",
            vec![
                self.office.as_str().into(),
                self.id.as_str().into(),
                (at.as_microsecond() + wait_us).into(),
                (self.attempt >= ATTEMPTS).into(),
                error.into(),
            ],
        )
    }
}
