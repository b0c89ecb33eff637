//! Drawing a number, coming for an appointment, giving a number up.

use jiff::SignedDuration;

use super::{Appointment, Change, Hall, Letter, Number, Origin, Standing, State, Ticket};
use crate::case::{Refusal, RefusalKind};
use crate::date_text;
use crate::id::Code;
use crate::lang::{Lang, Text};

/// What somebody wants who draws a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The group.
    pub group: Letter,
    /// Whether the person is to go first.
    pub priority: bool,
    /// Where it is drawn.
    pub origin: Origin,
    /// The code that leads to the ticket's page: fresh random bits.
    pub code: Code,
}

impl Hall<'_> {
    /// Draws a number.
    ///
    /// # Errors
    /// The hall gives out none: it is closed, no counter of the group works, or the time until closing is promised already.
    pub fn take(&self, wish: Wish) -> Result<Ticket, Refusal> {
        let group = self.rules.group(wish.group).ok_or_else(|| unknown_group(wish.group))?;
        self.is_giving()?;
        if !self.is_staffed(wish.group) {
            let name = &group.name;
            return Err(Refusal::new(
                RefusalKind::WrongState,
                format!(
                    "Nomor tidak dapat diberikan: saat ini tidak ada loket yang buka untuk {}. Tanyakan kepada petugas, atau buat janji temu.",
                    name.id
                ),
                format!(
                    "No number can be given: no counter is open for {} now. Ask an officer, or make an appointment.",
                    name.en
                ),
            ));
        }
        if self.places(wish.group) == 0 {
            return Err(self.full(&group.name));
        }
        Ok(self.ticket(wish, None))
    }

    /// Whether numbers are given out at this hour at all.
    ///
    /// # Errors
    /// The office is closed today, not open yet, or about to close.
    pub fn is_giving(&self) -> Result<(), Refusal> {
        let refused = |id: String, en: String| Err(Refusal::new(RefusalKind::WrongState, id, en));
        let Some((open, close)) = self.hours().filter(|_| self.is_today()) else {
            return refused(
                "Nomor tidak dapat diberikan: hari ini kantor tutup. Buat janji temu untuk hari kerja berikutnya."
                    .to_owned(),
                "No number can be given: the office is closed today. Make an appointment for a working day.".to_owned(),
            );
        };
        let early = SignedDuration::from_mins(i64::from(self.rules.early_minutes));
        let from = open.saturating_sub(early).unwrap_or(open);
        let hour = |lang| date_text::hour(if self.now < from { from } else { close }, self.calendar.zone(), lang);
        if self.now < from {
            return refused(
                format!("Nomor belum diberikan. Nomor diberikan mulai pukul {}.", hour(Lang::Id)),
                format!("No numbers are given yet. They are given from {} on.", hour(Lang::En)),
            );
        }
        if self.now >= close {
            return refused(
                format!(
                    "Nomor tidak diberikan lagi: kantor tutup pukul {}. Buat janji temu untuk hari lain.",
                    hour(Lang::Id)
                ),
                format!(
                    "No more numbers are given: the office closed at {}. Make an appointment for another day.",
                    hour(Lang::En)
                ),
            );
        }
        Ok(())
    }

    fn full(&self, name: &Text) -> Refusal {
        let close = self.hours().map_or(self.now, |(_, close)| close);
        let hour = |lang| date_text::hour(close, self.calendar.zone(), lang);
        Refusal::new(
            RefusalKind::WrongState,
            format!(
                "Nomor untuk {} hari ini habis: waktu loket sampai pukul {} sudah terisi oleh yang menunggu. Buat janji temu, supaya Anda tidak menunggu sia-sia.",
                name.id,
                hour(Lang::Id)
            ),
            format!(
                "There are no more numbers for {} today: the counters' time until {} is needed by those who wait. Make an appointment, so that you do not wait in vain.",
                name.en,
                hour(Lang::En)
            ),
        )
    }

    fn ticket(&self, wish: Wish, appointment: Option<&Appointment>) -> Ticket {
        let Wish { group, priority, origin, code } = wish;
        let last = self.day.tickets.keys().filter(|number| number.letter == group).map(|number| number.count).max();
        Ticket {
            number: Number { letter: group, count: last.unwrap_or(0) + 1 },
            group,
            code,
            origin,
            priority,
            slot: appointment.map(|appointment| appointment.begins),
            state: State::Waiting,
            issued: self.now,
            calls: 0,
            first_called: None,
            called: None,
            serving: None,
            ended: None,
            counter: None,
            sent_on: None,
        }
    }

    /// The holder of an appointment has come and gets a number with its place.
    ///
    /// # Errors
    /// It is for another day, it was cancelled, its holder has come already, or the time for which it was kept is over.
    pub fn check_in(&self, appointment: &Appointment, code: Code) -> Result<(Ticket, Vec<Change>), Refusal> {
        let refused = |id: String, en: String| Err(Refusal::new(RefusalKind::WrongState, id, en));
        let day = |lang| date_text::full_day(appointment.date, lang);
        let hour = |lang| date_text::hour(self.begins(appointment), self.calendar.zone(), lang);
        match appointment.standing {
            Standing::Booked => {}
            Standing::Arrived | Standing::Cancelled | Standing::Missed => {
                return refused(
                    "Janji temu ini sudah dipakai, dibatalkan, atau terlewat. Ambil nomor biasa.".to_owned(),
                    "This appointment was used, cancelled or missed. Draw an ordinary number.".to_owned(),
                );
            }
        }
        if !self.is_today() || appointment.date != self.day.date {
            return refused(
                format!(
                    "Janji temu ini untuk {} pukul {}, bukan hari ini. Datanglah pada hari itu.",
                    day(Lang::Id),
                    hour(Lang::Id)
                ),
                format!(
                    "This appointment is for {} at {}, not for today. Come on that day.",
                    day(Lang::En),
                    hour(Lang::En)
                ),
            );
        }
        self.is_giving()?;
        if self.kept_until(appointment) <= self.now {
            let grace = self.rules.grace_minutes;
            return refused(
                format!(
                    "Janji temu pukul {} hanya disimpan {grace} menit, dan waktu itu sudah lewat. Ambil nomor biasa.",
                    hour(Lang::Id)
                ),
                format!(
                    "The appointment at {} was kept for {grace} minutes, and these are over. Draw an ordinary number.",
                    hour(Lang::En)
                ),
            );
        }
        let wish = Wish { group: appointment.group, priority: appointment.priority, origin: Origin::Appointment, code };
        let ticket = self.ticket(wish, Some(appointment));
        let arrived = Appointment { standing: Standing::Arrived, ticket: Some(ticket.number), ..appointment.clone() };
        Ok((ticket.clone(), vec![Change::Ticket(ticket), Change::Appointment(arrived)]))
    }

    /// The holder of a ticket gives it up: whoever is behind moves on.
    ///
    /// # Errors
    /// It does not wait any more.
    pub fn leave(&self, number: Number) -> Result<Vec<Change>, Refusal> {
        match self.day.tickets.get(&number) {
            Some(ticket) if ticket.state == State::Waiting => {
                Ok(vec![Change::Ticket(Ticket { state: State::Left, ended: Some(self.now), ..ticket.clone() })])
            }
            Some(_) => Err(Refusal::new(
                RefusalKind::WrongState,
                format!("Nomor {number} tidak menunggu lagi, jadi tidak dapat dilepas."),
                format!("The number {number} does not wait any more, so it cannot be given up."),
            )),
            None => Err(Refusal::new(
                RefusalKind::NotFound,
                format!("Tidak ada nomor {number} pada hari ini."),
                format!("There is no number {number} on this day."),
            )),
        }
    }

    /// What changes when a day is over: who was not called has left, and appointments whose holder did not come are missed.
    pub fn close_day(&self) -> Vec<Change> {
        let tickets = self.day.tickets.values().filter(|ticket| !ticket.is_over()).map(|ticket| {
            let state = if ticket.serving.is_some() { State::Served } else { State::Left };
            Change::Ticket(Ticket { state, ..ticket.clone() })
        });
        let missed = self.day.appointments.values().filter(|appointment| appointment.standing == Standing::Booked);
        let missed = missed
            .map(|appointment| Change::Appointment(Appointment { standing: Standing::Missed, ..appointment.clone() }));
        tickets.chain(missed).collect()
    }
}

pub(super) fn unknown_group(group: Letter) -> Refusal {
    Refusal::new(
        RefusalKind::NotFound,
        format!("Tidak ada layanan dengan huruf {group} di aula ini. Pilih dari daftar."),
        format!("There is no group with the letter {group} in this hall. Choose one from the list."),
    )
}
