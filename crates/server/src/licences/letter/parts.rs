//! The parts of a letter's data: every text as it is printed, in Indonesian.

use std::collections::BTreeMap;

use casework::case::DoneStep;
use casework::date_text;
use casework::form::{Answers, Field, FieldKind, shown, table_of};
use casework::office::Office;
use casework::region::Regions;
use casework::sop::{LetterKind, OutcomeKind, Sop, Step};
use documents::{Answer, Basis, Day, Duty, Findings};
use jiff::civil::Date;
use serde_json::Value;

use super::{Issue, LANG};

/// The letterhead.
pub fn office(office: &Office, crest: bool) -> documents::Office {
    let profile = &office.profile;
    let web = profile.public_url.trim_start_matches("https://").trim_start_matches("http://");
    documents::Office {
        government: profile.government.clone(),
        agency: profile.agency.clone(),
        address: profile.address.clone(),
        phone: profile.phone.clone(),
        email: profile.email.clone(),
        web: web.to_owned(),
        place: profile.place.clone(),
        accent: profile.accent.clone(),
        crest,
    }
}

/// The letter itself.
pub fn letter(issue: &Issue<'_>) -> documents::Letter {
    let issued = issue.issued;
    let texts = |texts: &[casework::lang::Text]| -> Vec<String> {
        texts.iter().map(|text| text.get(LANG).to_owned()).collect()
    };
    documents::Letter {
        id: issued.letter.clone(),
        kind: super::kind(issued),
        title: issue.letter.title.get(LANG).to_owned(),
        number: issued.number.clone(),
        date: day(issued.date),
        until: issued.until.map(day).unwrap_or_default(),
        code: issued.code.to_string(),
        verify_url: super::verification_url(issue.office, issued),
        conditions: deemed(issue).into_iter().chain(texts(&issue.letter.conditions)).collect(),
        copies: texts(&issue.letter.copies),
    }
}

/// A licence that the law has granted says so, before all its conditions.
fn deemed(issue: &Issue<'_>) -> Option<String> {
    let deemed = issue.case.deemed.as_ref().filter(|_| issue.letter.kind == LetterKind::Licence)?;
    let law = issue.sop.identity.legal_basis.iter().find(|law| law.id == deemed.legal_basis)?;
    let article = law.article.as_ref().map_or_else(String::new, |article| format!("{article} "));
    Some(format!(
        "Surat ini terbit sebagai keputusan fiktif positif: batas waktu keputusan {} terlewati, sehingga permohonan dianggap dikabulkan menurut {article}{}.",
        date_text::day(deemed.due, LANG),
        law.title
    ))
}

/// The service.
pub fn service(sop: &Sop) -> documents::Service {
    let basis = sop.identity.legal_basis.iter().map(|law| Basis {
        id: law.id.clone(),
        title: law.title.clone(),
        article: law.article.clone().unwrap_or_default(),
    });
    documents::Service {
        id: sop.service.id.0.clone(),
        name: sop.service.name.get(LANG).to_owned(),
        product: sop.service.product.get(LANG).to_owned(),
        legal_basis: basis.collect(),
        sop: sop.identity.number.clone(),
    }
}

/// A day, to compare and to print.
pub fn day(date: Date) -> Day {
    Day { iso: date.to_string(), text: date_text::day(date, LANG) }
}

/// What was answered, in the order of the form.
pub fn answers<'f>(fields: impl Iterator<Item = &'f Field>, given: &Answers, regions: &Regions) -> documents::Answers {
    let answered = fields.filter_map(|field| Some(answer(field, given.get(&field.id)?, regions)));
    documents::Answers(answered.collect())
}

fn answer(field: &Field, value: &Value, regions: &Regions) -> Answer {
    let mut answer = Answer { id: field.id.clone(), label: field.label.get(LANG).to_owned(), ..Answer::default() };
    if let FieldKind::Rows { columns, .. } = &field.kind {
        let table = table_of(columns, value, LANG, regions);
        (answer.head, answer.rows) = (table.head, table.rows);
    } else {
        answer.value = shown(field, value, LANG, regions);
        answer.raw = raw(field, value);
    }
    answer
}

