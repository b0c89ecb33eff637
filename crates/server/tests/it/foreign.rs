//! Requests that another site makes a visitor's browser send: nothing that changes anything is taken from there.

use casework::case::CaseId;

use crate::on_both;
use crate::support::applying::{Application, document};
use crate::support::{Answer, Client, Office, Part};

/// What browsers say of a request that another site has caused.
const FOREIGN: [(&str, &str); 4] = [
    ("sec-fetch-site", "cross-site"),
    ("sec-fetch-site", "same-site"),
    ("origin", "https://jahat.contoh"),
    ("origin", "null"),
];

/// What browsers say of a request from a page of the office.
const OWN: [(&str, &str); 2] = [("sec-fetch-site", "same-origin"), ("origin", "http://127.0.0.1")];

/// Everything that a forged request could change, as the database has it.
async fn state(office: &Office) -> Vec<String> {
    let mut state = Vec::new();
    for sql in [
        "select count(*) from event",
        "select count(*) from request",
        "select count(*) from session",
        "select count(*) from access_token",
        "select count(*) from login_code",
        "select count(*) from message",
        "select count(*) from sop_bundle",
        "select count(*) from upload",
        "select count(*) from job",
    ] {
        state.push(format!("{sql}: {}", office.desk().query(sql, Vec::new()).await.unwrap()[0].int(0)));
    }
    let texts = "select name || lang || coalesce(phone, '') || coalesce(password, '') from account order by id";
    for sql in [texts, "select typed || files || coalesce(applicant, '') from draft order by id"] {
        state.extend(office.desk().query(sql, Vec::new()).await.unwrap().iter().map(|row| row.text(0).to_owned()));
    }
    state
}

/// A citizen with a draft and a case, and an officer who could work on it.
struct Ground {
    citizen: Client,
    officer: Client,
    admin: Client,
    draft: String,
    empty: String,
    case: CaseId,
    application: Application,
}

impl Ground {
    async fn of(office: &Office) -> Ground {
        let mut citizen = office.citizen("melati@contoh.id").await;
        let application = Application::of(office, "penelitian", "dasar");
        let case = application.filed(&mut citizen).await;
        let draft = application.begin(&mut citizen).await;
        application.fill_in(&mut citizen, &draft).await;
        application.upload(&mut citizen, &draft).await;
        let empty = application.begin(&mut citizen).await;
        let (officer, admin) = (office.officer("loket").await, office.officer("admin").await);
        Ground { citizen, officer, admin, draft, empty, case, application }
    }

    /// One request to each class of changing routes, as a forged form would send it. The last ones end what the others need.
    async fn send(&self, header: (&'static str, &str)) -> Vec<(String, Answer)> {
        let mut citizen = self.citizen.with(header.0, header.1);
        let officer = self.officer.with(header.0, header.1);
        let admin = self.admin.with(header.0, header.1);
        let (draft, desk) = (&self.draft, format!("/meja/berkas/{}", self.case.0));
        let section = &self.application.sop.sections[0];
        let pairs = self.application.of_section(section);
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let id = [("request_id", header.1)];
        let mut answers = Vec::new();
        let mut keep = |path: &str, answer: Answer| answers.push((path.to_owned(), answer));

        keep("an upload", {
            let page = format!("{}/berkas", self.empty);
            let pdf = document(casework::sop::FileType::Pdf, "ktp");
            citizen.post_files(&page, &[Part::File("ktp", "ktp.pdf", &pdf)]).await
        });
        for (client, path, form) in [
            (&citizen, "/ajukan/penelitian".to_owned(), &[][..]),
            (&citizen, format!("{}/isian/{}", self.empty, section.id), &pairs),
            (&officer, "/meja/loket".to_owned(), &[("layanan", "penelitian"), ("nama", "Budi Contoh")]),
            (&officer, format!("{desk}/ambil/verifikasi"), &id),
            (&officer, format!("{desk}/langkah/verifikasi"), &[("seen", "1"), ("outcome", "lengkap")]),
            (&officer, format!("{desk}/lepas/verifikasi"), &id),
            (&officer, format!("{desk}/nomor"), &[("reason", "Mencocokkan NIK")]),
            (&admin, "/meja/sop".to_owned(), &id),
            (&citizen, "/akun".to_owned(), &[("name", "Orang Lain"), ("phone", ""), ("lang", "en")]),
            (&citizen, "/akun/token".to_owned(), &[("token", "jahat")]),
            (&citizen, "/akun/sandi".to_owned(), &[("password", "sandi yang cukup panjang")]),
            (&citizen, "/masuk".to_owned(), &[("email", "budi@contoh.id")]),
            (&citizen, format!("{draft}/periksa"), &[("setuju", "yes")]),
            (&citizen, format!("{}/hapus", self.empty), &id),
            (&citizen, format!("/permohonan/{}/tarik", self.case.0), &[("reason", "Tidak jadi"), ("setuju", "yes")]),
            (&officer, "/keluar".to_owned(), &[]),
        ] {
            let answer = client.clone().post(&path, form).await;
            keep(&path, answer);
        }
        answers
    }
}

on_both! {
    async fn what_another_site_sends_is_refused_at_every_route_and_changes_nothing(office: Office) {
        let ground = Ground::of(&office).await;
        let before = state(&office).await;
        for header in FOREIGN {
            for (path, answer) in ground.send(header).await {
                assert_eq!(answer.status, 403, "{path} with {header:?}: {}", answer.text());
                answer.has("Permintaan ini dikirim dari situs lain");
            }
            assert_eq!(state(&office).await, before, "{header:?}");
        }
        // Signed in as before.
        ground.officer.clone().get("/meja").await.is(200);
        ground.citizen.clone().get(&ground.draft).await.is(200);
    }
}

on_both! {
    async fn the_same_requests_from_our_own_pages_are_taken(office: Office) {
        for header in OWN {
            let ground = Ground::of(&office).await;
            let before = state(&office).await;
            for (path, answer) in ground.send(header).await {
                answer.lacks("Permintaan ini dikirim dari situs lain");
                assert!(!answer.status.is_server_error() && answer.status != 404, "{path}: {}", answer.text());
            }
            let after = state(&office).await;
            let changed = before.iter().filter(|line| !after.contains(line)).count();
            assert!(changed >= 6, "before {before:#?}\nafter {after:#?}");
            assert!(ground.officer.clone().get("/meja").await.status.is_redirection(), "still signed in");
        }
    }
}
