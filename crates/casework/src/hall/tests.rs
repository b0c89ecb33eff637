//! The hall's rules, played by hand.

use jiff::Timestamp;
use jiff::civil::{Date, date, time};
use proptest::prelude::*;

use super::*;
use crate::id::Code;
use crate::lang::Lang;
use crate::office::calendar::{Calendar, CalendarRules, Zone};

const HOLIDAYS: &str = include_str!("../../../../data/libur/libur_indonesia_2020_2027.csv");
const MONDAY: Date = date(2026, 1, 12);

fn rules() -> HallRules {
    let toml = r#"
        officers = ["petugas-loket"]
        supervisors = ["kabid"]
        rest = { monday = "12:00-13:00" }

        [[group]]
        letter = "A"
        name = { id = "Pengajuan", en = "Applications" }
        minutes = 15

        [[group]]
        letter = "B"
        name = { id = "Pengambilan surat", en = "Collecting letters" }
        minutes = 5

        [[counter]]
        id = "1"
        name = { id = "Loket 1", en = "Counter 1" }
        groups = ["A"]

        [[counter]]
        id = "2"
        name = { id = "Loket 2", en = "Counter 2" }
        groups = ["A", "B"]
    "#;
    let rules: HallRules = toml_edit::de::from_str(toml).unwrap();
    rules.check().unwrap();
    rules
}

fn letter(text: &str) -> Letter {
    text.parse().unwrap()
}

/// A day that is played: the rules, the calendar, the day, the hour.
struct Played {
    rules: HallRules,
    calendar: Calendar,
    day: Day,
    now: Timestamp,
    codes: u64,
}

impl Played {
    fn at(hour: u8, minute: u8) -> Played {
        let calendar = Calendar::new(CalendarRules::default(), HOLIDAYS).unwrap();
        Played { rules: rules(), calendar, day: Day::new(MONDAY), now: Zone::Wib.at(MONDAY, hour, minute), codes: 0 }
    }

    fn clock(&mut self, hour: u8, minute: u8) {
        self.now = Zone::Wib.at(MONDAY, hour, minute);
    }

    fn hall(&self) -> Hall<'_> {
        Hall { rules: &self.rules, calendar: &self.calendar, day: &self.day, now: self.now }
    }

    fn apply(&mut self, changes: &[Change]) {
        self.day = std::mem::replace(&mut self.day, Day::new(MONDAY)).after(changes);
    }

    fn code(&mut self) -> Code {
        self.codes += 1;
        Code::from_bits(self.codes)
    }

    fn try_take(&mut self, group: &str, priority: bool) -> Result<Number, String> {
        let wish = Wish { group: letter(group), priority, origin: Origin::Kiosk, code: self.code() };
        let ticket = self.hall().take(wish).map_err(|refusal| refusal.message.en)?;
        self.apply(&[Change::Ticket(ticket.clone())]);
        Ok(ticket.number)
    }

    fn take(&mut self, group: &str, priority: bool) -> String {
        self.try_take(group, priority).unwrap().to_string()
    }

    fn try_act(&mut self, counter: &str, act: Act) -> Result<(), String> {
        let seen = self.day.at(counter).map(|ticket| ticket.number);
        let who = Attendant { officer: (7, "Yulia".to_owned()), seen };
        let changes = self.hall().act(counter, act, &who).map_err(|refusal| refusal.message.en)?;
        self.apply(&changes);
        Ok(())
    }

    fn act(&mut self, counter: &str, act: Act) {
        self.try_act(counter, act).unwrap();
    }

    fn call(&mut self, counter: &str) -> String {
        self.act(counter, Act::CallNext);
        let number = self.day.at(counter).unwrap().number.to_string();
        self.act(counter, Act::Serve);
        self.act(counter, Act::Finish);
        number
    }

    fn try_book(&mut self, group: &str, hour: i8, minute: i8) -> Result<Appointment, String> {
        let booking = Booking {
            group: letter(group),
            service: None,
            begins: time(hour, minute, 0, 0),
            priority: false,
            person: Person { name: "Siti".into(), phone: "081234567890".into(), email: String::new() },
            account: None,
            lang: Lang::Id,
            code: self.code(),
        };
        let made = self.hall().book(&booking).map_err(|refusal| refusal.message.en)?;
        self.apply(&[Change::Appointment(made.clone())]);
        Ok(made)
    }
}

