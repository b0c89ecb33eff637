//! Every kind of no is problem details, never HTML, and changes nothing.

use axum::http::Method;
use serde_json::json;

use super::client::{PDF, Program, Said as _, filed, research};
use crate::on_both;
use crate::support::Office;

on_both! {
    async fn what_cannot_be_read_is_said_as_problem_details(office: Office) {
        let citizen = Program::citizen(&office, "dinda@surel.contoh").await;
        let json = Some("application/json");
        let send = async |kind: Option<&'static str>, body: &[u8]| {
            citizen.send(Method::POST, "/applications", kind, body.to_vec()).await
        };
        let broken = send(json, b"{\"service\": \n oops").await.problem(400, "unreadable");
        assert!(broken["detail"].as_str().unwrap().contains("baris 2"), "{broken}");
        send(json, b"").await.problem(400, "unreadable");
        send(Some("text/plain"), b"{}").await.problem(415, "wrong-media");
        send(None, b"{}").await.problem(415, "wrong-media");
        send(json, &[b' '; 1_000_001]).await.problem(413, "too-large");
        citizen.send(Method::POST, "/files", json, b"{}".to_vec()).await.problem(415, "wrong-media");
        citizen.get("/cases?limit=0").await.problem(403, "forbidden");
        citizen.get("/applications?limit=201").await.problem(400, "unreadable");
        citizen.get("/applications?halaman=2").await.problem(400, "unreadable");
        citizen.get("/applications/seratus").await.problem(400, "unreadable");
        let method = citizen.send(Method::DELETE, "/applications", None, Vec::new()).await;
        method.problem(405, "wrong-method");
        assert_eq!(method.headers["allow"], "GET,HEAD,POST");
        for nowhere in ["/tidak-ada", "/api/v1", "/api/v2/services", "/api", "/services/tidak-ada", "/regions/99"] {
            citizen.get(nowhere).await.problem(404, "not-found");
        }
    }
}

on_both! {
    async fn fields_that_nobody_asked_for_are_refused(office: Office) {
        let citizen = Program::citizen(&office, "dinda@surel.contoh").await;
        let whole = research(&citizen).await;
        for extra in ["fee", "state", "applicant", "number"] {
            let mut application = whole.clone();
            application[extra] = json!(0);
            let faults = citizen.post("/applications", &application).await.problem(422, "invalid")["faults"].clone();
            assert_eq!(faults[0]["field"], extra);
        }
        let mut application = whole.clone();
        application["answers"]["biaya"] = json!(0);
        application["answers"]["lokasi"][0]["kota"] = json!("Palembang");
        application["answers"]["nik"] = json!("1671163002030001");
        application["files"]["rahasia"] = application["files"]["ktp"].clone();
        let problem = citizen.post("/applications", &application).await.problem(422, "invalid");
        let fields = problem["faults"].as_array().unwrap().iter().map(|fault| fault["field"].as_str().unwrap());
        let fields: std::collections::BTreeSet<&str> = fields.collect();
        assert_eq!(fields.into_iter().collect::<Vec<_>>(), ["biaya", "lokasi.0.kota", "nik", "rahasia"]);
        let mut application = whole.clone();
        application["answers"]["judul"] = json!("a\u{0}b");
        citizen.post("/applications", &application).await.problem(422, "invalid");
        let mut application = whole;
        application["files"].as_object_mut().unwrap().remove("ktp");
        let english = citizen.with("accept-language", "en-GB, id;q=0.5");
        let problem = english.post("/applications", &application).await.problem(422, "invalid");
        assert_eq!(problem["title"], "Something must be corrected");
        assert_eq!(problem["faults"][0]["field"], "ktp");
        assert_eq!(citizen.get("/applications").await.is(200).json()["items"], json!([]));
    }
}

on_both! {
    async fn s05_a_case_of_somebody_else_is_not_there(office: Office) {
        let dinda = Program::citizen(&office, "dinda@surel.contoh").await;
        let case = filed(&dinda).await["id"].clone();
        let budi = Program::citizen(&office, "budi@surel.contoh").await;
        let theirs = budi.get(&format!("/applications/{case}")).await.problem(404, "not-found");
        let missing = budi.get("/applications/999999").await.problem(404, "not-found");
        assert_eq!(theirs, missing);
        budi.post(&format!("/applications/{case}/withdrawal"), &json!({})).await.problem(404, "not-found");
        // A document of somebody else cannot be attached, even with its hash.
        let mut application = research(&budi).await;
        application["files"]["ktp"] = json!(dinda.upload("ktp.pdf", &[PDF, b"% milik Dinda"].concat()).await);
        let faults = budi.post("/applications", &application).await.problem(422, "invalid")["faults"].clone();
        assert_eq!((&faults[0]["field"], faults.as_array().unwrap().len()), (&json!("ktp"), 1));
    }
}

