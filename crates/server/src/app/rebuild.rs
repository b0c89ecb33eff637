//! Making an office's read tables anew from its log, and comparing them with it.

use std::sync::{Arc, RwLock};

use store::{Difference, StoreError};

use super::rules::{clear_rows, rows, rules};
use super::{App, Desk};

impl App {
    /// What the writer writes for a change of a case in an office, besides the events: for whoever holds that against
    /// something else.
    pub fn rules(&self, desk: &Desk) -> store::Rules {
        rules(Arc::new(RwLock::new(desk.office())), self.secret().clone())
    }

    /// Empties every read table of an office and writes it again from the events; gives how many these were. On SQLite
    /// nobody may work in the office meanwhile.
    ///
    /// # Errors
    /// The database does not answer, or an event cannot be read.
    pub async fn rebuild(&self, desk: &Desk) -> Result<i64, StoreError> {
        let rows = rows(self.secret().clone());
        let clear = clear_rows(&desk.id);
        let rebuild = store::Rebuild { office: &desk.id, rules: desk.office(), rows: &*rows, clear };
        store::rebuild(self.db(), self.writer(), &rebuild).await
    }

    /// The read tables of an office that do not say what its log says. Nothing is changed.
    ///
    /// # Errors
    /// As [`App::rebuild`].
    pub async fn differences(&self, desk: &Desk) -> Result<Vec<Difference>, StoreError> {
        let rows = rows(self.secret().clone());
        let clear = clear_rows(&desk.id);
        let rebuild = store::Rebuild { office: &desk.id, rules: desk.office(), rows: &*rows, clear };
        store::differences(self.db(), &rebuild).await
    }
}
