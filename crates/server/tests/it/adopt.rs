//! S44: a case that was filed at the counter comes into the applicant's own account, by its tracking code and a second code.

use casework::case::{Applicant, Case, CaseId, Command, FiledBy, Submission};
use serde_json::json;
use server::app::Ask;
use server::people;

use crate::api::client::{Program, Said as _};
use crate::on_both;
use crate::support::{Client, Office};

const FORM: &str = "/permohonan/ambil";
const PROVE: &str = "/permohonan/ambil/bukti";

/// Files at the counter for somebody with this e-mail.
async fn at_the_counter(office: &Office, email: Option<&str>) -> CaseId {
    let driven = office.file_at_counter("penelitian", office.sample("penelitian", "dasar")).await.unwrap();
    let Some(email) = email else { return driven.id };
    let case = driven.case().await;
    let officer = people::holders(&office.desk(), "petugas-loket").await.unwrap().remove(0);
    let filing = case.filing().unwrap();
    let submission = Submission {
        service: filing.bundle.service.clone(),
        applicant: Applicant { email: Some(email.to_owned()), ..filing.applicant.clone() },
        filed_by: FiledBy::Officer(officer.officer_id()),
        answers: case.answers.clone(),
        files: case.files.clone(),
    };
    let ask =
        Ask { request_id: "kedua".into(), case: None, actor: officer.actor(), command: Command::Submit(submission) };
    office.app.execute(&office.desk(), ask).await.unwrap().case
}

async fn case(office: &Office, id: CaseId) -> Case {
    office.desk().db().case("palembang", id).await.unwrap().unwrap().0
}

/// The code of the last mail that was sent for taking a case.
async fn mailed(office: &Office) -> String {
    let sql = "select subject from message where id like 'adopt-%' order by created_us desc, id limit 1";
    let rows = office.desk().query(sql, Vec::new()).await.unwrap();
    rows[0].text(0).split(' ').next().unwrap().to_owned()
}

async fn prove(citizen: &mut Client, tracking: &str, code: &str) -> crate::support::Answer {
    citizen.post(PROVE, &[("kode", tracking), ("bukti", code), ("request_id", code)]).await
}

on_both! {
    async fn s44_a_case_of_the_counter_is_taken_into_the_own_account_by_a_mailed_code(office: Office) {
        let id = at_the_counter(&office, Some("siti@surel.contoh")).await;
        let tracking = case(&office, id).await.filing().unwrap().tracking.to_string();
        let own = format!("/permohonan/{}", id.0);
        assert!(office.visitor().get(FORM).await.location().starts_with("/masuk"));
        office.officer("loket").await.get(FORM).await.is(303);
        let mut citizen = office.citizen("baru@surel.contoh").await;
        citizen.get("/permohonan").await.has("href=\"/permohonan/ambil\"");
        citizen.get(FORM).await.is(200).has("kode lacak");
        citizen.get(&own).await.is(404);
        let unknown = citizen.post(FORM, &[("kode", "7Q3F-9XKD-2MVA")]).await;
        unknown.is(422).has("Tidak ada permohonan tanpa akun dengan kode lacak ini").has("href=\"#f-kode\"");
        let asked = citizen.post(FORM, &[("kode", &tracking)]).await;
        // Where the code went is not said: whoever found the receipt learns no address.
        asked.is(200).has("kode 6 angka").has(&tracking).lacks("siti@surel.contoh");
        let code = mailed(&office).await;
        let wrong = if code == "000000" { "111111" } else { "000000" };
        prove(&mut citizen, &tracking, wrong).await.is(422).has("tidak cocok");
        assert_eq!(case(&office, id).await.filing().unwrap().applicant.account, None);
        let done = prove(&mut citizen, &tracking, &code).await;
        assert_eq!(done.location(), format!("{own}?pesan=ambil"));
        citizen.get(done.location()).await.is(200).has("sekarang ada di akun Anda");
        citizen.get("/permohonan").await.has("2026-000002");
        // From now on it is theirs: the counter does not act for them any more, and nobody takes it again.
        office.officer("loket").await.get(&own).await.is(404);
        let mut thief = office.citizen("lain@surel.contoh").await;
        thief.post(FORM, &[("kode", &tracking)]).await.is(422).has("Tidak ada permohonan tanpa akun");
        prove(&mut thief, &tracking, &code).await.is(422);
        citizen.post(FORM, &[("kode", &tracking)]).await.is(303);
        office.officer("loket").await.get(&format!("/meja/berkas/{}", id.0)).await.has("mengambil permohonan ini ke akunnya");
        assert!(office.app.differences(&office.desk()).await.unwrap().is_empty(), "rebuilt rows are the same");
    }
}

