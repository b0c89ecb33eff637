//! The officers' page of SOPs, and publishing again while the office runs.

use std::path::{Path, PathBuf};

use server::sops::{Depth, Source, publish_checked};

use crate::on_both;

/// A copy of the services, to be changed.
pub struct Services(pub PathBuf);

impl Services {
    pub fn copied() -> Services {
        let to = std::env::temp_dir().join(format!("satupintu-services-{:x}", rand::random::<u64>()));
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../services");
        for folder in std::fs::read_dir(from).unwrap() {
            let folder = folder.unwrap();
            std::fs::create_dir_all(to.join(folder.file_name())).unwrap();
            for file in std::fs::read_dir(folder.path()).unwrap() {
                let file = file.unwrap();
                std::fs::copy(file.path(), to.join(folder.file_name()).join(file.file_name())).unwrap();
            }
        }
        Services(to)
    }

    pub fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.0.join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} has no {from}");
        std::fs::write(path, text.replacen(from, to, 1)).unwrap();
    }
}

impl Drop for Services {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

on_both! {
    async fn officers_see_what_is_published_and_only_an_administrator_publishes(office: Office) {
        let mut clerk = office.officer("loket").await;
        let page = clerk.get("/meja/sop").await;
        page.is(200).has("Izin Reklame Tetap").has("000.8.3.3/017/SOP/DPMPTSP/2025").has("Berlaku");
        page.lacks("Periksa ulang dan terbitkan");
        clerk.post("/meja/sop", &[]).await.is(403).has("Hanya administrator");
        let mut administrator = office.officer("admin").await;
        administrator.get("/meja/sop").await.is(200).has("Periksa ulang dan terbitkan");
        administrator.post("/meja/sop", &[]).await.is(200).has("Tidak ada yang baru");
        office.citizen("a@contoh.id").await.get("/meja/sop").await.is(404);
        assert!(office.visitor().get("/meja/sop").await.location().starts_with("/masuk/sandi"));
    }
}

on_both! {
    async fn a_bad_folder_leaves_the_running_office_unharmed(office: Office) {
        let services = Services::copied();
        services.edit("penelitian/sop.toml", "promise = \"5 hari kerja\"", "promise = \"5 hari kerja");
        services.edit("sip-dokter/sop.toml", "version = 1", "version = 2");
        let source = Source::Folder(services.0.clone());
        let published = publish_checked(&office.app, &office.desk(), &source, Depth::Stories).await.unwrap();
        assert_eq!(published.added, ["sip-dokter@2"], "{:?}", published.findings);
        let [finding] = &published.findings[..] else { panic!("{:?}", published.findings) };
        assert!(finding.place().contains("penelitian/sop.toml:") && finding.code == "S-SYNTAX", "{finding}");
        // The old revision still serves, and a case can begin by it.
        office.visitor().get("/layanan/penelitian").await.is(200).has("5 hari kerja");
        let sample = office.sample("penelitian", "dasar");
        office.file("penelitian", sample, "melati@contoh.id").await.unwrap();
        office.visitor().get("/layanan/sip-dokter").await.is(200).has("revisi 2");
    }
}

on_both! {
    async fn a_revision_for_later_is_scheduled_and_one_in_force_cannot_change(office: Office) {
        let services = Services::copied();
        services.edit("penelitian/sop.toml", "version = 1", "version = 2");
        services.edit("penelitian/sop.toml", "effective = \"2025-10-01\"", "effective = \"2026-02-02\"");
        services.edit("penelitian/sop.toml", "promise = \"5 hari kerja\"", "promise = \"6 hari kerja\"");
        services.edit("reklame-tetap/sop.toml", "promise = \"14 hari kerja\"", "promise = \"15 hari kerja\"");
        // Stories bind nobody: they may change without a revision.
        services.edit("sip-dokter/biasa.scenarios", "skenario: ", "skenario: Sekali lagi, ");
        let source = Source::Folder(services.0.clone());
        let published = publish_checked(&office.app, &office.desk(), &source, Depth::Text).await.unwrap();
        assert_eq!(published.added, ["penelitian@2"]);
        let codes: Vec<&str> = published.findings.iter().map(|finding| finding.code).collect();
        assert_eq!(codes, ["changed-in-force"], "{:?}", published.findings);
        office.officer("loket").await.get("/meja/sop").await.has("Terjadwal").has("2 Februari 2026");
        let mut visitor = office.visitor();
        visitor.get("/layanan/penelitian").await.has("5 hari kerja").has("revisi 1");
        visitor.get("/layanan/reklame-tetap").await.has("14 hari kerja").lacks("15 hari kerja");
        office.app.clock().set("2026-02-02T08:00:00+07:00".parse().unwrap());
        visitor.get("/layanan/penelitian").await.has("6 hari kerja").has("revisi 2");
        office.officer("loket").await.get("/meja/sop").await.has("Digantikan");
    }
}
