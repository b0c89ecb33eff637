//! The clock against the cases that went wrong elsewhere: corrections, late hours, holidays, silence, reopening.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::lang::{Lang, Text};
use crate::office::calendar::{Calendar, CalendarChange, CalendarRules, Zone};

const TEN: Promise = Promise { days: 10 };

fn calendar() -> Calendar {
    let holidays = include_str!("../../../../data/libur/libur_indonesia_2020_2027.csv");
    Calendar::new(CalendarRules::default(), holidays).unwrap()
}

fn at(day: Date, hour: u8, minute: u8) -> Timestamp {
    Zone::Wib.at(day, hour, minute)
}

fn nine(day: Date) -> Timestamp {
    at(day, 9, 0)
}

/// A ledger that begins with the office and changes hands between applicant and office at each further moment.
fn handed(moments: &[Timestamp]) -> Ledger {
    let mut ledger = Ledger::default();
    for (index, moment) in moments.iter().enumerate() {
        let holder = if index % 2 == 0 { Holder::FrontOffice } else { Holder::Applicant };
        let reason = holder.usual_reason();
        ledger.switch(*moment, holder, reason);
    }
    ledger
}

fn due_of(moments: &[Timestamp]) -> Due {
    due(&handed(moments), moments[0], TEN, &calendar()).unwrap()
}

#[test]
fn s01_a_correction_moves_the_due_day_by_the_actual_pause() {
    let calendar = calendar();
    let start = date(2026, 4, 6);
    let asked = calendar.add_working_days(start, 3).unwrap();
    let answered = calendar.add_working_days(asked, 6).unwrap();

    let waiting = due_of(&[nine(start), nine(asked)]);
    assert!(waiting.paused);
    assert_eq!((waiting.date, waiting.counted, waiting.left), (None, 3, 7));

    let back = due_of(&[nine(start), nine(asked), nine(answered)]);
    assert!(!back.paused);
    assert_eq!((back.counted, back.left, back.credit()), (3, 7, 6));
    assert_eq!(back.credited, [Credit { reason: Reason::Correction, days: 6 }]);
    let undisturbed = due_of(&[nine(start)]).date.unwrap();
    assert_eq!(calendar.working_days_between(undisturbed, back.date.unwrap()), Ok(6));
    assert_eq!(back.date, Some(date(2026, 4, 28)));
    assert_eq!(back.counted_by(calendar.add_working_days(answered, 2).unwrap(), &calendar), Ok(5));
}

#[test]
fn s01_asked_in_the_last_minute_of_friday() {
    let (start, friday) = (date(2026, 4, 6), date(2026, 4, 10));
    for (hour, minute) in [(16, 29), (16, 59), (23, 59)] {
        let answered = date(2026, 4, 15);
        let due = due_of(&[nine(start), at(friday, hour, minute), nine(answered)]);
        assert_eq!((due.counted, due.credit()), (4, 3), "asked at {hour}:{minute}");
        assert_eq!(due.date, Some(date(2026, 4, 23)));
    }
}

#[test]
fn s01_answered_on_a_holiday_counts_for_the_next_working_day() {
    let calendar = calendar();
    // Thursday 14 May is Ascension Day and Friday joint leave: the answer counts for Monday the 18th.
    let moments = [nine(date(2026, 5, 4)), nine(date(2026, 5, 8)), at(date(2026, 5, 14), 13, 0)];
    let due = due_of(&moments);
    assert_eq!((due.counted, due.left, due.credit()), (4, 6, 4));
    assert_eq!(due.date, Some(date(2026, 5, 26)));
    for today in [date(2026, 5, 14), date(2026, 5, 16), date(2026, 5, 18)] {
        assert_eq!(due.counted_by(today, &calendar), Ok(4), "{today}");
        assert_eq!(lateness(&due, today, &calendar), Ok(Lateness::OnTime(6)));
    }
    assert_eq!(due.counted_by(date(2026, 5, 19), &calendar), Ok(5));
}

#[test]
fn s01_a_pause_over_idul_fitri_counts_working_days_only() {
    // 18 to 24 March 2026 has no working day: joint leave, Nyepi, Idul Fitri and a weekend.
    let due = due_of(&[nine(date(2026, 3, 9)), nine(date(2026, 3, 12)), nine(date(2026, 3, 26))]);
    assert_eq!((due.counted, due.credit()), (3, 5));
    assert_eq!(due.date, Some(date(2026, 4, 7)));
    assert_eq!(due.skipped.len(), 6, "Good Friday among them");
}

