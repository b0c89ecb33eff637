//! The clocks of single steps, each agency's among them: how long each may take, until when, and how it went.
//!
//! A step can be late while the case is on time, and the reverse; both are facts, and neither is a state.

use jiff::Timestamp;
use jiff::civil::Date;

use super::WorkingTime;
use crate::case::{Case, due_of_step};
use crate::date_text::{day, working_days};
use crate::lang::Lang;
use crate::office::{AgencyId, Calendar, Office};
use crate::sop::{Sop, StepId};

/// The clock of one visit of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepClock {
    /// The step.
    pub step: StepId,
    /// The agency whose role does it; nothing for the applicant's turn.
    pub agency: Option<AgencyId>,
    /// How long it may take.
    pub time: WorkingTime,
    /// When it began.
    pub since: Timestamp,
    /// The last day on which it is on time.
    pub due: Option<Date>,
    /// When it was completed; nothing while it is open.
    pub done: Option<Timestamp>,
    /// By how many working days it is late, or was when it was completed; 0 where it is on time.
    pub late: u32,
}

/// The clocks of every step of a case: those completed in their order, then those that are open.
pub fn step_clocks(case: &Case, sop: &Sop, office: &Office, now: Timestamp) -> Vec<StepClock> {
    let done = case.done.iter().map(|done| (&done.step, done.since, Some(done.at)));
    let open = case.open.iter().map(|(step, open)| (step, open.since, None));
    let clock = |(step, since, done): (&StepId, Timestamp, Option<Timestamp>)| {
        let rules = sop.step(step)?;
        // What is over is judged by the calendar of its time.
        let calendar = done.map_or(&office.calendar, |at| office.calendar_at(at));
        let due = due_of_step(sop, step, since, calendar);
        let until = calendar.zone().day(done.unwrap_or(now));
        let agency = office.role(&rules.role).map(|role| role.agency.clone());
        let late = due.map_or(0, |due| late_by(due, until, calendar));
        Some(StepClock { step: step.clone(), agency, time: rules.time, since, due, done, late })
    };
    done.chain(open).filter_map(clock).collect()
}

/// How many working days lie after a due day, up to a day; on the weekend after it none has passed, and it is late all the
/// same.
fn late_by(due: Date, until: Date, calendar: &Calendar) -> u32 {
    if until <= due {
        return 0;
    }
    calendar.working_days_between(due, until).unwrap_or(1).max(1)
}

impl StepClock {
    /// Says in one sentence until when the step is on time, and how it went.
    pub fn explain(&self, calendar: &Calendar, lang: Lang) -> String {
        let zone = calendar.zone();
        let (time, since) = (self.time.text(lang), day(zone.day(self.since), lang));
        let due = self.due.map_or_else(|| "–".to_owned(), |due| day(due, lang));
        let late = working_days(self.late, lang);
        let began = match lang {
            Lang::Id => format!("{time} sejak {since}, paling lambat {due}"),
            Lang::En => format!("{time} from {since}, at the latest {due}"),
        };
        match (self.done.map(|at| day(zone.day(at), lang)), self.late, lang) {
            (Some(done), 0, Lang::Id) => format!("{began}; selesai {done}, tepat waktu."),
            (Some(done), _, Lang::Id) => format!("{began}; selesai {done}, terlambat {late}."),
            (None, 0, Lang::Id) => format!("{began}; masih dikerjakan."),
            (None, _, Lang::Id) => format!("{began}; belum selesai, terlambat {late}."),
            (Some(done), 0, Lang::En) => format!("{began}; completed on {done}, on time."),
            (Some(done), _, Lang::En) => format!("{began}; completed on {done}, {late} late."),
            (None, 0, Lang::En) => format!("{began}; still worked on."),
            (None, _, Lang::En) => format!("{began}; not completed, {late} late."),
        }
    }
}
