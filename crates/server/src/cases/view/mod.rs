//! A case as its page at the desk shows it: values for the template, made from the case, its events and its SOP.

mod changes;
mod clocks;
mod facts;
mod history;
mod papers;

pub(super) use changes::{Change, News, changes, news};
pub(super) use clocks::{ClockRow, clocks, drafted, limit_notice};
pub(super) use facts::{FactGroup, facts};
pub(super) use history::{happened, history};
pub(super) use papers::{Paper, StepResult, href, paper, papers, results};

use casework::case::{OpenStep, may_remind, obstacle};
use casework::clock::{self, Reader};
use casework::date_text;
use casework::lang::Lang;
use casework::office::Office;
use casework::sop::StepId;
use jiff::Timestamp;

use super::access::Opened;
use super::words;
use crate::ui::{Tag, Tone, encode, tr, tr_with};

/// What every part of the view needs.
#[derive(Clone, Copy)]
pub(super) struct Eyes<'a> {
    /// The case.
    pub opened: &'a Opened,
    /// The language.
    pub lang: Lang,
    /// Now.
    pub now: Timestamp,
}

impl Eyes<'_> {
    /// The office.
    pub fn office(&self) -> &Office {
        &self.opened.office
    }

    /// "9 Jan 2026, 14.05 WIB".
    pub fn moment(&self, at: Timestamp) -> String {
        let zone = self.office().calendar.zone();
        format!("{}, {}", date_text::short_day(zone.day(at), self.lang), date_text::hour(at, zone, self.lang))
    }

    /// The role that does a step.
    pub fn role(&self, step: &StepId) -> Option<&String> {
        self.opened.sop.step(step).map(|step| &step.role)
    }

    /// What a step is called.
    pub fn step(&self, step: &StepId) -> String {
        words::step_words(&self.opened.sop, step, self.lang)
    }
}

/// How the case stands against its promise.
pub(super) struct Standing {
    /// In words and shape.
    pub tag: Tag,
    /// Why the due day is that day.
    pub why: String,
}

/// How a case stands today, and why. Years that the calendar does not have are said, not guessed.
pub(super) fn standing(eyes: Eyes<'_>) -> Standing {
    let (opened, calendar) = (eyes.opened, eyes.office().calendar_for(&eyes.opened.case));
    let today = calendar.zone().day(eyes.now);
    let due = clock::due(&opened.case.ledger, opened.filing.at, opened.filing.promise, calendar);
    let stands = due.and_then(|due| Ok((clock::lateness(&due, today, calendar)?, due)));
    match stands {
        Ok((lateness, due)) => Standing {
            tag: words::lateness_tag(lateness, opened.case.ended.is_some(), eyes.lang),
            why: clock::explain_to(&due, Reader::Officer, eyes.lang),
        },
        Err(gap) => Standing { tag: Tag::default(), why: gap.text().get(eyes.lang).to_owned() },
    }
}

/// Why the case does not go on by this officer's hand now, in one sentence; empty where it can.
pub(super) fn blocked(eyes: Eyes<'_>) -> String {
    let Opened { case, sop, office, officer, .. } = eyes.opened;
    let why = obstacle(case, sop, office, &officer.actor());
    why.map_or_else(String::new, |why| why.get(eyes.lang).to_owned())
}

/// A step that is open, and who has it.
pub(super) struct OpenRow {
    /// The step.
    pub step: String,
    /// The role.
    pub role: String,
    /// The officer who has taken it; empty where nobody has.
    pub officer: String,
    /// Since when, and until when it is on time.
    pub span: String,
    /// How urgent it is.
    pub due: Tag,
    /// Where whoever has it can be reminded; nothing where that is not for this officer.
    pub remind: Option<String>,
}

