//! What the applicant answered, page by page of the form; personal numbers masked unless a reason was given.

use casework::form::{Field, FieldKind, odd_answers, only_asked, revealed, shown};
use casework::region::Regions;
use serde_json::Value as Json;

use super::Eyes;

/// The answers of one page of the form.
pub struct FactGroup {
    /// The page's heading.
    pub title: String,
    /// The answers.
    pub facts: Vec<Fact>,
}

/// One answer.
pub struct Fact {
    /// The question.
    pub term: String,
    /// The answer in words, line breaks kept.
    pub value: String,
    /// What looks odd about it and may all the same be right; empty for nothing.
    pub odd: String,
}

/// The answers as they stand; `whole` shows personal numbers in full.
pub fn facts(eyes: Eyes<'_>, regions: &Regions, whole: bool) -> Vec<FactGroup> {
    let opened = eyes.opened;
    let filed = opened.office.calendar.zone().day(opened.filing.at);
    let answers = only_asked(&opened.sop.sections, &opened.case.answers, filed);
    let groups = opened.sop.sections.iter().map(|section| {
        let odd = odd_answers(&section.fields, &answers, regions);
        let fact = |field: &Field| {
            let answer = answers.get(&field.id)?;
            let fault = odd.iter().find(|fault| fault.field == field.id);
            Some(Fact {
                term: field.label.get(eyes.lang).to_owned(),
                value: if whole {
                    in_full(eyes, field, answer, regions)
                } else {
                    shown(field, answer, eyes.lang, regions)
                },
                odd: fault.map_or_else(String::new, |fault| fault.message.get(eyes.lang).to_owned()),
            })
        };
        FactGroup {
            title: section.title.get(eyes.lang).to_owned(),
            facts: section.fields.iter().filter_map(fact).collect(),
        }
    });
    groups.filter(|group| !group.facts.is_empty()).collect()
}

/// An answer with its personal numbers in full, those in rows as well.
fn in_full(eyes: Eyes<'_>, field: &Field, answer: &Json, regions: &Regions) -> String {
    let FieldKind::Rows { columns, .. } = &field.kind else { return revealed(field, answer, eyes.lang, regions) };
    let rows = answer.as_array().map_or(&[][..], Vec::as_slice);
    let line = |(at, row): (usize, &Json)| {
        let cells =
            columns.iter().filter_map(|column| Some(revealed(column, row.get(&column.id)?, eyes.lang, regions)));
        format!("{}. {}", at + 1, cells.collect::<Vec<_>>().join(" · "))
    };
    rows.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
}
