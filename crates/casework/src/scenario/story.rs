//! A scenario as it was read: what is given, who does what, and what must follow.

use jiff::civil::{Date, Time};

use crate::sop::EndResult;

/// One scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Its name.
    pub name: String,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// The sample that it starts from.
    pub sample: String,
    /// Answers that differ from the sample's.
    pub changes: Vec<Assignment>,
    /// Documents that are left out.
    pub without: Vec<Name>,
    /// Documents that are brought besides.
    pub also: Vec<Name>,
    /// The story.
    pub lines: Vec<Line>,
}

/// A name as it was written, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Its line, from 1.
    pub line: usize,
    /// Its column, from 1.
    pub column: usize,
}

/// `name = value`.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// What gets the value.
    pub name: Name,
    /// The value.
    pub value: Written,
}

/// A value as it was written; what it is depends on the field that it is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Written {
    /// A bare word or number.
    Bare(String),
    /// A text in quotes.
    Text(String),
    /// A list or a table, as in TOML.
    Structured(serde_json::Value),
}

/// One line of the story.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its line in the file, from 1.
    pub line: usize,
    /// When.
    pub when: When,
    /// What happens.
    pub deed: Deed,
    /// What must follow.
    pub expected: Vec<Expectation>,
}

/// When a line happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// At the moment of the line before.
    Same,
    /// On this day, at this time or at the usual one.
    On(Date, Option<Time>),
}

/// Who does something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// The applicant.
    Applicant,
    /// An officer with a role; the name where one is given.
    Officer {
        /// The role.
        role: String,
        /// The person.
        name: Option<String>,
    },
}

/// What happens in a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// The office comes to know something.
    Facts(Vec<Assignment>),
    /// Nothing but time.
    TimePasses,
    /// Somebody files the application.
    Submit(Who),
    /// An officer completes a step.
    Choose(Who, Box<Choice>),
    /// The applicant answers what was returned: a name alone is a document.
    Correct(Who, Vec<(Name, Option<Written>)>),
    /// The applicant adds documents that nobody asked for.
    Add(Who, Vec<Name>),
    /// Somebody takes up a case again that silence has closed, for a reason.
    Reopen(Who, String),
    /// The applicant gives up.
    Withdraw(Who, String),
    /// An officer takes a step.
    Claim(Who, Name),
    /// An officer gives a step back.
    Release(Who, Name),
    /// The holder hands in what a duty asks for.
    Fulfil(Who, Name),
    /// The open bill is paid: so much, or what it says. By the applicant through a gateway, or at an officer's desk.
    Pay(Who, Option<i64>),
    /// An officer does without the open bill, for a reason.
    Waive(Who, String),
}

/// An outcome that an officer chooses, and what goes with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The outcome.
    pub outcome: Name,
    /// The step, where it is named.
    pub step: Option<Name>,
    /// What the officer fills in.
    pub findings: Vec<Assignment>,
    /// Documents marked as not in order.
    pub faulty: Vec<Name>,
    /// The reason.
    pub reason: Option<String>,
    /// What is returned, each with the reason.
    pub objections: Vec<Returned>,
}

/// Something that is returned to the applicant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// The field or document; a document of another kind by its name in quotes.
    pub item: Name,
    /// A reason of the SOP's library.
    pub code: Option<String>,
    /// Why, in words.
    pub reason: String,
}

/// Something that must follow, with its column.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    /// What.
    pub what: Expected,
    /// Its column, from 1.
    pub column: usize,
}

/// The things that can be expected.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    /// A step is open.
    Step(String),
    /// The step named before is due on this day.
    Due(Date),
    /// A branch waits at this join.
    Waiting(String),
    /// The clock runs for this holder.
    HeldBy(String),
    /// The promised last day.
    Promise(Date),
    /// The case has ended here.
    Ends(String),
    /// What the end means.
    Result(EndResult),
    /// A letter was issued.
    Letter(String),
    /// Its number.
    Number(String),
    /// The licence's last day.
    ValidUntil(Date),
    /// The fee, in rupiah.
    Fee(i64),
    /// A bill is open over this amount; 0 is none.
    Bill(i64),
    /// So much is listed for refund.
    Refund(i64),
    /// A duty is open, with its last day.
    Duty(String, Date),
    /// A reminder for a step went out.
    Reminded(String),
    /// Lateness was reported to a role.
    Escalated(String),
    /// The system says no, for this reason.
    Refused(Why),
}

/// Why the system says no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A rule, an answer or a document is named.
    About(String),
    /// It is not this person's to do.
    Authority,
    /// Somebody else was faster, or holds it.
    Stale,
    /// Not in this state of the case.
    State,
    /// There is no such thing.
    NotFound,
    /// Incomplete or wrong input.
    Incomplete,
    /// The message contains this.
    Says(String),
}
