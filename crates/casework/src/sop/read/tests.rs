//! An SOP is taken in whole, and each way of breaking it is told with its place.

use super::*;

const WHOLE: &str = include_str!("../../../../../services/reklame-tetap/sop.toml");

fn broken(from: &str, to: &str) -> Vec<Finding> {
    assert!(WHOLE.contains(from), "the SOP has no {from}");
    read_sop(&WHOLE.replacen(from, to, 1), "sop.toml").expect_err(to)
}

/// The line and column of the first occurrence of a text in the SOP.
fn stands(text: &str) -> (Option<usize>, Option<usize>) {
    let place = place_of(WHOLE, WHOLE.find(text).expect("in the SOP"));
    (Some(place.line), Some(place.column))
}

#[test]
fn s40_every_key_has_its_place() {
    let parsed = read_sop(WHOLE, "services/reklame-tetap/sop.toml").unwrap();
    let line = |path: &str| WHOLE.lines().nth(parsed.places[path].line - 1).unwrap();
    assert_eq!(line("service.id"), "id = \"reklame-tetap\"");
    assert_eq!(line("identity.legal_basis[1].id"), "id = \"pp-35-2023\"");
    assert!(line("identity.qualifications[2]").contains("Pemeriksa teknis"));
    assert_eq!(line("step[0]"), "[[step]]");
    assert_eq!(line("step[0].outcome[1]"), "[[step.outcome]]");
    assert!(line("step[0].outcome[1].to").starts_with("to = "));
    for (at, step) in parsed.sop.steps.iter().enumerate() {
        assert_eq!(line(&format!("step[{at}].id")), format!("id = \"{}\"", step.id));
    }
}

#[test]
fn what_is_no_toml_is_told_with_its_line() {
    for (from, to, word) in [
        ("[service]\n", "[service\n", "cannot be read as TOML"),
        ("version = 1\n", "version = 1\nversion = 2\n", "stands in the file already"),
        ("[[duty]]\n", "[duty]\n", "written with [[…]]"),
        ("id = \"reklame-tetap\"", "id = \"reklame-tetap", "cannot be read as TOML"),
        ("version = 1\n", "version 1\n", "cannot be read as TOML"),
    ] {
        let findings = broken(from, to);
        assert_eq!((findings.len(), findings[0].code), (1, "S-SYNTAX"), "{to}");
        assert!(findings[0].message.en.contains(word) && findings[0].line.is_some(), "{}", findings[0]);
    }
}

#[test]
fn wrong_values_are_told_in_plain_words() {
    for (from, to, word) in [
        ("version = 1\n", "version = \"satu\"\n", "is the text \"satu\", but a whole number"),
        ("version = 1\n", "", "“version” is missing in [identity]"),
        ("version = 1\n", "versoin = 1\n", "Did you mean “version”?"),
        ("created = \"2025-09-15\"", "created = \"15-09-2025\"", "such as \"2026-01-31\""),
        ("created = \"2025-09-15\"", "created = 2025-09-15", "a day in quotes"),
        ("promise = \"14 hari kerja\"", "promise = \"14\"", "has no unit"),
        ("promise = \"14 hari kerja\"", "promise = 14", "in [standard] is the number 14, but text in quotes"),
        (
            "accept = [\"pdf\", \"jpg\", \"png\"]",
            "accept = [\"pdf\", \"doc\"]",
            "“doc” is not known in [[requirement]] “ktp”",
        ),
        ("max_mb = 3", "max_mb = 700000", "from 0 to 65535"),
        (
            "when = 'bentuk_pemohon == \"badan\"'",
            "when = '1 / bentuk_pemohon =='",
            "The formula “1 / bentuk_pemohon ==” cannot be read",
        ),
        ("when = 'bentuk_pemohon == \"badan\"'", "when = true", "text in quotes"),
        ("kind = \"licence\"", "kind = \"licenze\"", "Did you mean “licence”?"),
        ("number = \"503/{seq:4}/REK-T", "number = \"503/{seq:4}/{mont}", "{mont} is not known"),
        ("action = \"remind\"", "action = \"remid\"", "Did you mean “remind”?"),
        ("proves = { id", "proves = { di", "“di” is unknown"),
        ("[[duty]]\n", "[[dutty]]\n", "Did you mean “duty”?"),
        ("type = \"text\"", "type = \"teks\"", "“teks” is not known in [[section.field]]"),
        ("task = \"verify\"", "", "“task” is missing in [[step]] “"),
        ("[[step.outcome]]\n", "[[step.outcom]]\n", "Did you mean “outcome”?"),
    ] {
        let findings = broken(from, to);
        assert_eq!(findings.len(), 1, "{to}");
        let message = &findings[0].message;
        assert!(message.en.contains(word), "{to}: {message:?}");
        assert!(findings[0].line.is_some() && message.id != message.en, "{to}: {}", findings[0]);
    }
}

#[test]
fn a_fault_is_placed_where_it_stands() {
    let at = |findings: Vec<Finding>| (findings[0].line, findings[0].column);
    assert_eq!(at(broken("promise = \"14 hari kerja\"", "promise = \"14 hari\"")), {
        let (line, column) = stands("promise = \"14 hari kerja\"");
        (line, column.map(|column| column + "promise = ".len()))
    });
    assert_eq!(at(broken("task = \"verify\"", "tusk = \"verify\"")), stands("task = \"verify\""));
}

#[test]
fn s40_unknown_keys_are_told_all_at_once_even_beside_a_field_type() {
    let text = WHOLE.replacen("type = \"text\"", "type = \"text\"\nhnit = \"x\"", 1).replacen(
        "type = \"nik\"",
        "type = \"nik\"\nmax = 3",
        1,
    );
    let findings = read_sop(&text, "sop.toml").unwrap_err();
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["S-KEY-UNKNOWN", "S-KEY-UNKNOWN"]);
    assert!(findings[0].message.en.contains("Did you mean “hint”?"), "{}", findings[0]);
    assert!(findings[1].message.en.contains("in a field of the type “nik”"), "{}", findings[1]);
    assert!(findings.iter().all(|finding| finding.line.is_some()));
}
