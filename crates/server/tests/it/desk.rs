//! The office's way: inbox, case page, work on steps, decisions.

use std::collections::BTreeMap;

use casework::case::{Actor, Applicant, Case, CaseId, Command, FileRef, FiledBy, Submission};
use casework::form::{Answers, Typed};
use casework::scenario::{Sample, Samples};
use casework::sop::{FileType, RequirementId, ServiceId, Sop, StepId};
use server::app::Ask;
use server::people;

use crate::on_both;
use crate::support::{Answer, Client, Office, Part};

/// A PDF that viewers open.
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/// A case in the making: where it is, and what its sample lets officers find.
pub struct Work<'a> {
    pub office: &'a Office,
    pub case: CaseId,
    pub sample: Sample,
}

/// Files a sample of a service, with a document for everything that it asks for and these besides.
pub async fn filed<'a>(office: &'a Office, service: &str, sample: &str) -> Work<'a> {
    changed(office, service, sample, |_| {}).await
}

/// The same with the application changed before it is filed.
async fn changed<'a>(office: &'a Office, service: &str, sample: &str, change: impl Fn(&mut Answers)) -> Work<'a> {
    let (sop, sample) = sample_of(office, service, sample);
    let mut answers = sample.answers.clone();
    change(&mut answers);
    let asked = sop.requirements_for(&answers).filter(|requirement| match &sample.documents {
        Some(named) => named.contains(&requirement.id),
        None => !requirement.optional,
    });
    let files: BTreeMap<_, _> = asked.map(|one| (one.id.clone(), stored(office, one.accept[0]))).collect();
    let account = melati(office).await;
    let submission = Submission {
        service: sop.service.id.clone(),
        applicant: Applicant {
            account: Some(account.id),
            name: account.name.clone(),
            email: Some(account.email.clone()),
            phone: None,
        },
        filed_by: FiledBy::Applicant,
        answers,
        files,
    };
    let case = ask(office, None, account.actor(), Command::Submit(submission)).await;
    Work { office, case, sample }
}

/// A service's SOP and one of the samples beside it.
pub fn sample_of(office: &Office, service: &str, name: &str) -> (Sop, Sample) {
    let desk = office.desk();
    let today = desk.office().calendar.zone().day(office.app.now());
    let sop = desk.office().catalogue.current(&ServiceId(service.to_owned()), today).unwrap().clone();
    let bundle = desk.bundles().get(&sop.bundle()).unwrap().clone();
    let (samples, findings) = Samples::read(&bundle.files["contoh.toml"], "contoh.toml", &sop);
    assert!(findings.is_empty(), "{findings:?}");
    ((*sop).clone(), samples.get(name).unwrap_or_else(|| panic!("no sample {name}")).clone())
}

fn stored(office: &Office, kind: FileType) -> FileRef {
    office.app.files().put(PDF, "berkas.pdf", kind.media_type()).unwrap()
}

/// The applicant of every case here.
async fn melati(office: &Office) -> people::Account {
    office.citizen("melati@contoh.id").await;
    people::by_email(&office.desk(), "melati@contoh.id").await.unwrap().unwrap().0
}

async fn ask(office: &Office, case: Option<CaseId>, actor: Actor, command: Command) -> CaseId {
    let request_id = format!("{:032x}", office.app.chance().bits());
    office.app.execute(&office.desk(), Ask { request_id, case, actor, command }).await.unwrap().case
}