#[test]
fn numbers_count_by_letter_from_one() {
    let mut hall = Played::at(9, 0);
    hall.act("1", Act::Open);
    hall.act("2", Act::Open);
    assert_eq!([hall.take("A", false), hall.take("B", false), hall.take("A", false)], ["A-001", "B-001", "A-002"]);
}

#[test]
fn who_goes_first_never_has_two_calls_in_a_row_while_others_wait() {
    let mut hall = Played::at(9, 0);
    hall.act("1", Act::Open);
    hall.act("2", Act::Open);
    for priority in [false, false, true, true, true, false] {
        hall.take("A", priority);
    }
    let calls: Vec<String> = (0..6).map(|_| hall.call("1")).collect();
    assert_eq!(calls, ["A-003", "A-001", "A-004", "A-002", "A-005", "A-006"]);
}

#[test]
fn an_appointment_goes_first_from_its_hour_on_and_not_before() {
    let mut hall = Played::at(8, 30);
    hall.act("1", Act::Open);
    hall.act("2", Act::Open);
    let made = hall.try_book("A", 9, 0).unwrap();
    hall.clock(8, 45);
    let code = hall.code();
    let (ticket, changes) = hall.hall().check_in(&made, code).unwrap();
    hall.apply(&changes);
    assert_eq!(ticket.number.to_string(), "A-001");
    hall.clock(8, 50);
    assert_eq!(hall.take("A", false), "A-002");
    assert_eq!(hall.call("1"), "A-002", "ten minutes before its hour");
    hall.take("A", false);
    hall.clock(9, 0);
    assert_eq!(hall.call("2"), "A-001");
}

#[test]
fn no_number_is_given_that_could_not_be_served_before_closing() {
    let mut hall = Played::at(15, 0);
    hall.act("1", Act::Open);
    // Counter 2 was not opened all day: only the hour of counter 1 is left, four people of 15 minutes.
    assert_eq!(hall.hall().places(letter("A")), 4);
    for _ in 0..4 {
        hall.take("A", false);
    }
    assert!(hall.try_take("A", false).unwrap_err().contains("no more numbers"));
    assert!(hall.try_take("B", false).unwrap_err().contains("no counter is open"));
    // A colleague opens the second counter: two groups share its hour.
    hall.act("2", Act::Open);
    assert_eq!((hall.hall().places(letter("A")), hall.hall().places(letter("B"))), (4, 12));
    hall.take("B", false);
    assert_eq!((hall.hall().places(letter("A")), hall.hall().places(letter("B"))), (3, 11));
    for _ in 0..3 {
        hall.take("A", false);
    }
    assert_eq!((hall.hall().places(letter("A")), hall.hall().places(letter("B"))), (0, 2));
    // Who gives up makes room.
    let changes = hall.hall().leave("A-002".parse().unwrap()).unwrap();
    hall.apply(&changes);
    assert_eq!(hall.hall().places(letter("A")), 1);
}

#[test]
fn the_rest_at_noon_is_nobodys_time() {
    let mut hall = Played::at(11, 0);
    hall.act("1", Act::Open);
    let before = hall.hall().places(letter("A"));
    hall.rules.rest = None;
    assert_eq!(hall.hall().places(letter("A")), before + 4);
}

#[test]
fn a_break_and_a_closed_counter_cost_places() {
    let mut hall = Played::at(14, 0);
    hall.act("1", Act::Open);
    hall.act("2", Act::Open);
    assert_eq!(hall.hall().places(letter("A")), 16);
    hall.act("2", Act::Rest { minutes: 60 });
    assert_eq!(hall.hall().places(letter("A")), 12);
    let counter = hall.rules.counter("2").unwrap();
    assert_eq!(hall.hall().presence(counter), Presence::Break { until: Zone::Wib.at(MONDAY, 15, 0) });
    hall.act("1", Act::Close);
    assert_eq!(hall.hall().places(letter("A")), 4);
    hall.clock(15, 10);
    assert!(matches!(hall.hall().presence(hall.rules.counter("2").unwrap()), Presence::Overdue { .. }));
}

