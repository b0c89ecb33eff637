//! `satupintu agency`: giving an agency another name, and merging one into another. History and open work stay whole: cases
//! name roles and agencies by their short names, and these never change.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use casework::lang::{Lang, Text};
use casework::office::AgencyId;
use clap::{Args, Subcommand};
use jiff::civil::Date;
use toml_edit::{ArrayOfTables, DocumentMut, InlineTable, Table, value};

use super::start::Ground;
use super::{Common, Failure};
use crate::app::{App, Desk};
use crate::cases::{self, Inbox, InboxFilter, Reader};
use crate::config::Config;
use crate::office_file::OfficeFile;
use crate::people::{self, Reach};
use crate::ui::{Arg, tr, tr_with};

/// Commands about agencies.
#[derive(Subcommand)]
pub enum Agency {
    /// Gives an agency another name. The old one is kept with its last day.
    Rename {
        /// The agency, by its short name.
        agency: String,
        /// The new name.
        #[arg(long)]
        name: String,
        /// The same in English; the Indonesian name without it.
        #[arg(long)]
        name_en: Option<String>,
        #[command(flatten)]
        how: How,
    },
    /// Merges an agency into another one: its roles and people move, its open work goes on.
    Merge {
        /// The agency that ceases to be one, by its short name.
        from: String,
        /// The agency that takes over.
        into: String,
        /// Why: the regulation that it rests on.
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        how: How,
    },
}

/// Where, and whether for real.
#[derive(Args)]
pub struct How {
    /// Only lists what would change.
    #[arg(long)]
    dry_run: bool,
    /// The office, by its id; the first of the configuration without it.
    #[arg(long)]
    office: Option<String>,
}

/// An office's file on its way to another text.
struct Edited {
    path: PathBuf,
    file: OfficeFile,
    document: DocumentMut,
    /// What changes, a line each.
    changes: Vec<String>,
}

impl Agency {
    /// Runs the command.
    ///
    /// # Errors
    /// The configuration is wrong, there is no such office or agency, another process works on the database, or the file
    /// cannot be written.
    pub async fn run(self, common: &Common) -> Result<(), Failure> {
        let (config, lang) = (common.config()?, common.lang());
        match self {
            Agency::Rename { agency, name, name_en, how } => {
                let mut edited = Edited::read(&config, how.office.as_deref())?;
                let today = edited.file.zone.day(jiff::Timestamp::now());
                let new = Text::new(name.as_str(), name_en.as_deref().unwrap_or(&name));
                edited.rename(&agency, &new, today, lang)?;
                edited.tell();
                if !how.dry_run {
                    edited.save()?.put()?;
                    println!("{}", tr(lang, "cli-agency-restart"));
                }
            }
            Agency::Merge { from, into, reason, how } => {
                let mut edited = Edited::read(&config, how.office.as_deref())?;
                edited.merge(&from, &into, lang)?;
                let moving = (&AgencyId(from), &AgencyId(into));
                let ground = Ground::configured(&config)?;
                if how.dry_run {
                    let app = ground.look().await?;
                    edited.people(&app, moving, &reason, lang).await?;
                    edited.tell();
                } else {
                    let opened = ground.open().await?;
                    let statements = edited.people(&opened.app, moving, &reason, lang).await?;
                    let ready = edited.save()?;
                    edited.desk(&opened.app)?.write(statements).await?;
                    ready.put()?;
                    edited.tell();
                    println!("{}", tr(lang, "cli-agency-restart"));
                }
            }
        }
        Ok(())
    }
}

impl Edited {
    fn read(config: &Config, office: Option<&str>) -> Result<Edited, Failure> {
        for office_config in &config.offices {
            let path = office_config.file.clone();
            let shown = path.display().to_string();
            let text = std::fs::read_to_string(&path).with_context(|| shown.clone()).map_err(Failure::Configuration)?;
            let file = OfficeFile::read(&text).with_context(|| shown.clone()).map_err(Failure::Configuration)?;
            if office.is_none_or(|office| file.profile.id.as_str() == office) {
                let document = text.parse().with_context(|| shown).map_err(Failure::Configuration)?;
                return Ok(Edited { path, file, document, changes: Vec::new() });
            }
        }
        Err(Failure::Usage(anyhow!("the configuration has no office {}", office.unwrap_or("at all"))))
    }

    /// The tables of a kind in the file.
    fn tables(&mut self, kind: &str) -> impl Iterator<Item = &mut Table> {
        self.document
            .get_mut(kind)
            .and_then(|item| item.as_array_of_tables_mut())
            .into_iter()
            .flat_map(ArrayOfTables::iter_mut)
    }

    /// The agency with a short name, if it is one still.
    fn agency(&self, id: &str, lang: Lang) -> Result<casework::office::Agency, Failure> {
        let found = self.file.agency.iter().find(|agency| agency.id.0 == id && agency.merged_into.is_none());
        found.cloned().ok_or_else(|| {
            let known = self.file.agency.iter().filter(|agency| agency.merged_into.is_none());
            let known: Vec<&str> = known.map(|agency| agency.id.0.as_str()).collect();
            let args = [("agency", Arg::from(id)), ("known", Arg::from(known.join(", ")))];
            Failure::Usage(anyhow!("{}", tr_with(lang, "cli-agency-none", &args)))
        })
    }

