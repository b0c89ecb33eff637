//! The whole check of a service's folder: the SOP, its letters' templates, its samples and scenarios.

use casework::office::Office;
use casework::scenario::{self, Report, Samples};
use casework::sop::check::{check_folder_name, check_templates, no_sop_in};
use casework::sop::{Finding, Parsed, check, read_sop};

use super::{Bundle, ServiceFolder};

/// How deeply a folder is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// The SOP and its templates: what a start can afford.
    Text,
    /// The samples and scenarios too.
    Stories,
}

/// What a check found.
#[derive(Clone, Debug, Default)]
pub struct Inspected {
    /// The bundle, where no error was found.
    pub bundle: Option<Bundle>,
    /// Everything found, warnings too, in the order of the files.
    pub findings: Vec<Finding>,
    /// How many scenarios were played.
    pub played: usize,
}

/// Checks a service's folder for an office.
pub fn inspect(folder: &ServiceFolder, office: &Office, depth: Depth) -> Inspected {
    let Some(text) = folder.files.get("sop.toml") else {
        return Inspected { findings: vec![no_sop_in(&folder.shown)], ..Inspected::default() };
    };
    let parsed = match read_sop(text, &format!("{}/sop.toml", folder.shown)) {
        Ok(parsed) => parsed,
        Err(findings) => return Inspected { findings, ..Inspected::default() },
    };
    let mut findings = check(&parsed, Some(office));
    findings.extend(check_folder_name(&parsed, &folder.name));
    findings.extend(check_templates(&parsed, &templates(folder)));
    findings.sort_by_key(|finding| (finding.line, finding.column));
    // Stories about an SOP that cannot run would only repeat what is wrong with it.
    let sound = !findings.iter().any(Finding::is_error);
    let mut played = 0;
    if sound && depth == Depth::Stories {
        let (told, count) = stories(folder, &parsed, office);
        findings.extend(told);
        played = count;
    }
    let sound = !findings.iter().any(Finding::is_error);
    let bundle = sound.then(|| Bundle { sop: parsed.sop, files: folder.files.clone() });
    Inspected { bundle, findings, played }
}

/// The templates that a letter may name: those in the folder, and the common ones with their folder.
fn templates(folder: &ServiceFolder) -> Vec<&str> {
    folder.files.keys().map(String::as_str).filter(|name| name.ends_with(".typ")).collect()
}

fn stories(folder: &ServiceFolder, parsed: &Parsed, office: &Office) -> (Vec<Finding>, usize) {
    let shown = |name: &str| format!("{}/{name}", folder.shown);
    let samples = folder.files.get("contoh.toml").map_or("", String::as_str);
    let (samples, mut findings) = Samples::read(samples, &shown("contoh.toml"), &parsed.sop);
    let files = folder.files.iter().filter(|(name, _)| name.ends_with(".scenarios"));
    let reports: Vec<Report> =
        files.map(|(name, text)| scenario::run(text, &shown(name), &samples, &parsed.sop, office)).collect();
    findings.extend(reports.iter().flat_map(|report| report.findings.clone()));
    findings.extend(scenario::unvisited(parsed, &reports));
    (findings, reports.iter().map(|report| report.played.len()).sum())
}
