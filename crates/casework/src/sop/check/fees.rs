//! What it costs: some tariff is in force from the first day on, and only one a day. Free is said, not assumed; what is
//! charged is asked for by some step, at an office that takes money.

use std::collections::BTreeSet;

use super::found::{Found, Subject, error, warning};
use crate::sop::{EndResult, OutcomeKind, StepId, Tariff, TaskKind};

/// `S-TARIFF-NONE`, `S-TARIFF-TWICE`, `S-TARIFF-LATE`.
pub(super) fn a_tariff_is_in_force(subject: &Subject<'_>) -> Vec<Found> {
    let (fee, effective) = (&subject.sop.fee, subject.sop.identity.effective);
    if fee.tariff.is_empty() {
        return vec![error(
            "S-TARIFF-NONE",
            "fee.tariff",
            "Tidak ada tarif. Bila layanan ini gratis, katakan: tambahkan [[fee.tariff]] dengan formula = \"0\".",
            "There is no tariff. If the service is free, say so: add [[fee.tariff]] with formula = \"0\".",
        )];
    }
    let mut found = Vec::new();
    for (at, tariff) in fee.tariff.iter().enumerate() {
        if tariff.formula.is_some() != tariff.lines.is_empty() {
            found.push(error(
                "S-TARIFF-LINES",
                format!("fee.tariff[{at}].effective"),
                format!("Tarif mulai {} harus punya “formula”, atau baris [[fee.tariff.line]], dan tidak keduanya: jumlahnya hanya boleh punya satu sumber.", tariff.effective),
                format!("The tariff from {} must have a “formula” or lines [[fee.tariff.line]], and not both: its amount may have one source only.", tariff.effective),
            ));
        }
        if fee.tariff[..at].iter().any(|earlier| earlier.effective == tariff.effective) {
            found.push(error(
                "S-TARIFF-TWICE",
                format!("fee.tariff[{at}].effective"),
                format!("Dua tarif mulai berlaku pada hari yang sama ({}), jadi tidak jelas mana yang dipungut. Ubah salah satu tanggalnya.", tariff.effective),
                format!("Two tariffs begin on the same day ({}), so it is not clear which is charged. Change one of the dates.", tariff.effective),
            ));
        }
    }
    if fee.on(effective).is_none() {
        found.push(error(
            "S-TARIFF-LATE",
            "fee.tariff[0].effective",
            format!("SOP ini berlaku mulai {effective}, tetapi pada hari itu belum ada tarif yang berlaku, sehingga tidak ada yang dapat mengajukan. Mulai salah satu tarif paling lambat hari itu."),
            format!("This SOP is in force from {effective}, but no tariff is on that day, so nobody could apply. Let a tariff begin by then."),
        ));
    }
    found
}

/// Whether a tariff says outright that nothing is charged.
fn is_free(tariff: &Tariff) -> bool {
    tariff.formulas().all(|(_, formula)| formula.source().trim() == "0")
}

/// `S-FEE-NEVER-ASKED`, `S-PAY-OFFICE` and `S-PAY-TWICE`: what a tariff charges is asked for by a step, the office can
/// take it, and no step of payment leads straight to another.
pub(super) fn what_is_charged_is_paid(subject: &Subject<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    let pays = |id: &StepId| subject.sop.step(id).is_some_and(|step| step.task == TaskKind::Pay);
    let asked = subject.sop.steps.iter().any(|step| step.task == TaskKind::Pay);
    for (at, tariff) in subject.sop.fee.tariff.iter().enumerate().filter(|(_, tariff)| !asked && !is_free(tariff)) {
        found.push(error(
            "S-FEE-NEVER-ASKED",
            format!("fee.tariff[{at}].effective"),
            format!("Tarif mulai {} memungut biaya, tetapi tidak ada langkah yang menagihnya. Tambahkan langkah dengan task = \"pay\".", tariff.effective),
            format!("The tariff from {} charges a fee, but no step asks for it. Add a step with task = \"pay\".", tariff.effective),
        ));
    }
    for (path, step) in subject.steps().filter(|(_, step)| step.task == TaskKind::Pay) {
        if subject.office.is_some_and(|office| office.fees.is_none()) {
            found.push(error(
                "S-PAY-OFFICE",
                format!("{path}.task"),
                format!("Langkah “{}” menunggu pembayaran, tetapi kantor ini belum mengatur siapa yang menerima uang. Tambahkan [fees] pada berkas kantor.", step.id),
                format!("Step “{}” waits for a payment, but this office does not say who takes money. Add [fees] to the office's file.", step.id),
            ));
        }
        let onward = step.outcomes.iter().filter(|outcome| outcome.kind == OutcomeKind::Forward);
        let mut onward = onward.flat_map(|outcome| outcome.route.iter().map(|route| &route.to).chain([&outcome.to]));
        if onward.any(|to| to.iter().any(pays)) {
            found.push(error(
                "S-PAY-TWICE",
                format!("{path}.id"),
                format!("Langkah “{}” setelah lunas langsung menuju langkah pembayaran lagi. Satukan tagihannya dengan baris [[fee.tariff.line]].", step.id),
                format!("Once paid, step “{}” leads straight to another payment. Make one bill of both, with lines [[fee.tariff.line]].", step.id),
            ));
        }
    }
    found
}

/// `S-PAY-BYPASSED`: where a fee is charged, what is granted has passed a step of payment.
pub(super) fn nothing_is_granted_unpaid(subject: &Subject<'_>) -> Vec<Found> {
    let sop = subject.sop;
    let pays = |id: &StepId| sop.step(id).is_some_and(|step| step.task == TaskKind::Pay);
    if !sop.steps.iter().any(|step| step.task == TaskKind::Pay) {
        return Vec::new();
    }
    let mut reached: BTreeSet<&StepId> = BTreeSet::new();
    let starts = sop.start.route.iter().map(|route| &route.to).chain([&sop.start.to]);
    let mut next: Vec<&StepId> = starts.flat_map(|to| to.iter()).collect();
    while let Some(id) = next.pop() {
        // A branch beside the payment waits for it at their join.
        let waits = sop.step(id).is_some_and(|step| step.joins.iter().any(pays));
        if pays(id) || waits || !reached.insert(id) {
            continue;
        }
        let outcomes = sop.step(id).into_iter().flat_map(|step| &step.outcomes);
        let ways = outcomes.flat_map(|outcome| outcome.route.iter().map(|route| &route.to).chain([&outcome.to]));
        next.extend(ways.flat_map(|to| to.iter()));
    }
    let unpaid = |end: &StepId| reached.contains(end);
    let ends = sop.ends.iter().enumerate().filter(|(_, end)| end.result == EndResult::Granted && unpaid(&end.id));
    ends.map(|(at, end)| {
        warning(
            "S-PAY-BYPASSED",
            format!("end[{at}].id"),
            format!("Akhir “{}” dapat dicapai tanpa melewati langkah pembayaran. Bila memang ada jalan tanpa biaya, biarkan; bila tidak, arahkan jalannya lewat pembayaran.", end.id),
            format!("The end “{}” can be reached without passing a step of payment. If there is a way free of charge, leave it; else lead that way over the payment.", end.id),
        )
    })
    .collect()
}
