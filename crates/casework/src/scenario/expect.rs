//! Whether what followed is what the line expected, and if not, both in words.

use super::play::{Failure, Stage};
use super::story::{Expectation, Expected, Why};
use super::words::Slip;
use crate::case::fee::PaymentState;
use crate::case::{Event, IssuedLetter, OpenStep, Refusal, RefusalKind};
use crate::clock::{Holder, due};
use crate::lang::{Lang, Text};
use crate::sop::{Action, EndResult, StepId};

/// Everything that did not come as expected.
pub(super) fn judge(stage: &Stage<'_>, refusal: Option<&Refusal>, expected: &[Expectation]) -> Vec<Failure> {
    let refusal_expected = expected.iter().any(|one| matches!(one.what, Expected::Refused(_)));
    if let Some(refusal) = refusal.filter(|_| !refusal_expected) {
        let column = expected.first().map_or(1, |first| first.column);
        return vec![Slip {
            column,
            message: Text::new(
                format!("perbuatan ini ditolak, padahal seharusnya diterima: {}", words(refusal, Lang::Id)),
                format!("this deed was refused but should be accepted: {}", words(refusal, Lang::En)),
            ),
        }];
    }
    let mut failures: Vec<Failure> = steps(stage, expected).into_iter().collect();
    let mut last = Last::default();
    for one in expected {
        if let Some((want, got)) = miss(stage, refusal, &one.what, &mut last) {
            failures.push(Slip { column: one.column, message: but(&want, &got) });
        }
    }
    failures
}

fn but(want: &Text, got: &Text) -> Text {
    Text::new(format!("seharusnya {}, ternyata {}", want.id, got.id), format!("expected {}, got {}", want.en, got.en))
}

/// The open steps that are named must be all open steps.
fn steps(stage: &Stage<'_>, expected: &[Expectation]) -> Option<Failure> {
    let named = expected
        .iter()
        .filter_map(|one| if let Expected::Step(id) = &one.what { Some((id, one.column)) } else { None });
    let named: Vec<(&String, usize)> = named.collect();
    let (_, column) = *named.first()?;
    let mut want: Vec<&str> = named.iter().map(|(id, _)| id.as_str()).collect();
    want.sort_unstable();
    let open: Vec<&str> = stage.case.open.keys().map(|id| id.0.as_str()).collect();
    if want == open {
        return None;
    }
    let want = Text::new(format!("langkah {}", want.join(", ")), format!("step {}", want.join(", ")));
    Some(Slip { column, message: but(&want, &state(stage)) })
}

/// Where the case is, in words.
fn state(stage: &Stage<'_>) -> Text {
    let case = &stage.case;
    if let Some(ended) = &case.ended {
        return Text::new(format!("selesai {}", ended.end), format!("ends {}", ended.end));
    }
    let open: Vec<&str> = case.open.keys().map(|id| id.0.as_str()).collect();
    match open.as_slice() {
        [] if case.filing().is_none() => Text::new("belum diajukan", "not filed yet"),
        [] => Text::new("tidak ada langkah terbuka", "no open step"),
        open => Text::new(format!("langkah {}", open.join(", ")), format!("step {}", open.join(", "))),
    }
}

/// What the expectations before have named: a due day is of that step, a number of that letter.
#[derive(Default)]
struct Last<'a> {
    step: Option<&'a str>,
    letter: Option<&'a str>,
}