impl Work<'_> {
    pub fn page(&self) -> String {
        format!("/meja/berkas/{}", self.case.0)
    }

    pub fn step_page(&self, step: &str) -> String {
        format!("{}?langkah={step}", self.page())
    }

    pub fn action(&self, step: &str) -> String {
        format!("{}/langkah/{step}", self.page())
    }

    pub async fn case(&self) -> Case {
        self.office.desk().db().case("palembang", self.case).await.unwrap().unwrap().0
    }

    /// What an officer's browser would send for a step: what the page carries along, every document in order, what the
    /// sample finds, the outcome; then these fields instead.
    pub fn form(&self, page: &Answer, step: &str, outcome: &str, fields: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut form = base(page, outcome);
        if let Some(findings) = self.sample.findings.get(&StepId(step.to_owned())) {
            let typed = Typed::from_json(&serde_json::to_value(findings).unwrap());
            form.extend(
                typed.0.into_iter().flat_map(|(name, texts)| texts.into_iter().map(move |text| (name.clone(), text))),
            );
        }
        form.retain(|(name, _)| fields.iter().all(|(other, _)| other != name));
        form.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        form
    }

    pub async fn send(&self, who: &str, step: &str, outcome: &str, fields: &[(&str, &str)]) -> Answer {
        let mut officer = self.office.officer(who).await;
        let page = officer.get(&self.step_page(step)).await;
        page.is(200);
        let form = self.form(&page, step, outcome, fields);
        post(&mut officer, &self.action(step), &form).await
    }

    /// The same, and it must go through.
    pub async fn done(&self, who: &str, step: &str, outcome: &str, fields: &[(&str, &str)]) {
        let answer = self.send(who, step, outcome, fields).await;
        answer.is(303);
        assert!(answer.location().ends_with("selesai=langkah"), "{}", answer.location());
    }

    pub async fn sees(&self, who: &str) -> Answer {
        self.office.officer(who).await.get(&self.page()).await
    }

    /// The applicant answers what was returned.
    pub async fn corrects(&self, step: &str, answers: Answers, files: &[&str]) {
        let actor = melati(self.office).await.actor();
        let file = |id: &&str| {
            (
                RequirementId((*id).to_owned()),
                self.office.app.files().put(b"%PDF-1.4 baru", "baru.pdf", "application/pdf").unwrap(),
            )
        };
        let files = files.iter().map(file).collect();
        ask(self.office, Some(self.case), actor, Command::Correct { step: StepId(step.into()), answers, files }).await;
    }
}

pub async fn post(client: &mut Client, path: &str, form: &[(String, String)]) -> Answer {
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    client.post(path, &form).await
}

/// What every form of a step has: request, version seen, a verdict for every document, the outcome.
fn base(page: &Answer, outcome: &str) -> Vec<(String, String)> {
    let text = page.text();
    let form = text.split("class=\"work\"").nth(1).unwrap_or_else(|| panic!("no form of a step:\n{text}"));
    let names = form.split("name=\"check-").skip(1).filter_map(|rest| rest.split('"').next());
    let checks: std::collections::BTreeSet<&str> = names.collect();
    let field = |name: &str| {
        let rest = form.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
        (name.to_owned(), rest.split('"').next().unwrap().to_owned())
    };
    let mut all = vec![field("request_id"), field("work-seen"), ("work-outcome".to_owned(), outcome.to_owned())];
    all.extend(checks.into_iter().map(|id| (format!("check-{id}"), "fits".to_owned())));
    all
}

/// How often a case has been looked at: (with leave, without).
async fn looks(office: &Office, case: CaseId) -> (usize, usize) {
    let sql = "select allowed from access_log where office = $1 and case_id = $2";
    let rows = office.desk().query(sql, vec!["palembang".into(), case.0.into()]).await.unwrap();
    let allowed = rows.iter().filter(|row| row.int(0) == 1).count();
    (allowed, rows.len() - allowed)
}

