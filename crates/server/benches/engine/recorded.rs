//! The rows of many cases, as the office wrote them: what the hand-written loop and pgbench write too.

use std::collections::VecDeque;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use casework::case::{Case, CaseId, Event, Recorded as Happened, evolve};
use casework::office::Office;
use server::app::{App, Desk, Waiting};
use server::licences;
use store::{Change, Done, Row, Statement, Value};

use crate::licence::{COMMANDS, Licence};
use crate::{ground, meter};

/// How many cases are recorded.
const CASES: usize = 2_500;

const EVENT: &str = "insert into event (office, position, case_id, seq, kind, at_us, actor, request_id, payload, hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const EVENTS: &str = "select office, position, case_id, seq, kind, at_us, actor, request_id, payload, hash from event
     where office = $1 and case_id = $2 order by seq";
const SEQUENCE: &str = "insert into sequence (office, name, value) values ($1, $2, $3)
     on conflict (office, name) do update set value = excluded.value";
const REQUEST: &str = "insert into request (office, id, result, at_us) values ($1, $2, $3, $4)";
const KEPT: &str = "select result from request where office = $1 and id = $2";

/// What a step reads and writes, in its order.
pub struct Step {
    /// The statements that read.
    pub reads: Vec<Statement>,
    /// The statements that write.
    pub writes: Vec<Statement>,
}

/// The steps of many cases, one case after the other.
pub struct Recorded {
    /// The steps.
    pub steps: Vec<Step>,
}

impl Recorded {
    /// Carries the cases through the office and keeps what was written.
    pub async fn make() -> Result<Recorded> {
        let folder = meter::folder()?;
        let app = ground::office(&format!("sqlite:{}", folder.join("office.db").display()), &folder).await?;
        let mut steps = Vec::new();
        for case in carry(&app).await? {
            steps.extend(of_case(&app, case).await?);
        }
        std::fs::remove_dir_all(folder)?;
        Ok(Recorded { steps })
    }

    /// What a step is, in one line.
    pub fn told(&self) -> String {
        let steps = self.steps.len() as f64;
        let per_step = |count: usize| count as f64 / steps;
        let reads = self.steps.iter().map(|step| step.reads.len()).sum();
        let writes = self.steps.iter().map(|step| step.writes.len()).sum();
        let params = self.steps.iter().flat_map(|step| &step.writes).flat_map(|write| &write.params);
        format!(
            "a step reads {:.1} and writes {:.1} statements of {:.0} bytes",
            per_step(reads),
            per_step(writes),
            per_step(params.map(size).sum())
        )
    }
}

fn size(value: &Value) -> usize {
    match value {
        Value::Null => 0,
        Value::Int(_) => 8,
        Value::Text(text) => text.len(),
        Value::Bytes(bytes) => bytes.len(),
    }
}

/// Every case a step further, then every case the next.
async fn carry(app: &App) -> Result<Vec<CaseId>> {
    let desk = app.desk("");
    let licence = Licence::of(app).await?;
    let mut done: Vec<Option<Done>> = vec![None; CASES];
    for after in 0..COMMANDS {
        let mut waiting = VecDeque::new();
        for (number, done) in done.iter().enumerate() {
            let ask = licence.next((&format!("case-{number}"), number), after, done.as_ref()).context("a step")?;
            waiting.push_back(app.enqueue(&desk, ask, app.now(), app.chance().bits()).await?);
        }
        for done in &mut done {
            *done = Some(answer(waiting.pop_front()).await?);
        }
    }
    Ok(done.into_iter().flatten().map(|done| done.case).collect())
}

async fn answer(waiting: Option<Waiting>) -> Result<Done> {
    let answer = waiting.context("an answer for each")?.await??;
    answer.map_err(|refusal| anyhow::anyhow!("refused: {} {:?}", refusal.message.en, refusal.faults))
}

/// The steps of a case, from what is in the log and what the projections make of it.
async fn of_case(app: &App, id: CaseId) -> Result<Vec<Step>> {
    let desk = app.desk("");
    let rows = desk.query(EVENTS, vec![desk.id.as_str().into(), id.0.into()]).await?;
    let (_, events) = desk.db().case(&desk.id, id).await?.context("the case")?;
    let mut case = Case::default();
    let mut steps = Vec::new();
    for rows in rows.chunk_by(|one, other| one.text(7) == other.text(7)) {
        let begins = usize::try_from(case.version)?;
        let events = &events[begins..begins + rows.len()];
        case = events.iter().fold(case, |case, happened| evolve(case, &happened.event, happened.at));
        steps.push(step(app, &desk, (id, &case), (rows, events)));
    }
    Ok(steps)
}

fn step(app: &App, desk: &Arc<Desk>, (id, case): (CaseId, &Case), (rows, events): (&[Row], &[Happened])) -> Step {
    let (office, rules) = (desk.office(), app.rules(desk));
    let own = || Value::from(desk.id.as_str());
    let change = Change { office: &desk.id, case_id: id, events, case };
    let mut writes: Vec<Statement> = rows.iter().map(|row| Statement::new(EVENT, row.values().to_vec())).collect();
    let given = events.iter().filter_map(|happened| happened.event.sequence());
    writes.extend(given.map(|(name, value)| {
        Statement::new(SEQUENCE, vec![own(), name.into(), i64::try_from(value).unwrap_or(i64::MAX).into()])
    }));
    writes.extend((rules.rows)(&change, &office));
    writes.extend((rules.effects)(&change, &office));
    let (request, at) = (rows[0].text(7), rows[0].int(5));
    let result = format!("{{\"case\":{},\"version\":{}}}", id.0, case.version);
    writes.push(Statement::new(REQUEST, vec![own(), request.into(), result.into(), at.into()]));
    let mut reads = vec![Statement::new(KEPT, vec![own(), request.into()])];
    if events.iter().any(|happened| asks(&office, &happened.event)) {
        let today = office.calendar.zone().day(app.now());
        reads.extend(licences::holdings_of_case(&desk.id, id, today).into_iter().map(|fact| fact.query));
    }
    Step { reads, writes }
}

/// Whether the decision behind an event asked how many licences the applicant holds.
fn asks(office: &Office, event: &Event) -> bool {
    if let Event::StepCompleted { step, .. } = event {
        return office.catalogue.all().any(|sop| sop.asks_for_facts(step));
    }
    matches!(event, Event::Submitted { .. })
}