/// What was expected and what came, where these differ.
fn miss<'a>(
    stage: &Stage<'_>,
    refusal: Option<&Refusal>,
    expected: &'a Expected,
    last: &mut Last<'a>,
) -> Option<(Text, Text)> {
    match expected {
        Expected::Step(id) => {
            last.step = Some(id);
            None
        }
        Expected::Letter(id) => {
            last.letter = Some(id);
            letter(stage, id)
        }
        Expected::Refused(why) => refused(refusal, why),
        Expected::Due(day) => {
            let open = step(stage, last.step);
            let got = open.and_then(|open| open.due).map(|due| due.to_string());
            differ(("jatuh tempo", "due"), &day.to_string(), got)
        }
        Expected::Promise(day) => promise(stage, &day.to_string()),
        Expected::HeldBy(who) => held_by(stage, who),
        Expected::Ends(id) => {
            let here = stage.case.ended.as_ref().is_some_and(|ended| &ended.end.0 == id);
            unless(here, ("selesai", "ends"), id, || state(stage))
        }
        Expected::Result(result) => result_of(stage, *result),
        Expected::Waiting(join) => {
            let waits = stage.case.arrived.iter().any(|(_, at)| &at.0 == join);
            unless(waits, ("menunggu", "waiting at"), join, || state(stage))
        }
        Expected::Number(number) => {
            let named = |issued: &&IssuedLetter| last.letter.is_none_or(|letter| issued.letter == letter);
            let issued = stage.case.letters.iter().rev().find(named);
            differ(("nomor", "number"), number, issued.map(|issued| issued.number.clone()))
        }
        Expected::ValidUntil(day) => {
            let until = stage.case.licence().and_then(|licence| licence.until);
            differ(("berlaku sampai", "valid until"), &day.to_string(), until.map(|day| day.to_string()))
        }
        Expected::Fee(amount) => {
            let fee = stage.case.filing().map(|filing| filing.fee.0.to_string());
            differ(("biaya", "fee"), &amount.to_string(), fee)
        }
        Expected::Bill(amount) => differ(("tagihan", "bill"), &amount.to_string(), Some(billed(stage).to_string())),
        Expected::Refund(amount) => {
            differ(("pengembalian", "refund"), &amount.to_string(), Some(listed(stage).to_string()))
        }
        Expected::Duty(duty, day) => {
            let open = stage.case.duties.get(duty).filter(|open| open.fulfilled.is_none());
            let (id, en) = (format!("kewajiban {duty} sampai"), format!("duty {duty} until"));
            differ((&id, &en), &day.to_string(), open.map(|open| open.due.to_string()))
        }
        Expected::Reminded(id) => {
            let reminded = stage.fired().any(|(step, action)| &step.0 == id && *action == Action::Remind);
            unless(reminded, ("pengingat untuk", "a reminder for"), id, || Text::new("tidak ada", "none"))
        }
        Expected::Escalated(role) => {
            let told = stage.fired().any(|(_, action)| *action == Action::Escalate(role.clone()));
            unless(told, ("laporan keterlambatan ke", "lateness reported to"), role, || Text::new("tidak ada", "none"))
        }
    }
}

/// What the open bill is over; nothing is 0.
fn billed(stage: &Stage<'_>) -> i64 {
    stage.case.fees.open().map_or(0, |bill| bill.terms.amount.0)
}

/// What is listed for refund.
fn listed(stage: &Stage<'_>) -> i64 {
    let listed = stage.case.fees.payments.iter().filter(|payment| payment.state == PaymentState::Listed);
    listed.map(|payment| payment.terms.notice.amount.0).sum()
}

fn differ((id, en): (&str, &str), want: &str, got: Option<String>) -> Option<(Text, Text)> {
    if got.as_deref() == Some(want) {
        return None;
    }
    let none = || Text::new(format!("{id} tidak ada"), format!("no {en}"));
    let got = got.map_or_else(none, |got| Text::new(format!("{id} {got}"), format!("{en} {got}")));
    Some((Text::new(format!("{id} {want}"), format!("{en} {want}")), got))
}

fn step<'s>(stage: &'s Stage<'_>, named: Option<&str>) -> Option<&'s OpenStep> {
    match named {
        Some(id) => stage.case.open.get(&StepId(id.to_owned())),
        None => stage.case.open.values().next(),
    }
}

fn promise(stage: &Stage<'_>, want: &str) -> Option<(Text, Text)> {
    let filing = stage.case.filing()?;
    let got = match due(&stage.case.ledger, filing.at, filing.promise, &stage.office.calendar) {
        Ok(due) => due.date.map(|date| date.to_string()),
        Err(gap) => return Some((Text::same(want), gap.text())),
    };
    differ(("janji", "promise"), want, got)
}

