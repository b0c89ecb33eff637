//! Invented people: names from the list, numbers that are built right and belong to nobody.

use std::collections::HashSet;

use casework::case::Actor;
use casework::region::{RegionCode, Regions};
use jiff::civil::Date;

use super::dice::Dice;
use super::names::Names;

/// An invented person.
#[derive(Clone, Debug)]
pub struct Person {
    /// First and last name, without titles.
    pub name: String,
    /// The day of birth.
    pub born: Date,
    /// Where.
    pub birthplace: String,
    /// The personal number: district, birth, serial.
    pub nik: String,
    /// A telephone number of a range that is given to nobody.
    pub phone: String,
    /// An address in a domain that cannot exist.
    pub email: String,
    /// Street, number, neighbourhood.
    pub street: String,
    /// The code of the kelurahan.
    pub kelurahan: String,
    /// The account, for who has one; who has none comes to the counter.
    pub account: Option<i64>,
}

impl Person {
    /// Who this is to a case, where there is an account.
    pub fn actor(&self, account: i64) -> Actor {
        Actor::Applicant { account, name: self.name.clone() }
    }
}

/// Makes people, one after the other, no two with the same number or address.
pub struct People<'a> {
    names: &'a Names,
    kelurahan: Vec<RegionCode>,
    emails: HashSet<String>,
    count: i64,
}

/// The applicant whose account comes with the demo: name and address.
pub const EXAMPLE: (&str, &str) = ("Melati Anggraini", "melati.anggraini@surel.contoh");

/// The city of the demo.
const CITY: &str = "16.71";

impl<'a> People<'a> {
    /// People of the city, from the official list of its kelurahan.
    pub fn new(names: &'a Names, regions: &Regions) -> People<'a> {
        let city = CITY.parse().into_iter();
        let districts = city.flat_map(|city| regions.children(city).map(|(code, _)| code).collect::<Vec<_>>());
        let kelurahan = districts.flat_map(|code| regions.children(code).map(|(code, _)| code).collect::<Vec<_>>());
        People { names, kelurahan: kelurahan.collect(), emails: HashSet::new(), count: 0 }
    }

    /// The next person, of an age between these on a day.
    pub fn next(&mut self, dice: &mut Dice, today: Date, ages: (i64, i64)) -> Person {
        let woman = dice.percent(50);
        let first = dice.one(if woman { &self.names.people.women } else { &self.names.people.men });
        let name = format!("{first} {}", dice.one(&self.names.people.last));
        let email = self.email(&name);
        self.called(dice, (name, email, woman), (today, ages))
    }

    /// The applicant whose account comes with the demo.
    pub fn example(&mut self, dice: &mut Dice, today: Date) -> Person {
        self.emails.insert(EXAMPLE.1.to_owned());
        let mut person = self.called(dice, (EXAMPLE.0.to_owned(), EXAMPLE.1.to_owned(), true), (today, (31, 45)));
        person.account = Some(0);
        person
    }

    fn called(
        &mut self,
        dice: &mut Dice,
        (name, email, woman): (String, String, bool),
        (today, ages): (Date, (i64, i64)),
    ) -> Person {
        self.count += 1;
        let days = dice.number(ages.0 * 365, ages.1 * 365);
        let born = today.checked_sub(jiff::Span::new().days(days)).unwrap_or(today);
        let kelurahan = dice.one(&self.kelurahan).to_string();
        Person {
            nik: nik(&kelurahan, born, woman, self.count),
            phone: format!("08120{:07}", 1_000 + self.count),
            email,
            street: self.street(dice),
            birthplace: dice.one(&self.names.people.birthplaces).clone(),
            name,
            born,
            kelurahan,
            account: None,
        }
    }

    /// The code of some kelurahan of the city.
    pub fn kelurahan(&self, dice: &mut Dice) -> RegionCode {
        *dice.one(&self.kelurahan)
    }

    /// An address in some street.
    pub fn street(&self, dice: &mut Dice) -> String {
        let street = dice.one(&self.names.places.streets);
        let (number, rt, rw) = (dice.number(1, 120), dice.number(1, 40), dice.number(1, 12));
        format!("{street} Nomor {number}, RT {rt:02} RW {rw:02}")
    }

    fn email(&mut self, name: &str) -> String {
        let plain = name.to_lowercase().replace(' ', ".");
        let mut address = format!("{plain}@surel.contoh");
        let mut next = 2;
        while !self.emails.insert(address.clone()) {
            address = format!("{plain}{next}@surel.contoh");
            next += 1;
        }
        address
    }
}

/// `PPKKCC DDMMYY SSSS`; a woman's day is 40 higher. Serials run on, so no two are the same.
fn nik(kelurahan: &str, born: Date, woman: bool, count: i64) -> String {
    let district: String = kelurahan.split('.').take(3).collect();
    let day = i64::from(born.day()) + if woman { 40 } else { 0 };
    let serial = 1 + count % 9_998;
    format!("{district}{day:02}{:02}{:02}{serial:04}", born.month(), born.year().rem_euclid(100))
}
