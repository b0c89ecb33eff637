//! The writer on PostgreSQL: two round trips a batch. The first locks the offices, sees what other nodes appended and
//! reads what the commands need; the second writes everything and commits, as one pipeline.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use casework::case::{Case, CaseId, Refusal};
use futures_util::future::{join_all, try_join_all};
use tokio::sync::mpsc;
use tokio_postgres::{Client, Statement as Prepared};

use super::plan::{END_OF_LOG, Head, KEPT, Planned, SEQUENCES, kept, plan};
use super::{Answer, BATCH, Done, Heads, Item, Request, Rules, answer};
use crate::postgres::{Postgres, params, row};
use crate::{Row, Statement, StoreError, Value, log};

/// One writer per office at a time, over all nodes: held until the transaction ends.
const LOCK: &str = "select pg_advisory_xact_lock(7302, hashtext($1))";
/// What other nodes appended since the writer last looked.
const NEWS: &str = "select case_id from event where office = $1 and position > $2";

/// The writer and what it remembers.
pub struct Run {
    db: Postgres,
    rules: BTreeMap<String, Rules>,
    heads: Heads,
    client: Option<Session>,
}

/// A connection with the statements prepared on it.
struct Session {
    client: Client,
    prepared: HashMap<&'static str, Prepared>,
}

