//! What the office works by: its calendar, its SOPs, who holds which role.

use std::collections::BTreeSet;

use casework::lang::Text;
use casework::sop::{check, read_sop};

use super::report::Report;
use crate::app::{App, Desk};
use crate::{calendars, people};

/// The calendar reaches far enough to promise days.
pub fn calendar(report: &mut Report, app: &App, desk: &Desk) {
    let office = desk.office();
    let today = office.calendar.zone().day(app.now());
    let (first, last) = office.calendar.years();
    let told = Text::new(
        format!("{}: hari libur {first} sampai {last}", desk.id),
        format!("{}: holidays from {first} to {last}", desk.id),
    );
    let todo = Text::new(
        "Masukkan hari libur tahun berikutnya di /meja/kalender (docs/how-to/add-a-holiday.md). Tanpa itu tenggat tidak dapat dihitung.",
        "Bring in the next year's holidays at /meja/kalender (docs/how-to/add-a-holiday.md). Without them no due day can be counted.",
    );
    if !(first..=last).contains(&today.year()) {
        report.wrong("calendar", told, todo);
    } else if calendars::missing_year(&office, today).is_some() {
        report.warning("calendar", told, todo);
    } else {
        report.good("calendar", told.id, told.en);
    }
}

/// The folder of services is without fault, and something is published.
pub async fn sops(report: &mut Report, app: &App, desk: &Desk) {
    let office = desk.office();
    let today = office.calendar.zone().day(app.now());
    let published: Vec<String> = desk.office().catalogue.services(today).map(|sop| sop.bundle().to_string()).collect();
    if published.is_empty() {
        report.wrong(
            "services",
            Text::new(format!("{}: belum ada layanan yang berlaku", desk.id), format!("{}: no service is in force", desk.id)),
            Text::new(
                "Isi services dalam konfigurasi dan jalankan satupintu serve sekali: ia menerbitkan SOP dari folder itu.",
                "Fill in services in the configuration and run satupintu serve once: it publishes the SOPs of that folder.",
            ),
        );
    } else {
        let list = published.join(", ");
        report.good("services", format!("{}: {list}", desk.id), format!("{}: {list}", desk.id));
    }
    let folders = match desk.source().folders() {
        Ok(folders) => folders,
        Err(error) => return report.failed("sop check", &format!("{error:#}")),
    };
    let mut findings = Vec::new();
    for folder in &folders {
        let text = folder.files.get("sop.toml").map_or("", String::as_str);
        match read_sop(text, &format!("{}/sop.toml", folder.shown)) {
            Ok(parsed) => {
                findings.extend(check(&parsed, Some(&office)).into_iter().filter(|finding| finding.is_error()))
            }
            Err(faults) => findings.extend(faults),
        }
    }
    match findings.first() {
        None => report.good(
            "sop check",
            format!("{}: {} SOP tanpa kesalahan", desk.id, folders.len()),
            format!("{}: {} SOPs without a fault", desk.id, folders.len()),
        ),
        Some(first) => report.wrong(
            "sop check",
            Text::new(
                format!("{} kesalahan, misalnya {first}", findings.len()),
                format!("{} faults, such as {first}", findings.len()),
            ),
            Text::new("Jalankan satupintu sop check pada folder itu.", "Run satupintu sop check on that folder."),
        ),
    }
}

/// Every role that a published SOP names is held by somebody.
pub async fn roles(report: &mut Report, desk: &Desk) {
    let office = desk.office();
    let named: BTreeSet<String> = office
        .catalogue
        .all()
        .flat_map(|sop| sop.steps.iter().map(|step| step.role.clone()).collect::<Vec<_>>())
        .filter(|role| office.role(role).is_some())
        .collect();
    let mut empty = Vec::new();
    for role in &named {
        match people::holders(desk, role).await {
            Ok(holders) if holders.is_empty() => empty.push(role.as_str()),
            Ok(_) => {}
            Err(error) => return report.failed("roles", &error),
        }
    }
    if empty.is_empty() {
        let count = named.len();
        report.good(
            "roles",
            format!("{}: {count} peran SOP ada pemegangnya", desk.id),
            format!("{}: {count} roles of SOPs are held by somebody", desk.id),
        );
        return;
    }
    let empty = empty.join(", ");
    report.wrong(
        "roles",
        Text::new(format!("{}: tanpa pemegang: {empty}", desk.id), format!("{}: held by nobody: {empty}", desk.id)),
        Text::new(
            "Tambahkan petugasnya pada [[staff]] di berkas kantor, lalu jalankan ulang satupintu serve.",
            "Add somebody to [[staff]] of the office's file, then start satupintu serve again.",
        ),
    );
}
