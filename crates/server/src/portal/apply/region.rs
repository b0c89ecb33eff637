//! Choosing a place from the official list: by its name or level by level, without a script as well.
//!
//! A draft keeps one code for a place: that of the deepest level chosen so far. The lists are drawn from it, and a code
//! that does not go down far enough is a fault of the question.

use casework::form::Typed;
use casework::region::{Level, RegionCode, Regions};

use super::questions::Questions;
use crate::ui::{Choice, Region, RegionLevel};

/// How many places a search shows.
const FOUND: usize = 12;

/// The last part of a list's name.
fn part(level: Level) -> &'static str {
    match level {
        Level::Province => "province",
        Level::Regency => "regency",
        Level::District => "district",
        Level::Village => "village",
    }
}

/// The control for a place under a name.
pub fn control(
    questions: &Questions<'_>,
    name: &str,
    level: Level,
    within: Option<&str>,
    search: Option<&str>,
) -> Region {
    let regions = questions.regions;
    let within: Option<RegionCode> = within.and_then(|code| code.parse().ok());
    let chosen: Option<RegionCode> = questions.typed.one(name).parse().ok().filter(|code| regions.contains(*code));
    let list = |at: Level| {
        let choices = places(regions, at, chosen, within);
        let mark = |(code, place): (RegionCode, &str)| Choice {
            chosen: chosen.and_then(|chosen| chosen.at(at)) == Some(code),
            ..Choice::new(code.to_string(), place)
        };
        RegionLevel {
            name: part(at).to_owned(),
            label: at.text(questions.lang).to_owned(),
            choices: choices.into_iter().map(mark).collect(),
        }
    };
    let asked = Level::ALL.into_iter().filter(|at| *at <= level && within.is_none_or(|within| *at > within.level()));
    Region {
        search: search.unwrap_or_default().to_owned(),
        found: search.map(|words| found(regions, words, level, within, chosen)),
        levels: asked.map(list).collect(),
        chosen: chosen.filter(|code| code.level() == level).map(|code| regions.address(code)).unwrap_or_default(),
    }
}

/// What can be chosen at a level, given what is chosen above it.
fn places(
    regions: &Regions,
    level: Level,
    chosen: Option<RegionCode>,
    within: Option<RegionCode>,
) -> Vec<(RegionCode, &str)> {
    let Some(above) = Level::ALL.into_iter().rev().find(|above| *above < level) else {
        return regions.provinces().collect();
    };
    let parent = chosen.and_then(|chosen| chosen.at(above)).or(within.filter(|within| within.level() == above));
    parent.map(|parent| regions.children(parent).collect()).unwrap_or_default()
}

fn found(
    regions: &Regions,
    words: &str,
    level: Level,
    within: Option<RegionCode>,
    chosen: Option<RegionCode>,
) -> Vec<Choice> {
    let all = regions.search(words, within, FOUND * 8);
    // The name of a district finds its villages too, after those that are called so themselves.
    let above = Level::ALL.into_iter().rev().find(|above| *above < level);
    let inside = all.iter().filter(|code| Some(code.level()) == above).flat_map(|code| regions.children(*code));
    let mut codes: Vec<RegionCode> = all.iter().copied().filter(|code| code.level() == level).collect();
    codes.extend(inside.map(|(code, _)| code));
    let mut seen = std::collections::BTreeSet::new();
    codes.retain(|code| seen.insert(*code));
    let choice = |code: RegionCode| {
        let address = regions.address(code);
        let (place, rest) = address.split_once(", ").unwrap_or((&address, ""));
        Choice { chosen: chosen == Some(code), ..Choice::new(code.to_string(), place).hint(rest) }
    };
    codes.into_iter().take(FOUND).map(choice).collect()
}

/// Settles on one code from what a page sent for a place: a place that was found by its name, else what the lists say,
/// else what was chosen before. What the controls carried besides is taken out.
pub fn settle(sent: &mut Typed, before: &Typed, name: &str, regions: &Regions) {
    let old = before.one(name).to_owned();
    let mut from_lists: Option<RegionCode> = None;
    for level in Level::ALL {
        let Some(texts) = sent.0.remove(&format!("{name}.{}", part(level))) else { continue };
        let code: Option<RegionCode> =
            texts.last().and_then(|text| text.parse().ok()).filter(|code| regions.contains(*code));
        let fits = |code: &RegionCode| from_lists.is_none_or(|above| above.contains(*code));
        match code.filter(fits) {
            Some(code) => from_lists = Some(code),
            // A list that still shows places of what was chosen before says nothing any more.
            None => continue,
        }
    }
    sent.0.remove(&format!("{name}.search"));
    let found = sent.one(name).to_owned();
    if !found.is_empty() && found != old {
        sent.0.insert(name.to_owned(), vec![found]);
        return;
    }
    let old_code: Option<RegionCode> = old.parse().ok();
    let settled = match from_lists {
        Some(code) if old_code.is_none_or(|old| !code.contains(old)) => code.to_string(),
        Some(_) | None => old,
    };
    sent.0.insert(name.to_owned(), vec![settled]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn regions() -> std::sync::Arc<Regions> {
        crate::office_file::regions().unwrap()
    }

    fn sent(pairs: &[(&str, &str)]) -> Typed {
        Typed::from_pairs(pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())))
    }

    fn settled(pairs: &[(&str, &str)], before: &str) -> String {
        let mut sent = sent(pairs);
        settle(&mut sent, &Typed::from_pairs([("k".to_owned(), before.to_owned())]), "k", &regions());
        assert_eq!(sent.0.len(), 1, "{sent:?}");
        sent.one("k").to_owned()
    }

    #[test]
    fn a_place_that_was_found_goes_before_lists_and_before_what_was_chosen() {
        assert_eq!(
            settled(&[("k", "16.71.04.1006"), ("k", "16.71.09.1003"), ("k.district", "16.71.04")], "16.71.04.1006"),
            "16.71.09.1003"
        );
        assert_eq!(settled(&[("k", "16.71.04.1006"), ("k.search", "x")], "16.71.04.1006"), "16.71.04.1006");
    }

    #[test]
    fn the_name_of_a_district_finds_its_villages() {
        let names = |words: &str| -> Vec<String> {
            let within = "16.71".parse().ok();
            found(&regions(), words, Level::Village, within, None).into_iter().map(|one| one.label).collect()
        };
        let kemuning = names("kemuning");
        assert_eq!(kemuning[0], "Kelurahan Ario Kemuning");
        assert!(kemuning.contains(&"Kelurahan Talangaman".to_owned()), "{kemuning:?}");
        assert_eq!(kemuning.iter().filter(|name| *name == "Kelurahan Ario Kemuning").count(), 1);
        assert_eq!(names("Bukit Lama"), ["Kelurahan Bukitlama"]);
    }

    #[test]
    fn a_new_district_forgets_the_old_village() {
        let lists = [("k", "16.71.04.1006"), ("k.district", "16.71.09"), ("k.village", "16.71.04.1006")];
        assert_eq!(settled(&lists, "16.71.04.1006"), "16.71.09");
        assert_eq!(settled(&[("k.district", "16.71.09"), ("k.village", "16.71.09.1003")], "16.71.09"), "16.71.09.1003");
    }

    #[test]
    fn lists_that_say_the_same_as_before_change_nothing() {
        let lists = [("k", "16.71.04.1006"), ("k.district", "16.71.04"), ("k.village", "")];
        assert_eq!(settled(&lists, "16.71.04.1006"), "16.71.04.1006");
        assert_eq!(settled(&[("k", ""), ("k.district", "")], ""), "");
    }
}
