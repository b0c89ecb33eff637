//! What the applicant sends after filing: the answer to what was returned, and documents that nobody asked for.

use std::collections::{BTreeMap, BTreeSet};

use super::complete::finish;
use super::flow::Deciding;
use super::{Actor, Event, FileRef, Item, Objection, Refusal, RefusalKind, extra_id};
use crate::form::{Answers, Fault};
use crate::lang::Text;
use crate::sop::{LetterKind, OutcomeKind, RequirementId, Sop, StepId, TaskKind};

/// How often documents may be added unasked: enough for everybody who forgot something, too little to bury a desk.
const ADDITIONS: usize = 20;
/// The longest name of a document that no requirement asks for, in characters.
const NAME: usize = 120;
/// The longest note to what is added, in characters.
const NOTE: usize = 500;

/// The applicant answers what was returned: every returned item, and nothing else.
pub(super) fn correct(
    deciding: &mut Deciding<'_>,
    step: &StepId,
    answers: &Answers,
    files: &BTreeMap<RequirementId, FileRef>,
) -> Result<(), Refusal> {
    may_act_for_applicant(deciding)?;
    let open = deciding.open(step)?;
    let sop = deciding.sop;
    let rules = sop.step(step).filter(|rules| rules.task == TaskKind::Correct).ok_or_else(not_returned)?;
    let keys = |wants_file: bool| {
        let of_kind = open.objections.iter().filter(move |objection| is_file(&objection.item) == wants_file);
        of_kind.map(|objection| objection.item.key()).collect::<BTreeSet<String>>()
    };
    let (fields, papers) = (keys(false), keys(true));
    if answers.0.keys().any(|id| !fields.contains(id)) || files.keys().any(|id| !papers.contains(&id.0)) {
        return Err(not_returned());
    }
    let missing = fields.iter().filter(|id| answers.get(id).is_none());
    let missing = missing.chain(papers.iter().filter(|id| !files.contains_key(&RequirementId((*id).clone()))));
    let faults: Vec<Fault> = missing.map(|field| not_answered(field.clone())).collect();
    if !faults.is_empty() {
        return Err(Refusal::invalid(faults));
    }
    let names = open.objections.iter().filter_map(|objection| match &objection.item {
        Item::Other(name) => Some((extra_id(name), name.clone())),
        Item::Field(_) | Item::File(_) | Item::Finding { .. } => None,
    });
    let names = names.collect();
    deciding.push(Event::Corrected { answers: answers.clone(), files: files.clone(), names });
    let outcome =
        rules.outcomes.iter().find(|outcome| outcome.kind == OutcomeKind::Forward).ok_or_else(not_returned)?;
    finish(deciding, step, outcome, None)
}

fn is_file(item: &Item) -> bool {
    match item {
        Item::Field(_) | Item::Finding { .. } => false,
        Item::File(_) | Item::Other(_) => true,
    }
}

/// The applicant adds documents unasked, until it is decided. Nobody waits for the applicant because of it, so the clock
/// goes on; whoever holds the case is told by what the case now says.
pub(super) fn add(
    deciding: &mut Deciding<'_>,
    files: &BTreeMap<RequirementId, FileRef>,
    names: &BTreeMap<RequirementId, String>,
    note: &str,
) -> Result<(), Refusal> {
    may_act_for_applicant(deciding)?;
    let case = &deciding.case;
    if case.letters.iter().any(|letter| matches!(letter.kind, LetterKind::Licence | LetterKind::Rejection)) {
        return Err(Refusal::new(
            RefusalKind::WrongState,
            "Permohonan ini sudah diputuskan, jadi dokumen tidak dapat ditambahkan lagi. Hubungi kantor bila keputusannya perlu ditinjau.",
            "This application has been decided, so no document can be added any more. Contact the office if the decision should be looked at again.",
        ));
    }
    if case.additions.len() >= ADDITIONS {
        return Err(Refusal::new(
            RefusalKind::WrongState,
            format!(
                "Dokumen sudah {ADDITIONS} kali ditambahkan pada permohonan ini. Untuk yang lain, hubungi petugasnya."
            ),
            format!(
                "Documents were added to this application {ADDITIONS} times already. For more, contact the officer."
            ),
        ));
    }
    let mut faults: Vec<Fault> = files.keys().filter_map(|id| stray(deciding, id, names)).collect();
    if files.is_empty() {
        let message = Text::new(
            "Belum ada berkas yang dipilih. Pilih satu berkas, lalu kirim lagi.",
            "No file is chosen yet. Choose one, then send again.",
        );
        faults.push(Fault { field: "file".into(), message });
    }
    if note.chars().count() > NOTE {
        let message = Text::new(
            format!("Keterangan ini lebih panjang dari {NOTE} huruf. Ringkaskan."),
            format!("This note is longer than {NOTE} characters. Make it shorter."),
        );
        faults.push(Fault { field: "note".into(), message });
    }
    if !faults.is_empty() {
        return Err(Refusal::invalid(faults));
    }
    let names = names.iter().filter(|(id, _)| files.contains_key(*id));
    let names = names.map(|(id, name)| (id.clone(), name.trim().to_owned())).collect();
    deciding.push(Event::Added { files: files.clone(), names, note: note.trim().to_owned() });
    Ok(())
}

