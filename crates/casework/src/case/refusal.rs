//! An answer to a person: no, why, and what to do.

use serde::{Deserialize, Serialize};

use crate::form::Fault;
use crate::lang::{Lang, Text};

/// Why a command was not carried out. Nothing is lost by it, and it is no fault of the program.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Refusal {
    /// What kind of no it is.
    pub kind: RefusalKind,
    /// What, why, and what to do.
    pub message: Text,
    /// The fields or files concerned, where it is about these.
    #[serde(default)]
    pub faults: Vec<Fault>,
}

/// The kinds of no; the face chooses its look and its status code by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalKind {
    /// What was sent is incomplete or wrong.
    Invalid,
    /// The person may not do this.
    Forbidden,
    /// Somebody else was faster, or the page is stale.
    Stale,
    /// There is no such thing, or not for this person.
    NotFound,
    /// The case is not in a state for it.
    WrongState,
}

impl Refusal {
    /// A refusal without single faults.
    pub fn new(kind: RefusalKind, id: impl Into<String>, en: impl Into<String>) -> Refusal {
        Refusal { kind, message: Text::new(id, en), faults: Vec::new() }
    }

    /// A refusal that names the fields or files concerned.
    pub fn invalid(faults: Vec<Fault>) -> Refusal {
        let message = Text::new(
            "Ada isian yang perlu diperbaiki sebelum dapat dikirim. Periksa bagian yang ditandai.",
            "Some answers must be corrected before this can be sent. Check the marked parts.",
        );
        Refusal { kind: RefusalKind::Invalid, message, faults }
    }

    /// The message in a language.
    pub fn text(&self, lang: Lang) -> &str {
        self.message.get(lang)
    }
}
