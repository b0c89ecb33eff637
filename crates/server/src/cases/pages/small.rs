//! The small forms of a case's page: writing a note, taking the case up again, handing a step to a colleague.

use casework::case::{OpenStep, oversees, reopening};
use casework::form::{Fault, Typed};
use casework::lang::Lang;
use casework::sop::Step;

use super::beside;
use crate::cases::acts::{HAND_REASON, HAND_TO, NOTE_FOR, NOTE_TEXT, REOPEN_REASON};
use crate::cases::view::Eyes;
use crate::ui::{Choice, Field, Kind, encode, tr, tr_with, words};

/// A small form.
pub struct Small {
    /// Where it is sent.
    pub action: String,
    /// Its controls.
    pub fields: Vec<Field>,
    /// Whether it is shown opened, because something in it was wrong.
    pub open: bool,
}

/// What was typed in the small forms, and what was wrong with it.
pub struct Typing<'a> {
    /// The language.
    pub lang: Lang,
    /// What was typed, by control.
    pub typed: &'a Typed,
    /// What is wrong, by control.
    pub faults: &'a [Fault],
}

impl Typing<'_> {
    fn control(&self, name: &str, key: &str, kind: Kind) -> Field {
        let fault = self.faults.iter().find(|fault| fault.field == name);
        Field::new(name, tr(self.lang, key), kind)
            .value(self.typed.one(name))
            .error(fault.map(|fault| fault.message.get(self.lang).to_owned()))
    }
}

fn small(action: String, fields: Vec<Field>) -> Small {
    let open = fields.iter().any(|field| field.error.is_some());
    Small { action, fields, open }
}

/// Writing a note.
pub fn note(eyes: Eyes<'_>, typing: &Typing<'_>) -> Small {
    let text = typing.control(NOTE_TEXT, "cases-note-text", Kind::Paragraph(Some(2_000)));
    let audience = typing.control(NOTE_FOR, "cases-note-for", Kind::Radio(beside::audiences(eyes.opened, eyes.lang)));
    let audience = if audience.value.is_empty() { audience.value("instansi") } else { audience };
    let text = text.hint(tr(eyes.lang, "cases-note-hint"));
    small(format!("/meja/berkas/{}/catatan", eyes.opened.id.0), vec![text, audience])
}

/// Taking up a case again that silence has closed: until when, and the form while it is time; nothing for other cases, and
/// for officers of other agencies.
pub fn reopen(eyes: Eyes<'_>, typing: &Typing<'_>) -> Option<(String, Option<Small>)> {
    let opened = eyes.opened;
    let until = reopening(&opened.case, &opened.sop, &opened.office)?;
    if !opened.officer.is_of_front(&opened.office) {
        return None;
    }
    let time = opened.office.calendar.zone().day(eyes.now) <= until;
    let key = if time { "cases-reopen-until" } else { "cases-reopen-over" };
    let sentence = tr_with(eyes.lang, key, &[("day", words::weekday(eyes.lang, until).into())]);
    let reason = || {
        let reason = typing.control(REOPEN_REASON, "cases-reopen-reason", Kind::Text(Some(500)));
        reason.hint(tr(eyes.lang, "cases-reopen-hint"))
    };
    let form = time.then(|| small(format!("/meja/berkas/{}/buka-lagi", opened.id.0), vec![reason()]));
    Some((sentence, form))
}

/// Handing the step to a colleague: for its holder, for anybody of the role while nobody has it, and for who oversees it.
pub fn hand_over(
    eyes: Eyes<'_>,
    step: &Step,
    open: &OpenStep,
    (typing, colleagues): (&Typing<'_>, &[Choice]),
) -> Option<Small> {
    let officer = &eyes.opened.officer;
    let holder = open.officer.as_ref().map(|holder| holder.account);
    let mine = holder.is_none_or(|holder| holder == officer.id) && officer.holds(&step.role);
    let allowed = mine || oversees(&officer.actor(), &step.role, eyes.office());
    let others: Vec<Choice> = colleagues
        .iter()
        .filter(|choice| Some(choice.value.as_str()) != holder.map(|id| id.to_string()).as_deref())
        .cloned()
        .collect();
    if !allowed || others.is_empty() || step.task.is_applicants() {
        return None;
    }
    let to = typing.control(HAND_TO, "cases-hand-to", Kind::Select(others));
    let reason = typing.control(HAND_REASON, "cases-hand-reason", Kind::Text(Some(300)));
    let action = format!("/meja/berkas/{}/serahkan/{}", eyes.opened.id.0, encode(&step.id.0));
    Some(small(action, vec![to, reason]))
}
