//! Numbers, the rule of three places, the register of licences and duties, and what happens when a letter cannot be made.

use casework::case::Command;
use server::app::{Ask, Failed};

use crate::on_both;
use crate::support::{Office, TO_THE_HEAD, granted, waiting};

on_both! {
    async fn numbers_have_no_gap_and_none_comes_twice(office: Office) {
        let mut cases = Vec::new();
        for number in 0..20 {
            let mut sample = office.sample("penelitian", "dasar");
            sample.answers.0.insert("nama".to_owned(), format!("Peneliti {number}").into());
            let driven = office.file("penelitian", sample, &format!("peneliti{number}@contoh.id")).await.unwrap();
            driven.walk(&[("verifikasi", "lengkap")]).await;
            cases.push(driven);
        }
        futures_util::future::join_all(cases.iter().map(async |driven| {
            driven.take("kajian-kesbangpol", "tidak_direkomendasikan", Some("Lokasi di luar kota")).await.unwrap();
            driven.take("telaah-penolakan", "setuju_tolak", Some("Ya")).await.unwrap();
            driven.take("keputusan-penolakan", "tolak", Some("Lokasi di luar kota")).await.unwrap();
        })).await;
        let mut numbers = Vec::new();
        for driven in &cases {
            numbers.push(driven.case().await.letters.pop().unwrap().number);
        }
        numbers.sort();
        let expected: Vec<String> = (1..=20).map(|place| format!("070/{place:04}/TOLAK-SKP/DPMPTSP/I/2026")).collect();
        assert_eq!(numbers, expected);
    }
}

on_both! {
    async fn the_sequence_begins_anew_with_the_year(office: Office) {
        granted(&office, "dasar", "melati@contoh.id").await;
        office.at("2027-01-04T09:00:00+07:00").await;
        let (_, next) = granted(&office, "spesialis", "raka@contoh.id").await;
        assert_eq!(next.number, "503/0001/SIP-DR/DPMPTSP/I/2027");
    }
}

on_both! {
    async fn a_fourth_licence_is_refused_with_the_rule_of_three_places(office: Office) {
        let file = async || office.file("sip-dokter", office.sample("sip-dokter", "dasar"), "melati@contoh.id").await;
        for _ in 0..2 {
            granted(&office, "dasar", "melati@contoh.id").await;
        }
        // The third and a fourth are on their way together: both may be filed, the second to be decided may not be granted.
        let (third, fourth) = (file().await.unwrap(), file().await.unwrap());
        third.walk(&TO_THE_HEAD).await;
        fourth.walk(&TO_THE_HEAD).await;
        third.walk(&[("keputusan", "setuju")]).await;
        let refused = fourth.take("keputusan", "setuju", None).await.unwrap_err();
        let Failed::Refused(refusal) = refused else { panic!("{refused}") };
        assert!(refusal.faults[0].message.id.contains("SIP aktif Anda sudah tiga"), "{refusal:?}");
        let Err(Failed::Refused(refusal)) = file().await else { panic!("a fourth application was taken") };
        assert!(refusal.faults[0].message.id.contains("SIP aktif Anda sudah tiga"), "{refusal:?}");
        // Somebody else is not counted with her.
        office.file("sip-dokter", office.sample("sip-dokter", "spesialis"), "raka@contoh.id").await.unwrap();
        // A licence counts on its last day, and not on the day after.
        let desk = office.desk();
        let params = vec![desk.id.as_str().into(), third.id.0.into()];
        let shorter = "update holding set until = '2026-01-30' where office = $1 and case_id = $2";
        desk.write(vec![store::Statement::new(shorter, params)]).await.unwrap();
        office.at("2026-01-30T09:00:00+07:00").await;
        assert!(file().await.is_err());
        office.at("2026-01-31T09:00:00+07:00").await;
        file().await.unwrap();
    }
}

