//! Why a case does not go on by somebody's hand now, in one sentence: for whoever asks "why is this blocked?".

use super::handover::oversees;
use super::{Actor, Case, OpenStep};
use crate::clock::Holder;
use crate::date_text;
use crate::lang::{Lang, Text};
use crate::office::Office;
use crate::sop::{Sop, StepId};

/// What a sentence about an obstacle is made from.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub case: &'a Case,
    pub sop: &'a Sop,
    pub office: &'a Office,
    pub actor: &'a Actor,
}

/// Every kind of obstacle, the one that stands before all others first. A new kind is one more function in this list.
const OBSTACLES: [fn(Scene<'_>) -> Option<Text>; 6] =
    [ended, unpaid, with_applicant, held_by_other, four_eyes, elsewhere];

/// Why this person cannot take the case on now, in one sentence that says with whom it is and what it waits for; nothing
/// where an open step is theirs to do.
pub fn obstacle(case: &Case, sop: &Sop, office: &Office, actor: &Actor) -> Option<Text> {
    let scene = Scene { case, sop, office, actor };
    if scene.open().any(|(step, open)| scene.is_free(step, open)) {
        return None;
    }
    OBSTACLES.iter().find_map(|obstacle| obstacle(scene))
}

impl<'a> Scene<'a> {
    fn open(self) -> impl Iterator<Item = (&'a StepId, &'a OpenStep)> {
        self.case.open.iter()
    }

    fn account(self) -> Option<i64> {
        self.actor.officer().map(|officer| officer.account)
    }

    /// Whether the person may work on an open step at once.
    fn is_free(self, id: &StepId, open: &OpenStep) -> bool {
        let holder = open.officer.as_ref().map(|holder| holder.account);
        self.actor.holds(&open.role) && (holder.is_none() || holder == self.account()) && self.excluded(id).is_none()
    }

    /// The earlier step by which four eyes keep the person from this one.
    fn excluded(self, id: &StepId) -> Option<&'a StepId> {
        let rules = self.sop.step(id)?;
        let own = |officer: Option<i64>| officer.is_some() && officer == self.account();
        let done = self.case.done.iter().rev().find(|done| {
            rules.not_same_as.contains(&done.step) && own(done.officer.as_ref().map(|officer| officer.account))
        });
        done.map(|done| &done.step)
    }

    fn name(self, id: &StepId, lang: Lang) -> String {
        self.sop.step(id).map_or_else(|| id.0.clone(), |step| step.name.get(lang).to_owned())
    }

    fn since(self, open: &OpenStep, lang: Lang) -> String {
        date_text::day(self.office.calendar.zone().day(open.since), lang)
    }

    /// Everything that is open, as a list in words: "Pajak reklame (Badan Pendapatan Daerah)".
    fn whereabouts(self, lang: Lang) -> String {
        let place = |(id, open): (&StepId, &OpenStep)| {
            let agency = self.office.role(&open.role).and_then(|role| self.office.agency(&role.agency));
            let with = match (&open.officer, agency) {
                (Some(officer), _) => officer.name.clone(),
                (None, Some(agency)) => agency.name.get(lang).to_owned(),
                (None, None) => open.role.clone(),
            };
            format!("{} ({with})", self.name(id, lang))
        };
        date_text::list(&self.open().map(place).collect::<Vec<_>>(), lang)
    }
}

fn both(sentence: impl Fn(Lang) -> String) -> Text {
    Text::new(sentence(Lang::Id), sentence(Lang::En))
}

fn ended(scene: Scene<'_>) -> Option<Text> {
    let ended = scene.case.ended.as_ref()?;
    let day = scene.office.calendar.zone().day(ended.at);
    Some(Text::new(
        format!("Permohonan ini sudah selesai pada {}.", date_text::day(day, Lang::Id)),
        format!("This case ended on {}.", date_text::day(day, Lang::En)),
    ))
}

fn unpaid(scene: Scene<'_>) -> Option<Text> {
    let bill = scene.case.fees.open()?;
    let (number, amount) = (&bill.terms.number, bill.terms.amount);
    Some(both(|lang| {
        let until = date_text::day(bill.terms.due, lang);
        match lang {
            Lang::Id => format!("Menunggu pemohon membayar tagihan {number} sebesar {amount}, paling lambat {until}."),
            Lang::En => format!("Waits for the applicant to pay the bill {number} of {amount} by {until}."),
        }
    }))
}

fn with_applicant(scene: Scene<'_>) -> Option<Text> {
    let (_, open) = scene.open().find(|(_, open)| open.holder == Holder::Applicant)?;
    let items = |lang| {
        let names: Vec<String> = open.objections.iter().map(|objection| objection.item.text(scene.sop, lang)).collect();
        date_text::list(&names, lang)
    };
    Some(both(|lang| {
        let (since, items) = (scene.since(open, lang), items(lang));
        let until = open.due.map(|day| date_text::day(day, lang));
        match (lang, until) {
            (Lang::Id, Some(until)) => {
                format!("Menunggu perbaikan dari pemohon sejak {since}: {items}. Dijawab paling lambat {until}.")
            }
            (Lang::Id, None) => format!("Menunggu perbaikan dari pemohon sejak {since}: {items}."),
            (Lang::En, Some(until)) => {
                format!("Waits for the applicant's correction since {since}: {items}. To be answered by {until}.")
            }
            (Lang::En, None) => format!("Waits for the applicant's correction since {since}: {items}."),
        }
    }))
}

fn held_by_other(scene: Scene<'_>) -> Option<Text> {
    let (id, open) = scene.open().find(|(_, open)| scene.actor.holds(&open.role) && open.officer.is_some())?;
    let holder = open.officer.as_ref().filter(|holder| Some(holder.account) != scene.account())?;
    let superior = oversees(scene.actor, &open.role, scene.office);
    Some(both(|lang| {
        let (step, since, name) = (scene.name(id, lang), scene.since(open, lang), &holder.name);
        match (lang, superior) {
            (Lang::Id, false) => {
                format!(
                    "“{step}” sedang dikerjakan {name} (terbuka sejak {since}); mintalah ia melepas atau menyerahkannya."
                )
            }
            (Lang::Id, true) => {
                format!(
                    "“{step}” sedang dikerjakan {name} (terbuka sejak {since}); Anda dapat menyerahkannya kepada yang lain."
                )
            }
            (Lang::En, false) => {
                format!(
                    "{name} is working on “{step}” (open since {since}); ask for it to be given back or handed over."
                )
            }
            (Lang::En, true) => {
                format!("{name} is working on “{step}” (open since {since}); you can hand it over to somebody else.")
            }
        }
    }))
}

fn four_eyes(scene: Scene<'_>) -> Option<Text> {
    let (id, earlier) = scene.open().find_map(|(id, open)| {
        let earlier = scene.excluded(id)?;
        scene.actor.holds(&open.role).then_some((id, earlier))
    })?;
    Some(both(|lang| {
        let (step, earlier) = (scene.name(id, lang), scene.name(earlier, lang));
        match lang {
            Lang::Id => {
                format!("“{step}” harus dikerjakan orang lain, karena Anda sudah mengerjakan “{earlier}” (empat mata).")
            }
            Lang::En => format!("Somebody else must do “{step}”, because you did “{earlier}” (four eyes)."),
        }
    }))
}

/// It is with somebody else, and branches that have arrived wait for it.
fn elsewhere(scene: Scene<'_>) -> Option<Text> {
    if scene.case.open.is_empty() {
        return None;
    }
    let join = scene.case.arrived.iter().next().map(|(_, join)| join);
    Some(both(|lang| {
        let places = scene.whereabouts(lang);
        match (lang, join.map(|join| scene.name(join, lang))) {
            (Lang::Id, None) => format!("Berkas ini sedang pada: {places}."),
            (Lang::Id, Some(join)) => format!("“{join}” baru dapat dimulai setelah selesai: {places}."),
            (Lang::En, None) => format!("The case is with: {places}."),
            (Lang::En, Some(join)) => format!("“{join}” can begin only when these are done: {places}."),
        }
    }))
}
