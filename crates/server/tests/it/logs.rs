//! What may not stand in the log: the real program writes down all that it can, and no secret and no personal number is in it.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};
use std::sync::Arc;
use store::Db;

use crate::api::client::{PDF, Program, Said as _};
use crate::support::applying::Application;
use crate::support::program::Place;
use crate::support::{Answer, Client, Database, Office, Part, schema};

/// Personal numbers that stand nowhere else: the citizen's, the one it is corrected to, that of somebody at the counter, and
/// two wrong ones.
const NIK: &str = "1671164502039871";
const CORRECTED: &str = "1671164502039872";
const AT_COUNTER: &str = "1671164502039873";
const NO_DAY: &str = "1671169902039874";
const TOO_SHORT: &str = "167116450203987";
/// Passwords: of the office's file, one that is wrong, one that the citizen sets, that of the mail server.
const PASSWORDS: [&str; 4] = ["satu-pintu-2026", "kata-sandi-yang-salah", "kata-sandi-warga-77", "sandi-surel-88"];

/// Sends what a client asks over a real connection to the program.
async fn over_the_wire(State(place): State<Arc<Place>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let line = format!("{} {}", head.method, head.uri);
    let headers: Vec<(String, String)> = head
        .headers
        .iter()
        .filter(|(name, _)| *name != "host" && *name != "content-length")
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    tokio::task::spawn_blocking(move || {
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let plain = place.ask(&line, &headers, &body).unwrap_or_else(|error| panic!("{line}: {error}"));
        let mut answer = Response::builder().status(StatusCode::from_u16(plain.status).unwrap());
        for line in plain.head.lines().skip(1) {
            let (name, value) = line.split_once(": ").unwrap();
            answer = answer.header(name, value);
        }
        answer.body(Body::from(Bytes::from(plain.body))).unwrap().into_response()
    })
    .await
    .unwrap()
}

/// A program at work, and every secret that came up while it was used.
struct Ground {
    /// For the SOPs and their samples, and as the way to the program.
    office: Office,
    place: Arc<Place>,
    db: Db,
    secrets: BTreeMap<String, String>,
}

impl Ground {
    async fn new(database: &str) -> (Ground, crate::support::program::Running) {
        let mail =
            format!("[smtp]\nurl = \"smtp://izin:{}@127.0.0.1:9\"\nfrom = \"izin@palembang.contoh\"\n", PASSWORDS[3]);
        let mut place = Place::on(database, &mail);
        place.logged = "trace";
        let running = place.serve();
        let url = database.replace("sqlite:", &format!("sqlite:{}/", place.folder.display()));
        let mut office = Office::new(Database::Sqlite).await;
        let place = Arc::new(place);
        office.router = Router::new().fallback(over_the_wire).with_state(place.clone());
        let secrets = [NIK, CORRECTED, AT_COUNTER, NO_DAY, TOO_SHORT].into_iter().chain(PASSWORDS);
        let secrets = secrets.map(|secret| (secret.to_owned(), secret.to_owned())).collect();
        (Ground { office, place, db: Db::open(&url).unwrap(), secrets }, running)
    }

    fn secret(&mut self, what: &str, secret: &str) {
        assert!(secret.len() > 5, "{what}: {secret}");
        self.secrets.insert(secret.to_owned(), what.to_owned());
    }

