//! The calendar against the real table of holidays, wrong settings, and laws that counting must obey.

use jiff::civil::{Date, date};
use jiff::{Span, Timestamp};
use proptest::prelude::*;

use super::*;

const HOLIDAYS: &str = include_str!("../../../../../data/libur/libur_indonesia_2020_2027.csv");

fn calendar() -> Calendar {
    Calendar::new(CalendarRules::default(), HOLIDAYS).unwrap()
}

fn fault(rules: &str, holidays: &str) -> String {
    let rules: CalendarRules = serde_json::from_str(rules).unwrap();
    Calendar::new(rules, holidays).unwrap_err().to_string()
}

#[test]
fn the_real_table_is_complete() {
    let calendar = calendar();
    assert_eq!(calendar.years(), (2020, 2027));
    let of = |year, kind| calendar.holidays().filter(|day| day.date.year() == year && day.kind == kind).count();
    assert_eq!((of(2026, HolidayKind::National), of(2026, HolidayKind::JointLeave)), (17, 8));
    assert_eq!((of(2027, HolidayKind::National), of(2027, HolidayKind::JointLeave)), (18, 8));
    assert!(calendar.holidays().all(|holiday| !holiday.name.lacks_words()));
    let christmas = calendar.holiday(date(2026, 12, 25)).unwrap();
    assert_eq!(christmas.name, Text::new("Hari Raya Natal", "Christmas"));
    assert!(calendar.holiday(date(2027, 3, 10)).unwrap().estimated);
}

#[test]
fn working_days_around_idul_fitri_2026() {
    let calendar = calendar();
    assert_eq!(calendar.add_working_days(date(2026, 3, 17), 1), Ok(date(2026, 3, 25)));
    assert_eq!(calendar.working_days_between(date(2026, 3, 17), date(2026, 3, 24)), Ok(0));
    assert_eq!(calendar.closures_between(date(2026, 3, 17), date(2026, 3, 25)).count(), 5);
    assert_eq!(calendar.closures_between(date(2026, 3, 25), date(2026, 3, 17)).count(), 0);
    assert_eq!(calendar.is_working(date(2026, 3, 21)), Ok(false));
    assert_eq!(calendar.working_days_between(date(2025, 12, 31), date(2026, 12, 31)), Ok(240));
}

#[test]
fn zero_days_from_a_closed_day_lead_to_the_next_open_one() {
    let calendar = calendar();
    assert_eq!(calendar.add_working_days(date(2026, 1, 9), 0), Ok(date(2026, 1, 9)));
    assert_eq!(calendar.add_working_days(date(2026, 1, 10), 0), Ok(date(2026, 1, 12)));
    assert_eq!(calendar.working_days_between(date(2026, 1, 12), date(2026, 1, 9)), Ok(0));
}

#[test]
fn a_year_that_is_missing_is_named_and_never_guessed() {
    let calendar = calendar();
    for (asked, year) in [
        (calendar.is_working(date(2028, 1, 3)).map(|_| ()), 2028),
        (calendar.is_working(date(2019, 12, 31)).map(|_| ()), 2019),
        (calendar.add_working_days(date(2027, 12, 20), 30).map(|_| ()), 2028),
        (calendar.working_days_between(date(2026, 1, 1), date(2031, 1, 1)).map(|_| ()), 2031),
        (calendar.add_working_days(date(2026, 1, 1), u32::MAX).map(|_| ()), 2028),
        (calendar.is_working(Date::MAX).map(|_| ()), 9999),
        (calendar.is_working(Date::MIN).map(|_| ()), -9999),
    ] {
        let gap = asked.unwrap_err();
        assert_eq!(gap, CalendarGap { year, first: 2020, last: 2027 });
        assert!(gap.text().id.contains(&format!("belum memuat tahun {year}")));
    }
}

