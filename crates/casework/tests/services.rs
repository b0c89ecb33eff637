//! Every service of this repository: its SOP is checked, and its scenarios are played (S40).

mod demo;

use std::fs;
use std::path::Path;

use casework::scenario::{self, Samples};
use casework::sop::{Finding, Parsed, check, read_sop};

fn read(folder: &Path) -> Parsed {
    let file = folder.join("sop.toml");
    let text = fs::read_to_string(&file).expect("an SOP");
    read_sop(&text, &shown(&file)).unwrap_or_else(|findings| panic!("{}", listed(&findings)))
}

fn shown(file: &Path) -> String {
    let folder = file.parent().and_then(Path::file_name).expect("a folder").to_string_lossy();
    format!("services/{folder}/{}", file.file_name().expect("a file").to_string_lossy())
}

fn listed<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> String {
    findings.into_iter().map(|finding| format!("{finding}\n")).collect()
}

/// The folders that hold a service; `_letters` holds what the letters of all of them share.
fn folders() -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(demo::root().join("services")).expect("services");
    let mut folders: Vec<_> =
        entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.join("sop.toml").is_file()).collect();
    folders.sort();
    assert!(folders.len() >= 3);
    folders
}

#[test]
fn s40_every_service_passes_the_check() {
    let office = demo::office();
    let findings: Vec<Finding> = folders().iter().flat_map(|folder| check(&read(folder), Some(&office))).collect();
    let errors: Vec<&Finding> = findings.iter().filter(|finding| finding.is_error()).collect();
    assert!(errors.is_empty(), "\n{}", listed(errors));
}

#[test]
fn every_scenario_comes_as_it_is_told() {
    let office = demo::office();
    let mut findings = Vec::new();
    for folder in folders() {
        let parsed = read(&folder);
        let samples_file = folder.join("contoh.toml");
        let text = fs::read_to_string(&samples_file).expect("samples");
        let (samples, faults) = Samples::read(&text, &shown(&samples_file), &parsed.sop);
        findings.extend(faults);
        let mut reports = Vec::new();
        for entry in fs::read_dir(&folder).expect("a folder") {
            let file = entry.expect("an entry").path();
            if file.extension().is_some_and(|ending| ending == "scenarios") {
                let text = fs::read_to_string(&file).expect("scenarios");
                reports.push(scenario::run(&text, &shown(&file), &samples, &parsed.sop, &office));
            }
        }
        assert!(reports.iter().any(|report| !report.played.is_empty()), "{} has no scenario", folder.display());
        for warning in scenario::unvisited(&parsed, &reports) {
            println!("{warning}");
        }
        findings.extend(reports.into_iter().flat_map(|report| report.findings));
    }
    assert!(findings.is_empty(), "\n{}", listed(&findings));
}
