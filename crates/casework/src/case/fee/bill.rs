//! Making a bill, passing where nothing is due, and letting a bill go when its step or its case is over.

use super::{BillLine, BillState, BillTerms, FeeEvent, Offer};
use crate::case::flow::{Deciding, broken_formula};
use crate::case::{Actor, Event, Refusal, RefusalKind, issue};
use crate::lang::Text;
use crate::money::Rupiah;
use crate::sop::{OutcomeKind, Step, StepId, TariffDay};

/// What a step that waits for money comes to.
pub enum Passage {
    /// Nothing is due: the case goes on.
    Free,
    /// This is due.
    Due(Box<BillTerms>),
}

/// What is due at a step that is about to begin, by the tariff of the day that the SOP names. What the applicant has paid
/// before counts.
///
/// # Errors
/// No tariff is in force on that day, or it yields no amount: then nobody may go on as if it were free (S36).
pub fn bill_for(deciding: &Deciding<'_>, step: &Step, visit: u32, due: jiff::civil::Date) -> Result<Passage, Refusal> {
    let (sop, context) = (deciding.sop, deciding.context);
    let filed =
        deciding.case.filing().map_or_else(|| context.today(), |filing| context.office.calendar.zone().day(filing.at));
    let day = match sop.fee.day {
        TariffDay::Submission => filed,
        TariffDay::Decision => context.today(),
    };
    let tariff = sop.fee.on(day).ok_or_else(|| no_tariff(day))?;
    let facts = deciding.facts().with_today(day);
    let parts = tariff.parts(&facts).map_err(|fault| broken_formula(&fault.to_string()))?;
    let mut lines: Vec<BillLine> = parts
        .into_iter()
        .map(|(label, amount)| BillLine { label: label.unwrap_or(&sop.service.name).clone(), amount })
        .collect();
    let covered = deciding.case.fees.covered();
    if covered > Rupiah::ZERO {
        let label = Text::new("Sudah dibayar sebelumnya", "Paid before");
        lines.push(BillLine { label, amount: Rupiah(-covered.0) });
    }
    let sum = lines.iter().try_fold(0_i64, |sum, line| sum.checked_add(line.amount.0));
    let amount = Rupiah(sum.ok_or_else(|| broken_formula("jumlahnya terlalu besar / the sum is too large"))?);
    if amount <= Rupiah::ZERO {
        return Ok(Passage::Free);
    }
    lines.retain(|line| line.amount != Rupiah::ZERO);
    let year = context.today().year();
    let sequence = format!("bill/{year}");
    let place = context.sequences.next(&sequence);
    Ok(Passage::Due(Box::new(BillTerms {
        number: format!("SKRD-{year}-{place:06}"),
        sequence: (sequence, place),
        step: step.id.clone(),
        visit,
        lines,
        amount,
        tariff_day: day,
        tariff_since: tariff.effective,
        legal_basis: tariff.legal_basis.clone(),
        due,
    })))
}

fn no_tariff(day: jiff::civil::Date) -> Refusal {
    broken_formula(&format!("tidak ada tarif yang berlaku pada {day} / no tariff is in force on {day}"))
}

/// Goes on from a step at which nothing is due, as if it had turned out well, without having begun.
pub fn pass(deciding: &mut Deciding<'_>, step: &Step) -> Result<(), Refusal> {
    let usual = step.outcomes.iter().find(|outcome| outcome.kind == OutcomeKind::Forward);
    let usual = usual.ok_or_else(|| broken_formula("langkah bayar tanpa hasil / a step of payment without outcome"))?;
    if let Some(letter) = &usual.letter {
        issue::issue(deciding, letter, None)?;
    }
    let targets = deciding.choose(&usual.route, &usual.to)?;
    deciding.enter(Some(&step.id), targets, &[])
}

/// Lets open bills go: those of a step that is over, or all of a case that has ended.
pub fn lapse(deciding: &mut Deciding<'_>, step: Option<&StepId>) {
    let open = deciding.case.fees.bills.iter().filter(|bill| bill.state == BillState::Open);
    let gone = open.filter(|bill| step.is_none_or(|step| &bill.terms.step == step));
    let gone: Vec<String> = gone.map(|bill| bill.terms.number.clone()).collect();
    for bill in gone {
        deciding.push(Event::Fee { what: Box::new(FeeEvent::Expired { bill }) });
    }
}

/// A gateway says how a bill can be paid. Once for each gateway; for a bill that is over, nothing happens.
pub fn offer(deciding: &mut Deciding<'_>, number: &str, offer: &Offer) -> Result<(), Refusal> {
    if *deciding.context.actor != Actor::System {
        return Err(super::payment::not_yours());
    }
    let bill = deciding.case.fees.bill(number).ok_or_else(|| no_bill(number))?;
    let known = bill.offers.iter().any(|known| known.provider == offer.provider);
    if bill.state == BillState::Open && !known {
        let what = FeeEvent::Offered { bill: number.to_owned(), offer: offer.clone() };
        deciding.push(Event::Fee { what: Box::new(what) });
    }
    Ok(())
}

pub fn no_bill(number: &str) -> Refusal {
    Refusal::new(
        RefusalKind::NotFound,
        format!("Tagihan {number} tidak ada pada permohonan ini. Periksa kembali nomornya."),
        format!("This application has no bill {number}. Check the number again."),
    )
}
