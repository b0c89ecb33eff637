//! The receipt: number, tracking code, promise, and what happens next.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use casework::case::FiledBy;
use casework::clock;

use super::access::{Own, own_case};
use crate::http::Visit;
use crate::ui::{self, Lang, Page, SummaryRow, words};

#[derive(Template)]
#[template(path = "portal/apply/receipt.html")]
struct ReceiptPage {
    p: Page,
    code: String,
    aloud: String,
    track: String,
    facts: Vec<SummaryRow>,
    promise: String,
    because: String,
    next: String,
    mail: String,
    case: String,
    pdf: String,
}

/// `GET /permohonan/{case}/tanda-terima`: the receipt as a page.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Response {
    match own_case(&visit, &id, "receipt").await {
        Ok(own) => ui::render(receipt(&visit, &own)),
        Err(answer) => answer,
    }
}

fn receipt(visit: &Visit, own: &Own) -> ReceiptPage {
    let lang = visit.lang();
    let p = visit.page().titled("portal-apply-receipt");
    let office = visit.desk.office();
    let filing = &own.filing;
    let code = filing.tracking.to_string();
    let due = clock::due(&own.case.ledger, filing.at, filing.promise, &office.calendar).ok();
    let day = due.as_ref().and_then(|due| due.date).map(|day| words::weekday(lang, day));
    let promise = match day {
        Some(day) => p.tr2("portal-apply-promise-day", ("days", filing.promise.days.into()), ("day", day.into())),
        None => p.tr1("portal-apply-promise-days", "days", filing.promise.days),
    };
    let first = own.sop.start.to.iter().next().and_then(|step| own.sop.step(step));
    let first = own.case.open.keys().next().and_then(|step| own.sop.step(step)).or(first);
    let next = first.map_or_else(String::new, |step| {
        let role = office.role(&step.role).map_or(step.role.as_str(), |role| role.name.get(lang));
        p.tr2("portal-apply-next-step", ("step", step.name.get(lang).into()), ("role", role.into()))
    });
    let mail = match &filing.applicant.email {
        Some(email) => p.tr1("portal-apply-next-mail", "email", email.as_str()),
        None => p.tr("portal-apply-next-code").into_owned(),
    };
    ReceiptPage {
        aloud: aloud(&code, lang),
        track: format!("/lacak/{code}"),
        facts: facts(visit, own, &p),
        promise,
        because: due.map(|due| clock::explain(&due, lang)).unwrap_or_default(),
        next,
        mail,
        case: own.href(""),
        pdf: own.href("/tanda-terima.pdf"),
        code,
        p,
    }
}

fn facts(visit: &Visit, own: &Own, p: &Page) -> Vec<SummaryRow> {
    let lang = visit.lang();
    let filing = &own.filing;
    let row = |key: &str, value: String| SummaryRow::new(p.tr(key), value);
    let mut rows = vec![
        row("portal-apply-number", filing.number.clone()),
        row("portal-apply-service", own.sop.service.name.get(lang).to_owned()),
        row("portal-apply-applicant", filing.applicant.name.clone()),
        row("portal-apply-received", super::moment(visit, filing.at)),
        row("portal-apply-documents", own.case.files.len().to_string()),
        row("service-fee", words::rupiah(lang, filing.fee.0)),
    ];
    if let FiledBy::Officer(officer) = &filing.filed_by {
        rows.push(row("portal-apply-filed-by", officer.name.clone()));
    }
    rows
}

/// A code as it is read out over the telephone: "dua, delapan, T, lima; C, …".
fn aloud(code: &str, lang: Lang) -> String {
    let digit = |sign: char| match (sign, lang) {
        ('0', _) => lang.pick("nol", "zero"),
        ('1', _) => lang.pick("satu", "one"),
        ('2', _) => lang.pick("dua", "two"),
        ('3', _) => lang.pick("tiga", "three"),
        ('4', _) => lang.pick("empat", "four"),
        ('5', _) => lang.pick("lima", "five"),
        ('6', _) => lang.pick("enam", "six"),
        ('7', _) => lang.pick("tujuh", "seven"),
        ('8', _) => lang.pick("delapan", "eight"),
        ('9', _) => lang.pick("sembilan", "nine"),
        (_, _) => "",
    };
    let word = |sign: char| match digit(sign) {
        "" => sign.to_string(),
        word => word.to_owned(),
    };
    let groups = code.split('-').map(|group| group.chars().map(word).collect::<Vec<_>>().join(" "));
    groups.collect::<Vec<_>>().join(" – ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_can_be_read_out() {
        assert_eq!(aloud("28T5-CY4T", Lang::Id), "dua delapan T lima – C Y empat T");
        assert_eq!(aloud("0A", Lang::En), "zero A");
    }
}
