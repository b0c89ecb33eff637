//! The cashier's desk: bills that wait, money that goes back, questions to a second person; one bill with all of it.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use casework::case::fee::{Bill, BillState, Change, ChangeKind, Payment, PaymentState};
use casework::case::{Case, CaseId, Filing, Refusal, RefusalKind};
use casework::form::Typed;
use jiff::Timestamp;
use serde::Deserialize;

use super::queries::{self, BillRow, Shown};
use super::words as told;
use crate::cases;
use crate::http::Visit;
use crate::people::Account;
use crate::ui::{self, Choice, Field, Kind, Link, Notice, Page, SummaryRow, Tab, Tag, Tone, words};

/// Which list, and what is looked for, as it stands in the address.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    daftar: String,
    q: String,
    pesan: String,
}

#[derive(Template)]
#[template(path = "fees/list.html")]
struct List {
    p: Page,
    tabs: Vec<Tab>,
    q: String,
    rows: Vec<Row>,
}

struct Row {
    number: String,
    href: String,
    application: String,
    applicant: String,
    amount: String,
    due: String,
    tag: Tag,
}

/// Somebody who handles the office's money; everybody else is told that there is no such page.
pub(super) fn cashier(visit: &Visit) -> Result<Account, Response> {
    let account = visit.officer()?;
    let office = visit.desk.office();
    let rules = office.fees.as_ref();
    let may = rules.is_some_and(|rules| account.holds(&rules.cashier.0) || account.holds(&rules.approver.0));
    if may { Ok(account.clone()) } else { Err(ui::not_found(visit.page()).into_response()) }
}

/// `GET /meja/kas`: the lists.
pub async fn list(visit: Visit, Query(asked): Query<Asked>) -> Response {
    if let Err(answer) = cashier(&visit) {
        return answer;
    }
    let looked_for = asked.q.trim();
    let shown = match asked.daftar.as_str() {
        _ if !looked_for.is_empty() => Shown::Number(looked_for.to_owned()),
        "pengembalian" => Shown::Refunds,
        "persetujuan" => Shown::Waiting,
        "lunas" => Shown::State(BillState::Settled),
        _ => Shown::State(BillState::Open),
    };
    let (rows, counts) = match tokio::try_join!(queries::bills(&visit.desk, &shown), queries::counts(&visit.desk)) {
        Ok(found) => found,
        Err(error) => return visit.trouble(&error),
    };
    let p = visit.page().titled("fees-desk");
    let tab = |name: &str, key: &str, count: Option<u64>| Tab {
        link: Link::new(p.tr(key), format!("/meja/kas?daftar={name}")),
        open: looked_for.is_empty() && (asked.daftar == name || (asked.daftar.is_empty() && name == "terbuka")),
        count,
    };
    let tabs = vec![
        tab("terbuka", "fees-list-open", Some(counts[0])),
        tab("pengembalian", "fees-list-refunds", Some(counts[1])),
        tab("persetujuan", "fees-list-waiting", Some(counts[2])),
        tab("lunas", "fees-list-settled", None),
    ];
    let rows = rows.iter().map(|row| show_row(&p, row)).collect();
    ui::render(List { tabs, q: asked.q.clone(), rows, p })
}

fn show_row(p: &Page, row: &BillRow) -> Row {
    Row {
        number: row.number.clone(),
        href: format!("/meja/kas/{}", row.number),
        application: row.application.clone(),
        applicant: row.applicant.clone(),
        amount: words::rupiah(p.lang(), row.amount),
        due: row.due.map(|due| p.day(&due)).unwrap_or_default(),
        tag: told::state(p.lang(), row.state),
    }
}

/// A bill with its case, opened by somebody who handles money.
pub(super) struct Opened {
    pub account: Account,
    pub id: CaseId,
    pub case: Case,
    pub filing: Filing,
    pub bill: Bill,
}

/// Opens a bill, and keeps that it was looked at.
pub(super) async fn open(visit: &Visit, number: &str) -> Result<Opened, Response> {
    let account = cashier(visit)?;
    let nowhere = || ui::not_found(visit.page()).into_response();
    let found = queries::by_number(&visit.desk, number).await.map_err(|error| visit.trouble(&error))?;
    let row = found.ok_or_else(nowhere)?;
    let seen = cases::log_access(&visit.desk, row.case, account.id, "case", true, visit.app.now()).await;
    seen.map_err(|error| visit.trouble(&error))?;
    let found = visit.desk.case(row.case).await.map_err(|error| visit.trouble(&error))?;
    let (case, _) = found.ok_or_else(nowhere)?;
    let filing = case.filing.clone().ok_or_else(nowhere)?;
    let bill = case.fees.bill(number).cloned().ok_or_else(nowhere)?;
    Ok(Opened { account, id: row.case, case, filing, bill })
}

