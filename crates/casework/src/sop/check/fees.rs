//! What it costs: some tariff is in force from the first day on, and only one a day. Free is said, not assumed.

use super::found::{Found, Subject, error};

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
