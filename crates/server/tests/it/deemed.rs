//! S09: the limit of the law comes near, passes, and what the office has decided about that happens: no more, no less.

use std::path::{Path, PathBuf};

use casework::case::{Case, Command, Event, Item, Objection};
use casework::clock::Holder;
use casework::sop::{LetterKind, OutcomeId, RequirementId, StepId};
use server::sops::{Depth, Source, publish_checked};

use crate::on_both;
use crate::support::{Driven, Office, TO_THE_HEAD};

/// The services, with a limit by law of ten working days for the practice licence and this mode.
async fn publish(office: &Office, mode: &str) {
    revised(office, "sip-dokter", "uu-30-2014", mode).await;
}

/// The services, with a limit by law of ten working days for one of them and this mode, as its second revision.
async fn revised(office: &Office, service: &str, basis: &str, mode: &str) {
    let to: PathBuf = std::env::temp_dir().join(format!("satupintu-deemed-{:x}", rand::random::<u64>()));
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../services");
    for folder in std::fs::read_dir(from).unwrap() {
        let folder = folder.unwrap();
        std::fs::create_dir_all(to.join(folder.file_name())).unwrap();
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), to.join(folder.file_name()).join(file.file_name())).unwrap();
        }
    }
    let path = to.join(service).join("sop.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let limit = format!("[standard]\nstatutory = \"10 hari kerja\"\nstatutory_basis = \"{basis}\"");
    let text = text.replacen("version = 1", "version = 2", 1).replacen("[standard]", &limit, 1);
    let deemed = format!(
        "\n[deemed]\nmode = \"{mode}\"\nstep = \"keputusan\"\noutcome = \"setuju\"\nlegal_basis = \"{basis}\"\n"
    );
    std::fs::write(&path, text + &deemed).unwrap();
    let published =
        publish_checked(&office.app, &office.desk(), &Source::Folder(to.clone()), Depth::Stories).await.unwrap();
    assert_eq!((published.added, published.findings.len()), (vec![format!("{service}@2")], 0));
    std::fs::remove_dir_all(to).unwrap();
}

async fn filed(office: &Office) -> Driven<'_> {
    let case = office.file("sip-dokter", office.sample("sip-dokter", "dasar"), "budi@surel.contoh").await.unwrap();
    case.walk(&TO_THE_HEAD).await;
    case
}

/// The messages about limits: recipient and subject.
async fn told(office: &Office) -> Vec<(String, String)> {
    let sql =
        "select recipient, subject from message where subject like '%batas hukum%' or subject like '%Batas hukum%'
         or subject like '%menurut hukum%' order by created_us, id";
    let rows = office.desk().query(sql, Vec::new()).await.unwrap();
    rows.iter().map(|row| (row.text(0).to_owned(), row.text(1).to_owned())).collect()
}

fn licence(case: &Case) -> Option<String> {
    case.letters.iter().find(|letter| letter.kind == LetterKind::Licence).map(|letter| letter.number.clone())
}

