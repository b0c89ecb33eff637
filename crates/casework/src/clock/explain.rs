//! The due day in one sentence.

use super::{Due, Reason};
use crate::date_text::{day, day_of_month, list, working_days};
use crate::lang::Lang;
use crate::office::calendar::Holiday;

/// Who reads a sentence: the applicant is addressed, for an officer the applicant is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The applicant.
    Applicant,
    /// An officer, or the public.
    Officer,
}

impl Reason {
    /// What was waited for, as it ends "… while …".
    pub fn text(&self, reader: Reader, lang: Lang) -> &str {
        let applicant = reader == Reader::Applicant;
        match self {
            Reason::Work => lang.pick("dikerjakan", "it was worked on"),
            Reason::Correction if applicant => lang.pick("menunggu perbaikan dari Anda", "waiting for your correction"),
            Reason::Correction => {
                lang.pick("menunggu perbaikan dari pemohon", "waiting for the applicant's correction")
            }
            Reason::Payment if applicant => lang.pick("menunggu pembayaran dari Anda", "waiting for your payment"),
            Reason::Payment => lang.pick("menunggu pembayaran dari pemohon", "waiting for the applicant's payment"),
            Reason::LegalStop => lang.pick("dihentikan menurut hukum", "stopped by law"),
            Reason::Outage => lang.pick("sistem mengalami gangguan", "the system was down"),
            Reason::Closed => lang.pick("permohonan ditutup", "the application was closed"),
            Reason::Other(text) => text.get(lang),
        }
    }
}

/// Says to the applicant, in one sentence, why the due day is that day.
///
/// ```
/// # use casework::clock::{Holder, Ledger, Promise, Reason, due, explain};
/// # use casework::lang::Lang;
/// # use casework::office::calendar::{Calendar, CalendarRules, Zone};
/// # use jiff::civil::date;
/// # let holidays = include_str!("../../../../data/libur/libur_indonesia_2020_2027.csv");
/// # let calendar = Calendar::new(CalendarRules::default(), holidays).unwrap();
/// # let at = |day| Zone::Wib.at(date(2026, 1, day), 10, 0);
/// # let mut ledger = Ledger::default();
/// # ledger.switch(at(9), Holder::FrontOffice, Reason::Work);
/// # ledger.switch(at(14), Holder::Applicant, Reason::Correction);
/// # ledger.switch(at(23), Holder::FrontOffice, Reason::Work);
/// let due = due(&ledger, at(9), Promise { days: 9 }, &calendar).unwrap();
/// assert_eq!(
///     explain(&due, Lang::Id),
///     "Janji 9 hari kerja sejak 9 Januari 2026, ditambah 6 hari kerja selama menunggu perbaikan dari Anda, dan \
///      melewati 1 hari libur (Isra Mikraj Nabi Muhammad 16 Januari), menjadi 2 Februari 2026."
/// );
/// ```
pub fn explain(due: &Due, lang: Lang) -> String {
    explain_to(due, Reader::Applicant, lang)
}

/// Says to a reader, in one sentence, why the due day is that day, or why there is none now.
pub fn explain_to(due: &Due, reader: Reader, lang: Lang) -> String {
    sentence(due, Subject::Promise, reader, lang)
}

/// What a sentence is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The promise to the applicant.
    Promise,
    /// The limit that a law sets for the decision.
    Limit,
}

impl Subject {
    fn text(self, lang: Lang) -> &'static str {
        match self {
            Subject::Promise => lang.pick("Janji", "The promise of"),
            Subject::Limit => lang.pick("Batas menurut hukum", "The limit by law of"),
        }
    }
}