impl Run {
    /// A writer that connects when the first batch comes.
    pub fn new(db: Postgres, rules: BTreeMap<String, Rules>) -> Run {
        Run { db, rules, heads: Heads::new(), client: None }
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

    /// Runs a batch. Where a statement broke a rule of a table, each item runs again by itself, so that only the one
    /// at fault fails.
    async fn batch(&mut self, items: &[Item]) -> Vec<Result<Answer, StoreError>> {
        let error = match self.attempt(items).await {
            Ok(answers) => return answers.into_iter().map(Ok).collect(),
            Err(error) => error,
        };
        self.forget(&error).await;
        if items.len() == 1 || error.is_unavailable() {
            return items.iter().map(|_| Err(error.clone())).collect();
        }
        let mut answers = Vec::with_capacity(items.len());
        for item in items {
            let alone = match self.attempt(std::slice::from_ref(item)).await {
                Ok(mut one) => one.pop().ok_or_else(|| StoreError::other("no answer")),
                Err(error) => {
                    self.forget(&error).await;
                    Err(error)
                }
            };
            answers.push(alone);
        }
        answers
    }

    /// After a failure nothing that is remembered can be trusted; a lost connection is made anew with the next batch.
    async fn forget(&mut self, error: &StoreError) {
        self.heads.clear();
        let usable = match &self.client {
            Some(session) if !error.is_unavailable() => session.client.batch_execute("rollback").await.is_ok(),
            Some(_) | None => false,
        };
        if !usable {
            self.client = None;
        }
    }

    async fn attempt(&mut self, items: &[Item]) -> Result<Vec<Answer>, StoreError> {
        let mut session = match self.client.take() {
            Some(session) if !session.client.is_closed() => session,
            Some(_) | None => Session { client: self.db.connect().await?, prepared: HashMap::new() },
        };
        let result = self.transaction(&mut session, items).await;
        self.client = Some(session);
        result
    }

    async fn transaction(&mut self, session: &mut Session, items: &[Item]) -> Result<Vec<Answer>, StoreError> {
        let requests: Vec<&Request> = items
            .iter()
            .filter_map(|item| match item {
                Item::Command(request, _) => Some(&**request),
                Item::Plain(..) | Item::Returning(..) => None,
            })
            .collect();
        let mut known = self.open(session, &requests).await?;
        let mut pending = Vec::new();
        let mut answers = Vec::with_capacity(items.len());
        for item in items {
            answers.push(match item {
                Item::Plain(statements, _) => {
                    pending.extend(statements.iter().cloned());
                    Answer::Plain
                }
                Item::Returning(statement, _) => {
                    session.run(std::mem::take(&mut pending)).await?;
                    Answer::Rows(session.query(statement.sql, &statement.params).await?)
                }
                Item::Command(request, _) => {
                    Answer::Command(self.command(session, request, &mut known, &mut pending).await?)
                }
            });
        }
        session.commit(pending).await?;
        Ok(answers)
    }

    /// Begins the transaction: one round trip for the locks, the news, the kept answers and the cases.
    async fn open(&mut self, session: &mut Session, requests: &[&Request]) -> Result<Known, StoreError> {
        session.prepare(&[BEGIN, LOCK, NEWS, KEPT, log::OF_A_CASE, END_OF_LOG, SEQUENCES]).await?;
        let offices: Vec<&str> =
            BTreeSet::from_iter(requests.iter().map(|request| request.office.as_str())).into_iter().collect();
        let wanted: Vec<(&str, CaseId)> = BTreeSet::from_iter(requests.iter().filter_map(|request| {
            let case = request.case?;
            let remembered = self.heads.get(&request.office).is_some_and(|head| head.cases.contains_key(&case));
            (!remembered).then_some((request.office.as_str(), case))
        }))
        .into_iter()
        .collect();
        let mut asked: Vec<(&'static str, Vec<Value>)> = vec![(BEGIN, Vec::new())];
        asked.extend(offices.iter().map(|office| (LOCK, vec![(*office).into()])));
        asked.extend(offices.iter().map(|office| {
            let position = self.heads.get(*office).map_or(0, |head| head.position);
            (NEWS, vec![(*office).into(), position.into()])
        }));
        asked.extend(
            requests.iter().map(|request| (KEPT, vec![request.office.as_str().into(), request.id.as_str().into()])),
        );
        asked.extend(wanted.iter().map(|(office, case)| (log::OF_A_CASE, vec![(*office).into(), case.0.into()])));
        let mut rows = session.pipeline(&asked).await?.into_iter().skip(1 + offices.len());
        for office in &offices {
            let news = rows.next().unwrap_or_default();
            if !news.is_empty() || !self.heads.contains_key(*office) {
                self.read_anew(session, office).await?;
            }
        }
        let mut known = Known::default();
        for request in requests {
            if let Some(done) = kept(&rows.next().unwrap_or_default()) {
                known.kept.insert((request.office.clone(), request.id.clone()), done);
            }
        }
        for ((office, case), rows) in wanted.iter().zip(rows) {
            if let Some(head) = self.heads.get_mut(*office) {
                head.cases.insert(*case, Arc::new(log::fold(&rows)?));
            }
        }
        Ok(known)
    }

    /// Where an office's log ends and which numbers it gave, after another node wrote or before the first command.
    async fn read_anew(&mut self, session: &Session, office: &str) -> Result<(), StoreError> {
        let rows = session.pipeline(&[(END_OF_LOG, vec![office.into()]), (SEQUENCES, vec![office.into()])]).await?;
        self.heads.insert(office.to_owned(), Head::from_rows(&rows[0], &rows[1]));
        Ok(())
    }

    async fn command(
        &mut self,
        session: &mut Session,
        request: &Request,
        known: &mut Known,
        pending: &mut Vec<Statement>,
    ) -> Result<Result<Done, Refusal>, StoreError> {
        let key = (request.office.clone(), request.id.clone());
        if let Some(done) = known.kept.get(&key) {
            return Ok(Ok(done.clone()));
        }
        let facts = self.facts(session, request, pending).await?;
        let case = match request.case {
            None => None,
            Some(id) => Some(self.case(session, &request.office, id).await?),
        };
        let rules = self.rules.get(&request.office).ok_or_else(|| unknown(&request.office))?;
        let head = self.heads.get_mut(&request.office).ok_or_else(|| unknown(&request.office))?;
        let mut planned: Planned = match plan(head, rules, request, case.as_deref(), &facts)? {
            Err(refusal) => return Ok(Err(refusal)),
            Ok(planned) => planned,
        };
        pending.append(&mut planned.statements);
        let done = planned.done.clone();
        head.advance(planned);
        known.kept.insert(key, done.clone());
        Ok(Ok(done))
    }

    /// The facts that a decision needs; what is pending is written first, so that they see it.
    async fn facts(
        &mut self,
        session: &mut Session,
        request: &Request,
        pending: &mut Vec<Statement>,
    ) -> Result<BTreeMap<String, i64>, StoreError> {
        let mut facts = BTreeMap::new();
        if request.facts.is_empty() {
            return Ok(facts);
        }
        session.run(std::mem::take(pending)).await?;
        for fact in &request.facts {
            let rows = session.query(fact.query.sql, &fact.query.params).await?;
            facts.insert(fact.name.to_owned(), rows.first().map_or(0, |row| row.int(0)));
        }
        Ok(facts)
    }

    /// A case as the writer remembers it; one that was forgotten meanwhile is read again.
    async fn case(&mut self, session: &Session, office: &str, id: CaseId) -> Result<Arc<Case>, StoreError> {
        if let Some(case) = self.heads.get(office).and_then(|head| head.cases.get(&id)) {
            return Ok(case.clone());
        }
        let rows = session.pipeline(&[(log::OF_A_CASE, vec![office.into(), id.0.into()])]).await?;
        Ok(Arc::new(log::fold(&rows[0])?))
    }
}

/// What was read for a batch: the answers kept from earlier requests.
#[derive(Default)]
struct Known {
    kept: HashMap<(String, String), Done>,
}

const BEGIN: &str = "begin";

impl Session {
    async fn prepare(&mut self, statements: &[&'static str]) -> Result<(), StoreError> {
        let missing: BTreeSet<&'static str> =
            statements.iter().copied().filter(|sql| !self.prepared.contains_key(sql)).collect();
        let prepared = try_join_all(missing.iter().map(|sql| self.client.prepare(sql))).await?;
        self.prepared.extend(missing.into_iter().zip(prepared));
        Ok(())
    }

    fn statement(&self, sql: &'static str) -> Result<&Prepared, StoreError> {
        self.prepared.get(sql).ok_or_else(|| StoreError::other(format!("not prepared: {sql}")))
    }

    /// Sends statements one after the other without waiting and gives the rows of each, in their order. Every answer is
    /// looked at: a commit after a failed statement reports no error of its own.
    async fn pipeline(&self, statements: &[(&'static str, Vec<Value>)]) -> Result<Vec<Vec<Row>>, StoreError> {
        let futures = statements.iter().map(async |(sql, values)| {
            let rows = self.client.query(self.statement(sql)?, &params(values)).await?;
            rows.iter().map(row).collect::<Result<Vec<Row>, StoreError>>()
        });
        join_all(futures).await.into_iter().collect()
    }

    async fn query(&mut self, sql: &'static str, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.prepare(&[sql]).await?;
        let rows = self.client.query(self.statement(sql)?, &params(values)).await?;
        rows.iter().map(row).collect()
    }

    /// Runs statements without committing.
    async fn run(&mut self, statements: Vec<Statement>) -> Result<(), StoreError> {
        self.send(statements, None).await
    }

    /// Runs statements and commits, in one round trip.
    async fn commit(&mut self, statements: Vec<Statement>) -> Result<(), StoreError> {
        self.send(statements, Some("commit")).await
    }

    async fn send(&mut self, statements: Vec<Statement>, end: Option<&'static str>) -> Result<(), StoreError> {
        let mut needed: Vec<&'static str> = statements.iter().map(|statement| statement.sql).collect();
        needed.extend(end);
        self.prepare(&needed).await?;
        let all = statements.iter().map(|statement| (statement.sql, statement.params.as_slice()));
        let futures = all.chain(end.map(|sql| (sql, &[][..]))).map(async |(sql, values)| {
            self.client.execute(self.statement(sql)?, &params(values)).await.map_err(StoreError::from)
        });
        // The first fault is the cause; those after it only say that the transaction has failed already.
        join_all(futures).await.into_iter().collect::<Result<Vec<u64>, StoreError>>().map(|_| ())
    }
}

fn unknown(office: &str) -> StoreError {
    StoreError::other(format!("this process does not serve the office {office}"))
}
