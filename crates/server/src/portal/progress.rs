//! How a case stands, as anyone who has its tracking code may know: offices and roles, never people.

use casework::case::{Case, DoneStep, FiledBy, Filing, OpenStep, reopening};
use casework::clock::{self, Clocks, Due, Holder, Lateness, Reader, Subject, explain};
use casework::date_text;
use casework::lang::Lang;
use casework::office::calendar::CalendarGap;
use casework::office::{AgencyId, Calendar, Office};
use casework::sop::{EndResult, Sop, StepId};
use jiff::Timestamp;
use jiff::civil::DateTime;

use super::steps_view::who;
use crate::ui::{Link, Stage, Tag, TimelineEntry, Tone, tr, tr_with, words};

/// What the tracking page shows.
pub struct Progress {
    pub service: String,
    pub number: String,
    pub state: Tag,
    /// Where it is, or how it ended.
    pub now: String,
    /// Who holds it and since when; empty when it has ended.
    pub holder: String,
    /// The day promised, or that the clock stands still.
    pub due: String,
    /// How it stands against that day.
    pub stands: Tag,
    /// Why the day is that day.
    pub because: String,
    /// The same of the limit by law, where there is one.
    pub law: Option<String>,
    pub timeline: Vec<TimelineEntry>,
    /// What the applicant can do, in sentences.
    pub todo: Vec<String>,
    /// Where it can be done.
    pub ways: Vec<Link>,
}

/// A case, its rules, the hour, and the language of whoever asks.
pub struct Asked<'a> {
    pub case: &'a Case,
    pub filing: &'a Filing,
    pub sop: &'a Sop,
    pub office: &'a Office,
    pub now: Timestamp,
    pub lang: Lang,
}

