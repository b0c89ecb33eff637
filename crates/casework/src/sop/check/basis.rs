//! The law that the SOP stands on, its dates and its revision.

use super::found::{Found, Subject, error, meant, warning};

/// Every place that names a legal basis, with the id it names.
fn named<'a>(subject: &Subject<'a>) -> Vec<(String, &'a str)> {
    let sop = subject.sop;
    let requirements = sop.requirements.iter().enumerate().filter_map(|(at, requirement)| {
        Some((format!("requirement[{at}].legal_basis"), requirement.legal_basis.as_deref()?))
    });
    let rules = sop.rules.iter().enumerate();
    let rules = rules.filter_map(|(at, rule)| Some((format!("rule[{at}].legal_basis"), rule.legal_basis.as_deref()?)));
    let tariffs = sop.fee.tariff.iter().enumerate();
    let tariffs = tariffs.map(|(at, tariff)| (format!("fee.tariff[{at}].legal_basis"), tariff.legal_basis.as_str()));
    let limit = sop.standard.statutory_basis.as_deref().map(|id| ("standard.statutory_basis".to_owned(), id));
    let deemed = sop.deemed.as_ref().map(|deemed| ("deemed.legal_basis".to_owned(), deemed.legal_basis.as_str()));
    requirements.chain(rules).chain(tariffs).chain(limit).chain(deemed).collect()
}

/// `S-BASIS-UNKNOWN`: a legal basis that is pointed to stands in the identity block.
pub(super) fn pointed_to_exists(subject: &Subject<'_>) -> Vec<Found> {
    let known = &subject.sop.identity.legal_basis;
    let unknown = named(subject).into_iter().filter(|(_, id)| !known.iter().any(|basis| basis.id == *id));
    unknown
        .map(|(path, id)| {
            let (meant_id, meant_en) = meant(id, known.iter().map(|basis| basis.id.as_str()));
            error(
                "S-BASIS-UNKNOWN",
                path,
                format!("Dasar hukum “{id}” tidak ada dalam daftar [[identity.legal_basis]].{meant_id}"),
                format!("The legal basis “{id}” is not in the list [[identity.legal_basis]].{meant_en}"),
            )
        })
        .collect()
}

/// `S-BASIS-UNUSED`: a legal basis that nothing points to may be decoration.
pub(super) fn every_one_is_used(subject: &Subject<'_>) -> Vec<Found> {
    let used: Vec<&str> = named(subject).into_iter().map(|(_, id)| id).collect();
    let idle =
        subject.sop.identity.legal_basis.iter().enumerate().filter(|(_, basis)| !used.contains(&basis.id.as_str()));
    idle.map(|(at, basis)| {
        warning(
            "S-BASIS-UNUSED",
            format!("identity.legal_basis[{at}].id"),
            format!("Dasar hukum “{}” tidak dirujuk oleh persyaratan, aturan, atau tarif mana pun. Rujuk pada yang bersandar kepadanya, atau hapus bila tidak perlu.", basis.id),
            format!("No requirement, rule or tariff points to the legal basis “{}”. Point to it where something stands on it, or delete it.", basis.id),
        )
    })
    .collect()
}

/// `S-IDENTITY-DATES` and `S-IDENTITY-VERSION`: revisions count from 1, and come after the first edition.
pub(super) fn dates_and_revision_fit(subject: &Subject<'_>) -> Vec<Found> {
    let identity = &subject.sop.identity;
    let mut found = Vec::new();
    if identity.version == 0 {
        found.push(error(
            "S-IDENTITY-VERSION",
            "identity.version",
            "Revisi dihitung mulai 1; tulis version = 1 untuk terbitan pertama.",
            "Revisions count from 1; write version = 1 for the first edition.",
        ));
    }
    if identity.revised.is_some_and(|revised| revised < identity.created) {
        found.push(error(
            "S-IDENTITY-DATES",
            "identity.revised",
            "Tanggal revisi lebih awal daripada tanggal pembuatan. Periksa keduanya.",
            "The day of revision is before the day of creation. Check both.",
        ));
    }
    if identity.effective < identity.created {
        found.push(error(
            "S-IDENTITY-DATES",
            "identity.effective",
            "Tanggal efektif lebih awal daripada tanggal pembuatan: SOP tidak dapat berlaku sebelum selesai dibuat.",
            "The effective day is before the day of creation: an SOP cannot be in force before it is finished.",
        ));
    }
    found
}
