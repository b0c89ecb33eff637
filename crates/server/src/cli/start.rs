//! How an office is opened: the same for every command that works in one.

use std::path::Path;

use anyhow::{Context as _, anyhow};
use store::Db;

use super::Failure;
use super::lock::Lock;
use crate::app::{App, Chance, OfficeSetup, Setup};
use crate::calendars;
use crate::clock::Clock;
use crate::config::Config;
use crate::fees::Gateway;
use crate::files::Files;
use crate::mail::Mailer;
use crate::office_file::{OfficeFile, regions};
use crate::people;
use crate::secret::Secret;
use crate::sops::{self, Source};

/// What an office is opened from.
pub struct Ground {
    /// The database.
    pub db: Db,
    /// The offices: their files, and the host names that lead to each.
    pub offices: Vec<(OfficeFile, Vec<String>)>,
    /// The payment gateways, by office.
    pub gateways: Vec<(String, Gateway)>,
    /// Where the services are.
    pub services: Source,
    /// Where files are kept.
    pub files: Files,
    /// The key.
    pub secret: Secret,
    /// How mail leaves.
    pub mailer: Mailer,
    /// Where the hour comes from.
    pub clock: Clock,
    /// Where random numbers come from.
    pub chance: Chance,
    /// Whether this is the demo.
    pub demo: bool,
}

/// An office that was opened, with the right to write in it.
pub struct Opened {
    /// The parts.
    pub app: App,
    /// The offices' files.
    pub offices: Vec<OfficeFile>,
    _lock: Lock,
}

impl Ground {
    /// What a configuration says.
    ///
    /// # Errors
    /// [`Failure::Configuration`] for a file that is missing or cannot be read.
    pub fn configured(config: &Config) -> Result<Ground, Failure> {
        let ground = || -> anyhow::Result<Ground> {
            Ok(Ground {
                db: Db::open(&config.database).context("database")?,
                offices: config
                    .offices
                    .iter()
                    .map(|office| Ok((office_file(&office.file)?, office.hosts.clone())))
                    .collect::<anyhow::Result<_>>()?,
                gateways: gateways(config)?,
                services: config.services.clone().map_or(Source::BuiltIn, Source::Folder),
                files: Files::open(&config.files)?,
                secret: Secret::read(&config.secret_file)?,
                mailer: Mailer::new(config.smtp.as_ref())?,
                clock: Clock::System,
                chance: Chance::System,
                demo: false,
            })
        };
        ground().map_err(Failure::Configuration)
    }

    /// Opens the offices. Nothing is published and nobody hired yet: see [`Opened::welcome`].
    ///
    /// # Errors
    /// Another process works on the database, it does not answer, or it lacks migrations.
    pub async fn open(self) -> Result<Opened, Failure> {
        let lock = Lock::take(&self.db)?;
        lacks_nothing(&self.db).await?;
        let offices = self.offices.iter().map(|(file, _)| file.clone()).collect();
        Ok(Opened { app: self.look().await?, offices, _lock: lock })
    }

    /// Opens the offices for reading: another process may work in them.
    ///
    /// # Errors
    /// The database does not answer, or an office contradicts itself.
    pub async fn look(self) -> Result<App, Failure> {
        let mut setups = Vec::new();
        for (file, hosts) in self.offices {
            let office = file.office().map_err(Failure::Configuration)?;
            let bundles = sops::load(&self.db, office.profile.id.as_str()).await?;
            let calendars = calendars::load(&self.db, office.profile.id.as_str()).await?;
            let office = office.with_calendars(calendars);
            setups.push(OfficeSetup { office, hosts, bundles, source: self.services.clone() });
        }
        let app = App::start(Setup {
            db: self.db,
            offices: setups,
            regions: regions()?,
            clock: self.clock,
            chance: self.chance,
            files: self.files,
            secret: self.secret,
            mailer: self.mailer,
            demo: self.demo,
        })
        .map_err(Failure::Configuration)?;
        for (office, gateway) in self.gateways {
            if let Some(desk) = app.desk_of(&office) {
                desk.pay_by(gateway);
            }
        }
        Ok(app)
    }
}

impl Opened {
    /// Keeps what the offices' files say of their calendars, publishes what is new in the folder of services, and gives everybody in the offices' files an account.
    ///
    /// # Errors
    /// The folder cannot be read, or the database does not answer. A bad SOP is no error: it is left out and said.
    pub async fn welcome(&self) -> Result<(), Failure> {
        for file in &self.offices {
            let Some(desk) = self.app.desk_of(file.profile.id.as_str()) else { continue };
            let base = file.calendar().map_err(Failure::Configuration)?;
            calendars::settle(&self.app, &desk, base).await.map_err(|error| Failure::Failed(error.into()))?;
            let published = sops::publish(&self.app, &desk, desk.source()).await?;
            for sop in &published.added {
                tracing::info!(office = desk.id, sop, "published");
            }
            for finding in &published.findings {
                eprintln!("{finding}");
            }
            let hired = people::hire(&self.app, &desk, &file.staff).await?;
            if hired > 0 {
                tracing::info!(office = desk.id, hired, "accounts made for people of the office's file");
            }
        }
        Ok(())
    }
}

/// The payment gateways of a configuration, by the office that uses each.
fn gateways(config: &Config) -> anyhow::Result<Vec<(String, Gateway)>> {
    let configured = config.offices.iter().filter_map(|office| Some((&office.file, office.gateway.as_ref()?)));
    configured
        .map(|(file, gateway)| {
            let office = office_file(file)?.profile.id.to_string();
            Ok((office, Gateway::new(gateway).context("office.gateway")?))
        })
        .collect()
}

/// Reads an office's file; what is wrong in it is told with the file's name.
pub fn office_file(path: &Path) -> anyhow::Result<OfficeFile> {
    let shown = path.display();
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("cannot read the office's file {shown}. office.file in the configuration names it"))?;
    OfficeFile::read(&text).with_context(|| shown.to_string())
}

/// The database has every migration that this program knows.
async fn lacks_nothing(db: &Db) -> Result<(), Failure> {
    let pending = store::pending(db).await?;
    if pending.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = pending.iter().map(|(_, name)| *name).collect();
    Err(Failure::Failed(anyhow!(
        "the database is not in the shape that this version needs: {} migrations are missing ({}). Take a backup, then run \
         `satupintu migrate`",
        names.len(),
        names.join(", ")
    )))
}
