//! The services of the office, computed from their SOPs: what to bring, what is asked, who does what, how long, how much.

use axum::Json;
use axum::extract::Path;
use casework::clock::Promise;
use casework::office::Office;
use casework::sop::{Outcome, OutcomeKind, Requirement, ServiceId, Sop, Step, TaskKind};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::document::NotFound;
use super::extract::Anyone;
use super::fields::FieldShape;
use super::problem::{Kind, Problem};
use super::shapes::Words;

/// A service in the catalogue.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceItem {
    /// Its id.
    #[schema(example = "penelitian")]
    id: String,
    /// What people call it.
    name: Words,
    /// Whom it is for.
    summary: Words,
    /// The subject under which it is listed.
    category: Words,
    /// What the applicant gets.
    product: Words,
    /// The promise, in working days.
    #[schema(example = 5)]
    working_days: u16,
    /// What it costs, in words.
    fee: Words,
}

/// A service with everything that its SOP says to the public.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServiceDetail {
    #[serde(flatten)]
    item: ServiceItem,
    /// The SOP that new applications follow.
    sop: SopShape,
    /// What to bring.
    requirements: Vec<RequirementShape>,
    /// The application form: each section is one page.
    sections: Vec<SectionShape>,
    /// What must be true over the whole application.
    rules: Vec<RuleShape>,
    /// The work, in the order of the SOP.
    steps: Vec<StepShape>,
    /// The tariff in force; null where none is.
    tariff: Option<TariffShape>,
    /// How long the licence is valid, in words; null where it says nothing.
    validity: Option<Words>,
    /// What stays open for the holder afterwards.
    duties: Vec<DutyShape>,
    /// The law it stands on.
    legal_basis: Vec<LawShape>,
    /// Where to complain.
    complaints: Words,
}

/// Which SOP.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Sop)]
pub struct SopShape {
    /// The document's number.
    #[schema(example = "000.8.3.3/017/SOP/DPMPTSP/2025")]
    number: String,
    /// The revision.
    version: u32,
    /// The first day on which new applications follow it.
    #[schema(format = Date)]
    effective: String,
}

/// A document that the applicant brings.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Requirement)]
pub struct RequirementShape {
    /// Its id: the name under which a file is attached.
    #[schema(example = "ktp")]
    id: String,
    /// What it is called.
    name: Words,
    /// What it proves.
    proves: Words,
    /// How to get or scan it.
    hint: Option<Words>,
    /// The media types accepted.
    accept: Vec<&'static str>,
    /// The largest file, in megabytes of 1,000,000 bytes.
    max_mb: u16,
    /// Whether it must be there where it is asked for.
    required: bool,
    /// It is asked for only where this CEL expression over the answers holds.
    when: Option<String>,
    /// The law that asks for it, by its id.
    legal_basis: Option<String>,
}

/// One page of the form.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Section)]
pub struct SectionShape {
    /// Its id.
    id: String,
    /// Its heading.
    title: Words,
    /// A sentence under the heading.
    intro: Option<Words>,
    /// It is asked for only where this CEL expression holds.
    when: Option<String>,
    /// The questions.
    fields: Vec<FieldShape>,
}

/// What must be true over the whole application.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Rule)]
pub struct RuleShape {
    /// Its id: faults name it.
    id: String,
    /// The CEL expression that must hold.
    must: String,
    /// What is said when it does not.
    message: Words,
    /// The law, by its id.
    legal_basis: Option<String>,
}

/// One step of the work.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Step)]
pub struct StepShape {
    /// Its id.
    #[schema(example = "verifikasi")]
    id: String,
    /// What it is called.
    name: Words,
    /// The kind of work.
    task: &'static str,
    /// The role that does it; `pemohon` is the applicant.
    role: String,
    /// What people call the role.
    role_name: Option<Words>,
    /// The agency that does it; null for the applicant.
    agency: Option<String>,
    /// How long it may take, in words.
    time: Words,
    /// What it yields.
    output: Words,
    /// It begins when all of these have been done.
    joins: Vec<String>,
    /// The documents examined here.
    checks: Vec<String>,
    /// What the officer fills in.
    fields: Vec<FieldShape>,
    /// How it can turn out.
    outcomes: Vec<OutcomeShape>,
}

/// One way in which a step can turn out.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Outcome)]
pub struct OutcomeShape {
    /// Its id.
    #[schema(example = "lengkap")]
    id: String,
    /// What it says.
    label: Words,
    /// `forward`, `return` (something is to be corrected) or `refuse` (a reason is needed).
    kind: &'static str,
    /// The usual steps or ends that follow.
    to: Vec<String>,
}

/// What it costs.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Tariff)]
pub struct TariffShape {
    /// Whole rupiah, as a CEL expression over the answers; `0` is free.
    formula: String,
    /// The first day on which it holds.
    #[schema(format = Date)]
    effective: String,
    /// The law, by its id.
    legal_basis: String,
}

/// What stays open for the holder.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ServiceDuty)]
pub struct DutyShape {
    /// Its id.
    id: String,
    /// What has to be done.
    name: Words,
    /// What happens when it is not done.
    otherwise: Words,
}

/// One law or regulation.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Law)]
pub struct LawShape {
    /// A short name.
    id: String,
    /// Its full title.
    title: String,
    /// The articles that matter.
    article: Option<String>,
}

/// Every service that can be applied for today.
#[utoipa::path(get, operation_id = "listServices", path = "/services", tag = "services", security(()), responses((status = 200, body = Vec<ServiceItem>)))]
pub async fn list(Anyone(visit): Anyone) -> Json<Vec<ServiceItem>> {
    let office = visit.desk.office();
    let today = office.calendar.zone().day(visit.app.now());
    Json(office.catalogue.services(today).map(|sop| item(sop, &office)).collect())
}