#[test]
fn the_hall_gives_numbers_only_around_its_hours() {
    for ((hour, minute), words) in [((7, 20), "from 07:30"), ((16, 0), "closed at 16:00")] {
        let mut hall = Played::at(hour, minute);
        let told = hall.try_take("A", false).unwrap_err();
        assert!(told.contains(words), "{told}");
    }
    assert_eq!(Played::at(7, 40).take("A", false), "A-001");
    let mut sunday = Played::at(9, 0);
    sunday.day = Day::new(date(2026, 1, 11));
    sunday.now = Zone::Wib.at(date(2026, 1, 11), 9, 0);
    assert!(sunday.try_take("A", false).unwrap_err().contains("closed today"));
    assert!(Played::at(9, 0).try_take("Z", false).unwrap_err().contains("no group"));
}

#[test]
fn a_counter_goes_through_a_call_in_order() {
    let mut hall = Played::at(9, 0);
    assert!(hall.try_act("1", Act::CallNext).unwrap_err().contains("not open"));
    hall.act("1", Act::Open);
    assert!(hall.try_act("1", Act::CallNext).unwrap_err().contains("Nobody waits"));
    hall.take("A", false);
    hall.act("1", Act::CallNext);
    assert!(hall.try_act("1", Act::CallNext).unwrap_err().contains("still at this counter"));
    assert!(hall.try_act("1", Act::Close).unwrap_err().contains("still at this counter"));
    assert!(hall.try_act("1", Act::Finish).unwrap_err().contains("Nobody is being served"));
    assert!(hall.try_act("1", Act::NoShow).unwrap_err().contains("called 1 time"));
    hall.act("1", Act::CallAgain);
    hall.act("1", Act::NoShow);
    assert_eq!(hall.day.tickets[&"A-001".parse().unwrap()].state, State::Missed);
    hall.act("1", Act::Recall { number: "A-001".parse().unwrap() });
    hall.act("1", Act::Serve);
    hall.act("1", Act::SendOn { to: letter("B") });
    let ticket = hall.day.tickets[&"A-001".parse().unwrap()].clone();
    assert_eq!((ticket.state, ticket.group, ticket.counter), (State::Waiting, letter("B"), None));
    hall.act("2", Act::Open);
    assert_eq!(hall.call("2"), "A-001");
}

#[test]
fn a_stale_page_and_a_colleagues_counter_are_refused() {
    let mut hall = Played::at(9, 0);
    hall.act("1", Act::Open);
    hall.take("A", false);
    hall.act("1", Act::CallNext);
    let who = |officer: i64, seen: Option<&str>| Attendant {
        officer: (officer, "Rendi".to_owned()),
        seen: seen.map(|text| text.parse().unwrap()),
    };
    let told = hall.hall().act("1", Act::CallNext, &who(7, None)).unwrap_err();
    assert!(told.message.en.contains("A-001 is at this counter now"), "{}", told.message.en);
    let told = hall.hall().act("1", Act::Serve, &who(8, Some("A-001"))).unwrap_err();
    assert!(told.message.en.contains("attended by Yulia"), "{}", told.message.en);
    let changes = hall.hall().act("1", Act::Open, &who(8, None)).unwrap();
    hall.apply(&changes);
    hall.hall().act("1", Act::Serve, &who(8, Some("A-001"))).unwrap();
}

#[test]
fn a_slot_has_the_share_that_may_be_booked_and_its_last_place_goes_once() {
    let mut hall = Played::at(7, 0);
    // Two counters serve A: 2 × 30 minutes, half of it, is 2 people of 15 minutes.
    let slots = hall.hall().slots(letter("A"));
    assert_eq!(slots.first(), Some(&Slot { begins: time(8, 0, 0, 0), free: 2 }));
    assert!(slots.iter().all(|slot| slot.begins.hour() != 12), "nobody is served at noon: {slots:?}");
    assert_eq!(slots.last().map(|slot| slot.begins), Some(time(15, 30, 0, 0)));
    hall.try_book("A", 9, 0).unwrap();
    hall.try_book("B", 9, 0).unwrap();
    // Both counters together may book 30 minutes: 15 and 5 are taken, so 10 are left, which is B's time but not A's.
    assert!(hall.try_book("A", 9, 0).unwrap_err().contains("just been taken"));
    hall.try_book("B", 9, 0).unwrap();
    assert!(hall.try_book("A", 9, 10).unwrap_err().contains("no time at which"));
    assert!(hall.try_book("A", 12, 0).unwrap_err().contains("no time at which"));
}