on_both! {
    async fn s09_the_head_is_warned_three_days_and_one_day_before_and_finds_a_draft_at_the_end(office: Office) {
        publish(&office, "warn").await;
        let case = filed(&office).await;
        // Filed on Monday the 12th; the 16th is a holiday: ten working days end on Tuesday the 27th.
        office.at("2026-01-21T08:00:00+07:00").await;
        assert_eq!(told(&office).await.len(), 0);
        office.at("2026-01-22T08:00:00+07:00").await;
        office.at("2026-01-22T14:00:00+07:00").await;
        let first = told(&office).await;
        let [(to, subject)] = &first[..] else { panic!("{first:?}") };
        assert_eq!((to.as_str(), subject.contains("3 hari kerja lagi")), ("kepala@palembang.contoh", true), "{subject}");
        office.at("2026-01-26T08:00:00+07:00").await;
        assert!(told(&office).await[1].1.contains("1 hari kerja lagi"));
        office.at("2026-01-27T23:00:00+07:00").await;
        assert_eq!(told(&office).await.len(), 2, "the last day is still a day");
        assert_eq!(office.officer("kepala").await.get(&format!("/meja/berkas/{}/konsep", case.id.0)).await.status, 404);

        office.at("2026-01-28T08:00:00+07:00").await;
        assert!(told(&office).await[2].1.contains("terlewati"));
        let mut head = office.officer("kepala").await;
        let page = head.get(&format!("/meja/berkas/{}", case.id.0)).await;
        page.has("Batas menurut hukum 27 Jan 2026 sudah terlewati").has("/konsep");
        let draft = head.get(&format!("/meja/berkas/{}/konsep", case.id.0)).await;
        assert!(draft.is(200).bytes.starts_with(b"%PDF"));
        // Nobody else sees a draft, and nothing was issued by it.
        let path = format!("/meja/berkas/{}/konsep", case.id.0);
        assert_ne!(office.citizen("budi@surel.contoh").await.get(&path).await.status, 200);
        assert_eq!(licence(&case.case().await), None, "warning is all that this office wants");
        office.at("2026-02-10T08:00:00+07:00").await;
        assert_eq!((licence(&case.case().await), told(&office).await.len()), (None, 3));
        // The public page says the limit too; a decision ends all of it.
        let tracking = case.case().await.filing().unwrap().tracking.to_string();
        office.visitor().get(&format!("/lacak/{tracking}")).await.has("Batas menurut hukum 10 hari kerja sejak 12 Januari 2026");
        case.walk(&[("keputusan", "setuju")]).await;
        assert_eq!(office.officer("kepala").await.get(&path).await.status, 404);
        let differences = office.app.differences(&office.desk()).await.unwrap();
        assert!(differences.is_empty(), "{differences:?}");
    }
}

on_both! {
    async fn s09_where_the_office_has_switched_it_on_the_licence_is_issued_and_says_fiktif_positif(office: Office) {
        publish(&office, "issue").await;
        let case = filed(&office).await;
        office.at("2026-01-27T16:00:00+07:00").await;
        assert_eq!(licence(&case.case().await), None);
        office.at("2026-01-28T08:00:00+07:00").await;
        let granted = case.case().await;
        assert!(licence(&granted).is_some() && granted.deemed.is_some());
        assert_eq!(granted.open.keys().map(|step| step.0.as_str()).collect::<Vec<_>>(), ["penyerahan"]);
        // It happens once, and its letter is made and says so.
        office.at("2026-01-29T08:00:00+07:00").await;
        let again = case.case().await;
        assert_eq!(again.letters.len(), 1);
        let pdf = again.letters[0].file.clone().expect("its PDF");
        let bytes = office.app.files().get(&pdf.sha256).unwrap();
        assert!(bytes.starts_with(b"%PDF"));
        let text = pdf_text(&bytes);
        assert!(text.contains("fiktif positif") && text.contains("Pasal 53"), "{text}");
        office.officer("kepala").await.get(&format!("/meja/berkas/{}", case.id.0)).await
            .has("Dikabulkan menurut hukum (fiktif positif)").has("Nomor 30 Tahun 2014");
        let subjects: Vec<String> = told(&office).await.into_iter().map(|(_, subject)| subject).collect();
        assert!(subjects.iter().any(|subject| subject.contains("dikabulkan menurut hukum")), "{subjects:?}");
        case.walk(&[("penyerahan", "diserahkan")]).await;
        assert!(case.case().await.ended.is_some());
        let differences = office.app.differences(&office.desk()).await.unwrap();
        assert!(differences.is_empty(), "{differences:?}");
    }
}