    fn rename(&mut self, id: &str, new: &Text, today: Date, lang: Lang) -> Result<(), Failure> {
        let agency = self.agency(id, lang)?;
        if new.lacks_words() || &agency.name == new {
            return Err(Failure::Usage(anyhow!("{}", tr(lang, "cli-agency-same-name"))));
        }
        for table in self.tables("agency").filter(|table| table.get("id").and_then(|id| id.as_str()) == Some(id)) {
            table["name"] = value(words(new));
            let mut former = Table::new();
            former["name"] = value(words(&agency.name));
            former["until"] = value(today.to_string());
            let list = table.entry("former").or_insert_with(|| ArrayOfTables::new().into());
            if let Some(list) = list.as_array_of_tables_mut() {
                list.push(former);
            }
        }
        let args =
            [("agency", Arg::from(id)), ("old", Arg::from(agency.name.get(lang))), ("new", Arg::from(new.get(lang)))];
        self.changes.push(tr_with(lang, "cli-agency-renamed", &args));
        Ok(())
    }

    fn merge(&mut self, from: &str, into: &str, lang: Lang) -> Result<(), Failure> {
        let (gone, stays) = (self.agency(from, lang)?, self.agency(into, lang)?);
        if gone.id == stays.id || gone.front {
            return Err(Failure::Usage(anyhow!("{}", tr(lang, "cli-agency-not-into"))));
        }
        let mut moved = Vec::new();
        for kind in ["role", "staff"] {
            let own = self.tables(kind).filter(|table| table.get("agency").and_then(|id| id.as_str()) == Some(from));
            for table in own {
                table["agency"] = value(into);
                moved.push((
                    kind,
                    table
                        .get(if kind == "role" { "id" } else { "name" })
                        .and_then(|id| id.as_str())
                        .unwrap_or_default()
                        .to_owned(),
                ));
            }
        }
        for table in self.tables("agency").filter(|table| table.get("id").and_then(|id| id.as_str()) == Some(from)) {
            table["merged_into"] = value(into);
        }
        for (kind, what) in moved {
            let key = if kind == "role" { "cli-agency-role" } else { "cli-agency-staff" };
            self.changes.push(tr_with(lang, key, &[("what", what.into()), ("into", into.to_owned().into())]));
        }
        let args = [("from", gone.name.get(lang).to_owned().into()), ("into", stays.name.get(lang).to_owned().into())];
        self.changes.push(tr_with(lang, "cli-agency-merged", &args));
        Ok(())
    }

    fn desk(&self, app: &App) -> Result<Arc<Desk>, Failure> {
        let id = self.file.profile.id.as_str();
        app.desk_of(id).ok_or_else(|| Failure::Usage(anyhow!("the configuration has no office {id}")))
    }

    /// Who moves, and how much is open for their roles; gives the statements that move them.
    async fn people(
        &mut self,
        app: &App,
        moving: (&AgencyId, &AgencyId),
        why: &str,
        lang: Lang,
    ) -> Result<Vec<store::Statement>, Failure> {
        let desk = self.desk(app)?;
        let (people, statements) = people::move_agency(app, &desk, moving, why).await?;
        for person in people {
            let args = [("name", Arg::from(person.name)), ("into", Arg::from(moving.1.0.as_str()))];
            self.changes.push(tr_with(lang, "cli-agency-person", &args));
        }
        let today = desk.office().calendar.zone().day(app.now());
        let filter = InboxFilter { inbox: Inbox::Free, ..InboxFilter::default() };
        for role in self.file.role.iter().filter(|role| &role.agency == moving.0) {
            let own = [Reach { role: role.id.0.clone(), service: String::new() }];
            let page = cases::inbox(&desk, Reader { account: 0, agency: "" }, &own, &filter, None, (today, 1)).await?;
            let args = [("role", Arg::from(role.name.get(lang))), ("count", Arg::from(page.free + page.taken))];
            self.changes.push(tr_with(lang, "cli-agency-open", &args));
        }
        Ok(statements)
    }

    fn tell(&self) {
        for change in &self.changes {
            println!("{change}");
        }
    }

    /// Writes the new text beside the file; it must be readable as an office.
    fn save(&self) -> Result<Ready, Failure> {
        let write = || -> anyhow::Result<Ready> {
            let text = self.document.to_string();
            OfficeFile::read(&text)?.office()?;
            let new = self.path.with_extension("toml.new");
            std::fs::write(&new, text).with_context(|| new.display().to_string())?;
            Ok(Ready { new, path: self.path.clone() })
        };
        write().map_err(Failure::Failed)
    }
}

/// A new text that waits beside the file.
struct Ready {
    new: PathBuf,
    path: PathBuf,
}

impl Ready {
    /// Puts it in the file's place, at once and whole.
    fn put(&self) -> Result<(), Failure> {
        let shown = |path: &Path| path.display().to_string();
        let put = std::fs::rename(&self.new, &self.path).with_context(|| shown(&self.path));
        put.map_err(Failure::Failed)
    }
}

/// A text in both languages, as the file writes it.
fn words(text: &Text) -> InlineTable {
    let mut words = InlineTable::new();
    words.insert("id", text.id.as_str().into());
    words.insert("en", text.en.as_str().into());
    words
}