on_both! {
    async fn a_research_letter_goes_its_way_to_the_applicant(office: Office) {
        let work = filed(&office, "penelitian", "dasar").await;
        let mut counter = office.officer("loket").await;
        counter.get("/meja").await.is(200).has("Belum diambil").has("2026-000001").has("Surat Keterangan Penelitian");
        let claimed = counter.post(&format!("{}/ambil/verifikasi", work.page()), &[("request_id", "a1")]).await;
        counter.get(claimed.location()).await.is(200).has("Anda memegang tugas ini").has("Daftar periksa");
        counter.get("/meja").await.is(200).has("Tugas saya").has("2026-000001");
        office.officer("loket2").await.get("/meja?kotak=peran").await.is(200).lacks("2026-000001");
        office.officer("loket2").await.get("/meja?kotak=lain").await.is(200).has("Yulia Permatasari");
        office.officer("loket2").await.get(&work.page()).await.has("sedang dikerjakan Yulia Permatasari");
        let given = counter.post(&format!("{}/lepas/verifikasi", work.page()), &[("request_id", "a2")]).await;
        counter.get(given.location()).await.has("sudah Anda lepaskan");
        office.officer("loket2").await.get("/meja").await.has("2026-000001");
        work.done("loket", "verifikasi", "lengkap", &[]).await;
        office.at("2026-01-14T09:00:00+07:00").await;
        work.done("kesbangpol", "kajian-kesbangpol", "direkomendasikan", &[]).await;
        work.done("verifikator", "konsep", "siap", &[]).await;
        work.done("kabid", "paraf", "paraf", &[]).await;
        work.done("kepala", "keputusan", "setuju", &[("work-reason", "Tujuan jelas.")]).await;
        let page = work.sees("kepala").await;
        page.has("070/0001/SKP/DPMPTSP/I/2026").has("Tujuan jelas.").has("070/0031/Bakesbangpol/2026");
        work.done("loket", "penyerahan", "diserahkan", &[]).await;
        work.sees("loket").await.has("Terbit").has("Tidak ada langkah yang terbuka");
        office.officer("loket").await.get("/meja?kotak=peran").await.is(200).lacks("2026-000001");
        office.officer("loket").await.get("/meja/register?keadaan=granted").await.is(200).has("2026-000001");
    }
}

on_both! {
    async fn a_doctors_licence_is_refused_with_a_reason_in_the_letter(office: Office) {
        let work = filed(&office, "sip-dokter", "dasar").await;
        work.done("loket", "loket", "lengkap", &[]).await;
        office.at("2026-01-14T09:00:00+07:00").await;
        work.done("verifikator", "verifikasi", "benar", &[]).await;
        office.at("2026-01-20T09:00:00+07:00").await;
        let silent = work.send("dinkes", "rekomendasi-dinkes", "tidak_direkomendasikan", &[]).await;
        silent.is(422).has("Alasan belum diisi. Pemohon berhak tahu mengapa");
        silent.has("href=\"#f-work-reason\"");
        let why = [("work-reason", "Tempat praktik belum terdaftar sebagai fasilitas kesehatan.")];
        work.done("dinkes", "rekomendasi-dinkes", "tidak_direkomendasikan", &why).await;
        work.done("kabid", "telaah-penolakan", "setuju_tolak", &[("work-reason", "Sesuai rekomendasi.")]).await;
        let reason = [("work-reason", "Fasilitas belum berizin <b>operasional</b>.")];
        work.done("kepala", "keputusan-penolakan", "tolak", &reason).await;
        let case = work.case().await;
        assert_eq!(case.letters.len(), 1);
        assert_eq!(case.last(&StepId("keputusan-penolakan".into())).unwrap().reason.as_deref(), Some(reason[0].1));
        let page = work.sees("kepala").await;
        page.has("Ditolak").has("Penolakan").has(&case.letters[0].number).lacks("<b>operasional</b>");
        // One and the same officer does not examine twice (four eyes): the page says why.
        let second = filed(&office, "sip-dokter", "dasar").await;
        second.done("loket", "loket", "lengkap", &[]).await;
        second.done("verifikator", "verifikasi", "benar", &[]).await;
    }
}

