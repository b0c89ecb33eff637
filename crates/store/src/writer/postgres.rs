//! The writer on PostgreSQL: two round trips a batch. The first locks the offices, sees what other nodes appended and
//! reads what the commands need; the second writes everything and commits, as one pipeline.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use casework::case::{CaseId, Refusal};
use tokio::sync::mpsc;

use super::facts::Facts;
use super::head::{END_OF_LOG, Head, MOST_NEWS, NEWS, SEQUENCES};
use super::plan::{Planned, fact, kept, plan};
use super::{Answer, BATCH, Done, Heads, Item, Pending, Request, Rules, Session, answer, unknown};
use crate::dialect::{POSTGRES_KEPT, POSTGRES_LOCK};
use crate::postgres::{Postgres, within};
use crate::{Row, Statement, StoreError, Value, log};

const BEGIN: &str = "begin";
const COMMIT: &str = "commit";

/// How long a batch may take: after that it is not known what became of it.
const PATIENCE: Duration = Duration::from_secs(20);

/// The writer and what it remembers.
pub struct Run {
    db: Postgres,
    rules: BTreeMap<String, Rules>,
    heads: Heads,
    session: Option<Session>,
    commits: Arc<AtomicU64>,
}

impl Run {
    /// A writer that connects when the first batch comes.
    pub fn new(db: Postgres, rules: BTreeMap<String, Rules>, commits: Arc<AtomicU64>) -> Run {
        Run { db, rules, heads: Heads::new(), session: None, commits }
    }

    /// Serves the queue until every [`super::Writer`] is gone.
    pub async fn serve(mut self, mut items: mpsc::Receiver<Item>) {
        let mut batch = Vec::with_capacity(BATCH);
        while items.recv_many(&mut batch, BATCH).await > 0 {
            let answers = self.batch(&batch).await;
            for (item, result) in batch.drain(..).zip(answers) {
                answer(item, result);
            }
        }
    }

    /// Runs a batch. Where a statement broke a rule of a table, the halves run by themselves, and so on, until only the
    /// one at fault fails.
    async fn batch(&mut self, items: &[Item]) -> Vec<Result<Answer, StoreError>> {
        let mut answers = Vec::with_capacity(items.len());
        let mut parts = vec![items];
        while let Some(part) = parts.pop() {
            let error = match self.attempt(part).await {
                Ok(answered) => {
                    answers.extend(answered.into_iter().map(Ok));
                    continue;
                }
                Err(error) => error,
            };
            self.forget(&error).await;
            if error.is_unavailable() {
                answers.resize_with(items.len(), || Err(error.clone()));
                break;
            }
            match part.split_at(part.len() / 2) {
                ([], one) => answers.extend(one.iter().map(|_| Err(error.clone()))),
                (first, second) => parts.extend([second, first]),
            }
        }
        answers
    }

    /// After a failure nothing that is remembered can be trusted; a lost connection is made anew with the next batch.
    async fn forget(&mut self, error: &StoreError) {
        self.heads.clear();
        let usable = match &self.session {
            Some(session) if !error.is_unavailable() => session.rollback().await,
            Some(_) | None => false,
        };
        if !usable {
            self.session = None;
        }
    }

    async fn attempt(&mut self, items: &[Item]) -> Result<Vec<Answer>, StoreError> {
        within(PATIENCE, async {
            let mut session = match self.session.take() {
                Some(session) if !session.is_closed() => session,
                Some(_) | None => Session::new(self.db.connect().await?),
            };
            let result = self.transaction(&mut session, items).await;
            self.session = Some(session);
            result
        })
        .await
    }

    async fn transaction(&mut self, session: &mut Session, items: &[Item]) -> Result<Vec<Answer>, StoreError> {
        let requests: Vec<&Request> = items
            .iter()
            .filter_map(|item| match item {
                Item::Command(request, _) => Some(&**request),
                Item::Plain(..) | Item::Returning(..) => None,
            })
            .collect();
        let mut batch = self.open(session, &requests).await?;
        let mut answers = Vec::with_capacity(items.len());
        for item in items {
            answers.push(match item {
                Item::Plain(statements, _) => {
                    batch.write(statements.iter().cloned());
                    Answer::Plain
                }
                Item::Returning(statement, _) => {
                    session.write(&mut batch.pending, None).await?;
                    batch.facts.written(statement);
                    let rows = session.read(&[(statement.sql, statement.params.clone())]).await?;
                    Answer::Rows(rows.into_iter().next().unwrap_or_default())
                }
                Item::Command(request, _) => Answer::Command(self.command(session, request, &mut batch).await?),
            });
        }
        session.write(&mut batch.pending, Some(COMMIT)).await?;
        self.commits.fetch_add(1, Ordering::Relaxed);
        Ok(answers)
    }

