//! Sets a template with data: layout, the limits, the PDF.

use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;

use jiff::tz::TimeZone;

use serde::Serialize;
use serde_json::Value;
use typst::foundations::{Bytes, Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::fault::{Fault, problems};
use crate::printable::make_printable;
use crate::runaway::{Job, refuse_when_occupied};
use crate::world::{Desk, file_id};
use crate::{Assets, Options, Template};

/// Deep nesting in a template needs a deep stack; a thread that runs out of it would take the process with it.
const STACK: usize = 16 * 1024 * 1024;

/// A document that was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pdf {
    /// The file: tagged, PDF/A-2a and PDF/UA-1, fonts in it.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// How many characters of the data the fonts lack; each is printed as `◊`.
    pub replaced: usize,
}

/// Sets `template` with `data`, which it reads as `json("/data.json")`, and `assets`.
///
/// The same input gives the same bytes. It takes some milliseconds of work: call it where work may be done, not between
/// two awaits.
///
/// **Limits.** A template is written by whoever keeps the office's services, so it is trusted with looks, not with the
/// machine. It reads only what it is handed, calls no program, and `while` ends after 10,000 turns, recursion after 80 calls
/// (the typesetter's own limits). The document is refused above [`Options::max_pages`]. It is set on a thread of its own;
/// after [`Options::patience`] it is given up. What cannot be done inside one process: stopping that thread, and bounding
/// the memory that it takes (`range(100_000_000)` is some 3 GB before anything else is known of it). A thread given up
/// runs on; as soon as two do, no new document is begun and [`Fault::Occupied`] says so. An office that takes templates from
/// people it does not know runs the worker as a process of its own, with a limit of memory that the system enforces
/// (`MemoryMax=` of its unit), so that the pages live on when the worker does not.
///
/// # Errors
/// See [`Fault`]: the template has mistakes, the document is too long or took too long.
pub fn render(template: &Template, data: &impl Serialize, assets: &Assets, options: &Options) -> Result<Pdf, Fault> {
    let name = template.name();
    let named = || name.to_owned();
    let mut data = serde_json::to_value(data).map_err(|e| Fault::Data { template: named(), reason: e.to_string() })?;
    let replaced = make_printable(&mut data);
    let desk = set_out(template, &data, assets)?;
    refuse_when_occupied(name)?;
    let (done, wait) = sync_channel(1);
    let (own_name, own_options) = (named(), options.clone());
    let job = Job::default();
    let own_job = job.clone();
    let broken = |reason: String| Fault::Broken { template: named(), reason };
    thread::Builder::new()
        .name("letter".to_owned())
        .stack_size(STACK)
        .spawn(move || {
            let _ends = own_job.ends_with_this();
            // Who waited may have given up; then nobody wants it.
            let _unwanted = done.send(set(&desk, &own_name, &own_options));
        })
        .map_err(|e| broken(e.to_string()))?;
    match wait.recv_timeout(options.patience) {
        Ok(set) => set.map(|(bytes, pages)| Pdf { bytes, pages, replaced }),
        Err(RecvTimeoutError::Disconnected) => Err(broken("it panicked".to_owned())),
        Err(RecvTimeoutError::Timeout) => {
            job.give_up();
            Err(Fault::TooSlow { template: named(), patience: options.patience })
        }
    }
}

/// The template on its desk, with data and pictures beside it.
fn set_out(template: &Template, data: &Value, assets: &Assets) -> Result<Desk, Fault> {
    let mut desk = template.desk();
    let data = serde_json::to_vec(data)
        .map_err(|e| Fault::Data { template: template.name().to_owned(), reason: e.to_string() })?;
    let data = Bytes::new(data);
    for (name, content) in assets.iter().chain([("data.json", &data)]) {
        let id = file_id(name).ok_or_else(|| Fault::Name { name: name.to_owned() })?;
        desk.files.insert(id, content.clone());
    }
    Ok(desk)
}

/// Layout, the page limit, the PDF; and the typesetter's memory of it emptied, which would grow with every letter.
fn set(desk: &Desk, name: &str, options: &Options) -> Result<(Vec<u8>, usize), Fault> {
    let set = set_remembering(desk, name, options);
    comemo::evict(0);
    set
}

fn set_remembering(desk: &Desk, name: &str, options: &Options) -> Result<(Vec<u8>, usize), Fault> {
    let told = |diagnostics: &[_]| Fault::Template(problems(desk, name, diagnostics));
    let document = typst::compile::<PagedDocument>(desk).output.map_err(|errors| told(&errors))?;
    let pages = document.pages().len();
    if pages > options.max_pages {
        return Err(Fault::TooManyPages { template: name.to_owned(), pages, most: options.max_pages });
    }
    let broken = |reason: String| Fault::Broken { template: name.to_owned(), reason };
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]);
    let options = PdfOptions {
        ident: Smart::Custom(options.ident.clone()),
        creator: Smart::Custom(Some("Satupintu".to_owned())),
        timestamp: made(options.made),
        standards: standards.map_err(|e| broken(e.message().to_string()))?,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|errors| told(&errors))?;
    Ok((bytes, pages))
}

/// The moment of making in UTC, as a PDF says it.
fn made(at: jiff::Timestamp) -> Option<Timestamp> {
    let at = TimeZone::UTC.to_datetime(at);
    let [month, day, hour, minute, second] =
        [at.month(), at.day(), at.hour(), at.minute(), at.second()].map(i8::unsigned_abs);
    Datetime::from_ymd_hms(i32::from(at.year()), month, day, hour, minute, second).map(Timestamp::new_utc)
}
