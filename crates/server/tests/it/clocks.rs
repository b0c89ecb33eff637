//! S08 and the clocks beside the promise: each step's, each agency's, and the limit by law.

use crate::on_both;
use crate::support::Client;

async fn json(client: &mut Client, path: &str) -> serde_json::Value {
    let answer = client.get(path).await;
    answer.is(200);
    serde_json::from_slice(&answer.bytes).unwrap()
}

on_both! {
    async fn s08_a_step_is_late_while_the_case_is_on_time_and_both_are_told(office: Office) {
        let case = office.file("sip-dokter", office.sample("sip-dokter", "dasar"), "budi@surel.contoh").await.unwrap();
        // The counter's step may take minutes; it takes until the third day after. The promise has nine.
        office.at("2026-01-15T10:00:00+07:00").await;
        case.walk(&[("loket", "lengkap"), ("verifikasi", "benar")]).await;
        let mut head = office.officer("kepala").await;
        let api = json(&mut head, &format!("/api/v1/cases/{}", case.id.0)).await;
        assert_eq!((&api["promise"]["late"], &api["state"]), (&false.into(), &"open".into()));
        let counter = &api["clocks"][0];
        assert_eq!((&counter["step"], &counter["late_days"]), (&"loket".into(), &2.into()), "{counter}");
        assert!(counter["why"]["id"].as_str().unwrap().ends_with("selesai 15 Januari 2026, terlambat 2 hari kerja."), "{counter}");
        assert!(counter["why"]["en"].as_str().unwrap().ends_with("completed on 15 January 2026, 2 working days late."), "{counter}");
        let page = head.get(&format!("/meja/berkas/{}", case.id.0)).await;
        page.has("terlambat 2 hari kerja").has("Janji kepada pemohon").has("Dinas Kesehatan").lacks("Lewat janji");
        // The row knows states, not lateness.
        let states = office.desk().query("select distinct state from case_row", Vec::new()).await.unwrap();
        assert_eq!(states.iter().map(|row| row.text(0)).collect::<Vec<_>>(), ["open"]);
    }
}

on_both! {
    async fn s08_a_case_is_late_while_its_step_is_on_time_and_both_are_told(office: Office) {
        let case = office.file("sip-dokter", office.sample("sip-dokter", "dasar"), "budi@surel.contoh").await.unwrap();
        case.walk(&[("loket", "lengkap"), ("verifikasi", "benar")]).await;
        // The agency takes weeks; then the next desk is quick.
        office.at("2026-02-09T09:00:00+07:00").await;
        case.walk(&[("rekomendasi-dinkes", "direkomendasikan"), ("konsep", "siap")]).await;
        let mut head = office.officer("kepala").await;
        let api = json(&mut head, &format!("/api/v1/cases/{}", case.id.0)).await;
        assert_eq!((&api["promise"]["late"], &api["state"]), (&true.into(), &"open".into()));
        let of = |step: &str| {
            let clocks = api["clocks"].as_array().unwrap();
            clocks.iter().find(|clock| clock["step"] == step).unwrap_or_else(|| panic!("{api:#}")).clone()
        };
        assert_eq!(of("konsep")["late_days"], 0);
        assert_eq!(of("rekomendasi-dinkes")["agency"], "dinkes");
        assert!(of("rekomendasi-dinkes")["late_days"].as_u64().unwrap() > 5);
        // A holiday that is declared now for a day long past does not excuse what was late by the calendar of its time.
        let late = of("rekomendasi-dinkes")["late_days"].clone();
        office.at("2026-02-09T10:00:00+07:00").await;
        let fields = [
            ("tanggal", "2026-02-03"), ("jenis", "lokal"), ("nama", "Banjir"), ("alasan", "Banjir"), ("dasar", "SK 1/2026"),
        ];
        office.officer("admin").await.post("/meja/kalender/tutup", &fields).await.is(303);
        office.work().await;
        let api = json(&mut head, &format!("/api/v1/cases/{}", case.id.0)).await;
        assert_eq!(api["calendar_version"], 2);
        let clock = api["clocks"].as_array().unwrap().iter().find(|clock| clock["step"] == "rekomendasi-dinkes").unwrap().clone();
        assert_eq!(clock["late_days"], late);
        head.get(&format!("/meja/berkas/{}", case.id.0)).await.has("Tepat waktu");
    }
}
