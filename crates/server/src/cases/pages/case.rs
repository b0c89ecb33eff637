//! The page of one case: list, document and decision on one screen.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use casework::case::{FileRef, OpenStep, is_free_for, oversees};
use casework::form::{Fault, Typed};
use casework::sop::{Step, StepId};
use serde::Deserialize;

use super::beside::{Attempt, Beside, NoteRow, Place};
use super::small::{self, Small, Typing};
use crate::cases::access::{self, Look, Opened};
use crate::cases::view::{
    self, Change, ClockRow, Eyes, FactGroup, LedgerRow, LetterRow, News, OpenRow, Paper, Standing, StepResult,
};
use crate::cases::words;
use crate::cases::work::{self, Asked, Comment, OwnReason, Sheet, WorkForm};
use crate::http::Visit;
use crate::ui::{self, Field, Kind, Notice, Page, Problem, Tag, TimelineEntry, Tone};

/// What a case's address says.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct CaseAsked {
    /// The step to work on.
    #[serde(default)]
    langkah: String,
    /// The document to show first, by its requirement.
    #[serde(default)]
    berkas: String,
    /// What was just done, to be said once.
    #[serde(default)]
    selesai: String,
    /// The list that the case was opened from, and its place there.
    #[serde(default)]
    daftar: String,
    #[serde(default)]
    posisi: String,
}

/// How the page is to be shown after something was asked that did not go through, or that changes what it shows.
#[derive(Default)]
pub(in crate::cases) struct Showing<'a> {
    /// The step to work on, as asked for.
    pub step: Option<StepId>,
    /// The document to begin with.
    pub paper: String,
    /// What was typed; empty on a fresh page.
    pub typed: Typed,
    /// What is wrong, by control.
    pub faults: Vec<Fault>,
    /// Photos and files that were taken in already.
    pub files: Vec<FileRef>,
    /// What is wrong with others.
    pub files_fault: Option<String>,
    /// The region that is being searched for, and by which words.
    pub search: Option<(String, String)>,
    /// A message over the page.
    pub notice: Option<Notice>,
    /// The answer's status.
    pub status: StatusCode,
    /// Personal numbers in full.
    pub whole: bool,
    /// What is wrong with the reason for seeing them.
    pub numbers_fault: Option<&'a str>,
    /// The office's reason texts, for reading what was chosen.
    pub reasons: Vec<OwnReason>,
    /// What was typed in one of the small forms.
    pub small: Typed,
    /// What is wrong with it, by control.
    pub small_faults: Vec<Fault>,
    /// The reason for withdrawing as it was typed, and what is wrong with it.
    pub recuse: Option<(String, String)>,
    /// The list that the case was opened from, and its place there.
    pub list: (String, String),
}

impl Showing<'_> {
    /// Whether something on the page is to be corrected.
    fn is_wrong(&self) -> bool {
        let faults = !self.faults.is_empty() || !self.small_faults.is_empty();
        faults || self.files_fault.is_some() || self.numbers_fault.is_some()
    }
}

/// Who has the step that the page is about.
struct Hold {
    step: String,
    step_id: String,
    /// The officer looking at the page has taken it.
    mine: bool,
    /// Whoever else has taken it.
    other: Option<String>,
    /// Whoever had taken it, from whom the officer looking at the page may take it over.
    over: Option<String>,
    /// Why it is here again: the comments of the one who gave it back, or that what was returned is mended.
    comments: Vec<Comment>,
    back: Option<String>,
    /// That what was returned from it is mended.
    news: Option<Tag>,
    span: String,
    due: Tag,
}

#[derive(Template)]
#[template(path = "cases/case.html")]
struct CaseTemplate {
    p: Page,
    id: i64,
    service: String,
    state: Tag,
    facts_line: String,
    standing: Standing,
    /// Everything that is wrong on the page, said at its top.
    problems: Vec<Problem>,
    /// Why it does not go on by this officer's hand; empty where it does.
    blocked: String,
    news: Vec<News>,
    place: Option<Place>,
    /// Handing a step to a colleague, and what the step is called; nothing where there is none, or where it is not for this
    /// officer.
    hand_over: Option<(String, Small)>,
    reopen: Option<(String, Option<Small>)>,
    notes: Vec<NoteRow>,
    note: Small,
    attempts: Vec<Attempt>,
    papers: Vec<Paper>,
    viewer: Option<(String, String)>,
    facts: Vec<FactGroup>,
    whole: bool,
    numbers: Field,
    /// The reason for withdrawing, where this officer has a part in the case and has not withdrawn yet.
    recuse: Option<Field>,
    recused: bool,
    hold: Option<Hold>,
    form: Option<WorkForm>,
    open: Vec<OpenRow>,
    history: Vec<TimelineEntry>,
    clocks: Vec<ClockRow>,
    ledger: Vec<LedgerRow>,
    letters: Vec<LetterRow>,
    changes: Vec<Change>,
    results: Vec<StepResult>,
}