/// The words of a PDF, by the program that reads them.
fn pdf_text(bytes: &[u8]) -> String {
    let file = std::env::temp_dir().join(format!("satupintu-deemed-{:x}.pdf", rand::random::<u64>()));
    std::fs::write(&file, bytes).unwrap();
    let output = std::process::Command::new("pdftotext").arg("-raw").arg(&file).arg("-").output().unwrap();
    std::fs::remove_file(file).unwrap();
    String::from_utf8_lossy(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ")
}

on_both! {
    async fn s09_nothing_is_granted_while_the_applicant_holds_the_case_and_the_limit_moves_with_the_pause(office: Office) {
        publish(&office, "issue").await;
        let case = office.file("sip-dokter", office.sample("sip-dokter", "dasar"), "budi@surel.contoh").await.unwrap();
        case.walk(&TO_THE_HEAD[..1]).await;
        returned(&office, &case).await;
        assert_eq!(case.case().await.ledger.holder(), Some(&Holder::Applicant));
        office.at("2026-01-23T08:00:00+07:00").await;
        let paused = case.case().await;
        assert_eq!((licence(&paused), paused.warned.len()), (None, 0));
        let rows = office.desk().query("select limit_day from case_row", Vec::new()).await.unwrap();
        assert_eq!(rows[0].opt_text(0), None, "a limit that stands still has no day");
        // Answered after eight working days: the limit moves by exactly these, from the 27th to the 6th of February.
        corrected(&office, &case).await;
        office.at("2026-01-28T08:00:00+07:00").await;
        assert_eq!(licence(&case.case().await), None, "the limit before the pause");
        office.at("2026-02-06T16:00:00+07:00").await;
        assert_eq!(licence(&case.case().await), None, "the last day is still a day");
        office.at("2026-02-09T08:00:00+07:00").await;
        assert!(licence(&case.case().await).is_some());
    }
}

on_both! {
    async fn s09_nothing_is_granted_while_a_fee_is_unpaid_or_not_even_billed(office: Office) {
        revised(&office, "pakai-gedung", "perda-retribusi", "issue").await;
        let sample = || office.sample("pakai-gedung", "dasar");
        let billed = office.file("pakai-gedung", sample(), "budi@surel.contoh").await.unwrap();
        billed.walk(&[("verifikasi", "lengkap"), ("jadwal", "tersedia")]).await;
        assert_eq!(billed.case().await.ledger.holder(), Some(&Holder::Payment));
        let early = office.file("pakai-gedung", sample(), "citra@surel.contoh").await.unwrap();
        for day in ["2026-01-28", "2026-01-29", "2026-02-04"] {
            office.at(&format!("{day}T08:00:00+07:00")).await;
            assert_eq!((licence(&billed.case().await), licence(&early.case().await)), (None, None), "{day}");
        }
        // The one whose clock ran out before the bill is told to those who decide, and waits for them.
        assert!(early.case().await.warned.iter().any(|(_, left)| *left == 0));
        assert!(early.case().await.deemed.is_none());
    }
}

on_both! {
    async fn s09_an_sop_that_does_not_ask_for_it_is_left_alone(office: Office) {
        publish(&office, "off").await;
        let case = filed(&office).await;
        office.at("2026-02-10T08:00:00+07:00").await;
        let (case, events) = office.desk().case(case.id).await.unwrap().unwrap();
        assert_eq!((licence(&case), case.warned.len()), (None, 0));
        assert!(!events.iter().any(|recorded| matches!(recorded.event, Event::LimitWarned { .. })));
    }
}

/// The applicant answers with another file.
async fn corrected(office: &Office, case: &Driven<'_>) {
    let owner = office.account("budi@surel.contoh").await;
    let file = office.app.files().put(b"%PDF-1.7 baru\n", "str.pdf", "application/pdf").unwrap();
    let command = Command::Correct {
        step: StepId("perbaikan-verifikasi".into()),
        answers: casework::form::Answers::default(),
        files: [(RequirementId("str".into()), file)].into(),
    };
    let ask =
        server::app::Ask { request_id: "corrected".to_owned(), case: Some(case.id), actor: owner.actor(), command };
    office.app.execute(&office.desk(), ask).await.unwrap();
}

/// The verifier returns one document.
async fn returned(office: &Office, case: &Driven<'_>) {
    let verifier = server::people::holders(&office.desk(), "verifikator").await.unwrap().remove(0);
    let seen = case.case().await.version;
    let mut completion =
        casework::case::Completion::plain(StepId("verifikasi".into()), seen, OutcomeId("kembalikan".into()));
    completion.objections = vec![Objection::new(Item::File(RequirementId("str".into())), "Tidak terbaca")];
    let ask = server::app::Ask {
        request_id: "returned".to_owned(),
        case: Some(case.id),
        actor: verifier.actor(),
        command: Command::Complete(completion),
    };
    office.app.execute(&office.desk(), ask).await.unwrap();
}
