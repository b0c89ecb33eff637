//! Form fields as values: what a page asks, what was typed, what is wrong with it. `base/field.html` draws them.

mod act;
mod group;

use askama::Template;

pub use act::Act;
pub use group::{Coordinates, Held, Region, RegionLevel, Rows, Upload};

use super::language::{Arg, Lang, tr, tr_with};

/// One question of a form, with the answer as it was typed.
///
/// ```
/// use server::ui::{Field, Kind, Lang};
/// let name = Field::new("name", "Nama lengkap", Kind::Text(Some(80))).hint("Seperti di KTP").value("<Siti>");
/// assert!(name.html(Lang::Id).to_string().contains("&#60;Siti&#62;"));
/// ```
#[derive(Clone, Debug)]
pub struct Field {
    /// The `name` in the form data.
    pub id: String,
    /// The question.
    pub label: String,
    /// An example or explanation under the label; empty for none.
    pub hint: String,
    /// Which control it is.
    pub kind: Kind,
    /// What was typed, unchanged. Not used by `File`, `Coordinates`, `Region`, `Rows` and `Checkboxes`.
    pub value: String,
    /// What is wrong and what to do.
    pub error: Option<String>,
    /// Whether it must be answered. Optional ones say so; there are no asterisks.
    pub required: bool,
    /// The `autocomplete` token (WCAG 1.3.5), such as `name` or `email`; empty for none.
    pub autocomplete: &'static str,
    /// Shown only while the field named here has one of these values, separated by `|`. Without script it is always shown.
    pub when: Option<(String, String)>,
    /// The same in words, for browsers without script; empty for none.
    pub only_if: String,
}

/// The kinds of control.
#[derive(Clone, Debug)]
pub enum Kind {
    /// One line; at most so many characters where `Some`.
    Text(Option<u32>),
    /// A number that is a name (NIK, NPWP, NIB, a code): at most so many digits.
    Digits(u32),
    /// Several lines; at most so many characters where `Some`, counted while typing.
    Paragraph(Option<u32>),
    /// A quantity, with its unit (may be empty).
    Number(String),
    /// Whole rupiah.
    Money,
    /// A day: earliest and latest as `YYYY-MM-DD`, empty for none.
    Date(String, String),
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A password; never filled in again.
    Password,
    /// Carried along unseen.
    Hidden,
    /// One of many (eight or more).
    Select(Vec<Choice>),
    /// One of few.
    Radio(Vec<Choice>),
    /// Any of several.
    Checkboxes(Vec<Choice>),
    /// A single box to tick; the label of the field is the question, this is the sentence beside the box.
    Tick(String),
    /// A file.
    File(Upload),
    /// Latitude and longitude: `<id>.lat`, `<id>.long`.
    Coordinates(Coordinates),
    /// A place in the official code list.
    Region(Region),
    /// A list of rows: `<id>.<row>.<column>`.
    Rows(Rows),
}

/// One thing that can be chosen.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// An explanation under it; empty for none.
    pub hint: String,
    /// Whether it is chosen now.
    pub chosen: bool,
}

impl Choice {
    /// A choice without explanation.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), ..Self::default() }
    }

    /// With an explanation under it.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }
}

/// One line of the error summary: where the control is and what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The id of the control, for a link `#…`.
    pub anchor: String,
    /// The same words as beside the field.
    pub text: String,
}

impl Field {
    /// A required, empty field.
    pub fn new(id: impl Into<String>, label: impl Into<String>, kind: Kind) -> Self {
        Self {
            id: id.into(),
            label: label.into(),
            hint: String::new(),
            kind,
            value: String::new(),
            error: None,
            required: true,
            autocomplete: "",
            when: None,
            only_if: String::new(),
        }
    }

