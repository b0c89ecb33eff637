//! What the office remembers: its log, the tables made from it, its files, its jobs.

use std::collections::BTreeSet;

use casework::case::{Event, FileRef};
use casework::lang::Text;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};
use store::StoreError;

use super::report::Report;
use crate::app::{App, Desk};
use crate::fees;
use crate::secret::hex;

/// A job that is due for longer than this shows that nobody works.
const PATIENCE: SignedDuration = SignedDuration::from_mins(15);
/// How far the clock may be behind the newest event.
const DRIFT: SignedDuration = SignedDuration::from_mins(2);

/// The log is whole: chained, gapless, and not from the future.
pub async fn log(report: &mut Report, app: &App, desk: &Desk) {
    let office = &desk.id;
    match app.db().verify(office).await {
        Ok(verified) => match verified.broken_at {
            None => {
                let (events, last) = (verified.events, hex(&verified.last[..6]));
                report.good(
                    "log",
                    format!("{office}: {events} kejadian utuh, yang terakhir {last}…"),
                    format!("{office}: {events} events are whole, the last one {last}…"),
                );
            }
            Some(position) => report.wrong(
                "log",
                Text::new(
                    format!("{office}: rantai kejadian putus pada posisi {position}"),
                    format!("{office}: the chain of events is broken at position {position}"),
                ),
                Text::new(
                    "Sesuatu mengubah riwayat dari luar program. Simpan salinan basis data ini, bandingkan dengan cadangan, dan \
                     kembalikan cadangan terakhir yang utuh.",
                    "Something outside the program changed the history. Keep a copy of this database, compare it with the \
                     backups, and restore the last one that is whole.",
                ),
            ),
        },
        Err(error) => report.failed("log", &error),
    }
    match app.db().log_end(office).await {
        Ok(end) if end.events == end.last => {
            report.good("positions", format!("{office}: tanpa celah"), format!("{office}: without gaps"));
            clock(report, app.now(), end.newest);
        }
        Ok(end) => report.wrong(
            "positions",
            Text::new(
                format!("{office}: {} kejadian, tetapi posisi terakhir {}", end.events, end.last),
                format!("{office}: {} events, but the last position is {}", end.events, end.last),
            ),
            Text::new(
                "Kejadian hilang dari riwayat. Kembalikan cadangan terakhir yang utuh.",
                "Events are gone from the history. Restore the last backup that is whole.",
            ),
        ),
        Err(error) => report.failed("positions", &error),
    }
}

/// The machine's clock is not behind what has happened, and not in another age.
fn clock(report: &mut Report, now: Timestamp, newest: Option<Timestamp>) {
    let written = Timestamp::from_second(1_767_225_600).unwrap_or(Timestamp::UNIX_EPOCH);
    let behind = newest.is_some_and(|newest| now.duration_until(newest) > DRIFT);
    if behind || now < written {
        report.wrong(
            "clock",
            Text::new(
                format!("jam mesin ini {now}, lebih awal dari kejadian terakhir"),
                format!("this machine's clock says {now}, before the newest event"),
            ),
            Text::new(
                "Betulkan jamnya dan pakai NTP: tenggat dihitung dari jam ini.",
                "Set the clock and use NTP: due dates are counted from it.",
            ),
        );
    } else {
        report.good("clock", now.to_string(), now.to_string());
    }
}

/// The read tables say what the log says.
pub async fn read_tables(report: &mut Report, app: &App, desk: &Desk) {
    let office = &desk.id;
    match app.differences(desk).await {
        Ok(differences) if differences.is_empty() => {
            report.good("read tables", format!("{office}: sesuai riwayat"), format!("{office}: as the log says"));
        }
        Ok(differences) => {
            let told = |each: &store::Difference| format!("{} (−{} +{})", each.table, each.missing, each.stray);
            let tables: Vec<String> = differences.iter().map(told).collect();
            report.wrong(
                "read tables",
                Text::new(
                    format!("{office}: berbeda dari riwayat: {}", tables.join(", ")),
                    format!("{office}: differ from the log: {}", tables.join(", ")),
                ),
                Text::new(
                    "Bila kantor sedang bekerja, ulangi saat sepi. Bila tetap berbeda: hentikan program dan jalankan satupintu rebuild.",
                    "If the office is at work, try again when it is quiet. If they still differ: stop the program and run satupintu \
                     rebuild.",
                ),
            );
        }
        Err(error) => report.failed("read tables", &error),
    }
}

/// Every file that the log names is there and is what it was.
pub async fn files(report: &mut Report, app: &App, desk: &Desk) {
    let office = &desk.id;
    let named = match named_files(app, desk).await {
        Ok(named) => named,
        Err(error) => return report.failed("file contents", &error),
    };
    let bad: Vec<&String> = named
        .iter()
        .filter(|sha256| !app.files().get(sha256).is_ok_and(|bytes| hex(&Sha256::digest(&bytes)) == **sha256))
        .collect();
    let count = named.len();
    match bad.first() {
        None => report.good(
            "file contents",
            format!("{office}: {count} berkas ada dan utuh"),
            format!("{office}: {count} files are there and whole"),
        ),
        Some(first) => report.wrong(
            "file contents",
            Text::new(
                format!("{office}: {} dari {count} berkas hilang atau berubah, misalnya {first}", bad.len()),
                format!("{office}: {} of {count} files are missing or changed, such as {first}", bad.len()),
            ),
            Text::new(
                "Kembalikan berkas itu dari cadangan: namanya adalah hash isinya.",
                "Restore these from the backup: their names are the hashes of their contents.",
            ),
        ),
    }
}

