//! What the applicant has changed since filing: asked for or not, the old beside the new.

use std::collections::BTreeMap;

use casework::case::{Event, FileRef, Item, Objection, Recorded};
use casework::form::{Answers, shown};
use casework::region::Regions;
use casework::sop::RequirementId;
use serde_json::Value as Json;

use super::Eyes;
use super::papers::{href, named, paper_name};
use crate::ui::{Link, Tag, Tone, encode, tr};

/// Something that the applicant changed or brought later.
pub struct Change {
    /// The question or document.
    pub what: String,
    /// As it was, and as it became; for a file its name. The first is empty where there was nothing before.
    pub sides: [Link; 2],
    /// Asked for, or not.
    pub how: Tag,
    /// Why it was asked for; empty where it was not.
    pub why: String,
    /// When.
    pub when: String,
    /// Where the two versions of a file are shown side by side.
    pub compare: Option<String>,
}

/// How something came: as an answer to what was returned, or unasked.
pub fn how(eyes: Eyes<'_>, asked: bool) -> Tag {
    if asked {
        Tag::new(tr(eyes.lang, "cases-came-answered"), Tone::Active)
    } else {
        Tag::new(tr(eyes.lang, "cases-came-unasked"), Tone::Warn)
    }
}

/// Which documents came after the filing, and whether they had been asked for, by the last time each came.
pub fn came(eyes: Eyes<'_>) -> BTreeMap<RequirementId, bool> {
    let mut came = BTreeMap::new();
    for recorded in &eyes.opened.events {
        if let Some(Sent { files, asked, .. }) = sent(&recorded.event) {
            came.extend(files.keys().map(|id| (id.clone(), asked)));
        }
    }
    came
}

/// What an applicant sent with an event.
struct Sent<'a> {
    answers: Option<&'a Answers>,
    files: &'a BTreeMap<RequirementId, FileRef>,
    asked: bool,
}

fn sent(event: &Event) -> Option<Sent<'_>> {
    if let Event::Corrected { answers, files, .. } = event {
        return Some(Sent { answers: Some(answers), files, asked: true });
    }
    let Event::Added { files, .. } = event else { return None };
    Some(Sent { answers: None, files, asked: false })
}

/// The case as it was before an event: what the walk through the history carries along.
#[derive(Default)]
struct Before<'a> {
    answers: BTreeMap<&'a str, &'a Json>,
    files: BTreeMap<&'a RequirementId, &'a FileRef>,
    asked: &'a [Objection],
}

/// What the applicant changed, oldest first, the old beside the new.
pub fn changes(eyes: Eyes<'_>, regions: &Regions) -> Vec<Change> {
    let mut before = Before::default();
    let mut changes = Vec::new();
    for recorded in &eyes.opened.events {
        if let Event::Submitted { answers, files, .. } = &recorded.event {
            before.answers.extend(answers.0.iter().map(|(id, value)| (id.as_str(), value)));
            before.files.extend(files);
        } else if let Event::StepEntered { objections, .. } = &recorded.event
            && !objections.is_empty()
        {
            before.asked = objections;
        } else if let Some(sent) = sent(&recorded.event) {
            let view = Later { eyes, regions, before: &before, recorded, asked: sent.asked };
            let answers = sent.answers.into_iter().flat_map(|answers| &answers.0);
            changes.extend(answers.clone().filter_map(|(id, value)| view.answer(id, value)));
            changes.extend(sent.files.iter().map(|(id, file)| view.file(id, file)));
            before.answers.extend(answers.map(|(id, value)| (id.as_str(), value)));
            before.files.extend(sent.files);
        }
    }
    changes
}

/// What came with one event, held against what was there before it.
struct Later<'a> {
    eyes: Eyes<'a>,
    regions: &'a Regions,
    before: &'a Before<'a>,
    recorded: &'a Recorded,
    asked: bool,
}

impl Later<'_> {
    fn answer(&self, id: &str, new: &Json) -> Option<Change> {
        let field = self.eyes.opened.sop.field(id)?;
        let words = |value: &Json| Link::new(shown(field, value, self.eyes.lang, self.regions), "");
        let old = self.before.answers.get(id).map(|old| words(old)).unwrap_or_default();
        let what = field.label.get(self.eyes.lang).to_owned();
        Some(self.change(what, [old, words(new)], id, None))
    }

    fn file(&self, id: &RequirementId, new: &FileRef) -> Change {
        let case = self.eyes.opened.id;
        let link = |file: &FileRef| Link::new(named(self.eyes, file), href(case, &file.sha256));
        let old = self.before.files.get(id);
        let compare = old.map(|old| {
            format!("/meja/berkas/{}/banding?lama={}&baru={}", case.0, encode(&old.sha256), encode(&new.sha256))
        });
        let sides = [old.map(|old| link(old)).unwrap_or_default(), link(new)];
        self.change(paper_name(self.eyes, id), sides, &id.0, compare)
    }

    fn change(&self, what: String, sides: [Link; 2], key: &str, compare: Option<String>) -> Change {
        let reason = self.before.asked.iter().filter(|_| self.asked).find(|objection| objection.item.key() == key);
        Change {
            what,
            sides,
            how: how(self.eyes, self.asked),
            why: reason.map_or_else(String::new, |reason| reason.why(&self.eyes.opened.sop, self.eyes.lang)),
            when: self.eyes.moment(self.recorded.at),
            compare,
        }
    }
}

/// What is new since the officer's step began: what the applicant has answered, and what came unasked.
pub struct News {
    /// Answered or added.
    pub tag: Tag,
    /// What came, in words.
    pub what: String,
}

/// What an officer should look at first: the answers that brought a step back, and what came unasked while it was open.
pub fn news(eyes: Eyes<'_>) -> Vec<News> {
    let case = &eyes.opened.case;
    let officers = |open: &&casework::case::OpenStep| open.objections.is_empty();
    let mut news = Vec::new();
    if case.open.values().filter(officers).any(|open| open.answered) {
        let asked = case.done.iter().rev().find(|done| !done.asked.is_empty());
        let items = asked.into_iter().flat_map(|done| &done.asked);
        let items: Vec<String> = items.map(|objection| name_of(eyes, &objection.item)).collect();
        news.push(News { tag: how(eyes, true), what: items.join(", ") });
    }
    let Some(since) = case.open.values().filter(officers).map(|open| open.since).min() else { return news };
    for addition in case.additions.iter().filter(|addition| addition.at >= since) {
        let names: Vec<String> = addition.files.iter().map(|id| paper_name(eyes, id)).collect();
        let what = match addition.note.as_str() {
            "" => names.join(", "),
            note => format!("{} – “{note}”", names.join(", ")),
        };
        news.push(News { tag: how(eyes, false), what });
    }
    news
}

fn name_of(eyes: Eyes<'_>, item: &Item) -> String {
    item.text(&eyes.opened.sop, eyes.lang)
}