#[test]
fn an_answer_outside_hours_to_a_question_outside_hours_costs_nobody_a_day() {
    let (start, friday) = (date(2026, 4, 6), date(2026, 4, 10));
    let undisturbed = due_of(&[nine(start)]).date;
    let evening = [nine(start), at(friday, 17, 0), at(friday, 18, 0)];
    assert_eq!(due_of(&evening).date, undisturbed);
    let sunday = [nine(start), at(friday, 17, 0), at(date(2026, 4, 12), 20, 0)];
    assert_eq!((due_of(&sunday).date, due_of(&sunday).credit()), (undisturbed, 0));
    let same_day = [nine(start), at(friday, 9, 0), at(friday, 15, 0)];
    assert_eq!(due_of(&same_day).date, undisturbed);
    let monday = [nine(start), at(friday, 17, 0), at(date(2026, 4, 13), 10, 0)];
    assert_eq!(due_of(&monday).credit(), 1);
}

#[test]
fn what_arrives_after_closing_counts_from_the_next_working_day() {
    let due = due_of(&[at(date(2026, 4, 10), 16, 30)]);
    assert_eq!((due.received, due.start), (date(2026, 4, 10), date(2026, 4, 13)));
    assert_eq!(due.date, Some(date(2026, 4, 27)));
    assert_eq!(
        explain(&due, Lang::Id),
        "Janji 10 hari kerja sejak 13 April 2026 (masuk 10 April di luar jam layanan) berakhir 27 April 2026."
    );
    // Returned the same evening, before its day 0: the pause is counted from day 0 on.
    let moments = [at(date(2026, 4, 10), 18, 0), at(date(2026, 4, 10), 18, 30), nine(date(2026, 4, 14))];
    let due = due_of(&moments);
    assert_eq!((due.counted, due.credit(), due.date), (0, 1, Some(date(2026, 4, 28))));
}

#[test]
fn s02_four_rounds_leave_four_intervals_and_no_false_overdue() {
    let calendar = calendar();
    let mut moments = vec![nine(date(2026, 6, 2))];
    let mut day = date(2026, 6, 2);
    for _ in 0..4 {
        day = calendar.add_working_days(day, 2).unwrap();
        moments.push(nine(day));
        day = calendar.add_working_days(day, 5).unwrap();
        moments.push(nine(day));
    }
    let ledger = handed(&moments);
    let applicant = ledger.intervals.iter().filter(|interval| interval.holder == Holder::Applicant);
    assert_eq!(applicant.count(), 4);
    let due = due(&ledger, moments[0], TEN, &calendar).unwrap();
    assert_eq!((due.counted, due.left, due.credit()), (8, 2, 20));
    assert_eq!(due.credited.len(), 1, "one reason, said once");
    assert_eq!(lateness(&due, day, &calendar), Ok(Lateness::OnTime(2)));
    assert_eq!(calendar.working_days_between(day, due.date.unwrap()), Ok(2));
}

#[test]
fn days_on_which_several_things_stop_the_clock_count_once() {
    let calendar = calendar();
    let day = |day| nine(date(2026, 4, day));
    let mut ledger = Ledger::default();
    ledger.switch(day(6), Holder::Agency("pupr".to_owned()), Reason::Work);
    ledger.join(day(7), Holder::Applicant, Reason::Correction);
    ledger.join(day(8), Holder::Outage, Reason::Outage);
    assert_eq!(ledger.holder(), Some(&Holder::Outage));
    assert_eq!(ledger.holders().count(), 3);
    ledger.leave(day(9), &Holder::Applicant);
    ledger.leave(day(10), &Holder::Outage);
    assert_eq!(ledger.holder(), Some(&Holder::Agency("pupr".to_owned())));
    assert_eq!(ledger.since(), Some(day(6)));
    let due = due(&ledger, day(6), TEN, &calendar).unwrap();
    let credits = [Credit { reason: Reason::Correction, days: 2 }, Credit { reason: Reason::Outage, days: 1 }];
    assert_eq!(due.credited, credits);
    assert_eq!((due.counted, due.date), (1, Some(date(2026, 4, 23))));
}

#[test]
fn s06_reopening_restores_the_clock() {
    let calendar = calendar();
    let mut ledger = handed(&[nine(date(2026, 4, 6)), nine(date(2026, 4, 9))]);
    ledger.close(nine(date(2026, 4, 20)));
    assert_eq!((ledger.holder(), ledger.closed_at()), (None, Some(nine(date(2026, 4, 20)))));
    let closed = due(&ledger, nine(date(2026, 4, 6)), TEN, &calendar).unwrap();
    assert_eq!((closed.counted, closed.closed), (3, Some(date(2026, 4, 20))));
    ledger.switch(nine(date(2026, 4, 27)), Holder::FrontOffice, Reason::Work);
    let reopened = due(&ledger, nine(date(2026, 4, 6)), TEN, &calendar).unwrap();
    assert_eq!((reopened.counted, reopened.left, reopened.closed), (3, 7, None));
    assert_eq!(reopened.credited[1], Credit { reason: Reason::Closed, days: 5 });
    // Seven working days after the 27th, the 1st of May being a holiday.
    assert_eq!(reopened.date, Some(date(2026, 5, 7)));
}

