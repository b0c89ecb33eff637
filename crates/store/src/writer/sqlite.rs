//! The writer on SQLite: a thread of its own with one connection and prepared statements.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use casework::case::{CaseId, Refusal};
use rusqlite::Connection;
use tokio::sync::mpsc;

use super::head::{END_OF_LOG, Head, SEQUENCES};
use super::plan::{KEPT, Planned, fact, kept, plan};
use super::{Answer, BATCH, Done, Heads, Item, Request, Rules, answer, unknown};
use crate::sqlite::{Prepared, Sqlite};
use crate::{StoreError, log};

/// How often the log of writes is folded back into the file while there is work.
const CHECKPOINT: Duration = Duration::from_secs(2);

/// Opens the writing connection and starts the thread.
pub fn start(
    db: &Sqlite,
    rules: BTreeMap<String, Rules>,
    items: mpsc::Receiver<Item>,
    commits: Arc<AtomicU64>,
) -> Result<(), StoreError> {
    let connection = db.writer()?;
    // The thread folds the log back between batches, so that no commit has to wait for it.
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    std::thread::Builder::new()
        .name("satupintu-writer".to_owned())
        .spawn(move || Run::new(&connection, rules, commits).serve(items))
        .map_err(|error| StoreError::other(error.to_string()))?;
    Ok(())
}

struct Run<'c> {
    prepared: Prepared<'c>,
    rules: BTreeMap<String, Rules>,
    heads: Heads,
    checked: Instant,
    commits: Arc<AtomicU64>,
}

impl<'c> Run<'c> {
    fn new(connection: &'c Connection, rules: BTreeMap<String, Rules>, commits: Arc<AtomicU64>) -> Run<'c> {
        Run { prepared: Prepared::new(connection), rules, heads: Heads::new(), checked: Instant::now(), commits }
    }

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
        if let Err(error) = self.prepared.query("pragma wal_checkpoint(passive)", &[]) {
            tracing::warn!(%error, "the log of writes was not folded back");
        }
        self.checked = Instant::now();
    }

    /// Runs a batch and commits it; the answers are given by the caller, after it.
    fn batch(&mut self, items: &[Item]) -> Vec<Result<Answer, StoreError>> {
        if let Err(error) = self.prepared.execute("begin immediate", &[]) {
            return items.iter().map(|_| Err(error.clone())).collect();
        }
        let mut answers: Vec<Result<Answer, StoreError>> = items.iter().map(|item| self.item(item)).collect();
        if self.prepared.connection().is_autocommit() {
            // A full disk ends the transaction by itself: what had gone well before in this batch is gone with it.
            let full = answers.iter().find_map(|answer| answer.as_ref().err().filter(|error| error.is_unavailable()));
            let error = full.cloned().unwrap_or_else(rolled_back);
            self.heads.clear();
            return items.iter().map(|_| Err(error.clone())).collect();
        }
        if let Err(error) = self.prepared.execute("commit", &[]) {
            if !self.prepared.connection().is_autocommit() {
                let _ = self.prepared.execute("rollback", &[]);
            }
            self.heads.clear();
            answers = items.iter().map(|_| Err(error.clone())).collect();
        }
        self.commits.fetch_add(1, Ordering::Relaxed);
        answers
    }

    /// Runs one item in a savepoint of its own.
    fn item(&mut self, item: &Item) -> Result<Answer, StoreError> {
        // A full disk or a broken one rolls the whole transaction back by itself: nothing may be written after it.
        if self.prepared.connection().is_autocommit() {
            return Err(rolled_back());
        }
        self.prepared.execute("savepoint item", &[])?;
        let result = self.run(item);
        if result.is_err() {
            self.heads.clear();
            if !self.prepared.connection().is_autocommit() {
                self.prepared.execute("rollback to item", &[])?;
                self.prepared.execute("release item", &[])?;
            }
            return result;
        }
        self.prepared.execute("release item", &[])?;
        result
    }

    fn run(&mut self, item: &Item) -> Result<Answer, StoreError> {
        match item {
            Item::Plain(statements, _) => {
                statements.iter().try_for_each(|statement| self.prepared.run(statement))?;
                Ok(Answer::Plain)
            }
            Item::Returning(statement, _) => Ok(Answer::Rows(self.prepared.query(statement.sql, &statement.params)?)),
            Item::Command(request, _) => self.command(request).map(Answer::Command),
        }
    }

    fn command(&mut self, request: &Request) -> Result<Result<Done, Refusal>, StoreError> {
        let asked = [request.office.as_str().into(), request.id.as_str().into()];
        if let Some(row) = self.prepared.query(KEPT, &asked)?.first() {
            return kept(row.text(0)).map(Ok);
        }
        self.load(&request.office, request.case)?;
        let mut facts = BTreeMap::new();
        for asked in &request.facts {
            facts.insert(asked.name.to_owned(), fact(&self.prepared.query(asked.query.sql, &asked.query.params)?)?);
        }
        let rules = self.rules.get(&request.office).ok_or_else(|| unknown(&request.office))?;
        let head = self.heads.get_mut(&request.office).ok_or_else(|| unknown(&request.office))?;
        let Planned { statements, done } = match plan(head, rules, request, &facts)? {
            Err(refusal) => return Ok(Err(refusal)),
            Ok(planned) => planned,
        };
        statements.iter().try_for_each(|statement| self.prepared.run(statement))?;
        Ok(Ok(done))
    }

    /// Sees to it that the office's head is there, and the case in it.
    fn load(&mut self, office: &str, case: Option<CaseId>) -> Result<(), StoreError> {
        if !self.heads.contains_key(office) {
            let end = self.prepared.query(END_OF_LOG, &[office.into()])?;
            let sequences = self.prepared.query(SEQUENCES, &[office.into()])?;
            self.heads.insert(office.to_owned(), Head::from_rows(&end, &sequences));
        }
        let head = self.heads.get_mut(office).ok_or_else(|| unknown(office))?;
        if let Some(id) = case.filter(|id| !head.remembers(*id)) {
            let rows = self.prepared.query(log::OF_A_CASE, &[office.into(), id.0.into()])?;
            head.keep(Some(id), log::fold(&rows)?);
        }
        Ok(())
    }
}

fn rolled_back() -> StoreError {
    StoreError::Unavailable("the transaction was rolled back".to_owned())
}
