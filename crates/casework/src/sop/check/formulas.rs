//! Conditions and formulas: every name known, every kind right, and no question that depends on a later one.

use super::found::{Found, Subject, error};
use crate::form::{Field, FieldKind};
use crate::sop::formula::{Types, Yields};
use crate::sop::{Formula, Sop};

/// A formula of an SOP.
struct Written<'a> {
    path: String,
    formula: &'a Formula,
    /// What it must yield.
    yields: Yields,
    /// What it sees.
    sees: &'a Types,
}

/// Every formula of an SOP. Conditions of questions and documents see the form's answers only, because the page that
/// asks them knows no more; everything else sees findings and facts too.
fn each(sop: &Sop, mut tell: impl FnMut(Written<'_>)) {
    let (form, case) = (Types::of_form(sop), Types::of_case(sop));
    let truth = |path: String, formula, sees| Written { path, formula, yields: Yields::Truth, sees };
    for (at, requirement) in sop.requirements.iter().enumerate() {
        requirement.when.iter().for_each(|when| tell(truth(format!("requirement[{at}].when"), when, &form)));
    }
    for (at, section) in sop.sections.iter().enumerate() {
        section.when.iter().for_each(|when| tell(truth(format!("section[{at}].when"), when, &form)));
        fields(&form, &format!("section[{at}]"), &section.fields, &mut tell);
    }
    for (at, rule) in sop.rules.iter().enumerate() {
        tell(truth(format!("rule[{at}].must"), &rule.must, &case));
    }
    for (at, tariff) in sop.fee.tariff.iter().enumerate() {
        let rupiah = |path: String, formula| Written { path, formula, yields: Yields::Rupiah, sees: &case };
        if let Some(formula) = &tariff.formula {
            tell(rupiah(format!("fee.tariff[{at}].formula"), formula));
        }
        for (line, part) in tariff.lines.iter().enumerate() {
            tell(rupiah(format!("fee.tariff[{at}].line[{line}].formula"), &part.formula));
        }
    }
    for (at, route) in sop.start.route.iter().enumerate() {
        tell(truth(format!("start.route[{at}].when"), &route.when, &case));
    }
    for (at, step) in sop.steps.iter().enumerate() {
        fields(&form, &format!("step[{at}]"), &step.fields, &mut tell);
        for (place, outcome) in step.outcomes.iter().enumerate() {
            for (way, route) in outcome.route.iter().enumerate() {
                tell(truth(format!("step[{at}].outcome[{place}].route[{way}].when"), &route.when, &case));
            }
        }
    }
    let day = |path: String, formula| Written { path, formula, yields: Yields::Day, sees: &case };
    let until = sop.validity.iter().filter_map(|validity| validity.until.as_ref());
    until.for_each(|until| tell(day("validity.until".into(), until)));
    sop.duties.iter().enumerate().for_each(|(at, duty)| tell(day(format!("duty[{at}].due"), &duty.due)));
}

fn fields(form: &Types, path: &str, fields: &[Field], tell: &mut impl FnMut(Written<'_>)) {
    for (at, field) in fields.iter().enumerate() {
        let path = format!("{path}.field[{at}]");
        let truth = |path: String, formula, sees| Written { path, formula, yields: Yields::Truth, sees };
        field.when.iter().for_each(|when| tell(truth(format!("{path}.when"), when, form)));
        let FieldKind::Rows { columns, .. } = &field.kind else { continue };
        let row = form.clone().with_fields(columns);
        for (at, column) in columns.iter().enumerate() {
            column.when.iter().for_each(|when| tell(truth(format!("{path}.columns[{at}].when"), when, &row)));
        }
    }
}

/// `S-FORMULA`: every name is known, every kind right, and it yields what is wanted.
pub(super) fn can_be_computed(subject: &Subject<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    each(subject.sop, |written| {
        for fault in written.formula.check(written.sees, written.yields) {
            let source = written.formula.source();
            found.push(error(
                "S-FORMULA",
                &written.path,
                format!("Rumus “{source}”: {}.", fault.message.id.trim_end_matches('.')),
                format!("The formula “{source}”: {}.", fault.message.en.trim_end_matches('.')),
            ));
        }
    });
    found
}

/// The names under which an SOP's formulas ask for what the office knows besides the case: `fakta.<name>`.
pub(crate) fn facts_asked_for(sop: &Sop) -> Vec<String> {
    let mut names = Vec::new();
    each(sop, |written| {
        for after in written.formula.source().split("fakta.").skip(1) {
            let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(after.len());
            names.push(after[..end].to_owned());
        }
    });
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
    let name = when.references().iter().find(|name| later.contains(&name.as_str()))?;
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