on_both! {
    async fn the_register_is_found_by_name_number_kind_and_day(office: Office) {
        let (_, first) = granted(&office, "dasar", "melati@contoh.id").await;
        office.at("2026-02-02T09:00:00+07:00").await;
        let (_, second) = granted(&office, "spesialis", "raka@contoh.id").await;
        let mut officer = office.officer("kepala").await;
        officer.get("/meja/izin").await.is(200).has(&first.number).has(&second.number).has("Berlaku");
        officer.get("/meja/izin?q=WIRATAMA").await.is(200).has(&second.number).lacks(&first.number);
        officer.get("/meja/izin?q=503%2F0001").await.is(200).has(&first.number).lacks(&second.number);
        officer.get("/meja/izin?q=%25").await.is(200).has("Tidak ada surat yang cocok");
        officer.get("/meja/izin?dari=2026-02-01&sampai=2026-02-28").await.is(200).has(&second.number).lacks(&first.number);
        officer.get("/meja/izin?jenis=rejection").await.is(200).lacks(&first.number);
        officer.get("/meja/izin?layanan=penelitian").await.is(200).lacks(&first.number);
        officer.get("/meja/izin?keadaan=berakhir").await.is(200).lacks(&first.number);
        officer.get("/meja/izin?dari=kemarin&sesudah=x&sebelum=~").await.is(200);
        let csv = officer.get("/meja/izin.csv?q=melati").await;
        csv.is(200).has(&format!("{},Surat Izin Praktik Dokter,sip-dokter,", first.number)).lacks(&second.number);
        assert_eq!(csv.headers["content-disposition"], "attachment; filename=\"izin-2026-02-02.csv\"");
        // An agency sees the services that it works on; citizens and strangers see nothing.
        office.officer("dinkes").await.get("/meja/izin").await.is(200).has(&first.number);
        office.officer("pupr").await.get("/meja/izin").await.is(200).lacks(&first.number);
        office.officer("pupr").await.get("/meja/izin?layanan=sip-dokter").await.is(200).lacks(&first.number);
        office.officer("pupr").await.get("/meja/izin.csv?layanan=sip-dokter").await.lacks(&first.number);
        office.citizen("melati@contoh.id").await.get("/meja/izin").await.is(404);
        assert!(office.visitor().get("/meja/izin.csv").await.location().starts_with("/masuk/sandi"));
        office.at("2031-06-02T09:00:00+07:00").await;
        officer = office.officer("kepala").await;
        officer.get("/meja/izin?keadaan=berakhir").await.is(200).has(&first.number);
    }
}

on_both! {
    async fn the_register_is_paged_without_losing_or_doubling_a_row(office: Office) {
        let mut rows = Vec::new();
        for number in 0..120_i64 {
            rows.push(store::Statement::new(
                "insert into letter (office, number, case_id, application, service, service_version, letter, kind, code, holder, shown,
                                     issued, until, file, at_us)
                 values ($1, $2, 1, '2026-000001', 'sip-dokter', 1, 'sip', 'licence', $3, $4, '{}', $5, null, null, 0)",
                vec![
                    office.desk().id.as_str().into(),
                    format!("N-{number:03}").into(),
                    format!("code-{number}").into(),
                    "=HYPERLINK(\"x\")".into(),
                    format!("2026-01-{:02}", 1 + number / 40).into(),
                ],
            ));
        }
        office.desk().write(rows).await.unwrap();
        let mut officer = office.officer("kepala").await;
        let link = |page: &str, rel: &str| {
            let tag = page.split("<a ").find(|tag| tag.contains(&format!("rel=\"{rel}\"")))?;
            let href = tag.split("href=\"").nth(1)?.split('"').next()?;
            Some(href.replace("&#38;", "&").replace("&amp;", "&"))
        };
        let numbers = |page: &str| page.match_indices(">N-").map(|(at, _)| page[at + 1..at + 6].to_owned()).collect::<Vec<_>>();
        let first = officer.get("/meja/izin?q=n-").await.text();
        let second = officer.get(&link(&first, "next").unwrap()).await.text();
        let third = officer.get(&link(&second, "next").unwrap()).await.text();
        assert_eq!(link(&first, "prev"), None);
        assert_eq!(link(&third, "next"), None);
        let all = [numbers(&first), numbers(&second), numbers(&third)].concat();
        let expected: Vec<String> = (0..120).rev().map(|number| format!("N-{number:03}")).collect();
        assert_eq!(all, expected);
        let back = officer.get(&link(&third, "prev").unwrap()).await.text();
        assert_eq!(numbers(&back), numbers(&second));
        let csv = officer.get("/meja/izin.csv").await.text();
        assert_eq!(csv.lines().count(), 121);
        assert!(csv.contains("\"'=HYPERLINK"), "a cell is a formula");
    }
}

