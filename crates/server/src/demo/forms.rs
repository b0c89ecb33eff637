//! Filled-in applications: the samples beside each SOP with invented people, places and things in them.

use std::collections::BTreeMap;

use casework::form::{Answers, FieldKind};
use casework::id::Npwp;
use casework::scenario::Sample;
use casework::sop::{Sop, StepId};
use jiff::civil::Date;
use jiff::{Span, Unit};
use serde_json::{Value, json};

use super::dice::Dice;
use super::names::Names;
use super::person::{People, Person};

/// What an application is filled in from.
pub struct Desk<'a> {
    /// What things are called.
    pub names: &'a Names,
    /// The people.
    pub people: &'a People<'a>,
}

/// A filled-in form, and what officers will find at its steps.
pub struct Form {
    /// The name under which it is filed, with titles.
    pub name: String,
    /// The answers.
    pub answers: Answers,
    /// What officers fill in, by step.
    pub findings: BTreeMap<StepId, Answers>,
}

/// The day on which the samples apply.
const SAMPLE_DAY: Date = jiff::civil::date(2026, 1, 12);

/// How often which sample is taken, by service.
const SHARES: [(&str, &[(&str, f64)]); 4] = [
    ("pakai-gedung", &[("dasar", 50.0), ("pelatihan", 30.0), ("sosial", 20.0)]),
    (
        "sip-dokter",
        &[
            ("dasar", 40.0),
            ("spesialis", 22.0),
            ("perpanjangan", 14.0),
            ("str_lama", 10.0),
            ("luar_kota", 8.0),
            ("lama_tidak_praktik", 6.0),
        ],
    ),
    (
        "reklame-tetap",
        &[
            ("dasar", 22.0),
            ("videotron", 6.0),
            ("perpanjangan", 12.0),
            ("toko", 30.0),
            ("mandiri", 20.0),
            ("mandiri_tiang", 10.0),
        ],
    ),
    (
        "penelitian",
        &[
            ("dasar", 46.0),
            ("tim", 14.0),
            ("kesehatan", 14.0),
            ("lembaga_swadaya", 8.0),
            ("perorangan", 10.0),
            ("perpanjangan", 8.0),
        ],
    ),
];

/// The name of the sample that an application to a service begins from, as often as its share.
pub fn sample(dice: &mut Dice, service: &str) -> &'static str {
    let shares = SHARES.iter().find(|(id, _)| *id == service).map_or(&[][..], |(_, shares)| shares);
    let weights: Vec<f64> = shares.iter().map(|(_, share)| *share).collect();
    shares.get(dice.weighted(&weights)).map_or("dasar", |(name, _)| name)
}

impl Desk<'_> {
    /// A person's application on a day.
    pub fn fill(&self, dice: &mut Dice, sop: &Sop, sample: &Sample, (person, day): (&Person, Date)) -> Form {
        let mut answers = Filling { answers: sample.answers.clone() };
        answers.move_days(sop, day);
        answers.person(person);
        let name = match sop.service.id.0.as_str() {
            "sip-dokter" => self.practice(dice, &mut answers, person),
            "reklame-tetap" => self.sign(dice, &mut answers, person),
            "penelitian" => self.research(dice, &mut answers, (person, day)),
            "pakai-gedung" => {
                answers.set("alamat", person.street.clone());
                person.name.clone()
            }
            _ => person.name.clone(),
        };
        answers.set("nama", name.clone());
        Form { name, answers: answers.answers, findings: sample.findings.clone() }
    }

    /// A doctor and the place of practice.
    fn practice(&self, dice: &mut Dice, answers: &mut Filling, person: &Person) -> String {
        let health = &self.names.health;
        let mut name = format!("dr. {}", person.name);
        if answers.answers.text("kualifikasi") == Some("spesialis") {
            let specialty = dice.one(&health.specialties);
            name = format!("{name}, {}", specialty.title);
            answers.set("bidang", specialty.field.clone());
        }
        let place = match answers.answers.text("jenis_tempat") {
            Some("rumah_sakit") => dice.one(&health.hospitals).clone(),
            Some("puskesmas") => dice.one(&health.health_centres).clone(),
            Some("mandiri") => format!("Praktik Mandiri {name}"),
            Some(_) | None => dice.one(&health.clinics).clone(),
        };
        answers.set("nama_tempat", place);
        answers.set("alamat_tempat", self.people.street(dice));
        answers.set("kelurahan_tempat", self.people.kelurahan(dice).to_string());
        answers.set("titik_tempat", point(dice));
        answers.set("penanggung_jawab_tempat", format!("dr. {}", self.somebody(dice)));
        answers.vary("nomor_str", dice);
        answers.vary("nomor_sip_lama", dice);
        answers.set("tempat_lahir", person.birthplace.clone());
        answers.set("tanggal_lahir", person.born.to_string());
        name
    }

    /// A sign and where it stands.
    fn sign(&self, dice: &mut Dice, answers: &mut Filling, person: &Person) -> String {
        let business = &self.names.business;
        if answers.answers.text("bentuk_pemohon") == Some("badan") {
            let product = dice.one(&business.products).clone();
            answers.set("nama_badan", dice.one(&business.companies).clone());
            answers.set("naskah", format!("{product}: {}", dice.one(&business.slogans)));
            answers.set("produk", product);
            answers.vary("nib", dice);
            answers.taxpayer(dice);
        } else {
            answers.set("npwp", person.nik.clone());
            answers.set("naskah", format!("{}, {}", dice.one(&business.shops), dice.one(&business.slogans)));
        }
        answers.vary("nomor_izin_lama", dice);
        answers.set("alamat_lokasi", self.people.street(dice));
        answers.set("kelurahan_lokasi", self.people.kelurahan(dice).to_string());
        answers.set("titik", point(dice));
        person.name.clone()
    }

    /// A research and who does it.
    fn research(&self, dice: &mut Dice, answers: &mut Filling, (person, day): (&Person, Date)) -> String {
        let research = &self.names.research;
        let health = answers.answers.text("bidang") == Some("kesehatan");
        let topics: Vec<_> = research.topics.iter().filter(|topic| (topic.field == "kesehatan") == health).collect();
        let topic = dice.one(&topics);
        answers.set("judul", topic.title.clone());
        answers.set("bidang", topic.field.clone());
        let question = topic.title.to_lowercase();
        answers.set(
            "tujuan",
            format!(
                "Penelitian ini ingin memahami {question}. Hasilnya diserahkan kepada kantor pelayanan dan kepada \
                 instansi yang menjadi lokasi, sebagai bahan perbaikan."
            ),
        );
        let university = format!("{}, {}", dice.one(&research.universities), dice.one(&research.faculties));
        match answers.answers.text("jenis_lembaga") {
            Some("ormas") => answers.set("lembaga", dice.one(&research.bodies).clone()),
            Some(_) | None => answers.set("lembaga", university),
        }
        answers.set("penanggung_jawab", format!("Dr. {}, M.Si.", self.somebody(dice)));
        answers.vary("nomor_induk", dice);
        answers.vary("nomor_surat_lama", dice);
        let begin = after(day, dice.number(7, 30));
        answers.set("mulai", begin.to_string());
        answers.set("selesai", after(begin, dice.number(40, 170)).to_string());
        let mut places = vec![json!({ "tempat": dice.one(&research.offices) })];
        if dice.percent(60) {
            let code = self.people.kelurahan(dice).to_string();
            places.push(json!({ "tempat": "Kantor kelurahan", "kelurahan": code }));
        }
        answers.set("lokasi", Value::Array(places));
        person.name.clone()
    }

    /// Somebody who is only named.
    fn somebody(&self, dice: &mut Dice) -> String {
        let people = &self.names.people;
        let woman = dice.percent(50);
        let first = dice.one(if woman { &people.women } else { &people.men });
        format!("{first} {}", dice.one(&people.last))
    }
}