on_both! {
    async fn s10_of_two_officers_one_wins_and_the_other_is_told_who(office: Office) {
        let case = filed(&Program::citizen(&office, "dinda@surel.contoh").await).await["id"].clone();
        let (one, two) = (Program::officer(&office, "loket").await, Program::officer(&office, "loket2").await);
        let name = one.get("/me").await.json()["name"].clone();
        let path = format!("/cases/{case}/steps/verifikasi");
        one.post(&format!("{path}/claim"), &json!({})).await.is(200);
        let stale = two.post(&format!("{path}/claim"), &json!({})).await.problem(409, "stale");
        assert_eq!(stale["who"], name);
        two.post(&format!("{path}/release"), &json!({})).await.problem(403, "forbidden");
        let seen = one.get(&format!("/cases/{case}")).await.json()["version"].clone();
        let back = json!({"seen": seen, "outcome": "kembalikan", "objections": [{"file": "ktp", "reason": "Buram"}]});
        one.post(&format!("{path}/completion"), &back).await.is(200);
        let late = two.post(&format!("{path}/completion"), &back).await;
        assert_eq!(late.status, 409);
        let late = late.json();
        assert_eq!((&late["who"], &late["when"]), (&name, &json!("2026-01-12T09:00:00+07:00")));
        one.post(&format!("/cases/{case}/steps/tidak-ada/claim"), &json!({})).await.is(409);
        let what = json!({"seen": 0, "outcome": "lengkap", "checks": {"ktp": {"verdict": "bagus"}}});
        one.post(&format!("{path}/completion"), &what).await.problem(422, "invalid");
    }
}

on_both! {
    async fn a_token_is_needed_and_a_cookie_never_helps_another_site(office: Office) {
        let anyone = Program::anonymous(&office);
        let answer = anyone.get("/applications").await;
        answer.problem(401, "unauthenticated");
        assert!(answer.headers["www-authenticate"].to_str().unwrap().starts_with("Bearer"));
        anyone.with_token("satupintu_00").get("/me").await.problem(401, "unauthenticated");
        let mut browser = office.citizen("dinda@surel.contoh").await;
        assert_eq!(browser.get("/api/v1/me").await.is(200).json()["kind"], "applicant");
        let cookie = people_cookie(&office).await;
        let foreign = anyone.with("cookie", &cookie).with("sec-fetch-site", "cross-site");
        foreign.post("/applications", &json!({})).await.problem(403, "forbidden");
        // A header that is no token takes the cookie's power away, and does not add to it.
        let odd = foreign.with("authorization", "Basic eDp5");
        odd.post("/applications", &json!({})).await.problem(401, "unauthenticated");
    }
}

async fn people_cookie(office: &Office) -> String {
    let desk = office.desk();
    let (account, _) = server::people::by_email(&desk, "dinda@surel.contoh").await.unwrap().unwrap();
    let cookie = server::people::open_session(&office.app, &desk, &account).await.unwrap();
    cookie.to_str().unwrap().split(';').next().unwrap().to_owned()
}

on_both! {
    async fn documents_are_judged_by_their_content(office: Office) {
        let citizen = Program::citizen(&office, "dinda@surel.contoh").await;
        citizen.upload_as("file", "kosong.pdf", b"").await.problem(422, "invalid");
        citizen.upload_as("file", "program.pdf", b"MZ\x90\0 not a document").await.problem(422, "invalid");
        citizen.upload_as("lain", "ktp.pdf", PDF).await.problem(422, "invalid");
        citizen.upload_as("file", "besar.pdf", &[PDF, &vec![b' '; 25_000_001]].concat()).await.problem(413, "too-large");
        let file = citizen.upload_as("file", "..\\..\\ktp.pdf", PDF).await.is(201).json();
        assert_eq!((&file["name"], &file["media"], &file["size"]), (&json!("ktp.pdf"), &json!("application/pdf"), &json!(PDF.len())));
        let mut application = research(&citizen).await;
        application["files"]["pas_foto"] = file["sha256"].clone();
        let faults = citizen.post("/applications", &application).await.problem(422, "invalid")["faults"].clone();
        assert_eq!(faults[0]["field"], "pas_foto");
        assert!(faults[0]["message"].as_str().unwrap().contains("JPG atau PNG"), "{faults}");
    }
}

on_both! {
    async fn s45_guessing_codes_ends_in_a_pause(office: Office) {
        let anyone = Program::anonymous(&office);
        for _ in 0..20 {
            anyone.get("/tracking/0000-0000-0000").await.problem(404, "not-found");
        }
        let paused = anyone.get("/tracking/0000-0000-0001").await;
        paused.problem(429, "too-many");
        assert_eq!(paused.headers["retry-after"], "60");
    }
}
