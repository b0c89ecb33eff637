//! What officers of the demo have written for themselves: texts for reasons, and notes on cases that are open.

use anyhow::Result;
use jiff::Timestamp;

use crate::app::Desk;
use crate::cases::{self, Inbox, InboxFilter, ReasonText};
use crate::people::{self, Account, Reach};

/// Texts of the office's library: the service (empty for all), the label, what the applicant reads.
const REASONS: [(&str, &str, &str); 3] = [
    (
        "",
        "Foto miring atau gelap",
        "Foto dokumen ini miring atau terlalu gelap. Letakkan di tempat terang, ambil tegak lurus dari atas, lalu unggah lagi.",
    ),
    (
        "reklame-tetap",
        "Foto lokasi terlalu dekat",
        "Foto lokasi belum memperlihatkan seluruh titik reklame. Ambil lagi dari seberang jalan pada siang hari.",
    ),
    (
        "penelitian",
        "Belum dicap kampus",
        "Surat pengantar ini belum dicap. Mintalah cap basah dari fakultas, lalu pindai ulang.",
    ),
];

/// What is noted on the most urgent cases.
const NOTES: [&str; 3] = [
    "Pemohon ditelepon; perbaikannya dikirim minggu ini.",
    "Sudah dibicarakan dengan dinas teknis, tinggal menunggu surat pengantarnya.",
    "Pemohon bertanya lewat loket. Sudah dijelaskan, dan ia akan melengkapi.",
];

/// Writes it as of the end of the demo's year.
///
/// # Errors
/// The database does not answer.
pub async fn write(desk: &Desk, staff: &[Account], until: Timestamp) -> Result<()> {
    let Some(head) = staff.iter().find(|person| person.holds("kabid")) else { return Ok(()) };
    for (at, (service, label, text)) in REASONS.into_iter().enumerate() {
        let reason = ReasonText {
            id: format!("demo-{at}"),
            service: service.to_owned(),
            label: label.to_owned(),
            text: text.to_owned(),
        };
        cases::keep_reason(desk, &reason, head.id, until).await?;
    }
    let Some(clerk) = people::holders(desk, "petugas-loket").await?.into_iter().next() else { return Ok(()) };
    let counter = Reach { role: "petugas-loket".to_owned(), service: String::new() };
    let filter = InboxFilter { inbox: Inbox::All, roles: vec![counter], ..InboxFilter::default() };
    let today = desk.office().calendar.zone().day(until);
    let page = cases::inbox(desk, cases::reader(&clerk), &[], &filter, None, (today, NOTES.len())).await?;
    for (task, text) in page.tasks.iter().zip(NOTES) {
        cases::write_note(desk, (&clerk, task.case), ("demo", text), false, until).await?;
    }
    Ok(())
}
