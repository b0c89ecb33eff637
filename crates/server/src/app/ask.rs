//! Asking for a change of a case.

use casework::case::{Actor, CaseId, Command, Refusal};
use jiff::Timestamp;
use store::{Done, Fact, Request, StoreError};
use tokio::sync::oneshot;

use super::{App, Desk};
use crate::licences;

/// What is asked of a case.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Names the request: one that comes twice acts once and gets the same answer.
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
        let answer = self.0.writer.execute(self.request(desk, ask, self.now(), random)).await?;
        self.wake_worker();
        answer.map_err(Failed::Refused)
    }

    /// What came of a request that has acted already: a handler that checks before it asks looks here first, so that a
    /// request sent twice is not judged by the state which it has brought about.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn answered(&self, desk: &Desk, actor: &Actor, request_id: &str) -> Result<Option<Done>, StoreError> {
        desk.db().answered(&desk.id, &name(actor, request_id)).await
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
        Request {
            office: desk.id.clone(),
            id: name(&ask.actor, &ask.request_id),
            facts: self.facts(desk, &ask, at),
            case: ask.case,
            actor: ask.actor,
            command: ask.command,
            at,
            random,
        }
    }

    /// What the decision needs to know besides the case: how many valid licences of the service the person holds.
    fn facts(&self, desk: &Desk, ask: &Ask, at: Timestamp) -> Vec<Fact> {
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

/// The request's name in the store: with the account before it, so that nobody gets another's answer.
fn name(actor: &Actor, request_id: &str) -> String {
    match actor {
        Actor::Applicant { account, .. } => format!("{account}/{request_id}"),
        Actor::Officer { id, .. } => format!("{}/{request_id}", id.account),
        Actor::System => format!("system/{request_id}"),
    }
}
