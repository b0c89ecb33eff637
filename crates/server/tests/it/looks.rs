//! Who has looked at a case, as its applicant is told.

use serde_json::json;

use crate::api::client::{Program, Said as _, filed};
use crate::on_both;

on_both! {
    async fn an_applicant_reads_who_has_looked_at_the_case_and_when(office: Office) {
        let program = Program::citizen(&office, "dinda@surel.contoh").await;
        let application = filed(&program).await;
        let case = application["id"].to_string();
        let mut owner = office.citizen("dinda@surel.contoh").await;
        let (page, own) = (format!("/permohonan/{case}/akses"), format!("/permohonan/{case}"));
        owner.get(&own).await.is(200).has(&format!("href=\"{page}\""));
        owner.get(&page).await.is(200).has("Belum ada petugas yang membuka");

        office.at("2026-01-12T10:15:00+07:00").await;
        office.officer("loket").await.get(&format!("/meja/berkas/{case}")).await.is(200);
        office.at("2026-01-13T08:30:00+07:00").await;
        let mut clerk = office.officer("loket").await;
        clerk.post(&format!("/meja/berkas/{case}/nomor"), &[("reason", "mencocokkan <b>KTP</b>")]).await.is(200);
        let sha256 = application["files"]["ktp"]["sha256"].as_str().unwrap();
        let mut analyst = office.officer("kesbangpol").await;
        analyst.get(&format!("/meja/berkas/{case}/file/{sha256}")).await.is(200);
        office.at("2026-01-14T08:30:00+07:00").await;
        office.officer("dinkes").await.get(&format!("/meja/berkas/{case}")).await.is(404);
        office.citizen("lain@surel.contoh").await.get(&page).await.is(404);

        let mut owner = office.citizen("dinda@surel.contoh").await;
        let told = owner.get(&page).await;
        told.is(200).has("Petugas loket, Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu").has("12 Januari 2026");
        told.has("10.15").has("secara utuh").has("mencocokkan &#60;b&#62;KTP&#60;/b&#62;").has("Dokumen: berkas.pdf");
        told.has("Badan Kesatuan Bangsa dan Politik").has("Dinas Kesehatan").has("Ditolak").has("Akun pemohon lain");
        // Roles and agencies, never the names of officers.
        told.lacks("Yulia Permatasari").lacks(sha256).lacks("1671164502030001");
        let english = owner.get(&format!("{page}?lang=en")).await;
        english.has("Counter officer, Investment and One-Stop Service Office").has("The reason given").has("Refused");

        let looks = program.get(&format!("/applications/{case}/looks")).await.is(200).json();
        let looks: Vec<_> = looks.as_array().unwrap().iter().map(|look| (&look["what"], &look["who"], &look["allowed"])).collect();
        let expected = [
            ("case", "applicant", false),
            ("case", "officer", false),
            ("file", "officer", true),
            ("numbers", "officer", true),
            ("case", "officer", true),
        ];
        let mut told: Vec<String> = looks.iter().map(|look| format!("{look:?}")).collect();
        let mut wanted: Vec<String> =
            expected.iter().map(|(what, who, allowed)| format!("{:?}", (&json!(what), &json!(who), &json!(allowed)))).collect();
        told.sort();
        wanted.sort();
        assert_eq!(told, wanted);
    }
}