async fn named_files(app: &App, desk: &Desk) -> Result<BTreeSet<String>, StoreError> {
    let mut named = BTreeSet::new();
    let mut after = 0;
    loop {
        let page = app.db().log_page(&desk.id, after).await?;
        let Some((last, _)) = page.last() else { return Ok(named) };
        after = *last;
        for (_, recorded) in &page {
            named.extend(files_of(&recorded.event).into_iter().map(|file| file.sha256.clone()));
        }
    }
}

/// The files that an event names.
fn files_of(event: &Event) -> Vec<&FileRef> {
    match event {
        Event::Submitted { files, .. } | Event::Corrected { files, .. } | Event::Added { files, .. } => {
            files.values().collect()
        }
        Event::StepCompleted { files, .. } => files.iter().collect(),
        Event::LetterRecorded { file, .. } => vec![file],
        Event::DutyFulfilled { file, .. } => file.iter().collect(),
        Event::StepEntered { .. }
        | Event::BranchArrived { .. }
        | Event::StepClaimed { .. }
        | Event::StepReleased { .. }
        | Event::StepHandedOver { .. }
        | Event::Reminded { .. }
        | Event::Adopted { .. }
        | Event::StepReassigned { .. }
        | Event::Recused { .. }
        | Event::Reopened { .. }
        | Event::LetterIssued { .. }
        | Event::TimerFired { .. }
        | Event::DutyOpened { .. }
        | Event::LimitWarned { .. }
        | Event::DeemedGranted { .. }
        | Event::Withdrawn { .. }
        | Event::Fee { .. }
        | Event::Ended { .. } => Vec::new(),
    }
}

/// The ledger of fees balances, and says what bills and payments say.
pub async fn ledger(report: &mut Report, desk: &Desk) {
    let office = &desk.id;
    match fees::balance(desk).await {
        Ok(balance) if balance.holds() => report.good(
            "ledger",
            format!("{office}: seimbang, kas Rp{}", balance.cash.0),
            format!("{office}: balances, Rp{} in hand", balance.cash.0),
        ),
        Ok(balance) => report.wrong(
            "ledger",
            Text::new(
                format!("{office}: buku kas retribusi tidak seimbang: {balance:?}"),
                format!("{office}: the ledger of fees does not balance: {balance:?}"),
            ),
            Text::new(
                "Jalankan satupintu rebuild: buku ini dibuat ulang dari kejadian. Bila tetap tidak seimbang, laporkan sebagai kesalahan program.",
                "Run satupintu rebuild: the ledger is made anew from the events. If it still does not balance, report it as a fault of the program.",
            ),
        ),
        Err(error) => report.failed("ledger", &error),
    }
}

/// No job has failed for good, and somebody does them.
pub async fn jobs(report: &mut Report, app: &App, desk: &Desk) {
    let office = &desk.id;
    let backlog = match app.db().backlog(office, app.now()).await {
        Ok(backlog) => backlog,
        Err(error) => return report.failed("jobs", &error),
    };
    match backlog.dead.first() {
        None => report.good("dead jobs", format!("{office}: tidak ada"), format!("{office}: none")),
        Some((job, error)) => report.wrong(
            "dead jobs",
            Text::new(
                format!("{office}: {} menyerah, misalnya {job}: {error}", backlog.dead.len()),
                format!("{office}: {} have given up, such as {job}: {error}", backlog.dead.len()),
            ),
            Text::new(
                "Hilangkan sebabnya; sesudah itu pekerjaan ini perlu diulang oleh pengelola.",
                "Remove the cause; these jobs then have to be taken up again by the operator.",
            ),
        ),
    }
    let waits = backlog.oldest.map(|oldest| oldest.duration_until(app.now())).filter(|waits| *waits > PATIENCE);
    match waits {
        None => report.good(
            "waiting jobs",
            format!("{office}: {} menunggu", backlog.due),
            format!("{office}: {} are due", backlog.due),
        ),
        Some(waits) => report.wrong(
            "waiting jobs",
            Text::new(
                format!("{office}: {} menunggu, yang tertua {} menit", backlog.due, waits.as_mins()),
                format!("{office}: {} are due, the oldest since {} minutes", backlog.due, waits.as_mins()),
            ),
            Text::new(
                "Tidak ada yang mengerjakannya: jalankan satupintu serve (tanpa --no-jobs) atau satupintu worker.",
                "Nobody does them: run satupintu serve (without --no-jobs) or satupintu worker.",
            ),
        ),
    }
}
