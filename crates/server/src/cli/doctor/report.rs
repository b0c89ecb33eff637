//! What the doctor found, and how it is told.

use casework::lang::{Lang, Text};
use serde_json::json;

use crate::ui::{Arg, tr, tr_with};

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// As it should be.
    Good,
    /// It works, and somebody should look at it.
    Warning,
    /// It is wrong.
    Wrong,
}

/// One thing that was looked at.
#[derive(Debug)]
struct Checked {
    name: &'static str,
    state: State,
    told: Text,
    todo: Option<Text>,
}

/// Everything that was looked at.
#[derive(Debug, Default)]
pub struct Report(Vec<Checked>);

impl Report {
    /// Something is as it should be.
    pub fn good(&mut self, name: &'static str, id: impl Into<String>, en: impl Into<String>) {
        self.0.push(Checked { name, state: State::Good, told: Text::new(id, en), todo: None });
    }

    /// Something works but should be looked at: what, and what to do.
    pub fn warning(&mut self, name: &'static str, told: Text, todo: Text) {
        self.0.push(Checked { name, state: State::Warning, told, todo: Some(todo) });
    }

    /// Something is wrong: what, and what to do.
    pub fn wrong(&mut self, name: &'static str, told: Text, todo: Text) {
        self.0.push(Checked { name, state: State::Wrong, told, todo: Some(todo) });
    }

    /// An error came up while something was looked at.
    pub fn failed(&mut self, name: &'static str, error: &dyn std::fmt::Display) {
        self.wrong(
            name,
            Text::new(format!("tidak dapat diperiksa: {error}"), format!("could not be looked at: {error}")),
            Text::new("Perbaiki hal di atas, lalu jalankan lagi.", "Mend what stands above, then run this again."),
        );
    }

    /// Whether nothing is wrong.
    pub fn is_healthy(&self) -> bool {
        self.0.iter().all(|checked| checked.state != State::Wrong)
    }

    fn count(&self, state: State) -> usize {
        self.0.iter().filter(|checked| checked.state == state).count()
    }

    /// Prints it for people, or as JSON for programs.
    pub fn print(&self, lang: Lang, as_json: bool) {
        if as_json {
            let all: Vec<_> = self.0.iter().map(|checked| checked.json(lang)).collect();
            println!("{}", json!({ "healthy": self.is_healthy(), "checks": all }));
            return;
        }
        for checked in &self.0 {
            let mark = match checked.state {
                State::Good => "✓",
                State::Warning => "!",
                State::Wrong => "✗",
            };
            println!("{mark} {:<14} {}", checked.name, checked.told.get(lang));
            if let Some(todo) = &checked.todo {
                println!("  {:<14} → {}", "", todo.get(lang));
            }
        }
        let (wrong, warnings) = (self.count(State::Wrong), self.count(State::Warning));
        if wrong + warnings == 0 {
            println!("\n{}", tr(lang, "cli-doctor-healthy"));
        } else {
            let args = [("wrong", Arg::from(wrong)), ("warnings", Arg::from(warnings))];
            println!("\n{}", tr_with(lang, "cli-doctor-found", &args));
        }
    }
}

impl Checked {
    fn json(&self, lang: Lang) -> serde_json::Value {
        let state = match self.state {
            State::Good => "good",
            State::Warning => "warning",
            State::Wrong => "wrong",
        };
        let todo = self.todo.as_ref().map(|todo| todo.get(lang));
        json!({ "name": self.name, "state": state, "told": self.told.get(lang), "todo": todo })
    }
}