/// The open steps, in the order of their ids.
pub(super) fn open_steps(eyes: Eyes<'_>) -> Vec<OpenRow> {
    let calendar = &eyes.office().calendar;
    let today = calendar.zone().day(eyes.now);
    let actor = eyes.opened.officer.actor();
    let remind = |id: &StepId| {
        let step = eyes.opened.sop.step(id).filter(|step| may_remind(&actor, step, eyes.office()))?;
        Some(format!("/meja/berkas/{}/ingatkan/{}", eyes.opened.id.0, encode(&step.id.0)))
    };
    let row = |(step, open): (&StepId, &OpenStep)| OpenRow {
        step: eyes.step(step),
        role: words::role_words(eyes.office(), &open.role, eyes.lang),
        officer: open.officer.as_ref().map(|officer| officer.told(eyes.office(), eyes.lang)).unwrap_or_default(),
        span: span(eyes, open),
        due: words::due_tag(open.due, today, calendar, eyes.lang),
        remind: remind(step),
    };
    eyes.opened.case.open.iter().map(row).collect()
}

/// Since when a step is open, and until when it is on time.
pub(super) fn span(eyes: Eyes<'_>, open: &OpenStep) -> String {
    let since = eyes.moment(open.since);
    match open.due {
        Some(day) => {
            let day = date_text::short_day(day, eyes.lang);
            tr_with(eyes.lang, "cases-since-until", &[("since", since.into()), ("day", day.into())])
        }
        None => tr_with(eyes.lang, "cases-since", &[("since", since.into())]),
    }
}

/// A time during which one holder had the case.
pub(super) struct LedgerRow {
    /// Who.
    pub who: String,
    /// Why.
    pub why: String,
    /// From when.
    pub from: String,
    /// Until when; empty while it lasts.
    pub until: String,
    /// For how many working days.
    pub days: String,
    /// Whether the promise stands still meanwhile.
    pub pauses: bool,
}

/// Who held the case how long, oldest first.
pub(super) fn ledger(eyes: Eyes<'_>) -> Vec<LedgerRow> {
    let calendar = &eyes.office().calendar;
    let day = |at| calendar.zone().day(at);
    let row = |interval: &clock::Interval| {
        let until = interval.until.unwrap_or(eyes.now);
        let days = calendar.working_days_between(day(interval.from), day(until)).unwrap_or(0);
        LedgerRow {
            who: words::holder_words(eyes.office(), &interval.holder, eyes.lang),
            why: words::capital(interval.reason.text(Reader::Officer, eyes.lang)),
            from: eyes.moment(interval.from),
            until: interval.until.map_or_else(String::new, |until| eyes.moment(until)),
            days: date_text::working_days(days, eyes.lang),
            pauses: interval.holder.pauses(),
        }
    };
    eyes.opened.case.ledger.intervals.iter().map(row).collect()
}

/// A letter of the case.
pub(super) struct LetterRow {
    /// Its title.
    pub title: String,
    /// Its number.
    pub number: String,
    /// When it was issued, and until when it holds.
    pub when: String,
    /// The PDF; nothing while it is being made.
    pub href: Option<String>,
    /// Granted or refused.
    pub tag: Tag,
}

/// The letters issued, oldest first.
pub(super) fn letters(eyes: Eyes<'_>) -> Vec<LetterRow> {
    use casework::sop::LetterKind;
    let row = |letter: &casework::case::IssuedLetter| {
        let title = eyes.opened.sop.letter(&letter.letter).map(|known| known.title.get(eyes.lang).to_owned());
        let (key, tone) = match letter.kind {
            LetterKind::Licence => ("cases-letter-licence", Tone::Good),
            LetterKind::Rejection => ("cases-letter-rejection", Tone::Bad),
            LetterKind::Recommendation => ("cases-letter-recommendation", Tone::Plain),
            LetterKind::Assignment => ("cases-letter-assignment", Tone::Plain),
        };
        let until = letter.until.map(|until| {
            let until = date_text::short_day(until, eyes.lang);
            tr_with(eyes.lang, "cases-valid-until", &[("day", until.into())])
        });
        let issued = eyes.moment(letter.at);
        LetterRow {
            title: title.unwrap_or_else(|| letter.letter.clone()),
            number: letter.number.clone(),
            when: until.map_or_else(|| issued.clone(), |until| format!("{issued} · {until}")),
            href: letter.file.as_ref().map(|file| papers::href(eyes.opened.id, &file.sha256)),
            tag: Tag::new(tr(eyes.lang, key), tone),
        }
    };
    eyes.opened.case.letters.iter().map(row).collect()
}
