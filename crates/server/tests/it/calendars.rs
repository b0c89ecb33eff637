//! The office's calendar: who may change it, what is refused, and that a change counts at once in every process.

use jiff::civil::date;
use server::calendars;

use crate::on_both;
use crate::support::{Answer, Client, Office};

/// Closes the office on a day, as the administrator's form does.
async fn close(admin: &mut Client, day: &str, kind: &str) -> Answer {
    let fields = [
        ("request_id", "11111111111111111111111111111111"),
        ("tanggal", day),
        ("jenis", kind),
        ("nama", "Cuti bersama tambahan"),
        ("nama_en", "Additional joint leave"),
        ("alasan", "Keputusan bersama yang baru"),
        ("dasar", "SKB 12/2026"),
    ];
    admin.post("/meja/kalender/tutup", &fields).await
}

on_both! {
    async fn a_changed_calendar_counts_at_once_and_keeps_who_and_why(office: Office) {
        let mut admin = office.officer("admin").await;
        let page = admin.get("/meja/kalender?tahun=2026").await;
        page.is(200);
        page.has("Isra Mikraj").has("versi 1");

        let answer = close(&mut admin, "2026-01-21", "cuti").await;
        answer.is(303);
        assert_eq!(answer.location(), "/meja/kalender?tahun=2026&versi=2");
        assert_eq!(office.desk().office().calendar.is_working(date(2026, 1, 21)), Ok(false));
        close(&mut admin, "2026-01-21", "cuti").await.is(303);
        assert_eq!(office.desk().office().calendar.version(), 2, "the same request twice acts once");

        let page = admin.get(answer.location()).await;
        page.has("Kalender versi 2 berlaku").has("Cuti bersama tambahan").has("SKB 12/2026").has("Keputusan bersama yang baru");
        let kept = calendars::kept(&office.desk()).await.unwrap();
        assert_eq!((kept.len(), kept[1].name.is_empty(), kept[1].account.is_some()), (2, false, true));
    }
}

on_both! {
    async fn only_an_administrator_changes_the_calendar_and_faults_stand_at_their_field(office: Office) {
        let mut verifier = office.officer("verifikator").await;
        verifier.get("/meja/kalender").await.is(200);
        verifier.get("/meja/kalender/tutup").await.is(403);
        close(&mut verifier, "2026-01-21", "cuti").await.is(403);

        let mut admin = office.officer("admin").await;
        let empty = admin.post("/meja/kalender/tutup", &[("nama", "Hari <jadi>")]).await;
        empty.is(422);
        empty.has("Tanggal tidak terbaca").has("Alasan belum diisi").has("Dasar hukum belum diisi").has("Hari &#60;jadi&#62;");
        let sunday = close(&mut admin, "2026-01-18", "lokal").await;
        sunday.is(422);
        sunday.has("kantor memang sudah tutup");
        close(&mut admin, "2031-01-21", "lokal").await.is(422).has("belum memuat tahun 2031");
        admin.get("/meja/kalender/hapus").await.is(404);
        assert_eq!(office.desk().office().calendar.version(), 1);
    }
}

on_both! {
    async fn a_table_with_faulty_lines_changes_nothing_and_names_each(office: Office) {
        let mut admin = office.officer("admin").await;
        let table = "tanggal,jenis,nama,perkiraan\n2026-08-17,cuti_bersama,Menimpa,0\n2026-08-32,cuti_bersama,Salah,0\n";
        let form = |table: &str| {
            [("tabel", table.to_owned()), ("alasan", "SKB".to_owned()), ("dasar", "SKB 1/2027".to_owned())]
        };
        let send = async |admin: &mut Client, table: &str| {
            let form = form(table);
            let fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
            admin.post("/meja/kalender/tabel", &fields).await
        };
        let refused = send(&mut admin, table).await;
        refused.is(422);
        refused.has("Baris 2: 2026-08-17 sudah libur nasional").has("Baris 3: tanggal tidak terbaca");
        assert_eq!(office.desk().office().calendar.version(), 1);
        let good = "tanggal,jenis,nama,perkiraan\n2028-01-01,libur_nasional,Tahun Baru 2028,0\n";
        send(&mut admin, good).await.is(303);
        assert_eq!(office.desk().office().calendar.years(), (2020, 2028));
    }
}

on_both! {
    async fn another_process_counts_by_the_changed_calendar_without_a_restart(office: Office) {
        let other = office.twin().await;
        let mut admin = office.officer("admin").await;
        close(&mut admin, "2026-01-21", "lokal").await.is(303);
        let day = date(2026, 1, 21);
        assert_eq!(other.desk("").office().calendar.is_working(day), Ok(true));
        server::worker::run_due(&other).await.unwrap();
        assert_eq!(other.desk("").office().calendar.is_working(day), Ok(false));
        assert_eq!(other.desk("").office().calendar.version(), 2);
    }
}