/// What is wrong with adding a document under this id.
fn stray(deciding: &Deciding<'_>, id: &RequirementId, names: &BTreeMap<RequirementId, String>) -> Option<Fault> {
    let awaited = deciding.case.open.values().flat_map(|open| &open.objections);
    if awaited.into_iter().any(|objection| is_file(&objection.item) && objection.item.key() == id.0) {
        let message = Text::new(
            "Dokumen ini sedang dikembalikan kepada Anda. Kirimkan lewat halaman perbaikan.",
            "This document is returned to you. Send it on the page for corrections.",
        );
        return Some(Fault { field: id.0.clone(), message });
    }
    if deciding.sop.requirement(id).is_some() {
        return None;
    }
    match names.get(id).map(|name| name.trim()) {
        Some(name) if !name.is_empty() && name.chars().count() <= NAME && extra_id(name) == *id => None,
        Some(_) | None => Some(Fault {
            field: "name".into(),
            message: Text::new(
                format!("Beri nama dokumen ini, paling panjang {NAME} huruf, agar petugas tahu apa isinya."),
                format!(
                    "Give this document a name of at most {NAME} characters, so that the officer knows what it is."
                ),
            ),
        }),
    }
}

/// Somebody who has proved to be the applicant takes a case of the counter into the own account. How it is proved is the
/// face's affair: a code sent to where the case itself says that its applicant is reached.
pub(super) fn adopt(deciding: &mut Deciding<'_>) -> Result<(), Refusal> {
    let Actor::Applicant { account, .. } = deciding.context.actor else { return Err(not_theirs()) };
    match deciding.case.filing().and_then(|filing| filing.applicant.account) {
        None => deciding.push(Event::Adopted { account: *account }),
        Some(owner) if owner == *account => {}
        Some(_) => return Err(not_theirs()),
    }
    Ok(())
}

/// Returned items must exist, be named once, and each carry a reason: one of the SOP's library, the officer's own, or both.
pub(super) fn unfounded(sop: &Sop, objections: &[Objection]) -> Vec<Fault> {
    let mut seen = BTreeSet::new();
    let fault = |objection: &Objection| {
        let field = objection.item.key();
        let twice = !seen.insert(field.clone());
        let message = if twice {
            Text::new(
                "Bagian ini dikembalikan dua kali. Gabungkan alasannya menjadi satu.",
                "This part is returned twice. Put both reasons into one.",
            )
        } else {
            wrong(sop, objection)?
        };
        Some(Fault { field, message })
    };
    objections.iter().filter_map(fault).collect()
}

fn wrong(sop: &Sop, objection: &Objection) -> Option<Text> {
    let known = match &objection.item {
        Item::Field(id) => sop.field(id).is_some(),
        Item::File(id) => sop.requirement(id).is_some(),
        Item::Other(name) => !name.trim().is_empty() && name.chars().count() <= NAME,
        Item::Finding { .. } => false,
    };
    if let (Item::Other(_), false) = (&objection.item, known) {
        return Some(Text::new(
            format!("Sebutkan nama dokumen yang kurang, paling panjang {NAME} huruf."),
            format!("Name the document that is missing, in at most {NAME} characters."),
        ));
    }
    if !known {
        let field = objection.item.key();
        return Some(Text::new(
            format!("Bagian “{field}” tidak ada dalam permohonan ini."),
            format!("This application has no part “{field}”."),
        ));
    }
    match objection.code.as_deref() {
        Some(code) if sop.reason(code).is_none() => Some(Text::new(
            format!("Alasan “{code}” tidak ada dalam SOP ini. Pilih alasan yang tersedia, atau tulis sendiri."),
            format!("This SOP has no reason “{code}”. Choose one of those there are, or write your own."),
        )),
        None if objection.reason.trim().is_empty() => Some(Text::new(
            "Tulis apa yang harus diperbaiki pada bagian ini, agar pemohon tahu apa yang diminta.",
            "Write what must be corrected here, so that the applicant knows what is asked.",
        )),
        Some(_) | None => None,
    }
}

fn not_answered(field: String) -> Fault {
    let message = Text::new(
        "Bagian ini diminta untuk diperbaiki, tetapi belum ada penggantinya.",
        "This part was returned for correction, but nothing new was given.",
    );
    Fault { field, message }
}

/// The applicant, or an officer at the counter for somebody who filed there without an account.
pub(super) fn may_act_for_applicant(deciding: &Deciding<'_>) -> Result<(), Refusal> {
    let owner = deciding.case.filing().and_then(|filing| filing.applicant.account);
    let allowed = match deciding.context.actor {
        Actor::Applicant { account, .. } => owner == Some(*account),
        Actor::Officer { .. } => owner.is_none(),
        Actor::System => false,
    };
    if allowed { Ok(()) } else { Err(not_theirs()) }
}

/// Somebody acts on an application that is not theirs.
pub(super) fn not_theirs() -> Refusal {
    Refusal::new(
        RefusalKind::Forbidden,
        "Permohonan ini bukan atas nama akun Anda, jadi tidak dapat Anda ubah. Masuklah dengan akun pemohonnya.",
        "This application does not belong to your account, so you cannot change it. Sign in as the applicant.",
    )
}

pub(super) fn not_returned() -> Refusal {
    Refusal::new(
        RefusalKind::Invalid,
        "Hanya bagian yang dikembalikan yang dapat diperbaiki. Bagian lain tetap seperti yang Anda ajukan.",
        "Only the returned parts can be corrected. The others stay as you filed them.",
    )
}

/// The officer decides on a page that does not show yet what the applicant has added.
pub(super) fn added_meanwhile() -> Refusal {
    Refusal::new(
        RefusalKind::Stale,
        "Pemohon menambahkan dokumen sejak halaman Anda dibuka. Isian Anda tetap ada; periksa dokumen barunya, lalu putuskan.",
        "The applicant has added a document since you opened the page. What you typed is kept; look at the new document, then decide.",
    )
}
