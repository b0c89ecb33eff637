//! S13: a recommendation given back goes to who made it, with the comment on the exact part, and comes back marked "updated".

use serde_json::json;

use crate::api::client::{Program, Said as _};
use crate::desk::{self, Work};
use crate::mandates::account;
use crate::on_both;
use crate::support::Office;

/// A doctor's licence on the head's desk, recommended by the second examiner of the health agency.
async fn recommended(office: &Office) -> Work<'_> {
    let work = desk::filed(office, "sip-dokter", "dasar").await;
    work.done("loket", "loket", "lengkap", &[]).await;
    work.done("verifikator", "verifikasi", "benar", &[]).await;
    office.at("2026-01-20T09:00:00+07:00").await;
    work.done("dinkes2", "rekomendasi-dinkes", "direkomendasikan", &[]).await;
    work.done("verifikator", "konsep", "siap", &[]).await;
    work.done("kabid", "paraf", "paraf", &[]).await;
    work
}

const COMMENT: (&str, &str) = ("rework-rekomendasi-dinkes.nomor_rekomendasi", "Nomor ini milik surat <b>lain</b>.");

on_both! {
    async fn s13_a_recommendation_goes_back_to_its_officer_with_the_comment_on_the_part(office: Office) {
        let work = recommended(&office).await;
        // Without a comment nobody knows what to mend; with one but another outcome, the comment would be lost.
        work.send("kepala", "keputusan", "tinjau_ulang", &[]).await.is(422).has("Belum ada bagian yang diberi catatan");
        work.send("kepala", "keputusan", "setuju", &[COMMENT]).await.is(422).has("tidak mengembalikan pekerjaan").has("milik surat &#60;b&#62;lain");
        work.done("kepala", "keputusan", "tinjau_ulang", &[COMMENT]).await;
        let open = work.case().await.open;
        let back = open.values().next().unwrap();
        assert_eq!(back.officer.as_ref().unwrap().account, account(&office, "dinkes2").await, "it is in the hands of who made it");
        assert!(!back.answered);
        // The applicant is told nothing of it: it is between officers.
        let own = office.citizen("melati@contoh.id").await.get(&format!("/permohonan/{}", work.case.0)).await;
        own.is(200).lacks("milik surat");
        office.work().await;
        office.visitor().get("/surel").await.lacks("milik surat").lacks("dikembalikan");
        office.officer("dinkes").await.get("/meja?kotak=peran").await.lacks("2026-000001");
        office.officer("dinkes2").await.get("/meja").await.has("2026-000001").has("Dikembalikan");
        let page = office.officer("dinkes2").await.get(&work.step_page("rekomendasi-dinkes")).await;
        page.has("Dikembalikan kepada Anda dengan catatan").has("href=\"#f-nomor_rekomendasi\"").has("milik surat &lt;b&gt;lain");
        page.has("Keputusan Kepala Dinas: Dra. Ratna Kusumadewi");
        let before = work.sample.findings[&casework::sop::StepId("rekomendasi-dinkes".into())].text("nomor_rekomendasi").unwrap().to_owned();
        page.has(&format!("value=\"{before}\""));
        work.done("dinkes2", "rekomendasi-dinkes", "direkomendasikan", &[("nomor_rekomendasi", "440/0999/Dinkes/2026")]).await;
        work.done("verifikator", "konsep", "siap", &[]).await;
        work.done("kabid", "paraf", "paraf", &[]).await;
        office.officer("kepala").await.get("/meja").await.has("2026-000001").has("Sudah diperbarui");
        work.sees("kepala").await.has("Sudah diperbarui").has("440/0999/Dinkes/2026").has("milik surat &lt;b&gt;lain");
        work.done("kepala", "keputusan", "setuju", &[]).await;
    }
}

on_both! {
    async fn s13_it_goes_to_the_delegate_of_the_absent_and_to_everybody_when_the_officer_is_gone(office: Office) {
        let absent = recommended(&office).await;
        let mandate = json!({
            "kind": "plh", "delegate": account(&office, "dinkes-kabid").await, "role": "dinkes-verifikator",
            "from": "2026-01-20", "until": "2026-01-23", "basis": "800/7/Dinkes/2026",
        });
        Program::officer(&office, "dinkes2").await.post("/mandates", &mandate).await.is(200);
        absent.done("kepala", "keputusan", "tinjau_ulang", &[COMMENT]).await;
        office.officer("dinkes-kabid").await.get("/meja").await.has("2026-000001").has("Dikembalikan");
        absent.done("dinkes-kabid", "rekomendasi-dinkes", "direkomendasikan", &[]).await;
        absent.sees("kepala").await.has("atas nama Ns. Eko Purnomo");
        let gone = recommended(&office).await;
        let admin = [("reason-leave", "Pensiun per Januari"), ("to-leave", "")];
        let person = format!("/meja/petugas/{}/berhenti", account(&office, "dinkes2").await);
        office.officer("admin").await.post(&person, &admin).await.is(303);
        gone.done("kepala", "keputusan", "tinjau_ulang", &[COMMENT]).await;
        assert!(gone.case().await.open.values().all(|open| open.officer.is_none()), "it waits for nobody in particular");
        office.officer("dinkes").await.get("/meja?kotak=peran").await.has("2026-000002").has("Dikembalikan");
        gone.done("dinkes", "rekomendasi-dinkes", "direkomendasikan", &[]).await;
    }
}

on_both! {
    async fn s13_the_api_gives_work_back_and_refuses_a_part_that_is_not_there(office: Office) {
        let work = recommended(&office).await;
        let head = Program::officer(&office, "kepala").await;
        let path = format!("/cases/{}/steps/keputusan/completion", work.case.0);
        let seen = work.case().await.version;
        let body = |part: &str| json!({"seen": seen, "outcome": "tinjau_ulang",
            "objections": [{"step": "rekomendasi-dinkes", "part": part, "reason": "Periksa lagi"}]});
        let wrong = head.post(&path, &body("tidak_ada")).await;
        assert_eq!(wrong.problem(422, "invalid")["faults"][0]["field"], "rekomendasi-dinkes.tidak_ada");
        let told = head.post(&path, &body("nomor_rekomendasi")).await.is(200).json();
        let returned = &told["open"][0]["returned"][0];
        assert_eq!((&returned["step"], &returned["part"]), (&json!("rekomendasi-dinkes"), &json!("nomor_rekomendasi")));
        assert_eq!(told["open"][0]["officer"]["name"], "Ns. Eko Purnomo, S.Kep.");
    }
}