/// An answer as it is stored, for conditions in a template; personal numbers never.
fn raw(field: &Field, value: &Value) -> String {
    match &field.kind {
        FieldKind::Nik | FieldKind::Npwp | FieldKind::Rows { .. } => String::new(),
        FieldKind::Text { .. }
        | FieldKind::Paragraph { .. }
        | FieldKind::Number { .. }
        | FieldKind::Money { .. }
        | FieldKind::Date { .. }
        | FieldKind::Yes
        | FieldKind::Choice { .. }
        | FieldKind::Choices { .. }
        | FieldKind::Nib
        | FieldKind::Phone
        | FieldKind::Email
        | FieldKind::Region { .. }
        | FieldKind::Place { .. } => plain(value),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Array(parts) => parts.iter().map(plain).collect::<Vec<_>>().join(","),
        Value::Object(parts) => parts.values().map(plain).collect::<Vec<_>>().join(","),
    }
}

/// What officers found, by step; where a step was done more than once, the last time counts.
pub fn findings(issue: &Issue<'_>) -> BTreeMap<String, Findings> {
    let done = issue.case.done.iter().filter_map(|done| {
        let step = issue.sop.step(&done.step).filter(|step| !step.task.is_applicants())?;
        Some((step.id.0.clone(), found(issue, step, done)))
    });
    done.collect()
}

fn found(issue: &Issue<'_>, step: &Step, done: &DoneStep) -> Findings {
    Findings {
        step: step.name.get(LANG).to_owned(),
        by: agency_or_role(issue.office, &step.role),
        date: day(issue.office.calendar.zone().day(done.at)),
        outcome: done.outcome.0.clone(),
        reason: done.reason.clone().unwrap_or_default(),
        answers: answers(step.fields.iter(), &done.findings, issue.regions),
    }
}

/// A technical agency by its name; within the office itself, the role.
fn agency_or_role(office: &Office, role: &str) -> String {
    let Some(role) = office.role(role) else { return role.to_owned() };
    let agency = office.agency(&role.agency).filter(|agency| !agency.front);
    agency.map_or(&role.name, |agency| &agency.name).get(LANG).to_owned()
}

/// Why it was refused: the words of the officer who decided it. Where they gave none, those of the officer before them who
/// spoke against the application. A letter that grants has no reasons.
pub fn reasons(issue: &Issue<'_>) -> Vec<String> {
    match issue.issued.kind {
        LetterKind::Rejection => {}
        LetterKind::Licence | LetterKind::Recommendation | LetterKind::Assignment => return Vec::new(),
    }
    let against = |done: &&DoneStep| {
        let outcome = issue.sop.step(&done.step).and_then(|step| step.outcome(&done.outcome));
        done.officer.is_some() && outcome.is_some_and(|outcome| outcome.kind == OutcomeKind::Refuse)
    };
    let spoken = issue.case.done.iter().rev().filter(against);
    let reasons = spoken.map(|done| points(done.reason.as_deref().unwrap_or_default()));
    reasons.into_iter().find(|points| !points.is_empty()).unwrap_or_default()
}

/// The points of a reason: one a line, without the marks that officers put before them, since the letter numbers them.
fn points(reason: &str) -> Vec<String> {
    let points = reason.lines().map(|line| unmarked(line.trim())).filter(|line| !line.is_empty());
    points.map(str::to_owned).collect()
}

fn unmarked(line: &str) -> &str {
    let digits = line.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let numbered = digits.len() < line.len() && line.len() - digits.len() <= 2;
    let rest = if numbered { digits.strip_prefix(['.', ')']) } else { line.strip_prefix(['-', '–', '•', '*']) };
    rest.filter(|rest| rest.starts_with(' ')).map_or(line, str::trim_start)
}

/// What stays open for the holder, with the days that were fixed at the issue.
pub fn duties(issue: &Issue<'_>) -> Vec<Duty> {
    let opened = issue.sop.duties.iter().filter(|duty| duty.letter == issue.issued.letter);
    let opened = opened.filter_map(|duty| {
        let due = issue.case.duties.get(&duty.id)?.due;
        let (name, otherwise) = (duty.name.get(LANG).to_owned(), duty.otherwise.get(LANG).to_owned());
        Some(Duty { name, due: day(due), otherwise })
    });
    opened.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_told_point_by_point() {
        let reason = "1. STR tidak ditemukan.\n2) Izin klinik berakhir 30 November 2025.\n\n- Jadwal bertabrakan\n2026 belum dibuka";
        let told = points(reason);
        let expected = [
            "STR tidak ditemukan.",
            "Izin klinik berakhir 30 November 2025.",
            "Jadwal bertabrakan",
            "2026 belum dibuka",
        ];
        assert_eq!(told, expected);
        assert_eq!(points("3.5 m terlalu dekat"), ["3.5 m terlalu dekat"]);
        assert!(points(" \n").is_empty());
    }
}