#[derive(Template)]
#[template(path = "fees/bill.html")]
struct BillPage {
    p: Page,
    here: String,
    tag: Tag,
    facts: Vec<SummaryRow>,
    lines: Vec<(String, String)>,
    amount: String,
    take: Option<(Field, Field)>,
    void: Option<Field>,
    waive: Option<Field>,
    payments: Vec<Paid>,
    changes: Vec<Asks>,
}

struct Paid {
    receipt: String,
    about: String,
    tag: Tag,
    cause: String,
    refund: Option<Field>,
    give_back: Option<Field>,
}

struct Asks {
    id: u32,
    title: String,
    about: String,
    reason: String,
    tag: Tag,
    decide: Option<Field>,
}

/// `GET /meja/kas/{bill}`: one bill.
pub async fn show(visit: Visit, Path(number): Path<String>, Query(asked): Query<Asked>) -> Response {
    match open(&visit, &number).await {
        Ok(opened) => {
            let key = match asked.pesan.as_str() {
                "terima" => Some("fees-told-taken"),
                "minta" => Some("fees-told-asked"),
                "putusan" => Some("fees-told-decided"),
                "kembali" => Some("fees-told-returned"),
                _ => None,
            };
            let notice = key.map(|key| Notice::new(Tone::Good, ui::tr(visit.lang(), key)));
            page(&visit, &opened, notice, &Form::default())
        }
        Err(answer) => answer,
    }
}

/// What was typed and refused: the form's field, its text, and what is wrong with it.
#[derive(Default)]
pub(super) struct Form {
    pub typed: Typed,
    pub fault: Option<(String, String)>,
    pub status: StatusCode,
}

impl Form {
    fn field(&self, id: &str, label: impl Into<String>, kind: Kind) -> Field {
        let fault = self.fault.as_ref().filter(|(field, _)| field == id).map(|(_, text)| text.clone());
        Field::new(id, label, kind).value(self.typed.one(id)).error(fault)
    }
}

/// The page with why something was not done, and with everything that was typed.
pub(super) fn refused(visit: &Visit, opened: &Opened, refusal: &Refusal, typed: Typed, field: &str) -> Response {
    let lang = visit.lang();
    let status = match refusal.kind {
        RefusalKind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        RefusalKind::Forbidden => StatusCode::FORBIDDEN,
        RefusalKind::Stale | RefusalKind::WrongState => StatusCode::CONFLICT,
        RefusalKind::NotFound => StatusCode::NOT_FOUND,
    };
    let fault = refusal.faults.first().map(|fault| (field.to_owned(), fault.message.get(lang).to_owned()));
    let notice = Notice::new(Tone::Bad, refusal.text(lang));
    page(visit, opened, Some(notice), &Form { typed, fault, status })
}

fn page(visit: &Visit, opened: &Opened, notice: Option<Notice>, form: &Form) -> Response {
    let lang = visit.lang();
    let (bill, terms) = (&opened.bill, &opened.bill.terms);
    let p = visit.page().title(terms.number.clone()).crumb(ui::tr(lang, "fees-desk"), "/meja/kas").notice(notice);
    let open = bill.state == BillState::Open;
    let row = |key: &str, value: String| SummaryRow::new(p.tr(key), value);
    let case = format!("/meja/berkas/{}", opened.id.0);
    let facts = vec![
        row("fees-application", opened.filing.number.clone()).href(case),
        row("fees-applicant", opened.filing.applicant.name.clone()),
        row("fees-issued", moment(visit, bill.at)),
        row("fees-due", p.day(&terms.due)),
        row(
            "fees-tariff",
            p.tr2(
                "fees-tariff-of",
                ("day", p.day(&terms.tariff_day).into()),
                ("since", p.day(&terms.tariff_since).into()),
            ),
        ),
    ];
    let why = |name: &str| open.then(|| form.field(name, p.tr("fees-reason"), Kind::Paragraph(Some(500))));
    let line =
        |line: &casework::case::fee::BillLine| (line.label.get(lang).to_owned(), words::rupiah(lang, line.amount.0));
    let mut changes: Vec<Asks> = opened
        .case
        .fees
        .changes
        .iter()
        .filter(|change| is_about(opened, change))
        .map(|change| asks(visit, opened, change, form))
        .collect();
    changes.reverse();
    let paid = opened.case.fees.payments.iter().filter(|payment| payment.terms.notice.bill == terms.number);
    let status = form.status;
    let page = BillPage {
        here: format!("/meja/kas/{}", terms.number),
        tag: told::state(lang, bill.state),
        facts,
        lines: terms.lines.iter().map(line).collect(),
        amount: words::rupiah(lang, terms.amount.0),
        take: (open && holds(visit, opened, false)).then(|| take_fields(&p, form)),
        void: why("alasan_batal"),
        waive: why("alasan_bebas"),
        payments: paid.map(|payment| show_payment(visit, opened, payment, form)).collect(),
        changes,
        p,
    };
    ui::render_as(status, page)
}

