//! Filling in an application as a browser does: page by page, file by file, with the samples beside each SOP.

use std::path::Path;
use std::sync::Arc;

use casework::case::CaseId;
use casework::form::{Section, Typed};
use casework::scenario::{Sample, Samples};
use casework::sop::{FileType, ServiceId, Sop};

use super::{Answer, Client, Office, Part};

/// A sample application to a service.
pub struct Application {
    pub sop: Arc<Sop>,
    pub sample: Sample,
    typed: Typed,
}

impl Application {
    /// A sample by its name in `services/<service>/contoh.toml`.
    pub fn of(office: &Office, service: &str, name: &str) -> Application {
        let desk = office.desk();
        let today = desk.office().calendar.zone().day(office.app.now());
        let sop = desk.office().catalogue.current(&ServiceId(service.to_owned()), today).unwrap().clone();
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../services/{service}/contoh.toml"));
        let (samples, findings) = Samples::read(&std::fs::read_to_string(file).unwrap(), "contoh.toml", &sop);
        assert!(findings.is_empty(), "{findings:?}");
        let sample = samples.get(name).unwrap().clone();
        let typed = Typed::from_json(&serde_json::to_value(&sample.answers).unwrap());
        Application { sop, sample, typed }
    }

    /// With another text under a name.
    pub fn with(mut self, name: &str, text: &str) -> Application {
        self.typed.0.insert(name.to_owned(), vec![text.to_owned()]);
        self
    }

    /// What is typed on a page, as its form sends it.
    pub fn of_section(&self, section: &Section) -> Vec<(String, String)> {
        let of = |name: &str| {
            section
                .fields
                .iter()
                .any(|field| name == field.id || name.strip_prefix(&field.id).is_some_and(|rest| rest.starts_with('.')))
        };
        let own = self.typed.0.iter().filter(|(name, _)| of(name));
        own.flat_map(|(name, texts)| texts.iter().map(|text| (name.clone(), text.clone()))).collect()
    }

    /// Begins a draft and gives its address.
    pub async fn begin(&self, client: &mut Client) -> String {
        let begun = client.post(&format!("/ajukan/{}", self.sop.service.id), &[]).await;
        begun.location().to_owned()
    }

    /// Fills in every page of a draft.
    pub async fn fill_in(&self, client: &mut Client, draft: &str) {
        for section in &self.sop.sections {
            let pairs = self.of_section(section);
            let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
            let kept = client.post(&format!("{draft}/isian/{}", section.id), &pairs).await;
            assert!(kept.status.is_redirection(), "{}: {}", section.id, kept.text());
        }
    }

    /// Uploads every document that the answers call for.
    pub async fn upload(&self, client: &mut Client, draft: &str) {
        for requirement in self.sop.requirements_for(&self.sample.answers).filter(|one| !one.optional) {
            let name = format!("{}.pdf", requirement.id);
            let content = document(requirement.accept[0], &requirement.id.0);
            let page = format!("{draft}/berkas");
            let sent = client.post_files(&page, &[Part::File(&requirement.id.0, &name, &content)]).await;
            assert!(sent.status.is_redirection(), "{}: {}", requirement.id, sent.text());
        }
    }

    /// Fills in, uploads and sends; gives the answer to the last request.
    pub async fn send(&self, client: &mut Client, draft: &str) -> Answer {
        self.fill_in(client, draft).await;
        self.upload(client, draft).await;
        client.get(&format!("{draft}/periksa")).await.is(200);
        client.post(&format!("{draft}/periksa"), &[("setuju", "yes")]).await
    }

    /// The whole way of a citizen, from the first page to the case.
    pub async fn filed(&self, client: &mut Client) -> CaseId {
        let draft = self.begin(client).await;
        let sent = self.send(client, &draft).await;
        let receipt = sent.location();
        CaseId(receipt.split('/').nth(2).unwrap().parse().unwrap())
    }
}

/// A small file of a kind, different for each word.
pub fn document(kind: FileType, word: &str) -> Vec<u8> {
    match kind {
        FileType::Pdf => format!("%PDF-1.7\n1 0 obj\n<< /Title ({word}) >>\nendobj\n%%EOF\n").into_bytes(),
        FileType::Jpg => {
            let mut bytes = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00".to_vec();
            bytes.extend(b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00");
            bytes.extend(word.bytes().filter(u8::is_ascii));
            bytes.extend(b"\xff\xd9");
            bytes
        }
        FileType::Png => [b"\x89PNG\r\n\x1a\n".as_slice(), word.as_bytes(), b"IEND"].concat(),
    }
}