    /// Begins the transaction: one round trip for the locks, the news, the kept answers, the cases and the facts.
    async fn open<'r>(&mut self, session: &mut Session, requests: &[&'r Request]) -> Result<Batch<'r>, StoreError> {
        let offices = BTreeSet::from_iter(requests.iter().map(|request| request.office.as_str()));
        let mut asked: Vec<(&'static str, Vec<Value>)> = vec![(BEGIN, Vec::new())];
        asked.extend(offices.iter().map(|office| (POSTGRES_LOCK, vec![(*office).into()])));
        for office in &offices {
            match self.heads.get(*office) {
                Some(head) => asked.push((NEWS, vec![(*office).into(), head.position.into()])),
                None => {
                    asked.push((END_OF_LOG, vec![(*office).into()]));
                    asked.push((SEQUENCES, vec![(*office).into()]));
                }
            }
        }
        let wanted = self.not_remembered(requests);
        asked.extend(wanted.iter().map(|(office, case)| (log::OF_A_CASE, vec![(*office).into(), case.0.into()])));
        let facts: Vec<&Statement> =
            requests.iter().flat_map(|request| &request.facts).map(|fact| &fact.query).collect();
        asked.extend(facts.iter().map(|query| (query.sql, query.params.clone())));
        let ids = |office: &str| {
            requests.iter().filter(|request| request.office == office).map(|request| request.id.as_str()).collect()
        };
        let ids: Vec<(&str, Vec<&str>)> = offices.iter().map(|office| (*office, ids(office))).collect();
        let (rows, known) = session.read_with_list(&asked, (POSTGRES_KEPT, &ids)).await?;

        let mut rows = rows.into_iter().skip(1 + offices.len());
        for office in &offices {
            self.catch_up(session, office, &mut rows).await?;
        }
        for (office, case) in wanted {
            let case_rows = rows.next().unwrap_or_default();
            let head = self.heads.get_mut(office).ok_or_else(|| unknown(office))?;
            head.keep(Some(case), log::fold(&case_rows)?);
        }
        let mut batch = Batch { facts: Facts::new(facts, rows.collect()), ..Batch::default() };
        for (office, rows) in offices.iter().zip(&known) {
            for row in rows {
                batch.kept.insert((*office, row.try_get(0)?), kept(row.try_get(1)?)?);
            }
        }
        Ok(batch)
    }

    /// The cases that must be read from the log.
    fn not_remembered<'r>(&self, requests: &[&'r Request]) -> BTreeSet<(&'r str, CaseId)> {
        let missing = |request: &&'r Request| {
            let case = request.case?;
            let remembered = self.heads.get(&request.office).is_some_and(|head| head.remembers(case));
            (!remembered).then_some((request.office.as_str(), case))
        };
        requests.iter().filter_map(missing).collect()
    }

    /// Takes in what other nodes appended, or where the log ends before the first command.
    async fn catch_up(
        &mut self,
        session: &mut Session,
        office: &str,
        rows: &mut impl Iterator<Item = Vec<Row>>,
    ) -> Result<(), StoreError> {
        let first = rows.next().unwrap_or_default();
        let head = match self.heads.get_mut(office) {
            None => Head::from_rows(&first, &rows.next().unwrap_or_default()),
            Some(head) if first.len() < MOST_NEWS => return head.catch_up(&first),
            Some(_) => {
                let asked = [(END_OF_LOG, vec![office.into()]), (SEQUENCES, vec![office.into()])];
                let rows = session.read(&asked).await?;
                Head::from_rows(&rows[0], &rows[1])
            }
        };
        self.heads.insert(office.to_owned(), head);
        Ok(())
    }

    async fn command<'r>(
        &mut self,
        session: &mut Session,
        request: &'r Request,
        batch: &mut Batch<'r>,
    ) -> Result<Result<Done, Refusal>, StoreError> {
        let facts = batch.facts(session, request).await?;
        let key = (request.office.as_str(), request.id.as_str().to_owned());
        if let Some(done) = batch.kept.get(&key) {
            return Ok(Ok(done.clone()));
        }
        let rules = self.rules.get(&request.office).ok_or_else(|| unknown(&request.office))?;
        let head = self.heads.get_mut(&request.office).ok_or_else(|| unknown(&request.office))?;
        if let Some(id) = request.case.filter(|id| !head.remembers(*id)) {
            // Forgotten since the batch began, or one that a command of this batch has begun.
            session.write(&mut batch.pending, None).await?;
            let rows = session.read(&[(log::OF_A_CASE, vec![request.office.as_str().into(), id.0.into()])]).await?;
            head.keep(Some(id), log::fold(&rows[0])?);
        }
        let Planned { statements, done } = match plan(head, rules, request, &facts)? {
            Err(refusal) => return Ok(Err(refusal)),
            Ok(planned) => planned,
        };
        batch.write(statements);
        batch.kept.insert(key, done.clone());
        Ok(Ok(done))
    }
}

/// What a batch knows and what it is about to write.
#[derive(Default)]
struct Batch<'r> {
    /// The answers kept from earlier requests, by office and id.
    kept: HashMap<(&'r str, String), Done>,
    facts: Facts<'r>,
    pending: Pending,
}

impl Batch<'_> {
    fn write(&mut self, statements: impl IntoIterator<Item = Statement>) {
        let facts = &mut self.facts;
        self.pending.extend(statements.into_iter().inspect(|statement| facts.written(statement)));
    }

    /// The facts that a decision needs. What is pending is written first where one of them must be read again.
    async fn facts(&mut self, session: &mut Session, request: &Request) -> Result<BTreeMap<String, i64>, StoreError> {
        let again = self.facts.to_read_again(request.facts.len());
        if !again.is_empty() {
            session.write(&mut self.pending, None).await?;
            let queries: Vec<_> = again.iter().map(|at| self.facts.query(*at)).collect();
            for (at, rows) in again.into_iter().zip(session.read(&queries).await?) {
                self.facts.read_again(at, rows);
            }
        }
        request.facts.iter().map(|asked| Ok((asked.name.to_owned(), fact(&self.facts.take())?))).collect()
    }
}
