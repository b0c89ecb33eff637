//! S45 and the tracking page: who has the whole code sees where a case is, and nothing about anybody.

use crate::on_both;
use crate::support::Office;

/// The way of a research letter that goes well.
const WELL: [(&str, &str); 6] = [
    ("verifikasi", "lengkap"),
    ("kajian-kesbangpol", "direkomendasikan"),
    ("konsep", "siap"),
    ("paraf", "paraf"),
    ("keputusan", "setuju"),
    ("penyerahan", "diserahkan"),
];

/// A research letter that was filed, and its tracking page.
async fn filed(office: &Office) -> (crate::support::Driven<'_>, String) {
    let sample = office.sample("penelitian", "dasar");
    let case = office.file("penelitian", sample, "melati@contoh.id").await.unwrap();
    let page = format!("/lacak/{}", case.case().await.filing().unwrap().tracking);
    (case, page)
}

on_both! {
    async fn s45_the_page_says_where_who_since_when_and_what_was_promised(office: Office) {
        let (case, path) = filed(&office).await;
        let number = case.case().await.filing().unwrap().number.clone();
        let mut visitor = office.visitor();
        let page = visitor.get(&path).await;
        page.is(200).has(&number).has("Surat Keterangan Penelitian").has("sejak 12 Januari 2026 pukul 09.00");
        // Five working days from Monday; the 16th is a holiday, and the sentence says so.
        page.has("Selasa, 20 Januari 2026").has("Isra Mikraj").has("5 hari kerja lagi");
        page.has("aria-current=\"step\"").has("Keputusan").has("Tidak ada yang perlu Anda lakukan sekarang");
        case.walk(&WELL[..1]).await;
        let page = visitor.get(&path).await;
        page.has("Badan Kesatuan Bangsa dan Politik, sejak");
        let english = visitor.get(&format!("{path}?lang=en")).await;
        english.is(200).has("The promise of 5 working days").has("National Unity and Politics Agency").lacks("hari kerja");
        // Written as it comes: small letters, without hyphens.
        let typed = path.to_lowercase().replace('-', "");
        visitor.get(&typed).await.is(200).has(&number);
    }
}

on_both! {
    async fn s45_nothing_personal_or_internal_is_shown(office: Office) {
        let (case, path) = filed(&office).await;
        case.walk(&WELL[..3]).await;
        let page = office.visitor().get(&path).await;
        let stands = case.case().await;
        assert!(!stands.answers.0.is_empty() && stands.done.iter().any(|done| done.officer.is_some()));
        for (field, answer) in &stands.answers.0 {
            if let Some(text) = answer.as_str().filter(|text| text.len() > 5 && text.contains([' ', '@', '1'])) {
                assert!(!page.text().contains(text), "{field} is on the page: {text}");
            }
        }
        for officer in stands.done.iter().filter_map(|done| done.officer.as_ref()) {
            page.lacks(&officer.name);
        }
        page.lacks("Melati Anggraini").lacks("melati@contoh.id").lacks(&format!("/permohonan/{}", case.id.0));
        assert_eq!(page.headers["cache-control"], "no-store");
    }
}

on_both! {
    async fn s45_neighbouring_codes_find_nothing_and_guessing_ends(office: Office) {
        let (_, path) = filed(&office).await;
        let mut visitor = office.visitor();
        let code = path.rsplit('/').next().unwrap().to_owned();
        let last = code.chars().last().unwrap();
        let neighbours = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().filter(|sign| *sign != last);
        let mut neighbours = neighbours.map(|sign| format!("/lacak/{}{sign}", &code[..code.len() - 1]));
        let unknown = visitor.get(&neighbours.next().unwrap()).await;
        unknown.is(404).has("Tidak ada permohonan dengan kode itu");
        // Half a code and nonsense get the very same answer.
        let strip = |text: String| text.lines().filter(|line| !line.contains("/lacak/")).collect::<String>();
        for other in ["/lacak/7K3M", "/lacak/%27%20or%201=1", "/lacak/0000-0000-0000"] {
            let answer = visitor.get(other).await;
            answer.is(404);
            assert_eq!(strip(answer.text()).replace("Lacak", ""), strip(unknown.text()).replace("Lacak", ""), "{other}");
        }
        let mut statuses = Vec::new();
        for neighbour in neighbours {
            statuses.push(visitor.get(&neighbour).await.status.as_u16());
        }
        assert_eq!(statuses.iter().filter(|status| **status == 404).count(), 16, "{statuses:?}");
        assert!(statuses.ends_with(&[429, 429]), "{statuses:?}");
        // Who has the right code is not kept from it by others behind the same address.
        visitor.get(&path).await.is(200);
    }
}

on_both! {
    async fn a_code_is_entered_on_a_page_of_its_own(office: Office) {
        let (_, path) = filed(&office).await;
        let mut visitor = office.visitor();
        visitor.get("/lacak").await.is(200).has("name=\"kode\"");
        let code = path.rsplit('/').next().unwrap().to_lowercase();
        assert_eq!(visitor.get(&format!("/lacak?kode=+{code}+")).await.location(), path);
        let wrong = visitor.get("/lacak?kode=7K3M-9PQ2").await;
        wrong.is(422).has("yang ditulis 8").has("value=\"7K3M-9PQ2\"");
        visitor.get("/lacak?kode=%22%3E%3Cscript%3E").await.is(422).lacks("<script>\"").lacks("\"><script>");
    }
}

on_both! {
    async fn an_ended_case_says_how_and_where_its_letter_is_checked(office: Office) {
        let (case, path) = filed(&office).await;
        case.walk(&WELL).await;
        let licence = case.case().await.licence().unwrap().code;
        let page = office.visitor().get(&path).await;
        page.is(200).has("Disetujui").has("Selesai sesuai janji").has(&format!("href=\"/verifikasi/{licence}\""));
        page.has("Masih ada kewajiban: Menyerahkan hasil penelitian").lacks("aria-current=\"step\"");
    }
}

on_both! {
    async fn a_late_case_says_so_and_where_to_complain(office: Office) {
        let (_, path) = filed(&office).await;
        office.app.clock().set("2026-01-22T10:00:00+07:00".parse().unwrap());
        let page = office.visitor().get(&path).await;
        page.has("Lewat 2 hari kerja").has("Kami melewati waktu yang dijanjikan").has("SP4N-LAPOR!");
    }
}

on_both! {
    async fn figures_on_promises_come_from_decided_cases_and_never_from_few(office: Office) {
        let sample = office.sample("penelitian", "dasar");
        for number in 0..10 {
            let filed = office.file("penelitian", sample.clone(), &format!("warga{number}@contoh.id")).await;
            filed.unwrap().walk(&WELL).await;
            if number == 8 {
                office.visitor().get("/").await.has("Angka ketepatan waktu muncul");
            }
        }
        // The figure is a minute old at most.
        office.app.clock().set("2026-01-12T09:01:30+07:00".parse().unwrap());
        let mut visitor = office.visitor();
        visitor.get("/").await.has("100\u{a0}%").has("10 dari 10 permohonan").has("biasanya: Surat Keterangan");
        visitor.get("/layanan/penelitian").await.has("100\u{a0}%").has("dijanjikan 5 hari kerja");
        visitor.get("/layanan/sip-dokter").await.lacks("%</dd>");
        // A day on which they are too old to count.
        office.app.clock().set("2026-06-01T09:00:00+07:00".parse().unwrap());
        visitor.get("/").await.has("Angka ketepatan waktu muncul");
    }
}
