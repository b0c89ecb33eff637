//! The reference of the SOP language keeps step with the language: examples pass, every key and every finding is there.

mod demo;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use casework::office::Office;
use casework::scenario::{Samples, parse};
use casework::sop::{Finding, check, read_sop};

fn page(name: &str) -> String {
    fs::read_to_string(demo::root().join("docs/sop").join(name)).expect(name)
}

fn pages() -> Vec<(String, String)> {
    let entries = fs::read_dir(demo::root().join("docs/sop")).expect("docs/sop");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    names.filter(|name| name.ends_with(".md")).map(|name| (name.clone(), page(&name))).collect()
}

/// The examples of a page that are marked so, each with the line on which it begins.
fn examples(page: &str, mark: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut open: Option<(&str, usize, String)> = None;
    for (at, line) in page.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(fence)) => open = Some((fence, at + 1, String::new())),
            (None, None) => {}
            (Some((_, _, body)), None) => {
                body.push_str(line);
                body.push('\n');
            }
            (Some(_), Some(_)) => found.extend(open.take()),
        }
    }
    found.into_iter().filter(|(fence, ..)| *fence == mark).map(|(_, line, body)| (line, body)).collect()
}

fn office() -> Office {
    demo::office()
}

fn listed(findings: &[Finding]) -> String {
    findings.iter().map(|finding| format!("{finding}\n")).collect()
}

#[test]
fn every_whole_example_passes_the_check() {
    let mut whole = 0;
    for (name, page) in pages() {
        for (line, example) in examples(&page, "toml,complete") {
            let file = format!("docs/sop/{name}, line {line}");
            let parsed = read_sop(&example, &file).unwrap_or_else(|findings| panic!("\n{}", listed(&findings)));
            let findings = check(&parsed, Some(&office()));
            assert!(findings.is_empty(), "\n{}", listed(&findings));
            whole += 1;
        }
    }
    assert!(whole >= 1);
}

#[test]
fn every_part_of_an_example_can_be_read() {
    for (name, page) in pages() {
        for (line, example) in examples(&page, "toml") {
            let read = example.parse::<toml_edit::DocumentMut>();
            assert!(read.is_ok(), "docs/sop/{name}, line {line}: {}", read.unwrap_err());
        }
    }
}

#[test]
fn every_story_of_the_reference_can_be_read() {
    let stories: Vec<(String, String)> = pages();
    let mut told = 0;
    for (name, page) in stories {
        for (line, example) in examples(&page, "").into_iter().filter(|(_, example)| example.contains("=>")) {
            let (scenarios, findings) = parse(&example, &format!("docs/sop/{name}, line {line}"));
            assert!(findings.is_empty(), "\n{}", listed(&findings));
            told += scenarios.len();
        }
    }
    assert!(told >= 3);
    let sop = read_sop(include_str!("sops/baik.toml"), "sop.toml").expect("the good SOP").sop;
    let page = page("scenarios.md");
    let (_, sample) = &examples(&page, "toml")[0];
    let (samples, _) = Samples::read(sample, "contoh.toml", &sop);
    assert_eq!(samples.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["besar", "dasar"]);
}

/// Every `"S-…"` that the source says.
fn codes(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path: PathBuf = entry.expect("an entry").path();
        if path.is_dir() {
            codes(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).expect("a source file");
            let quoted = text.split("\"S-").skip(1).filter_map(|after| after.split('"').next());
            let plain = quoted.filter(|code| code.chars().all(|c| c.is_ascii_uppercase() || c == '-'));
            found.extend(plain.map(|code| format!("S-{code}")));
        }
    }
}

#[test]
fn s40_every_finding_is_explained_and_no_other() {
    let mut said = BTreeSet::new();
    codes(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut said);
    assert!(said.len() > 50);
    let page = page("findings.md");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `S-")?.split('`').next());
    let explained: BTreeSet<String> = rows.map(|code| format!("S-{code}")).collect();
    assert_eq!(explained.difference(&said).collect::<Vec<_>>(), Vec::<&String>::new(), "explained, but never said");
    assert_eq!(said.difference(&explained).collect::<Vec<_>>(), Vec::<&String>::new(), "said, but not explained");
}

#[test]
fn s40_every_finding_has_a_test() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut said, mut tested) = (BTreeSet::new(), BTreeSet::new());
    codes(&here.join("src"), &mut said);
    codes(&here.join("tests"), &mut tested);
    assert_eq!(said.difference(&tested).collect::<Vec<_>>(), Vec::<&String>::new(), "said, but not tested");
}

/// The keys of a TOML file, at any depth; the names of the two languages are no keys.
fn keys(item: &toml_edit::Item, found: &mut BTreeSet<String>) {
    if let Some(table) = item.as_table_like() {
        for (key, item) in table.iter() {
            found.insert(key.to_owned());
            keys(item, found);
        }
    }
    item.as_array_of_tables()
        .into_iter()
        .flatten()
        .for_each(|table| keys(&toml_edit::Item::Table(table.clone()), found));
    for value in item.as_array().into_iter().flatten() {
        keys(&toml_edit::Item::Value(value.clone()), found);
    }
}

#[test]
fn every_key_that_a_service_uses_is_in_the_reference() {
    let mut used = BTreeSet::new();
    let services = fs::read_dir(demo::root().join("services")).expect("services");
    for sop in services.map(|entry| entry.expect("an entry").path().join("sop.toml")).filter(|path| path.is_file()) {
        let text = fs::read_to_string(sop).expect("an SOP");
        let document: toml_edit::DocumentMut = text.parse().expect("TOML");
        keys(document.as_item(), &mut used);
    }
    assert!(used.len() > 60);
    let reference = format!("{}{}", page("reference.md"), page("fields.md"));
    let missing: Vec<&String> = used
        .iter()
        .filter(|key| !["id", "en"].contains(&key.as_str()))
        .filter(|key| {
            ![format!("`{key}`"), format!("[{key}]"), format!("{key} ="), format!(".{key}]")]
                .iter()
                .any(|form| reference.contains(form))
        })
        .collect();
    assert!(missing.is_empty(), "not in docs/sop: {missing:?}");
}
