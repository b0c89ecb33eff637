//! `satupintu demo`: a whole office with invented people and a year of cases, on one SQLite file.

use std::fs::Permissions;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context as _;
use casework::lang::Lang;
use casework::office::RoleId;
use clap::Args;
use jiff::Timestamp;
use store::Db;

use super::serve::{listen, until_stopped};
use super::start::{self, Ground};
use super::{Common, Failure, migrate};
use crate::app::Chance;
use crate::clock::Clock;
use crate::demo;
use crate::fees::Gateway;
use crate::fees::simulator::Simulator;
use crate::files::Files;
use crate::http::Stop;
use crate::mail::Mailer;
use crate::office_file::{OfficeFile, Staff};
use crate::people::Account;
use crate::secret::Secret;
use crate::sops::Source;
use crate::ui::{Arg, tr, tr_with};

/// The demo office's file.
pub(super) const OFFICE: &str = include_str!("../../../../demo/office.toml");

/// What the demo takes.
#[derive(Args)]
pub struct Demo {
    /// How many cases the past year has.
    #[arg(long, default_value_t = 200, value_name = "N")]
    cases: u32,
    /// Chooses another year: the same seed gives the same people and cases.
    #[arg(long, default_value_t = 1, value_name = "S")]
    seed: u64,
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
        let folder = self.data.clone().unwrap_or_else(fresh_folder);
        furnish(&folder).with_context(|| format!("cannot write in {}", folder.display()))?;
        let listener = listen(self.listen, "--listen").await?;
        let address = format!("http://{}", listener.local_addr().context("the address is not known")?);
        let lang = common.lang();
        self.past(lang, &folder, &address).await?;
        let stop = Stop::listen()?;
        let opened = ground(&folder, &address, Clock::System, Chance::System)?.open().await?;
        opened.welcome().await?;
        let simulator = Simulator::start(KEY.as_bytes(), Clock::System).await.context("the payment gateway")?;
        opened.app.desk("").pay_by(Gateway::simulated(&simulator));
        let example = demo::example(&opened.app.desk("")).await?;
        greet(lang, &address, &folder, (&opened.offices[0], example.as_ref()));
        until_stopped(&opened.app, listener, true, stop).await
    }

    /// Makes the past year where the folder has no office yet. The office is then opened anew, with the machine's clock.
    async fn past(&self, lang: Lang, folder: &Path, address: &str) -> Result<(), Failure> {
        let until = Timestamp::now();
        let clock = Clock::at(until);
        let ground = ground(folder, address, clock, Chance::seeded(self.seed))?;
        if migrate::bring_up(&ground.db).await?.is_empty() {
            return Ok(());
        }
        let opened = ground.open().await?;
        let desk = opened.app.desk("");
        let past = demo::Past { cases: self.cases, seed: self.seed, until };
        // The SOPs were published before the first case came, and the people hired.
        opened.app.clock().set(past.begin(&desk.office()));
        opened.welcome().await?;
        if self.cases > 0 {
            eprintln!("{}", tr_with(lang, "cli-demo-making", &[("cases", Arg::from(self.cases))]));
            demo::make(&opened.app, &desk, &past).await?;
        }
        Ok(())
    }
}

/// The configuration of the demo's folder: with it, the other commands work there too.
const CONFIG: &str = "# Written by `satupintu demo`.
database = \"sqlite:office.db\"
files = \"files\"
secret_file = \"key\"

[[office]]
file = \"office.toml\"
";
/// The demo's key is no secret: its people are invented.
const KEY: &str = "the key of the demo, which is no secret at all";

/// Writes what a folder needs to be an office: configuration, key, the office's file.
fn furnish(folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)?;
    for (name, text) in [("satupintu.toml", CONFIG), ("office.toml", OFFICE), ("key", KEY)] {
        let path = folder.join(name);
        if !path.exists() {
            std::fs::write(&path, text)?;
            std::fs::set_permissions(&path, Permissions::from_mode(0o600))?;
        }
    }
    Ok(())
}

/// The demo's office on its folder.
fn ground(folder: &Path, address: &str, clock: Clock, chance: Chance) -> Result<Ground, Failure> {
    let mut office = start::office_file(&folder.join("office.toml"))?;
    address.clone_into(&mut office.profile.public_url);
    Ok(Ground {
        db: Db::open(&format!("sqlite:{}", folder.join("office.db").display()))?,
        offices: vec![(office, Vec::new())],
        gateways: Vec::new(),
        services: Source::BuiltIn,
        files: Files::open(&folder.join("files"))?,
        secret: Secret::read(&folder.join("key"))?,
        mailer: Mailer::Kept,
        clock,
        chance,
        demo: true,
    })
}

/// Where it is, who can sign in, where mails are read, where data lie, how to stop.
fn greet(lang: Lang, address: &str, folder: &Path, (office, example): (&OfficeFile, Option<&Account>)) {
    println!("\n{}\n\n  {address}\n", tr(lang, "cli-demo-ready"));
    println!("{}\n", tr(lang, "cli-demo-people"));
    let role = |id: &RoleId| office.role.iter().find(|role| &role.id == id).map(|role| role.name.get(lang));
    let roles = |person: &Staff| person.roles.iter().filter_map(role).collect::<Vec<_>>().join(", ");
    let wide = office.staff.iter().map(|person| roles(person).chars().count()).max().unwrap_or_default();
    for person in &office.staff {
        let password = person.password.as_deref().unwrap_or("–");
        println!("  {:<wide$} {:<32} {:<38} {password}", roles(person), person.name, person.email);
    }
    let mails = format!("{address}/surel");
    if let Some(example) = example {
        let role = tr(lang, "cli-demo-applicant");
        println!("  {role:<wide$} {:<32} {:<38} {}", example.name, example.email, demo::PASSWORD);
    }
    println!("\n{}", tr_with(lang, "cli-demo-mails", &[("address", Arg::from(mails))]));
    println!("{}", tr_with(lang, "cli-demo-payments", &[("address", Arg::from(format!("{address}/gerbang")))]));
    println!("{}", tr_with(lang, "cli-demo-data", &[("folder", Arg::from(folder.display().to_string()))]));
    println!("{}\n", tr(lang, "cli-demo-stop"));
}

fn fresh_folder() -> PathBuf {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    std::env::temp_dir().join(format!("satupintu-demo-{now}"))
}
