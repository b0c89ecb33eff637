//! Why a letter could not be made: where in which template, what is wrong, what to do.

use std::fmt;
use std::time::Duration;

use typst::diag::SourceDiagnostic;
use typst::{World, WorldExt as _};

/// Why a letter could not be made.
///
/// Its text is for whoever keeps the templates: it names file, line and column, and says what to do.
///
/// ```
/// let fault = documents::Template::new("sip/licence.typ", "#let nama = json(\"data.json\"\n").err().unwrap();
/// assert!(fault.to_string().starts_with("sip/licence.typ:1:17: "), "{fault}");
/// ```
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The template has mistakes.
    #[error("{}", Listed(.0))]
    Template(Vec<Problem>),
    /// A template's name is not a path below the folder of services.
    #[error("{name}: a template's name is a path such as sip-dokter/licence.typ, without `..` and without a drive")]
    Name {
        /// The name that was given.
        name: String,
    },
    /// The data could not be written as JSON.
    #[error("{template}: the letter's data cannot be written as JSON: {reason}")]
    Data {
        /// The template that was to be set.
        template: String,
        /// What the writer said.
        reason: String,
    },
    /// The document is longer than is allowed.
    #[error(
        "{template}: the document would have {pages} pages, more than the {most} that are allowed. Look for a loop or a \
         page break that repeats; if it must be that long, allow more pages"
    )]
    TooManyPages {
        /// The template.
        template: String,
        /// How many pages it would have.
        pages: usize,
        /// How many are allowed.
        most: usize,
    },
    /// It took longer than one was willing to wait.
    #[error(
        "{template}: the document was not ready after {} s and was given up. Look for a loop over a large range in the \
         template", .patience.as_secs_f64()
    )]
    TooSlow {
        /// The template.
        template: String,
        /// How long was waited.
        patience: Duration,
    },
    /// Documents that were given up still occupy this process.
    #[error(
        "{template}: not begun, because {runaway} documents that were given up still occupy this process. Mend their \
         templates, then start the process anew"
    )]
    Occupied {
        /// The template.
        template: String,
        /// How many are still at work.
        runaway: usize,
    },
    /// The typesetter broke down: a fault in it, or no thread could be started.
    #[error("{template}: the typesetter broke down ({reason}). Report this with the template and the letter's number")]
    Broken {
        /// The template.
        template: String,
        /// What was seen.
        reason: String,
    },
}

impl Fault {
    /// A mistake of a whole file.
    pub(crate) fn one(file: &str, what: String) -> Fault {
        Fault::Template(vec![Problem { file: file.to_owned(), line: 0, column: 0, what, advice: Vec::new() }])
    }
}

/// One mistake in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The template's name.
    pub file: String,
    /// The line, from 1; 0 where the place is not known.
    pub line: usize,
    /// The column in characters, from 1; 0 where the place is not known.
    pub column: usize,
    /// What is wrong.
    pub what: String,
    /// What to do, where something can be said.
    pub advice: Vec<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        write!(f, ": {}", self.what)?;
        for advice in &self.advice {
            write!(f, "; {advice}")?;
        }
        Ok(())
    }
}

/// Problems, one a line.
struct Listed<'a>(&'a [Problem]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.0.iter().enumerate() {
            let before = if at == 0 { "" } else { "\n" };
            write!(f, "{before}{problem}")?;
        }
        Ok(())
    }
}

/// What the typesetter said, in our words. `main` is named where a diagnostic points nowhere.
pub(crate) fn problems<'d>(
    world: &dyn World,
    main: &str,
    diagnostics: impl IntoIterator<Item = &'d SourceDiagnostic>,
) -> Vec<Problem> {
    diagnostics.into_iter().map(|diagnostic| problem(world, main, diagnostic)).collect()
}

fn problem(world: &dyn World, main: &str, diagnostic: &SourceDiagnostic) -> Problem {
    let hints = diagnostic.hints.iter().map(|hint| hint.v.to_string());
    let mut problem = Problem {
        file: main.to_owned(),
        line: 0,
        column: 0,
        what: diagnostic.message.to_string(),
        advice: hints.collect(),
    };
    let Some(id) = diagnostic.span.id() else { return problem };
    problem.file = id.get().vpath().get_without_slash().to_owned();
    let place = world.range(diagnostic.span).zip(world.source(id).ok());
    let found = place.and_then(|(range, source)| source.lines().byte_to_line_column(range.start));
    if let Some((line, column)) = found {
        (problem.line, problem.column) = (line + 1, column + 1);
    }
    problem
}
