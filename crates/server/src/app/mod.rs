//! What a handler may touch, and the one way to change a case.

mod ask;
mod chance;
mod desk;
mod limits;
mod rebuild;
mod rehearsal;
mod rules;
mod setup;

use std::collections::BTreeMap;
use std::sync::Arc;

use casework::region::Regions;
use jiff::Timestamp;
use store::{Db, Writer};
use tokio::sync::Notify;

pub use ask::{Ask, Failed, Waiting};
pub use chance::Chance;
pub use desk::Desk;
pub use limits::Limits;
pub use rehearsal::{Line, Rehearsal};
pub use rules::clear_rows;
pub use setup::{OfficeSetup, Setup};

use crate::clock::Clock;
use crate::files::Files;
use crate::mail::Mailer;
use crate::secret::Secret;

/// The process's parts: cheap to clone, shared by every handler and job.
#[derive(Clone)]
pub struct App(Arc<Parts>);

struct Parts {
    db: Db,
    writer: Writer,
    desks: BTreeMap<String, Arc<Desk>>,
    hosts: BTreeMap<String, String>,
    first: Arc<Desk>,
    clock: Clock,
    chance: Chance,
    files: Files,
    secret: Secret,
    mailer: Mailer,
    limits: Limits,
    regions: Arc<Regions>,
    work: Notify,
    demo: bool,
}

impl App {
    /// The office that is asked for by this `Host`; the first office answers for every unknown name.
    pub fn desk(&self, host: &str) -> Arc<Desk> {
        let name = host.rsplit_once(':').map_or(host, |(name, _port)| name).to_ascii_lowercase();
        let desk = self.0.hosts.get(&name).and_then(|id| self.0.desks.get(id));
        desk.unwrap_or(&self.0.first).clone()
    }

    /// The office with an id.
    pub fn desk_of(&self, office: &str) -> Option<Arc<Desk>> {
        self.0.desks.get(office).cloned()
    }

    /// Every office of this process, by id.
    pub fn desks(&self) -> impl Iterator<Item = &Arc<Desk>> {
        self.0.desks.values()
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.0.db
    }

    /// The writer, for jobs and rebuilding; cases change through [`App::execute`] only.
    pub fn writer(&self) -> &Writer {
        &self.0.writer
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.0.clock.now()
    }

    /// The clock, for the demo's past and for tests.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// Where random numbers come from.
    pub fn chance(&self) -> &Chance {
        &self.0.chance
    }

    /// The stored files.
    pub fn files(&self) -> &Files {
        &self.0.files
    }

    /// The key for personal numbers and sealed links.
    pub fn secret(&self) -> &Secret {
        &self.0.secret
    }

    /// How mail leaves.
    pub fn mailer(&self) -> &Mailer {
        &self.0.mailer
    }

    /// How often somebody may try something.
    pub fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// The official list of regions.
    pub fn regions(&self) -> &Regions {
        &self.0.regions
    }

    /// Whether this is the demo with invented people.
    pub fn is_demo(&self) -> bool {
        self.0.demo
    }

    /// Whether the public address is HTTPS, so that cookies may be kept to it.
    pub fn is_https(&self) -> bool {
        self.0.first.office().profile.public_url.starts_with("https://")
    }

    /// Tells the worker that there is something to do.
    pub fn wake_worker(&self) {
        self.0.work.notify_one();
    }

    /// Waits until there is something to do.
    pub async fn work_called(&self) {
        self.0.work.notified().await;
    }
}
