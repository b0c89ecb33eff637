//! Who holds a licence, as letters, the register and the public page all name them.

use casework::case::{Case, Filing};
use casework::form::{Answers, only_asked};
use casework::sop::Sop;
use jiff::civil::Date;

/// The fields that name the holder, the first that was asked and answered: the body in whose name it was applied for, else
/// the person, with titles. An SOP whose form has neither names the applicant as the case does.
const NAMES: [&str; 2] = ["nama_badan", "nama"];

/// The answers that count on a day: without those to questions that are no longer asked.
pub fn answers(sop: &Sop, case: &Case, on: Date) -> Answers {
    only_asked(&sop.sections, &case.answers, on)
}

/// The holder's name.
pub fn name<'a>(answers: &'a Answers, filing: &'a Filing) -> &'a str {
    let named = NAMES.iter().find_map(|id| answers.text(id).map(str::trim).filter(|name| !name.is_empty()));
    named.unwrap_or(&filing.applicant.name)
}
