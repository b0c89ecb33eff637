//! What reading and checking an SOP has to say: where, how grave, what is wrong and how to mend it.

use std::fmt;

use crate::lang::{Lang, Text};

/// One thing found in an SOP, its scenarios or its letters, in words that an officer understands.
///
/// ```
/// use casework::lang::Text;
/// use casework::sop::finding::Finding;
///
/// let finding = Finding::error("S-STEP-UNREACHABLE", Text::new("Langkah tidak tercapai.", "Step is not reachable."))
///     .in_file("services/x/sop.toml")
///     .at(12, 3);
/// assert!(finding.to_string().starts_with("services/x/sop.toml:12:3 [S-STEP-UNREACHABLE] Langkah tidak tercapai."));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file, as it was given to whoever read it.
    pub file: String,
    /// The line, counted from 1, where one can be named.
    pub line: Option<usize>,
    /// The column in characters, counted from 1.
    pub column: Option<usize>,
    /// Whether it stops the SOP from being published.
    pub severity: Severity,
    /// A stable name for the kind of finding; `docs/sop/findings.md` explains each.
    pub code: &'static str,
    /// What is wrong, why it matters, what to do.
    pub message: Text,
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The SOP cannot be published like this.
    Error,
    /// It can be published, but somebody should look at it.
    Warning,
}

impl Finding {
    /// A finding that stops the SOP from being published, not placed yet.
    pub fn error(code: &'static str, message: Text) -> Finding {
        Finding { file: String::new(), line: None, column: None, severity: Severity::Error, code, message }
    }

    /// A finding that somebody should look at, not placed yet.
    pub fn warning(code: &'static str, message: Text) -> Finding {
        Finding { severity: Severity::Warning, ..Finding::error(code, message) }
    }

    /// The finding, in this file.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Finding {
        self.file = file.into();
        self
    }

    /// The finding, at this line and column (both from 1).
    #[must_use]
    pub fn at(mut self, line: usize, column: usize) -> Finding {
        self.line = Some(line);
        self.column = Some(column);
        self
    }

    /// Whether it stops the SOP from being published.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// File, line and column as editors read them: `services/x/sop.toml:12:3`.
    pub fn place(&self) -> String {
        let mut place = self.file.clone();
        for number in [self.line, self.column].into_iter().flatten() {
            place.push_str(&format!(":{number}"));
        }
        place
    }

    /// One line in one language: place, code, message.
    pub fn line_in(&self, lang: Lang) -> String {
        format!("{} [{}] {}", self.place(), self.code, self.message.get(lang))
    }
}

impl fmt::Display for Finding {
    /// Place, code and the Indonesian message on one line, the English message indented on the next.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}] {}\n    {}", self.place(), self.code, self.message.id, self.message.en)
    }
}
