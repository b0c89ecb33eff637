//! The receipt as a PDF, from the office's template. It is in Indonesian, like every paper of the office.

use anyhow::{Context as _, Result};
use axum::extract::Path;
use axum::response::Response;
use casework::case::{Case, CaseId, FiledBy, Filing, evolve};
use casework::clock;
use casework::date_text;
use casework::lang::Lang;
use casework::sop::Sop;
use documents::{Assets, Options, ReceiptCase, ReceiptData, Template};

use super::access::own_case;
use super::download;
use crate::app::Desk;
use crate::http::Visit;
use crate::licences;
use crate::ui::{self, tr, tr_with, words};

/// The template among those that all services share.
const TEMPLATE: &str = "_letters/receipt.typ";
const LANG: Lang = Lang::Id;

/// As many digits in a row may be a personal number (NPWP has 15, NIK 16).
const PERSONAL: usize = 15;

/// `GET /permohonan/{case}/tanda-terima.pdf`: the receipt to print or keep.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Response {
    let own = match own_case(&visit, &id, "receipt").await {
        Ok(own) => own,
        Err(answer) => return answer,
    };
    match receipt(&visit.desk, own.id).await {
        Ok((name, bytes)) => download::attachment(&name, "application/pdf", bytes),
        Err(error) => visit.failure(&error),
    }
}

/// The receipt as it was on the day of filing: the name of the file and the PDF. Whatever has happened to the
/// case since, and however often it is made, it is the same file.
///
/// # Errors
/// There is no such case, its SOP is not installed, or the template has a mistake.
pub async fn receipt(desk: &Desk, id: CaseId) -> Result<(String, Vec<u8>)> {
    let found = desk.db().case(&desk.id, id).await?;
    let (_, events) = found.with_context(|| format!("there is no case {}", id.0))?;
    let filed_at = events.first().context("nothing has happened to the case")?.at;
    let filing_events = events.iter().take_while(|recorded| recorded.at == filed_at);
    let case = filing_events.fold(Case::default(), |case, recorded| evolve(case, &recorded.event, recorded.at));
    let filing = case.filing().context("the case has no filing")?;
    let office = desk.office();
    let sop = office.catalogue.get(&filing.bundle).context("the case's SOP is not installed")?;
    let bytes = pdf(desk, &Filed { case: &case, filing, sop }).await?;
    Ok((format!("tanda-terima-{}.pdf", licences::file_stem(&filing.number)), bytes))
}

/// A case with what its receipt tells.
struct Filed<'a> {
    case: &'a Case,
    filing: &'a Filing,
    sop: &'a Sop,
}

async fn pdf(desk: &Desk, filed: &Filed<'_>) -> Result<Vec<u8>> {
    let bundles = desk.bundles();
    let bundle = bundles.get(&filed.filing.bundle).context("the case's SOP is not there")?;
    let files = bundle.files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let template = Template::of_folder(&filed.sop.service.id.0, TEMPLATE, files)?;
    let crest = ui::asset_bytes(&desk.face().crest);
    let data = data(desk, filed, crest.is_some());
    let assets = Assets::default().with("qr.svg", documents::qr_svg(&data.case.tracking_url)?);
    let assets = match crest {
        Some(crest) => assets.with("crest.svg", crest),
        None => assets,
    };
    let options = Options::new(format!("{}/tanda-terima/{}", desk.id, filed.filing.number), filed.filing.at);
    // Typesetting is work of some milliseconds: beside the threads that answer others.
    let set = tokio::task::spawn_blocking(move || documents::render(&template, &data, &assets, &options));
    Ok(set.await.context("the receipt's making broke off")??.bytes)
}

fn data(desk: &Desk, filed: &Filed<'_>, crest: bool) -> ReceiptData {
    let office = desk.office();
    let filing = filed.filing;
    let zone = office.calendar.zone();
    let time = zone.time(filing.at);
    let due = clock::due(&filed.case.ledger, filing.at, filing.promise, &office.calendar).ok();
    let documents = filed.sop.requirements.iter().filter_map(|requirement| {
        let file = filed.case.files.get(&requirement.id)?;
        let (name, size) = (requirement.name.get(LANG).to_owned(), words::size(LANG, file.size));
        Some(documents::Document { name, file: without_numbers(&file.name), size })
    });
    ReceiptData {
        office: licences::letterhead(&office, crest),
        service: licences::letter_service(filed.sop),
        case: ReceiptCase {
            number: filing.number.clone(),
            submitted: licences::letter_day(zone.day(filing.at)),
            time: format!("{:02}.{:02} {zone}", time.hour(), time.minute()),
            tracking: filing.tracking.to_string(),
            tracking_url: format!("{}/lacak/{}", office.profile.public_url, filing.tracking),
            fee: words::rupiah(LANG, filing.fee.0),
            filed_by: match &filing.filed_by {
                FiledBy::Officer(officer) => officer.name.clone(),
                FiledBy::Applicant => String::new(),
            },
        },
        holder: documents::Holder { name: filing.applicant.name.clone(), address: String::new() },
        promise: documents::Promise {
            text: date_text::working_days(u32::from(filing.promise.days), LANG),
            due: due.as_ref().and_then(|due| due.date).map(licences::letter_day).unwrap_or_default(),
            why: due.map(|due| clock::explain(&due, LANG)).unwrap_or_default(),
        },
        documents: documents.collect(),
        next: next(filing),
    }
}

/// What happens next, as the page says it too.
fn next(filing: &Filing) -> Vec<String> {
    let mail = match &filing.applicant.email {
        Some(email) => tr_with(LANG, "portal-apply-next-mail", &[("email", email.as_str().into())]),
        None => tr(LANG, "portal-apply-next-code").into_owned(),
    };
    let key = |key: &str| tr(LANG, key).into_owned();
    vec![key("portal-apply-after-officers"), key("portal-apply-after-return"), mail]
}

/// The name of a file without what may be a personal number: people call scans by their NIK.
fn without_numbers(name: &str) -> String {
    let alike = |left: &char, right: &char| left.is_ascii_digit() == right.is_ascii_digit();
    let signs: Vec<char> = name.chars().collect();
    let pieces = signs.chunk_by(alike).map(|piece| {
        let number = piece[0].is_ascii_digit() && piece.len() >= PERSONAL;
        if number { "…".to_owned() } else { piece.iter().collect() }
    });
    pieces.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_lose_personal_numbers_and_keep_the_rest() {
        assert_eq!(without_numbers("ktp_1671075508900001.jpg"), "ktp_….jpg");
        assert_eq!(without_numbers("IMG_20260108_101522.jpg"), "IMG_20260108_101522.jpg");
        assert_eq!(without_numbers(""), "");
    }
}
