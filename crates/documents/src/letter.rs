//! What a letter's template is told: the data contract, in plain texts. `docs/sop/letters.md` describes it for authors.
//!
//! Every text arrives as it is to be printed, in Indonesian; the templates format nothing but the layout. A text that does
//! not apply is empty, a list that has nothing is empty; no key is ever missing.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};

/// Everything that the template of a letter is told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LetterData {
    /// Who issues it: the letterhead.
    pub office: Office,
    /// The letter itself.
    pub letter: Letter,
    /// The service that it belongs to.
    pub service: Service,
    /// The application that it answers.
    pub case: Case,
    /// To whom it is addressed.
    pub holder: Holder,
    /// What the applicant answered: `answers`, `answer`, `raw`, `rows`.
    #[serde(flatten)]
    pub answers: Answers,
    /// What officers found, by the id of the step; the last visit of a step counts.
    pub findings: BTreeMap<String, Findings>,
    /// Who signs it.
    pub signer: Signer,
    /// Why it was refused; empty in a letter that grants.
    pub reasons: Vec<String>,
    /// What stays open for the holder after it.
    pub duties: Vec<Duty>,
    /// The pictures among the documents that were handed in, by id of the requirement: the name of the file in the
    /// [`Assets`](crate::Assets), as in `/pas_foto.jpg`. See [`photo`](crate::photo).
    pub pictures: BTreeMap<String, String>,
}

/// Who issues a letter: its letterhead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Office {
    /// The government, as in "Pemerintah Kota Palembang".
    pub government: String,
    /// The agency, as in "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu".
    pub agency: String,
    /// The postal address, in one line.
    pub address: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// The address of its pages, without `https://`.
    pub web: String,
    /// Where letters are dated.
    pub place: String,
    /// The accent colour, `#rrggbb`, dark enough for text.
    pub accent: String,
    /// Whether there is a `/crest.svg`.
    pub crest: bool,
}

/// The letter itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// Its id in the SOP.
    pub id: String,
    /// `licence`, `rejection`, `recommendation` or `assignment`.
    pub kind: String,
    /// Its title on paper.
    pub title: String,
    /// Its number.
    pub number: String,
    /// The day of issue.
    pub date: Day,
    /// The last day of validity; empty where it has no term.
    pub until: Day,
    /// The code of its verification page, as people type it.
    pub code: String,
    /// The address of its verification page; `/qr.svg` holds the same.
    pub verify_url: String,
    /// What the holder must observe, or in a refusal what can be done now.
    pub conditions: Vec<String>,
    /// Who gets a copy (tembusan).
    pub copies: Vec<String>,
}

/// A day, twice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Day {
    /// `YYYY-MM-DD`, for comparing.
    pub iso: String,
    /// As it is written in a letter, as in "9 Januari 2026".
    pub text: String,
}

/// The service that a letter belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Service {
    /// Its id: the name of its folder.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it yields.
    pub product: String,
    /// The law that it stands on, in the order of the SOP.
    pub legal_basis: Vec<Basis>,
    /// The SOP by which it was done: its official number.
    pub sop: String,
}

/// One law or regulation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Basis {
    /// Its id in the SOP, so that a template can point to one.
    pub id: String,
    /// Its full title.
    pub title: String,
    /// The articles that matter; may be empty.
    pub article: String,
}

/// The application that a letter answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Case {
    /// Its registration number.
    pub number: String,
    /// The day on which it was filed.
    pub submitted: Day,
}

/// To whom a letter is addressed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Holder {
    /// The name: of the person, or of the body where the application is in the name of one.
    pub name: String,
    /// The postal address; may be empty.
    pub address: String,
}

/// Answers in the order of the form. In the data they are four keys side by side: `answers` (the list), and by id of the
/// question `answer` (the text), `raw` (the stored value) and `rows` (the table of a list).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers(pub Vec<Answer>);

/// One answered question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The id of the question.
    pub id: String,
    /// The question.
    pub label: String,
    /// The answer as it is printed; personal numbers masked. Empty for a list of rows.
    pub value: String,
    /// The answer as it is stored, for conditions: a choice's `value`, a day as `YYYY-MM-DD`, `true` or `false`, digits.
    /// Never a personal number.
    pub raw: String,
    /// For a list of rows: the headings of its columns.
    pub head: Vec<String>,
    /// For a list of rows: the rows, each with as many cells as there are headings.
    pub rows: Vec<Vec<String>>,
}

impl Serialize for Answers {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let by_id = |part: fn(&Answer) -> &str| {
            self.0.iter().map(|answer| (answer.id.as_str(), part(answer))).collect::<BTreeMap<_, _>>()
        };
        let listed = self.0.iter().filter(|answer| !answer.head.is_empty());
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("answers", &self.0)?;
        map.serialize_entry("answer", &by_id(|answer| &answer.value))?;
        map.serialize_entry("raw", &by_id(|answer| &answer.raw))?;
        map.serialize_entry("rows", &listed.map(|answer| (&answer.id, &answer.rows)).collect::<BTreeMap<_, _>>())?;
        map.end()
    }
}

/// What officers found in one step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Findings {
    /// The step's name.
    pub step: String,
    /// The agency or role that did it.
    pub by: String,
    /// The day on which it was done.
    pub date: Day,
    /// How it turned out: the id of the outcome.
    pub outcome: String,
    /// The officer's reason or remark; may be empty.
    pub reason: String,
    /// What was filled in: `answers`, `answer`, `raw`, `rows`, as for the applicant.
    #[serde(flatten)]
    pub answers: Answers,
}

/// Who signs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Signer {
    /// The position.
    pub position: String,
    /// The name with titles.
    pub name: String,
    /// The rank (pangkat, golongan); may be empty.
    pub rank: String,
    /// The civil servant's number, 18 digits; may be empty.
    pub nip: String,
}

/// What stays open for the holder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Duty {
    /// What has to be done.
    pub name: String,
    /// Until when.
    pub due: Day,
    /// What happens otherwise.
    pub otherwise: String,
}
