//! `satupintu demo`: a whole office with invented people, on one SQLite file.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context as _;
use casework::lang::Lang;
use clap::Args;
use store::Db;

use super::serve::{listen, until_stopped};
use super::start::Ground;
use super::{Common, Failure, migrate};
use crate::app::Chance;
use crate::clock::Clock;
use crate::files::Files;
use crate::mail::Mailer;
use crate::office_file::OfficeFile;
use crate::secret::Secret;
use crate::sops::Source;
use crate::ui::{Arg, tr, tr_with};

/// The demo office's file.
pub(super) const OFFICE: &str = include_str!("../../../../demo/office.toml");

/// What the demo takes.
#[derive(Args)]
pub struct Demo {
    /// Where its data lie, and stay; without it in a new folder among the system's temporary files. Data that are there
    /// are opened as they are.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Where it listens.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
}

impl Demo {
    /// Makes the office, or opens the one that is there, and serves it until the process is stopped.
    ///
    /// # Errors
    /// The address is taken, or the folder cannot be written.
    pub async fn run(self, common: &Common) -> Result<(), Failure> {
        let folder = self.data.unwrap_or_else(fresh_folder);
        std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let listener = listen(self.listen, "--listen").await?;
        let address = format!("http://{}", listener.local_addr().context("the address is not known")?);
        let ground = ground(&folder, &address, Clock::System, Chance::System)?;
        migrate::bring_up(&ground.db).await?;
        let opened = ground.open().await?;
        opened.welcome().await?;
        greet(common.lang(), &address, &folder, &opened.offices[0]);
        until_stopped(&opened.app, listener, true).await
    }
}

/// The demo's office on its folder.
fn ground(folder: &Path, address: &str, clock: Clock, chance: Chance) -> Result<Ground, Failure> {
    let mut office = OfficeFile::read(OFFICE)?;
    address.clone_into(&mut office.profile.public_url);
    Ok(Ground {
        db: Db::open(&format!("sqlite:{}", folder.join("office.db").display()))?,
        offices: vec![(office, Vec::new())],
        services: Source::BuiltIn,
        files: Files::open(&folder.join("files"))?,
        secret: Secret::from_bytes(*b"the demo's key is no secret at a"),
        mailer: Mailer::Kept,
        clock,
        chance,
        demo: true,
    })
}

/// Where it is, who can sign in, where mails are read, where data lie, how to stop.
fn greet(lang: Lang, address: &str, folder: &Path, office: &OfficeFile) {
    println!("\n{}\n\n  {address}\n", tr(lang, "cli-demo-ready"));
    println!("{}\n", tr(lang, "cli-demo-people"));
    for person in &office.staff {
        let role = |id| office.role.iter().find(|role| &role.id == id).map(|role| role.name.get(lang));
        let roles: Vec<&str> = person.roles.iter().filter_map(role).collect();
        let password = person.password.as_deref().unwrap_or("–");
        println!("  {:<34} {:<32} {:<38} {password}", roles.join(", "), person.name, person.email);
    }
    let mails = format!("{address}/surel");
    println!("\n{}", tr_with(lang, "cli-demo-mails", &[("address", Arg::from(mails))]));
    println!("{}", tr_with(lang, "cli-demo-data", &[("folder", Arg::from(folder.display().to_string()))]));
    println!("{}\n", tr(lang, "cli-demo-stop"));
}

fn fresh_folder() -> PathBuf {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    std::env::temp_dir().join(format!("satupintu-demo-{now}"))
}