fn take_fields(p: &Page, form: &Form) -> (Field, Field) {
    let amount = form.field("jumlah", p.tr("fees-amount-taken"), Kind::Money).hint(p.tr("fees-amount-taken-hint"));
    let how = [("cash", "fees-channel-cash"), ("transfer", "fees-channel-transfer")].map(|(value, key)| Choice {
        chosen: form.typed.one("cara") == value || (value == "cash" && form.typed.one("cara").is_empty()),
        ..Choice::new(value, p.tr(key))
    });
    (amount, form.field("cara", p.tr("fees-channel"), Kind::Radio(how.to_vec())))
}

fn is_about(opened: &Opened, change: &Change) -> bool {
    let number = &opened.bill.terms.number;
    match &change.kind {
        ChangeKind::Void { bill } | ChangeKind::Waive { bill } => bill == number,
        ChangeKind::Refund { receipt } => {
            opened.case.fees.payment(receipt).is_some_and(|payment| &payment.terms.notice.bill == number)
        }
    }
}

fn holds(visit: &Visit, opened: &Opened, approver: bool) -> bool {
    let office = visit.desk.office();
    office
        .fees
        .as_ref()
        .is_some_and(|rules| opened.account.holds(if approver { &rules.approver.0 } else { &rules.cashier.0 }))
}

fn show_payment(visit: &Visit, opened: &Opened, payment: &Payment, form: &Form) -> Paid {
    let (lang, terms) = (visit.lang(), &payment.terms);
    let tr = |key: &str| ui::tr(lang, key).into_owned();
    let (key, tone) = match payment.state {
        PaymentState::Kept => ("fees-payment-kept", Tone::Good),
        PaymentState::Listed => ("fees-payment-listed", Tone::Warn),
        PaymentState::Owed => ("fees-payment-owed", Tone::Warn),
        PaymentState::Returned => ("fees-payment-returned", Tone::Plain),
    };
    let ended = opened.case.ended.is_some();
    let may = matches!((payment.state, ended), (PaymentState::Listed, _) | (PaymentState::Kept, true));
    let reason = form.field(&format!("alasan_{}", terms.receipt), tr("fees-reason"), Kind::Paragraph(Some(500)));
    let proof = form.field(&format!("bukti_{}", terms.receipt), tr("fees-proof"), Kind::Text(Some(100)));
    Paid {
        receipt: terms.receipt.clone(),
        about: format!(
            "{} · {} · {}",
            words::rupiah(lang, terms.notice.amount.0),
            told::channel(lang, terms.notice.channel),
            moment(visit, terms.notice.paid_at)
        ),
        tag: Tag::new(tr(key), tone),
        cause: terms.surplus.map(|cause| told::refund_cause(lang, cause)).unwrap_or_default(),
        refund: may.then_some(reason),
        give_back: (payment.state == PaymentState::Owed).then_some(proof),
    }
}

fn asks(visit: &Visit, opened: &Opened, change: &Change, form: &Form) -> Asks {
    let lang = visit.lang();
    let tr = |key: &str| ui::tr(lang, key).into_owned();
    let (tag, second) = match &change.decided {
        None => (Tag::new(tr("fees-waits-second"), Tone::Warn), None),
        Some(decided) if decided.granted => (Tag::new(tr("fees-granted"), Tone::Good), decided.by.as_ref()),
        Some(decided) => (Tag::new(tr("fees-denied"), Tone::Bad), decided.by.as_ref()),
    };
    let no = change.decided.as_ref().and_then(|decided| decided.reason.as_ref());
    let people = std::iter::once(&change.by).chain(second).map(|officer| officer.name.as_str());
    let mine = change.by.account == opened.account.id;
    let decide = change.decided.is_none() && !mine && holds(visit, opened, true);
    let field = format!("alasan_putusan_{}", change.id);
    Asks {
        id: change.id,
        title: told::change(lang, &change.kind),
        about: format!("{} · {}", words::rupiah(lang, change.amount.0), people.collect::<Vec<_>>().join(" · ")),
        reason: std::iter::once(&change.reason).chain(no).cloned().collect::<Vec<_>>().join("\n"),
        tag,
        decide: decide.then(|| form.field(&field, tr("fees-reason-no"), Kind::Paragraph(Some(500))).optional()),
    }
}

/// A moment in words, by the office's clock.
pub(super) fn moment(visit: &Visit, at: Timestamp) -> String {
    let office = visit.desk.office();
    let zone = office.calendar.zone();
    words::moment(visit.lang(), zone.day(at).to_datetime(zone.time(at)))
}
