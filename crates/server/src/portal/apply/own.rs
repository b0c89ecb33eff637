//! One's own application: how it stands, what was returned, answers and documents in every version, letters, duties.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use casework::case::{Case, FileRef, Refusal, Replaced, reopening};
use casework::clock::Holder;
use casework::form;
use casework::sop::{LetterKind, RequirementId, StepId, TaskKind};
use serde::Deserialize;

use super::access::{Own, own_case};
use super::{download, review};
use crate::fees;
use crate::http::Visit;
use crate::portal::progress::{self, Progress};
use crate::ui::{self, Field, Kind, Link, Notice, Page, SummaryRow, Tone, words};

#[derive(Template)]
#[template(path = "portal/apply/own.html")]
struct OwnPage {
    p: Page,
    t: Progress,
    facts: Vec<SummaryRow>,
    returned: Option<Returned>,
    letters: Vec<Letter>,
    duties: Vec<Duty>,
    groups: Vec<Group>,
    receipt: String,
    seen: String,
    withdraw: Option<(String, Field)>,
    /// Where a document can be added; nothing once it is decided.
    add: Option<String>,
    reopen: Option<Reopen>,
    /// Where the counter makes a code for an applicant without an account; nothing for others.
    hand_out: Option<String>,
}

/// A case that silence has closed, and can be taken up again.
struct Reopen {
    /// Until when, in a sentence.
    until: String,
    /// Where; nothing once the window is over.
    action: Option<String>,
    /// Why, where an officer does it for the applicant.
    reason: Option<Field>,
}

/// What an officer returned.
pub struct Returned {
    /// What, and why.
    pub items: Vec<(String, String)>,
    /// Until when an answer is awaited; empty where no day is set.
    pub until: String,
    /// Where it is answered.
    pub href: String,
}

/// A letter to the applicant.
struct Letter {
    title: String,
    about: String,
    /// The PDF; none while it is being made.
    pdf: Option<String>,
    check: Option<String>,
}

/// A duty of the holder.
struct Duty {
    title: String,
    about: String,
    href: Option<String>,
}

/// One page of questions, or the documents, as filed.
struct Group {
    title: String,
    rows: Vec<SummaryRow>,
}

/// What has just been done.
#[derive(Debug, Default, Deserialize)]
pub struct Told {
    #[serde(default)]
    pesan: String,
}

/// `GET /permohonan/{case}`: the page.
pub async fn show(visit: Visit, Path(id): Path<String>, Query(told): Query<Told>) -> Response {
    let own = match own_case(&visit, &id, "case").await {
        Ok(own) => own,
        Err(answer) => return answer,
    };
    let p = visit.page();
    let key = match told.pesan.as_str() {
        "perbaikan" => Some("portal-apply-told-corrected"),
        "tarik" => Some("portal-apply-told-withdrawn"),
        "kewajiban" => Some("portal-apply-told-duty"),
        "tambah" => Some("portal-apply-told-added"),
        "buka" => Some("portal-apply-told-reopened"),
        "ambil" => Some("portal-adopt-done"),
        _ => None,
    };
    let notice = match (key, told.pesan.as_str()) {
        (None, "putus") => Some(Notice::new(Tone::Warn, p.tr("portal-apply-add-closed"))),
        (key, _) => key.map(|key| Notice::new(Tone::Good, p.tr(key))),
    };
    page(&visit, &own, notice, StatusCode::OK)
}

/// The page with what an officer's or the engine's no says.
pub fn refused(visit: &Visit, own: &Own, refusal: &Refusal) -> Response {
    let notice = Notice::new(Tone::Bad, refusal.text(visit.lang()));
    page(visit, own, Some(notice), review::status(refusal.kind))
}

