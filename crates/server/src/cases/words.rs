//! Cases in words: who holds one, how it stands, how urgent a task is. Other slices say these things with the same words.

use casework::clock::{Holder, Lateness};
use casework::date_text::working_days;
use casework::lang::Lang;
use casework::office::{Calendar, Office};
use casework::sop::{EndResult, ServiceId, Sop, StepId};
use jiff::civil::Date;

use crate::ui::{Tag, Tone, tr, tr_with};

/// Who holds a case, as a row keeps it (`Holder::code`): "Dinas Kesehatan". Empty where nobody holds it any more.
pub fn words_of_holder(office: &Office, code: &str, lang: Lang) -> String {
    holder(code).map_or_else(String::new, |holder| holder_words(office, &holder, lang))
}

/// Who holds a case, with an agency by its name.
pub fn holder_words(office: &Office, holder: &Holder, lang: Lang) -> String {
    match holder {
        Holder::Agency(id) => {
            let agency = office.agencies.iter().find(|agency| &agency.id.0 == id);
            agency.map_or_else(|| id.clone(), |agency| agency.name.get(lang).to_owned())
        }
        Holder::Applicant | Holder::FrontOffice | Holder::Payment | Holder::LegalStop | Holder::Outage => {
            capital(holder.text(lang))
        }
    }
}

/// The holder that a row's code names.
fn holder(code: &str) -> Option<Holder> {
    let plain = [Holder::Applicant, Holder::FrontOffice, Holder::Payment, Holder::LegalStop, Holder::Outage];
    let agency = code.strip_prefix("agency:").map(|id| Holder::Agency(id.to_owned()));
    agency.or_else(|| plain.into_iter().find(|holder| holder.code() == code))
}

/// With a capital letter at its beginning.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What people call a role; the applicant has one too.
pub fn role_words(office: &Office, role: &str, lang: Lang) -> String {
    match office.role(role) {
        Some(role) => role.name.get(lang).to_owned(),
        None if role == "pemohon" => capital(Holder::Applicant.text(lang)),
        None => role.to_owned(),
    }
}

/// What a step or an end is called.
pub fn step_words(sop: &Sop, step: &StepId, lang: Lang) -> String {
    let name = sop.step(step).map(|step| &step.name).or_else(|| sop.end(step).map(|end| &end.name));
    match name {
        Some(name) => name.get(lang).to_owned(),
        None if step.0 == "ditarik" => tr(lang, "cases-withdrawn").into_owned(),
        None => step.0.clone(),
    }
}

/// What a service is called: by its SOP in force, or by the newest that there is.
pub fn service_words(office: &Office, service: &str, lang: Lang) -> String {
    let id = ServiceId(service.to_owned());
    let sop = office.catalogue.all().filter(|sop| sop.service.id == id).last();
    sop.map_or_else(|| service.to_owned(), |sop| sop.service.name.get(lang).to_owned())
}

/// The state of a case in a word and a shape: `open`, `granted`, `rejected` or `closed`.
pub fn state_tag(state: &str, lang: Lang) -> Tag {
    let (key, tone) = match state {
        "granted" => ("cases-state-granted", Tone::Good),
        "rejected" => ("cases-state-rejected", Tone::Bad),
        "closed" => ("cases-state-closed", Tone::Plain),
        _open => ("cases-state-open", Tone::Active),
    };
    Tag::new(tr(lang, key), tone)
}

/// The state that the end of a case means.
pub fn state_of(result: Option<EndResult>) -> &'static str {
    match result {
        None => "open",
        Some(EndResult::Granted) => "granted",
        Some(EndResult::Rejected) => "rejected",
        Some(EndResult::Closed) => "closed",
    }
}

/// What is new about a task, as its row has it: `answered`, `added`, or nothing.
pub fn mark_tag(mark: &str, lang: Lang) -> Option<Tag> {
    let (key, tone) = match mark {
        "answered" => ("cases-came-answered", Tone::Active),
        "returned" => ("cases-news-returned", Tone::Warn),
        "updated" => ("cases-news-updated", Tone::Active),
        "added" => ("cases-came-unasked", Tone::Warn),
        _nothing => return None,
    };
    Some(Tag::new(tr(lang, key), tone))
}

/// How urgent a task is, from its due day and today: late, today, soon, or in good time. Years that the calendar does not
/// have are counted in days of the week instead, so that a list never fails for one row.
pub fn due_tag(due: Option<Date>, today: Date, calendar: &Calendar, lang: Lang) -> Tag {
    let Some(due) = due else { return Tag::new(tr(lang, "cases-due-none"), Tone::Plain) };
    let days = |from, until| calendar.working_days_between(from, until).unwrap_or(0);
    if due < today {
        let late = working_days(days(due, today).max(1), lang);
        return Tag::new(tr_with(lang, "cases-due-late", &[("days", late.into())]), Tone::Bad);
    }
    match days(today, due) {
        0 => Tag::new(tr(lang, "cases-due-today"), Tone::Warn),
        1 => Tag::new(tr_with(lang, "cases-due-left", &[("days", working_days(1, lang).into())]), Tone::Warn),
        left => Tag::new(tr_with(lang, "cases-due-left", &[("days", working_days(left, lang).into())]), Tone::Good),
    }
}

/// How a case stands against its promise, in words and shape.
pub fn lateness_tag(lateness: Lateness, ended: bool, lang: Lang) -> Tag {
    let with = |key: &str, days: u16| tr_with(lang, key, &[("days", working_days(u32::from(days), lang).into())]);
    match lateness {
        Lateness::Late(days) => Tag::new(with("cases-promise-late", days), Tone::Bad),
        Lateness::OnTime(_) if ended => Tag::new(tr(lang, "cases-promise-kept"), Tone::Good),
        Lateness::OnTime(0) => Tag::new(tr(lang, "cases-promise-today"), Tone::Warn),
        Lateness::OnTime(days) => Tag::new(with("cases-promise-left", days), Tone::Good),
        Lateness::Paused(days) => Tag::new(with("cases-promise-paused", days), Tone::Plain),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_of_all_holders_are_read_back() {
        for one in [Holder::Applicant, Holder::FrontOffice, Holder::Agency("pupr".into()), Holder::LegalStop] {
            assert_eq!(holder(&one.code()), Some(one));
        }
        assert_eq!(holder(""), None);
    }
}
