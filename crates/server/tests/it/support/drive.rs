//! Cases driven by commands: filed from a service's samples, then step by step by officers of the right role.

use casework::case::{Applicant, Check, Command, Completion, FiledBy, Submission, Verdict};
use casework::case::{Case, CaseId, IssuedLetter};
use casework::scenario::{Sample, Samples};
use casework::sop::{OutcomeId, RequirementId, ServiceId, Sop, StepId};
use server::app::{Ask, Failed};
use server::people::{self, Account};
use store::Done;

use super::Office;

/// A case on its way.
pub struct Driven<'o> {
    office: &'o Office,
    /// The case.
    pub id: CaseId,
    service: ServiceId,
    sample: Sample,
}

impl Office {
    /// The SOP of a service as new cases follow it.
    pub fn sop(&self, service: &str) -> Sop {
        let office = self.desk().office();
        let today = office.calendar.zone().day(self.app.now());
        (**office.catalogue.current(&ServiceId(service.to_owned()), today).unwrap()).clone()
    }

    /// A sample application of a service.
    pub fn sample(&self, service: &str, name: &str) -> Sample {
        let sop = self.sop(service);
        let bundles = self.desk().bundles();
        let text = &bundles.get(&sop.bundle()).unwrap().files["contoh.toml"];
        let (samples, findings) = Samples::read(text, "contoh.toml", &sop);
        assert!(findings.is_empty(), "{findings:?}");
        samples.get(name).unwrap_or_else(|| panic!("no sample {name}")).clone()
    }

    /// Somebody with an account, by address.
    pub async fn account(&self, email: &str) -> Account {
        self.citizen(email).await;
        people::by_email(&self.desk(), email).await.unwrap().unwrap().0
    }

    /// Files an application for the owner of an account.
    pub async fn file(&self, service: &str, sample: Sample, email: &str) -> Result<Driven<'_>, Failed> {
        let owner = self.account(email).await;
        let applicant = Applicant {
            account: Some(owner.id),
            name: owner.name.clone(),
            email: Some(owner.email.clone()),
            phone: None,
        };
        self.submit(service, sample, applicant, FiledBy::Applicant, &owner).await
    }

    /// Files an application at the counter for somebody without an account.
    pub async fn file_at_counter(&self, service: &str, sample: Sample) -> Result<Driven<'_>, Failed> {
        let officer = people::holders(&self.desk(), "petugas-loket").await.unwrap().remove(0);
        let name = sample.answers.text("nama").unwrap().to_owned();
        let applicant = Applicant { account: None, name, email: None, phone: None };
        self.submit(service, sample, applicant, FiledBy::Officer(officer.officer_id()), &officer).await
    }

    async fn submit(
        &self,
        service: &str,
        sample: Sample,
        applicant: Applicant,
        filed_by: FiledBy,
        by: &Account,
    ) -> Result<Driven<'_>, Failed> {
        let sop = self.sop(service);
        let called_for = sop.requirements_for(&sample.answers).filter(|requirement| !requirement.optional);
        let documents: Vec<RequirementId> =
            sample.documents.clone().unwrap_or_else(|| called_for.map(|requirement| requirement.id.clone()).collect());
        let file = self.app.files().put(b"%PDF-1.7\n", "berkas.pdf", "application/pdf").unwrap();
        let photo = self.app.files().put(PICTURE, "foto.png", "image/png").unwrap();
        let submission = Submission {
            service: sop.service.id.clone(),
            applicant,
            filed_by,
            answers: sample.answers.clone(),
            files: documents
                .into_iter()
                .map(|id| (id.clone(), if id.0.contains("foto") { &photo } else { &file }.clone()))
                .collect(),
        };
        let ask = Ask { request_id: fresh(), case: None, actor: by.actor(), command: Command::Submit(submission) };
        let done = self.app.execute(&self.desk(), ask).await?;
        Ok(Driven { office: self, id: done.case, service: sop.service.id, sample })
    }
}

impl Driven<'_> {
    /// The case as it stands.
    pub async fn case(&self) -> Case {
        let desk = self.office.desk();
        desk.db().case(&desk.id, self.id).await.unwrap().unwrap().0
    }

    /// Completes a step as the first officer of its role, with the sample's findings and every document in order.
    pub async fn take(&self, step: &str, outcome: &str, reason: Option<&str>) -> Result<Done, Failed> {
        let sop = self.office.sop(&self.service.0);
        let step = sop.step(&StepId(step.to_owned())).unwrap_or_else(|| panic!("no step {step}"));
        let officer = people::holders(&self.office.desk(), &step.role).await.unwrap().remove(0);
        let case = self.case().await;
        let fits = |id: &RequirementId| (id.clone(), Check { verdict: Verdict::Fits, note: None });
        let completion = Completion {
            step: step.id.clone(),
            seen: case.version,
            outcome: OutcomeId(outcome.to_owned()),
            reason: reason.map(str::to_owned),
            findings: self.sample.findings.get(&step.id).cloned().unwrap_or_default(),
            checks: step.checks.iter().filter(|id| case.files.contains_key(id)).map(fits).collect(),
            files: Vec::new(),
            objections: Vec::new(),
        };
        let ask = Ask {
            request_id: fresh(),
            case: Some(self.id),
            actor: officer.actor(),
            command: Command::Complete(completion),
        };
        self.office.app.execute(&self.office.desk(), ask).await
    }

    /// Takes several steps, none of which may be refused.
    pub async fn walk(&self, way: &[(&str, &str)]) {
        for (step, outcome) in way {
            self.take(step, outcome, None).await.unwrap_or_else(|error| panic!("{step} → {outcome}: {error}"));
        }
    }
}

/// The smallest picture: one red point.
const PICTURE: &[u8] = b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\x0dIDATx\xdac\xfc\xcf\xc0\xf0\x1f\x00\x05\x05\x02\x00_\xc8\xf1\xd2\x00\x00\x00\x00IEND\xaeB`\x82";

/// A request id that nobody has used.
fn fresh() -> String {
    format!("{:032x}", rand::random::<u128>())
}

/// The way of a doctor's licence up to the head's desk.
pub const TO_THE_HEAD: [(&str, &str); 5] = [
    ("loket", "lengkap"),
    ("verifikasi", "benar"),
    ("rekomendasi-dinkes", "direkomendasikan"),
    ("konsep", "siap"),
    ("paraf", "paraf"),
];

/// A doctor's licence, granted and its PDF made.
pub async fn granted<'o>(office: &'o Office, sample: &str, email: &str) -> (Driven<'o>, IssuedLetter) {
    let driven = office.file("sip-dokter", office.sample("sip-dokter", sample), email).await.unwrap();
    driven.walk(&TO_THE_HEAD).await;
    driven.walk(&[("keputusan", "setuju")]).await;
    office.work().await;
    let licence = driven.case().await.licence().expect("a licence").clone();
    (driven, licence)
}

/// How many jobs have not been done though they are due.
pub async fn waiting(office: &Office) -> i64 {
    let now = office.app.now().as_microsecond();
    let desk = office.desk();
    let rows = desk.query("select count(*) from job where done_us is null and run_at_us <= $1", vec![now.into()]).await;
    rows.unwrap()[0].int(0)
}
