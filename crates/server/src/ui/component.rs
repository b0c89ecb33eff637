//! The pieces that pages are put together from, as values. `base/macros.html` draws them.

/// The tone of a tag or notice. Each has its own shape beside its colour, and the word says it all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad.
    #[default]
    Plain,
    /// Under way.
    Active,
    /// Done, granted, in time.
    Good,
    /// Waits for somebody, or nearly late.
    Warn,
    /// Refused, late, wrong.
    Bad,
}

impl Tone {
    /// The end of the CSS class.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Active => "active",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }

    /// The icon that goes with it, an id of the `icon` macro.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Plain => "dot",
            Self::Active => "play",
            Self::Good => "check",
            Self::Warn => "clock",
            Self::Bad => "cross",
        }
    }
}

/// A status in words and shape.
#[derive(Clone, Debug, Default)]
pub struct Tag {
    /// The word.
    pub word: String,
    /// Colour and shape.
    pub tone: Tone,
}

impl Tag {
    /// A tag.
    pub fn new(word: impl Into<String>, tone: Tone) -> Self {
        Self { word: word.into(), tone }
    }
}

/// A link with its words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// What is read.
    pub label: String,
    /// Where it leads.
    pub href: String,
}

impl Link {
    /// A link.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}

/// An entry of the main navigation.
#[derive(Clone, Debug, Default)]
pub struct NavItem {
    /// Words and address.
    pub link: Link,
    /// How much waits there; none is shown for `None`.
    pub count: Option<u64>,
}

impl NavItem {
    /// An entry without a count.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { link: Link::new(label, href), count: None }
    }

    /// With how much waits there.
    pub fn count(self, count: u64) -> Self {
        Self { count: Some(count), ..self }
    }
}

/// A message over the page's content.
#[derive(Clone, Debug, Default)]
pub struct Notice {
    /// Its tone.
    pub tone: Tone,
    /// What happened, in one sentence.
    pub title: String,
    /// What follows from it; empty for none. Line breaks are kept.
    pub text: String,
    /// What can be done.
    pub action: Option<Link>,
}

impl Notice {
    /// A notice of one sentence.
    pub fn new(tone: Tone, title: impl Into<String>) -> Self {
        Self { tone, title: title.into(), ..Self::default() }
    }

    /// With more words.
    pub fn text(self, text: impl Into<String>) -> Self {
        Self { text: text.into(), ..self }
    }

    /// With something to do.
    pub fn action(self, label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { action: Some(Link::new(label, href)), ..self }
    }
}

/// A row of a summary list ("check your answers").
#[derive(Clone, Debug, Default)]
pub struct SummaryRow {
    /// The question.
    pub term: String,
    /// The answer; line breaks are kept. An empty one is shown as "not answered".
    pub value: String,
    /// The file behind the answer.
    pub href: Option<String>,
    /// "Ubah".
    pub change: Option<String>,
}

impl SummaryRow {
    /// A row that cannot be changed here.
    pub fn new(term: impl Into<String>, value: impl Into<String>) -> Self {
        Self { term: term.into(), value: value.into(), ..Self::default() }
    }

    /// With the page where it is changed.
    pub fn change(self, href: impl Into<String>) -> Self {
        Self { change: Some(href.into()), ..self }
    }

    /// With a link on the answer.
    pub fn href(self, href: impl Into<String>) -> Self {
        Self { href: Some(href.into()), ..self }
    }
}

/// An entry of a task list.
#[derive(Clone, Debug, Default)]
pub struct TaskItem {
    /// What is to be done.
    pub title: String,
    /// A hint under it; empty for none.
    pub hint: String,
    /// Where; `None` when it cannot be started yet.
    pub href: Option<String>,
    /// How far it is.
    pub tag: Tag,
}

/// How an entry of a timeline stands to now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Over.
    #[default]
    Done,
    /// Where it is now.
    Now,
    /// Still to come.
    Ahead,
}

impl Stage {
    /// The end of the CSS class.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Now => "now",
            Self::Ahead => "ahead",
        }
    }
}

/// An entry of a case's timeline.
#[derive(Clone, Debug, Default)]
pub struct TimelineEntry {
    /// What happened or will.
    pub title: String,
    /// When, in words; empty when that is not known.
    pub when: String,
    /// The same for machines (`datetime`); empty for none.
    pub machine_time: String,
    /// Who holds it.
    pub who: String,
    /// More words; line breaks are kept.
    pub text: String,
    /// Over, now, or ahead.
    pub stage: Stage,
}

/// A figure with its meaning.
#[derive(Clone, Debug, Default)]
pub struct Stat {
    /// The figure, formatted.
    pub figure: String,
    /// What it counts.
    pub label: String,
    /// Of what, since when; empty for none.
    pub note: String,
    /// Its tone.
    pub tone: Tone,
}

/// A service on the front page and in the catalogue.
#[derive(Clone, Debug, Default)]
pub struct ServiceCard {
    /// The service's name.
    pub title: String,
    /// Its page.
    pub href: String,
    /// For whom, in one sentence.
    pub text: String,
    /// The promise, as in "14 hari kerja".
    pub time: String,
    /// The tariff, as in "Gratis".
    pub fee: String,
    /// A word that groups it, as in "Kesehatan"; empty for none.
    pub group: String,
}

/// Pages of a long list.
#[derive(Clone, Debug, Default)]
pub struct Pager {
    /// Where the page before is.
    pub previous: Option<String>,
    /// Where the next is.
    pub next: Option<String>,
    /// Which of how many, in words.
    pub words: String,
}

/// A tab: a link that leads to the same page with another part open.
#[derive(Clone, Debug, Default)]
pub struct Tab {
    /// Words and address.
    pub link: Link,
    /// Whether this one is open.
    pub open: bool,
    /// How much is in it.
    pub count: Option<u64>,
}
