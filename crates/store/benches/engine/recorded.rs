//! The rows of many cases, as the store wrote them: what the hand-written loop and pgbench write too.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use store::{Db, Projection, Rules, Statement, Value, Writer, migrate};
use tokio::runtime::Runtime;

use crate::office::{self, STEPS};
use crate::{ground, meter, rules};

/// How many cases are recorded.
const CASES: usize = 2_500;

const EVENT: &str = "insert into event (office, position, case_id, seq, kind, at_us, actor, request_id, payload, hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const EVENTS: &str = "select office, position, case_id, seq, kind, at_us, actor, request_id, payload, hash from event
     order by position";
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

type Kept = Arc<Mutex<Vec<Vec<Statement>>>>;

impl Recorded {
    /// Carries the cases through the store and keeps what was written.
    pub fn make(runtime: &Runtime) -> Recorded {
        let folder = meter::folder();
        let db = Db::open(&format!("sqlite:{}", folder.join("office.db").display())).expect("an address");
        let (rows, effects) = (Kept::default(), Kept::default());
        let own = rules::rules();
        let rules = Rules {
            office: own.office,
            rows: listening(own.rows, rows.clone()),
            effects: listening(own.effects, effects.clone()),
        };
        let steps = runtime.block_on(async {
            migrate(&db, 0).await.expect("it can be migrated");
            let writer = Writer::start(&db, BTreeMap::from([(ground::OFFICE.to_owned(), rules)])).expect("a writer");
            carry(&writer).await;
            let given = |kept: &Kept| std::mem::take(&mut *kept.lock().unwrap_or_else(PoisonError::into_inner));
            read(&db, given(&rows), given(&effects)).await
        });
        std::fs::remove_dir_all(folder).expect("the folder goes");
        Recorded { steps }
    }

    /// What a step is, in one line.
    pub fn told(&self) -> String {
        let steps = self.steps.len() as f64;
        let writes: usize = self.steps.iter().map(|step| step.writes.len()).sum();
        let bytes: usize =
            self.steps.iter().flat_map(|step| &step.writes).flat_map(|write| &write.params).map(size).sum();
        format!(
            "a step reads 2 and writes {:.1} statements of {:.0} bytes",
            writes as f64 / steps,
            bytes as f64 / steps
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

fn listening(projection: Arc<Projection>, kept: Kept) -> Arc<Projection> {
    Arc::new(move |change, office| {
        let statements = projection(change, office);
        kept.lock().unwrap_or_else(PoisonError::into_inner).push(statements.clone());
        statements
    })
}

async fn carry(writer: &Writer) {
    let mut cases = Vec::new();
    for case in 0..CASES {
        let request = rules::with_facts(office::submit(&format!("case-{case}")));
        cases.push((case, writer.enqueue(request).await.expect("the writer takes it")));
    }
    let mut open = Vec::new();
    for (case, answer) in cases {
        open.push((case, answer.await.expect("an answer").expect("it is written").expect("it is accepted")));
    }
    for at in 0..STEPS.len() {
        let mut waiting = Vec::new();
        for (case, done) in open {
            let request = office::complete(&format!("case-{case}-{at}"), done.case, at, done.version);
            waiting.push((case, writer.enqueue(rules::with_facts(request)).await.expect("the writer takes it")));
        }
        open = Vec::new();
        for (case, answer) in waiting {
            open.push((case, answer.await.expect("an answer").expect("it is written").expect("it is accepted")));
        }
    }
}

/// The steps, from what is in the log beside what the projections gave.
async fn read(db: &Db, rows: Vec<Vec<Statement>>, effects: Vec<Vec<Statement>>) -> Vec<Step> {
    let events = db.query(EVENTS, Vec::new()).await.expect("the log");
    let office = ground::OFFICE;
    let commands = events.chunk_by(|one, other| one.text(7) == other.text(7));
    let mut steps = Vec::new();
    for ((events, rows), effects) in commands.zip(rows).zip(effects) {
        let (case, request) = (events[0].int(2), events[0].text(7));
        let mut writes: Vec<Statement> =
            events.iter().map(|row| Statement::new(EVENT, row.values().to_vec())).collect();
        if matches!(events[0].text(4), "submitted") || events.iter().any(|row| row.text(4) == "letter_issued") {
            writes.push(Statement::new(SEQUENCE, vec![office.into(), "2026".into(), case.into()]));
        }
        writes.extend(rows);
        writes.extend(effects);
        let result = format!("{{\"case\":{case},\"version\":{}}}", events[events.len() - 1].int(3));
        let params = vec![office.into(), request.into(), result.into(), events[0].int(5).into()];
        writes.push(Statement::new(REQUEST, params));
        let kept = Statement::new(KEPT, vec![office.into(), request.into()]);
        steps.push(Step { reads: vec![kept, rules::held_by_case(casework::case::CaseId(case))], writes });
    }
    steps
}
