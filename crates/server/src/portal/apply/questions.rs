//! An SOP's questions as controls on a page, with what was typed and what is wrong with it.

use casework::form::{self, Answers, Fault, FieldKind, Section, Typed};
use casework::lang::Lang;
use casework::region::Regions;
use jiff::civil::Date;

use super::region;
use crate::ui::{Arg, Choice, Coordinates, Field, Kind, Rows, tr, tr_with};

/// From how many choices on a list is better than as many buttons: sooner in the narrow cell of a row.
fn many(name: &str) -> usize {
    if name.contains('.') { 4 } else { 8 }
}

/// Up to how many values of a number are tried out to say when a question is asked.
const NUMBERS: f64 = 30.0;

/// What controls are drawn from.
pub struct Questions<'a> {
    /// The language.
    pub lang: Lang,
    /// Today, for bounds of days.
    pub today: Date,
    /// The official list.
    pub regions: &'a Regions,
    /// What was typed.
    pub typed: &'a Typed,
    /// What is wrong; empty where it is not to be said yet.
    pub faults: &'a [Fault],
    /// What was answered rightly so far, for conditions.
    pub known: &'a Answers,
    /// The region that is being searched for, and by which words.
    pub search: Option<(&'a str, &'a str)>,
    /// Whether browsers may offer the person's own data.
    pub own_data: bool,
}