    /// The research letter's sample with this personal number, by the real clock.
    fn application(&self, nik: &str) -> Application {
        let day = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now()).date();
        let day = |days: i64| day.saturating_add(jiff::Span::new().days(days)).to_string();
        let sample = Application::of(&self.office, "penelitian", "dasar").with("nik", nik);
        sample.with("mulai", &day(14)).with("selesai", &day(100))
    }

    /// An officer who signs in with the password of the office's file, after a wrong one.
    async fn officer(&mut self, name: &str) -> Client {
        let mut client = self.office.visitor();
        let email = format!("{name}@palembang.contoh");
        let wrong = [("email", email.as_str()), ("password", PASSWORDS[1])];
        client.post("/masuk/sandi", &wrong).await.is(422);
        let entered = client.post("/masuk/sandi", &[("email", email.as_str()), ("password", PASSWORDS[0])]).await;
        self.cookie(&entered);
        client
    }

    fn cookie(&mut self, entered: &Answer) {
        let cookie = entered.is(303).headers["set-cookie"].to_str().unwrap().to_owned();
        self.secret("a session's cookie", cookie.split(';').next().unwrap().split_once('=').unwrap().1);
    }

    /// A citizen who signs in by the mailed code, after a wrong one, and sets a password.
    async fn citizen(&mut self, email: &str) -> Client {
        let mut client = self.office.visitor();
        client.post("/masuk", &[("email", email)]).await.is(200);
        let sql = "select body from message where office = $1 and recipient = $2";
        let rows = self.db.query(sql, vec!["palembang".into(), email.into()]).await.unwrap();
        let digits = rows[0].text(0).split(|c: char| !c.is_ascii_digit()).find(|word| word.len() == 6).unwrap();
        self.secret("a sign-in code", digits);
        let wrong = if digits == "123456" { "654321" } else { "123456" };
        client.post("/masuk/kode", &[("email", email), ("code", wrong)]).await.is(422);
        let entered = client.post("/masuk/kode", &[("email", email), ("code", digits)]).await;
        self.cookie(&entered);
        let set = client.post("/akun/sandi", &[("password", PASSWORDS[2])]).await;
        assert!(set.status.is_success() || set.status.is_redirection(), "{}", set.text());
        client
    }

    async fn program(&mut self, client: &Client) -> Program {
        let program = Program::of(&self.office, client.clone()).await;
        self.secret("an access token", program.token().unwrap());
        program
    }

    /// What the program has logged must have none of the secrets: lines with each, without the time before it.
    fn leaks(&self) -> Vec<String> {
        let log = [self.place.said("err"), self.place.said("out")].concat();
        let after_time = |line: &str| line.split_once(' ').map_or(String::new(), |(_, rest)| rest.to_owned());
        let lines: Vec<String> = log.lines().map(after_time).collect();
        let whole = |line: &str, secret: &str| {
            line.match_indices(secret).any(|(at, _)| {
                let beside = [line[..at].chars().next_back(), line[at + secret.len()..].chars().next()];
                beside.iter().flatten().all(|c| !c.is_ascii_alphanumeric())
            })
        };
        let found = |(secret, what): (&String, &String)| {
            lines.iter().find(|line| whole(line, secret)).map(|line| format!("{what}: {line}"))
        };
        self.secrets.iter().filter_map(found).collect()
    }
}

/// The answers of a sample, as JSON for the API.
fn answers(application: &Application) -> Value {
    let mut answers = serde_json::to_value(&application.sample.answers).unwrap();
    for section in &application.sop.sections {
        for (name, text) in application.of_section(section) {
            if ["nik", "mulai", "selesai"].contains(&name.as_str()) {
                answers[name] = json!(text);
            }
        }
    }
    answers
}

