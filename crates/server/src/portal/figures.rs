//! Whether the office keeps its promises: figures of the last ninety days, for everybody to see.
//!
//! They are sums over counts by day, asked for once a minute and not once a visitor. Small numbers say nothing and may
//! point to a person, so fewer than ten cases give no figure.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use casework::lang::Lang;
use jiff::{Timestamp, ToSpan as _};
use store::StoreError;

use super::shelf::{Book, Books};
use crate::cases::{self, Decided};
use crate::http::Visit;
use crate::ui::{Stat, Tone, tr, tr_with, words};

/// How many days back the figures look.
const DAYS: i32 = 90;
/// The fewest cases that make a figure.
const FEWEST: i64 = 10;
/// How long a figure is shown before it is asked for again, in seconds.
const FRESH: i64 = 60;
/// How many services the front page shows figures of.
const SHOWN: usize = 3;
/// On time in so many of a hundred cases is good; less is shown without praise.
const GOOD: i64 = 90;

/// When an office was asked last, and what it said.
type Answers = BTreeMap<String, (Timestamp, Arc<Vec<Decided>>)>;

/// The figures of every office, as they were a moment ago.
#[derive(Clone, Default)]
pub struct Figures(Arc<Mutex<Answers>>);

impl Figures {
    /// The cases that the visitor's office decided in the last ninety days.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn of(&self, visit: &Visit) -> Result<Arc<Vec<Decided>>, StoreError> {
        let (desk, now) = (&visit.desk, visit.app.now());
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&desk.id).cloned();
        if let Some((at, counted)) = known
            && (0..FRESH).contains(&(now.as_second() - at.as_second()))
        {
            return Ok(counted);
        }
        let today = desk.office().calendar.zone().day(now);
        let counted = Arc::new(cases::decided_since(desk, today.saturating_sub(DAYS.days())).await?);
        let answer = (now, counted.clone());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(desk.id.clone(), answer);
        Ok(counted)
    }
}

/// The figures of one service: how many on time, and the median against the promise.
pub fn of_service(counted: &[Decided], book: &Book, lang: Lang) -> Vec<Stat> {
    let own: Vec<&Decided> = counted.iter().filter(|decided| decided.service == book.sop.service.id.0).collect();
    let mut stats: Vec<Stat> = on_time(&own, lang).into_iter().collect();
    stats.extend(median_stat(&own, book, tr(lang, "portal-median").into_owned(), lang));
    stats
}

/// The figures of the front page: all services together, and the median of those with the most cases.
pub fn of_office(counted: &[Decided], books: &Books, lang: Lang) -> Vec<Stat> {
    let all: Vec<&Decided> = counted.iter().collect();
    let mut stats: Vec<Stat> = on_time(&all, lang).into_iter().collect();
    let mut services: Vec<(&Book, Vec<&Decided>)> = books
        .services
        .iter()
        .map(|book| (book, counted.iter().filter(|decided| decided.service == book.sop.service.id.0).collect()))
        .collect();
    services.sort_by_key(|(_, own)| std::cmp::Reverse(total(own)));
    let medians = services.into_iter().take(SHOWN).filter_map(|(book, own)| {
        let label = tr_with(lang, "portal-median-of", &[("service", book.card.title.as_str().into())]);
        median_stat(&own, book, label, lang)
    });
    stats.extend(medians);
    stats
}

fn total(decided: &[&Decided]) -> i64 {
    decided.iter().map(|decided| decided.finished).sum()
}

fn on_time(decided: &[&Decided], lang: Lang) -> Option<Stat> {
    let finished = total(decided);
    if finished < FEWEST {
        return None;
    }
    let on_time: i64 = decided.iter().map(|decided| decided.on_time).sum();
    // Rounded down: a hundred means every single one.
    let share = on_time * 100 / finished;
    let (count, kept) = (words::number(lang, finished), words::number(lang, on_time));
    let note =
        tr_with(lang, "portal-on-time-note", &[("kept", kept.as_str().into()), ("count", count.as_str().into())]);
    Some(Stat {
        figure: format!("{share}\u{a0}%"),
        label: tr(lang, "portal-on-time").into_owned(),
        note,
        tone: if share >= GOOD { Tone::Good } else { Tone::Plain },
    })
}

fn median_stat(decided: &[&Decided], book: &Book, label: String, lang: Lang) -> Option<Stat> {
    let finished = total(decided);
    let days = median(decided).filter(|_| finished >= FEWEST)?;
    let count = words::number(lang, finished);
    let args = [("promise", book.promise.as_str().into()), ("count", count.as_str().into())];
    Some(Stat {
        figure: tr_with(lang, "portal-days", &[("count", days.into())]),
        label,
        note: tr_with(lang, "portal-median-note", &args),
        tone: Tone::Plain,
    })
}

/// The working days within which half of the cases were decided; `decided` has the quickest first.
fn median(decided: &[&Decided]) -> Option<i64> {
    let half = (total(decided) + 1) / 2;
    let mut passed = 0;
    decided.iter().find_map(|decided| {
        passed += decided.finished;
        (passed >= half && half > 0).then_some(decided.days)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(days: i64, finished: i64, on_time: i64) -> Decided {
        Decided { service: "a".to_owned(), days, finished, on_time }
    }

    #[test]
    fn the_median_is_the_day_by_which_half_are_done() {
        let counted = [decided(1, 3, 3), decided(4, 4, 4), decided(9, 3, 0)];
        assert_eq!(median(&counted.iter().collect::<Vec<_>>()), Some(4));
        assert_eq!(median(&[&decided(2, 1, 1)]), Some(2));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn few_cases_give_no_figure_and_one_late_case_is_not_a_hundred() {
        assert!(on_time(&[&decided(1, 9, 9)], Lang::Id).is_none());
        let stat = on_time(&[&decided(1, 1000, 999)], Lang::Id).unwrap();
        assert_eq!(stat.figure, "99\u{a0}%");
        assert!(stat.note.contains("1.000"), "{}", stat.note);
    }
}