on_both! {
    async fn a_sign_needs_two_agencies_side_by_side_and_an_inspection(office: Office) {
        let work = filed(&office, "reklame-tetap", "dasar").await;
        work.done("loket", "loket", "lengkap", &[]).await;
        work.done("verifikator", "verifikasi", "benar", &[]).await;
        let both = work.case().await;
        assert_eq!(both.open.len(), 2, "inspection and tax run side by side");
        office.at("2026-01-15T09:00:00+07:00").await;
        office.officer("bapenda").await.get("/meja").await.has("Penetapan pajak").lacks("Tinjauan lapangan");
        let empty = work.send("lapangan", "tinjauan-lapangan", "sesuai", &[("uraian", ""), ("jarak_tepi_jalan", "jauh")]).await;
        empty.is(422).has("href=\"#f-uraian\"").has("href=\"#f-jarak_tepi_jalan\"").has("value=\"jauh\"").has("2026-01-14");
        work.done("lapangan", "tinjauan-lapangan", "sesuai", &[]).await;
        work.done("pupr", "rekomendasi-pupr", "direkomendasikan", &[]).await;
        let waiting = work.sees("verifikator").await;
        waiting.has("menunggu cabang yang lain").has("Penetapan pajak oleh Bapenda").lacks("class=\"work\"");
        work.done("bapenda", "penetapan-pajak", "ditetapkan", &[]).await;
        let page = work.sees("verifikator").await;
        page.has("class=\"work\"").has("600.1/0021/PUPR/2026").has("973/REK/00104/2026").has("Rp46.080.000");
        work.done("verifikator", "telaah", "layak", &[]).await;
        let asked = [("ask-jaminan_bongkar", "Setor Rp18.500.000"), ("ask-bukti_pajak", "Bayar SKPD 973")];
        work.done("bendahara", "jaminan-bongkar", "minta_bukti", &asked).await;
        work.sees("bendahara").await.has("Pemohon").has("Waktu berhenti");
        office.at("2026-01-27T09:00:00+07:00").await;
        work.corrects("setor-jaminan", Answers::default(), &["jaminan_bongkar", "bukti_pajak"]).await;
        work.done("bendahara", "jaminan-bongkar", "diterima", &[]).await;
        work.done("verifikator", "konsep", "siap", &[]).await;
        work.done("kabid", "paraf", "paraf", &[]).await;
        work.done("kepala", "keputusan", "setuju", &[]).await;
        work.done("loket", "penyerahan", "diserahkan", &[]).await;
        assert!(work.case().await.licence().is_some());
    }
}

/// A photo as a phone makes it: with the place where it was taken.
fn photo() -> Vec<u8> {
    let segment = |marker: u8, content: &[u8]| {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker][..], &length, content].concat()
    };
    let mut bytes = vec![0xff, 0xd8];
    bytes.extend(segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"));
    bytes.extend(segment(0xe1, b"Exif\0\0II\x2a\0\x08\0\0\0\0\0GPS -2.9909 104.7566"));
    bytes.extend(segment(0xda, &[1, 1, 0, 0, 0x3f, 0]));
    bytes.extend([0x12, 0x34, 0xff, 0xd9]);
    bytes
}

