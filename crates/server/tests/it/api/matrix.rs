//! Who may do what: every route of the API for every kind of caller. A new route without a row fails.

use std::collections::BTreeSet;

use axum::http::Method;
use serde_json::{Value, json};

use super::client::{Program, Said as _, filed};
use super::document::operations;
use crate::on_both;

/// Who asks, in the order of the columns.
const CALLERS: [&str; 7] = [
    "nobody",
    "the owner",
    "another citizen",
    "the counter",
    "an agency in the SOP",
    "an agency outside it",
    "the administrator",
];

/// Method, path, body; the status for each caller. Bodies are such that nothing but the caller decides, and that nothing
/// changes: what is allowed ends in a refusal of the case's own rules (409, 422) or in an answer.
type Row = (&'static str, &'static str, Value, [u16; 7]);

/// Every route.
fn all_rows() -> Vec<Row> {
    [rows(), people_rows(), hall_rows()].concat()
}

fn rows() -> Vec<Row> {
    let filing = json!({"service": "tidak-ada"});
    let counter = json!({"service": "tidak-ada", "applicant": {"name": "Siti"}});
    let completion = json!({"seen": 0, "outcome": "tidak-ada"});
    let change = json!({"kind": "opening", "reason": "", "legal_basis": ""});
    let handover = json!({"officer": 0, "reason": "Uji"});
    let none = Value::Null;
    vec![
        ("GET", "/openapi.json", none.clone(), [200; 7]),
        ("GET", "/services", none.clone(), [200; 7]),
        ("GET", "/services/{service}", none.clone(), [200; 7]),
        ("GET", "/regions", none.clone(), [200; 7]),
        ("GET", "/regions/{code}", none.clone(), [200; 7]),
        ("GET", "/tracking/{code}", none.clone(), [200; 7]),
        ("GET", "/verification/{code}", none.clone(), [404; 7]),
        ("GET", "/calendar", none.clone(), [200; 7]),
        ("GET", "/calendar/changes", none.clone(), [401, 403, 403, 200, 200, 200, 200]),
        ("POST", "/calendar/changes", change, [401, 403, 403, 403, 403, 403, 422]),
        ("GET", "/licences", none.clone(), [401, 403, 403, 200, 200, 200, 200]),
        ("GET", "/me", none.clone(), [401, 200, 200, 200, 200, 200, 200]),
        ("POST", "/files", none.clone(), [401, 415, 415, 415, 415, 415, 415]),
        ("GET", "/applications", none.clone(), [401, 200, 200, 200, 200, 200, 200]),
        ("POST", "/applications", filing, [401, 404, 404, 403, 403, 403, 403]),
        ("GET", "/applications/{case}", none.clone(), [401, 200, 404, 404, 404, 404, 404]),
        ("POST", "/applications/{case}/correction", json!({}), [401, 409, 404, 404, 404, 404, 404]),
        (
            "POST",
            "/applications/{case}/withdrawal",
            json!({"reason": "x".repeat(3_000)}),
            [401, 422, 404, 404, 404, 404, 404],
        ),
        ("POST", "/applications/{case}/documents", json!({}), [401, 422, 404, 404, 404, 404, 404]),
        ("POST", "/adoptions", json!({"tracking": "x"}), [401, 404, 404, 403, 403, 403, 403]),
        ("GET", "/reasons", none.clone(), [401, 403, 403, 200, 403, 403, 200]),
        ("PUT", "/reasons/{id}", json!({"label": "", "text": ""}), [401, 403, 403, 403, 403, 403, 403]),
        ("DELETE", "/reasons/{id}", none.clone(), [401, 403, 403, 403, 403, 403, 403]),
        ("POST", "/applications/{case}/reopening", json!({}), [401, 409, 404, 404, 404, 404, 404]),
        ("POST", "/cases/{case}/reopening", json!({"reason": "Uji"}), [401, 403, 403, 409, 403, 404, 409]),
        ("POST", "/applications/{case}/duties/{duty}", json!({}), [401, 404, 404, 404, 404, 404, 404]),
        ("GET", "/applications/{case}/files/{requirement}", none.clone(), [401, 200, 404, 404, 404, 404, 404]),
        ("GET", "/applications/{case}/looks", none.clone(), [401, 200, 404, 404, 404, 404, 404]),
        ("GET", "/applications/{case}/letters", none.clone(), [401, 200, 404, 404, 404, 404, 404]),
        ("GET", "/applications/{case}/letters/{letter}/pdf", none.clone(), [401, 404, 404, 404, 404, 404, 404]),
        ("GET", "/tasks", none.clone(), [401, 403, 403, 200, 200, 200, 200]),
        ("GET", "/cases", none.clone(), [401, 403, 403, 200, 200, 200, 200]),
        ("POST", "/cases", counter, [401, 403, 403, 404, 403, 403, 404]),
        ("GET", "/cases/{case}", none.clone(), [401, 403, 403, 200, 200, 404, 200]),
        ("POST", "/cases/{case}/numbers", json!({"reason": "Uji akses"}), [401, 403, 403, 200, 200, 404, 200]),
        ("GET", "/cases/{case}/notes", none.clone(), [401, 403, 403, 200, 200, 404, 200]),
        ("POST", "/cases/{case}/notes", json!({"text": ""}), [401, 403, 403, 422, 422, 404, 422]),
        ("POST", "/cases/{case}/steps/{step}/handover", handover, [401, 403, 403, 422, 403, 404, 403]),
        ("POST", "/cases/{case}/steps/{step}/reminder", json!({}), [401, 403, 403, 403, 403, 404, 403]),
        ("GET", "/board", none.clone(), [401, 403, 403, 403, 403, 403, 403]),
        ("GET", "/cases/{case}/files/{sha256}", none.clone(), [401, 403, 403, 200, 200, 404, 200]),
        ("GET", "/cases/{case}/letters/{letter}/pdf", none, [401, 403, 403, 404, 404, 404, 404]),
        ("POST", "/cases/{case}/steps/{step}/claim", json!({}), [401, 403, 403, 200, 403, 404, 403]),
        ("POST", "/cases/{case}/steps/{step}/release", json!({}), [401, 403, 403, 200, 403, 404, 403]),
        ("POST", "/cases/{case}/steps/{step}/completion", completion, [401, 403, 403, 422, 403, 404, 403]),
    ]
}

