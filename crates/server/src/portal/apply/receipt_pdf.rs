//! The receipt as a PDF, from the office's template. It is in Indonesian, like every paper of the office.

use anyhow::Context as _;
use axum::extract::Path;
use axum::response::Response;
use casework::case::FiledBy;
use casework::clock;
use casework::date_text;
use casework::lang::Lang;
use documents::{Assets, Options, ReceiptCase, ReceiptData, Template};

use super::access::{Own, own_case};
use super::download;
use crate::http::Visit;
use crate::licences;
use crate::ui::{self, tr, tr_with, words};

/// The template among those that all services share.
const TEMPLATE: &str = "_letters/receipt.typ";
const LANG: Lang = Lang::Id;

/// `GET /permohonan/{case}/tanda-terima.pdf`: the receipt to print or keep.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Response {
    let own = match own_case(&visit, &id, "receipt").await {
        Ok(own) => own,
        Err(answer) => return answer,
    };
    match pdf(&visit, &own).await {
        Ok(bytes) => download::attachment(&format!("tanda-terima-{}.pdf", own.filing.number), "application/pdf", bytes),
        Err(error) => visit.failure(&error),
    }
}

async fn pdf(visit: &Visit, own: &Own) -> anyhow::Result<Vec<u8>> {
    let bundles = visit.desk.bundles();
    let bundle = bundles.get(&own.filing.bundle).context("the case's SOP is not there")?;
    let files = bundle.files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let template = Template::of_folder(&own.sop.service.id.0, TEMPLATE, files)?;
    let crest = ui::asset_bytes(&visit.desk.face().crest);
    let data = data(visit, own, crest.is_some());
    let assets = Assets::default().with("qr.svg", documents::qr_svg(&data.case.tracking_url)?);
    let assets = match crest {
        Some(crest) => assets.with("crest.svg", crest),
        None => assets,
    };
    let options = Options::new(format!("{}/tanda-terima/{}", visit.desk.id, own.filing.number), own.filing.at);
    // Typesetting is work of some milliseconds: beside the threads that answer others.
    let set = tokio::task::spawn_blocking(move || documents::render(&template, &data, &assets, &options));
    Ok(set.await.context("the receipt's making broke off")??.bytes)
}

fn data(visit: &Visit, own: &Own, crest: bool) -> ReceiptData {
    let office = visit.desk.office();
    let filing = &own.filing;
    let zone = office.calendar.zone();
    let time = zone.time(filing.at);
    let due = clock::due(&own.case.ledger, filing.at, filing.promise, &office.calendar).ok();
    let documents = own.sop.requirements.iter().filter_map(|requirement| {
        let file = own.case.files.get(&requirement.id)?;
        let (name, size) = (requirement.name.get(LANG).to_owned(), words::size(LANG, file.size));
        Some(documents::Document { name, file: file.name.clone(), size })
    });
    ReceiptData {
        office: licences::letterhead(&office, crest),
        service: licences::letter_service(&own.sop),
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
        next: next(own),
    }
}

/// What happens next, as the page says it too.
fn next(own: &Own) -> Vec<String> {
    let mail = match &own.filing.applicant.email {
        Some(email) => tr_with(LANG, "portal-apply-next-mail", &[("email", email.as_str().into())]),
        None => tr(LANG, "portal-apply-next-code").into_owned(),
    };
    let key = |key: &str| tr(LANG, key).into_owned();
    vec![key("portal-apply-after-officers"), key("portal-apply-after-return"), mail]
}
