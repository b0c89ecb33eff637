//! S07: a holiday that is declared late moves what is open, tells those whom it concerns, and leaves the past alone.

use crate::on_both;
use crate::support::{Office, TO_THE_HEAD};
use casework::case::CaseId;
use jiff::Timestamp;
use jiff::civil::{Date, date};

/// Joint leave as the administrator's form declares it.
async fn joint_leave(office: &Office, day: &str, request: &str) {
    let fields = [
        ("request_id", request),
        ("tanggal", day),
        ("jenis", "cuti"),
        ("nama", "Cuti bersama tambahan"),
        ("nama_en", "Additional joint leave"),
        ("alasan", "Keputusan bersama yang baru"),
        ("dasar", "SKB 12/2026"),
    ];
    office.officer("admin").await.post("/meja/kalender/tutup", &fields).await.is(303);
}

async fn promised(office: &Office, case: CaseId) -> Option<String> {
    let sql = "select due from case_row where office = 'palembang' and id = $1";
    office.desk().query(sql, vec![case.0.into()]).await.unwrap()[0].opt_text(0).map(str::to_owned)
}

async fn step_due(office: &Office, case: CaseId) -> String {
    let sql = "select due from task where office = 'palembang' and case_id = $1";
    office.desk().query(sql, vec![case.0.into()]).await.unwrap()[0].text(0).to_owned()
}

/// When the timers of the agency's step are to fire.
async fn hours(office: &Office, case: CaseId) -> Vec<Timestamp> {
    let sql = "select run_at_us from job where kind = 'timer' and done_us is null and id like $1 order by run_at_us";
    let name = format!("timer-{}-%dinkes%", case.0);
    let rows = office.desk().query(sql, vec![name.as_str().into()]).await.unwrap();
    rows.iter().map(|row| Timestamp::from_microsecond(row.int(0)).unwrap()).collect()
}

/// The messages about moved days, recipient and text.
async fn told(office: &Office) -> Vec<(String, String)> {
    let sql = "select recipient, body from message where id like 'moved-%' order by id";
    let rows = office.desk().query(sql, Vec::new()).await.unwrap();
    rows.iter().map(|row| (row.text(0).to_owned(), row.text(1).to_owned())).collect()
}

on_both! {
    async fn s07_a_holiday_declared_late_moves_open_days_tells_applicants_once_and_leaves_the_past(office: Office) {
        // Ended before the change: its figures stay for ever.
        let ended = office.file("sip-dokter", office.sample("sip-dokter", "dasar"), "ani@surel.contoh").await.unwrap();
        ended.walk(&TO_THE_HEAD).await;
        ended.walk(&[("keputusan", "setuju"), ("penyerahan", "diserahkan")]).await;
        // Open: at the agency, at the counter without an e-mail address, and one whose day lies before the holiday.
        let open = office.file("sip-dokter", office.sample("sip-dokter", "dasar"), "budi@surel.contoh").await.unwrap();
        open.walk(&TO_THE_HEAD[..2]).await;
        let counter = office.file_at_counter("sip-dokter", office.sample("sip-dokter", "dasar")).await.unwrap();
        let soon = office.file("penelitian", office.sample("penelitian", "dasar"), "cici@surel.contoh").await.unwrap();
        office.work().await;

        let tracking = open.case().await.filing().unwrap().tracking.to_string();
        let (before, step_before) = (promised(&office, open.id).await.unwrap(), step_due(&office, open.id).await);
        let before: Date = before.parse().unwrap();
        let timers_before = hours(&office, open.id).await;
        let (past, soon_before) = (promised(&office, ended.id).await, promised(&office, soon.id).await);
        assert!(soon_before.as_deref() < Some("2026-01-21") && before > date(2026, 1, 21), "{before}, {soon_before:?}");
        let figures = "select day, days, finished, on_time from case_count order by day";
        let counted = office.desk().query(figures, Vec::new()).await.unwrap();

        // The office works; the leave of Wednesday next week is declared.
        office.at("2026-01-13T10:00:00+07:00").await;
        joint_leave(&office, "2026-01-21", "a1").await;
        office.work().await;

        let after: Date = promised(&office, open.id).await.unwrap().parse().unwrap();
        let calendar = office.desk().office().calendar.clone();
        assert_eq!(after, calendar.next_working_day(before).unwrap(), "one working day later");
        assert_eq!(promised(&office, counter.id).await, Some(after.to_string()));
        assert_eq!(promised(&office, soon.id).await, soon_before, "its day lies before the holiday");
        assert_eq!((promised(&office, ended.id).await, step_before), (past, step_due(&office, open.id).await));
        assert_eq!(office.desk().query(figures, Vec::new()).await.unwrap(), counted);
        let timers = hours(&office, open.id).await;
        assert_eq!(timers[..2], timers_before[..2], "these come before the holiday");
        assert_eq!(timers[2].duration_since(timers_before[2]).as_hours(), 24, "this was to fire on it");

        let messages = told(&office).await;
        let [(to, text)] = &messages[..] else { panic!("{messages:?}") };
        assert_eq!(to, "budi@surel.contoh");
        for words in [
            server::ui::words::weekday(casework::lang::Lang::Id, before),
            server::ui::words::weekday(casework::lang::Lang::Id, after),
            "Cuti bersama tambahan 21".to_owned(),
            "Additional joint leave 21 January".to_owned(),
        ] {
            assert!(text.contains(&words), "{words} is not in {text}");
        }
        let page = office.visitor().get(&format!("/lacak/{tracking}")).await;
        page.has(&server::ui::words::day(casework::lang::Lang::Id, after)).has("Cuti bersama tambahan 21");

        // A second look and a retry tell nobody twice, and the rows are those that the events give.
        office.at("2026-01-13T10:05:00+07:00").await;
        assert_eq!(told(&office).await.len(), 1);
        let differences = office.app.differences(&office.desk()).await.unwrap();
        assert!(differences.is_empty(), "{differences:?}");
        office.app.rebuild(&office.desk()).await.unwrap();
        assert_eq!(promised(&office, open.id).await, Some(after.to_string()));

        // The report says by which version each was counted.
        let report = office.officer("kepala").await.get("/meja/register.csv").await.text();
        let line = |case: &str| report.lines().find(|line| line.contains(case)).unwrap_or_else(|| panic!("{report}")).to_owned();
        let number = ended.case().await.filing().unwrap().number.clone();
        assert!(line(&number).trim_end().ends_with(",1"), "{}", line(&number));
        open.walk(&TO_THE_HEAD[2..]).await;
        open.walk(&[("keputusan", "setuju"), ("penyerahan", "diserahkan")]).await;
        assert_eq!(open.case().await.ended.unwrap().calendar, 2);
    }
}