fn page(visit: &Visit, own: &Own, notice: Option<Notice>, status: StatusCode) -> Response {
    let office = visit.desk.office();
    let asked = progress::Asked {
        case: &own.case,
        filing: &own.filing,
        sop: &own.sop,
        office: &office,
        now: visit.app.now(),
        lang: visit.lang(),
    };
    let t = match asked.progress() {
        Ok(progress) => progress,
        Err(gap) => return visit.failure(&anyhow::anyhow!("{gap}")),
    };
    let notice = notice.or_else(|| fees::standing(&own.case, own.id.0, visit.lang()));
    let p = own_page(visit, own).title(own.sop.service.name.get(visit.lang())).notice(notice);
    let row = |key: &str, value: String| SummaryRow::new(p.tr(key), value);
    let bills = (!own.case.fees.bills.is_empty())
        .then(|| row("fees-own", own.case.fees.bills.len().to_string()).href(own.href("/tagihan")));
    let facts = vec![
        row("portal-apply-number", own.filing.number.clone()),
        row("portal-apply-applicant", own.filing.applicant.name.clone()),
        row("portal-apply-received", super::moment(visit, own.filing.at)),
        row("portal-apply-code", own.filing.tracking.to_string()).href(format!("/lacak/{}", own.filing.tracking)),
        row("service-fee", words::rupiah(visit.lang(), own.filing.fee.0)),
    ];
    let facts = facts.into_iter().chain(bills).collect();
    let withdraw = own.case.ended.is_none().then(|| {
        let reason = Field::new("alasan", p.tr("portal-apply-withdraw-reason"), Kind::Paragraph(Some(500))).optional();
        (own.href("/tarik"), reason)
    });
    let page = OwnPage {
        returned: returned(visit, own),
        letters: letters(visit, own, &p),
        duties: duties(visit, own, &p),
        groups: groups(visit, own, &p),
        receipt: own.href("/tanda-terima"),
        seen: own.href("/akses"),
        add: takes_additions(&own.case).then(|| own.href("/tambah")),
        reopen: reopen(visit, own, &p),
        hand_out: own.filing.applicant.account.is_none().then(|| own.href("/kode-pemohon")),
        t,
        facts,
        withdraw,
        p,
    };
    ui::render_as(status, page)
}

/// Whether the applicant can still add documents: until it is decided.
pub fn takes_additions(case: &Case) -> bool {
    let decides = |kind: LetterKind| match kind {
        LetterKind::Licence | LetterKind::Rejection => true,
        LetterKind::Recommendation | LetterKind::Assignment => false,
    };
    case.ended.is_none() && !case.letters.iter().any(|letter| decides(letter.kind))
}

fn reopen(visit: &Visit, own: &Own, p: &Page) -> Option<Reopen> {
    let office = visit.desk.office();
    let until = reopening(&own.case, &own.sop, &office)?;
    let open = office.calendar.zone().day(visit.app.now()) <= until;
    let key = if open { "portal-apply-reopen-until" } else { "portal-apply-reopen-over" };
    let by_officer = visit.account.as_ref().is_some_and(|account| account.is_officer());
    Some(Reopen {
        until: p.tr1(key, "day", words::weekday(visit.lang(), until)),
        action: open.then(|| own.href("/buka-lagi")),
        reason: by_officer.then(|| Field::new("alasan", p.tr("portal-apply-reopen-reason"), Kind::Text(Some(500)))),
    })
}

/// A page of a case, with the way back.
pub fn own_page(visit: &Visit, own: &Own) -> Page {
    let p = visit.page();
    match own.filing.applicant.account {
        Some(_) => {
            let mine = p.tr("nav-mine").into_owned();
            p.crumb(mine, "/permohonan")
        }
        None => {
            let counter = p.tr("nav-counter").into_owned();
            p.crumb(counter, "/meja/loket")
        }
    }
}

impl Own {
    /// The address of one of its pages: `""` for its own, else as in `"/perbaiki"`.
    pub fn href(&self, page: &str) -> String {
        format!("/permohonan/{}{page}", self.id.0)
    }

    /// The step at which the applicant's answer is awaited.
    pub fn awaiting(&self) -> Option<(&StepId, &casework::case::OpenStep)> {
        self.case.open.iter().find(|(id, open)| {
            let correct = self.sop.step(id).is_some_and(|step| step.task == TaskKind::Correct);
            correct && open.holder == Holder::Applicant && !open.objections.is_empty()
        })
    }
}

fn returned(visit: &Visit, own: &Own) -> Option<Returned> {
    let lang = visit.lang();
    let (_, open) = own.awaiting()?;
    let items = open.objections.iter();
    Some(Returned {
        items: items.map(|objection| (objection.item.text(&own.sop, lang), objection.why(&own.sop, lang))).collect(),
        until: open.due.map(|day| words::weekday(lang, day)).unwrap_or_default(),
        href: own.href("/perbaiki"),
    })
}

/// The letters to the applicant. What agencies write to the office is not among them.
fn letters(visit: &Visit, own: &Own, p: &Page) -> Vec<Letter> {
    let lang = visit.lang();
    let to_applicant = own.case.letters.iter().filter(|letter| match letter.kind {
        LetterKind::Licence | LetterKind::Rejection => true,
        LetterKind::Recommendation | LetterKind::Assignment => false,
    });
    to_applicant
        .map(|letter| {
            let title = own.sop.letter(&letter.letter).map_or(letter.letter.as_str(), |rules| rules.title.get(lang));
            let day = words::day(lang, letter.date);
            Letter {
                title: title.to_owned(),
                about: p.tr2(
                    "portal-apply-letter-about",
                    ("number", letter.number.as_str().into()),
                    ("day", day.into()),
                ),
                pdf: letter.file.as_ref().map(|_| format!("/surat/{}.pdf", letter.code)),
                check: (letter.kind == LetterKind::Licence).then(|| format!("/verifikasi/{}", letter.code)),
            }
        })
        .collect()
}