    /// With a hint.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    /// With what was typed; marks the chosen one of a `Select` or `Radio`.
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        if let Kind::Select(choices) | Kind::Radio(choices) = &mut self.kind {
            for choice in choices {
                choice.chosen = choice.value == self.value;
            }
        }
        self
    }

    /// With the ticked ones of `Checkboxes`.
    pub fn values(mut self, values: &[String]) -> Self {
        if let Kind::Checkboxes(choices) = &mut self.kind {
            for choice in choices {
                choice.chosen = values.contains(&choice.value);
            }
        }
        self
    }

    /// With what is wrong, if anything.
    pub fn error(self, error: Option<String>) -> Self {
        Self { error, ..self }
    }

    /// May be left empty.
    pub fn optional(self) -> Self {
        Self { required: false, ..self }
    }

    /// With an `autocomplete` token.
    pub fn autocomplete(self, autocomplete: &'static str) -> Self {
        Self { autocomplete, ..self }
    }

    /// Shown only while `field` has one of `values` (separated by `|`).
    pub fn when(self, field: impl Into<String>, values: impl Into<String>) -> Self {
        Self { when: Some((field.into(), values.into())), ..self }
    }

    /// With the words that say when it is asked, where no script can show it at the right time.
    pub fn only_if(self, only_if: impl Into<String>) -> Self {
        Self { only_if: only_if.into(), ..self }
    }

    /// The field as HTML; in templates written `{{ m::field(f, p) }}`.
    pub fn html(&self, lang: Lang) -> FieldHtml<'_> {
        FieldHtml { f: self, lang }
    }

    /// The id of its first control.
    pub fn anchor(&self) -> String {
        format!("f-{}", self.id)
    }

    /// Whether the label is a `<legend>` over several controls.
    pub fn is_group(&self) -> bool {
        matches!(
            self.kind,
            Kind::Radio(_)
                | Kind::Checkboxes(_)
                | Kind::Tick(_)
                | Kind::Coordinates(_)
                | Kind::Region(_)
                | Kind::Rows(_)
        )
    }

    /// Whether a single box is ticked: an answer of "no" is an answer, but no tick.
    pub fn is_ticked(&self) -> bool {
        matches!(self.value.trim(), "yes" | "ya" | "true" | "1" | "on")
    }

    /// Ids of hint and error for `aria-describedby`.
    pub fn described_by(&self) -> String {
        let hint = (!self.hint.is_empty()).then(|| format!("h-{}", self.id));
        let error = self.error.is_some().then(|| format!("e-{}", self.id));
        hint.into_iter().chain(error).collect::<Vec<_>>().join(" ")
    }

    fn problems(&self, found: &mut Vec<Problem>) {
        if let Some(text) = &self.error {
            found.push(Problem { anchor: self.anchor(), text: text.clone() });
        }
        if let Kind::Rows(rows) = &self.kind {
            rows.rows.iter().flatten().for_each(|cell| cell.problems(found));
        }
    }
}

/// What is wrong in a form, in the order of its fields, for the error summary.
pub fn problems<'a>(fields: impl IntoIterator<Item = &'a Field>) -> Vec<Problem> {
    let mut found = Vec::new();
    for field in fields {
        field.problems(&mut found);
    }
    found
}

/// A field being drawn.
#[derive(Template)]
#[template(path = "base/field.html")]
pub struct FieldHtml<'a> {
    f: &'a Field,
    lang: Lang,
}

// its own template has escaped what was typed
impl askama::filters::HtmlSafe for FieldHtml<'_> {}

impl FieldHtml<'_> {
    fn tr(&self, key: &str) -> std::borrow::Cow<'static, str> {
        tr(self.lang, key)
    }

    fn tr1(&self, key: &str, name: &'static str, value: impl Into<Arg<'static>>) -> String {
        tr_with(self.lang, key, &[(name, value.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_escaped_and_kept() {
        let field = Field::new("name", "Nama", Kind::Text(Some(20)))
            .value("\"><script>alert(1)</script>")
            .error(Some("Isi nama.".into()));
        let html = field.html(Lang::Id).to_string();
        assert!(!html.contains("<script>"), "{html}");
        assert!(html.contains("&#60;script&#62;"), "{html}");
        assert!(html.contains("aria-invalid=\"true\"") && html.contains("aria-describedby=\"e-name\""), "{html}");
    }

    #[test]
    fn every_kind_has_a_labelled_control() {
        for field in super::super::styleguide::fields() {
            let html = field.html(Lang::En).to_string();
            if matches!(field.kind, Kind::Hidden) {
                continue;
            }
            let label = format!("for=\"{}\"", field.anchor());
            assert!(html.contains(&label) || field.is_group() && html.contains("<legend"), "{html}");
            assert!(html.contains(&format!("id=\"{}\"", field.anchor())), "no control to link to: {html}");
        }
    }

    #[test]
    fn a_box_that_was_answered_with_no_is_not_ticked() {
        let ticked = |value: &str| {
            let field = Field::new("asing", "WNA", Kind::Tick("Ya".into())).value(value);
            field.html(Lang::Id).to_string().contains(" checked")
        };
        assert_eq!(["yes", "ya", "no", "tidak", ""].map(ticked), [true, true, false, false, false]);
    }

    #[test]
    fn problems_of_rows_are_found() {
        let cell = Field::new("staff.0.name", "Nama", Kind::Text(None)).error(Some("Isi nama.".into()));
        let rows = Rows { columns: vec!["Nama".into()], rows: vec![vec![cell]], most: 3, word: "petugas".into() };
        let field = Field::new("staff", "Petugas", Kind::Rows(rows));
        assert_eq!(problems([&field]), [Problem { anchor: "f-staff.0.name".into(), text: "Isi nama.".into() }]);
    }
}
