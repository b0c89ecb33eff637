//! Every clock of a case: the promise, the limit by law, each step's and each agency's own.

use casework::clock::{self, Clocks, Due, Reader, StepClock, Subject};

use super::{Eyes, Opened, words};
use crate::ui::{Notice, Tag, Tone, tr, tr_with};

/// One clock.
pub(in crate::cases) struct ClockRow {
    /// What it counts.
    pub name: String,
    /// Whose it is; empty for the office's own.
    pub whose: String,
    /// How it stands, or went.
    pub tag: Tag,
    /// All of it in one sentence.
    pub why: String,
}

/// The letter of which a draft is ready: the licence that the law has granted, while the head has not decided.
pub(in crate::cases) fn drafted(opened: &Opened) -> Option<String> {
    let passed = opened.case.warned.iter().any(|(_, left)| *left == 0);
    let decided = opened.case.ended.is_some() || !opened.case.letters.is_empty();
    let deemed = opened.sop.deemed.as_ref().filter(|_| passed && !decided)?;
    opened.sop.step(&deemed.step)?.outcome(&deemed.outcome)?.letter.clone()
}

/// What officers are told over a case whose limit by law has passed.
pub(in crate::cases) fn limit_notice(eyes: Eyes<'_>) -> Option<Notice> {
    drafted(eyes.opened)?;
    let (due, _) = eyes.opened.case.warned.iter().rev().find(|(_, left)| *left == 0)?;
    let day = casework::date_text::short_day(*due, eyes.lang);
    let notice = Notice::new(Tone::Bad, tr_with(eyes.lang, "cases-limit-passed", &[("day", day.into())]));
    let notice = notice.text(tr(eyes.lang, "cases-limit-passed-text"));
    Some(notice.action(tr(eyes.lang, "cases-limit-draft"), format!("/meja/berkas/{}/konsep", eyes.opened.id.0)))
}

/// The clocks, those that count in whole days from the submission first. A step that was late in a case that was on time
/// shows as both.
pub(in crate::cases) fn clocks(eyes: Eyes<'_>) -> Vec<ClockRow> {
    let opened = eyes.opened;
    let calendar = eyes.office().calendar_for(&opened.case);
    let counted = Clocks::of(&opened.case, Some(&opened.sop), calendar);
    let whole = counted.map(|clocks| (clocks.promise(calendar).ok(), clocks.limit(calendar).ok().flatten()));
    let (promise, limit) = whole.unwrap_or_default();
    let promise = promise.map(|due| day_clock(eyes, &due, Subject::Promise));
    let limit = limit.map(|due| day_clock(eyes, &due, Subject::Limit));
    let steps = clock::step_clocks(&opened.case, &opened.sop, eyes.office(), eyes.now);
    promise.into_iter().chain(limit).chain(steps.iter().map(|clock| step_clock(eyes, clock))).collect()
}

fn day_clock(eyes: Eyes<'_>, due: &Due, subject: Subject) -> ClockRow {
    let calendar = eyes.office().calendar_for(&eyes.opened.case);
    let key = match subject {
        Subject::Promise => "cases-clock-promise",
        Subject::Limit => "cases-clock-limit",
    };
    let stands = clock::lateness(due, calendar.zone().day(eyes.now), calendar);
    let ended = eyes.opened.case.ended.is_some();
    ClockRow {
        name: tr(eyes.lang, key).into_owned(),
        whose: String::new(),
        tag: stands.map(|stands| words::lateness_tag(stands, ended, eyes.lang)).unwrap_or_default(),
        why: clock::sentence(due, subject, Reader::Officer, eyes.lang),
    }
}

fn step_clock(eyes: Eyes<'_>, clock: &StepClock) -> ClockRow {
    let late = || casework::date_text::working_days(clock.late, eyes.lang);
    let tag = match (clock.late, clock.done) {
        (0, Some(_)) => Tag::new(tr(eyes.lang, "cases-clock-kept"), Tone::Good),
        (0, None) => {
            words::due_tag(clock.due, eyes.office().calendar.zone().day(eyes.now), &eyes.office().calendar, eyes.lang)
        }
        (_, _) => Tag::new(tr_with(eyes.lang, "cases-due-late", &[("days", late().into())]), Tone::Bad),
    };
    let agency = clock.agency.as_ref().and_then(|id| eyes.office().agency(id));
    let whose = match agency {
        Some(agency) if !agency.front => agency.name.get(eyes.lang).to_owned(),
        Some(_) => String::new(),
        None => tr(eyes.lang, "role-applicant").into_owned(),
    };
    ClockRow { name: eyes.step(&clock.step), whose, tag, why: clock.explain(&eyes.office().calendar, eyes.lang) }
}