impl Questions<'_> {
    /// The controls of a page, in its order: every question that is asked or can become so by an answer on this page.
    pub fn of(&self, section: &Section) -> Vec<Field> {
        asked_here(section, self.known, self.today).map(|field| self.conditional(section, field)).collect()
    }

    /// A control, with when it is asked.
    fn conditional(&self, section: &Section, field: &form::Field) -> Field {
        let drawn = self.field(field, &field.id);
        let Some((other, values)) = self.asked_when(section, field) else { return drawn };
        let words: Vec<String> = values.iter().map(|(_, words)| words.clone()).collect();
        let args = [
            ("question", Arg::from(other.label.get(self.lang).to_owned())),
            ("answers", Arg::from(either(&words, self.lang))),
        ];
        let only_if = tr_with(self.lang, "portal-apply-only-if", &args);
        let values: Vec<&str> = values.iter().map(|(value, _)| value.as_str()).collect();
        let drawn = drawn.only_if(only_if);
        // A fault must be seen, whatever a script thinks of the other answer.
        if drawn.error.is_some() { drawn } else { drawn.when(other.id.clone(), values.join("|")) }
    }

    /// The one other question on the page that decides whether a question is asked, and the answers (as sent, and in
    /// words) with which it is. Found by trying each answer, so that it holds for whatever the condition is.
    fn asked_when<'s>(
        &self,
        section: &'s Section,
        field: &form::Field,
    ) -> Option<(&'s form::Field, Vec<(String, String)>)> {
        let when = field.when.as_ref()?;
        let mut others = section.fields.iter().filter(|other| when.references().contains(&other.id));
        let other = others.next().filter(|_| others.next().is_none())?;
        let holds = |answer: serde_json::Value| {
            let mut known = self.known.clone();
            known.0.insert(other.id.clone(), answer);
            form::is_asked(Some(when), &known, self.today)
        };
        let values = match &other.kind {
            FieldKind::Choice { choices } => choices
                .iter()
                .filter(|choice| holds(choice.value.as_str().into()))
                .map(|choice| (choice.value.clone(), format!("“{}”", choice.label.get(self.lang))))
                .collect(),
            FieldKind::Yes if holds(true.into()) => {
                vec![("yes".to_owned(), tr(self.lang, "portal-apply-yes-true").into_owned())]
            }
            FieldKind::Number { min: Some(min), max: Some(max), decimals: 0, .. } if max - min <= NUMBERS => {
                (*min as i64..=*max as i64)
                    .filter(|number| holds((*number).into()))
                    .map(|number| (number.to_string(), number.to_string()))
                    .collect()
            }
            FieldKind::Yes
            | FieldKind::Number { .. }
            | FieldKind::Text { .. }
            | FieldKind::Paragraph { .. }
            | FieldKind::Money { .. }
            | FieldKind::Date { .. }
            | FieldKind::Choices { .. }
            | FieldKind::Nik
            | FieldKind::Npwp
            | FieldKind::Nib
            | FieldKind::Phone
            | FieldKind::Email
            | FieldKind::Region { .. }
            | FieldKind::Place { .. }
            | FieldKind::Rows { .. } => Vec::new(),
        };
        (!values.is_empty()).then_some((other, values))
    }

    /// A control under a name: the question's own, or that of a cell.
    pub fn field(&self, field: &form::Field, name: &str) -> Field {
        let typed = self.typed.0.get(name).and_then(|texts| texts.last()).map_or("", String::as_str);
        let hint = field.hint.as_ref().map_or("", |hint| hint.get(self.lang));
        let drawn = Field::new(name, field.label.get(self.lang), self.kind(field, name, typed))
            .hint(hint)
            .value(typed)
            .values(self.typed.all(name))
            .error(self.fault(name))
            .autocomplete(self.autocomplete(field));
        if field.optional { drawn.optional() } else { drawn }
    }

    fn kind(&self, field: &form::Field, name: &str, typed: &str) -> Kind {
        let day = |bound: &Option<String>| {
            bound
                .as_deref()
                .and_then(|text| form::bound(text, self.today))
                .map_or_else(String::new, |day| day.to_string())
        };
        match &field.kind {
            FieldKind::Text { max } => Kind::Text(Some(max.unwrap_or(form::LINE))),
            FieldKind::Paragraph { max } => Kind::Paragraph(Some(max.unwrap_or(form::PARAGRAPH))),
            FieldKind::Number { unit, .. } => Kind::Number(unit.clone().unwrap_or_default()),
            FieldKind::Money { .. } => Kind::Money,
            // A browser shows nothing in a control for days that holds no day: what was typed is then shown as text.
            FieldKind::Date { .. } if !typed.is_empty() && typed.parse::<Date>().is_err() => Kind::Text(None),
            FieldKind::Date { earliest, latest } => Kind::Date(day(earliest), day(latest)),
            FieldKind::Yes => Kind::Tick(tr(self.lang, "portal-apply-yes").into_owned()),
            FieldKind::Choice { choices } if choices.len() >= many(name) => Kind::Select(self.choices(choices)),
            FieldKind::Choice { choices } => Kind::Radio(self.choices(choices)),
            FieldKind::Choices { choices } => Kind::Checkboxes(self.choices(choices)),
            FieldKind::Nik | FieldKind::Npwp => Kind::Digits(16),
            FieldKind::Nib => Kind::Digits(13),
            FieldKind::Phone => Kind::Phone,
            FieldKind::Email => Kind::Email,
            FieldKind::Region { level, within } => {
                let search = self.search.filter(|(of, _)| *of == name).map(|(_, words)| words);
                Kind::Region(region::control(self, name, *level, within.as_deref(), search))
            }
            FieldKind::Place { .. } => {
                let part = |part: &str| {
                    self.typed
                        .0
                        .get(&format!("{name}.{part}"))
                        .and_then(|texts| texts.last())
                        .cloned()
                        .unwrap_or_default()
                };
                Kind::Coordinates(Coordinates { lat: part("lat"), long: part("long") })
            }
            FieldKind::Rows { columns, min, max } => Kind::Rows(self.rows(field, columns, (*min, *max))),
        }
    }

    fn choices(&self, choices: &[form::Choice]) -> Vec<Choice> {
        choices.iter().map(|choice| Choice::new(&choice.value, choice.label.get(self.lang))).collect()
    }

    /// The rows that were typed, and as many empty ones as must be filled in at least.
    fn rows(&self, field: &form::Field, columns: &[form::Field], (min, max): (u16, u16)) -> Rows {
        let fewest = if field.optional { usize::from(min) } else { usize::from(min.max(1)) };
        let count = self.typed.rows(&field.id).max(fewest);
        let row = |at: usize| {
            columns.iter().map(|column| self.field(column, &format!("{}.{at}.{}", field.id, column.id))).collect()
        };
        Rows {
            columns: columns.iter().map(|column| column.label.get(self.lang).to_owned()).collect(),
            rows: (0..count).map(row).collect(),
            most: usize::from(max),
            word: tr(self.lang, "portal-apply-row").into_owned(),
        }
    }

    fn fault(&self, name: &str) -> Option<String> {
        self.faults.iter().find(|fault| fault.field == name).map(|fault| fault.message.get(self.lang).to_owned())
    }

    fn autocomplete(&self, field: &form::Field) -> &'static str {
        match &field.kind {
            FieldKind::Text { .. } if self.own_data && field.id == "nama" => "name",
            FieldKind::Phone if self.own_data => "tel",
            FieldKind::Email if self.own_data => "email",
            FieldKind::Phone | FieldKind::Email if !self.own_data => "off",
            FieldKind::Phone
            | FieldKind::Email
            | FieldKind::Text { .. }
            | FieldKind::Paragraph { .. }
            | FieldKind::Number { .. }
            | FieldKind::Money { .. }
            | FieldKind::Date { .. }
            | FieldKind::Yes
            | FieldKind::Choice { .. }
            | FieldKind::Choices { .. }
            | FieldKind::Nik
            | FieldKind::Npwp
            | FieldKind::Nib
            | FieldKind::Region { .. }
            | FieldKind::Place { .. }
            | FieldKind::Rows { .. } => "",
        }
    }
}

/// The questions of a page that are asked, or that an answer on the same page can bring up.
pub fn asked_here<'s>(
    section: &'s Section,
    known: &Answers,
    today: Date,
) -> impl Iterator<Item = &'s form::Field> + use<'s> {
    let known = known.clone();
    section.fields.iter().filter(move |field| {
        field.when.as_ref().is_none_or(|when| {
            let here = section.fields.iter().any(|other| when.references().contains(&other.id));
            here || form::is_asked(Some(when), &known, today)
        })
    })
}

/// "a", "a atau b", "a, b, atau c".
fn either(words: &[String], lang: Lang) -> String {
    let or = lang.pick("atau", "or");
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [one, other] => format!("{one} {or} {other}"),
        [before @ .., last] => format!("{}, {or} {last}", before.join(", ")),
    }
}