/// The same for any of the clocks that count in whole days.
pub fn sentence(due: &Due, subject: Subject, reader: Reader, lang: Lang) -> String {
    let promise = format!("{} {}", subject.text(lang), promise(due, lang));
    if let Some((since, reason)) = &due.pause {
        return paused(due, &promise, &day(*since, lang), reason.text(reader, lang), lang);
    }
    let until = due.date.map(|date| day(date, lang)).unwrap_or_default();
    let mut parts = Vec::new();
    if !due.credited.is_empty() {
        let credits: Vec<String> = due
            .credited
            .iter()
            .map(|credit| {
                let days = working_days(u32::from(credit.days), lang);
                format!("{days} {} {}", lang.pick("selama", "while"), credit.reason.text(reader, lang))
            })
            .collect();
        parts.push(format!("{} {}", lang.pick("ditambah", "plus"), list(&credits, lang)));
    }
    if !due.skipped.is_empty() {
        parts.push(skipped(&due.skipped, lang));
    }
    let parts = parts.join(lang.pick(", dan ", ", and "));
    match (lang, parts.is_empty()) {
        (Lang::Id, true) => format!("{promise} berakhir {until}."),
        (Lang::Id, false) => format!("{promise}, {parts}, menjadi {until}."),
        (Lang::En, true) => format!("{promise} ends on {until}."),
        (Lang::En, false) => format!("{promise}, {parts}, ends on {until}."),
    }
}

fn promise(due: &Due, lang: Lang) -> String {
    let days = working_days(u32::from(due.promise.days), lang);
    let from = day(due.start, lang);
    if due.received == due.start {
        return format!("{days} {} {from}", lang.pick("sejak", "from"));
    }
    let received = day_of_month(due.received, lang);
    match lang {
        Lang::Id => format!("{days} sejak {from} (masuk {received} di luar jam layanan)"),
        Lang::En => format!("{days} from {from} (received on {received} outside opening hours)"),
    }
}

fn paused(due: &Due, promise: &str, since: &str, reason: &str, lang: Lang) -> String {
    let used = working_days(u32::from(due.counted), lang);
    let left = working_days(due.left.unsigned_abs(), lang);
    match (lang, due.left < 0) {
        (Lang::Id, false) => format!(
            "{promise} berhenti dihitung sejak {since} karena {reason}; {used} sudah terpakai dan {left} tersisa."
        ),
        (Lang::Id, true) => format!(
            "{promise} berhenti dihitung sejak {since} karena {reason}, tetapi saat itu sudah terlewati {left}."
        ),
        (Lang::En, false) => {
            format!("{promise} has stood still since {since} ({reason}); {used} used and {left} left.")
        }
        (Lang::En, true) => {
            format!("{promise} has stood still since {since} ({reason}), but by then it was {left} overdue.")
        }
    }
}

/// How many names of holidays one sentence bears.
const NAMES: usize = 4;

fn skipped(holidays: &[Holiday], lang: Lang) -> String {
    let mut names: Vec<(&str, Vec<&Holiday>)> = Vec::new();
    for holiday in holidays {
        let name = holiday.name.get(lang);
        match names.iter_mut().find(|(known, _)| *known == name) {
            Some((_, days)) => days.push(holiday),
            None => names.push((name, vec![holiday])),
        }
    }
    let shown = names.iter().take(NAMES).map(|(name, days)| format!("{name} {}", days_of(days, lang)));
    let mut shown: Vec<String> = shown.collect();
    let rest: usize = names.iter().skip(NAMES).map(|(_, days)| days.len()).sum();
    if rest > 0 {
        shown.push(format!("{rest} {}", lang.pick("hari lain", "more")));
    }
    let (count, shown) = (holidays.len(), shown.join("; "));
    match lang {
        Lang::Id => format!("melewati {count} hari libur ({shown})"),
        Lang::En if count == 1 => format!("passing 1 holiday ({shown})"),
        Lang::En => format!("passing {count} holidays ({shown})"),
    }
}

/// "20, 23, dan 24 Maret"; each day with its month where they fall into several.
fn days_of(days: &[&Holiday], lang: Lang) -> String {
    let one_month = days.windows(2).all(|pair| {
        let (a, b) = (pair[0].date, pair[1].date);
        (a.year(), a.month()) == (b.year(), b.month())
    });
    let (last, before) = match days.split_last() {
        Some((last, before)) => (last, before),
        None => return String::new(),
    };
    let day_only = |holiday: &&Holiday| match one_month {
        true => holiday.date.day().to_string(),
        false => day_of_month(holiday.date, lang),
    };
    let mut words: Vec<String> = before.iter().map(day_only).collect();
    words.push(day_of_month(last.date, lang));
    list(&words, lang)
}
