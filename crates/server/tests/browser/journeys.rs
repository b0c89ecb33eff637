//! The applicant's and the officers' way through a real browser, with and without JavaScript.

use casework::form::{Section, Typed};
use casework::sop::StepId;
use thirtyfour::prelude::*;

use crate::browser::{DESK, Listening, Look, NIGHT, PHONE, PLAIN_DESK, PLAIN_PHONE, Window};
use crate::support::applying::{Application, document};

/// Signs in by the mailed code, as somebody who has no account yet.
async fn sign_in_by_code(office: &Listening, window: &Window, email: &str) {
    window.fill("email", email).await;
    window.click("main form .button").await;
    let mails = office.office.visitor().get("/surel").await.text();
    let code = mails.split("Kode masuk Anda: ").nth(1).expect("a mail with a code")[..6].to_owned();
    window.fill("code", &code).await;
    window.click("main form .button").await;
}

/// Fills in one page of the form as a person does: types, ticks, chooses.
async fn fill_in(window: &Window, application: &Application, section: &Section) {
    // In the order of the page: a later question may be shown only after an answer to an earlier one.
    let place = |name: &str| {
        let id = name.split('.').next().unwrap_or_default();
        section.fields.iter().position(|field| field.id == id)
    };
    let mut pairs = application.of_section(section);
    pairs.sort_by_key(|(name, _)| place(name));
    for (name, text) in pairs {
        if !window.has(&format!("[name='{name}']")).await {
            if window.has(&format!("[name='{name}.district']")).await {
                choose_region(window, &name, &text).await;
                continue;
            }
            let list = name.split('.').next().unwrap_or_default();
            window.click(&format!("button[value='add:{list}']")).await;
        }
        if !window.has(&format!("[name='{name}']")).await && window.has(&format!("[name='{name}.district']")).await {
            choose_region(window, &name, &text).await;
            continue;
        }
        window.answer(&name, &text).await;
    }
    window.click("button[name='_do'][value='next']").await;
}

/// From the list: a district first, then a village in it, as it goes without scripts.
async fn choose_region(window: &Window, name: &str, code: &str) {
    let list = format!("details:has([name='{name}.district']):not([open]) > summary");
    if window.has(&list).await {
        window.click(&list).await;
    }
    window.answer(&format!("{name}.district"), &code[..8]).await;
    window.click(&format!("button[value='level:{name}']")).await;
    window.answer(&format!("{name}.village"), code).await;
}

/// Finds the service in the catalogue, signs in and begins; gives the draft's address.
async fn begin(office: &Listening, window: &Window) -> String {
    window.goto("/").await;
    window.fill("q", "riset").await;
    window.click("form[role='search'] button").await;
    window.press("Surat Keterangan Penelitian").await;
    window.press("Ajukan permohonan").await;
    sign_in_by_code(office, window, "melati@contoh.id").await;
    window.press("Mulai mengisi").await;
    window.path().await
}

/// Uploads every document that is asked for.
async fn upload(window: &Window, application: &Application) {
    for requirement in application.sop.requirements_for(&application.sample.answers).filter(|one| !one.optional) {
        let kind = requirement.accept[0];
        let ending = kind.media_type().rsplit('/').next().unwrap();
        let file = window.file(&format!("{}.{ending}", requirement.id), &document(kind, &requirement.id.0));
        let field = window.driver.find(By::Name(requirement.id.0.as_str())).await.unwrap();
        field.send_keys(file).await.unwrap();
        window.click("button[name='_do'][value='keep']").await;
    }
}

