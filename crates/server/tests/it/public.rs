//! What everybody sees: front page, catalogue, services, SOPs.

use crate::on_both;

on_both! {
    async fn the_front_page_says_what_how_long_and_how_much(office: Office) {
        let mut visitor = office.visitor();
        let page = visitor.get("/").await;
        page.is(200).has("Surat Keterangan Penelitian").has("5 hari kerja").has("Gratis");
        page.has("action=\"/layanan\"").has("action=\"/lacak\"").has("action=\"/verifikasi\"").has("href=\"/masuk\"");
        // No case was decided yet: no figure is invented.
        page.has("Angka ketepatan waktu muncul").lacks("%</dd>");
        let english = visitor.get("/?lang=en").await;
        english.has("Research letter").has("5 working days").lacks("hari kerja");
        // The office's own names too, in the title, beside the crest and in the footer.
        english.has("One-Stop Service Office, City of Palembang (example)</title>");
        english.has("<strong>One-Stop Service Office, City of Palembang (example)</strong>");
        english.has("Investment and One-Stop Service Office").lacks("DPMPTSP").lacks("Dinas Penanaman Modal");
        page.has("<strong>DPMPTSP Kota Palembang (contoh)</strong>").has("Dinas Penanaman Modal").lacks("One-Stop Service");
    }
}

on_both! {
    async fn the_catalogue_finds_services_by_any_of_their_words(office: Office) {
        let mut visitor = office.visitor();
        visitor.get("/layanan").await.is(200).has("href=\"/layanan/sip-dokter\"").has("href=\"/layanan/penelitian\"");
        for (wanted, found, other) in [
            // A keyword, in any case.
            ("SKRIPSI", "penelitian", "sip-dokter"),
            // Several words, from name and summary, with signs between them.
            ("  izin,  DOKTÉR ", "sip-dokter", "penelitian"),
            // The name of a document that is asked for.
            ("persetujuan komisi etik", "penelitian", "reklame-tetap"),
            // In the other language.
            ("billboard", "reklame-tetap", "penelitian"),
        ] {
            let page = visitor.get(&format!("/layanan?q={}", server::ui::encode(wanted))).await;
            page.is(200).has(&format!("href=\"/layanan/{found}\"")).lacks(&format!("href=\"/layanan/{other}\""));
        }
        let nothing = visitor.get("/layanan?q=kapal+selam").await;
        nothing.is(200).has("Tidak ada layanan untuk “kapal selam”").has("kata yang lebih umum").has("href=\"/layanan\"");
        let script = visitor.get("/layanan?q=%3Cscript%3Ealert(1)%3C/script%3E").await;
        script.is(200).lacks("<script>alert");
    }
}

on_both! {
    async fn every_service_tells_its_standard_in_both_languages(office: Office) {
        let mut visitor = office.visitor();
        let services = ["penelitian", "reklame-tetap", "sip-dokter"];
        for service in services {
            for lang in ["id", "en"] {
                let page = visitor.get(&format!("/layanan/{service}?lang={lang}")).await;
                page.is(200).has(&format!("href=\"/ajukan/{service}\"")).lacks("portal-").lacks(" == ").lacks("null");
                for component in 1..=14 {
                    page.has(&format!("<li value=\"{component}\""));
                }
                let sop = visitor.get(&format!("/layanan/{service}/sop?lang={lang}")).await;
                sop.is(200).has("scope=\"colgroup\"").has("NIP ").lacks("portal-");
            }
        }
    }
}

on_both! {
    async fn a_service_page_is_computed_from_its_sop(office: Office) {
        let mut visitor = office.visitor();
        let signs = visitor.get("/layanan/reklame-tetap").await;
        // Branches side by side, the short track with its condition in words and its own sum.
        signs.has("Berjalan bersamaan").has("Penetapan pajak").has("Dinas Pekerjaan Umum dan Penataan Ruang");
        signs.has("Bila “Jalur permohonan” adalah “Pernyataan mandiri").has("paling lama 5 jam 30 menit");
        signs.has("Hanya bila “Status lahan atau bangunan” bukan “Milik sendiri”");
        let research = visitor.get("/layanan/penelitian").await;
        research.has("Badan Kesatuan Bangsa dan Politik").has("PDF, JPG atau PNG, paling besar 3\u{a0}MB");
        research.has("Menyerahkan hasil penelitian").has("Dinas Kependudukan dan Pencatatan Sipil");
        let sop = visitor.get("/layanan/penelitian/sop").await;
        sop.has("000.8.3.3/017/SOP/DPMPTSP/2025").has("Kembalikan").has("→ 2").has("NIP 197203141998032005");
    }
}

on_both! {
    async fn s36_what_is_free_says_so_and_what_is_not_never_does(office: Office) {
        for (service, says) in [("penelitian", "Gratis"), ("pakai-gedung", "Menurut tarif")] {
            let page = office.visitor().get(&format!("/layanan/{service}")).await;
            let fee = page.text().split("<dt>Biaya</dt>").nth(1).expect("a fee").chars().take(80).collect::<String>();
            assert!(fee.contains(says), "{service}: {fee}");
        }
    }
}

on_both! {
    async fn an_unknown_service_is_said_with_a_way_on(office: Office) {
        let mut visitor = office.visitor();
        for path in ["/layanan/kapal-selam", "/layanan/kapal-selam/sop", "/layanan/..%2F..%2Fetc"] {
            visitor.get(path).await.is(404).has("Layanan ini tidak ada").has("href=\"/layanan\"");
        }
    }
}

on_both! {
    async fn the_demo_shows_its_style_guide(office: Office) {
        office.visitor().get("/_gaya").await.is(200).has("Panduan gaya");
    }
}