/// `GET /meja/berkas/{case}`: a case.
pub async fn case(visit: Visit, Path(id): Path<String>, Query(asked): Query<CaseAsked>) -> Response {
    let opened = match access::open(&visit, &id, Look::CASE).await {
        Ok(opened) => opened,
        Err(answer) => return answer,
    };
    let notice = match asked.selesai.as_str() {
        "ambil" => Some("cases-done-claimed"),
        "lepas" => Some("cases-done-released"),
        "langkah" => Some("cases-done-completed"),
        "catatan" => Some("cases-done-noted"),
        "buka" => Some("cases-done-reopened"),
        "serahkan" => Some("cases-done-handed-over"),
        "ingatkan" => Some("cases-done-reminded"),
        "mundur" => Some("cases-done-recused"),
        _ => None,
    };
    let notice = notice.map(|key| {
        let notice = Notice::new(Tone::Good, ui::tr(visit.lang(), key));
        let inbox = if asked.daftar.is_empty() { "/meja".to_owned() } else { format!("/meja?{}", asked.daftar) };
        notice.action(ui::tr(visit.lang(), "cases-to-inbox"), inbox)
    });
    let step = Some(StepId(asked.langkah)).filter(|step| !step.0.is_empty());
    let list = (asked.daftar, asked.posisi);
    show(&visit, &opened, Showing { step, paper: asked.berkas, notice, list, ..Showing::default() }).await
}

/// The page for a case that was opened already.
pub(in crate::cases) async fn show(visit: &Visit, opened: &Opened, showing: Showing<'_>) -> Response {
    let eyes = Eyes { opened, lang: visit.lang(), now: visit.app.now() };
    let chosen = chosen(opened, showing.step.as_ref());
    let list = (showing.list.0.as_str(), showing.list.1.as_str());
    let role = to_hand_over(opened, chosen).map(|(step, _)| step.role.as_str());
    match Beside::read(visit, eyes, list, role).await {
        Ok(beside) => draw(visit, eyes, chosen, (showing, beside)),
        Err(error) => visit.trouble(&error),
    }
}