on_both! {
    async fn an_inspections_photos_are_kept_through_a_refusal_and_bare_of_traces(office: Office) {
        let work = filed(&office, "reklame-tetap", "dasar").await;
        work.done("loket", "loket", "lengkap", &[]).await;
        work.done("verifikator", "verifikasi", "benar", &[]).await;
        office.at("2026-01-15T09:00:00+07:00").await;
        let step = "tinjauan-lapangan";
        let mut officer = office.officer("lapangan").await;
        let page = officer.get(&work.step_page(step)).await;
        page.has("Foto lapangan").has("enctype=\"multipart/form-data\"");
        let photo = photo();
        let form = work.form(&page, step, "sesuai", &[("uraian", "")]);
        let mut parts: Vec<Part<'_>> = form.iter().map(|(name, value)| Part::Field(name, value)).collect();
        parts.push(Part::File("work-file", "../../titik <b>.jpg", &photo));
        parts.push(Part::File("work-file", "foto.jpg", b"MZ an executable"));
        parts.push(Part::File("work-file", "kosong.jpg", b""));
        let refused = officer.post_files(&work.action(step), &parts).await;
        refused.is(422).has("titik &#60;b&#62;.jpg").has("“foto.jpg” bukan jenis yang diterima").has("“kosong.jpg” kosong");
        refused.has("href=\"#f-uraian\"").has("value=\"6,5\"");
        let sealed = unescaped(&refused.field("work-kept"));
        let again = work.form(&refused, step, "sesuai", &[("work-kept", &sealed)]);
        let forged = sealed.replace("titik", "lain");
        let mut parts: Vec<Part<'_>> = again.iter().map(|(name, value)| Part::Field(name, value)).collect();
        parts.push(Part::Field("work-kept", &forged));
        officer.post_files(&work.action(step), &parts).await.is(303);
        let case = work.case().await;
        let files = &case.last(&StepId(step.into())).unwrap().files;
        assert_eq!(files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["titik <b>.jpg"]);
        let shown = officer.get(&format!("{}/file/{}", work.page(), files[0].sha256)).await;
        shown.is(200).lacks("GPS");
        assert_eq!(shown.headers["content-type"], "image/jpeg");
        work.sees("lapangan").await.has("titik &#60;b&#62;.jpg");
    }
}

/// What a browser makes of an attribute's text.
fn unescaped(text: &str) -> String {
    text.replace("&#34;", "\"").replace("&#38;", "&").replace("&#60;", "<").replace("&#62;", ">")
}

on_both! {
    async fn s10_two_officers_on_one_stale_page(office: Office) {
        let work = filed(&office, "penelitian", "dasar").await;
        let (mut one, mut other) = (office.officer("loket").await, office.officer("loket2").await);
        let (first, second) = (one.get(&work.step_page("verifikasi")).await, other.get(&work.step_page("verifikasi")).await);
        let forward = work.form(&first, "verifikasi", "lengkap", &[("work-reason", "Semua <i>ada</i>")]);
        let back = [("check-proposal", "faulty"), ("note-proposal", "Belum memuat metode."), ("work-reason", "Kurang <i>jelas</i>")];
        let back = work.form(&second, "verifikasi", "kembalikan", &back);
        let action = work.action("verifikasi");
        let (one, other) = tokio::join!(post(&mut one, &action, &forward), post(&mut other, &action, &back));
        let (won, lost, by, typed) = if one.status == 303 {
            (one, other, "Yulia Permatasari", "Kurang &#60;i&#62;jelas")
        } else {
            (other, one, "Rendi Saputra", "Semua &#60;i&#62;ada")
        };
        won.is(303);
        lost.is(409).has("Rekan Anda lebih dahulu").has(by).has("12 Jan 2026").has(typed).has("Buka lagi berkas ini");
        assert_eq!(work.case().await.done.len(), 1);
    }
}

on_both! {
    async fn s10_a_page_from_before_the_correction_does_not_act_on_it(office: Office) {
        let work = filed(&office, "penelitian", "dasar").await;
        let mut late = office.officer("loket2").await;
        let old = late.get(&work.step_page("verifikasi")).await;
        let old = work.form(&old, "verifikasi", "lengkap", &[("work-reason", "Lengkap menurut saya")]);
        let back = [("check-proposal", "faulty"), ("note-proposal", "Belum memuat metode.")];
        work.done("loket", "verifikasi", "kembalikan", &back).await;
        work.corrects("perbaikan-verifikasi", Answers::default(), &["proposal"]).await;
        let stale = post(&mut late, &work.action("verifikasi"), &old).await;
        stale.is(409).has("sudah berubah sejak halaman Anda dibuka").has("Pemohon mengirim perbaikan").has("Yulia Permatasari");
        stale.has("Lengkap menurut saya");
        let again: Vec<(String, String)> = work.form(&stale, "verifikasi", "lengkap", &[]);
        post(&mut late, &work.action("verifikasi"), &again).await.is(409);
        // What was answered comes back to the officer who had returned it.
        work.done("loket", "verifikasi", "lengkap", &[]).await;
    }
}