#[test]
fn local_days_and_joint_leave_overrides_are_obeyed() {
    let rules = r#"{
        "version": 3, "zone": "WITA",
        "week": {"monday": "08:00-16:00", "saturday": "08:00-12:00"},
        "closing": [{"date": "2026-01-05", "name": {"id": "Hari jadi kota", "en": "City anniversary"}}],
        "openings": ["2026-12-24", "2026-01-10"]
    }"#;
    let calendar = Calendar::new(serde_json::from_str(rules).unwrap(), HOLIDAYS).unwrap();
    assert_eq!((calendar.version(), calendar.zone(), calendar.minutes_per_day()), (3, Zone::Wita, 450));
    assert_eq!(calendar.is_working(date(2026, 1, 5)), Ok(false));
    assert_eq!(calendar.holiday(date(2026, 1, 5)).unwrap().kind, HolidayKind::Local);
    assert_eq!(calendar.is_working(date(2026, 1, 6)), Ok(false), "a Tuesday without hours");
    assert_eq!(calendar.is_working(date(2026, 1, 10)), Ok(true));
    assert_eq!(calendar.is_working(date(2026, 12, 24)), Ok(true));
    assert_eq!(calendar.hours(date(2026, 12, 24)).unwrap().unwrap().to_string(), "08:00-16:00");
    assert_eq!(calendar.hours(date(2026, 1, 10)).unwrap().unwrap().to_string(), "08:00-12:00");
}

#[test]
fn settings_are_read_from_toml() {
    let rules: CalendarRules = toml_edit::de::from_str(
        r#"
        zone = "WITA"
        openings = [2026-12-24]
        [week]
        monday = "08:00-16:00"
        [[closing]]
        date = 2026-01-05
        name = "Hari jadi kota"
        [[period]]
        name = { id = "Ramadan 1447 H", en = "Ramadan 1447" }
        from = 2026-02-19
        until = 2026-03-19
        week = { monday = "08:00-15:00" }
        "#,
    )
    .unwrap();
    let written = toml_edit::ser::to_string(&rules).unwrap();
    assert_eq!(toml_edit::de::from_str::<CalendarRules>(&written).unwrap(), rules);
    assert!(Calendar::new(rules, HOLIDAYS).is_ok());
}

#[test]
fn ramadan_has_its_own_hours() {
    let rules = r#"{"period": [{
        "name": {"id": "Ramadan 1447 H", "en": "Ramadan 1447"}, "from": "2026-02-19", "until": "2026-03-19",
        "week": {"monday": "08:00-15:00", "friday": "08:00-15:30"}
    }]}"#;
    let calendar = Calendar::new(serde_json::from_str(rules).unwrap(), HOLIDAYS).unwrap();
    let monday = date(2026, 2, 23);
    let after = calendar.arrival_day(Zone::Wib.at(monday, 15, 0));
    assert_eq!(after, Ok(date(2026, 2, 27)), "that week only Friday follows");
    assert_eq!(calendar.arrival_day(Zone::Wib.at(monday, 14, 59)), Ok(monday));
    assert_eq!(calendar.is_open(Zone::Wib.at(date(2026, 2, 16), 15, 30)), Ok(false), "joint leave");
    assert_eq!(calendar.is_open(Zone::Wib.at(date(2026, 2, 9), 15, 30)), Ok(true));
    assert_eq!(calendar.is_open(Zone::Wib.at(date(2026, 2, 9), 7, 59)), Ok(false));
}

#[test]
fn minutes_run_only_while_the_office_is_open() {
    let calendar = calendar();
    let friday = |hour, minute| Zone::Wib.at(date(2026, 1, 9), hour, minute);
    assert_eq!(calendar.add_minutes(friday(10, 0), 90), Ok(friday(11, 30)));
    assert_eq!(calendar.add_minutes(friday(6, 0), 30), Ok(friday(8, 30)));
    assert_eq!(calendar.add_minutes(friday(16, 0), 30), Ok(friday(16, 30)));
    let monday = Zone::Wib.at(date(2026, 1, 12), 8, 1);
    assert_eq!(calendar.add_minutes(friday(16, 0), 31), Ok(monday));
    assert_eq!(calendar.add_minutes(friday(22, 0), 1), Ok(monday));
    assert!(calendar.add_minutes(friday(22, 0), u32::MAX).is_err());
}

