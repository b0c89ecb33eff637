//! What is said about a PDF beside its content, and how far making it may go.

use std::time::Duration;

use jiff::Timestamp;

/// What is said about a PDF beside its content, and how far making it may go.
#[derive(Clone, Debug)]
pub struct Options {
    /// What tells this document from every other, such as its number: the PDF's identifier is derived from it.
    pub ident: String,
    /// The moment that the PDF gives as that of its making. It is handed in, so that the same letter gives the same bytes.
    pub made: Timestamp,
    /// More pages than this are refused.
    pub max_pages: usize,
    /// After this time one stops waiting; see [`crate::render`].
    pub patience: Duration,
}

impl Options {
    /// A document of this identity and moment, of at most 20 pages, made within half a minute. (A letter takes some
    /// milliseconds; the rest is for a machine that is busy.)
    pub fn new(ident: impl Into<String>, made: Timestamp) -> Options {
        Options { ident: ident.into(), made, max_pages: 20, patience: Duration::from_secs(30) }
    }
}
