//! Early warnings and escalations: to those who have the work, to every holder of a role, once.

use crate::on_both;
use crate::support::{Office, TO_THE_HEAD};

/// The messages whose subject holds these words: to whom.
async fn told(office: &Office, words: &str) -> Vec<String> {
    let sql = "select recipient from message where subject like $1 order by recipient";
    let rows = office.desk().query(sql, vec![format!("%{words}%").as_str().into()]).await.unwrap();
    rows.iter().map(|row| row.text(0).to_owned()).collect()
}

on_both! {
    async fn officers_are_told_before_a_step_is_due_and_when_it_is_late_once_a_day(office: Office) {
        let case = office.file("sip-dokter", office.sample("sip-dokter", "dasar"), "budi@surel.contoh").await.unwrap();
        // The counter's step is due on the 13th; on that morning all three of the counter are told.
        office.at("2026-01-13T08:00:00+07:00").await;
        office.at("2026-01-13T15:00:00+07:00").await;
        let counter = ["loket2@palembang.contoh", "loket3@palembang.contoh", "loket@palembang.contoh"];
        assert_eq!(told(&office, "1 berkas perlu selesai").await, counter);
        assert!(told(&office, "terlambat").await.is_empty());
        // Taken by one of them, only that one is told that it is late; a holiday tells nobody anything.
        let mut clerk = office.officer("loket").await;
        clerk.post(&format!("/meja/berkas/{}/ambil/loket", case.id.0), &[("request_id", "x")]).await.is(303);
        office.at("2026-01-14T08:00:00+07:00").await;
        assert_eq!(told(&office, "1 berkas terlambat").await, ["loket@palembang.contoh"]);
        let before = told(&office, "berkas terlambat").await.len();
        office.at("2026-01-16T08:00:00+07:00").await;
        office.at("2026-01-17T08:00:00+07:00").await;
        assert_eq!(told(&office, "berkas terlambat").await.len(), before);
    }
}

on_both! {
    async fn an_escalation_reaches_every_holder_of_the_role_or_else_the_administrators(office: Office) {
        let first = office.file("sip-dokter", office.sample("sip-dokter", "dasar"), "budi@surel.contoh").await.unwrap();
        first.walk(&TO_THE_HEAD[..2]).await;
        // The agency is silent until its own clock has run out.
        for day in 13..=30 {
            office.at(&format!("2026-01-{day}T08:30:00+07:00")).await;
        }
        let escalated = told(&office, "Langkah%terlambat pada berkas").await;
        assert_eq!(escalated, ["dinkes-kabid@palembang.contoh", "kepala@palembang.contoh"], "the agency's head, then ours");
        let once = escalated.len();
        office.at("2026-01-30T10:00:00+07:00").await;
        assert_eq!(told(&office, "Langkah%terlambat pada berkas").await.len(), once);

        // Nobody holds the role any more: the warning does not go to nobody.
        let nobody = store::Statement::new("delete from account_role where role like 'dinkes-k%'", Vec::new());
        office.desk().write(vec![nobody]).await.unwrap();
        let second = office.file("sip-dokter", office.sample("sip-dokter", "dasar"), "citra@surel.contoh").await.unwrap();
        second.walk(&TO_THE_HEAD[..2]).await;
        for day in 1..=20 {
            office.at(&format!("2026-02-{day:02}T08:30:00+07:00")).await;
        }
        let escalated = told(&office, "Langkah%terlambat pada berkas").await;
        assert!(escalated.contains(&"admin@palembang.contoh".to_owned()), "{escalated:?}");
    }
}