#[test]
fn s06_a_timer_of_days_acts_on_the_next_day_and_not_before() {
    let calendar = calendar();
    let friday = date(2026, 4, 10);
    let time = WorkingTime::Days(5);
    assert_eq!(time.due_day(nine(friday), &calendar), Ok(date(2026, 4, 17)));
    assert_eq!(time.over(nine(friday), &calendar), Ok(at(date(2026, 4, 20), 8, 0)));
    let hours = WorkingTime::Hours(2);
    assert_eq!(hours.over(at(friday, 15, 30), &calendar), Ok(at(date(2026, 4, 13), 9, 0)));
    assert_eq!(hours.due_day(at(friday, 15, 30), &calendar), Ok(date(2026, 4, 13)));
    assert_eq!(WorkingTime::Minutes(0).over(at(friday, 15, 30), &calendar), Ok(at(friday, 15, 30)));
}

#[test]
fn s07_a_holiday_declared_late_moves_open_due_days() {
    let moments = [nine(date(2026, 4, 6))];
    let name = Text::same("Hari jadi kota");
    let closed = CalendarChange::Closed { date: date(2026, 4, 16), name, joint_leave: false };
    let later = calendar().changed(&closed).unwrap();
    assert_eq!(later.version(), 2);
    assert_eq!(due_of(&moments).date, Some(date(2026, 4, 20)));
    let moved = due(&handed(&moments), moments[0], TEN, &later).unwrap();
    assert_eq!(moved.date, Some(date(2026, 4, 21)));
    assert!(explain(&moved, Lang::Id).contains("melewati 1 hari libur (Hari jadi kota 16 April)"));
}

#[test]
fn s08_lateness_is_derived_and_a_later_pause_does_not_mend_it() {
    let calendar = calendar();
    let start = date(2026, 4, 6);
    let on_time = due_of(&[nine(start)]);
    assert_eq!(on_time.date, Some(date(2026, 4, 20)));
    assert_eq!(lateness(&on_time, date(2026, 4, 20), &calendar), Ok(Lateness::OnTime(0)));
    assert_eq!(lateness(&on_time, date(2026, 4, 23), &calendar), Ok(Lateness::Late(3)));
    let friday_promise = due(&handed(&[nine(start)]), nine(start), Promise { days: 4 }, &calendar).unwrap();
    assert_eq!(lateness(&friday_promise, date(2026, 4, 11), &calendar), Ok(Lateness::Late(1)), "a Saturday");

    let asked_late = due_of(&[nine(start), nine(date(2026, 4, 22))]);
    assert_eq!((asked_late.paused, asked_late.left), (true, -2));
    assert_eq!(lateness(&asked_late, date(2026, 5, 29), &calendar), Ok(Lateness::Late(2)));
    assert!(explain(&asked_late, Lang::Id).ends_with("tetapi saat itu sudah terlewati 2 hari kerja."));
    let back = due_of(&[nine(start), nine(date(2026, 4, 22)), nine(date(2026, 4, 29))]);
    assert_eq!(lateness(&back, date(2026, 4, 29), &calendar), Ok(Lateness::Late(2)));

    let mut ledger = handed(&[nine(start)]);
    ledger.close(nine(date(2026, 4, 17)));
    let ended = due(&ledger, nine(start), TEN, &calendar).unwrap();
    assert_eq!(lateness(&ended, date(2026, 12, 1), &calendar), Ok(Lateness::OnTime(1)));
}

#[test]
fn the_sentence_says_what_happened_in_both_languages() {
    let waiting = due_of(&[nine(date(2026, 4, 6)), nine(date(2026, 4, 9))]);
    assert_eq!(
        explain(&waiting, Lang::Id),
        "Janji 10 hari kerja sejak 6 April 2026 berhenti dihitung sejak 9 April 2026 karena menunggu perbaikan dari \
         Anda; 3 hari kerja sudah terpakai dan 7 hari kerja tersisa."
    );
    let back = due_of(&[nine(date(2026, 3, 9)), nine(date(2026, 3, 12)), nine(date(2026, 3, 26))]);
    assert_eq!(
        explain_to(&back, Reader::Officer, Lang::En),
        "The promise of 10 working days from 9 March 2026, plus 5 working days while waiting for the applicant's \
         correction, and passing 6 holidays (Day of Silence (Nyepi) joint leave 18 March; Day of Silence (Nyepi) 19 \
         March; Eid al-Fitr joint leave 20, 23, and 24 March; Good Friday 3 April), ends on 7 April 2026."
    );
}

