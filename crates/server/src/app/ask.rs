//! Asking for a change of a case.

use std::collections::BTreeMap;

use casework::case::{Actor, Case, CaseId, Command, Recorded, Refusal, RefusalKind};
use jiff::Timestamp;
use store::{Done, Fact, Request, StoreError};
use tokio::sync::oneshot;

use super::rehearsal::{Line, Rehearsal};
use super::{App, Desk};
use crate::{licences, people};

/// What is asked of a case.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Names the request: one that comes twice acts once and gets the same answer. What stands behind a `#` is no part of
    /// the name but a digest of what was sent: the same name with another digest is refused.
    pub request_id: String,
    /// The case; none for a new one.
    pub case: Option<CaseId>,
    /// Who asks.
    pub actor: Actor,
    /// What is asked.
    pub command: Command,
}

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// An answer to the person who asked.
    #[error("refused: {}", .0.message.en)]
    Refused(Refusal),
    /// Our failure.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The place where an answer will be: the outer error is the store's, the inner one the refusal.
pub type Waiting = oneshot::Receiver<Result<Result<Done, Refusal>, StoreError>>;

impl App {
    /// Carries out what is asked of a case: the one way to change it.
    ///
    /// # Errors
    /// A [`Refusal`] for the person, or the store's failure. With [`StoreError::Unavailable`] it may have happened all
    /// the same: asking again with the same request id is safe.
    pub async fn execute(&self, desk: &Desk, ask: Ask) -> Result<Done, Failed> {
        let random = self.chance().bits();
        let request = self.request(desk, ask, self.now(), random);
        let content = request.content.clone();
        let answer = self.0.writer.execute(request).await?;
        self.wake_worker();
        same(answer.map_err(Failed::Refused)?, content.as_deref())
    }

    /// What came of a request that has acted already: a handler that checks before it asks looks here first, so that a
    /// request sent twice is not judged by the state which it has brought about.
    ///
    /// # Errors
    /// It was another request that acted under this name, or the database does not answer.
    pub async fn answered(&self, desk: &Desk, actor: &Actor, request_id: &str) -> Result<Option<Done>, Failed> {
        let (id, content) = name(actor, request_id);
        let done = desk.db().answered(&desk.id, &id).await?;
        done.map(|done| same(done, content.as_deref())).transpose()
    }

    /// What would happen if this were asked of a case now. Nothing is changed, and no number is given out.
    ///
    /// # Errors
    /// The [`Refusal`] that would be the answer, or the store's failure.
    pub async fn rehearse(&self, desk: &Desk, ask: &Ask, case: Case) -> Result<Vec<Recorded>, Failed> {
        let at = self.now();
        let mut facts = BTreeMap::new();
        for fact in self.facts(desk, ask, at) {
            let rows = desk.query(fact.query.sql, fact.query.params).await?;
            facts.insert(fact.name.to_owned(), rows.first().and_then(|row| row.opt_int(0)).unwrap_or(0));
        }
        let id = ask.case.unwrap_or(CaseId(0));
        let line = Line { case: Some(id), actor: &ask.actor, command: &ask.command, at, random: 0, facts: &facts };
        let (_, events) = Rehearsal::of(desk.office(), id, case).act(&line).map_err(Failed::Refused)?;
        Ok(events.into_iter().map(|event| Recorded { event, at, actor: ask.actor.clone() }).collect())
    }

    /// Queues what is asked for a moment and gives the place where its answer will be: what is queued one after the
    /// other is decided in that order. Only the demo needs it, to play a year at once; it brings its own random bits.
    ///
    /// # Errors
    /// The writer has ended.
    pub async fn enqueue(&self, desk: &Desk, ask: Ask, at: Timestamp, random: u64) -> Result<Waiting, StoreError> {
        self.0.writer.enqueue(self.request(desk, ask, at, random)).await
    }

    fn request(&self, desk: &Desk, ask: Ask, at: Timestamp, random: u64) -> Request {
        let (id, content) = name(&ask.actor, &ask.request_id);
        Request {
            office: desk.id.clone(),
            id,
            content,
            facts: self.facts(desk, &ask, at),
            case: ask.case,
            actor: ask.actor,
            command: ask.command,
            at,
            random,
        }
    }

    /// What the decision needs to know besides the case: how many valid licences of the service the person holds, and what
    /// the officer who is to do the work has to do with the applicant.
    fn facts(&self, desk: &Desk, ask: &Ask, at: Timestamp) -> Vec<Fact> {
        let mut facts = self.holdings(desk, ask, at);
        facts.extend(people::conflict_facts(&desk.id, ask));
        facts
    }

    fn holdings(&self, desk: &Desk, ask: &Ask, at: Timestamp) -> Vec<Fact> {
        let office = desk.office();
        let today = office.calendar.zone().day(at);
        match (&ask.command, ask.case) {
            (Command::Submit(submission), _) => {
                let person = submission.answers.text("nik").map(|nik| self.secret().person(nik));
                licences::holdings_of_person(&desk.id, &submission.service, person, today)
            }
            // The case's own SOP is known only to the writer; any revision that asks at such a step is asked for.
            (Command::Complete(completion), Some(case))
                if office.catalogue.all().any(|sop| sop.asks_for_facts(&completion.step)) =>
            {
                licences::holdings_of_case(&desk.id, case, today)
            }
            (
                Command::Complete(_)
                | Command::Claim { .. }
                | Command::Release { .. }
                | Command::HandOver { .. }
                | Command::Remind { .. }
                | Command::Adopt
                | Command::Reassign { .. }
                | Command::Recuse { .. }
                | Command::Correct { .. }
                | Command::Add { .. }
                | Command::Reopen { .. }
                | Command::Withdraw { .. }
                | Command::FireTimer { .. }
                | Command::WatchLimit
                | Command::RecordLetter { .. }
                | Command::FulfilDuty { .. }
                | Command::Fee(_),
                _,
            ) => Vec::new(),
        }
    }
}

/// The request's name in the store, with the account before it, so that nobody gets another's answer; and the digest of
/// what was sent.
fn name(actor: &Actor, request_id: &str) -> (String, Option<String>) {
    let (id, content) = match request_id.split_once('#') {
        Some((id, content)) => (id, Some(content.to_owned())),
        None => (request_id, None),
    };
    let name = match actor {
        Actor::Applicant { account, .. } => format!("{account}/{id}"),
        Actor::Officer { id: officer, .. } => format!("{}/{id}", officer.account),
        Actor::System => format!("system/{id}"),
    };
    (name, content)
}

/// The kept answer, unless it answers something else that was sent under the same name.
fn same(done: Done, content: Option<&str>) -> Result<Done, Failed> {
    match (done.content.as_deref(), content) {
        (Some(kept), Some(sent)) if kept != sent => Err(Failed::Refused(Refusal::new(
            RefusalKind::Invalid,
            "Kunci permintaan ini sudah dipakai untuk isi yang lain, dan isi itu sudah diproses. Kirim dengan kunci baru \
             jika memang berbeda; untuk mengulang, kirim isi yang sama.",
            "This request key was already used for another content, which has been carried out. Send with a new key if it \
             is meant to differ; to repeat a request, send the same content.",
        ))),
        (Some(_) | None, Some(_) | None) => Ok(done),
    }
}
