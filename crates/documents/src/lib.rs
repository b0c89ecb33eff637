//! Letters: data and a template in, PDF bytes out; and the QR codes on them.
//!
//! A [`Template`] is Typst source that was read and parsed once. [`render`] sets it with the data of one letter and gives a
//! tagged PDF (PDF/A-2a and PDF/UA-1). The same template, data and options give the same bytes.
//!
//! What a template may read is what it is handed in memory: `data.json` and the [`Assets`]. There is no file system, no
//! network, no package and no clock behind it. Data is never put into source, so nothing that a citizen types is markup.
//!
//! Absent on purpose: every other crate of ours (this one does not know what a permit is), files, network, clock.

mod assets;
mod fault;
mod letter;
mod options;
mod photo;
mod printable;
mod qr;
mod receipt;
mod render;
mod runaway;
mod template;
mod world;

pub use assets::Assets;
pub use fault::{Fault, Problem};
pub use letter::{
    Answer, Answers, Basis, Case, Day, Duty, Findings, Holder, Letter, LetterData, Office, Service, Signer,
};
pub use options::Options;
pub use photo::{PhotoFault, photo};
pub use qr::{QrFault, qr_svg};
pub use receipt::{Document, Promise, ReceiptCase, ReceiptData};
pub use render::{Pdf, render};
pub use template::Template;