#[test]
fn an_appointment_moves_is_cancelled_and_is_given_up_by_the_clock() {
    let mut hall = Played::at(8, 0);
    hall.act("1", Act::Open);
    hall.act("2", Act::Open);
    let all = hall.hall().places(letter("A"));
    let made = hall.try_book("A", 9, 0).unwrap();
    assert_eq!(hall.hall().places(letter("A")), all - 1, "walk-ins and appointments share the day");
    let moved = hall.hall().move_here(&made, time(10, 0, 0, 0)).unwrap();
    hall.apply(&[Change::Appointment(moved.clone())]);
    let free = |hall: &Played, hour| {
        let slots = hall.hall().slots(letter("A"));
        slots.iter().find(|slot| slot.begins == time(hour, 0, 0, 0)).map(|slot| slot.free)
    };
    assert_eq!((free(&hall, 9), free(&hall, 10)), (Some(2), Some(1)));
    hall.clock(10, 14);
    let kept = hall.hall().places(letter("A"));
    hall.clock(10, 15);
    assert!(hall.hall().places(letter("A")) >= kept, "nobody came: the place is free again");
    let code = hall.code();
    assert!(hall.hall().check_in(&moved, code).unwrap_err().message.en.contains("kept for 15 minutes"));
    let cancelled = hall.hall().cancel(&moved).unwrap();
    hall.apply(&cancelled);
    let gone = hall.day.appointments[&moved.code].clone();
    assert!(hall.hall().cancel(&gone).is_err() && hall.hall().move_here(&gone, time(11, 0, 0, 0)).is_err());
    let closed = hall.hall().close_day();
    assert!(closed.is_empty(), "a cancelled appointment is not missed: {closed:?}");
}

#[test]
fn an_appointment_needs_a_name_and_a_way_to_be_reached() {
    let hall = Played::at(8, 0);
    let booking = |person| Booking {
        group: letter("A"),
        service: None,
        begins: time(9, 0, 0, 0),
        priority: false,
        person,
        account: None,
        lang: Lang::Id,
        code: Code::from_bits(1),
    };
    let fields = |person: Person| {
        let refusal = hall.hall().book(&booking(person)).unwrap_err();
        refusal.faults.into_iter().map(|fault| fault.field).collect::<Vec<_>>()
    };
    assert_eq!(fields(Person::default()), ["name", "phone"]);
    let wrong = Person { name: "Siti".into(), phone: "12".into(), email: "siti".into() };
    assert_eq!(fields(wrong), ["phone", "email"]);
    let mail = Person { name: " Siti ".into(), phone: String::new(), email: "Siti@Contoh.ID".into() };
    let made = hall.hall().book(&booking(mail)).unwrap();
    assert_eq!((made.name.as_str(), made.email.as_deref(), made.phone), ("Siti", Some("siti@contoh.id"), None));
}

#[test]
fn the_estimate_is_played_and_says_when_it_does_not_know() {
    let mut hall = Played::at(9, 0);
    let number = |text: &str| text.parse::<Number>().unwrap();
    assert_eq!(hall.hall().expect_new(letter("A"), false).at, None, "no counter is open");
    hall.act("1", Act::Open);
    for _ in 0..3 {
        hall.take("A", false);
    }
    let third = hall.hall().expect(number("A-003")).unwrap();
    assert_eq!((third.ahead, third.measured), (2, false));
    assert_eq!(third.at, Some(Zone::Wib.at(MONDAY, 9, 30)), "two people of 15 minutes by plan");
    hall.act("2", Act::Open);
    assert_eq!(hall.hall().expect(number("A-003")).unwrap().at, Some(Zone::Wib.at(MONDAY, 9, 15)));
    // Three were served in four minutes each: that is the pace now.
    for minute in [0, 5, 10] {
        hall.clock(9, minute);
        hall.act("1", Act::CallNext);
        hall.act("1", Act::Serve);
        hall.clock(9, minute + 4);
        hall.act("1", Act::Finish);
    }
    assert_eq!(hall.hall().pace(letter("A")), Pace { seconds: 240, measured: true });
    hall.take("A", false);
    hall.take("A", false);
    let fifth = hall.hall().expect(number("A-005")).unwrap();
    assert_eq!((fifth.ahead, fifth.measured), (1, true));
    assert!(hall.hall().expect(number("A-001")).is_none(), "it does not wait");
}

