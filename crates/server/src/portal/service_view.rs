//! A service as its page shows it: everything computed from the SOP, in one language, on one day.

use casework::date_text;
use casework::lang::Lang;
use casework::office::Office;
use casework::sop::formula::{Facts, in_words};
use casework::sop::{Requirement, Rule, Sop};
use jiff::civil::Date;

use super::steps_view::{CourseView, courses};
use crate::ui::{tr, tr_with, words};

/// A service in words.
pub struct ServiceView {
    pub id: String,
    pub name: String,
    pub summary: String,
    pub product: String,
    /// The promise, as in "14 hari kerja".
    pub promise: String,
    /// The fee in a word; none where it depends on the answers.
    pub fee: Option<String>,
    pub fee_note: String,
    /// The law that the tariff stands on, and its first day.
    pub fee_basis: String,
    pub validity: Option<String>,
    /// Documents that everybody brings.
    pub always: Vec<RequirementView>,
    /// Documents that some bring, with the condition.
    pub sometimes: Vec<RequirementView>,
    /// Conditions that the application itself must meet.
    pub rules: Vec<RuleView>,
    pub courses: Vec<CourseView>,
    /// What stays to be done after the licence: what, and what happens otherwise.
    pub duties: Vec<(String, String)>,
    pub laws: Vec<String>,
    /// The components of the service standard that no other part of the page says: number, name, text.
    pub standard: Vec<(u8, String, String)>,
    /// The SOP's number, revision and first day.
    pub revision: String,
}

/// One document.
pub struct RequirementView {
    pub name: String,
    pub optional: bool,
    /// The condition in words, as the end of "only if …"; empty for none.
    pub when: String,
    pub proves: String,
    pub hint: String,
    /// "PDF, JPG, atau PNG; paling besar 3 MB".
    pub file: String,
    pub basis: String,
    /// The agency that has it already; empty for none.
    pub held_by: String,
}

/// A condition that the application must meet.
pub struct RuleView {
    pub must: String,
    pub message: String,
    pub basis: String,
}

/// The view of a service.
pub fn view(sop: &Sop, office: &Office, day: Date, lang: Lang) -> ServiceView {
    let (fee, fee_basis) = fee(sop, day, lang);
    let requirements = || sop.requirements.iter().map(|requirement| requirement_view(requirement, sop, lang));
    let service = &sop.service;
    ServiceView {
        id: service.id.0.clone(),
        name: service.name.get(lang).to_owned(),
        summary: service.summary.get(lang).to_owned(),
        product: service.product.get(lang).to_owned(),
        promise: sop.standard.promise.text(lang),
        fee,
        fee_note: sop.fee.note.get(lang).to_owned(),
        fee_basis,
        validity: sop.validity.as_ref().map(|validity| validity.text.get(lang).to_owned()),
        always: requirements().filter(|requirement| requirement.when.is_empty()).collect(),
        sometimes: requirements().filter(|requirement| !requirement.when.is_empty()).collect(),
        rules: sop.rules.iter().map(|rule| rule_view(rule, sop, lang)).collect(),
        courses: courses(sop, office, lang),
        duties: sop
            .duties
            .iter()
            .map(|duty| (duty.name.get(lang).to_owned(), duty.otherwise.get(lang).to_owned()))
            .collect(),
        laws: sop.identity.legal_basis.iter().map(|law| title(&law.title, law.article.as_deref())).collect(),
        standard: standard(sop, lang),
        revision: revision(sop, lang),
    }
}

fn revision(sop: &Sop, lang: Lang) -> String {
    let effective = words::day(lang, sop.identity.effective);
    let version = i64::from(sop.identity.version);
    let args = [
        ("number", sop.identity.number.as_str().into()),
        ("version", version.into()),
        ("day", effective.as_str().into()),
    ];
    tr_with(lang, "portal-revision", &args)
}

fn title(title: &str, article: Option<&str>) -> String {
    article.map_or_else(|| title.to_owned(), |article| format!("{title}, {article}"))
}

/// The title of a law of the SOP; empty where there is none with this id.
fn law(sop: &Sop, id: Option<&str>) -> String {
    let law = id.and_then(|id| sop.identity.legal_basis.iter().find(|law| law.id == id));
    law.map_or_else(String::new, |law| title(&law.title, law.article.as_deref()))
}