#[test]
fn a_due_day_beyond_the_table_of_holidays_is_an_error_that_helps() {
    let start = nine(date(2027, 12, 28));
    let gap = due(&handed(&[start]), start, TEN, &calendar()).unwrap_err();
    assert_eq!(gap.year, 2028);
    assert!(gap.text().id.contains("Tambahkan hari libur dan cuti bersama tahun 2028"));
}

#[test]
fn switching_to_the_same_holder_changes_nothing() {
    let mut ledger = handed(&[nine(date(2026, 4, 6))]);
    ledger.switch(nine(date(2026, 4, 7)), Holder::FrontOffice, Reason::Work);
    assert_eq!(ledger.intervals.len(), 1);
    let json = serde_json::to_string(&ledger).unwrap();
    assert_eq!(json, r#"[{"holder":"front_office","reason":"work","from":"2026-04-06T02:00:00Z","until":null}]"#);
    assert_eq!(serde_json::from_str::<Ledger>(&json).unwrap(), ledger);
    assert_eq!(serde_json::to_string(&Holder::Agency("pupr".into())).unwrap(), r#"{"agency":"pupr"}"#);
}

#[test]
fn times_are_read_in_both_languages_and_only_with_a_unit() {
    for (text, time) in [
        ("15 menit", WorkingTime::Minutes(15)),
        ("15 minutes", WorkingTime::Minutes(15)),
        ("2 Jam", WorkingTime::Hours(2)),
        ("1 hour", WorkingTime::Hours(1)),
        (" 3  hari kerja ", WorkingTime::Days(3)),
        ("1 working day", WorkingTime::Days(1)),
    ] {
        assert_eq!(text.parse(), Ok(time), "{text}");
        assert_eq!(time.to_string().parse(), Ok(time));
        assert_eq!(time.text(Lang::En).parse(), Ok(time));
    }
    for (text, said) in [
        ("3", "tidak bersatuan"),
        ("3 hari", "Tulis \"3 hari kerja\""),
        ("2 minggu", "Satuan waktu \"minggu\" tidak dikenal"),
        ("1,5 jam", "bilangan bulat"),
        ("segera", "bilangan bulat"),
        ("", "bilangan bulat"),
        ("-1 jam", "bilangan bulat"),
        ("99999999999 jam", "bilangan bulat"),
    ] {
        let fault = text.parse::<WorkingTime>().unwrap_err().to_string();
        assert!(fault.contains(said), "{text}: {fault}");
    }
    assert_eq!(serde_json::to_string(&WorkingTime::Days(9)).unwrap(), "\"9 hari kerja\"");
    assert!(serde_json::from_str::<WorkingTime>("\"9\"").unwrap_err().to_string().contains("9 hari kerja"));
}

proptest! {
    /// However often a case changes hands, the due day moves by the working days that were paused, days used and days
    /// left add up to the promise, and the day of the last answer is never later than the due day by itself.
    #[test]
    fn used_paused_and_left_add_up(
        first in 0i32..700,
        gaps in prop::collection::vec((0i64..12, 0u8..24), 1..9),
    ) {
        let calendar = calendar();
        let mut day = date(2024, 1, 2).saturating_add(jiff::Span::new().days(first));
        let mut moments = vec![nine(day)];
        for (days, hour) in gaps {
            day = day.saturating_add(jiff::Span::new().days(days));
            let moment = at(day, hour, 0);
            moments.push(moment.max(*moments.last().unwrap()));
        }
        let ledger = handed(&moments);
        let due = due(&ledger, moments[0], TEN, &calendar).unwrap();
        prop_assert_eq!(i32::from(due.counted) + due.left, 10);
        prop_assert_eq!(due.paused, ledger.holder() == Some(&Holder::Applicant));
        prop_assert_eq!(due.date.is_none(), due.paused);
        if let Some(date) = due.date {
            prop_assert!(calendar.is_working(date).unwrap());
            prop_assert_eq!(calendar.working_days_between(due.start, date).unwrap(), 10 + due.credit());
            let later = calendar.add_working_days(date, 3).unwrap();
            prop_assert_eq!(lateness(&due, later, &calendar).unwrap(), Lateness::Late(3));
        }
        let passed = calendar.working_days_between(due.start, day).unwrap();
        prop_assert!(u32::from(due.counted) <= passed);
    }
}
