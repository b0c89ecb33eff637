//! The demo office with its services, and a case that goes its whole way through one of them.

use std::fs;
use std::sync::{Arc, OnceLock};

use casework::case::{
    Actor, Applicant, CaseId, Check, Command, Completion, FileRef, FiledBy, OfficerId, Submission, Verdict,
};
use casework::office::{Office, RoleId};
use casework::scenario::{Sample, Samples};
use casework::sop::{OutcomeId, RequirementId, ServiceId, Sop, StepId, read_sop};
use jiff::Timestamp;
use store::Request;

use crate::demo;
use crate::ground::OFFICE;

/// The steps of an ordinary practice licence, after its submission: role, step, outcome.
pub const STEPS: [(&str, &str, &str); 7] = [
    ("petugas-loket", "loket", "lengkap"),
    ("verifikator", "verifikasi", "benar"),
    ("dinkes-verifikator", "rekomendasi-dinkes", "direkomendasikan"),
    ("verifikator", "konsep", "siap"),
    ("kabid", "paraf", "paraf"),
    ("kepala", "keputusan", "setuju"),
    ("petugas-loket", "penyerahan", "diserahkan"),
];

const SERVICE: &str = "sip-dokter";

/// The demo office with the practice licence in force.
pub fn demo() -> Arc<Office> {
    static DEMO: OnceLock<Arc<Office>> = OnceLock::new();
    let made = || {
        let mut office = demo::office();
        office.catalogue.insert(service().0.clone());
        Arc::new(office)
    };
    DEMO.get_or_init(made).clone()
}

/// The practice licence, and the sample of an application for one.
fn service() -> &'static (Sop, Sample) {
    static READ: OnceLock<(Sop, Sample)> = OnceLock::new();
    READ.get_or_init(|| {
        let folder = demo::root().join("services").join(SERVICE);
        let text = fs::read_to_string(folder.join("sop.toml")).expect("an SOP");
        let sop = read_sop(&text, "sop.toml").expect("a sound SOP").sop;
        let text = fs::read_to_string(folder.join("contoh.toml")).expect("samples");
        let (samples, faults) = Samples::read(&text, "contoh.toml", &sop);
        assert!(faults.is_empty(), "{faults:?}");
        let sample = samples.get("dasar").expect("the sample").clone();
        (sop, sample)
    })
}

/// A moment on a working day.
pub fn morning() -> Timestamp {
    "2026-01-12T02:00:00Z".parse().expect("a moment")
}

/// An applicant by account.
pub fn applicant(account: i64) -> Actor {
    Actor::Applicant { account, name: "dr. Melati Anggraini".to_owned() }
}

/// An officer by role: the same role is the same officer.
pub fn officer(role: &str) -> Actor {
    let office = demo();
    let agency = office.role(role).expect("a role of the office").agency.clone();
    let account = 100 + office.roles.iter().position(|known| known.id.0 == role).expect("its place") as i64;
    let (id, roles) = (OfficerId::new(account, role), vec![RoleId(role.to_owned())]);
    Actor::Officer { id, roles, agency, mandates: Vec::new() }
}

/// The submission of a complete application.
pub fn submit(id: &str) -> Request {
    let (sop, sample) = service();
    let text = |field: &str| sample.answers.text(field).map(str::to_owned);
    let account = 1;
    let needed = sop.requirements_for(&sample.answers).filter(|requirement| !requirement.optional);
    let submission = Submission {
        service: ServiceId(SERVICE.to_owned()),
        applicant: Applicant {
            account: Some(account),
            name: text("nama").expect("a name"),
            email: text("email"),
            phone: text("telepon"),
        },
        filed_by: FiledBy::Applicant,
        answers: sample.answers.clone(),
        files: needed.map(|requirement| (requirement.id.clone(), file(&requirement.id))).collect(),
    };
    request(id, None, applicant(account), Command::Submit(submission))
}

/// The completion of the step at a place in [`STEPS`], by an officer who saw that version of the case.
pub fn complete(id: &str, case: CaseId, at: usize, seen: u64) -> Request {
    let (sop, sample) = service();
    let (role, step, outcome) = STEPS[at];
    let step = StepId(step.to_owned());
    let examined = &sop.step(&step).expect("a step").checks;
    let brought = sop.requirements_for(&sample.answers).filter(|requirement| !requirement.optional);
    let brought: Vec<&RequirementId> = brought.map(|requirement| &requirement.id).collect();
    let fits = |id: &RequirementId| (id.clone(), Check { verdict: Verdict::Fits, note: None });
    let completion = Completion {
        checks: examined.iter().filter(|id| brought.contains(id)).map(fits).collect(),
        findings: sample.findings.get(&step).cloned().unwrap_or_default(),
        ..Completion::plain(step, seen, OutcomeId(outcome.to_owned()))
    };
    request(id, Some(case), officer(role), Command::Complete(completion))
}

/// A request of this office.
pub fn request(id: &str, case: Option<CaseId>, actor: Actor, command: Command) -> Request {
    let random = id.bytes().fold(7_u64, |random, byte| random.wrapping_mul(0x0100_0000_01b3) ^ u64::from(byte));
    Request {
        office: OFFICE.to_owned(),
        id: id.to_owned(),
        content: None,
        case,
        actor,
        command,
        at: morning(),
        random,
        facts: none(),
    }
}

/// The fact that the practice licence asks for: the doctor holds none yet.
fn none() -> Vec<store::Fact> {
    vec![store::Fact { name: "izin_aktif", query: store::Statement::new("select 0", Vec::new()) }]
}

fn file(id: &RequirementId) -> FileRef {
    FileRef {
        sha256: "0".repeat(64),
        name: format!("{}.pdf", id.0),
        media: "application/pdf".to_owned(),
        size: 100_000,
    }
}

/// Carries a new case through its first steps, this many after the submission; gives its id and version.
pub async fn carry(writer: &store::Writer, name: &str, steps: usize) -> store::Done {
    let mut done = writer.execute(submit(name)).await.expect("it is written").expect("it is accepted");
    for at in 0..steps {
        let request = complete(&format!("{name}-{at}"), done.case, at, done.version);
        done = writer.execute(request).await.expect("it is written").expect("it is accepted");
    }
    done
}
