//! What the template of a receipt (tanda terima) is told. `docs/sop/letters.md` describes it for authors.

use serde::Serialize;

use crate::letter::{Day, Holder, Office, Service};

/// Everything that the template of a receipt is told. `/qr.svg` holds the tracking page's address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReceiptData {
    /// Who received it: the letterhead.
    pub office: Office,
    /// What was applied for.
    pub service: Service,
    /// The application.
    pub case: ReceiptCase,
    /// Whose it is.
    pub holder: Holder,
    /// What was promised.
    pub promise: Promise,
    /// The documents received, in the order of the SOP.
    pub documents: Vec<Document>,
    /// What happens next, one sentence a step.
    pub next: Vec<String>,
}

/// An application that was received.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReceiptCase {
    /// Its registration number.
    pub number: String,
    /// The day of filing.
    pub submitted: Day,
    /// The hour of filing with its zone, as in "09.14 WIB".
    pub time: String,
    /// The code by which whoever has it may follow the case.
    pub tracking: String,
    /// The address of the tracking page.
    pub tracking_url: String,
    /// What it costs, in words, as in "Gratis".
    pub fee: String,
    /// The officer who filed it at the counter; empty where the applicant did it.
    pub filed_by: String,
}

/// What was promised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Promise {
    /// How long it takes at most, as in "9 hari kerja".
    pub text: String,
    /// The last day that is on time.
    pub due: Day,
    /// Why it is that day, in one sentence; may be empty.
    pub why: String,
}

/// A document that was received.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Document {
    /// What it is.
    pub name: String,
    /// The name of the file, as it was sent.
    pub file: String,
    /// Its size, as in "1,2 MB".
    pub size: String,
}
