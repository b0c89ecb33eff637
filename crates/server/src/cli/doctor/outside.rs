//! What surrounds the office: configuration, key, folders, disk, mail, host names.

use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use casework::lang::Text;

use super::report::Report;
use crate::cli::start::Ground;
use crate::cli::{Common, Failure};
use crate::config::Config;
use crate::mail::Mailer;

/// Less free space than this is too little to go on, in bytes.
const FULL: u64 = 200_000_000;
/// Less than this should be looked at.
const TIGHT: u64 = 2_000_000_000;

/// The configuration can be read.
pub fn configuration(report: &mut Report, common: &Common) -> Option<Config> {
    let file = common.config_file().display().to_string();
    match common.config() {
        Ok(config) => {
            report.good("config", format!("{file} terbaca"), format!("{file} can be read"));
            Some(config)
        }
        Err(failure) => {
            broken(report, "config", &failure);
            None
        }
    }
}

/// A file that the configuration names cannot be used.
pub fn broken_ground(report: &mut Report, failure: &Failure) {
    broken(report, "office", failure);
}

fn broken(report: &mut Report, name: &'static str, failure: &Failure) {
    let told = failure.told().unwrap_or_default();
    report.wrong(
        name,
        Text::new(told.clone(), told),
        Text::new(
            "Perbaiki berkas yang disebut; bentuknya ada di docs/operator/configuration.md.",
            "Mend the file that is named; docs/operator/configuration.md shows its shape.",
        ),
    );
}

/// The key is there, long enough, and nobody else may read it.
pub fn key_file(report: &mut Report, config: &Config) {
    let path = config.secret_file.display().to_string();
    let todo = Text::new(
        format!(
            "Buat sekali: ( umask 077; head -c 32 /dev/urandom > {path} ); bila sudah ada cadangan, kembalikan dari sana."
        ),
        format!("Make it once: ( umask 077; head -c 32 /dev/urandom > {path} ); restore it if there is a backup."),
    );
    match std::fs::metadata(&config.secret_file) {
        Err(error) => report.wrong("key", Text::new(format!("{path}: {error}"), format!("{path}: {error}")), todo),
        Ok(about) if about.len() < 32 => {
            let length = about.len();
            report.wrong(
                "key",
                Text::new(format!("{path} hanya {length} bita"), format!("{path} has only {length} bytes")),
                todo,
            );
        }
        Ok(about) if about.permissions().mode() & 0o077 != 0 => report.wrong(
            "key",
            Text::new(format!("{path} dapat dibaca orang lain"), format!("{path} can be read by others")),
            Text::new(format!("chmod 600 {path}"), format!("chmod 600 {path}")),
        ),
        Ok(_) => report.good("key", "ada dan hanya terbaca pemiliknya", "there, and readable by its owner only"),
    }
}

/// Files can be stored.
pub fn files_folder(report: &mut Report, config: &Config) {
    let path = config.files.display().to_string();
    let probe = config.files.join(format!("new/doctor.{}", std::process::id()));
    let written = std::fs::create_dir_all(config.files.join("new")).and_then(|()| std::fs::write(&probe, b"ok"));
    let removed = std::fs::remove_file(&probe);
    match written.and(removed) {
        Ok(()) => report.good("files", format!("{path} dapat ditulisi"), format!("{path} can be written")),
        Err(error) => report.wrong(
            "files",
            Text::new(format!("{path} tidak dapat ditulisi: {error}"), format!("{path} cannot be written: {error}")),
            Text::new(
                "Beri pengguna yang menjalankan satupintu hak atas folder itu.",
                "Give the user that runs satupintu the right to that folder.",
            ),
        ),
    }
}

/// There is room for files.
pub fn disk_space(report: &mut Report, config: &Config) {
    let asked = Command::new("df").arg("-Pk").arg(&config.files).output();
    let text = asked.map(|told| String::from_utf8_lossy(&told.stdout).into_owned()).unwrap_or_default();
    let free = text.lines().nth(1).and_then(|line| line.split_whitespace().nth(3)?.parse::<u64>().ok());
    let Some(free) = free.map(|blocks| blocks * 1024) else {
        return report.failed("disk", &"df");
    };
    let told = Text::new(format!("{} MB bebas", free / 1_000_000), format!("{} MB free", free / 1_000_000));
    let todo = Text::new(
        "Kosongkan atau perbesar disk itu sebelum penuh; permohonan tidak dapat diterima pada disk yang penuh.",
        "Free or enlarge that disk before it is full; nothing can be taken in on a full one.",
    );
    match free {
        0..FULL => report.wrong("disk", told, todo),
        FULL..TIGHT => report.warning("disk", told, todo),
        TIGHT.. => report.good("disk", told.id, told.en),
    }
}

/// The mail server answers.
pub async fn mail(report: &mut Report, config: &Config) {
    let check = match Mailer::new(config.smtp.as_ref()) {
        Ok(mailer) => mailer.check().await,
        Err(error) => Err(error),
    };
    match check {
        Ok(true) => report.good("mail", "server surel menjawab", "the mail server answers"),
        Ok(false) => report.warning(
            "mail",
            Text::new("tidak ada server surel; surel hanya disimpan", "there is no mail server; mails are only kept"),
            Text::new("Isi [smtp] dalam konfigurasi.", "Fill in [smtp] in the configuration."),
        ),
        Err(error) => report.wrong(
            "mail",
            Text::new(
                format!("server surel tidak menjawab: {error:#}"),
                format!("the mail server does not answer: {error:#}"),
            ),
            Text::new(
                "Periksa smtp.url dan jaringan. Surel menunggu dan berangkat setelah server menjawab.",
                "Check smtp.url and the network. Mails wait and leave once the server answers.",
            ),
        ),
    }
}

/// Each of several offices can be reached by a name of its own, and people by https.
pub fn hosts(report: &mut Report, ground: &Ground) {
    for (at, (office, hosts)) in ground.offices.iter().enumerate() {
        let (id, url) = (office.profile.id.as_str(), office.profile.public_url.as_str());
        let local = ["http://localhost", "http://127.0.0.1"].iter().any(|local| url.starts_with(local));
        if at > 0 && hosts.is_empty() {
            report.wrong(
                "hosts",
                Text::new(format!("{id} tidak punya nama host"), format!("{id} has no host name")),
                Text::new(
                    "Isi office.hosts: tanpa itu kantor ini tidak dapat dibuka siapa pun.",
                    "Fill in office.hosts: without it nobody can reach this office.",
                ),
            );
        } else if !url.starts_with("https://") && !local {
            report.warning(
                "hosts",
                Text::new(format!("{id}: {url} bukan https"), format!("{id}: {url} is not https")),
                Text::new(
                    "Pakai alamat https dalam profile.public_url: kata sandi dan NIK melewatinya.",
                    "Use an https address in profile.public_url: passwords and personal numbers go through it.",
                ),
            );
        } else {
            report.good("hosts", format!("{id}: {url}"), format!("{id}: {url}"));
        }
    }
}