/// Everything that people do with personal numbers, right and wrong.
async fn a_day_at_the_office(ground: &mut Ground) {
    let mut citizen = ground.citizen("melati@surel.contoh").await;
    let right = ground.application(NIK);
    let draft = right.begin(&mut citizen).await;
    let section =
        right.sop.sections.iter().find(|section| section.fields.iter().any(|field| field.id == "nik")).unwrap();
    for wrong in [NO_DAY, TOO_SHORT] {
        let pairs = ground.application(wrong).of_section(section);
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        citizen.post(&format!("{draft}/isian/{}", section.id), &pairs).await.is(422);
    }
    let sent = right.send(&mut citizen, &draft).await;
    let case = sent.location().split('/').nth(2).unwrap().to_owned();
    let page = citizen.get(&format!("/permohonan/{case}")).await.is(200).text();
    let code = page.split("/lacak/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    ground.secret("a tracking code", &code);
    ground.office.visitor().get(&format!("/lacak/{code}")).await.is(200);
    citizen.get(&format!("/permohonan/{case}/tanda-terima.pdf")).await.is(200);

    let mut counter = ground.officer("loket").await;
    returned(ground, &mut counter, &case).await;
    for (nik, status) in [(NO_DAY, 422), (CORRECTED, 303)] {
        let parts = [Part::Field("nik", nik), Part::Field("request_id", nik)];
        citizen.post_files(&format!("/permohonan/{case}/perbaiki"), &parts).await.is(status);
    }
    let person = [("layanan", "penelitian"), ("nama", "Siti Rahma"), ("telepon", ""), ("surel", "")];
    let begun = counter.post("/meja/loket", &person).await;
    let draft = begun.location().to_owned();
    let at_counter = ground.application(AT_COUNTER).send(&mut counter, &draft).await;
    assert!(at_counter.location().starts_with("/permohonan/"));
    // Officers type a number where they should not: into a search, whose address holds it, and into an address.
    for path in ["/meja/register?q=", "/meja/register.csv?q=", "/meja?q=", "/meja/izin?q=", "/meja/berkas/", "/lacak/"]
    {
        counter.get(&format!("{path}{NIK}")).await;
    }
    counter.get(&format!("/tidak/ada/{NIK}?nik={NIK}")).await.is(404);
    counter.get(&format!("/meja/berkas/{case}")).await.is(200);
    let why = [("reason", "mencocokkan KTP asli")];
    counter.post(&format!("/meja/berkas/{case}/nomor"), &why).await.is(200).has(CORRECTED);
    by_program(ground, &citizen, &counter, &case).await;
}

/// The counter returns the personal number.
async fn returned(ground: &mut Ground, counter: &mut Client, case: &str) {
    let program = ground.program(counter).await;
    let seen = program.get(&format!("/cases/{case}")).await.is(200).json()["version"].clone();
    let outcome = json!({"seen": seen, "outcome": "kembalikan", "objections": [
        {"field": "nik", "reason": "Tidak sama dengan KTP."}]});
    program.post(&format!("/cases/{case}/steps/verifikasi/completion"), &outcome).await.is(200);
}

/// The same numbers by the API.
async fn by_program(ground: &mut Ground, citizen: &Client, counter: &Client, case: &str) {
    let program = ground.program(citizen).await;
    let pdf = program.upload(&format!("ktp-{NIK}.pdf"), PDF).await;
    for (nik, files) in [(NO_DAY, json!({})), (TOO_SHORT, json!({})), (NIK, json!({"ktp": pdf, NIK: pdf}))] {
        let new = json!({"service": "penelitian", "answers": answers(&ground.application(nik)), "files": files});
        program.post("/applications", &new).await.is(422);
    }
    let stray = json!({"service": "penelitian", "answers": {"nik": {"angka": NIK}, NIK: NIK}, "files": {}});
    program.post("/applications", &stray).await.is(422);
    program.post("/applications", &json!({"service": NIK, NIK: NIK})).await.is(422);
    let broken = format!("{{\"nik\": \"{NIK}\", ").into_bytes();
    program.send(axum::http::Method::POST, "/applications", Some("application/json"), broken).await.is(400);
    let counter = ground.program(counter).await;
    counter.get(&format!("/cases?q={NIK}")).await.is(200);
    counter.get(&format!("/cases/{NIK}")).await;
    let why = json!({"reason": "Mencocokkan dengan Dukcapil"});
    counter.post(&format!("/cases/{case}/numbers"), &why).await.is(200).has(CORRECTED);
    program.with_token(&format!("satupintu_{NIK}")).get("/me").await.is(401);
}

async fn nothing_of_it_is_logged(database: &str) {
    let (mut ground, running) = Ground::new(database).await;
    a_day_at_the_office(&mut ground).await;
    running.signal("TERM");
    assert_eq!(running.end(std::time::Duration::from_secs(60)), Some(0));
    // The log is there, down to single requests: what is not found in it was really not written.
    let log = ground.place.said("err");
    for there in ["DEBUG request{method=POST route=\"/permohonan/{case}/perbaiki\"}", "a job failed"] {
        assert!(
            log.contains(there),
            "“{there}” is not in the log:\n{}",
            log.lines().find(|line| line.contains("request{")).unwrap_or(&log)
        );
    }
    assert!(!log.contains("tokio_postgres::query"), "statements with their parameters are logged");
    let leaks = ground.leaks();
    assert!(leaks.is_empty(), "the log tells secrets:\n{}", leaks.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_is_secret_is_logged_sqlite() {
    nothing_of_it_is_logged("sqlite:office.db").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_is_secret_is_logged_postgres() {
    let name = format!("logs_{:016x}", rand::random::<u64>());
    nothing_of_it_is_logged(&schema(&name).await).await;
}