fn held_by(stage: &Stage<'_>, who: &str) -> Option<(Text, Text)> {
    let fits = |holder: &Holder| match holder {
        Holder::Applicant => ["pemohon", "applicant"].contains(&who),
        Holder::FrontOffice => ["kantor", "office"].contains(&who),
        Holder::Agency(id) => id == who,
        Holder::Payment => ["pembayaran", "payment"].contains(&who),
        Holder::LegalStop | Holder::Outage => false,
    };
    if stage.case.ledger.holders().any(fits) {
        return None;
    }
    let names = |lang| stage.case.ledger.holders().map(|holder| holder.text(lang)).collect::<Vec<_>>().join(", ");
    let (id, en) = (names(Lang::Id), names(Lang::En));
    let got = if id.is_empty() {
        Text::new("tidak dipegang siapa pun", "held by nobody")
    } else {
        Text::new(format!("dipegang {id}"), format!("held by {en}"))
    };
    Some((Text::new(format!("dipegang {who}"), format!("held by {who}")), got))
}

/// Nothing where it is so; else what was wanted, and what there is.
fn unless(so: bool, (id, en): (&str, &str), name: &str, got: impl FnOnce() -> Text) -> Option<(Text, Text)> {
    (!so).then(|| (Text::new(format!("{id} {name}"), format!("{en} {name}")), got()))
}

fn result_of(stage: &Stage<'_>, want: EndResult) -> Option<(Text, Text)> {
    match &stage.case.ended {
        Some(ended) if ended.result == want => None,
        Some(ended) => Some((result_words(want), result_words(ended.result))),
        None => Some((result_words(want), state(stage))),
    }
}

fn result_words(result: EndResult) -> Text {
    match result {
        EndResult::Granted => Text::new("hasil terbit", "result granted"),
        EndResult::Rejected => Text::new("hasil ditolak", "result rejected"),
        EndResult::Closed => Text::new("hasil ditutup", "result closed"),
    }
}

fn letter(stage: &Stage<'_>, id: &str) -> Option<(Text, Text)> {
    let issued =
        |event: &Event| if let Event::LetterIssued { letter, .. } = event { Some(letter.clone()) } else { None };
    let news: Vec<String> = stage.news.iter().filter_map(issued).collect();
    if news.iter().any(|letter| letter == id) {
        return None;
    }
    differ(("surat", "letter"), id, (!news.is_empty()).then(|| news.join(", ")))
}

fn refused(refusal: Option<&Refusal>, why: &Why) -> Option<(Text, Text)> {
    let want = why_words(why);
    let Some(refusal) = refusal else {
        return Some((want, Text::new("diterima", "it was accepted")));
    };
    let fits = match why {
        Why::About(name) => refusal.faults.iter().any(|fault| &fault.field == name),
        Why::Authority => refusal.kind == RefusalKind::Forbidden,
        Why::Stale => refusal.kind == RefusalKind::Stale,
        Why::State => refusal.kind == RefusalKind::WrongState,
        Why::NotFound => refusal.kind == RefusalKind::NotFound,
        Why::Incomplete => refusal.kind == RefusalKind::Invalid,
        Why::Says(text) => Lang::ALL.iter().any(|lang| words(refusal, *lang).contains(text.as_str())),
    };
    let got =
        Text::new(format!("ditolak: {}", words(refusal, Lang::Id)), format!("refused: {}", words(refusal, Lang::En)));
    (!fits).then_some((want, got))
}

fn why_words(why: &Why) -> Text {
    match why {
        Why::About(name) => Text::new(format!("ditolak karena {name}"), format!("refused because of {name}")),
        Why::Authority => Text::new("ditolak: wewenang", "refused: authority"),
        Why::Stale => Text::new("ditolak: terlambat", "refused: stale"),
        Why::State => Text::new("ditolak: keadaan", "refused: state"),
        Why::NotFound => Text::new("ditolak: tidak ada", "refused: not found"),
        Why::Incomplete => Text::new("ditolak: tidak lengkap", "refused: incomplete"),
        Why::Says(text) => Text::new(format!("ditolak: “{text}”"), format!("refused: “{text}”")),
    }
}

/// A refusal with the fields it is about.
fn words(refusal: &Refusal, lang: Lang) -> String {
    let faults = refusal.faults.iter().map(|fault| format!(" {}: {}", fault.field, fault.message.get(lang)));
    std::iter::once(refusal.text(lang).to_owned()).chain(faults).collect()
}