on_both! {
    async fn s11_a_double_click_acts_once(office: Office) {
        let work = filed(&office, "penelitian", "dasar").await;
        let mut officer = office.officer("loket").await;
        let page = officer.get(&work.step_page("verifikasi")).await;
        let form = work.form(&page, "verifikasi", "lengkap", &[]);
        let mut twin = officer.clone();
        let action = work.action("verifikasi");
        let (one, other) = tokio::join!(post(&mut officer, &action, &form), post(&mut twin, &action, &form));
        assert_eq!(one.is(303).location(), other.is(303).location());
        let retried = post(&mut officer, &action, &form).await;
        retried.is(303);
        let case = work.case().await;
        assert_eq!((case.done.len(), case.open.len()), (1, 1));
    }
}

on_both! {
    async fn s01_a_correction_moves_the_due_day_and_the_page_says_why(office: Office) {
        let work = filed(&office, "penelitian", "dasar").await;
        work.sees("loket").await.has("Janji 5 hari kerja");
        let nothing = work.send("loket", "verifikasi", "kembalikan", &[]).await;
        nothing.is(422).has("Belum ada bagian yang dikembalikan");
        let silent = work.send("loket", "verifikasi", "kembalikan", &[("check-proposal", "faulty")]).await;
        silent.is(422).has("Tulis apa yang harus diperbaiki").has("href=\"#f-note-proposal\"");
        let mixed = work.send("loket", "verifikasi", "lengkap", &[("back-judul", "Samakan dengan proposal")]).await;
        mixed.is(422).has("tetapi hasil ini tidak mengembalikan berkas").has("Samakan dengan proposal");
        let faulty = work.send("loket", "verifikasi", "lengkap", &[("check-proposal", "faulty")]).await;
        faulty.is(422).has("Berkas ini ditandai tidak sesuai");
        office.at("2026-01-13T09:00:00+07:00").await;
        let back = [
            ("check-proposal", "faulty"),
            ("note-proposal", "Belum memuat metode dan lokasi"),
            ("back-judul", "Samakan dengan proposal"),
        ];
        work.done("loket", "verifikasi", "kembalikan", &back).await;
        work.sees("loket").await.has("Waktu berhenti").has("menunggu perbaikan dari pemohon").has("Belum memuat metode dan lokasi");
        office.at("2026-01-15T09:00:00+07:00").await;
        let title = Answers::from([("judul", "Judul <script>alert(1)</script> yang baru".into())]);
        work.corrects("perbaikan-verifikasi", title, &["proposal"]).await;
        let page = work.sees("loket").await;
        page.has("ditambah 2 hari kerja selama menunggu perbaikan dari pemohon").has("22 Januari 2026");
        page.has("Perbaikan oleh pemohon").has("baru.pdf").lacks("<script>alert(1)").has("Semula").has("Menjadi");
        office.at("2026-01-26T09:00:00+07:00").await;
        work.sees("loket").await.has("Lewat 2 hari kerja dari janji");
        office.officer("loket").await.get("/meja").await.has("lewat batas waktu").has("Lewat 5 hari kerja");
    }
}

