//! The page about letters (docs/sop/letters.md) names every key of the data, and everything that the common letters offer.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use documents::{Answer, Answers, Basis, Document, Duty, Findings, LetterData, ReceiptData};
use serde_json::Value;

fn file(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name)).expect("a file")
}

/// Every key, of tables in lists too.
fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                found.insert(key.clone());
                keys(value, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn the_page_about_letters_names_every_key_of_the_data() {
    let answers = Answers(vec![Answer { id: "step".to_owned(), ..Answer::default() }]);
    let findings = Findings { answers: answers.clone(), ..Findings::default() };
    let mut letter = LetterData { answers, findings: [("step".to_owned(), findings)].into(), ..LetterData::default() };
    letter.service.legal_basis = vec![Basis::default()];
    letter.duties = vec![Duty::default()];
    let receipt = ReceiptData { documents: vec![Document::default()], ..ReceiptData::default() };
    let mut found = BTreeSet::new();
    keys(&serde_json::to_value(letter).expect("plain texts"), &mut found);
    keys(&serde_json::to_value(receipt).expect("plain texts"), &mut found);
    assert!(found.len() > 50 && found.contains("legal_basis") && found.contains("tracking_url"), "{found:?}");
    let page = file("docs/sop/letters.md");
    let missing: Vec<&String> = found.iter().filter(|key| !page.contains(&format!("`{key}`"))).collect();
    assert!(missing.is_empty(), "not in docs/sop/letters.md: {missing:?}");
}

#[test]
fn the_page_about_letters_names_what_the_common_letters_offer() {
    let page = file("docs/sop/letters.md");
    let base = file("services/_letters/base.typ") + &file("services/_letters/rejection.typ");
    let names = base.lines().filter_map(|line| line.strip_prefix("#let "));
    let names: Vec<&str> = names.map(|rest| rest.split(['(', ' ']).next().expect("a name")).collect();
    assert!(names.len() > 20, "{names:?}");
    // What the base needs for itself.
    let own = ["accent", "balanced", "footer", "letterhead", "quiet", "ruled", "sheet", "unsigned", "verification"];
    let missing: Vec<_> =
        names.iter().filter(|name| !own.contains(name) && !page.contains(&format!("`{name}"))).collect();
    assert!(missing.is_empty(), "not in docs/sop/letters.md: {missing:?}");
}
