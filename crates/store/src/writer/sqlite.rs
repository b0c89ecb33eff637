//! The writer on SQLite: a thread of its own with one connection and cached statements.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use casework::case::{Case, CaseId, Refusal};
use rusqlite::Connection;
use tokio::sync::mpsc;

use super::plan::{END_OF_LOG, Head, KEPT, Planned, SEQUENCES, kept, plan};
use super::{Answer, BATCH, Heads, Item, Request, Rules, answer};
use crate::sqlite::{Sqlite, execute, query};
use crate::{StoreError, log};

/// How often the log of writes is folded back into the file while there is work.
const CHECKPOINT: Duration = Duration::from_secs(2);

/// Opens the writing connection and starts the thread.
pub fn start(db: &Sqlite, rules: BTreeMap<String, Rules>, items: mpsc::Receiver<Item>) -> Result<(), StoreError> {
    let connection = db.writer()?;
    // The thread folds the log back between batches, so that no commit has to wait for it.
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    let run = Run { connection, rules, heads: Heads::new(), checked: Instant::now() };
    std::thread::Builder::new()
        .name("satupintu-writer".to_owned())
        .spawn(move || run.serve(items))
        .map_err(|error| StoreError::other(error.to_string()))?;
    Ok(())
}

struct Run {
    connection: Connection,
    rules: BTreeMap<String, Rules>,
    heads: Heads,
    checked: Instant,
}

impl Run {
    fn serve(mut self, mut items: mpsc::Receiver<Item>) {
        let mut batch = Vec::with_capacity(BATCH);
        while items.blocking_recv_many(&mut batch, BATCH) > 0 {
            let answers = self.batch(&batch);
            for (item, result) in batch.drain(..).zip(answers) {
                answer(item, result);
            }
            if self.checked.elapsed() > CHECKPOINT {
                self.checkpoint();
            }
        }
        self.checkpoint();
    }

    fn checkpoint(&mut self) {
        if let Err(error) = query(&self.connection, "pragma wal_checkpoint(passive)", &[]) {
            tracing::warn!(%error, "the log of writes was not folded back");
        }
        self.checked = Instant::now();
    }

    /// Runs a batch and commits it; the answers are given by the caller, after it.
    fn batch(&mut self, items: &[Item]) -> Vec<Result<Answer, StoreError>> {
        if let Err(error) = execute(&self.connection, "begin immediate", &[]) {
            return items.iter().map(|_| Err(error.clone())).collect();
        }
        let mut answers: Vec<Result<Answer, StoreError>> = items.iter().map(|item| self.item(item)).collect();
        if let Err(error) = execute(&self.connection, "commit", &[]) {
            let _ = execute(&self.connection, "rollback", &[]);
            self.heads.clear();
            answers = items.iter().map(|_| Err(error.clone())).collect();
        }
        answers
    }

    /// Runs one item in a savepoint of its own.
    fn item(&mut self, item: &Item) -> Result<Answer, StoreError> {
        // A full disk or a broken one rolls the whole transaction back by itself: nothing may be written after it.
        if self.connection.is_autocommit() {
            return Err(StoreError::Unavailable("the transaction was rolled back".to_owned()));
        }
        execute(&self.connection, "savepoint item", &[])?;
        let result = self.run(item);
        let end = if result.is_ok() { "release item" } else { "rollback to item" };
        let ended = execute(&self.connection, end, &[]);
        if result.is_err() || ended.is_err() {
            self.heads.clear();
            let _ = execute(&self.connection, "release item", &[]);
        }
        ended.and(result)
    }

    fn run(&mut self, item: &Item) -> Result<Answer, StoreError> {
        match item {
            Item::Plain(statements, _) => {
                for statement in statements {
                    execute(&self.connection, statement.sql, &statement.params)?;
                }
                Ok(Answer::Plain)
            }
            Item::Returning(statement, _) => {
                Ok(Answer::Rows(query(&self.connection, statement.sql, &statement.params)?))
            }
            Item::Command(request, _) => self.command(request).map(Answer::Command),
        }
    }

    fn command(&mut self, request: &Request) -> Result<Result<super::Done, Refusal>, StoreError> {
        let asked = [request.office.as_str().into(), request.id.as_str().into()];
        if let Some(done) = kept(&query(&self.connection, KEPT, &asked)?) {
            return Ok(Ok(done));
        }
        self.load(&request.office)?;
        let case = request.case.map(|id| self.case(&request.office, id)).transpose()?;
        let mut facts = BTreeMap::new();
        for fact in &request.facts {
            let rows = query(&self.connection, fact.query.sql, &fact.query.params)?;
            facts.insert(fact.name.to_owned(), rows.first().map_or(0, |row| row.int(0)));
        }
        let rules = self.rules.get(&request.office).ok_or_else(|| unknown(&request.office))?;
        let head = self.heads.get(&request.office).ok_or_else(|| unknown(&request.office))?;
        match plan(head, rules, request, case.as_deref(), &facts)? {
            Err(refusal) => Ok(Err(refusal)),
            Ok(planned) => self.write(&request.office, planned).map(Ok),
        }
    }

    fn write(&mut self, office: &str, planned: Planned) -> Result<super::Done, StoreError> {
        for statement in &planned.statements {
            execute(&self.connection, statement.sql, &statement.params)?;
        }
        let done = planned.done.clone();
        self.heads.entry(office.to_owned()).or_default().advance(planned);
        Ok(done)
    }

    fn load(&mut self, office: &str) -> Result<(), StoreError> {
        if !self.heads.contains_key(office) {
            let end = query(&self.connection, END_OF_LOG, &[office.into()])?;
            let sequences = query(&self.connection, SEQUENCES, &[office.into()])?;
            self.heads.insert(office.to_owned(), Head::from_rows(&end, &sequences));
        }
        Ok(())
    }

    fn case(&mut self, office: &str, id: CaseId) -> Result<Arc<Case>, StoreError> {
        if let Some(case) = self.heads.get(office).and_then(|head| head.cases.get(&id)) {
            return Ok(case.clone());
        }
        let rows = query(&self.connection, log::OF_A_CASE, &[office.into(), id.0.into()])?;
        Ok(Arc::new(log::fold(&rows)?))
    }
}

fn unknown(office: &str) -> StoreError {
    StoreError::other(format!("this process does not serve the office {office}"))
}
