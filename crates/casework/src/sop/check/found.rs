//! What the rules look at, and what they find before it is known on which line it stands.

use crate::lang::Text;
use crate::office::Office;
use crate::sop::{Finding, Outcome, Sop, Step, StepId, Targets};

/// What is checked: the SOP, and the office that is to follow it where one is given.
pub(super) struct Subject<'a> {
    pub sop: &'a Sop,
    pub office: Option<&'a Office>,
}

/// A finding that knows its key path in the file, but not yet its line.
pub(super) struct Found {
    pub path: String,
    pub finding: Finding,
}

/// One rule of the check.
pub(super) type Rule = fn(&Subject<'_>) -> Vec<Found>;

/// A finding that stops the SOP.
pub(super) fn error(
    code: &'static str,
    path: impl Into<String>,
    id: impl Into<String>,
    en: impl Into<String>,
) -> Found {
    Found { path: path.into(), finding: Finding::error(code, Text::new(id, en)) }
}

/// A finding to look at.
pub(super) fn warning(
    code: &'static str,
    path: impl Into<String>,
    id: impl Into<String>,
    en: impl Into<String>,
) -> Found {
    Found { path: path.into(), finding: Finding::warning(code, Text::new(id, en)) }
}

/// The role of the applicant.
pub(super) const APPLICANT: &str = "pemohon";

impl<'a> Subject<'a> {
    /// The steps with their key paths.
    pub fn steps(&self) -> impl Iterator<Item = (String, &'a Step)> + use<'a> {
        self.sop.steps.iter().enumerate().map(|(at, step)| (format!("step[{at}]"), step))
    }

    /// The outcomes of all steps with their key paths.
    pub fn outcomes(&self) -> impl Iterator<Item = (String, &'a Step, &'a Outcome)> + use<'a> {
        self.steps().flat_map(|(path, step)| {
            let outcomes = step.outcomes.iter().enumerate();
            outcomes.map(move |(at, outcome)| (format!("{path}.outcome[{at}]"), step, outcome))
        })
    }

    /// Every way that a case can take, with its key path: from the start (no step) and from each outcome.
    pub fn ways(&self) -> Vec<Way<'a>> {
        let start = &self.sop.start;
        let mut ways = vec![Way { path: "start.to".into(), from: None, to: &start.to }];
        for (at, route) in start.route.iter().enumerate() {
            ways.push(Way { path: format!("start.route[{at}].to"), from: None, to: &route.to });
        }
        for (path, step, outcome) in self.outcomes() {
            ways.push(Way { path: format!("{path}.to"), from: Some((step, outcome)), to: &outcome.to });
            for (at, route) in outcome.route.iter().enumerate() {
                let path = format!("{path}.route[{at}].to");
                ways.push(Way { path, from: Some((step, outcome)), to: &route.to });
            }
        }
        ways
    }

    /// Whether an id names a step or an end.
    pub fn leads_somewhere(&self, id: &StepId) -> bool {
        self.sop.step(id).is_some() || self.sop.end(id).is_some()
    }
}

/// One way that a case can take.
pub(super) struct Way<'a> {
    pub path: String,
    pub from: Option<(&'a Step, &'a Outcome)>,
    pub to: &'a Targets,
}

impl Way<'_> {
    /// Where the way begins, in both languages.
    pub fn begins(&self) -> (String, String) {
        match self.from {
            None => ("Awal perkara".into(), "The start".into()),
            Some((step, outcome)) => (
                format!("Hasil “{}” pada langkah “{}”", outcome.id, step.id),
                format!("Outcome “{}” of step “{}”", outcome.id, step.id),
            ),
        }
    }
}

/// `a, b dan c`, `a, b and c` or `a, b atau c`: ids in a sentence, with the last two tied by a word.
pub(super) fn listed<T: ToString>(items: impl IntoIterator<Item = T>, tie: &str) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    match items.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} {tie} {last}", rest.join(", ")),
    }
}

/// The known name that was probably meant: the nearest within two letters.
pub(super) fn nearest<'n>(wanted: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let near = known.into_iter().map(|name| (distance(wanted, name), name));
    near.filter(|(distance, _)| *distance <= 2).min().map(|(_, name)| name)
}

/// ` Maksudnya “x”?` and ` Did you mean “x”?`, or nothing.
pub(crate) fn meant<'n>(wanted: &str, known: impl IntoIterator<Item = &'n str>) -> (String, String) {
    nearest(wanted, known)
        .map_or_else(Default::default, |name| (format!(" Maksudnya “{name}”?"), format!(" Did you mean “{name}”?")))
}

/// How many letters must change to make one word of the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let changed = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = changed.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_listed_as_in_a_sentence() {
        assert_eq!(listed(["a"], "dan"), "a");
        assert_eq!(listed(["a", "b", "c"], "dan"), "a, b dan c");
    }

    #[test]
    fn a_slip_of_the_pen_is_recognised() {
        assert_eq!(nearest("verifkasi", ["keputusan", "verifikasi"]), Some("verifikasi"));
        assert_eq!(nearest("survei", ["keputusan", "verifikasi"]), None);
    }
}
