//! A doctor's practice licence through the forms of the desk, from the application to the licence that anyone can check.

use casework::lang::Lang;
use casework::office::{AgencyId, RoleId};
use server::people::{self, AccountKind, NewAccount};

use crate::desk::{Work, post, sample_of};
use crate::on_both;
use crate::support::applying::Application;
use crate::support::{Client, Office};

/// The doctor's application, filed page by page by its applicant.
async fn applied<'a>(office: &'a Office, doctor: &mut Client) -> Work<'a> {
    let case = Application::of(office, "sip-dokter", "dasar").filed(doctor).await;
    Work { office, case, sample: sample_of(office, "sip-dokter", "dasar").1 }
}

/// An officer takes a step from the inbox and completes it with its form.
async fn takes(work: &Work<'_>, who: &str, step: &str, outcome: &str) {
    let mut officer = work.office.officer(who).await;
    officer.get("/meja?kotak=peran").await.is(200).has("2026-000001");
    let claim = [("request_id", step)];
    let taken = officer.post(&format!("{}/ambil/{step}", work.page()), &claim).await;
    officer.get(taken.location()).await.is(200).has("Anda memegang tugas ini");
    work.done(who, step, outcome, &[]).await;
}

on_both! {
    async fn a_doctors_licence_goes_from_the_application_to_the_page_that_verifies_it(office: Office) {
        let mut doctor = office.citizen("melati@contoh.id").await;
        let work = applied(&office, &mut doctor).await;
        takes(&work, "loket", "loket", "lengkap").await;
        office.at("2026-01-13T09:00:00+07:00").await;
        takes(&work, "verifikator", "verifikasi", "benar").await;
        office.at("2026-01-14T09:00:00+07:00").await;
        takes(&work, "dinkes", "rekomendasi-dinkes", "direkomendasikan").await;
        let recommended = &work.sample.findings[&casework::sop::StepId("rekomendasi-dinkes".into())];
        let number = recommended.text("nomor_rekomendasi").unwrap().to_owned();
        work.sees("verifikator").await.has(&number);
        takes(&work, "verifikator2", "konsep", "siap").await;
        takes(&work, "kabid", "paraf", "paraf").await;
        office.at("2026-01-15T09:00:00+07:00").await;
        takes(&work, "kepala", "keputusan", "setuju").await;
        office.work().await;
        let licence = work.case().await.licence().unwrap().clone();
        assert_eq!(licence.number, "503/0001/SIP-DR/DPMPTSP/I/2026");

        let address = format!("/surat/{}.pdf", licence.code);
        doctor = office.citizen("melati@contoh.id").await;
        doctor.get(&format!("/permohonan/{}", work.case.0)).await.is(200).has(&address).has(&licence.number);
        let pdf = doctor.get(&address).await;
        assert!(pdf.is(200).bytes.starts_with(b"%PDF-"));
        assert_eq!(pdf.headers["content-type"], "application/pdf");
        let verified = office.visitor().get(&format!("/verifikasi/{}", licence.code)).await;
        verified.is(200).has(&licence.number).has("Berlaku").has("dr. Melati Anggraini").lacks("1671045508900001");
        takes(&work, "loket", "penyerahan", "diserahkan").await;
        work.sees("loket").await.has("Tidak ada langkah yang terbuka");
        assert!(work.case().await.ended.is_some());
    }
}

/// Somebody who works both at the counter and as a verifier, as in small offices.
async fn in_both_roles(office: &Office) -> Client {
    let new = NewAccount {
        email: "rangkap@palembang.contoh".to_owned(),
        name: "Wulan Rahayu".to_owned(),
        phone: None,
        kind: AccountKind::Officer {
            agency: AgencyId("dpmptsp".to_owned()),
            roles: vec![RoleId("petugas-loket".to_owned()), RoleId("verifikator".to_owned())],
        },
        password: None,
        lang: Lang::Id,
    };
    people::create(&office.app, &office.desk(), &new).await.unwrap();
    office.officer("rangkap").await
}

on_both! {
    async fn whoever_did_the_step_before_may_not_do_the_one_that_watches_over_it(office: Office) {
        let mut doctor = office.citizen("melati@contoh.id").await;
        let work = applied(&office, &mut doctor).await;
        let mut both = in_both_roles(&office).await;
        work.done("rangkap", "loket", "lengkap", &[]).await;
        let refused = both.post(&format!("{}/ambil/verifikasi", work.page()), &[("request_id", "empat-mata")]).await;
        refused.is(403).has("langkah ini harus dikerjakan orang lain (empat mata)");
        // A colleague's page shows the form; sent by the same person it is refused, and all that was typed is still there.
        let mut colleague = office.officer("verifikator").await;
        let form = colleague.get(&work.step_page("verifikasi")).await;
        let form = work.form(&form, "verifikasi", "benar", &[("work-reason", "Sudah saya cocokkan <i>semua</i>")]);
        let refused = post(&mut both, &work.action("verifikasi"), &form).await;
        refused.is(403).has("langkah ini harus dikerjakan orang lain (empat mata)").has("Sudah saya cocokkan &#60;i&#62;semua");
        let case = work.case().await;
        assert_eq!((case.done.len(), case.open.values().next().unwrap().officer.is_none()), (1, true));
        post(&mut colleague, &work.action("verifikasi"), &form).await.is(303);
        assert_eq!(work.case().await.done.len(), 2);
    }
}