/// The fee where it is the same for everybody, and what it stands on.
fn fee(sop: &Sop, day: Date, lang: Lang) -> (Option<String>, String) {
    let Some(tariff) = sop.fee.on(day) else { return (None, String::new()) };
    let same = tariff.formulas().all(|(_, formula)| formula.references().is_empty());
    let fee = same.then(|| tariff.amount(&Facts::default()).ok()).flatten().map(|amount| words::rupiah(lang, amount.0));
    let since = words::day(lang, tariff.effective);
    let law = law(sop, Some(&tariff.legal_basis));
    (fee, tr_with(lang, "portal-tariff-basis", &[("law", law.as_str().into()), ("day", since.as_str().into())]))
}

fn requirement_view(requirement: &Requirement, sop: &Sop, lang: Lang) -> RequirementView {
    let kinds: Vec<String> = requirement.accept.iter().map(|kind| kind.name().to_owned()).collect();
    let size = format!("{}\u{a0}MB", requirement.max_mb);
    let kinds = match kinds.split_last() {
        Some((last, before)) if !before.is_empty() => {
            format!("{} {} {last}", before.join(", "), lang.pick("atau", "or"))
        }
        _ => kinds.concat(),
    };
    RequirementView {
        name: requirement.name.get(lang).to_owned(),
        optional: requirement.optional,
        when: requirement.when.as_ref().map_or_else(String::new, |when| in_words(when, sop, lang)),
        proves: requirement.proves.get(lang).to_owned(),
        hint: requirement.hint.as_ref().map_or_else(String::new, |hint| hint.get(lang).to_owned()),
        file: tr_with(lang, "portal-file", &[("kinds", kinds.as_str().into()), ("size", size.as_str().into())]),
        basis: law(sop, requirement.legal_basis.as_deref()),
        held_by: requirement.held_by.clone().unwrap_or_default(),
    }
}

fn rule_view(rule: &Rule, sop: &Sop, lang: Lang) -> RuleView {
    RuleView {
        must: in_words(&rule.must, sop, lang),
        message: rule.message.get(lang).to_owned(),
        basis: law(sop, rule.legal_basis.as_deref()),
    }
}

/// The components of the service standard (PermenPANRB 15/2014) that are texts; 1 to 5 and 7 have their own parts of
/// the page.
fn standard(sop: &Sop, lang: Lang) -> Vec<(u8, String, String)> {
    let standard = &sop.standard;
    let staff = tr_with(lang, "portal-standard-staff-text", &[("count", i64::from(standard.staff).into())]);
    let texts = [
        (8, "portal-standard-facilities", standard.facilities.get(lang)),
        (9, "portal-standard-competence", standard.competence.get(lang)),
        (10, "portal-standard-supervision", standard.supervision.get(lang)),
        (11, "portal-standard-staff", staff.as_str()),
        (12, "portal-standard-guarantee", standard.guarantee.get(lang)),
        (13, "portal-standard-safety", standard.safety.get(lang)),
        (14, "portal-standard-evaluation", standard.evaluation.get(lang)),
    ];
    let complaints = (6, tr(lang, "portal-standard-complaints").into_owned(), standard.complaints.get(lang).to_owned());
    let others = texts.into_iter().map(|(number, key, text)| (number, tr(lang, key).into_owned(), text.to_owned()));
    std::iter::once(complaints).chain(others).collect()
}

/// Working minutes in words: hours where it is less than a day, else whole days, rounded up.
pub fn work(minutes: u64, per_day: u32, lang: Lang) -> String {
    let per_day = u64::from(per_day.max(1));
    if minutes >= per_day {
        return date_text::working_days(u32::try_from(minutes.div_ceil(per_day)).unwrap_or(u32::MAX), lang);
    }
    let hours = i64::try_from(minutes / 60).unwrap_or(i64::MAX);
    let rest = i64::try_from(minutes % 60).unwrap_or(0);
    match (hours, rest) {
        (0, rest) => tr_with(lang, "portal-minutes", &[("count", rest.into())]),
        (hours, 0) => tr_with(lang, "portal-hours", &[("count", hours.into())]),
        (hours, rest) => {
            let hours = tr_with(lang, "portal-hours", &[("count", hours.into())]);
            format!("{hours} {}", tr_with(lang, "portal-minutes", &[("count", rest.into())]))
        }
    }
}