fn duties(visit: &Visit, own: &Own, p: &Page) -> Vec<Duty> {
    let lang = visit.lang();
    let duty = |(id, open): (&String, &casework::case::OpenDuty)| {
        let rules = own.sop.duties.iter().find(|duty| &duty.id == id)?;
        let about = match &open.fulfilled {
            Some((at, _)) => p.tr1("portal-apply-duty-done", "at", super::moment(visit, *at)),
            None => {
                let day = words::weekday(lang, open.due);
                p.tr2("portal-apply-duty-by", ("day", day.into()), ("otherwise", rules.otherwise.get(lang).into()))
            }
        };
        let href = open.fulfilled.is_none().then(|| own.href(&format!("/kewajiban/{}", ui::encode(id))));
        Some(Duty { title: rules.name.get(lang).to_owned(), about, href })
    };
    own.case.duties.iter().filter_map(duty).collect()
}

/// Answers and documents as they stand, each followed by what a correction replaced.
fn groups(visit: &Visit, own: &Own, p: &Page) -> Vec<Group> {
    let (lang, regions) = (visit.lang(), visit.app.regions());
    let today = visit.desk.office().calendar.zone().day(own.filing.at);
    let asked = form::only_asked(&own.sop.sections, &own.case.answers, today);
    let mut groups = Vec::new();
    for section in &own.sop.sections {
        let mut rows = Vec::new();
        for field in &section.fields {
            let shown = |answer: &serde_json::Value| form::shown(field, answer, lang, regions);
            let Some(answer) = asked.get(&field.id) else { continue };
            rows.push(SummaryRow::new(field.label.get(lang), shown(answer)));
            for replaced in &own.case.replaced {
                let Some(old) = replaced.answers.get(&field.id) else { continue };
                rows.push(SummaryRow::new(before(visit, p, replaced), shown(old)));
            }
        }
        groups.push(Group { title: section.title.get(lang).to_owned(), rows });
    }
    groups.push(Group { title: p.tr("portal-apply-documents").into_owned(), rows: papers(visit, own, p) });
    groups.retain(|group| !group.rows.is_empty());
    groups
}

/// The documents as they stand, each followed by what took its place before; those that no requirement asks for last.
fn papers(visit: &Visit, own: &Own, p: &Page) -> Vec<SummaryRow> {
    let lang = visit.lang();
    let required = own.sop.requirements.iter().filter_map(|requirement| {
        Some((&requirement.id, requirement.name.get(lang), own.case.files.get(&requirement.id)?))
    });
    let mut rows = Vec::new();
    for (id, name, file) in required.chain(own.case.extras()) {
        let page = own.href(&format!("/berkas/{}", ui::encode(&id.0)));
        let row = |term: String, file: &FileRef, href: String| {
            SummaryRow::new(term, format!("{} ({})", file.name, words::size(lang, file.size))).href(href)
        };
        rows.push(row(name.to_owned(), file, page.clone()));
        for (version, replaced) in own.case.replaced.iter().enumerate() {
            let Some(old) = replaced.files.get(id) else { continue };
            rows.push(row(before(visit, p, replaced), old, format!("{page}?versi={version}")));
        }
    }
    rows
}

fn before(visit: &Visit, p: &Page, replaced: &Replaced) -> String {
    let key = if replaced.unasked { "portal-apply-before-added" } else { "portal-apply-before" };
    p.tr1(key, "at", super::moment(visit, replaced.at))
}

/// Which version of a document.
#[derive(Debug, Default, Deserialize)]
pub struct Version {
    versi: Option<usize>,
}

/// `GET /permohonan/{case}/berkas/{requirement}`: a document as filed, or as it was before a correction.
pub async fn file(
    visit: Visit,
    Path((id, requirement)): Path<(String, String)>,
    Query(version): Query<Version>,
) -> Response {
    let own = match own_case(&visit, &id, "file").await {
        Ok(own) => own,
        Err(answer) => return answer,
    };
    let requirement = RequirementId(requirement);
    let file = match version.versi {
        None => own.case.files.get(&requirement),
        Some(version) => own.case.replaced.get(version).and_then(|replaced| replaced.files.get(&requirement)),
    };
    match file {
        Some(file) => download::stored(&visit, file).await,
        None => ui::not_found(visit.page()).into_response(),
    }
}

/// The way back to the case, for pages that say no.
pub fn way_back(visit: &Visit, own: &Own) -> Link {
    Link::new(visit.page().tr("portal-apply-open-case"), own.href(""))
}
