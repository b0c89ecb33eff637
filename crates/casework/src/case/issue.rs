//! Letters and licences: numbering, validity, the duties that they open.

use jiff::civil::Date;

use super::flow::{Deciding, broken_formula};
use super::{Event, FileRef, OfficerId, Refusal, RefusalKind};
use crate::id::Code;
use crate::sop::{LetterKind, Sop};

/// Issues a letter: numbers it from its yearly sequence, fixes its validity, opens its duties.
pub(super) fn issue(deciding: &mut Deciding<'_>, id: &str, by: Option<OfficerId>) -> Result<(), Refusal> {
    let sop = deciding.sop;
    let letter = sop.letter(id).ok_or_else(|| broken_formula(&format!("surat {id} tidak ada / no letter {id}")))?;
    let date = deciding.context.today();
    let sequence = format!("letter/{}/{}/{}", sop.service.id, letter.id, date.year());
    let place = deciding.context.sequences.next(&sequence);
    let until = match letter.kind {
        LetterKind::Licence => valid_until(deciding, date)?,
        LetterKind::Rejection | LetterKind::Recommendation | LetterKind::Assignment => None,
    };
    deciding.push(Event::LetterIssued {
        letter: letter.id.clone(),
        letter_kind: letter.kind,
        number: letter.number.format(place, date),
        sequence: (sequence, place),
        code: Code::from_bits(deciding.context.random),
        date,
        until,
        by,
    });
    open_duties(deciding, sop, id)
}

/// The last day of validity: the earlier of the fixed term and the date that a formula yields.
fn valid_until(deciding: &Deciding<'_>, from: Date) -> Result<Option<Date>, Refusal> {
    let Some(validity) = &deciding.sop.validity else { return Ok(None) };
    let months = i32::from(validity.years.unwrap_or(0)) * 12 + i32::from(validity.months.unwrap_or(0));
    let term = (months > 0)
        .then(|| from.checked_add(jiff::Span::new().months(months)))
        .transpose()
        .map_err(|fault| broken_formula(&fault.to_string()))?;
    let by_formula = validity
        .until
        .as_ref()
        .map(|until| until.date(&deciding.facts()))
        .transpose()
        .map_err(|fault| broken_formula(&fault.to_string()))?
        .flatten();
    Ok([term, by_formula].into_iter().flatten().min())
}

fn open_duties(deciding: &mut Deciding<'_>, sop: &Sop, letter: &str) -> Result<(), Refusal> {
    for duty in sop.duties.iter().filter(|duty| duty.letter == letter) {
        let due = duty
            .due
            .date(&deciding.facts())
            .map_err(|fault| broken_formula(&fault.to_string()))?
            .ok_or_else(|| broken_formula(&format!("batas waktu kewajiban {} kosong / no due day", duty.id)))?;
        deciding.push(Event::DutyOpened { duty: duty.id.clone(), due });
    }
    Ok(())
}

/// The PDF of an issued letter was made. A second one for the same number changes nothing.
pub(super) fn record(deciding: &mut Deciding<'_>, number: &str, file: &FileRef) -> Result<(), Refusal> {
    let letter = deciding.case.letters.iter().find(|letter| letter.number == number).ok_or_else(|| {
        Refusal::new(
            RefusalKind::NotFound,
            format!("Surat nomor {number} tidak ada pada berkas ini."),
            format!("This case has no letter number {number}."),
        )
    })?;
    if letter.file.is_none() {
        deciding.push(Event::LetterRecorded { number: number.to_owned(), file: file.clone() });
    }
    Ok(())
}

/// The holder hands in what a duty asks for.
pub(super) fn fulfil(deciding: &mut Deciding<'_>, duty: &str, file: Option<&FileRef>) -> Result<(), Refusal> {
    match deciding.case.duties.get(duty) {
        Some(open) if open.fulfilled.is_none() => {
            deciding.push(Event::DutyFulfilled { duty: duty.to_owned(), file: file.cloned() });
            Ok(())
        }
        Some(_) => Err(Refusal::new(
            RefusalKind::WrongState,
            "Kewajiban ini sudah dipenuhi. Terima kasih.",
            "This duty has already been fulfilled. Thank you.",
        )),
        None => Err(Refusal::new(
            RefusalKind::NotFound,
            "Kewajiban ini tidak ada pada izin Anda.",
            "Your licence has no such duty.",
        )),
    }
}