fn draw(
    visit: &Visit,
    eyes: Eyes<'_>,
    chosen: Option<(&Step, Option<&OpenStep>)>,
    (showing, beside): (Showing<'_>, Beside),
) -> Response {
    let (opened, regions) = (eyes.opened, visit.app.regions());
    let typing = Typing { lang: eyes.lang, typed: &showing.small, faults: &showing.small_faults };
    let hold = chosen.and_then(|(step, open)| Some(hold(eyes, step, open?)));
    let hand_over = to_hand_over(opened, chosen).and_then(|(step, open)| {
        let small = small::hand_over(eyes, step, open, (&typing, &beside.colleagues))?;
        Some((step.name.get(eyes.lang).to_owned(), small))
    });
    let form = chosen
        .filter(|(_, open)| workable(eyes, *open) || !showing.typed.0.is_empty())
        .map(|(step, open)| form(visit, eyes, step, open, (&showing, &beside.reasons)));
    let checks = chosen.map_or(&[][..], |(step, _)| step.checks.as_slice());
    let viewer = view::paper(eyes, &showing.paper, checks);
    let p = page(visit, opened, &showing);
    let numbers = Field::new("reason", p.tr("cases-numbers-reason"), Kind::Text(Some(200)))
        .hint(p.tr("cases-numbers-hint"))
        .error(showing.numbers_fault.map(|key| p.tr(key).into_owned()));
    let recuse = recuse(&p, opened, &showing);
    let reopen = small::reopen(eyes, &typing);
    let note = small::note(eyes, &typing);
    let smalls = hand_over.iter().map(|(_, small)| small);
    let smalls = smalls.chain(reopen.iter().filter_map(|(_, small)| small.as_ref())).chain([&note]);
    let mut problems = form.as_ref().map_or_else(Vec::new, |form| form.problems.clone());
    problems.extend(ui::problems(smalls.flat_map(|small| &small.fields).chain([&numbers]).chain(&recuse)));
    let template = CaseTemplate {
        id: opened.id.0,
        service: opened.sop.service.name.get(eyes.lang).to_owned(),
        state: words::state_tag(words::state_of(opened.case.ended.as_ref().map(|ended| ended.result)), eyes.lang),
        facts_line: facts_line(&p, eyes),
        standing: view::standing(eyes),
        problems,
        blocked: view::blocked(eyes),
        news: view::news(eyes),
        place: beside.place,
        hand_over,
        reopen,
        notes: beside.notes,
        note,
        attempts: beside.attempts,
        papers: view::papers(eyes, viewer.map(|(requirement, _)| requirement)),
        viewer: viewer
            .map(|(_, file)| (file.name.clone(), format!("/meja/berkas/{}/file/{}", opened.id.0, file.sha256))),
        facts: view::facts(eyes, regions, showing.whole),
        whole: showing.whole,
        numbers,
        recuse,
        recused: opened.case.recused.contains_key(&opened.officer.id),
        hold,
        form,
        open: view::open_steps(eyes),
        history: view::history(eyes),
        clocks: view::clocks(eyes),
        ledger: view::ledger(eyes),
        letters: view::letters(eyes),
        changes: view::changes(eyes, regions),
        results: view::results(eyes, regions),
        p,
    };
    ui::render_as(showing.status, template)
}

/// The form of a step, with what was typed, taken in, and wrong.
fn form(
    visit: &Visit,
    eyes: Eyes<'_>,
    step: &Step,
    open: Option<&OpenStep>,
    (showing, reasons): (&Showing<'_>, &[OwnReason]),
) -> WorkForm {
    let opened = eyes.opened;
    let before = work::before(&opened.case, &step.id);
    let typed = if showing.typed.0.is_empty() { &before } else { &showing.typed };
    let asked = Asked {
        lang: eyes.lang,
        today: opened.office.calendar.zone().day(eyes.now),
        regions: visit.app.regions(),
        typed,
        faults: &showing.faults,
        search: showing.search.as_ref().map(|(name, words)| (name.as_str(), words.as_str())),
    };
    let findings = work::findings(step, &opened.case, &asked);
    let attach = work::attach(visit, opened.id, step, &showing.files, showing.files_fault.clone());
    let sheet = Sheet {
        id: opened.id.0,
        case: &opened.case,
        sop: &opened.sop,
        office: &opened.office,
        lang: eyes.lang,
        typed,
        faults: &showing.faults,
        reasons,
    };
    let open = open.filter(|open| workable(eyes, Some(open)));
    work::work_form(&sheet, step, open, (findings, attach))
}

fn page(visit: &Visit, opened: &Opened, showing: &Showing<'_>) -> Page {
    let eyes = Eyes { opened, lang: visit.lang(), now: visit.app.now() };
    let title = format!("{} · {}", opened.filing.number, opened.filing.applicant.name);
    let p = visit
        .page()
        .title(title)
        .notice(showing.notice.clone().or_else(|| view::limit_notice(eyes)))
        .failed(showing.is_wrong());
    let inbox = p.tr("cases-inbox").into_owned();
    let back = if showing.list.0.is_empty() { "/meja".to_owned() } else { format!("/meja?{}", showing.list.0) };
    p.crumb(inbox, back)
}

/// Filed when, by whom, under which revision of the SOP, with which fee.
fn facts_line(p: &Page, eyes: Eyes<'_>) -> String {
    use casework::case::FiledBy;
    let filing = &eyes.opened.filing;
    let when = eyes.moment(filing.at);
    let filed = match &filing.filed_by {
        FiledBy::Applicant => p.tr1("cases-filed", "when", when),
        FiledBy::Officer(officer) => {
            p.tr2("cases-filed-by", ("when", when.into()), ("officer", officer.name.clone().into()))
        }
    };
    let sop = p.tr1("cases-sop-revision", "revision", i64::from(filing.bundle.version));
    format!("{filed} · {sop} · {}", ui::words::rupiah(eyes.lang, filing.fee.0))
}

/// The step that the page is about: the one asked for, else the first open one of the officer's roles. A step that is not
/// open any more is given without its opening, so that what was typed for it can be shown once more.
fn chosen<'a>(opened: &'a Opened, asked: Option<&StepId>) -> Option<(&'a Step, Option<&'a OpenStep>)> {
    let service = &opened.sop.service.id;
    let mine = |step: &&Step| !step.task.is_applicants() && opened.officer.acts_as(&step.role, service);
    let asked = asked.and_then(|id| opened.sop.step(id)).filter(mine);
    let first = || {
        let open = opened.case.open.keys().filter_map(|id| opened.sop.step(id));
        open.filter(mine).max_by_key(|step| {
            let holder = opened.case.open.get(&step.id).and_then(|open| open.officer.as_ref());
            holder.is_some_and(|holder| holder.account == opened.officer.id)
        })
    };
    let step = asked.or_else(first)?;
    Some((step, opened.case.open.get(&step.id)))
}

/// The open step that could be handed over on this page: the one that it is about, else the first that the officer oversees.
fn to_hand_over<'a>(
    opened: &'a Opened,
    chosen: Option<(&'a Step, Option<&'a OpenStep>)>,
) -> Option<(&'a Step, &'a OpenStep)> {
    let actor = opened.officer.actor();
    let overseen = || {
        let open = opened.case.open.iter().filter_map(|(id, open)| Some((opened.sop.step(id)?, open)));
        open.filter(|(step, _)| oversees(&actor, &step.role, &opened.office)).min_by_key(|(_, open)| open.since)
    };
    chosen.and_then(|(step, open)| Some((step, open?))).or_else(overseen)
}

