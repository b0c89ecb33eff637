//! Checking a letter by the code behind its QR: what to compare, and whether it holds today. For anyone.

use axum::Json;
use axum::extract::Path;
use casework::id::Code;
use casework::sop::Sop;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::document::Guarded;
use super::extract::Anyone;
use super::problem::Problem;
use super::shapes::{Words, moment};
use super::tracking::missed;
use crate::http::{Peer, Visit};
use crate::licences::{self, LetterRow, Standing};

/// A letter as anyone may check it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Verified {
    /// `valid`, `expired`, or `recorded` for a letter that is no licence: the office has issued it.
    #[schema(example = "valid")]
    standing: &'static str,
    /// Its number.
    #[schema(example = "070/0001/SKP/DPMPTSP/I/2026")]
    number: String,
    /// Its title.
    title: Words,
    /// `licence`, `rejection`, `recommendation` or `assignment`.
    #[schema(example = "licence")]
    kind: &'static str,
    /// The service.
    #[schema(example = "penelitian")]
    service: String,
    /// The day of issue.
    #[schema(format = Date)]
    issued: String,
    /// The last day of validity; null where it has none.
    #[schema(format = Date)]
    until: Option<String>,
    /// The holder's name, for a licence; null for other letters.
    holder: Option<String>,
    /// What to compare with the paper, for a licence: the answers that the SOP makes public.
    compare: Vec<Compared>,
    /// When this was looked up: what holds now may not hold tomorrow.
    #[schema(format = DateTime)]
    at: String,
}

/// One thing to compare.
#[derive(Debug, Serialize, ToSchema)]
pub struct Compared {
    /// The field's id.
    #[schema(example = "judul")]
    field: String,
    /// What it is called.
    label: Words,
    /// What the paper must say.
    value: Words,
}

/// A letter by its verification code. Codes that are not found are counted for the place that asks.
#[utoipa::path(get, operation_id = "verifyLetter", path = "/verification/{code}", tag = "public", security(()),
    params(("code" = String, Path, description = "The code behind the QR.", example = "7K3M-9PQ2-XW4T")),
    responses((status = 200, body = Verified), Guarded))]
pub async fn verify(
    Anyone(visit): Anyone,
    Peer(place): Peer,
    Path(typed): Path<String>,
) -> Result<Json<Verified>, Problem> {
    let Ok(code) = Code::parse(&typed) else { return Err(missed(&visit, place)) };
    let letter = licences::by_code(&visit.desk, &code.to_string()).await;
    let letter = letter.map_err(|error| Problem::store(&visit, &error))?.ok_or_else(|| missed(&visit, place))?;
    Ok(Json(shape(&visit, &letter)))
}

fn shape(visit: &Visit, letter: &LetterRow) -> Verified {
    let office = visit.desk.office();
    let zone = office.calendar.zone();
    let sop = office.catalogue.get(&letter.bundle).map(AsRef::as_ref);
    let is_licence = letter.kind == casework::sop::LetterKind::Licence;
    Verified {
        standing: standing(letter, zone.day(visit.app.now())),
        number: letter.number.clone(),
        title: title(letter, sop),
        kind: licences::kind(letter.kind),
        service: letter.bundle.service.0.clone(),
        issued: letter.issued.to_string(),
        until: letter.until.map(|day| day.to_string()),
        holder: is_licence.then(|| letter.holder.clone()),
        compare: if is_licence { compared(visit, letter, sop) } else { Vec::new() },
        at: moment(visit.app.now(), zone),
    }
}

/// How a letter stands on a day, in one word.
pub fn standing(letter: &LetterRow, today: jiff::civil::Date) -> &'static str {
    match Standing::of(letter, today) {
        Standing::Valid(_) => "valid",
        Standing::Expired(_) => "expired",
        Standing::Recorded => "recorded",
    }
}

/// A letter's title; its id where the SOP has no such letter.
pub fn title(letter: &LetterRow, sop: Option<&Sop>) -> Words {
    let own = sop.and_then(|sop| sop.letter(&letter.letter));
    own.map_or_else(|| Words::of(|_| letter.letter.clone()), |own| Words::from(&own.title))
}

fn compared(visit: &Visit, letter: &LetterRow, sop: Option<&Sop>) -> Vec<Compared> {
    let shown: serde_json::Map<String, Value> = serde_json::from_str(&letter.shown).unwrap_or_default();
    let fields = sop.into_iter().flat_map(Sop::fields).filter(|field| field.public);
    let compared = fields.filter_map(|field| {
        let value = shown.get(&field.id)?;
        Some(Compared {
            field: field.id.clone(),
            label: Words::from(&field.label),
            value: Words::of(|lang| casework::form::shown(field, value, lang, visit.app.regions())),
        })
    });
    compared.collect()
}