/// One service: requirements, form, steps, time, fee, legal basis.
#[utoipa::path(get, operation_id = "getService", path = "/services/{service}", tag = "services", security(()),
    params(("service" = String, Path, description = "The service's id.", example = "penelitian")),
    responses((status = 200, body = ServiceDetail), NotFound))]
pub async fn one(Anyone(visit): Anyone, Path(service): Path<String>) -> Result<Json<ServiceDetail>, Problem> {
    let office = visit.desk.office();
    let today = office.calendar.zone().day(visit.app.now());
    let sop = office.catalogue.current(&ServiceId(service), today).ok_or_else(unknown)?;
    Ok(Json(detail(sop, &office, today)))
}

/// The no to a service that is not there.
pub fn unknown() -> Problem {
    Problem::because(
        Kind::NotFound,
        "Layanan ini tidak sedang dibuka. Lihat daftar layanan untuk pilihan yang ada.",
        "This service is not open now. See the list of services for what there is.",
    )
}

fn item(sop: &Sop, office: &Office) -> ServiceItem {
    ServiceItem {
        id: sop.service.id.0.clone(),
        name: Words::from(&sop.service.name),
        summary: Words::from(&sop.service.summary),
        category: Words::from(&sop.service.category),
        product: Words::from(&sop.service.product),
        working_days: Promise::of(sop.standard.promise, office.calendar.minutes_per_day()).days,
        fee: Words::from(&sop.fee.note),
    }
}

fn detail(sop: &Sop, office: &Office, today: Date) -> ServiceDetail {
    ServiceDetail {
        item: item(sop, office),
        sop: SopShape {
            number: sop.identity.number.clone(),
            version: sop.identity.version,
            effective: sop.identity.effective.to_string(),
        },
        requirements: sop.requirements.iter().map(requirement).collect(),
        sections: sop
            .sections
            .iter()
            .map(|section| SectionShape {
                id: section.id.clone(),
                title: Words::from(&section.title),
                intro: section.intro.as_ref().map(Words::from),
                when: section.when.as_ref().map(|when| when.source().to_owned()),
                fields: section.fields.iter().map(FieldShape::from).collect(),
            })
            .collect(),
        rules: sop
            .rules
            .iter()
            .map(|rule| RuleShape {
                id: rule.id.clone(),
                must: rule.must.source().to_owned(),
                message: Words::from(&rule.message),
                legal_basis: rule.legal_basis.clone(),
            })
            .collect(),
        steps: sop.steps.iter().map(|own| step(own, office)).collect(),
        tariff: sop.fee.on(today).map(|tariff| TariffShape {
            formula: tariff.source(),
            effective: tariff.effective.to_string(),
            legal_basis: tariff.legal_basis.clone(),
        }),
        validity: sop.validity.as_ref().map(|validity| Words::from(&validity.text)),
        duties: sop
            .duties
            .iter()
            .map(|duty| DutyShape {
                id: duty.id.clone(),
                name: Words::from(&duty.name),
                otherwise: Words::from(&duty.otherwise),
            })
            .collect(),
        legal_basis: sop
            .identity
            .legal_basis
            .iter()
            .map(|law| LawShape { id: law.id.clone(), title: law.title.clone(), article: law.article.clone() })
            .collect(),
        complaints: Words::from(&sop.standard.complaints),
    }
}

fn requirement(requirement: &Requirement) -> RequirementShape {
    RequirementShape {
        id: requirement.id.0.clone(),
        name: Words::from(&requirement.name),
        proves: Words::from(&requirement.proves),
        hint: requirement.hint.as_ref().map(Words::from),
        accept: requirement.accept.iter().map(|kind| kind.media_type()).collect(),
        max_mb: requirement.max_mb,
        required: !requirement.optional,
        when: requirement.when.as_ref().map(|when| when.source().to_owned()),
        legal_basis: requirement.legal_basis.clone(),
    }
}

/// A step as it is described to clients.
fn step(step: &Step, office: &Office) -> StepShape {
    let role = office.role(&step.role);
    StepShape {
        id: step.id.0.clone(),
        name: Words::from(&step.name),
        task: task(step.task),
        role: step.role.clone(),
        role_name: role.map(|role| Words::from(&role.name)),
        agency: role.map(|role| role.agency.0.clone()),
        time: Words::of(|lang| step.time.text(lang)),
        output: Words::from(&step.output),
        joins: step.joins.iter().map(ToString::to_string).collect(),
        checks: step.checks.iter().map(ToString::to_string).collect(),
        fields: step.fields.iter().map(FieldShape::from).collect(),
        outcomes: outcomes(step),
    }
}

/// How a step can turn out.
pub fn outcomes(step: &Step) -> Vec<OutcomeShape> {
    let shape = |outcome: &Outcome| OutcomeShape {
        id: outcome.id.0.clone(),
        label: Words::from(&outcome.label),
        kind: outcome_kind(outcome.kind),
        to: outcome.to.iter().map(ToString::to_string).collect(),
    };
    step.outcomes.iter().map(shape).collect()
}

pub(super) fn task(task: TaskKind) -> &'static str {
    match task {
        TaskKind::Verify => "verify",
        TaskKind::Recommend => "recommend",
        TaskKind::Inspect => "inspect",
        TaskKind::Decide => "decide",
        TaskKind::Deliver => "deliver",
        TaskKind::Work => "work",
        TaskKind::Correct => "correct",
        TaskKind::Pay => "pay",
    }
}

fn outcome_kind(kind: OutcomeKind) -> &'static str {
    match kind {
        OutcomeKind::Forward => "forward",
        OutcomeKind::Return => "return",
        OutcomeKind::Rework => "rework",
        OutcomeKind::Refuse => "refuse",
    }
}
