//! The programs that tests need beside Rust, and the Debian packages that bring them.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::command::{find, output, run, user_id};

/// A program, the package that brings it, and what it is needed for.
struct Need {
    program: &'static str,
    package: &'static str,
    reason: &'static str,
}

const NEEDS: [Need; 7] = [
    Need { program: "initdb", package: "postgresql", reason: "every test of the store also runs on PostgreSQL" },
    Need { program: "chromium", package: "chromium", reason: "the journeys run in a real browser" },
    Need { program: "chromedriver", package: "chromium-driver", reason: "it lets tests drive chromium" },
    Need { program: "pdftotext", package: "poppler-utils", reason: "tests read the letters back" },
    Need { program: "aiosmtpd", package: "python3-aiosmtpd", reason: "mails go to a real SMTP server in tests" },
    Need { program: "qpdf", package: "qpdf", reason: "tests check that the letters are sound PDF files" },
    Need { program: "wrk", package: "wrk", reason: "the benches load pages with it" },
];

/// The folders of PostgreSQL's server programs, newest version first: Debian keeps them off the PATH.
pub fn postgres_folders() -> Vec<PathBuf> {
    let Ok(versions) = std::fs::read_dir("/usr/lib/postgresql") else { return Vec::new() };
    let number = |folder: &PathBuf| folder.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok());
    let mut folders: Vec<PathBuf> =
        versions.flatten().map(|entry| entry.path()).filter(|folder| number(folder).is_some()).collect();
    folders.sort_by_key(number);
    folders.iter().rev().map(|folder| folder.join("bin")).collect()
}

/// Sees to it that every program is there: installs what is missing, as root, and says so.
///
/// # Errors
/// Something is missing and this is not root, or apt-get does not bring it.
pub fn ensure() -> Result<()> {
    let missing = missing();
    if missing.is_empty() {
        return Ok(());
    }
    for need in &missing {
        eprintln!("xtask: `{}` is missing ({}): package {}", need.program, need.reason, need.package);
    }
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    let by_hand = format!("apt-get update && apt-get install --no-install-recommends {}", packages.join(" "));
    if user_id() != 0 {
        bail!("only root can install it. Run this once, then try again:\n\n    sudo sh -c '{by_hand}'\n");
    }
    if find("apt-get", &[]).is_none() {
        bail!("there is no apt-get on this machine. Install the programs named above its own way, then try again");
    }
    eprintln!("xtask: installing {} with apt-get", packages.join(", "));
    install(&packages).with_context(|| format!("to do it by hand: {by_hand}"))?;
    match self::missing().first() {
        None => Ok(()),
        Some(need) => bail!("`{}` is still missing after installing {}", need.program, need.package),
    }
}

fn missing() -> Vec<&'static Need> {
    let folders = postgres_folders();
    NEEDS.iter().filter(|need| find(need.program, &folders).is_none()).collect()
}

/// Installs packages; a machine that has never read its package lists reads them first.
fn install(packages: &[&str]) -> Result<()> {
    let known = packages.iter().all(|package| {
        output(Command::new("apt-cache").args(["show", "--no-all-versions", package]))
            .is_some_and(|text| !text.is_empty())
    });
    if !known {
        run(Command::new("apt-get").arg("update"))?;
    }
    let install = || {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive");
        apt.args(["install", "--yes", "--no-install-recommends"]).args(packages);
        apt
    };
    if known && run(&mut install()).is_err() {
        eprintln!("xtask: the package lists may be old: reading them anew");
        run(Command::new("apt-get").arg("update"))?;
    } else if known {
        return Ok(());
    }
    run(&mut install())
}
