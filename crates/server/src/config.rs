//! Configuration: one TOML file, and `SATUPINTU_*` over it. An unknown key is an error that names its line.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use crate::fees::GatewayConfig;

/// What the file and the environment say together.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The address to listen on; only this machine unless told otherwise.
    #[serde(default = "default_listen")]
    pub listen: SocketAddr,
    /// `sqlite:PATH` or `postgres://…`.
    pub database: String,
    /// Where uploaded and issued files are kept.
    pub files: PathBuf,
    /// Where the services are: one folder each, with its `sop.toml`.
    #[serde(default)]
    pub services: Option<PathBuf>,
    /// A file with the key for hashing personal numbers and sealing links: at least 32 bytes, readable by nobody else.
    pub secret_file: PathBuf,
    /// How mail leaves. Without it, mail is kept and can be read on a page (the demo does that).
    #[serde(default)]
    pub smtp: Option<Smtp>,
    /// The offices served, each by its host name.
    #[serde(rename = "office")]
    pub offices: Vec<OfficeConfig>,
}

/// How mail leaves the house.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    /// `smtp://`, `smtps://` or `smtp+starttls` URL with user and password where needed.
    pub url: String,
    /// The sender, as in `DPMPTSP <izin@palembang.example>`.
    pub from: String,
}

/// One office of this process.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeConfig {
    /// The file that describes it: profile, agencies, roles, calendar.
    pub file: PathBuf,
    /// The host names under which it is served; the first office answers for every other name too.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// The payment gateway; without it the office's cashier takes all payments.
    #[serde(default)]
    pub gateway: Option<GatewayConfig>,
}

fn default_listen() -> SocketAddr {
    SocketAddr::from(([127, 0, 0, 1], 8080))
}

/// The variables that lie over the file, and the key each replaces.
const OVERRIDES: [(&str, &str); 6] = [
    ("SATUPINTU_LISTEN", "listen"),
    ("SATUPINTU_DATABASE", "database"),
    ("SATUPINTU_FILES", "files"),
    ("SATUPINTU_SERVICES", "services"),
    ("SATUPINTU_SECRET_FILE", "secret_file"),
    ("SATUPINTU_SMTP_URL", "smtp.url"),
];

impl Config {
    /// Reads the file and lays the environment over it.
    ///
    /// # Errors
    /// The file cannot be read, is not TOML, or has a key that does not exist; a `SATUPINTU_*` variable that nothing
    /// reads is refused too, because a misspelt one would silently do nothing.
    pub fn read(path: &Path) -> Result<Config> {
        let text = std::fs::read_to_string(path).with_context(|| {
            format!(
                "cannot read the configuration {}. Write it first; docs/operator/configuration.md shows one",
                path.display()
            )
        })?;
        let environment = std::env::vars().filter(|(name, _)| name.starts_with("SATUPINTU_"));
        let mut config = Config::from_text(&text, environment).with_context(|| path.display().to_string())?;
        let base = path.parent().unwrap_or(Path::new("."));
        config.resolve(base);
        Ok(config)
    }

    fn from_text(text: &str, environment: impl Iterator<Item = (String, String)>) -> Result<Config> {
        let mut document: toml_edit::DocumentMut = text.parse()?;
        // The file alone is read first, so that a mistake in it is reported with its own line.
        let known: Vec<(String, String)> =
            environment.filter(|(name, _)| !name.starts_with("SATUPINTU_TEST_")).collect();
        if known.is_empty() {
            return Ok(toml_edit::de::from_str(text)?);
        }
        for (name, value) in known {
            let Some((_, key)) = OVERRIDES.iter().find(|(variable, _)| *variable == name) else {
                let names: Vec<&str> = OVERRIDES.iter().map(|(variable, _)| *variable).collect();
                bail!("the variable {name} is not one that satupintu reads; it reads {}", names.join(", "));
            };
            match key.split_once('.') {
                None => document[key] = toml_edit::value(value),
                Some((table, key)) => document[table][key] = toml_edit::value(value),
            }
        }
        Ok(toml_edit::de::from_str(&document.to_string())?)
    }

    /// Paths in the file are meant from where the file is.
    fn resolve(&mut self, base: &Path) {
        let from_base = |path: &PathBuf| if path.is_absolute() { path.clone() } else { base.join(path) };
        self.files = from_base(&self.files);
        self.secret_file = from_base(&self.secret_file);
        self.services = self.services.as_ref().map(from_base);
        for office in &mut self.offices {
            office.file = from_base(&office.file);
            if let Some(gateway) = &mut office.gateway {
                gateway.key_file = from_base(&gateway.key_file);
            }
        }
        if let Some(path) = self.database.strip_prefix("sqlite:") {
            self.database = format!("sqlite:{}", from_base(&PathBuf::from(path)).display());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str =
        "database = \"sqlite:a.db\"\nfiles = \"files\"\nsecret_file = \"key\"\n[[office]]\nfile = \"office.toml\"\n";

    #[test]
    fn an_unknown_key_is_named_with_its_line() {
        let text = FILE.replace("files = \"files\"", "files = \"files\"\nlissten = \"127.0.0.1:1\"");
        let message = format!("{:#}", Config::from_text(&text, std::iter::empty()).unwrap_err());
        assert!(message.contains("line 3") && message.contains("lissten"), "{message}");
    }

    #[test]
    fn the_environment_lies_over_the_file() {
        let variables = [("SATUPINTU_DATABASE".to_owned(), "postgres://x".to_owned())];
        assert_eq!(Config::from_text(FILE, variables.into_iter()).unwrap().database, "postgres://x");
    }

    #[test]
    fn a_variable_that_nothing_reads_is_refused() {
        let variables = [("SATUPINTU_DATABSE".to_owned(), "x".to_owned())];
        let message = Config::from_text(FILE, variables.into_iter()).unwrap_err().to_string();
        assert!(message.contains("SATUPINTU_DATABSE") && message.contains("SATUPINTU_DATABASE"), "{message}");
    }
}
