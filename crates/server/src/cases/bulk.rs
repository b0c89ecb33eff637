//! One action for several cases at once. A preview says for each what would happen; then each case is asked by itself, as its
//! own page would ask it, under a request name of its own. So nothing is done here that a single action may not do, and what
//! is sent twice acts once.

use casework::case::{Actor, Case, CaseId, Command, Completion, Item, Objection, OfficerId};
use casework::lang::Text;
use casework::office::{Office, RoleId};
use casework::sop::{OutcomeKind, RequirementId, Sop, StepId};

use super::access::log_access;
use crate::app::{Ask, Failed};
use crate::http::Visit;
use crate::people::{self, Account};

/// How many cases one action takes.
pub(super) const MOST: usize = 100;

/// What is done with each case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// The step is taken.
    Claim,
    /// The step is handed to a colleague.
    HandOver,
    /// Something is returned to the applicant.
    Return,
    /// Whoever has the step is reminded.
    Remind,
}

impl Deed {
    /// Reads the word of a form.
    pub fn parse(word: &str) -> Option<Deed> {
        [Deed::Claim, Deed::HandOver, Deed::Return, Deed::Remind].into_iter().find(|deed| deed.word() == word)
    }

    /// The word in forms.
    pub fn word(self) -> &'static str {
        match self {
            Deed::Claim => "ambil",
            Deed::HandOver => "serahkan",
            Deed::Return => "kembalikan",
            Deed::Remind => "ingatkan",
        }
    }
}

/// One of the chosen tasks: the case, its step, and the version that the preview showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pick {
    /// The case.
    pub case: CaseId,
    /// The step.
    pub step: StepId,
    /// The version that the officer saw; nothing before the preview.
    pub seen: Option<u64>,
}

impl Pick {
    /// Reads `1042.verifikasi` or, after a preview, `1042.verifikasi.7`.
    pub fn parse(text: &str) -> Option<Pick> {
        let mut parts = text.split('.');
        let (case, step, seen) = (parts.next()?.parse().ok()?, parts.next()?, parts.next());
        let seen = seen.map(str::parse).transpose().ok()?;
        (!step.is_empty() && parts.next().is_none()).then(|| Pick {
            case: CaseId(case),
            step: StepId(step.to_owned()),
            seen,
        })
    }

    /// As forms send it.
    pub fn text(&self) -> String {
        match self.seen {
            Some(seen) => format!("{}.{}.{seen}", self.case.0, self.step),
            None => format!("{}.{}", self.case.0, self.step),
        }
    }
}

/// What is done with all of them.
#[derive(Clone, Debug)]
pub(super) struct Order {
    /// What.
    pub deed: Deed,
    /// The colleague, where work is handed over, and the roles that the colleague holds.
    pub to: Option<(OfficerId, Vec<RoleId>)>,
    /// What is returned.
    pub item: Option<Item>,
    /// The usual reason, by its id.
    pub code: Option<String>,
    /// Why, in words.
    pub reason: String,
}

/// What came of one case, or would come.
pub(super) struct Told {
    /// Which.
    pub pick: Pick,
    /// Its number; empty where there is no such case for this officer.
    pub number: String,
    /// Its applicant.
    pub applicant: String,
    /// What the step is called.
    pub step: Text,
    /// Why not; nothing where it is done.
    pub refused: Option<Text>,
}

impl Order {
    /// The same with a stand-in for what is not chosen yet: a preview can say then what the rest depends on.
    pub fn tentative(mut self, office: &Office) -> Order {
        let nobody = OfficerId::new(0, "–");
        let everything = office.roles.iter().map(|role| role.id.clone()).collect();
        self.to.get_or_insert((nobody, everything));
        self.item.get_or_insert(Item::Other("–".to_owned()));
        if self.reason.is_empty() {
            "–".clone_into(&mut self.reason);
        }
        self
    }

    /// What is asked of a case.
    fn command(&self, case: &Case, sop: &Sop, pick: &Pick) -> Result<Command, Text> {
        let step = pick.step.clone();
        match self.deed {
            Deed::Claim => Ok(Command::Claim { step }),
            Deed::Remind => Ok(Command::Remind { step }),
            Deed::HandOver => {
                let Some((to, roles)) = self.to.clone() else { return Err(super::acts::nobody_chosen().message) };
                Ok(Command::HandOver { step, to, roles, reason: self.reason.clone() })
            }
            Deed::Return => {
                let outcomes = sop.step(&step).map_or(&[][..], |step| step.outcomes.as_slice());
                let returning = outcomes.iter().find(|outcome| outcome.kind == OutcomeKind::Return);
                let Some(outcome) = returning else { return Err(returns_nothing()) };
                let Some(item) = self.item.clone() else { return Err(returns_nothing()) };
                let objection = Objection { item, code: self.code.clone(), reason: self.reason.clone() };
                let seen = pick.seen.unwrap_or(case.version);
                let plain = Completion::plain(step, seen, outcome.id.clone());
                Ok(Command::Complete(Completion { objections: vec![objection], ..plain }))
            }
        }
    }
}