on_both! {
    async fn a_missing_year_is_shown_to_the_administrator_from_october_on(office: Office) {
        office.at("2027-09-30T10:00:00+07:00").await;
        assert!(!office.officer("admin").await.get("/meja").await.text().contains("tahun 2028 belum ada"));
        office.at("2027-10-01T10:00:00+07:00").await;
        office.officer("admin").await.get("/meja").await.has("Hari libur tahun 2028 belum ada");
        assert!(!office.officer("verifikator").await.get("/meja").await.text().contains("tahun 2028 belum ada"));
    }
}

on_both! {
    async fn other_hours_count_from_their_day_and_can_be_withdrawn(office: Office) {
        let mut admin = office.officer("admin").await;
        let fields = [
            ("nama", "Ramadan 1447 H"),
            ("dari", "2026-02-18"),
            ("sampai", "2026-03-19"),
            ("senin", "08.00-15.00"),
            ("selasa", "8-15"),
            ("alasan", "Ramadan"),
            ("dasar", "SE Wali Kota 3/2026"),
        ];
        admin.post("/meja/kalender/jam", &fields).await.is(422).has("Jam tidak terbaca");
        let fields = fields.map(|(name, value)| (name, if name == "selasa" { "08:00-15:00" } else { value }));
        admin.post("/meja/kalender/jam", &fields).await.is(303);
        let hours = |office: &Office| {
            let calendar = office.desk().office().calendar.clone();
            calendar.hours(date(2026, 2, 23)).unwrap().map(|hours| hours.to_string())
        };
        assert_eq!(hours(&office), Some("08:00-15:00".to_owned()));
        admin.get("/meja/kalender").await.has("Ramadan 1447 H");
        let withdrawn = [("dari", "2026-02-18"), ("alasan", "Dicabut"), ("dasar", "SE 4/2026")];
        admin.post("/meja/kalender/cabut-jam", &withdrawn).await.is(303);
        assert_eq!(hours(&office), Some("08:00-16:00".to_owned()));
    }
}

on_both! {
    async fn the_api_shows_the_year_and_changes_it_for_administrators(office: Office) {
        let year = office.visitor().get("/api/v1/calendar?year=2026").await;
        year.is(200);
        let year: serde_json::Value = serde_json::from_slice(&year.bytes).unwrap();
        assert_eq!((&year["version"], &year["years"]), (&1.into(), &serde_json::json!([2020, 2027])));
        assert_eq!(year["hours"]["friday"], "08:00-16:30");
        assert!(year["closed"].as_array().unwrap().iter().any(|day| day["date"] == "2026-01-16" && day["kind"] == "national"));
        office.visitor().get("/api/v1/calendar?year=2031").await.is(404);

        let body = |date: &str, basis: &str| serde_json::json!({
            "kind": "joint_leave", "date": date, "name": {"id": "Cuti bersama", "en": "Joint leave"},
            "reason": "SKB baru", "legal_basis": basis,
        });
        let send = async |client: &mut Client, body: &serde_json::Value| {
            let bytes = serde_json::to_vec(body).unwrap();
            let kind = Some("application/json".to_owned());
            client.send(axum::http::Method::POST, "/api/v1/calendar/changes", kind, bytes).await
        };
        let mut verifier = office.officer("verifikator").await;
        send(&mut verifier, &body("2026-01-21", "SKB 12/2026")).await.is(403);
        let mut admin = office.officer("admin").await;
        send(&mut admin, &body("2026-01-21", "")).await.is(422).has("legal_basis");
        send(&mut admin, &body("2026-01-16", "SKB 12/2026")).await.is(422).has("memang sudah tutup");
        let mut repeated = admin.with("idempotency-key", "skb-12");
        for _ in 0..2 {
            send(&mut repeated, &body("2026-01-21", "SKB 12/2026")).await.is(200).has("\"version\":2");
        }
        let hours = serde_json::json!({
            "kind": "hours", "date": "2026-02-18", "until": "2026-03-19", "name": {"id": "Ramadan", "en": "Ramadan"},
            "hours": {"monday": "08:00-15:00", "funday": "08:00-15:00"}, "reason": "Ramadan", "legal_basis": "SE 3",
        });
        send(&mut admin, &hours).await.is(422).has("hours");
        let history = admin.get("/api/v1/calendar/changes").await;
        history.is(200).has("SKB 12/2026").has("joint leave: Joint leave");
    }
}
