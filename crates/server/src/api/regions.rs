//! The official list of regions: searching it, walking down it.

use axum::Json;
use axum::extract::Path;
use casework::region::{Level, RegionCode, Regions};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::document::NotFound;
use super::extract::{Anyone, Asked};
use super::problem::{Kind, Problem};

/// How many regions a search gives at most.
const MOST: usize = 20;

/// A province, regency or city, district or village.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Region)]
pub struct RegionShape {
    /// Its code in the list of the Ministry of Home Affairs.
    #[schema(example = "16.71.04.1001")]
    code: String,
    /// Its name.
    #[schema(example = "Bukitlama")]
    name: String,
    /// `province`, `regency`, `district` or `village`.
    level: &'static str,
    /// As an address ends with it.
    #[schema(example = "Kelurahan Bukitlama, Kecamatan Ilir Barat Satu, Kota Palembang, Sumatera Selatan")]
    address: String,
    /// The postal code, for a village that has one.
    postcode: Option<String>,
}

/// A region with what lies right below it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RegionWithChildren)]
pub struct Parent {
    #[serde(flatten)]
    region: RegionShape,
    /// The regions one level below, by code.
    children: Vec<RegionShape>,
}

/// What is looked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// Beginnings of words of its name, or of the names that it lies in. Without it, all provinces are given.
    #[param(required = false, nullable = false, example = "sako palem", max_length = 200)]
    q: Option<String>,
    /// Only within this region.
    #[param(
        required = false,
        nullable = false,
        example = "16.71",
        pattern = "^[0-9]{2}([.][0-9]{2}([.][0-9]{2}([.][0-9]{4})?)?)?$"
    )]
    within: Option<String>,
}

/// Finds regions, the best first, at most twenty; without `q` gives the provinces.
#[utoipa::path(get, operation_id = "searchRegions", path = "/regions", tag = "regions", security(()), params(Search),
    responses((status = 200, body = Vec<RegionShape>), super::document::Unreadable))]
pub async fn search(Anyone(visit): Anyone, Asked(asked): Asked<Search>) -> Result<Json<Vec<RegionShape>>, Problem> {
    let regions = visit.app.regions();
    let within = asked.within.as_deref().map(code).transpose()?;
    let words = asked.q.map(super::shapes::short).transpose()?;
    let codes: Vec<RegionCode> = match words.as_deref().map(str::trim).filter(|q| !q.is_empty()) {
        Some(words) => regions.search(words, within, MOST),
        None => match within {
            Some(within) => regions.children(within).map(|(code, _)| code).collect(),
            None => regions.provinces().map(|(code, _)| code).collect(),
        },
    };
    Ok(Json(codes.into_iter().map(|code| shape(regions, code)).collect()))
}

/// One region and what lies right below it.
#[utoipa::path(get, operation_id = "getRegion", path = "/regions/{code}", tag = "regions", security(()),
    params(("code" = String, Path, description = "The region's code.", example = "16.71")),
    responses((status = 200, body = Parent), NotFound))]
pub async fn one(Anyone(visit): Anyone, Path(typed): Path<String>) -> Result<Json<Parent>, Problem> {
    let regions = visit.app.regions();
    let known = typed.parse().ok().filter(|code| regions.contains(*code));
    let code = known.ok_or_else(|| Problem::new(Kind::NotFound))?;
    let children = regions.children(code).map(|(code, _)| shape(regions, code)).collect();
    Ok(Json(Parent { region: shape(regions, code), children }))
}

fn code(typed: &str) -> Result<RegionCode, Problem> {
    typed.parse().map_err(|_| {
        Problem::because(
            Kind::Unreadable,
            "Kode wilayah ditulis seperti 16, 16.71, 16.71.04, atau 16.71.04.1001.",
            "A region's code is written as 16, 16.71, 16.71.04 or 16.71.04.1001.",
        )
    })
}

fn shape(regions: &Regions, code: RegionCode) -> RegionShape {
    RegionShape {
        code: code.to_string(),
        name: regions.name(code).unwrap_or_default().to_owned(),
        level: level(code.level()),
        address: regions.address(code),
        postcode: regions.postcode(code),
    }
}

/// A level in one word.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::Province => "province",
        Level::Regency => "regency",
        Level::District => "district",
        Level::Village => "village",
    }
}
