//! Rules about what is promised to people: both languages, the listed scenarios, personal numbers kept to themselves.

use std::collections::BTreeMap;

use crate::Rule;
use crate::source::{Finding, Source, Tree, holds_word};

/// The page of the manual that says which scenarios are tested, and how.
const SCENARIOS: &str = "docs/scenarios.md";

pub const PROMISES: &[Rule] = &[
    Rule {
        demands: "Every wording exists in Indonesian and in English, once",
        check: wording_is_in_both_languages,
        broken: &[("locales/id/a.ftl", "a = A\nb = B\n"), ("locales/en/a.ftl", "a = A\n")],
    },
    Rule {
        demands: "Every scenario that docs/scenarios.md lists is tested",
        check: listed_scenarios_are_tested,
        broken: &[(SCENARIOS, "| S99 | a promise |\n")],
    },
    Rule {
        demands: "Every service has its scenarios beside its SOP",
        check: services_have_scenarios,
        broken: &[("services/a/sop.toml", "[service]\n")],
    },
    Rule {
        demands: "Personal numbers (NIK) stay out of the log",
        check: personal_numbers_stay_out_of_the_log,
        broken: &[("crates/server/src/a.rs", "//! A.\nfn a() { tracing::info!(nik = %nik, \"signed in\"); }\n")],
    },
];

/// A message key, and the file and line that give it.
type Catalogue<'a> = BTreeMap<&'a str, (&'a Source, usize)>;

fn wording_is_in_both_languages(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let id = catalogue(tree, "locales/id/", &mut findings);
    let en = catalogue(tree, "locales/en/", &mut findings);
    for (have, lack, language) in [(&id, &en, "English"), (&en, &id, "Indonesian")] {
        for (key, (file, line)) in have.iter().filter(|(key, _)| !lack.contains_key(*key)) {
            findings.push(file.finding(*line, format!("`{key}` has no {language} wording: write it")));
        }
    }
    findings
}

fn catalogue<'a>(tree: &'a Tree, folder: &str, findings: &mut Vec<Finding>) -> Catalogue<'a> {
    let mut keys = Catalogue::new();
    for file in tree.files.iter().filter(|file| file.path.starts_with(folder) && file.path.ends_with(".ftl")) {
        for (index, line) in file.text.lines().enumerate() {
            let Some((key, _)) = line.split_once('=') else { continue };
            if !line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            if let Some((other, _)) = keys.insert(key.trim(), (file, index + 1)) {
                findings.push(file.finding(index + 1, format!("`{}` is already in {}", key.trim(), other.path)));
            }
        }
    }
    keys
}

/// A test carries its scenario's number at the beginning of its name: `fn s10_…`.
fn listed_scenarios_are_tested(tree: &Tree) -> Vec<Finding> {
    let Some(page) = tree.file(SCENARIOS) else { return Vec::new() };
    let mut findings = Vec::new();
    for (index, line) in page.text.lines().enumerate() {
        let Some(number) = line.strip_prefix("| S").and_then(|rest| rest.get(..2)) else { continue };
        let name = format!("fn s{number}_");
        if !tree.rust().any(|file| file.code.contains(&name)) {
            findings
                .push(page.finding(index + 1, format!("no test is called {name}…: write it, or take the line out")));
        }
    }
    findings
}

fn services_have_scenarios(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in &tree.files {
        let Some(folder) = file.path.strip_prefix("services/").and_then(|path| path.strip_suffix("sop.toml")) else {
            continue;
        };
        let told = tree.files.iter().any(|other| {
            other
                .path
                .strip_prefix("services/")
                .is_some_and(|path| path.starts_with(folder) && path.ends_with(".scenarios"))
        });
        if !told {
            findings.push(
                file.finding(1, "tell at least the usual way, a correction and a rejection in a *.scenarios file here"),
            );
        }
    }
    findings
}

fn personal_numbers_stay_out_of_the_log(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        for (index, line) in file.code.lines().enumerate() {
            let logs =
                ["trace!(", "debug!(", "info!(", "warn!(", "error!(", "println!("].iter().any(|log| line.contains(log));
            if logs && ["nik", "npwp", "Nik"].iter().any(|number| holds_word(line, number)) && !file.is_test(index + 1)
            {
                findings.push(file.finding(index + 1, "log the case's or account's number instead"));
            }
        }
    }
    findings
}
