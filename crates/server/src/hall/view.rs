//! The hall as it is shown: its groups, its counters, the calls.

use casework::hall::{Hall, State, Ticket, spoken};
use casework::lang::Lang;
use jiff::Timestamp;

use super::words;
use crate::ui::Tag;

/// A group of services.
pub struct GroupView {
    /// Its letter.
    pub letter: String,
    /// What it is for.
    pub name: String,
    /// How many wait for it.
    pub waiting: usize,
    /// How many more can be served today.
    pub places: u32,
    /// How long somebody would wait who came now.
    pub estimate: String,
    /// Where that comes from; empty while it is not known.
    pub source: String,
}

/// The groups, in the order of the rules.
pub fn groups(hall: &Hall<'_>, lang: Lang) -> Vec<GroupView> {
    let view = |group: &casework::hall::Group| {
        let expected = hall.expect_new(group.letter, false);
        let places =
            if hall.is_giving().is_ok() && hall.is_staffed(group.letter) { hall.places(group.letter) } else { 0 };
        GroupView {
            letter: group.letter.to_string(),
            name: group.name.get(lang).to_owned(),
            waiting: expected.ahead,
            places,
            estimate: words::estimate(hall, &expected, lang),
            source: expected.at.map(|_| words::source(expected.measured, lang)).unwrap_or_default(),
        }
    };
    hall.rules.groups.iter().map(view).collect()
}

/// A counter.
pub struct CounterView {
    /// Its short name.
    pub id: String,
    /// What stands above it.
    pub name: String,
    /// The letters that it serves, as in "A, B".
    pub groups: String,
    /// The number that it is busy with; empty for none.
    pub number: String,
    /// How it stands.
    pub tag: Tag,
    /// Whether people are to know that nobody is there.
    pub away: bool,
    /// Who works at it; empty for nobody.
    pub officer: String,
}

/// The counters, in the order of the rules.
pub fn counters(hall: &Hall<'_>, lang: Lang) -> Vec<CounterView> {
    let view = |counter: &casework::hall::CounterRules| {
        let presence = hall.presence(counter);
        let (word, tone) = words::presence(hall, presence, lang);
        let current = hall.day.at(&counter.id);
        let letters: Vec<String> = counter.groups.iter().map(ToString::to_string).collect();
        CounterView {
            id: counter.id.clone(),
            name: counter.name.get(lang).to_owned(),
            groups: letters.join(", "),
            number: current.map_or_else(String::new, |ticket| ticket.number.to_string()),
            tag: Tag::new(word, tone),
            away: presence != casework::hall::Presence::Open,
            officer: hall.day.counters.get(&counter.id).map_or_else(String::new, |kept| kept.officer.1.clone()),
        }
    };
    hall.rules.counters.iter().map(view).collect()
}

/// A call, as the screen shows and speaks it.
pub struct CallView {
    /// The number.
    pub number: String,
    /// The counter's name.
    pub counter: String,
    /// Names the call: a number that is called again is another call.
    pub key: String,
    /// What the voice says.
    pub say: String,
    /// Whether the person has not come yet.
    pub calling: bool,
}

/// The newest calls first, so many at most.
pub fn calls(hall: &Hall<'_>, most: usize, lang: Lang) -> Vec<CallView> {
    let mut called: Vec<(Timestamp, &Ticket)> =
        hall.day.tickets.values().filter_map(|ticket| Some((ticket.called?, ticket))).collect();
    called.sort_unstable_by_key(|(at, ticket)| (std::cmp::Reverse(*at), ticket.number));
    let view = |(at, ticket): (Timestamp, &Ticket)| {
        let counter = hall.rules.counter(ticket.counter.as_deref()?)?;
        Some(CallView {
            number: ticket.number.to_string(),
            counter: counter.name.get(lang).to_owned(),
            key: format!("{}-{}", ticket.number, at.as_millisecond()),
            say: spoken(ticket.number, counter.name.get(Lang::Id)),
            calling: ticket.state == State::Called,
        })
    };
    called.into_iter().filter_map(view).take(most).collect()
}