on_both! {
    async fn s44_five_wrong_codes_or_a_quarter_of_an_hour_end_a_mailed_code(office: Office) {
        let id = at_the_counter(&office, Some("siti@surel.contoh")).await;
        let tracking = case(&office, id).await.filing().unwrap().tracking.to_string();
        let mut citizen = office.citizen("baru@surel.contoh").await;
        citizen.post(FORM, &[("kode", &tracking)]).await.is(200);
        let code = mailed(&office).await;
        let wrong = if code == "000000" { "111111" } else { "000000" };
        for _ in 0..5 {
            prove(&mut citizen, &tracking, wrong).await.is(422);
        }
        prove(&mut citizen, &tracking, &code).await.is(422);
        office.at("2026-01-12T09:05:00+07:00").await;
        citizen.post(FORM, &[("kode", &tracking)]).await.is(200);
        let code = mailed(&office).await;
        office.at("2026-01-12T09:21:00+07:00").await;
        prove(&mut citizen, &tracking, &code).await.is(422).has("kedaluwarsa");
        assert_eq!(case(&office, id).await.filing().unwrap().applicant.account, None);
    }
}

on_both! {
    async fn s44_a_program_takes_a_case_of_the_counter_in_the_same_two_steps(office: Office) {
        let id = at_the_counter(&office, Some("siti@surel.contoh")).await;
        let tracking = case(&office, id).await.filing().unwrap().tracking.to_string();
        let program = Program::citizen(&office, "baru@surel.contoh").await;
        program.post("/adoptions", &json!({"tracking": "7Q3F-9XKD-2MVA"})).await.problem(404, "not-found");
        let asked = program.post("/adoptions", &json!({"tracking": tracking})).await;
        assert_eq!(asked.is(202).json(), json!({"how": "mailed"}));
        let code = mailed(&office).await;
        let wrong = if code == "000000" { "111111" } else { "000000" };
        let refused = program.post("/adoptions", &json!({"tracking": tracking, "code": wrong})).await;
        assert_eq!(refused.problem(422, "invalid")["faults"][0]["field"], "code");
        let taken = program.post("/adoptions", &json!({"tracking": tracking, "code": code})).await;
        assert_eq!(taken.is(200).json()["id"], id.0);
        program.get(&format!("/applications/{}", id.0)).await.is(200);
    }
}

on_both! {
    async fn s44_who_signs_in_with_the_address_of_the_case_needs_no_second_code(office: Office) {
        let id = at_the_counter(&office, Some("siti@surel.contoh")).await;
        let tracking = case(&office, id).await.filing().unwrap().tracking.to_string();
        let mut citizen = office.citizen("siti@surel.contoh").await;
        let done = citizen.post(FORM, &[("kode", &tracking), ("request_id", "s")]).await;
        assert_eq!(done.location(), format!("/permohonan/{}?pesan=ambil", id.0));
    }
}

on_both! {
    async fn s44_without_an_address_the_counter_hands_out_the_code_against_an_identity_card(office: Office) {
        let id = at_the_counter(&office, None).await;
        let tracking = case(&office, id).await.filing().unwrap().tracking.to_string();
        let own = format!("/permohonan/{}", id.0);
        let mut citizen = office.citizen("baru@surel.contoh").await;
        citizen.post(FORM, &[("kode", &tracking)]).await.is(200).has("Datanglah ke loket dengan KTP");
        citizen.post(&format!("{own}/kode-pemohon"), &[]).await.is(404);
        office.officer("dinkes").await.post(&format!("{own}/kode-pemohon"), &[]).await.is(404);
        let mut counter = office.officer("loket").await;
        counter.get(&own).await.is(200).has("Buat kode untuk pemohon");
        let handed = counter.post(&format!("{own}/kode-pemohon"), &[]).await;
        handed.is(200).has(&tracking).has("berlaku 24 jam");
        let text = handed.text();
        let codes = text.split("class=\"code\">").skip(1).map(|rest| rest.split('<').next().unwrap());
        let code = codes.filter(|code| code.len() == 6).last().unwrap().to_owned();
        office.at("2026-01-12T18:00:00+07:00").await;
        let mut citizen = office.citizen("baru@surel.contoh").await;
        // Asking once more does not make the paper in the hand worth nothing.
        citizen.post(FORM, &[("kode", &tracking)]).await.is(200).has("yang Anda terima di loket");
        assert_eq!(prove(&mut citizen, &tracking, &code).await.location(), format!("{own}?pesan=ambil"));
        office.officer("loket").await.post(&format!("{own}/kode-pemohon"), &[]).await.is(404);
    }
}