/// A whole application, from the catalogue to the receipt and the tracking page.
async fn apply(look: Look) {
    let office = Listening::new().await;
    let window = Window::open(&office, look).await;
    let application = Application::of(&office.office, "penelitian", "dasar");
    let draft = begin(&office, &window).await;
    for section in &application.sop.sections {
        window.goto(&format!("{draft}/isian/{}", section.id)).await;
        fill_in(&window, &application, section).await;
    }
    window.goto(&format!("{draft}/berkas")).await;
    upload(&window, &application).await;
    window.goto(&format!("{draft}/periksa")).await;
    window.says(application.sample.answers.text("judul").unwrap()).await;
    window.answer("setuju", "yes").await;
    window.click("main form .button:not(.quiet)").await;
    assert!(window.path().await.ends_with("/tanda-terima"), "{}", window.text().await);
    let code = window.driver.find(By::Css(".ticket-code")).await.unwrap().text().await.unwrap();
    window.goto("/permohonan").await;
    window.goto(&format!("/lacak/{code}")).await;
    window.says("5 hari kerja").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s48_a_citizen_applies_on_a_phone() {
    apply(PHONE).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s48_a_citizen_applies_on_a_phone_without_scripts() {
    apply(PLAIN_PHONE).await;
}

/// The steps of an ordinary research letter: who, where, with which outcome.
const STEPS: [(&str, &str, &str); 6] = [
    ("loket", "verifikasi", "lengkap"),
    ("kesbangpol", "kajian-kesbangpol", "direkomendasikan"),
    ("verifikator", "konsep", "siap"),
    ("kabid", "paraf", "paraf"),
    ("kepala", "keputusan", "setuju"),
    ("loket", "penyerahan", "diserahkan"),
];

/// One officer takes the task, fills in what the step asks for, and decides.
async fn complete(window: &Window, application: &Application, step: &str, outcome: &str) {
    window.press("Ambil").await;
    for name in window.names("form.work [name^='check-']").await {
        window.answer(&name, "fits").await;
    }
    if let Some(findings) = application.sample.findings.get(&StepId(step.to_owned())) {
        let typed = Typed::from_json(&serde_json::to_value(findings).unwrap());
        for (name, texts) in &typed.0 {
            window.answer(name, &texts[0]).await;
        }
    }
    window.answer("work-outcome", outcome).await;
    window.click("form.work .actions .button").await;
    let path = window.path().await;
    // The list that the case was opened from is carried along.
    assert!(
        path.contains("selesai=langkah&daftar=kotak%3Dperan"),
        "{step} is not completed but {path}:\n{}",
        window.text().await
    );
}

/// A case goes from desk to desk until the licence is out, and anyone can check it.
async fn work(look: Look) {
    let office = Listening::new().await;
    let application = Application::of(&office.office, "penelitian", "dasar");
    let mut citizen = office.office.citizen("melati@contoh.id").await;
    let case = application.filed(&mut citizen).await;
    let window = Window::open(&office, look).await;
    for (who, step, outcome) in STEPS {
        if who == "kesbangpol" {
            // The day of the recommendation that the sample tells.
            office.office.at("2026-01-13T10:00:00+07:00").await;
        }
        window.sign_in(&office, &format!("{who}@palembang.contoh")).await;
        window.goto("/meja?kotak=peran").await;
        window.click(&format!("main a[href*='/meja/berkas/{}']", case.0)).await;
        complete(&window, &application, step, outcome).await;
        office.office.work().await;
    }
    window.sign_in(&office, "melati@contoh.id").await;
    window.goto(&format!("/permohonan/{}", case.0)).await;
    let desk = office.office.desk();
    let (case, _) = desk.db().case(&desk.id, case).await.unwrap().unwrap();
    let licence = case.licence().expect("a licence");
    assert!(licence.file.is_some(), "its PDF is made");
    window.goto(&format!("/verifikasi/{}", licence.code)).await;
    window.says(&licence.number).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_goes_from_desk_to_desk() {
    work(DESK).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_case_goes_from_desk_to_desk_without_scripts() {
    work(PLAIN_DESK).await;
}

/// Where there is no form: what everybody and every role sees first, at night too.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn first_pages_are_accessible_by_day_and_night() {
    let office = Listening::new().await;
    for look in [PHONE, NIGHT] {
        let window = Window::open(&office, look).await;
        for path in ["/", "/layanan", "/layanan/reklame-tetap", "/layanan/sip-dokter/sop", "/lacak", "/verifikasi"] {
            window.goto(path).await;
        }
        window.sign_in(&office, "kepala@palembang.contoh").await;
        let desk = ["/meja", "/meja?kotak=semua", "/meja/papan", "/meja/alasan"];
        for path in desk.into_iter().chain(["/meja/register", "/meja/izin", "/meja/kewajiban", "/akun"]) {
            window.goto(path).await;
        }
        window.close().await;
    }
}
