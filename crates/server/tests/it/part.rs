//! Who has a part in a case: the same rule for cases and licences, on pages and in the API.

use server::sops::{Depth, Source, publish_checked};

use crate::api::client::Program;
use crate::on_both;
use crate::sops::Services;
use crate::support::granted;

on_both! {
    async fn an_agency_that_a_step_is_escalated_to_sees_case_and_licence_and_others_neither(office: Office) {
        let services = Services::copied();
        services.edit("sip-dokter/sop.toml", "version = 1", "version = 2");
        services.edit("sip-dokter/sop.toml", "{ escalate = \"dinkes-kabid\" }", "{ escalate = \"pupr-kabid\" }");
        let source = Source::Folder(services.0.clone());
        let published = publish_checked(&office.app, &office.desk(), &source, Depth::Text).await.unwrap();
        assert_eq!(published.added, ["sip-dokter@2"], "{:?}", published.findings);
        let (driven, licence) = granted(&office, "dasar", "melati@contoh.id").await;
        let case = driven.id.0;
        for (name, has_part) in [("kepala", true), ("dinkes", true), ("pupr-kabid", true), ("bapenda", false)] {
            let mut officer = office.officer(name).await;
            let status = |refused| if has_part { 200 } else { refused };
            officer.get(&format!("/meja/berkas/{case}")).await.is(status(404));
            officer.get(&format!("/surat/{}.pdf", licence.code)).await.is(status(403));
            let program = Program::of(&office, officer.clone()).await;
            program.get(&format!("/cases/{case}")).await.is(status(404));
            let lists = [
                officer.get("/meja/register").await,
                officer.get("/meja/izin?layanan=sip-dokter").await,
                program.get("/cases?service=sip-dokter").await,
                program.get("/licences?service=sip-dokter").await,
            ];
            for list in lists {
                let told = list.is(200).text();
                let shown = told.contains("2026-000001") || told.contains(&licence.number);
                assert_eq!(shown, has_part, "{name}: {told}");
            }
        }
    }
}

on_both! {
    async fn an_officer_of_another_office_finds_nothing_by_number(office: Office) {
        let mut office = office;
        office.with_neighbour("tetangga").await;
        let (driven, licence) = granted(&office, "dasar", "melati@contoh.id").await;
        let case = driven.id.0;
        let neighbour = office.app.desk_of("tetangga").unwrap();
        let (head, _) = server::people::by_email(&neighbour, "kepala@palembang.contoh").await.unwrap().unwrap();
        let cookie = server::people::open_session(&office.app, &neighbour, &head).await.unwrap();
        let at_home = office.visitor().at("tetangga").with_cookie(cookie.to_str().unwrap());
        at_home.clone().get("/meja").await.is(200);
        // In their own office there is no such case, and in this one they are nobody.
        at_home.clone().get(&format!("/meja/berkas/{case}")).await.is(404);
        at_home.clone().get(&format!("/surat/{}.pdf", licence.code)).await.is(404);
        at_home.clone().get("/meja/register").await.is(200).lacks("2026-000001");
        at_home.clone().get("/meja/izin").await.is(200).lacks(&licence.number);
        let mut abroad = at_home.at("127.0.0.1");
        assert!(abroad.get(&format!("/meja/berkas/{case}")).await.location().starts_with("/masuk/sandi"));
        office.officer("kepala").await.get(&format!("/meja/berkas/{case}")).await.is(200).has("2026-000001");
    }
}
