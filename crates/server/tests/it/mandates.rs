//! S12: mandates. Dated, limited in scope, shown as "on behalf of", over by themselves; four eyes stay four eyes.

use serde_json::{Value, json};
use server::people;

use crate::api::client::{Program, Said as _};
use crate::desk::{self, Work};
use crate::on_both;
use crate::support::{Answer, Office};

/// An officer's account number.
pub async fn account(office: &Office, name: &str) -> i64 {
    let email = format!("{name}@palembang.contoh");
    people::by_email(&office.desk(), &email).await.unwrap().unwrap().0.id
}

/// A mandate as the API takes it: the kabid acts for the head from the 19th to the 21st of January 2026.
async fn for_the_head(office: &Office, delegate: &str) -> Value {
    json!({
        "kind": "plh",
        "delegate": account(office, delegate).await,
        "role": "kepala",
        "services": ["sip-dokter"],
        "from": "2026-01-19",
        "until": "2026-01-21",
        "basis": "800/12/SPT/DPMPTSP/2026",
    })
}

/// What a refusal says of its fields.
fn faults(answer: &Answer) -> Vec<String> {
    let faults = answer.problem(422, "invalid")["faults"].clone();
    faults.as_array().unwrap().iter().map(|fault| fault["field"].as_str().unwrap().to_owned()).collect()
}

/// A doctor's licence on the head's desk, on the 20th of January; the steps before are done by these officers.
async fn before_the_head<'a>(office: &'a Office, drafted: &str, initialled: &str) -> Work<'a> {
    let work = desk::filed(office, "sip-dokter", "dasar").await;
    work.done("loket", "loket", "lengkap", &[]).await;
    work.done("verifikator2", "verifikasi", "benar", &[]).await;
    office.at("2026-01-20T09:00:00+07:00").await;
    work.done("dinkes", "rekomendasi-dinkes", "direkomendasikan", &[]).await;
    work.done(drafted, "konsep", "siap", &[]).await;
    work.done(initialled, "paraf", "paraf", &[]).await;
    work
}

on_both! {
    async fn s12_a_delegate_decides_on_behalf_and_only_in_scope_and_time(office: Office) {
        let head = Program::officer(&office, "kepala").await;
        let given = head.post("/mandates", &for_the_head(&office, "pengawas").await).await;
        let id = given.is(200).json()["id"].as_i64().unwrap();
        // Before its first day it is nothing.
        office.officer("pengawas").await.get("/meja/mandat").await.is(200).has("Belum mulai").has("Plh. Hermansyah");
        let work = before_the_head(&office, "verifikator", "kabid").await;
        let other = desk::filed(&office, "penelitian", "dasar").await;
        other.done("loket", "verifikasi", "lengkap", &[]).await;
        other.done("kesbangpol", "kajian-kesbangpol", "direkomendasikan", &[]).await;
        other.done("verifikator", "konsep", "siap", &[]).await;
        other.done("kabid", "paraf", "paraf", &[]).await;
        // The inbox has the work of the mandate, and of no other service.
        let inbox = office.officer("pengawas").await.get("/meja?kotak=peran").await;
        inbox.is(200).has("Keputusan Kepala Dinas").has("2026-000001").lacks("2026-000002");
        work.done("pengawas", "keputusan", "setuju", &[]).await;
        let behalf = "Hermansyah, S.H. (Plh. Kepala Dinas, atas nama Dra. Ratna Kusumadewi, M.Si.)";
        work.sees("loket").await.has(behalf);
        office.officer("loket").await.get(&format!("{}?lang=en", work.page())).await.has("on behalf of Dra. Ratna");
        // The audit names both: account and name of each.
        let told = Program::officer(&office, "admin").await.get(&format!("/cases/{}", work.case.0)).await.json();
        let by = told["done"].as_array().unwrap().iter().find(|done| done["step"] == "keputusan").unwrap()["officer"].clone();
        assert_eq!(by["account"], account(&office, "pengawas").await);
        assert_eq!(by["on_behalf_of"]["account"], account(&office, "kepala").await);
        assert_eq!((&by["on_behalf_of"]["kind"], &by["on_behalf_of"]["role"]), (&json!("plh"), &json!("kepala")));
        // The letter is signed so.
        let case = work.case().await;
        let issued = case.licence().unwrap();
        let sop = office.sop("sip-dokter");
        let signer = server::licences::signer(&office.desk(), &sop, sop.letter(&issued.letter).unwrap(), issued, &case).await.unwrap();
        assert_eq!((signer.position.as_str(), signer.name.as_str()), ("Plh. Kepala Dinas", "Hermansyah, S.H."));
        // Another service is out of scope; so is the day after the last one, with nothing having run.
        let completion = json!({"seen": other.case().await.version, "outcome": "setuju"});
        let delegate = Program::officer(&office, "pengawas").await;
        delegate.post(&format!("/cases/{}/steps/keputusan/completion", other.case.0), &completion).await.problem(403, "forbidden");
        let late = before_the_head(&office, "verifikator", "kabid").await;
        office.app.clock().set("2026-01-22T08:00:00+07:00".parse().unwrap());
        let completion = json!({"seen": late.case().await.version, "outcome": "setuju"});
        delegate.post(&format!("/cases/{}/steps/keputusan/completion", late.case.0), &completion).await.problem(403, "forbidden");
        office.officer("pengawas").await.get("/meja/mandat").await.has("Sudah berakhir");
        let over = head.post(&format!("/mandates/{id}/revocation"), &json!({"reason": "Kembali bertugas"})).await;
        over.problem(409, "wrong-state");
        late.done("kepala", "keputusan", "setuju", &[]).await;
    }
}