on_both! {
    async fn an_officer_of_another_agency_is_refused_and_it_is_kept(office: Office) {
        let work = filed(&office, "penelitian", "dasar").await;
        let page = work.page();
        office.officer("dinkes").await.get(&page).await.is(404).lacks("Melati");
        office.officer("kesbangpol-kabid").await.get(&page).await.is(200).has("Melati Anggraini");
        let mut citizen = office.citizen("lain@contoh.id").await;
        citizen.get("/meja").await.is(404);
        citizen.get("/meja/register").await.is(404);
        citizen.get(&page).await.is(404).lacks("2026-000001");
        let claim = [("request_id", "x")];
        office.officer("dinkes").await.post(&format!("{page}/ambil/verifikasi"), &claim).await.is(404);
        assert!(office.visitor().get(&page).await.location().starts_with("/masuk/sandi"));
        assert_eq!(looks(&office, work.case).await, (1, 4));
        // Of the same agency, but not of the role: the page opens, the step is not theirs.
        office.officer("kabid").await.get(&page).await.is(200).lacks("class=\"work\"");
        office.officer("kabid").await.post(&format!("{page}/ambil/verifikasi"), &claim).await.is(403).has("bukan wewenang");
        office.officer("dinkes").await.get("/meja/register").await.is(200).lacks("2026-000001");
        office.officer("dinkes").await.get("/meja/register?q=melati").await.is(200).lacks("2026-000001");
        office.officer("dinkes").await.get("/meja/register?layanan=penelitian").await.is(200).lacks("2026-000001");
        office.officer("kesbangpol").await.get("/meja/register?q=melati").await.is(200).has("2026-000001");
    }
}

on_both! {
    async fn a_file_is_shown_only_with_the_case_that_it_belongs_to(office: Office) {
        let work = filed(&office, "penelitian", "dasar").await;
        let sha256 = work.case().await.files.values().next().unwrap().sha256.clone();
        let file = office.officer("loket").await.get(&format!("{}/file/{sha256}", work.page())).await;
        file.is(200);
        assert_eq!(file.bytes, PDF);
        assert_eq!(file.headers["content-type"], "application/pdf");
        assert_eq!(file.headers["content-security-policy"], server::ui::DOCUMENT_POLICY);
        let stranger = office.app.files().put(b"%PDF-1.4 lain", "lain.pdf", "application/pdf").unwrap();
        office.officer("loket").await.get(&format!("{}/file/{}", work.page(), stranger.sha256)).await.is(404);
        office.officer("loket").await.get(&format!("{}/file/..%2f..%2foffice.db", work.page())).await.is(404);
        office.officer("dinkes").await.get(&format!("{}/file/{sha256}", work.page())).await.is(404);
    }
}

on_both! {
    async fn personal_numbers_are_shown_whole_only_for_a_reason(office: Office) {
        let work = filed(&office, "penelitian", "dasar").await;
        let nik = work.sample.answers.text("nik").unwrap().to_owned();
        work.sees("loket").await.lacks(&nik).has(&format!("{}••••••••{}", &nik[..4], &nik[12..]));
        let mut officer = office.officer("loket").await;
        officer.post(&format!("{}/nomor", work.page()), &[("reason", " ")]).await.is(422).lacks(&nik).has("Alasannya belum ditulis");
        let whole = officer.post(&format!("{}/nomor", work.page()), &[("reason", "mencocokkan KTP asli")]).await;
        whole.is(200).has(&nik);
        work.sees("loket").await.lacks(&nik);
        let sql = "select detail from access_log where office = $1 and what = 'numbers'";
        let rows = office.desk().query(sql, vec!["palembang".into()]).await.unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].text(0), "mencocokkan KTP asli");
        office.officer("dinkes").await.post(&format!("{}/nomor", work.page()), &[("reason", "ingin tahu")]).await.is(404);
    }
}