#[test]
fn figures_count_everybody_and_invent_no_times() {
    let mut hall = Played::at(9, 0);
    hall.act("1", Act::Open);
    hall.take("A", false);
    hall.take("A", false);
    hall.clock(9, 10);
    hall.act("1", Act::CallNext);
    hall.act("1", Act::Serve);
    hall.clock(9, 25);
    hall.act("1", Act::Finish);
    let closed = hall.hall().close_day();
    hall.apply(&closed);
    let figures = figures(hall.day.tickets.values(), Zone::Wib);
    assert_eq!((figures.all.drawn, figures.all.served, figures.all.left), (2, 1, 1));
    assert_eq!((figures.all.wait, figures.all.long_wait, figures.all.service), (Some(600), Some(600), Some(900)));
    assert_eq!(figures.hours.keys().copied().collect::<Vec<_>>(), [9]);
    assert_eq!(super::figures([], Zone::Wib).all.wait, None);
}

#[test]
fn rules_that_make_no_hall_are_refused() {
    let broken: [fn(&mut HallRules); 6] = [
        |rules| rules.groups.clear(),
        |rules| rules.counters.truncate(0),
        |rules| rules.groups[1].letter = rules.groups[0].letter,
        |rules| rules.counters[0].groups.push("Z".parse().unwrap()),
        |rules| rules.counters[1].id = "1".into(),
        |rules| rules.appointment_percent = 10,
    ];
    for change in broken {
        let mut rules = rules();
        change(&mut rules);
        assert!(rules.check().is_err(), "{rules:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever people and counters do: a number is at one counter at most, whoever was promised time has it, and nobody in
    /// the ordinary lane is passed over twice in a row by one counter.
    #[test]
    fn a_day_stays_whole(steps in proptest::collection::vec((0_u8..8, 0_u8..2, any::<bool>()), 1..80)) {
        let mut hall = Played::at(9, 0);
        hall.act("1", Act::Open);
        hall.act("2", Act::Open);
        for (what, which, priority) in steps {
            let counter = ["1", "2"][usize::from(which)];
            match what {
                0..=2 => drop(hall.try_take(["A", "B"][usize::from(which)], priority)),
                3 => drop(hall.try_act(counter, Act::CallNext)),
                4 => drop(hall.try_act(counter, Act::Serve)),
                5 => drop(hall.try_act(counter, Act::FinishAndCall)),
                6 => drop(hall.try_act(counter, Act::CallAgain)),
                _ => drop(hall.try_act(counter, Act::NoShow)),
            }
            hall.now = hall.now.saturating_add(jiff::SignedDuration::from_secs(100)).unwrap();
            for id in ["1", "2"] {
                prop_assert!(hall.day.tickets.values().filter(|ticket| ticket.is_at(id)).count() <= 1);
            }
            for ticket in hall.day.waiting() {
                let expected = hall.hall().expect(ticket.number).unwrap();
                prop_assert!(expected.at.is_some_and(|at| at >= hall.now));
                prop_assert!(expected.ahead < hall.day.waiting().count());
            }
        }
        let counts = |letter: &str| hall.day.tickets.keys().filter(|number| number.letter.to_string() == letter).map(|number| number.count).collect::<Vec<_>>();
        for letter in ["A", "B"] {
            let counts = counts(letter);
            prop_assert_eq!(counts.clone(), (1..=u32::try_from(counts.len()).unwrap()).collect::<Vec<_>>());
        }
    }
}