/// In whose hands work is, and who acts for whom.
fn people_rows() -> Vec<Row> {
    let mandate = json!({"kind": "plh", "delegate": 0, "role": "kepala", "from": "2026-03-01", "until": "2026-03-05", "basis": "1"});
    vec![
        ("GET", "/authorities", Value::Null, [401, 403, 403, 200, 200, 200, 200]),
        ("GET", "/mandates", Value::Null, [401, 403, 403, 200, 200, 200, 200]),
        ("POST", "/mandates", mandate, [401, 403, 403, 422, 422, 422, 422]),
        ("POST", "/mandates/{mandate}/revocation", json!({"reason": ""}), [401, 403, 403, 404, 404, 404, 404]),
        ("POST", "/cases/{case}/recusal", json!({"reason": ""}), [401, 403, 403, 422, 422, 404, 403]),
        ("POST", "/cases/{case}/steps/{step}/assignment", json!({"reason": ""}), [401, 403, 403, 403, 403, 404, 422]),
    ]
}

/// The hall: numbers, appointments, counters.
fn hall_rows() -> Vec<Row> {
    let (none, slot) = (Value::Null, json!({"date": "2026-01-13", "time": "09:00"}));
    vec![
        ("GET", "/hall", none.clone(), [200; 7]),
        ("POST", "/hall/tickets", json!({"group": "Z"}), [404; 7]),
        ("GET", "/hall/tickets/{ticket}", none.clone(), [200; 7]),
        ("POST", "/hall/tickets/{ticket}/release", none.clone(), [409; 7]),
        ("GET", "/hall/slots", none.clone(), [400; 7]),
        ("POST", "/hall/appointments", json!({"group": "Z", "slot": slot, "name": "Siti"}), [404; 7]),
        ("GET", "/hall/appointments/{appointment}", none.clone(), [200; 7]),
        ("POST", "/hall/appointments/{appointment}/slot", slot, [409; 7]),
        ("POST", "/hall/appointments/{appointment}/cancellation", none.clone(), [409; 7]),
        ("POST", "/hall/counters/{counter}/acts", json!({"act": "close"}), [401, 403, 403, 404, 403, 403, 403]),
        ("GET", "/hall/figures", none.clone(), [401, 403, 403, 403, 403, 403, 403]),
    ]
}

