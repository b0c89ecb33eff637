//! `satupintu demo`: a whole office with invented people, on one SQLite file.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result};
use clap::Args;
use store::Db;
use tokio::net::TcpListener;

use crate::app::{App, Chance, OfficeSetup, Setup};
use crate::clock::Clock;
use crate::files::Files;
use crate::mail::Mailer;
use crate::office_file::{OfficeFile, regions};
use crate::people::{self, AccountKind, NewAccount};
use crate::secret::Secret;
use crate::sops::{self, Source};
use crate::{http, worker};

/// The demo office's file.
const OFFICE: &str = include_str!("../../../../demo/office.toml");

/// What the demo takes.
#[derive(Args)]
pub struct Demo {
    /// Where its data lie; a new folder in the system's place for temporary files unless given.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Where it listens.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
}

impl Demo {
    /// Makes the office and serves it until the process is stopped.
    pub async fn run(self) -> Result<()> {
        let folder = self.data.unwrap_or_else(fresh_folder);
        std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let listener = TcpListener::bind(self.listen).await.with_context(|| {
            format!("cannot listen on {}; another program may be there: try --listen 127.0.0.1:8081", self.listen)
        })?;
        let address = format!("http://{}", listener.local_addr()?);
        let mut file = OfficeFile::read(OFFICE)?;
        file.profile.public_url.clone_from(&address);
        let db = Db::open(&format!("sqlite:{}", folder.join("office.db").display()))?;
        let clock = Clock::System;
        store::migrate(&db, clock.now().as_microsecond()).await?;
        let bundles = sops::load(&db, file.profile.id.as_str()).await?;
        let app = App::start(Setup {
            db,
            offices: vec![OfficeSetup { office: file.office()?, hosts: Vec::new(), bundles, source: Source::BuiltIn }],
            regions: regions()?,
            clock,
            chance: Chance::System,
            files: Files::open(&folder.join("files"))?,
            secret: Secret::from_bytes(*b"the demo's key is no secret at a"),
            mailer: Mailer::Kept,
            demo: true,
        })?;
        let desk = app.desk("");
        let published = sops::publish(&app, &desk, desk.source()).await?;
        for finding in &published.findings {
            eprintln!("{finding}");
        }
        for person in &file.staff {
            if people::by_email(&desk, &person.email).await?.is_none() {
                let new = NewAccount {
                    email: person.email.clone(),
                    name: person.name.clone(),
                    phone: None,
                    kind: AccountKind::Officer { agency: person.agency.clone(), roles: person.roles.clone() },
                    password: person.password.clone(),
                    lang: casework::lang::Lang::Id,
                };
                people::create(&app, &desk, &new).await?;
            }
        }
        println!("{address}");
        for person in &file.staff {
            println!("{:40} {}", person.email, person.password.as_deref().unwrap_or("-"));
        }
        tokio::spawn(worker::run(app.clone()));
        http::serve(listener, http::router(app), http::stop_signal()).await
    }
}

fn fresh_folder() -> PathBuf {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    std::env::temp_dir().join(format!("satupintu-demo-{now}"))
}
