//! The OpenAPI document: current, whole, and true of what is answered.

use std::path::Path;

use serde_json::Value;

use super::client::{Program, Said as _};
use crate::on_both;

/// Every operation of the document: method in capitals, path.
pub fn operations() -> Vec<(String, String, Value)> {
    let document: Value = serde_json::from_str(server::api::document()).unwrap();
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            operations.push((method.to_uppercase(), path.clone(), operation.clone()));
        }
    }
    operations
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap()
}

#[test]
fn the_committed_document_is_current() {
    let kept = std::fs::read_to_string(root().join("docs/api/openapi.json")).unwrap_or_default();
    assert!(
        kept == server::api::document(),
        "docs/api/openapi.json is stale; refresh it with: cargo run -- openapi > docs/api/openapi.json"
    );
}

#[test]
fn every_route_is_in_the_document() {
    let folder = root().join("crates/server/src/api");
    let (mut described, mut routed, mut bare) = (0, 0, Vec::new());
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        // Tests may have routes of their own.
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        described += text.matches("#[utoipa::path(").count();
        for list in text.split("routes!(").skip(1) {
            routed += list[..list.find(')').unwrap()].split(',').filter(|name| !name.trim().is_empty()).count();
        }
        if text.contains(".route(") || text.contains(".route_service(") {
            bare.push(path);
        }
    }
    assert!(bare.is_empty(), "register these with `routes!`, so that they are in the document: {bare:?}");
    assert_eq!((described, routed), (operations().len(), operations().len()));
}

#[test]
fn every_operation_has_its_own_name_and_words() {
    let mut ids: Vec<String> = Vec::new();
    for (method, path, operation) in operations() {
        ids.push(operation["operationId"].as_str().unwrap().to_owned());
        assert!(operation["summary"].as_str().is_some_and(|words| words.len() > 10), "{method} {path}");
        let answers = operation["responses"].as_object().unwrap();
        assert!(answers.contains_key("500") && answers.contains_key("503"), "{method} {path}");
        let open = operation["security"] == serde_json::json!([{}]);
        assert_eq!(answers.contains_key("401"), !open, "{method} {path}");
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

on_both! {
    async fn the_catalogue_is_public_and_computed_from_the_sops(office: Office) {
        let anyone = Program::anonymous(&office);
        assert_eq!(anyone.get("/openapi.json").await.is(200).text(), server::api::document());
        let services = anyone.get("/services").await.is(200).json();
        assert_eq!(services.as_array().unwrap().len(), 4);
        let service = anyone.get("/services/penelitian").await.is(200).json();
        assert_eq!((&service["working_days"], &service["sop"]["version"]), (&5.into(), &1.into()));
        assert_eq!(service["requirements"][1]["max_mb"], 15);
        assert_eq!(service["sections"][0]["fields"][1]["type"], "nik");
        assert_eq!(service["steps"][0]["agency"], "dpmptsp");
        assert_eq!(service["tariff"]["formula"], "0");
        let found = anyone.get("/regions?q=sako%20palem").await.is(200).json();
        assert_eq!(found[0]["address"], "Kecamatan Sako, Kota Palembang, Sumatera Selatan");
        assert_eq!(anyone.get("/regions/16.71").await.is(200).json()["children"].as_array().unwrap().len(), 18);
        assert_eq!(anyone.get("/regions").await.is(200).json()[0]["level"], "province");
        let me = Program::officer(&office, "kepala").await.get("/me").await.is(200).json();
        assert_eq!((&me["kind"], &me["roles"][0]["id"]), (&"officer".into(), &"kepala".into()));
    }
}