impl Asked<'_> {
    /// What the page shows of it.
    ///
    /// # Errors
    /// The office's calendar does not have a year that is needed.
    pub fn progress(&self) -> Result<Progress, CalendarGap> {
        let calendar = self.office.calendar_for(self.case);
        let due = clock::due(&self.case.ledger, self.filing.at, self.filing.promise, calendar)?;
        let lateness = clock::lateness(&due, calendar.zone().day(self.now), calendar)?;
        let (todo, ways) = self.can_do(lateness);
        Ok(Progress {
            service: self.sop.service.name.get(self.lang).to_owned(),
            number: self.filing.number.clone(),
            state: self.state(),
            now: self.where_now(),
            holder: self.held(),
            due: self.due_words(&due),
            stands: self.stands(lateness),
            because: explain(&due, self.lang),
            law: self.law(calendar)?,
            timeline: self.timeline(),
            todo,
            ways,
        })
    }

    /// The limit by law in one sentence.
    fn law(&self, calendar: &Calendar) -> Result<Option<String>, CalendarGap> {
        let Some(clocks) = Clocks::of(self.case, Some(self.sop), calendar) else { return Ok(None) };
        let due = clocks.limit(calendar)?;
        Ok(due.map(|due| clock::sentence(&due, Subject::Limit, Reader::Applicant, self.lang)))
    }

    fn tr(&self, key: &str) -> String {
        tr(self.lang, key).into_owned()
    }

    fn ended(&self) -> Option<EndResult> {
        self.case.ended.as_ref().map(|ended| ended.result)
    }

    fn is_applicants_turn(&self) -> bool {
        self.case.open.values().any(|step| step.holder == Holder::Applicant)
    }

    fn state(&self) -> Tag {
        let (key, tone) = match self.ended() {
            Some(EndResult::Granted) => ("portal-state-granted", Tone::Good),
            Some(EndResult::Rejected) => ("portal-state-rejected", Tone::Bad),
            Some(EndResult::Closed) => ("portal-state-closed", Tone::Plain),
            None if self.is_applicants_turn() => ("portal-state-waiting", Tone::Warn),
            None => ("portal-state-open", Tone::Active),
        };
        Tag::new(self.tr(key), tone)
    }

    /// The steps that are open, or the end that was reached.
    fn where_now(&self) -> String {
        if let Some(ended) = &self.case.ended {
            let end = self.sop.end(&ended.end).map(|end| end.name.get(self.lang).to_owned());
            return end.unwrap_or_else(|| self.tr("portal-withdrawn"));
        }
        let steps: Vec<String> = self.case.open.keys().map(|step| self.step_name(step)).collect();
        date_text::list(&steps, self.lang)
    }

    fn held(&self) -> String {
        if self.case.ended.is_some() {
            return String::new();
        }
        let mut holders: Vec<String> = Vec::new();
        for holder in self.case.ledger.holders().map(|holder| self.holder(holder)) {
            if !holders.contains(&holder) {
                holders.push(holder);
            }
        }
        let since = self.case.open.values().map(|step| step.since).min();
        let since = since.map_or_else(String::new, |at| words::moment(self.lang, self.local(at)));
        let holders = date_text::list(&holders, self.lang);
        tr_with(self.lang, "portal-held-since", &[("who", holders.as_str().into()), ("since", since.as_str().into())])
    }

    fn holder(&self, holder: &Holder) -> String {
        match holder {
            Holder::Agency(id) => {
                let agency = self.office.agency(&AgencyId(id.clone()));
                agency.map_or_else(|| id.clone(), |agency| agency.name.get(self.lang).to_owned())
            }
            Holder::FrontOffice => self.office.profile.name.get(self.lang).to_owned(),
            Holder::Applicant => self.tr("portal-applicant"),
            Holder::Payment | Holder::LegalStop | Holder::Outage => holder.text(self.lang).to_owned(),
        }
    }

    fn due_words(&self, due: &Due) -> String {
        due.date.map_or_else(|| self.tr("portal-clock-stands"), |date| words::weekday(self.lang, date))
    }

    fn stands(&self, lateness: Lateness) -> Tag {
        let days = |days: u16| date_text::working_days(u32::from(days), self.lang);
        let said = |key: &str, count: u16, tone: Tone| {
            Tag::new(tr_with(self.lang, key, &[("days", days(count).as_str().into())]), tone)
        };
        if self.case.ended.as_ref().is_some_and(|ended| ended.result == EndResult::Closed) {
            return Tag::new(self.tr("portal-ended-undecided"), Tone::Plain);
        }
        match (lateness, self.case.ended.is_some()) {
            (Lateness::Late(over), true) => said("portal-ended-late", over, Tone::Bad),
            (Lateness::Late(over), false) => said("portal-late", over, Tone::Bad),
            (Lateness::OnTime(_) | Lateness::Paused(_), true) => Tag::new(self.tr("portal-ended-in-time"), Tone::Good),
            (Lateness::Paused(left), false) => said("portal-paused", left, Tone::Warn),
            (Lateness::OnTime(0), false) => Tag::new(self.tr("portal-last-day"), Tone::Warn),
            (Lateness::OnTime(left), false) => said("portal-days-left", left, Tone::Good),
        }
    }

    fn step_name(&self, id: &StepId) -> String {
        self.sop.step(id).map_or_else(|| id.to_string(), |step| step.name.get(self.lang).to_owned())
    }

    fn local(&self, at: Timestamp) -> DateTime {
        let zone = self.office.calendar.zone();
        zone.day(at).to_datetime(zone.time(at))
    }

    fn timeline(&self) -> Vec<TimelineEntry> {
        let mut entries = vec![self.submitted()];
        let mut reopened = self.case.reopened.iter().peekable();
        for done in &self.case.done {
            while let Some(at) = reopened.next_if(|at| **at < done.at) {
                entries.push(self.reopened(*at));
            }
            entries.push(self.done(done));
        }
        entries.extend(reopened.map(|at| self.reopened(*at)));
        match &self.case.ended {
            Some(ended) => {
                entries.push(TimelineEntry { title: self.where_now(), stage: Stage::Done, ..self.moment(ended.at) })
            }
            None => {
                entries.extend(self.case.open.iter().map(|(id, step)| self.open(id, step)));
                let ahead = self.sop.ahead(self.case.open.keys());
                entries.extend(ahead.iter().map(|step| self.ahead(step)));
            }
        }
        entries
    }

    fn moment(&self, at: Timestamp) -> TimelineEntry {
        let local = self.local(at);
        TimelineEntry {
            when: words::moment(self.lang, local),
            machine_time: at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            ..TimelineEntry::default()
        }
    }

    fn submitted(&self) -> TimelineEntry {
        let who = match self.filing.filed_by {
            FiledBy::Applicant => self.tr("portal-applicant"),
            FiledBy::Officer(_) => self.tr("portal-at-the-counter"),
        };
        TimelineEntry { title: self.tr("portal-received"), who, ..self.moment(self.filing.at) }
    }

    fn reopened(&self, at: Timestamp) -> TimelineEntry {
        TimelineEntry { title: self.tr("portal-reopened"), who: self.tr("portal-applicant"), ..self.moment(at) }
    }

    fn done(&self, done: &DoneStep) -> TimelineEntry {
        let step = self.sop.step(&done.step);
        let outcome = step.and_then(|step| step.outcome(&done.outcome));
        let tell = outcome.and_then(|outcome| outcome.tell.as_ref()).map(|text| text.get(self.lang).to_owned());
        TimelineEntry {
            title: self.step_name(&done.step),
            who: step.map_or_else(String::new, |step| who(&step.role, self.office, self.lang)),
            text: tell.unwrap_or_default(),
            ..self.moment(done.at)
        }
    }

    fn open(&self, id: &StepId, step: &OpenStep) -> TimelineEntry {
        let since = words::moment(self.lang, self.local(step.since));
        let due = step.due.map(|day| {
            let day = words::day(self.lang, day);
            let key = if step.holder == Holder::Applicant { "portal-answer-by" } else { "portal-step-by" };
            tr_with(self.lang, key, &[("day", day.as_str().into())])
        });
        TimelineEntry {
            title: self.step_name(id),
            when: tr_with(self.lang, "portal-since", &[("since", since.as_str().into())]),
            who: who(&step.role, self.office, self.lang),
            text: due.unwrap_or_default(),
            stage: Stage::Now,
            ..TimelineEntry::default()
        }
    }

    fn ahead(&self, id: &StepId) -> TimelineEntry {
        let step = self.sop.step(id);
        TimelineEntry {
            title: self.step_name(id),
            who: step.map_or_else(String::new, |step| who(&step.role, self.office, self.lang)),
            stage: Stage::Ahead,
            ..TimelineEntry::default()
        }
    }

    /// What the applicant can do now, and where.
    fn can_do(&self, lateness: Lateness) -> (Vec<String>, Vec<Link>) {
        let service = Link::new(self.tr("portal-apply-again"), format!("/layanan/{}", self.sop.service.id));
        let mine = |key: &str| Link::new(self.tr(key), "/permohonan");
        match self.ended() {
            Some(EndResult::Granted) => {
                let mut todo = vec![self.tr("portal-todo-granted")];
                todo.extend(self.duties());
                let letter = self.case.licence();
                let check = letter
                    .map(|letter| Link::new(self.tr("portal-check-licence"), format!("/verifikasi/{}", letter.code)));
                (todo, check.into_iter().chain([mine("portal-my-letters")]).collect())
            }
            Some(EndResult::Rejected) => {
                (vec![self.tr("portal-todo-rejected")], vec![mine("portal-my-letters"), service])
            }
            Some(EndResult::Closed) => self.closed(service),
            None if self.is_applicants_turn() => (vec![self.tr("portal-todo-correct")], vec![mine("portal-answer")]),
            None => {
                let mut todo = vec![self.tr("portal-todo-wait")];
                if lateness.is_late() {
                    let where_to = self.sop.standard.complaints.get(self.lang);
                    todo.push(tr_with(self.lang, "portal-todo-late", &[("where", where_to.into())]));
                }
                (todo, Vec::new())
            }
        }
    }

    /// A closed case: taken up again within its window, else filed anew.
    fn closed(&self, service: Link) -> (Vec<String>, Vec<Link>) {
        let today = self.office.calendar.zone().day(self.now);
        match reopening(self.case, self.sop, self.office).filter(|until| today <= *until) {
            Some(until) => {
                let day = words::weekday(self.lang, until);
                let todo = tr_with(self.lang, "portal-todo-reopen", &[("day", day.as_str().into())]);
                (vec![todo], vec![Link::new(self.tr("portal-reopen"), "/permohonan"), service])
            }
            None => (vec![self.tr("portal-todo-closed")], vec![service]),
        }
    }

    /// Duties that are still open, with their last day.
    fn duties(&self) -> Vec<String> {
        let open = self.case.duties.iter().filter(|(_, duty)| duty.fulfilled.is_none());
        open.filter_map(|(id, duty)| {
            let own = self.sop.duties.iter().find(|own| &own.id == id)?;
            let day = words::day(self.lang, duty.due);
            let args = [("duty", own.name.get(self.lang).into()), ("day", day.as_str().into())];
            Some(tr_with(self.lang, "portal-duty-by", &args))
        })
        .collect()
    }
}