on_both! {
    async fn s12_four_eyes_hold_through_a_mandate(office: Office) {
        let head = Program::officer(&office, "kepala").await;
        head.post("/mandates", &for_the_head(&office, "kabid").await).await.is(200);
        let work = before_the_head(&office, "verifikator", "kabid").await;
        let refused = work.send("kabid", "keputusan", "setuju", &[]).await;
        refused.is(403).has("Paraf").has("empat mata; mandat tidak mengubahnya");
        let program = Program::officer(&office, "kabid").await;
        program.post(&format!("/cases/{}/steps/keputusan/claim", work.case.0), &json!({})).await.problem(403, "forbidden");
        work.done("kepala", "keputusan", "setuju", &[]).await;
        work.sees("loket").await.lacks("Plh.");
    }
}

on_both! {
    async fn s12_what_is_in_the_hands_of_the_absent_can_be_taken_over_and_falls_back(office: Office) {
        let work = before_the_head(&office, "verifikator", "kabid").await;
        let claim = format!("/cases/{}/steps/keputusan/claim", work.case.0);
        Program::officer(&office, "kepala").await.post(&claim, &json!({})).await.is(200);
        let mut mandate = for_the_head(&office, "pengawas").await;
        mandate["from"] = json!("2026-01-20");
        let id = Program::officer(&office, "kepala").await.post("/mandates", &mandate).await.is(200).json()["id"].clone();
        let mut delegate = office.officer("pengawas").await;
        delegate.get(&work.step_page("keputusan")).await.is(200).has("Anda boleh mengambil alih");
        delegate.post(&format!("{}/ambil/keputusan", work.page()), &[("request_id", "a1")]).await.is(303);
        work.sees("loket").await.has("Plh. Kepala Dinas");
        // Revoked in the middle: the delegate can do nothing more, and the holder is not locked out.
        let revoke = format!("/mandates/{id}/revocation");
        let no_reason = Program::officer(&office, "kepala").await.post(&revoke, &json!({"reason": " "})).await;
        assert_eq!(faults(&no_reason), ["reason"]);
        Program::officer(&office, "loket").await.post(&revoke, &json!({"reason": "Bukan urusan saya"})).await.problem(403, "forbidden");
        Program::officer(&office, "kepala").await.post(&revoke, &json!({"reason": "Kembali lebih awal"})).await.is(200);
        delegate.get(&work.page()).await.is(200).lacks("class=\"work\"");
        office.officer("kepala").await.get(&work.step_page("keputusan")).await.has("Anda boleh mengambil alih");
        work.done("kepala", "keputusan", "setuju", &[]).await;
    }
}

on_both! {
    async fn s12_a_bad_mandate_is_refused_with_what_and_why_and_what_to_do(office: Office) {
        let head = Program::officer(&office, "kepala").await;
        let good = for_the_head(&office, "pengawas").await;
        let with = |field: &str, value: Value| {
            let mut mandate = good.clone();
            mandate[field] = value;
            mandate
        };
        let (kabid, kepala, dinkes) = (account(&office, "kabid").await, account(&office, "kepala").await, account(&office, "dinkes").await);
        // Over somebody else's scope: in their name, or a role that one does not hold.
        let foreign = Program::officer(&office, "kabid").await.post("/mandates", &with("giver", json!(kepala))).await;
        foreign.problem(403, "forbidden");
        let not_held = Program::officer(&office, "kabid").await.post("/mandates", &good).await;
        assert_eq!(faults(&not_held), ["role"]);
        not_held.has("tidak memegang peran");
        for (field, value, wrong, says) in [
            ("from", json!("2026-01-11"), "from", "tidak berlaku surut"),
            ("until", json!("2026-01-18"), "until", "sebelum hari pertamanya"),
            ("until", json!("2028-01-18"), "until", "paling lama satu tahun"),
            ("delegate", json!(kepala), "delegate", "diri sendiri"),
            ("delegate", json!(dinkes), "delegate", "instansi lain"),
            ("delegate", json!(1), "delegate", "tidak ada di kantor ini"),
            ("services", json!(["reklame-kapal"]), "services", "reklame-kapal"),
            ("role", json!("presiden"), "role", "Pilih satu dari daftar"),
            ("basis", json!(" "), "basis", "nomor surat perintah"),
        ] {
            let refused = head.post("/mandates", &with(field, value)).await;
            assert_eq!(faults(&refused), [wrong], "{}", refused.text());
            refused.has(says);
        }
        // The same on the page, with everything that was typed kept.
        let mut browser = office.officer("kepala").await;
        let form = [("role", "kepala"), ("delegate", ""), ("kind", "plh"), ("from", "2026-01-11"), ("until", "bukan"), ("basis", "800/<b>")];
        let page = browser.post("/meja/mandat/baru", &form).await;
        page.is(422).has("href=\"#f-delegate\"").has("href=\"#f-until\"").has("800/&#60;b&#62;");
        // Once more is once; overlapping and circular ones are refused.
        let named = head.with("idempotency-key", "mandat-1");
        let first = named.post("/mandates", &good).await.is(200).json();
        assert_eq!(named.post("/mandates", &good).await.is(200).json(), first);
        let again = head.post("/mandates", &with("delegate", json!(kabid))).await;
        assert_eq!(faults(&again), ["from"]);
        again.has("sudah dimandatkan kepada Hermansyah");
        let mut back = with("delegate", json!(kepala));
        back["role"] = json!("pengawas");
        back["services"] = json!([]);
        let circle = Program::officer(&office, "pengawas").await.post("/mandates", &back).await;
        assert_eq!(faults(&circle), ["delegate"]);
        circle.has("berputar");
        let list = Program::officer(&office, "loket").await.get("/mandates").await.json();
        assert_eq!(list["items"].as_array().unwrap().len(), 1, "only the good one was given");
    }
}
