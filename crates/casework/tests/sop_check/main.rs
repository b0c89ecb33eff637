//! S40: a bad SOP cannot be published. A good one passes; each fault by itself gives its own finding, on its own line.

#[path = "../demo/mod.rs"]
mod demo;
mod flow;
mod papers;
mod sense;

use casework::office::Office;
use casework::sop::{Finding, check, read_sop};

const GOOD: &str = include_str!("../sops/baik.toml");

/// One change of the good SOP: behind `after`, the first `from` becomes `to`.
struct Edit {
    after: &'static str,
    from: &'static str,
    to: &'static str,
}

const fn edit(after: &'static str, from: &'static str, to: &'static str) -> Edit {
    Edit { after, from, to }
}

fn edited(edits: &[Edit]) -> String {
    edits.iter().fold(GOOD.to_owned(), |text, edit| {
        let start = text.find(edit.after).unwrap_or_else(|| panic!("no {:?}", edit.after));
        let at = start + text[start..].find(edit.from).unwrap_or_else(|| panic!("no {:?}", edit.from));
        format!("{}{}{}", &text[..at], edit.to, &text[at + edit.from.len()..])
    })
}

fn office() -> Office {
    let mut office = demo::office();
    let like = office.roles[0].clone();
    for id in ["pu", "bapenda", "verifikator", "kepala"] {
        office.roles.push(casework::office::Role { id: casework::office::RoleId(id.into()), ..like.clone() });
    }
    office
}

fn findings(text: &str) -> Vec<Finding> {
    match read_sop(text, "services/izin-contoh/sop.toml") {
        Ok(parsed) => check(&parsed, Some(&office())),
        Err(findings) => findings,
    }
}

/// The line, from 1, of the first `marker` behind `after`.
fn line(text: &str, after: &str, marker: &str) -> usize {
    let start = text.find(after).unwrap_or_else(|| panic!("no {after:?}"));
    let at = start + text[start..].find(marker).unwrap_or_else(|| panic!("no {marker:?}"));
    text[..at].matches('\n').count() + 1
}

/// The edits give exactly this finding, on the line of the marker.
#[track_caller]
fn gives(code: &str, edits: &[Edit], after: &str, marker: &str) -> Finding {
    let text = edited(edits);
    let findings = findings(&text);
    let shown: String = findings.iter().map(|finding| format!("{finding}\n")).collect();
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [code], "\n{shown}");
    assert_eq!(findings[0].line, Some(line(&text, after, marker)), "\n{shown}");
    assert!(!findings[0].message.id.is_empty() && findings[0].message.id != findings[0].message.en);
    findings[0].clone()
}

const VERIFIKASI: &str = "[[step]]\nid = \"verifikasi\"";
const PERBAIKAN: &str = "[[step]]\nid = \"perbaikan\"";
const PU: &str = "[[step]]\nid = \"pu\"";
const BAPENDA: &str = "[[step]]\nid = \"bapenda\"";
const KEPUTUSAN: &str = "[[step]]\nid = \"keputusan\"";

#[test]
fn s40_a_good_sop_passes() {
    let findings = findings(GOOD);
    assert!(findings.is_empty(), "{}", findings.iter().map(|finding| format!("{finding}\n")).collect::<String>());
}
