//! Conditions and formulas: every name known, every kind right, and no question that depends on a later one.

use super::found::{Found, Subject, error};
use crate::form::{Field, FieldKind};
use crate::sop::{Formula, Sop};

/// What a formula must yield.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Yields {
    /// True or false.
    Truth,
    /// Whole rupiah.
    Rupiah,
    /// A day, as text.
    Day,
}

/// A formula of an SOP: its key path, and what it must yield.
pub(crate) struct Written<'a> {
    pub path: String,
    pub formula: &'a Formula,
    pub yields: Yields,
}

/// Every formula of an SOP.
pub(crate) fn all(sop: &Sop) -> Vec<Written<'_>> {
    let mut list: Vec<Written<'_>> = Vec::new();
    let truth = |path: String, formula| Written { path, formula, yields: Yields::Truth };
    for (at, requirement) in sop.requirements.iter().enumerate() {
        list.extend(requirement.when.iter().map(|when| truth(format!("requirement[{at}].when"), when)));
    }
    for (at, section) in sop.sections.iter().enumerate() {
        list.extend(section.when.iter().map(|when| truth(format!("section[{at}].when"), when)));
        fields(&mut list, &format!("section[{at}]"), &section.fields);
    }
    for (at, rule) in sop.rules.iter().enumerate() {
        list.push(truth(format!("rule[{at}].must"), &rule.must));
    }
    for (at, tariff) in sop.fee.tariff.iter().enumerate() {
        list.push(Written {
            path: format!("fee.tariff[{at}].formula"),
            formula: &tariff.formula,
            yields: Yields::Rupiah,
        });
    }
    for (at, route) in sop.start.route.iter().enumerate() {
        list.push(truth(format!("start.route[{at}].when"), &route.when));
    }
    for (at, step) in sop.steps.iter().enumerate() {
        fields(&mut list, &format!("step[{at}]"), &step.fields);
        for (place, outcome) in step.outcomes.iter().enumerate() {
            for (way, route) in outcome.route.iter().enumerate() {
                list.push(truth(format!("step[{at}].outcome[{place}].route[{way}].when"), &route.when));
            }
        }
    }
    let day = |path: String, formula| Written { path, formula, yields: Yields::Day };
    let until = sop.validity.iter().filter_map(|validity| validity.until.as_ref());
    list.extend(until.map(|until| day("validity.until".into(), until)));
    list.extend(sop.duties.iter().enumerate().map(|(at, duty)| day(format!("duty[{at}].due"), &duty.due)));
    list
}

fn fields<'a>(list: &mut Vec<Written<'a>>, path: &str, fields: &'a [Field]) {
    for (at, field) in fields.iter().enumerate() {
        let path = format!("{path}.field[{at}]");
        let truth = |path: String, formula| Written { path, formula, yields: Yields::Truth };
        list.extend(field.when.iter().map(|when| truth(format!("{path}.when"), when)));
        if let FieldKind::Rows { columns, .. } = &field.kind {
            let columns = columns.iter().enumerate();
            let conditions = columns.filter_map(|(at, column)| Some((at, column.when.as_ref()?)));
            list.extend(conditions.map(|(at, when)| truth(format!("{path}.columns[{at}].when"), when)));
        }
    }
}

/// The names under which an SOP's formulas ask for what the office knows besides the case: `fakta.<name>`.
pub(crate) fn facts_asked_for(sop: &Sop) -> Vec<String> {
    let mut names = Vec::new();
    for written in all(sop) {
        for after in written.formula.source().split("fakta.").skip(1) {
            let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(after.len());
            names.push(after[..end].to_owned());
        }
    }
    names.sort();
    names.dedup();
    names
}

/// `S-CONDITION-LATER`: a question depends only on answers that come before it.
pub(super) fn look_back_only(subject: &Subject<'_>) -> Vec<Found> {
    let sop = subject.sop;
    let order: Vec<&str> = sop.fields().map(|field| field.id.as_str()).collect();
    let mut found = Vec::new();
    let mut before = 0;
    for (at, section) in sop.sections.iter().enumerate() {
        let later = |count: usize| order[count..].to_vec();
        if let Some(when) = &section.when {
            found.extend(depends_on_later(&format!("section[{at}].when"), &section.id, when, &later(before)));
        }
        for (place, field) in section.fields.iter().enumerate() {
            if let Some(when) = &field.when {
                let path = format!("section[{at}].field[{place}].when");
                found.extend(depends_on_later(&path, &field.id, when, &later(before + place)));
            }
        }
        before += section.fields.len();
    }
    found
}

fn depends_on_later(path: &str, asked: &str, when: &Formula, later: &[&str]) -> Option<Found> {
    let references = when.expression().references();
    let name = references.variables().into_iter().find(|name| later.contains(name))?;
    Some(error(
        "S-CONDITION-LATER",
        path,
        format!(
            "“{asked}” hanya ditanyakan bila “{}”, tetapi “{name}” baru ditanyakan sesudahnya. Pindahkan “{name}” ke depan.",
            when.source()
        ),
        format!(
            "“{asked}” is asked only where “{}” holds, but “{name}” is asked only later. Move “{name}” before it.",
            when.source()
        ),
    ))
}