on_both! {
    async fn what_people_type_stays_text(office: Office) {
        let evil = "\"><script>alert(1)</script>'; drop table task; --";
        let work = changed(&office, "penelitian", "dasar", |answers| {
            answers.0.insert("judul".into(), evil.into());
        })
        .await;
        work.sees("loket").await.is(200).lacks("<script>alert").has("&lt;script&gt;alert(1)");
        let fields = [
            ("check-proposal", "faulty"),
            ("note-proposal", evil),
            ("back-judul", evil),
            ("ask-ktp", evil),
            ("work-reason", evil),
            ("work-outcome", evil),
        ];
        work.send("loket", "verifikasi", "lengkap", &fields).await.is(422).lacks("<script>alert").has("drop table task");
        work.done("loket", "verifikasi", "kembalikan", &fields[..5]).await;
        work.sees("loket").await.is(200).lacks("<script>alert").has("drop table task");
        let mut officer = office.officer("loket").await;
        for path in ["/meja?q=", "/meja?layanan=", "/meja?setelah=", "/meja?kotak=", "/meja/register?q=", "/meja/register?dari=", "/meja/register?setelah=", "/meja/register?layanan="] {
            officer.get(&format!("{path}{}", server::ui::encode(evil))).await.is(200).lacks("<script>alert");
        }
        officer.get(&format!("{}?langkah={}&berkas={}", work.page(), server::ui::encode(evil), server::ui::encode(evil))).await.is(200);
    }
}

on_both! {
    async fn the_register_finds_and_gives_lists(office: Office) {
        for _ in 0..3 {
            filed(&office, "penelitian", "dasar").await;
        }
        let sign = filed(&office, "reklame-tetap", "dasar").await;
        let tracking = sign.case().await.filing().unwrap().tracking.to_string();
        let mut officer = office.officer("kabid").await;
        officer.get("/meja/register").await.is(200).has("2026-000004").has("2026-000001").has("Izin Reklame Tetap");
        officer.get("/meja/register?q=2026-000002").await.has("2026-000002").lacks("2026-000003");
        officer.get("/meja/register?q=3").await.has("2026-000003").lacks("2026-000002");
        officer.get("/meja/register?q=anggr+mela").await.has("2026-000001").has("2026-000004");
        officer.get("/meja/register?q=anggr+siti").await.has("Tidak ada permohonan yang cocok");
        officer.get(&format!("/meja/register?q={}", tracking.to_lowercase())).await.has("2026-000004").lacks("2026-000001");
        officer.get("/meja/register?layanan=penelitian").await.has("2026-000003").lacks("2026-000004");
        officer.get("/meja/register?keadaan=rejected").await.lacks("2026-000001");
        officer.get("/meja/register?dari=2026-01-13").await.lacks("2026-000001");
        officer.get("/meja/register?dari=2026-01-12&sampai=2026-01-12").await.has("2026-000001");
        let list = officer.get("/meja/register.csv?layanan=penelitian").await;
        list.is(200).has("2026-000001,Melati Anggraini,").has("2026-01-12").lacks("2026-000004");
        assert_eq!(list.text().lines().count(), 4);
        assert_eq!(looks(&office, CaseId(0)).await, (1, 0));
        let mut citizen = office.citizen("lain@contoh.id").await;
        citizen.get("/meja/register.csv").await.is(404);
    }
}

on_both! {
    async fn a_long_inbox_has_pages_without_gaps(office: Office) {
        for _ in 0..45 {
            filed(&office, "penelitian", "dasar").await;
        }
        let mut officer = office.officer("loket").await;
        let first = officer.get("/meja?kotak=peran").await;
        first.is(200).has("2026-000001").has("2026-000040").lacks("2026-000041").has("45 tugas menunggu Anda");
        let text = first.text();
        let next = text.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
        let second = officer.get(&next).await;
        second.is(200).has("2026-000041").has("2026-000045").lacks("2026-000040").lacks("rel=\"next\"").has("Kembali ke awal");
        officer.get("/meja?kotak=peran&q=000044").await.has("2026-000044").lacks("2026-000043");
        officer.get("/meja?kotak=peran&layanan=sip-dokter").await.has("Tidak ada tugas yang cocok");
    }
}
