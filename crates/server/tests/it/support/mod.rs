//! An office for one test: the demo city with its real services, a clock that the test sets, and people with cookies.

pub mod applying;
mod client;
#[path = "../../../../store/tests/store/cluster.rs"]
pub mod cluster;
mod drive;
pub mod program;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use casework::id::OfficeId;
use server::app::{App, Chance, Desk, OfficeSetup, Setup};
use server::calendars;
use server::clock::Clock;
use server::files::Files;
use server::mail::Mailer;
use server::office_file::{OfficeFile, regions};
use server::people::{self, AccountKind, NewAccount};
use server::secret::Secret;
use server::sops::{self, Source};
use server::{http, worker};
use store::Db;

pub use client::{Answer, Client, Part};
pub use drive::{Driven, TO_THE_HEAD, granted, waiting};

/// Where a test's office keeps its data.
#[derive(Clone, Copy, Debug)]
pub enum Database {
    /// A file.
    Sqlite,
    /// A schema of its own on the server that `cargo xtask test` starts.
    Postgres,
}

/// Makes of one story two tests, one on each database.
#[macro_export]
macro_rules! on_both {
    ($(#[$meta:meta])* async fn $name:ident($office:ident: Office) $body:block) => {
        async fn $name($office: $crate::support::Office) $body

        $(#[$meta])*
        mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                super::$name($crate::support::Office::new($crate::support::Database::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                super::$name($crate::support::Office::new($crate::support::Database::Postgres).await).await;
            }
        }
    };
}

/// An office of one test. It begins on Monday, 12 January 2026, 09:00 in Palembang.
pub struct Office {
    pub app: App,
    pub router: Router,
    folder: PathBuf,
    url: String,
}

/// The demo office's file.
pub const OFFICE: &str = include_str!("../../../../../demo/office.toml");

static COUNT: AtomicU32 = AtomicU32::new(0);

impl Office {
    pub async fn new(database: Database) -> Office {
        Office::seeded(database, u64::from(COUNT.load(Ordering::SeqCst))).await
    }

    /// An office whose random numbers a seed determines.
    pub async fn seeded(database: Database, seed: u64) -> Office {
        let (name, folder) = place();
        let url = match database {
            Database::Sqlite => format!("sqlite:{}", folder.join("office.db").display()),
            Database::Postgres => schema(&name).await,
        };
        Office::open(url, folder, seed).await
    }

    /// An office on an empty database of the test's own.
    pub async fn on(url: &str) -> Office {
        Office::open(url.to_owned(), place().1, 1).await
    }

    async fn open(url: String, folder: PathBuf, seed: u64) -> Office {
        let clock = Clock::at("2026-01-12T09:00:00+07:00".parse().unwrap());
        let app = start(&url, &folder, clock, (seed, Mailer::Kept), &[]).await;
        let published = sops::publish(&app, &app.desk(""), &Source::BuiltIn).await.unwrap();
        assert!(published.findings.is_empty(), "{:?}", published.findings);
        let office = Office { router: http::router(app.clone()), app, folder, url };
        hire(&office.app, &office.desk(), &OfficeFile::read(OFFICE).unwrap()).await;
        office
    }

    /// Ends the process's memory and starts anew on the same data.
    pub async fn restart(&mut self) {
        self.mail_to(Mailer::Kept).await;
    }

    /// Starts anew with another way for mail to leave.
    pub async fn mail_to(&mut self, mailer: Mailer) {
        self.app = start(&self.url, &self.folder, self.app.clock().clone(), (77, mailer), &[]).await;
        self.router = http::router(self.app.clone());
    }

    /// Another process on the same database.
    pub async fn twin(&self) -> App {
        start(&self.url, &self.folder, self.app.clock().clone(), (99, Mailer::Kept), &[]).await
    }

    /// Starts anew with a second office in the same process and database: like this one but for its id, which is also the
    /// name of its host. It has the same services and people.
    pub async fn with_neighbour(&mut self, id: &str) {
        self.app = start(&self.url, &self.folder, self.app.clock().clone(), (77, Mailer::Kept), &[id]).await;
        self.router = http::router(self.app.clone());
        let neighbour = self.app.desk_of(id).unwrap();
        sops::publish(&self.app, &neighbour, &Source::BuiltIn).await.unwrap();
        hire(&self.app, &neighbour, &OfficeFile::read(OFFICE).unwrap()).await;
    }

    pub fn desk(&self) -> std::sync::Arc<Desk> {
        self.app.desk("")
    }

    /// Somebody who is not signed in.
    pub fn visitor(&self) -> Client {
        Client::new(self.router.clone())
    }

    /// A citizen, signed in; the account is made where there is none.
    pub async fn citizen(&self, email: &str) -> Client {
        if people::by_email(&self.desk(), email).await.unwrap().is_none() {
            let new = NewAccount {
                email: email.to_owned(),
                name: "Melati Anggraini".to_owned(),
                phone: None,
                kind: AccountKind::Applicant,
                password: None,
                lang: casework::lang::Lang::Id,
            };
            people::create(&self.app, &self.desk(), &new).await.unwrap();
        }
        self.signed_in(email).await
    }

    /// An officer of the demo office, signed in: the part of the address before the `@`.
    pub async fn officer(&self, name: &str) -> Client {
        self.signed_in(&format!("{name}@palembang.contoh")).await
    }

    /// One more treasurer, signed in: for what needs a second and a third person.
    pub async fn hire_treasurer(&self) -> Client {
        let roles = vec![casework::office::RoleId("bendahara-penerimaan".into())];
        let kind = AccountKind::Officer { agency: casework::office::AgencyId("dpmptsp".into()), roles };
        let new = NewAccount {
            email: "bendahara2@palembang.contoh".to_owned(),
            name: "Rina Marlina, S.E.".to_owned(),
            phone: None,
            kind,
            password: None,
            lang: casework::lang::Lang::Id,
        };
        people::create(&self.app, &self.desk(), &new).await.unwrap();
        self.officer("bendahara2").await
    }

    async fn signed_in(&self, email: &str) -> Client {
        let desk = self.desk();
        let (account, _) = people::by_email(&desk, email).await.unwrap().unwrap_or_else(|| panic!("nobody is {email}"));
        let cookie = people::open_session(&self.app, &desk, &account).await.unwrap();
        self.visitor().with_cookie(cookie.to_str().unwrap())
    }

    /// Sets the clock, as in `2026-01-14T10:00:00+07:00`, and does what has become due by then.
    pub async fn at(&self, moment: &str) {
        self.app.clock().set(moment.parse().unwrap());
        self.work().await;
    }

    /// Does every job that is due.
    pub async fn work(&self) {
        while worker::run_due(&self.app).await.unwrap() > 0 {}
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Gives everybody in the office's file an account. Nobody needs a password here: see [`Office::officer`].
async fn hire(app: &App, desk: &Desk, file: &OfficeFile) {
    for person in &file.staff {
        let kind = AccountKind::Officer { agency: person.agency.clone(), roles: person.roles.clone() };
        let new = NewAccount {
            email: person.email.clone(),
            name: person.name.clone(),
            phone: None,
            kind,
            password: None,
            lang: casework::lang::Lang::Id,
        };
        people::create(app, desk, &new).await.unwrap();
    }
}

/// A name that no other office of the tests has, and a folder for its files.
fn place() -> (String, PathBuf) {
    let name = format!("t{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::SeqCst));
    let folder = std::env::temp_dir().join(format!("satupintu-test-{name}"));
    std::fs::create_dir_all(&folder).unwrap();
    (name, folder)
}

/// The process's parts on a database and a folder, with whatever was published before. The demo office comes first, then
/// its neighbours.
async fn start(
    url: &str,
    folder: &std::path::Path,
    clock: Clock,
    (seed, mailer): (u64, Mailer),
    neighbours: &[&str],
) -> App {
    let db = Db::open(url).unwrap();
    store::migrate(&db, clock.now().as_microsecond()).await.unwrap();
    let mut offices = Vec::new();
    for neighbour in std::iter::once(None).chain(neighbours.iter().map(Some)) {
        let mut file = OfficeFile::read(OFFICE).unwrap();
        if let Some(id) = neighbour {
            file.profile.id = OfficeId::parse(id).unwrap();
        }
        let bundles = sops::load(&db, file.profile.id.as_str()).await.unwrap();
        let calendars = calendars::load(&db, file.profile.id.as_str()).await.unwrap();
        let hosts = neighbour.iter().map(ToString::to_string).collect();
        offices.push(OfficeSetup {
            office: file.office().unwrap().with_calendars(calendars),
            hosts,
            bundles,
            source: Source::BuiltIn,
        });
    }
    let app = App::start(Setup {
        db,
        offices,
        regions: regions().unwrap(),
        clock,
        chance: Chance::seeded(seed),
        files: Files::open(&folder.join("files")).unwrap(),
        secret: Secret::from_bytes([7; 32]),
        mailer,
        demo: true,
    })
    .unwrap();
    for desk in app.desks() {
        calendars::settle(&app, desk, OfficeFile::read(OFFICE).unwrap().calendar().unwrap()).await.unwrap();
    }
    app
}

/// The address of a new schema on the server of this test run.
pub async fn schema(name: &str) -> String {
    let server = std::env::var("SATUPINTU_TEST_PG")
        .expect("this test needs PostgreSQL: run `cargo xtask test`, which starts one and sets SATUPINTU_TEST_PG");
    let (client, connection) = tokio_postgres::connect(&server, tokio_postgres::NoTls).await.unwrap();
    tokio::spawn(connection);
    client.batch_execute(&format!("create schema {name}")).await.unwrap();
    let mark = if server.contains('?') { '&' } else { '?' };
    format!("{server}{mark}options=-c%20search_path%3D{name}")
}