/// A form being filled in. Only what the sample answers is answered anew: so it still fits the SOP.
struct Filling {
    answers: Answers,
}

impl Filling {
    fn set(&mut self, field: &str, value: impl Into<Value>) {
        if let Some(answer) = self.answers.0.get_mut(field) {
            *answer = value.into();
        }
    }

    /// Days that are counted from today move with it.
    fn move_days(&mut self, sop: &Sop, day: Date) {
        let shift = SAMPLE_DAY.until((Unit::Day, day)).map_or(0, |span| i64::from(span.get_days()));
        for field in sop.fields() {
            let FieldKind::Date { earliest, latest } = &field.kind else { continue };
            let counted = [earliest, latest].into_iter().flatten().any(|bound| bound.contains("today"));
            let Some(date) = self.answers.text(&field.id).and_then(|text| text.parse::<Date>().ok()) else { continue };
            if counted {
                self.set(&field.id, after(date, shift).to_string());
            }
        }
    }

    /// What every form asks of its applicant.
    fn person(&mut self, person: &Person) {
        self.set("nik", person.nik.clone());
        self.set("telepon", person.phone.clone());
        self.set("email", person.email.clone());
        if self.answers.get("kelurahan").is_some() {
            self.set("alamat", person.street.clone());
            self.set("kelurahan", person.kelurahan.clone());
        }
    }

    /// Another number of the same look.
    fn vary(&mut self, field: &str, dice: &mut Dice) {
        if let Some(text) = self.answers.text(field) {
            let other = other_digits(text, 4, dice);
            self.set(field, other);
        }
    }

    /// Another taxpayer's number that is built right.
    fn taxpayer(&mut self, dice: &mut Dice) {
        let Some(text) = self.answers.text("npwp").map(str::to_owned) else { return };
        let built_right = |typed: &String| Npwp::parse(typed).is_ok_and(|npwp| npwp.warnings().is_empty());
        if let Some(other) = (0..200).map(|_| other_digits(&text, 9, dice)).find(built_right) {
            self.set("npwp", other);
        }
    }
}

/// The text with some of its digits thrown anew: the last so many of its longest number, or of a shorter one all but the
/// first.
fn other_digits(text: &str, count: usize, dice: &mut Dice) -> String {
    let is_digit = |c: char| c.is_ascii_digit();
    let numbers =
        text.split(|c| !is_digit(c)).map(|number| (number.as_ptr() as usize - text.as_ptr() as usize, number));
    let longest = numbers.max_by_key(|(_, number)| number.len());
    let Some((at, number)) = longest else { return text.to_owned() };
    let keep = number.len().saturating_sub(count).max(1);
    let mut other = text.to_owned();
    let thrown: String = (keep..number.len()).map(|_| char::from(b'0' + dice.number(0, 9) as u8)).collect();
    other.replace_range(at + keep..at + number.len(), &thrown);
    other
}

/// A place in the city, five digits after the point: about a metre.
fn point(dice: &mut Dice) -> Value {
    let degrees = |number: i64| f64::from(i32::try_from(number).unwrap_or(0)) / 100_000.0;
    json!({ "lat": degrees(dice.number(-303_500, -292_500)), "long": degrees(dice.number(10_470_000, 10_481_000)) })
}

/// So many days after a day.
pub fn after(day: Date, days: i64) -> Date {
    day.checked_add(Span::new().days(days)).unwrap_or(day)
}