fn returns_nothing() -> Text {
    Text::new(
        "Langkah ini tidak dapat mengembalikan berkas kepada pemohon.",
        "This step cannot return the case to the applicant.",
    )
}

fn not_there() -> Text {
    Text::new("Berkas ini tidak ditemukan.", "There is no such case.")
}

/// What would come of each case. Nothing is changed.
///
/// # Errors
/// The database does not answer.
pub(super) async fn foresee(
    visit: &Visit,
    officer: &Account,
    order: &Order,
    picks: &[Pick],
) -> Result<Vec<Told>, store::StoreError> {
    let mut told = Vec::with_capacity(picks.len());
    for pick in picks {
        told.push(one(visit, officer, order, pick, None).await?);
    }
    Ok(told)
}

/// Asks each case by itself and gives what came of it.
///
/// # Errors
/// The database does not answer; what was done until then stays done, and sending it again goes on from there.
pub(super) async fn carry_out(
    visit: &Visit,
    officer: &Account,
    order: &Order,
    (picks, request_id): (&[Pick], &str),
) -> Result<Vec<Told>, store::StoreError> {
    let mut told = Vec::with_capacity(picks.len());
    for pick in picks {
        told.push(one(visit, officer, order, pick, Some(request_id)).await?);
    }
    Ok(told)
}

/// One case: acted on under the request's name, or tried without acting.
async fn one(
    visit: &Visit,
    officer: &Account,
    order: &Order,
    pick: &Pick,
    request_id: Option<&str>,
) -> Result<Told, store::StoreError> {
    let nowhere = |refused| Told {
        pick: pick.clone(),
        number: String::new(),
        applicant: String::new(),
        step: Text::default(),
        refused: Some(refused),
    };
    let office = visit.desk.office();
    let Some((case, _)) = visit.desk.case(pick.case).await? else { return Ok(nowhere(not_there())) };
    let Some(filing) = case.filing.clone() else { return Ok(nowhere(not_there())) };
    let Some(sop) = office.catalogue.get(&filing.bundle).cloned() else { return Ok(nowhere(not_there())) };
    let allowed = people::takes_part(&office, officer, &sop);
    if request_id.is_some() || !allowed {
        log_access(&visit.desk, pick.case, officer.id, "bulk", allowed, visit.app.now()).await?;
    }
    if !allowed {
        return Ok(nowhere(not_there()));
    }
    let told = |refused| Told {
        pick: Pick { seen: pick.seen.or(Some(case.version)), ..pick.clone() },
        number: filing.number.clone(),
        applicant: filing.applicant.name.clone(),
        step: sop.step(&pick.step).map_or_else(|| Text::same(&*pick.step.0), |step| step.name.clone()),
        refused,
    };
    let command = match order.command(&case, &sop, pick) {
        Ok(command) => command,
        Err(refused) => return Ok(told(Some(refused))),
    };
    match ask(visit, officer.actor(), (pick, command), (&case, request_id)).await {
        Ok(()) => Ok(told(None)),
        Err(Failed::Refused(refusal)) => {
            let first = refusal.faults.first().map(|fault| fault.message.clone());
            Ok(told(Some(first.unwrap_or(refusal.message))))
        }
        Err(Failed::Store(error)) => Err(error),
    }
}

async fn ask(
    visit: &Visit,
    actor: Actor,
    (pick, command): (&Pick, Command),
    (case, request_id): (&Case, Option<&str>),
) -> Result<(), Failed> {
    let name = |request_id: &str| format!("{request_id}/{}/{}", pick.case.0, pick.step);
    let request = request_id.map_or_else(String::new, name);
    let ask = Ask { request_id: request, case: Some(pick.case), actor, command };
    match request_id {
        Some(_) => visit.app.execute(&visit.desk, ask).await.map(|_| ()),
        None => visit.app.rehearse(&visit.desk, &ask, case.clone()).await.map(|_| ()),
    }
}

/// The document that a form names for return: a requirement of the SOP, or something else by its name.
pub(super) fn item(sop: Option<&Sop>, requirement: &str, other: &str) -> Option<Item> {
    let id = RequirementId(requirement.to_owned());
    if sop.is_some_and(|sop| sop.requirement(&id).is_some()) {
        return Some(Item::File(id));
    }
    (!other.trim().is_empty()).then(|| Item::Other(other.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pick_is_a_case_a_step_and_what_was_seen() {
        let pick = Pick::parse("1042.kajian-kesbangpol.7").unwrap();
        assert_eq!((pick.case.0, pick.step.0.as_str(), pick.seen), (1042, "kajian-kesbangpol", Some(7)));
        assert_eq!(pick.text(), "1042.kajian-kesbangpol.7");
        assert_eq!(Pick::parse("1042.verifikasi").unwrap().text(), "1042.verifikasi");
        for wrong in ["", "x.verifikasi", "1042.", "1042.verifikasi.x", "1042.a.1.2"] {
            assert_eq!(Pick::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_known_deeds_are_done() {
        assert_eq!(Deed::parse("kembalikan"), Some(Deed::Return));
        assert_eq!(Deed::parse("setujui"), None);
    }
}