/// Whether this officer may work on an open step: nobody else has taken it, or whoever has does not stand any more.
fn workable(eyes: Eyes<'_>, open: Option<&OpenStep>) -> bool {
    let (opened, office) = (eyes.opened, eyes.office());
    let today = office.calendar.zone().day(eyes.now);
    let withdrawn = opened.case.recused.contains_key(&opened.officer.id);
    let free = |open| is_free_for(open, &opened.officer.actor(), &opened.sop.service.id, office, today);
    !withdrawn && open.is_some_and(free)
}

/// The field in which an officer says why they withdraw from the case.
fn recuse(p: &Page, opened: &Opened, showing: &Showing<'_>) -> Option<Field> {
    let service = &opened.sop.service.id;
    let part = opened.sop.steps.iter().any(|step| opened.officer.acts_as(&step.role, service));
    let may = part && opened.case.ended.is_none() && !opened.case.recused.contains_key(&opened.officer.id);
    may.then(|| {
        let (typed, fault) = showing.recuse.clone().unzip();
        Field::new("recuse-reason", p.tr("cases-recuse-reason"), Kind::Text(Some(500)))
            .hint(p.tr("cases-recuse-hint"))
            .value(typed.unwrap_or_default())
            .error(fault)
    })
}

fn hold(eyes: Eyes<'_>, step: &Step, open: &OpenStep) -> Hold {
    let calendar = &eyes.office().calendar;
    let mine = open.officer.as_ref().is_some_and(|holder| holder.account == eyes.opened.officer.id);
    let held = open.officer.as_ref().filter(|_| !mine).map(|holder| holder.told(eyes.office(), eyes.lang));
    let free = workable(eyes, Some(open));
    Hold {
        step: step.name.get(eyes.lang).to_owned(),
        step_id: step.id.0.clone(),
        mine,
        other: held.clone().filter(|_| !free),
        over: held.filter(|_| free),
        comments: work::comments(&eyes.opened.sop, step, open, eyes.lang),
        back: given_back_by(eyes, step, open),
        news: words::mark_tag(news(eyes, open), eyes.lang),
        span: view::span(eyes, open),
        due: words::due_tag(open.due, calendar.zone().day(eyes.now), calendar, eyes.lang),
    }
}

/// Who gave a step back, at which step.
fn given_back_by(eyes: Eyes<'_>, step: &Step, open: &OpenStep) -> Option<String> {
    let first = open.objections.iter().find(|one| !one.is_applicants() && one.is_for(step))?;
    let done = eyes.opened.case.done.iter().rev().find(|done| done.objections.contains(first))?;
    let who = done.officer.as_ref().map(|officer| officer.told(eyes.office(), eyes.lang)).unwrap_or_default();
    Some(format!("{}: {who}, {}", eyes.step(&done.step), eyes.moment(done.at)))
}

/// What is new about an open step, as lists name it.
fn news(eyes: Eyes<'_>, open: &OpenStep) -> &'static str {
    match (open.answered, eyes.opened.case.was_reworked()) {
        (true, true) => "updated",
        (true, false) => "answered",
        (false, _) => "",
    }
}
