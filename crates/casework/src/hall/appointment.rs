//! Making, moving and cancelling appointments.

use jiff::civil::{Date, Time};

use super::take::unknown_group;
use super::{Appointment, Change, Hall, Letter, Standing};
use crate::case::{Refusal, RefusalKind};
use crate::date_text;
use crate::form::Fault;
use crate::id::{Code, Email, Phone};
use crate::lang::{Lang, Text};
use crate::sop::ServiceId;

/// Who comes, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// A telephone number, or nothing.
    pub phone: String,
    /// An e-mail address, or nothing.
    pub email: String,
}

/// What somebody wants who makes an appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booking {
    /// The group.
    pub group: Letter,
    /// The service, where it is for one.
    pub service: Option<ServiceId>,
    /// When the slot begins, on the hall's day.
    pub begins: Time,
    /// Whether the person is to go first.
    pub priority: bool,
    /// Who comes.
    pub person: Person,
    /// The account that makes it.
    pub account: Option<i64>,
    /// The language of its mails.
    pub lang: Lang,
    /// The code that leads to its page: fresh random bits.
    pub code: Code,
}

/// The longest name.
const LONGEST_NAME: usize = 120;

impl Person {
    /// The person with telephone and address in the form in which they are kept.
    fn checked(&self) -> Result<Person, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut fault = |field: &str, message: Text| faults.push(Fault { field: field.to_owned(), message });
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
            fault(
                "name",
                Text::new(
                    "Isi nama yang akan datang, paling banyak 120 huruf.",
                    "Fill in the name of who comes, 120 letters at most.",
                ),
            );
        }
        let (phone, email) = (self.phone.trim(), self.email.trim());
        if phone.is_empty() && email.is_empty() {
            fault(
                "phone",
                Text::new(
                    "Isi nomor telepon atau alamat surel, supaya kantor dapat memberi tahu kalau ada perubahan.",
                    "Fill in a telephone number or an e-mail address, so that the office can tell you about changes.",
                ),
            );
        }
        let phone = (!phone.is_empty()).then(|| Phone::parse(phone)).transpose();
        let email = (!email.is_empty()).then(|| Email::parse(email)).transpose();
        match (&phone, &email) {
            (Ok(_), Ok(_)) => {}
            (Err(wrong), Ok(_)) => fault("phone", wrong.0.clone()),
            (Ok(_), Err(wrong)) => fault("email", wrong.0.clone()),
            (Err(phone), Err(email)) => {
                fault("phone", phone.0.clone());
                fault("email", email.0.clone());
            }
        }
        let text = |found: Option<String>| found.unwrap_or_default();
        match (phone, email) {
            (Ok(phone), Ok(email)) if faults.is_empty() => Ok(Person {
                name: name.to_owned(),
                phone: text(phone.map(|phone| phone.to_string())),
                email: text(email.map(|email| email.to_string().to_lowercase())),
            }),
            (_, _) => Err(faults),
        }
    }
}

impl Hall<'_> {
    /// Makes an appointment on the hall's day.
    ///
    /// # Errors
    /// Something is missing or wrong, or the slot is full.
    pub fn book(&self, booking: &Booking) -> Result<Appointment, Refusal> {
        self.rules.group(booking.group).ok_or_else(|| unknown_group(booking.group))?;
        let person = booking.person.checked().map_err(Refusal::invalid)?;
        self.has_place(booking.group, booking.begins, None)?;
        let kept = |text: String| (!text.is_empty()).then_some(text);
        Ok(Appointment {
            code: booking.code,
            date: self.day.date,
            begins: booking.begins,
            group: booking.group,
            service: booking.service.clone(),
            priority: booking.priority,
            name: person.name,
            phone: kept(person.phone),
            email: kept(person.email),
            account: booking.account,
            lang: booking.lang,
            standing: Standing::Booked,
            made: self.now,
            ticket: None,
        })
    }

    /// Moves an appointment to a slot of the hall's day; it may have been on another.
    ///
    /// # Errors
    /// It was used or cancelled, or the slot is full.
    pub fn move_here(&self, appointment: &Appointment, begins: Time) -> Result<Appointment, Refusal> {
        is_booked(appointment)?;
        self.has_place(appointment.group, begins, Some(appointment.code))?;
        Ok(Appointment { date: self.day.date, begins, ..appointment.clone() })
    }

    /// Cancels an appointment: its place is free at once.
    ///
    /// # Errors
    /// It was used or cancelled before.
    pub fn cancel(&self, appointment: &Appointment) -> Result<Vec<Change>, Refusal> {
        is_booked(appointment)?;
        Ok(vec![Change::Appointment(Appointment { standing: Standing::Cancelled, ..appointment.clone() })])
    }

    /// Whether a day may be booked: a working day that is not too far ahead.
    ///
    /// # Errors
    /// It is past, too far, or the office is closed.
    pub fn is_bookable(&self) -> Result<(), Refusal> {
        let today = self.calendar.zone().day(self.now);
        let last = today.saturating_add(jiff::Span::new().days(i64::from(self.rules.days_ahead)));
        let day = |date: Date, lang| date_text::full_day(date, lang);
        let date = self.day.date;
        if date < today || date > last {
            return Err(Refusal::new(
                RefusalKind::WrongState,
                format!("Janji temu dapat dibuat untuk hari ini sampai {}. Pilih hari lain.", day(last, Lang::Id)),
                format!("Appointments can be made from today until {}. Choose another day.", day(last, Lang::En)),
            ));
        }
        if self.hours().is_none() {
            return Err(Refusal::new(
                RefusalKind::WrongState,
                format!("Pada {} kantor tutup. Pilih hari lain.", day(date, Lang::Id)),
                format!("The office is closed on {}. Choose another day.", day(date, Lang::En)),
            ));
        }
        Ok(())
    }

    fn has_place(&self, group: Letter, begins: Time, without: Option<Code>) -> Result<(), Refusal> {
        self.is_bookable()?;
        let slot = self.slots_without(group, without).into_iter().find(|slot| slot.begins == begins);
        let hour =
            |lang| date_text::hour(self.calendar.zone().moment(self.day.date, begins), self.calendar.zone(), lang);
        match slot {
            Some(slot) if slot.free > 0 => Ok(()),
            Some(_) => Err(Refusal::new(
                RefusalKind::Stale,
                format!("Tempat pukul {} baru saja habis diambil orang lain. Pilih waktu lain.", hour(Lang::Id)),
                format!(
                    "The last place at {} has just been taken by somebody else. Choose another time.",
                    hour(Lang::En)
                ),
            )),
            None => Err(Refusal::new(
                RefusalKind::WrongState,
                format!("Pukul {} bukan waktu janji temu yang tersedia. Pilih dari daftar.", hour(Lang::Id)),
                format!("{} is no time at which an appointment can be made. Choose one from the list.", hour(Lang::En)),
            )),
        }
    }
}

fn is_booked(appointment: &Appointment) -> Result<(), Refusal> {
    match appointment.standing {
        Standing::Booked => Ok(()),
        Standing::Arrived | Standing::Cancelled | Standing::Missed => Err(Refusal::new(
            RefusalKind::WrongState,
            "Janji temu ini sudah dipakai, dibatalkan, atau terlewat, jadi tidak dapat diubah lagi. Buat yang baru.",
            "This appointment was used, cancelled or missed, so it cannot be changed any more. Make a new one.",
        )),
    }
}