#[test]
fn wrong_tables_and_rules_are_refused_with_their_place() {
    let good = "tanggal,jenis,nama,perkiraan\n2026-01-01,libur_nasional,Tahun Baru,0\n";
    for (rules, holidays, said) in [
        ("{}", "", "Tabel hari libur kosong"),
        ("{}", "h\n2026-13-01,libur_nasional,x,0", "baris 2: tanggal tidak terbaca"),
        ("{}", "h\n\n2026-01-01,libur,x,0", "baris 3: jenis harus"),
        ("{}", "h\n2026-01-01,libur_nasional", "baris 2: harus ada empat kolom"),
        ("{}", "h\n2025-01-01,libur_nasional,x,0\n2027-01-01,libur_nasional,x,0", "melompati tahun 2026"),
        (r#"{"week": {}}"#, good, "paling sedikit satu hari buka"),
        (r#"{"minutes_per_day": 0}"#, good, "minutes_per_day"),
        (r#"{"openings": ["2027-01-02"]}"#, good, "di luar tabel hari libur"),
        (r#"{"closing": [{"date": "2025-01-02", "name": "x"}]}"#, good, "di luar tabel hari libur"),
        (
            r#"{"period": [{"name": "x", "from": "2026-03-02", "until": "2026-03-01", "week": {"monday": "8.00-9.00"}}]}"#,
            good,
            "berakhir sebelum mulai",
        ),
    ] {
        let fault = fault(rules, holidays);
        assert!(fault.contains(said), "{said}: {fault}");
    }
    assert!(serde_json::from_str::<CalendarRules>(r#"{"libur": []}"#).is_err());
}

fn day() -> impl Strategy<Value = Date> {
    (0i64..2190).prop_map(|days| date(2020, 1, 1).saturating_add(Span::new().days(days)))
}

proptest! {
    #[test]
    fn adding_and_counting_are_inverse_and_never_end_on_a_closed_day(from in day(), n in 1u32..400) {
        let calendar = calendar();
        let to = calendar.add_working_days(from, n).unwrap();
        prop_assert!(to > from);
        prop_assert!(calendar.is_working(to).unwrap());
        prop_assert!(calendar.holiday(to).is_none());
        prop_assert_eq!(calendar.working_days_between(from, to).unwrap(), n);
    }

    #[test]
    fn counting_agrees_with_looking_at_each_day(a in day(), days in 0i64..200) {
        let calendar = calendar();
        let b = a.saturating_add(Span::new().days(days));
        let mut counted = 0;
        let mut date = a;
        while date < b {
            date = date.tomorrow().unwrap();
            counted += u32::from(calendar.is_working(date).unwrap());
        }
        prop_assert_eq!(calendar.working_days_between(a, b).unwrap(), counted);
    }

    #[test]
    fn later_days_never_come_earlier(a in day(), b in day(), n in 0u32..60, m in 0u32..60) {
        let calendar = calendar();
        let (a, b, n, m) = (a.min(b), a.max(b), n.min(m), n.max(m));
        prop_assert!(calendar.add_working_days(a, n).unwrap() <= calendar.add_working_days(b, m).unwrap());
    }

    #[test]
    fn an_arrival_counts_for_a_working_day_not_before_it(from in day(), hour in 0u8..24, minutes in 0u32..6000) {
        let calendar = calendar();
        let at = Zone::Wib.at(from, hour, 0);
        let arrival = calendar.arrival_day(at).unwrap();
        prop_assert!(arrival >= from && calendar.is_working(arrival).unwrap());
        let done: Timestamp = calendar.add_minutes(at, minutes).unwrap();
        prop_assert!(done >= at);
        prop_assert!(calendar.add_minutes(at, minutes + 1).unwrap() > done);
    }
}

fn closed(day: Date, joint_leave: bool) -> CalendarChange {
    CalendarChange::Closed { date: day, name: Text::new("Hari jadi kota", "City anniversary"), joint_leave }
}

#[test]
fn a_closing_day_is_declared_once_and_can_be_withdrawn() {
    let day = date(2026, 4, 16);
    for joint_leave in [false, true] {
        let after = calendar().changed(&closed(day, joint_leave)).unwrap();
        assert_eq!((after.version(), after.is_working(day)), (2, Ok(false)));
        let kind = if joint_leave { HolidayKind::JointLeave } else { HolidayKind::Local };
        assert_eq!(after.holiday(day).unwrap().kind, kind);
        let twice = after.changed(&closed(day, false)).unwrap_err();
        assert!(twice.0.id.contains("memang sudah tutup (Hari jadi kota)"), "{twice}");
        let again = after.changed(&CalendarChange::Opened { date: day }).unwrap();
        assert_eq!((again.version(), again.is_working(day)), (3, Ok(true)));
        assert!(again.changed(&CalendarChange::Opened { date: day }).unwrap_err().0.en.contains("works on 2026-04-16"));
    }
    let saturday = calendar().changed(&CalendarChange::Opened { date: date(2026, 1, 10) }).unwrap();
    assert_eq!(saturday.is_working(date(2026, 1, 10)), Ok(true));
    assert!(calendar().changed(&closed(date(2028, 1, 3), false)).unwrap_err().0.id.contains("belum memuat tahun 2028"));
}

#[test]
fn the_later_decision_about_hours_counts_and_can_be_withdrawn() {
    let period = |from, until, hours: &str| CalendarChange::Hours {
        period: Period {
            name: Text::same("Ramadan"),
            from,
            until,
            week: serde_json::from_value(serde_json::json!({ "monday": hours })).unwrap(),
        },
    };
    let monday = date(2026, 2, 23);
    let hours = |calendar: &Calendar| calendar.hours(monday).unwrap().unwrap().to_string();
    let first = calendar().changed(&period(date(2026, 2, 19), date(2026, 3, 19), "08:00-15:00")).unwrap();
    let second = first.changed(&period(date(2026, 2, 20), date(2026, 2, 27), "08:00-12:00")).unwrap();
    assert_eq!((hours(&first).as_str(), hours(&second).as_str()), ("08:00-15:00", "08:00-12:00"));
    let dropped = second.changed(&CalendarChange::HoursDropped { from: date(2026, 2, 20) }).unwrap();
    assert_eq!((hours(&dropped).as_str(), dropped.version()), ("08:00-15:00", 4));
    assert!(dropped.changed(&CalendarChange::HoursDropped { from: date(2026, 2, 20) }).is_err());
}

#[test]
fn a_table_is_refused_line_by_line_and_replaces_only_its_years_and_kinds() {
    let table = "tanggal,jenis,nama,perkiraan\n\
        2026-02-30,cuti_bersama,Bukan hari,0\n\
        2026-08-18,cuti_bersama,Sehari sesudah kemerdekaan,0\n\
        2026-08-18,cuti_bersama,Sekali lagi,0\n\
        2026-08-17,cuti_bersama,Menimpa hari kemerdekaan,0\n\
        2026-12-24,cuti,Natal,0\n\
        2026-12-24,cuti_bersama,,0\n\
        2026-12-24,cuti_bersama\n\
        2026-12-24,cuti_bersama,Natal,mungkin\n\
        2029-01-02,cuti_bersama,Tahun asing,0\n";
    let faults = calendar().read_table(table).unwrap_err();
    let mut lines: Vec<usize> = faults.iter().map(|fault| fault.line).collect();
    lines.sort_unstable();
    assert_eq!(lines, [2, 4, 5, 6, 7, 8, 9, 10], "every line but the good one is named once");
    let told = calendar().changed(&CalendarChange::Table { csv: table.to_owned() }).unwrap_err().to_string();
    assert!(told.contains("Baris 4: tanggal 2026-08-18 sudah ada di baris 3"), "{told}");
    assert!(told.contains("Baris 5: 2026-08-17 sudah libur nasional"), "{told}");

    let good = "tanggal,jenis,nama,perkiraan\n2026-08-18,cuti_bersama,Sehari sesudah kemerdekaan,0\n";
    let after = calendar().changed(&CalendarChange::Table { csv: good.to_owned() }).unwrap();
    let leave = |calendar: &Calendar, year| {
        calendar.holidays().filter(|day| day.date.year() == year && day.kind == HolidayKind::JointLeave).count()
    };
    assert_eq!((leave(&after, 2026), leave(&after, 2027)), (1, leave(&calendar(), 2027)));
    assert_eq!(after.is_working(date(2026, 8, 17)), Ok(false), "the national holidays stay");
    let next = "h\n2028-01-01,libur_nasional,Tahun Baru,0\n2028-01-03,cuti_bersama,Cuti,1\n";
    assert_eq!(after.changed(&CalendarChange::Table { csv: next.to_owned() }).unwrap().years(), (2020, 2028));
    assert!(calendar().read_table("h\n").is_err(), "an empty table is none");
}

#[test]
fn every_version_stays_known_with_the_moment_from_which_it_counted() {
    let base = |week: &str| CalendarChange::Base {
        rules: Box::new(serde_json::from_str(week).unwrap()),
        holidays: HOLIDAYS.to_owned(),
    };
    let at = |day| Zone::Wib.at(date(2026, 4, day), 9, 0);
    let day = date(2026, 4, 16);
    let changes = [(at(1), base("{}")), (at(8), closed(day, true)), (at(20), base(r#"{"minutes_per_day": 300}"#))];
    let calendars = Calendars::replay(changes.iter().map(|(at, change)| (*at, change))).unwrap();
    let works = |moment| calendars.at(moment).unwrap().is_working(day).unwrap();
    assert!(works(at(1)) && works(at(7)) && !works(at(8)) && !works(at(30)));
    assert!(works("2020-01-01T00:00:00Z".parse().unwrap()), "before the first decision the first one counts");
    let newest = calendars.newest().unwrap();
    assert_eq!((newest.version(), newest.minutes_per_day(), newest.is_working(day)), (3, 300, Ok(false)));
    assert_eq!(calendars.version(2).unwrap().minutes_per_day(), 450);
    assert!(Calendars::replay([(at(1), &closed(day, false))]).is_err());
    assert!(Calendars::replay([]).unwrap().newest().is_none());
}

#[test]
fn changes_are_written_as_they_were() {
    let samples = [
        (
            closed(date(2026, 4, 16), true),
            r#"{"kind":"closed","date":"2026-04-16","name":{"id":"Hari jadi kota","en":"City anniversary"},"joint_leave":true}"#,
        ),
        (CalendarChange::Opened { date: date(2026, 4, 16) }, r#"{"kind":"opened","date":"2026-04-16"}"#),
        (CalendarChange::HoursDropped { from: date(2026, 2, 19) }, r#"{"kind":"hours_dropped","from":"2026-02-19"}"#),
        (CalendarChange::Table { csv: "h\n".to_owned() }, r#"{"kind":"table","csv":"h\n"}"#),
    ];
    for (change, text) in samples {
        assert_eq!(serde_json::to_string(&change).unwrap(), text);
        assert_eq!(serde_json::from_str::<CalendarChange>(text).unwrap(), change);
    }
}