on_both! {
    async fn an_open_duty_is_listed_until_it_is_fulfilled(office: Office) {
        let driven = office.file("reklame-tetap", office.sample("reklame-tetap", "mandiri"), "hendra@contoh.id").await.unwrap();
        driven.walk(&[("loket-mandiri", "memenuhi"), ("jadwal-pengawasan", "dijadwalkan"), ("keputusan-mandiri", "setuju")]).await;
        let mut officer = office.officer("pengawas").await;
        officer.get("/meja/kewajiban").await.is(200).has("Membongkar reklame").has("15 April 2026");
        officer.get("/meja/kewajiban?lewat=ya").await.is(200).has("Tidak ada kewajiban");
        office.at("2026-04-20T09:00:00+07:00").await;
        officer = office.officer("pengawas").await;
        officer.get("/meja/kewajiban?lewat=ya").await.is(200).has("Lewat 5 hari").lacks("Membongkar reklame");
        let owner = office.account("hendra@contoh.id").await;
        let command = Command::FulfilDuty { duty: "periksa_mandiri".to_owned(), file: None };
        let ask = Ask { request_id: "d1".to_owned(), case: Some(driven.id), actor: owner.actor(), command };
        office.app.execute(&office.desk(), ask).await.unwrap();
        officer.get("/meja/kewajiban").await.is(200).has("Membongkar reklame").lacks("15 April 2026");
        office.officer("dinkes").await.get("/meja/kewajiban").await.is(200).lacks("Membongkar reklame");
    }
}

on_both! {
    async fn a_rebuilt_register_is_the_same(office: Office) {
        granted(&office, "dasar", "melati@contoh.id").await;
        let driven = office.file("reklame-tetap", office.sample("reklame-tetap", "mandiri"), "hendra@contoh.id").await.unwrap();
        driven.walk(&[("loket-mandiri", "memenuhi"), ("jadwal-pengawasan", "dijadwalkan"), ("keputusan-mandiri", "setuju")]).await;
        office.work().await;
        let before = dump(&office).await;
        assert_eq!(before.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 2, 2]);
        office.app.rebuild(&office.desk()).await.unwrap();
        assert_eq!(dump(&office).await, before);
    }
}

/// Everything in the tables of the register.
async fn dump(office: &Office) -> Vec<Vec<store::Row>> {
    let tables = [
        "select * from letter order by number",
        "select * from duty order by case_id, duty",
        "select * from holding order by person, case_id",
        "select * from case_person order by case_id",
    ];
    let queries = tables.map(|sql| store::Statement::new(sql, Vec::new())).to_vec();
    office.desk().snapshot(queries).await.unwrap()
}

on_both! {
    async fn a_letter_that_cannot_be_set_waits_with_its_error_and_nothing_is_lost(office: Office) {
        let desk = office.desk();
        let mut bundles = (*desk.bundles()).clone();
        let sop = office.sop("sip-dokter");
        let whole = bundles.get(&sop.bundle()).unwrap().as_ref().clone();
        let mut broken = whole.clone();
        broken.files.insert("licence.typ".to_owned(), "#show: letter\n#nothing()".to_owned());
        bundles.insert(broken);
        desk.publish(bundles.clone());
        let (driven, licence) = granted(&office, "dasar", "melati@contoh.id").await;
        assert_eq!(licence.file, None);
        let jobs = desk.query("select last_error from job where kind = 'letter' and done_us is null", Vec::new()).await.unwrap();
        let error = jobs[0].text(0);
        assert!(error.contains("sip-dokter/licence.typ:1:"), "{error}");
        bundles.insert(whole);
        desk.publish(bundles);
        office.at("2026-01-12T10:00:00+07:00").await;
        assert!(driven.case().await.licence().unwrap().file.is_some());
        assert_eq!(waiting(&office).await, 0);
    }
}