#[test]
fn every_route_has_a_row() {
    let known: BTreeSet<(String, String)> = operations().into_iter().map(|(method, path, _)| (method, path)).collect();
    let asserted: BTreeSet<(String, String)> =
        all_rows().into_iter().map(|(method, path, ..)| (method.to_owned(), path.to_owned())).collect();
    let missing: Vec<_> = known.symmetric_difference(&asserted).collect();
    assert!(missing.is_empty(), "give these routes a row that says who may use them: {missing:?}");
}

/// A number that was given up and an appointment that was cancelled: nothing changes them any more.
async fn used_up(counter: &Program) -> (String, String) {
    counter.post("/hall/counters/1/acts", &json!({"act": "open"})).await.is(200);
    let code = |answer: &Value| answer["code"].as_str().unwrap().to_owned();
    let ticket = code(&counter.post("/hall/tickets", &json!({"group": "A"})).await.is(201).json());
    counter.post(&format!("/hall/tickets/{ticket}/release"), &json!({})).await.is(200);
    let slot = json!({"date": "2026-01-13", "time": "09:00"});
    let new = json!({"group": "A", "slot": slot, "name": "Siti Aminah", "phone": "081234567890"});
    let appointment = code(&counter.post("/hall/appointments", &new).await.is(201).json());
    counter.post(&format!("/hall/appointments/{appointment}/cancellation"), &json!({})).await.is(200);
    (ticket, appointment)
}

on_both! {
    async fn every_route_answers_each_caller_as_its_row_says(office: Office) {
        let owner = Program::citizen(&office, "dinda@surel.contoh").await;
        let application = filed(&owner).await;
        let mut callers = vec![Program::anonymous(&office), owner, Program::citizen(&office, "budi@surel.contoh").await];
        for name in ["loket", "kesbangpol", "pupr", "admin"] {
            callers.push(Program::officer(&office, name).await);
        }
        let (ticket, appointment) = used_up(&callers[3]).await;
        let mut wrong = Vec::new();
        for (method, path, body, expected) in all_rows() {
            let filled = path
                .replace("{service}", "penelitian")
                .replace("{case}", &application["id"].to_string())
                .replace("{code}", if path.starts_with("/regions") { "16.71" } else { application["tracking"].as_str().unwrap() })
                .replace("{requirement}", "ktp")
                .replace("{sha256}", application["files"]["ktp"]["sha256"].as_str().unwrap())
                .replace("{letter}", "1")
                .replace("{ticket}", &ticket)
                .replace("{appointment}", &appointment)
                .replace("{counter}", "9")
                .replace("{duty}", "laporan_hasil")
                .replace("{mandate}", "1")
                .replace("{step}", "verifikasi");
            for ((caller, who), status) in callers.iter().zip(CALLERS).zip(expected) {
                let kind = (!body.is_null()).then_some("application/json");
                let sent = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
                let answer = caller.send(Method::from_bytes(method.as_bytes()).unwrap(), &filled, kind, sent).await;
                if answer.status != status {
                    wrong.push(format!("{method} {path} for {who}: {} instead of {status}: {}", answer.status, answer.text()));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
