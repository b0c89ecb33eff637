//! The one writer of a database: takes what is queued, decides one command after the other, and commits the whole batch
//! with one sync. Load makes the batch; nobody waits for one to fill.
//!
//! A statement that fails (a slot already taken) fails its own command and not its neighbours: SQLite runs each command
//! in a savepoint; PostgreSQL runs the batch as one pipeline and, when that fails, its halves, down to the one at fault.
//! Answers are given only after the commit. When the commit's fate is unknown, everybody in the batch is told that the
//! database does not answer, and what the writer remembers is read anew; asking again with the same request id is safe.

mod answered;
mod facts;
mod group;
mod head;
mod plan;
mod postgres;
mod session;
mod sqlite;

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use casework::case::{Actor, Case, CaseId, Command, Recorded, Refusal};
use casework::office::Office;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio::sync::{mpsc, oneshot};

use crate::{Db, Row, Statement, StoreError};

/// The most commands in one commit.
const BATCH: usize = 256;

/// A command on its way to a case.
#[derive(Clone, Debug)]
pub struct Request {
    /// The office.
    pub office: String,
    /// Names the request: one that comes twice acts once and gets the same answer.
    pub id: String,
    /// A digest of what was sent, where it is known: kept with the answer, so that the same id with something else in it
    /// can be told from a repetition.
    pub content: Option<String>,
    /// The case; none for a new one.
    pub case: Option<CaseId>,
    /// Who asks.
    pub actor: Actor,
    /// What is asked.
    pub command: Command,
    /// When.
    pub at: Timestamp,
    /// 60 random bits, for a code that nobody can guess.
    pub random: u64,
    /// What else the decision needs to know.
    pub facts: Vec<Fact>,
}

/// A number that a decision needs, read in the same transaction as it: nothing can come between.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The name under which formulas know it.
    pub name: &'static str,
    /// A statement that gives one row with one number.
    pub query: Statement,
}

/// What came of a command. Kept with the request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// The case.
    pub case: CaseId,
    /// How often it has changed by now.
    pub version: u64,
    /// The digest of what was sent, where the request brought one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
}

/// What a command's events are to projections and effects.
#[derive(Debug)]
pub struct Change<'a> {
    /// The office.
    pub office: &'a str,
    /// The case.
    pub case_id: CaseId,
    /// What happened, in order.
    pub events: &'a [Recorded],
    /// The case after it.
    pub case: &'a Case,
}

/// From a change to statements. Pure: the same change gives the same statements.
pub type Projection = dyn Fn(&Change<'_>, &Office) -> Vec<Statement> + Send + Sync;

/// What the writer needs to know of one office.
#[derive(Clone)]
pub struct Rules {
    /// The office; asked anew for every batch, so that a new SOP or holiday counts from the next command on.
    pub office: Arc<dyn Fn() -> Arc<Office> + Send + Sync>,
    /// The read tables.
    pub rows: Arc<Projection>,
    /// Jobs and messages, which a rebuild leaves alone.
    pub effects: Arc<Projection>,
}

impl fmt::Debug for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rules").finish_non_exhaustive()
    }
}

/// One entry of the queue.
enum Item {
    Command(Box<Request>, oneshot::Sender<Result<Result<Done, Refusal>, StoreError>>),
    Plain(Vec<Statement>, oneshot::Sender<Result<(), StoreError>>),
    Returning(Statement, oneshot::Sender<Result<Vec<Row>, StoreError>>),
}

impl Item {
    fn fail(self, error: StoreError) {
        // A caller that has gone away needs no answer.
        match self {
            Item::Command(_, answer) => drop(answer.send(Err(error))),
            Item::Plain(_, answer) => drop(answer.send(Err(error))),
            Item::Returning(_, answer) => drop(answer.send(Err(error))),
        }
    }
}

/// What an item is answered with once the batch is committed.
enum Answer {
    Command(Result<Done, Refusal>),
    Plain,
    Rows(Vec<Row>),
}

fn answer(item: Item, answer: Result<Answer, StoreError>) {
    match (item, answer) {
        (item, Err(error)) => item.fail(error),
        (Item::Command(_, to), Ok(Answer::Command(result))) => drop(to.send(Ok(result))),
        (Item::Plain(_, to), Ok(Answer::Plain)) => drop(to.send(Ok(()))),
        (Item::Returning(_, to), Ok(Answer::Rows(rows))) => drop(to.send(Ok(rows))),
        (item, Ok(_)) => item.fail(StoreError::other("the writer mixed up its answers")),
    }
}

/// The way to the writer. Cheap to clone; the writer ends when the last one is gone.
#[derive(Clone, Debug)]
pub struct Writer {
    queue: mpsc::Sender<Item>,
    commits: Arc<AtomicU64>,
}

impl Writer {
    /// Starts the writer of a database for these offices, by their id.
    ///
    /// # Errors
    /// The database file cannot be opened.
    pub fn start(db: &Db, rules: BTreeMap<String, Rules>) -> Result<Writer, StoreError> {
        let (queue, items) = mpsc::channel(4 * BATCH);
        let commits = Arc::new(AtomicU64::new(0));
        match db {
            Db::Sqlite(db) => sqlite::start(db, rules, items, commits.clone())?,
            Db::Postgres(db) => {
                let writer = postgres::Run::new(db.clone(), rules, commits.clone());
                tokio::spawn(writer.serve(items));
            }
        }
        Ok(Writer { queue, commits })
    }

    /// How many batches were committed since the start: each cost one sync, whatever was in it.
    pub fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
    }

    /// Carries out a command.
    ///
    /// # Errors
    /// The outer error is the store's; the inner one is the [`Refusal`] that answers the person.
    pub async fn execute(&self, request: Request) -> Result<Result<Done, Refusal>, StoreError> {
        let (to, answer) = oneshot::channel();
        self.send(Item::Command(Box::new(request), to)).await?;
        answer.await.map_err(|_| gone())?
    }

    /// Queues a command and gives its answer when it is there: commands queued one after the other are decided in that
    /// order.
    ///
    /// # Errors
    /// The writer has ended.
    pub async fn enqueue(
        &self,
        request: Request,
    ) -> Result<oneshot::Receiver<Result<Result<Done, Refusal>, StoreError>>, StoreError> {
        let (to, answer) = oneshot::channel();
        self.send(Item::Command(Box::new(request), to)).await?;
        Ok(answer)
    }

    /// Runs statements that concern no case, all or none.
    ///
    /// # Errors
    /// One of them failed.
    pub async fn write(&self, statements: Vec<Statement>) -> Result<(), StoreError> {
        let (to, answer) = oneshot::channel();
        self.send(Item::Plain(statements, to)).await?;
        answer.await.map_err(|_| gone())?
    }

    /// Runs a statement that writes and gives rows.
    ///
    /// # Errors
    /// It failed.
    pub async fn returning(&self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        let (to, answer) = oneshot::channel();
        self.send(Item::Returning(statement, to)).await?;
        answer.await.map_err(|_| gone())?
    }

    async fn send(&self, item: Item) -> Result<(), StoreError> {
        self.queue.send(item).await.map_err(|_| gone())
    }
}

fn gone() -> StoreError {
    StoreError::Unavailable("the writer has ended".to_owned())
}

/// What the writer remembers, by office.
type Heads = HashMap<String, head::Head>;

fn unknown(office: &str) -> StoreError {
    StoreError::other(format!("this process does not serve the office {office}"))
}

pub(crate) use group::{Pending, column};
pub(crate) use plan::given_out;
pub(crate) use session::Session;
