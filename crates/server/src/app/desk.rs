//! One office of this process: its rules, its look, its part of the database.

use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use casework::case::{Case, CaseId, Recorded};
use casework::office::{Calendars, Office, Staffing};
use jiff::civil::Date;
use store::{Db, Row, Statement, StoreError, Value, Writer};

use crate::fees::Gateway;
use crate::sops::{Bundles, Source};
use crate::ui::OfficeFace;

/// An office as handlers see it.
pub struct Desk {
    /// Its short name: the key of every row that is its own.
    pub id: String,
    db: Db,
    writer: Writer,
    office: Arc<RwLock<Arc<Office>>>,
    face: Arc<OfficeFace>,
    bundles: RwLock<Arc<Bundles>>,
    source: Source,
    /// The day whose daily look is written down.
    seen: Mutex<Option<Date>>,
    gateway: OnceLock<Gateway>,
    /// Whose turn it is to change the hall.
    hall: tokio::sync::Mutex<()>,
}

impl Desk {
    pub(super) fn new(
        db: Db,
        writer: Writer,
        office: Arc<RwLock<Arc<Office>>>,
        face: OfficeFace,
        (bundles, source): (Bundles, Source),
    ) -> Desk {
        let id = read(&office).profile.id.to_string();
        Desk {
            id,
            db,
            writer,
            office,
            face: Arc::new(face),
            bundles: RwLock::new(Arc::new(bundles)),
            source,
            seen: Mutex::new(None),
            gateway: OnceLock::new(),
            hall: tokio::sync::Mutex::new(()),
        }
    }

    /// Its rules as they are now.
    pub fn office(&self) -> Arc<Office> {
        read(&self.office)
    }

    /// How it looks.
    pub fn face(&self) -> Arc<OfficeFace> {
        self.face.clone()
    }

    /// The published SOPs with their letters' templates.
    pub fn bundles(&self) -> Arc<Bundles> {
        self.bundles.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Where the folders of its services are, for publishing again.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The payment gateway, where the office has one; without it its cashier takes all payments.
    pub fn gateway(&self) -> Option<&Gateway> {
        self.gateway.get()
    }

    /// Gives the office its payment gateway, once, before it serves.
    pub fn pay_by(&self, gateway: Gateway) {
        let _ = self.gateway.set(gateway);
    }

    /// Puts newly published SOPs in force: the next command sees them.
    pub fn publish(&self, bundles: Bundles) {
        self.change_office(|office| Office { catalogue: bundles.catalogue(), ..office });
        *self.bundles.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(bundles);
    }

    /// Puts a changed calendar in force: the next command counts by it.
    pub fn recalendar(&self, calendars: Calendars) {
        self.change_office(|office| office.with_calendars(calendars));
    }

    /// Tells the engine who holds which role now: the next command sees it.
    pub fn restaff(&self, staffing: Staffing) {
        self.change_office(|office| Office { staffing, ..office });
    }

    /// Whether this process has not yet seen this day.
    pub fn is_new(&self, day: Date) -> bool {
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) != Some(day)
    }

    /// This process has seen a day.
    pub fn has_seen(&self, day: Date) {
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(day);
    }

    /// Waits for one's turn to change the hall: within a process changes follow one another, so none is judged in vain.
    pub async fn hall_turn(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.hall.lock().await
    }

    /// Two changes at once follow one another: neither forgets the other's.
    fn change_office(&self, change: impl FnOnce(Office) -> Office) {
        let mut office = self.office.write().unwrap_or_else(PoisonError::into_inner);
        *office = Arc::new(change((**office).clone()));
    }

    /// The database, for what the log says of a case.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// A case as it stands and what has happened to it, its due days by the calendar in force; nothing where there is none.
    ///
    /// # Errors
    /// The database does not answer, or an event cannot be read.
    pub async fn case(&self, case: CaseId) -> Result<Option<(Case, Vec<Recorded>)>, StoreError> {
        let found = self.db.case(&self.id, case).await?;
        Ok(found.map(|(case, events)| (case.with_dues(&self.office()), events)))
    }

    /// Runs one reading statement.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn query(&self, sql: &'static str, params: Vec<Value>) -> Result<Vec<Row>, StoreError> {
        self.db.query(sql, params).await
    }

    /// Runs several reading statements that see the same moment.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn snapshot(&self, queries: Vec<Statement>) -> Result<Vec<Vec<Row>>, StoreError> {
        self.db.snapshot(queries).await
    }

    /// Writes what is no case, all or none.
    ///
    /// # Errors
    /// A statement failed, or the database does not answer.
    pub async fn write(&self, statements: Vec<Statement>) -> Result<(), StoreError> {
        self.writer.write(statements).await
    }

    /// Writes and gives the rows that `returning` names.
    ///
    /// # Errors
    /// As [`Desk::write`].
    pub async fn returning(&self, statement: Statement) -> Result<Vec<Row>, StoreError> {
        self.writer.returning(statement).await
    }
}

/// The office behind its lock.
pub(super) fn read(office: &RwLock<Arc<Office>>) -> Arc<Office> {
    office.read().unwrap_or_else(PoisonError::into_inner).clone()
}