on_both! {
    async fn s07_steps_and_timers_move_too_and_a_timer_never_fires_by_the_old_calendar(office: Office) {
        let open = office.file("sip-dokter", office.sample("sip-dokter", "dasar"), "budi@surel.contoh").await.unwrap();
        open.walk(&TO_THE_HEAD[..2]).await;
        let before = hours(&office, open.id).await;
        let step_before: Date = step_due(&office, open.id).await.parse().unwrap();
        assert!(!before.is_empty(), "the agency's step has timers");
        // Tomorrow is free after all.
        joint_leave(&office, "2026-01-13", "b1").await;
        // A worker that has taken the timer by the old hour: the engine refuses, and the job waits for the new one.
        let hour = before[0];
        office.app.clock().set(hour);
        let stale = "update job set run_at_us = $1 where kind = 'timer' and done_us is null and id like $2";
        let name = format!("timer-{}-%dinkes%", open.id.0);
        let overtaken = store::Statement::new(stale, vec![hour.as_microsecond().into(), name.as_str().into()]);
        office.work().await;
        office.desk().write(vec![overtaken]).await.unwrap();
        office.work().await;
        assert!(open.case().await.fired.is_empty(), "fired at {hour}, which is too early now");
        let after = hours(&office, open.id).await;
        assert_eq!(after.len(), before.len());
        let calendar = office.desk().office().calendar.clone();
        let moved: Date = step_due(&office, open.id).await.parse().unwrap();
        assert_eq!(moved, calendar.next_working_day(step_before).unwrap());
        assert!(after[0] > hour);
        office.app.clock().set(after[0]);
        office.work().await;
        assert_eq!(open.case().await.fired.len(), 1, "at its new hour it fires");
        let differences = office.app.differences(&office.desk()).await.unwrap();
        assert!(differences.is_empty(), "{differences:?}");
    }
}

on_both! {
    async fn s07_a_withdrawn_holiday_moves_days_back_and_a_paused_case_has_none_to_move(office: Office) {
        let open = office.file("sip-dokter", office.sample("sip-dokter", "dasar"), "budi@surel.contoh").await.unwrap();
        let before = promised(&office, open.id).await;
        joint_leave(&office, "2026-01-20", "c1").await;
        office.work().await;
        assert_ne!(promised(&office, open.id).await, before);
        let fields = [("tanggal", "2026-01-20"), ("alasan", "Dicabut"), ("dasar", "SKB 13/2026")];
        office.officer("admin").await.post("/meja/kalender/buka", &fields).await.is(303);
        office.work().await;
        assert_eq!(promised(&office, open.id).await, before);
        assert_eq!(told(&office).await.len(), 2, "there and back, told once each");
    }
}
