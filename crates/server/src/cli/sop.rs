//! `satupintu sop check`: everything that is wrong with a service's folder, before it is published.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};
use casework::lang::Lang;
use casework::office::Office;
use casework::sop::{Finding, Severity};
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::{Common, Failure, demo};
use crate::office_file::OfficeFile;
use crate::sops::{Depth, ServiceFolder, Source, inspect};
use crate::ui::{Arg, tr_with};

/// Commands about SOPs.
#[derive(Subcommand)]
pub enum Sop {
    /// Checks the SOP in a folder, plays its scenarios, and names every fault with file, line and column.
    Check(Check),
}

/// What checking takes.
#[derive(Args)]
pub struct Check {
    /// The folder of a service, or a folder with several of them.
    folder: PathBuf,
    /// The office whose roles, calendar and hours count; the demo's without it.
    #[arg(long, value_name = "FILE")]
    office: Option<PathBuf>,
    /// Prints one JSON object instead of lines.
    #[arg(long)]
    json: bool,
}

/// What was found in all folders together.
#[derive(Default)]
struct Told {
    findings: Vec<Finding>,
    services: usize,
    played: usize,
}

impl Sop {
    /// Runs the command.
    ///
    /// # Errors
    /// [`Failure::Found`] where an error was found, [`Failure::Usage`] where there is no such folder or office.
    pub fn run(self, common: &Common) -> Result<(), Failure> {
        match self {
            Sop::Check(check) => check.run(common.lang()),
        }
    }
}

impl Check {
    fn run(&self, lang: Lang) -> Result<(), Failure> {
        let office = self.office().map_err(Failure::Usage)?;
        let mut told = Told::default();
        for folder in self.folders(lang)? {
            let inspected = inspect(&folder, &office, Depth::Stories);
            told.findings.extend(inspected.findings);
            told.services += 1;
            told.played += inspected.played;
        }
        if self.json {
            println!("{:#}", told.json());
        } else {
            told.print(lang);
        }
        if told.count(Severity::Error) > 0 { Err(Failure::Found) } else { Ok(()) }
    }

    fn office(&self) -> anyhow::Result<Office> {
        let Some(path) = &self.office else { return OfficeFile::read(demo::OFFICE)?.office() };
        let named = || path.display().to_string();
        let text = std::fs::read_to_string(path).with_context(named)?;
        OfficeFile::read(&text).and_then(|file| file.office()).with_context(named)
    }

    /// The folders to check: the one that was named where it has an SOP, or else those in it.
    fn folders(&self, lang: Lang) -> Result<Vec<ServiceFolder>, Failure> {
        let refused = |key: &str| {
            let folder = self.folder.display().to_string();
            Err(Failure::Usage(anyhow!("{}", tr_with(lang, key, &[("folder", Arg::from(folder))]))))
        };
        if !self.folder.is_dir() {
            return refused(if self.folder.exists() { "sops-check-no-folder" } else { "sops-check-missing" });
        }
        if self.folder.join("sop.toml").is_file() {
            return Ok(vec![ServiceFolder::on_disk(&self.folder)?]);
        }
        if !holds_services(&self.folder) {
            return refused("sops-check-not-a-service");
        }
        Ok(Source::Folder(self.folder.clone()).folders()?)
    }
}

/// Whether a folder has the folder of a service in it.
fn holds_services(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.into_iter().any(|entry| entry.path().join("sop.toml").is_file())
}

impl Told {
    fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// One line a finding, as editors read them, and a summary.
    fn print(&self, lang: Lang) {
        for finding in &self.findings {
            let word = match finding.severity {
                Severity::Error => lang.pick("kesalahan", "error"),
                Severity::Warning => lang.pick("peringatan", "warning"),
            };
            println!("{}: {word} [{}] {}", finding.place(), finding.code, finding.message.get(lang));
        }
        let number = |count: usize| Arg::from(i64::try_from(count).unwrap_or(i64::MAX));
        let args = [
            ("services", number(self.services)),
            ("scenarios", number(self.played)),
            ("errors", number(self.count(Severity::Error))),
            ("warnings", number(self.count(Severity::Warning))),
        ];
        println!("{}", tr_with(lang, "sops-check-summary", &args));
    }

    fn json(&self) -> Value {
        let findings: Vec<Value> = self.findings.iter().map(as_json).collect();
        json!({
            "services": self.services,
            "scenarios": self.played,
            "errors": self.count(Severity::Error),
            "warnings": self.count(Severity::Warning),
            "findings": findings,
        })
    }
}

fn as_json(finding: &Finding) -> Value {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    json!({
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "severity": severity,
        "code": finding.code,
        "message": finding.message,
    })
}
