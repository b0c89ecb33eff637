//! What fails around us: a process that is killed, a database that goes away, files too large for any office.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use crate::api::client::{PDF, PNG, Program, Said as _, research, sample};
use crate::on_both;
use crate::support::applying::Application;
use crate::support::cluster::Cluster;
use crate::support::program::{Place, told};
use crate::support::{Client, Database, Office};

/// How many people send at the same time.
const CROWD: usize = 6;

/// The counter's program, at work on a running office.
struct Counter<'p> {
    place: &'p Place,
    token: String,
    application: Value,
}

impl Counter<'_> {
    /// Signs in with the password of the office's file, makes a token, sends the documents.
    fn of(place: &Place) -> Counter<'_> {
        let form = ("content-type", "application/x-www-form-urlencoded");
        let entry = b"email=loket%40palembang.contoh&password=satu-pintu-2026";
        let entered = place.ask("POST /masuk/sandi", &[form], entry).unwrap();
        assert_eq!(entered.status, 303, "{}", entered.text());
        let cookie = entered.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
        let page = place.ask("POST /akun/token", &[form, ("cookie", &cookie)], b"token=loket").unwrap().text();
        let token = &page[page.find("satupintu_").unwrap()..];
        let token = token.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        let mut counter = Counter { place, token, application: Value::Null };
        let (mut answers, _) = sample(include_str!("../../../../services/penelitian/contoh.toml"), "dasar");
        // The program goes by the real clock.
        for (field, days) in [("mulai", 14), ("selesai", 100)] {
            let day = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now()).date();
            answers.insert(field.to_owned(), json!(day.saturating_add(jiff::Span::new().days(days)).to_string()));
        }
        let (pdf, png) = (counter.upload("berkas.pdf", PDF), counter.upload("foto.png", PNG));
        let mut files = Map::new();
        for id in ["surat_permohonan", "proposal", "ktp", "pernyataan_taat", "pernyataan_keabsahan"] {
            files.insert(id.to_owned(), json!(pdf));
        }
        files.insert("pas_foto".to_owned(), json!(png));
        let applicant = json!({"name": "Dinda Puspita Sari"});
        counter.application =
            json!({"service": "penelitian", "applicant": applicant, "answers": answers, "files": files});
        counter
    }

    fn upload(&self, name: &str, content: &[u8]) -> Value {
        let head = format!("--batas\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        let body = [head.as_bytes(), content, b"\r\n--batas--\r\n"].concat();
        let bearer = format!("Bearer {}", self.token);
        let headers = [("authorization", bearer.as_str()), ("content-type", "multipart/form-data; boundary=batas")];
        let sent = self.place.ask("POST /api/v1/files", &headers, &body).unwrap();
        assert_eq!(sent.status, 201, "{}", sent.text());
        sent.json()["sha256"].clone()
    }

    /// Files the application under a key; gives the registration number once it is acknowledged.
    fn file(&self, key: &str) -> Option<String> {
        let bearer = format!("Bearer {}", self.token);
        let headers =
            [("authorization", bearer.as_str()), ("content-type", "application/json"), ("idempotency-key", key)];
        let sent = self.place.ask("POST /api/v1/cases", &headers, self.application.to_string().as_bytes()).ok()?;
        assert_eq!(sent.status, 201, "{}", sent.text());
        Some(sent.json()["number"].as_str().unwrap().to_owned())
    }

    /// Every number in the register, in order.
    fn register(&self) -> Vec<String> {
        let (mut numbers, mut after) = (Vec::new(), String::new());
        let bearer = format!("Bearer {}", self.token);
        loop {
            let page =
                self.place.ask(&format!("GET /api/v1/cases?limit=200{after}"), &[("authorization", &bearer)], b"");
            let page = page.unwrap().json();
            let items = page["items"].as_array().unwrap();
            numbers.extend(items.iter().map(|item| item["number"].as_str().unwrap().to_owned()));
            match page["next"].as_str() {
                Some(next) => after = format!("&after={}", server::ui::encode(next)),
                None => break,
            }
        }
        numbers.sort();
        numbers
    }

    /// Sends from many sides until nobody answers any more. Gives each key with the number that it got, if it got one.
    fn burst(&self, round: usize, acknowledged: &AtomicUsize) -> Vec<(String, Option<String>)> {
        std::thread::scope(|scope| {
            let one = |name: usize| {
                let mut sent = Vec::new();
                for at in 0.. {
                    let key = format!("putaran-{round}-{name}-{at}");
                    let number = self.file(&key);
                    let silent = number.is_none();
                    sent.push((key, number));
                    if silent {
                        break;
                    }
                    acknowledged.fetch_add(1, Ordering::Relaxed);
                }
                sent
            };
            let all: Vec<_> = (0..CROWD).map(|name| scope.spawn(move || one(name))).collect();
            all.into_iter().flat_map(|one| one.join().unwrap()).collect()
        })
    }
}

#[test]
fn s11_a_process_killed_in_a_burst_loses_and_doubles_nothing() {
    let place = Place::new();
    let mut serving = place.serve();
    let counter = Counter::of(&place);
    let mut keys: Vec<(String, Option<String>)> = Vec::new();
    for round in 0..2 {
        let acknowledged = AtomicUsize::new(0);
        let sent = std::thread::scope(|scope| {
            let burst = scope.spawn(|| counter.burst(round, &acknowledged));
            let begun = Instant::now();
            while acknowledged.load(Ordering::Relaxed) < CROWD {
                assert!(
                    !burst.is_finished() && begun.elapsed() < Duration::from_secs(60),
                    "nothing is acknowledged: {}",
                    place.said("err")
                );
                std::thread::sleep(Duration::from_millis(5));
            }
            std::thread::sleep(Duration::from_micros(rand::random::<u64>() % 700_000));
            serving.signal("KILL");
            burst.join().unwrap()
        });
        keys.extend(sent);
        // The old process is waited for before the next one takes its place.
        drop(serving);
        serving = place.serve();
        let register = counter.register();
        for (key, number) in &keys {
            if let Some(number) = number {
                let there = register.iter().filter(|one| *one == number).count();
                assert_eq!(there, 1, "{key} was acknowledged as {number}");
            }
        }
        assert!(register.len() <= keys.len(), "{} cases of {} requests", register.len(), keys.len());
        // Whoever got no answer asks again, and so does whoever got one.
        for (key, number) in &mut keys {
            let again = counter.file(key).unwrap_or_else(|| panic!("no answer to {key}: {}", place.said("err")));
            assert_eq!(number.get_or_insert_with(|| again.clone()), &again, "{key}");
        }
    }
    let register = counter.register();
    let year = register[0].split('-').next().unwrap();
    let gapless: Vec<String> = (1..=keys.len()).map(|at| format!("{year}-{at:06}")).collect();
    assert_eq!(register, gapless);
    serving.signal("TERM");
    assert_eq!(serving.end(Duration::from_secs(40)), Some(0));
    let healthy = place.run(&["doctor", "--deep"]);
    assert_eq!(healthy.status.code(), Some(0), "{}", told(&healthy));
}

/// What an office of software owes its people: an answer, even if it is a no.
async fn soon<T>(what: &str, answer: impl Future<Output = T>) -> T {
    let within = tokio::time::timeout(Duration::from_secs(6), answer).await;
    within.unwrap_or_else(|_| panic!("{what}: no answer within 6 seconds"))
}

/// The page that says that the database does not answer.
async fn unavailable(client: &mut Client, path: &str) {
    let page = soon(path, client.get(path)).await;
    page.is(503).has("Layanan sedang tidak dapat dipakai").has("Tidak ada yang tersimpan setengah jalan");
    assert_eq!(page.headers["retry-after"], "5");
    page.has(&format!("href=\"{path}\"")).has("Coba lagi");
}

/// Events, cases, letters of the log, typed drafts: what must be the same before and after an outage.
async fn kept(office: &Office) -> (i64, i64, Vec<String>) {
    let desk = office.desk();
    let count = async |sql: &'static str| desk.query(sql, Vec::new()).await.unwrap()[0].int(0);
    let drafts = desk.query("select typed, files from draft order by id", Vec::new()).await.unwrap();
    let drafts = drafts.iter().map(|row| format!("{} {}", row.text(0), row.text(1))).collect();
    (count("select count(*) from event").await, count("select count(*) from case_row").await, drafts)
}

/// Programs are told in their way, and when to ask again.
async fn programs_are_told(office: &Office, program: &Program, application: &Value, code: &str) {
    for answer in [
        soon("tracking by program", Program::anonymous(office).get(&format!("/tracking/{code}"))).await,
        soon("a program's list", program.get("/applications")).await,
        soon("a program's submission", program.post("/applications", application)).await,
    ] {
        answer.problem(503, "unavailable");
        assert_eq!(answer.headers["retry-after"], "5");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgresql_stopped_in_mid_work_is_said_and_nothing_is_half_saved() {
    let cluster = Cluster::start();
    let office = Office::on(&cluster.url()).await;
    let mut citizen = office.citizen("melati@contoh.id").await;
    let mut officer = office.officer("loket").await;
    let case = Application::of(&office, "penelitian", "dasar").filed(&mut citizen).await;
    let code =
        office.desk().db().case("palembang", case).await.unwrap().unwrap().0.filing().unwrap().tracking.to_string();
    let application = Application::of(&office, "penelitian", "dasar").with("judul", "Judul yang sudah diketik");
    let draft = application.begin(&mut citizen).await;
    application.fill_in(&mut citizen, &draft).await;
    application.upload(&mut citizen, &draft).await;
    let section =
        application.sop.sections.iter().find(|one| one.fields.iter().any(|field| field.id == "judul")).unwrap();
    let typed = format!("{draft}/isian/{}", section.id);
    let review = format!("{draft}/periksa");
    let request = citizen.get(&review).await.is(200).field("request_id");
    let program = Program::citizen(&office, "melati@contoh.id").await.with("idempotency-key", "sekali-saja");
    let by_program = research(&program).await;
    let before = kept(&office).await;

    cluster.down();
    for path in [draft.as_str(), typed.as_str(), "/permohonan", &format!("/lacak/{code}")] {
        unavailable(&mut citizen, path).await;
    }
    unavailable(&mut officer, "/meja").await;
    unavailable(&mut officer, &format!("/meja/berkas/{}", case.0)).await;
    // What is the same for everybody needs no database.
    soon("the catalogue", office.visitor().get("/layanan")).await.is(200).has("Surat Keterangan Penelitian");
    soon("readiness", office.visitor().get("/readyz")).await.is(503);
    // The process lives, whoever asks.
    soon("a sign of life", citizen.get("/livez")).await.is(200);
    let again = application.of_section(section);
    let again: Vec<(&str, &str)> = again
        .iter()
        .map(|(name, text)| (name.as_str(), if name == "judul" { "Judul baru" } else { text.as_str() }))
        .collect();
    soon("a page of answers", citizen.post(&typed, &again)).await.is(503).has("kirim sekali lagi");
    let sign = [("request_id", request.as_str()), ("setuju", "yes")];
    soon("a submission", citizen.post(&review, &sign)).await.is(503).has("tetap dihitung satu kali");
    programs_are_told(&office, &program, &by_program, &code).await;

    cluster.up();
    let begun = Instant::now();
    while office.visitor().get("/readyz").await.status != 200 {
        assert!(begun.elapsed() < Duration::from_secs(10), "it does not work again by itself");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(kept(&office).await, before);
    citizen.get(&typed).await.is(200).has("Judul yang sudah diketik");
    citizen.get(&format!("/lacak/{code}")).await.is(200);
    officer.get("/meja").await.is(200).has("2026-000001");
    // Sent again as the page says, with what was sent meanwhile; it counts once however often it is sent.
    citizen.post(&typed, &again).await.is(303);
    let filed = citizen.post(&review, &sign).await.location().to_owned();
    assert_eq!(citizen.post(&review, &sign).await.location(), filed);
    let first = program.post("/applications", &by_program).await.is(201).json();
    assert_eq!(program.post("/applications", &by_program).await.is(201).json()["number"], first["number"]);
    let after = kept(&office).await;
    assert_eq!(after.1, before.1 + 2);
    assert!(office.app.db().verify("palembang").await.unwrap().broken_at.is_none());
    officer.get("/meja").await.has("2026-000002").has("2026-000003").lacks("2026-000004");
}

on_both! {
    async fn a_file_of_60_mb_is_refused_in_words_wherever_it_is_sent(office: Office) {
        let large = [PDF, &vec![b' '; 60_000_000]].concat();
        let citizen = Program::citizen(&office, "dinda@surel.contoh").await;
        let refused = citizen.upload_as("file", "film.pdf", &large).await.problem(413, "too-large");
        assert!(refused["detail"].as_str().unwrap().contains("25 MB"), "{refused}");
        citizen.get("/files").await.problem(405, "wrong-method");
        // The largest that any service may ask for is taken.
        citizen.upload("besar.pdf", &large[..25_000_000]).await;
        assert_eq!(office.desk().query("select count(*) from upload", Vec::new()).await.unwrap()[0].int(0), 1);
    }
}

/// Lets the database's file grow to so many pages and no further; where it is larger already, it may not grow at all.
async fn room(office: &Office, pages: u32) {
    let sql = if pages == 1 { "pragma max_page_count = 1" } else { "pragma max_page_count = 1073741823" };
    office.desk().returning(store::Statement::new(sql, Vec::new())).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_said_and_nothing_is_half_saved_and_space_is_all_that_it_needs() {
    let office = Office::new(Database::Sqlite).await;
    let mut citizen = office.citizen("melati@contoh.id").await;
    let case = Application::of(&office, "penelitian", "dasar").filed(&mut citizen).await;
    let application = Application::of(&office, "penelitian", "dasar");
    let draft = application.begin(&mut citizen).await;
    application.fill_in(&mut citizen, &draft).await;
    let section =
        application.sop.sections.iter().find(|one| one.fields.iter().any(|field| field.id == "judul")).unwrap();
    let typed = format!("{draft}/isian/{}", section.id);
    let long = "Judul yang panjang sekali. ".repeat(20_000);
    let answers = application.of_section(section);
    let answers: Vec<(&str, &str)> = answers
        .iter()
        .map(|(name, text)| (name.as_str(), if name == "judul" { long.as_str() } else { text.as_str() }))
        .collect();
    let program = Program::citizen(&office, "melati@contoh.id").await;
    let by_program = research(&program).await;
    let before = kept(&office).await;

    room(&office, 1).await;
    let refused = citizen.post(&typed, &answers).await;
    refused.is(503).has("Layanan sedang tidak dapat dipakai").has("kirim sekali lagi");
    // Some applications still fit into what is free inside the file; then no more do.
    let (mut taken, mut full) = (0, None);
    for at in 0..40 {
        let key = format!("penuh-{at}");
        let answer = program.with("idempotency-key", &key).post("/applications", &by_program).await;
        if answer.status == 201 {
            taken += 1;
        } else {
            answer.problem(503, "unavailable");
            full = Some(key);
            break;
        }
    }
    let full = full.expect("the file does not grow and takes everything all the same");
    let now = kept(&office).await;
    assert_eq!((now.1, &now.2), (before.1 + taken, &before.2));
    assert_eq!(now.0 - before.0, taken * (before.0 / before.1), "a submission is there whole or not at all");
    // What is only read is there.
    citizen.get("/permohonan").await.is(200);
    citizen.get(&format!("/permohonan/{}", case.0)).await.is(200);
    citizen.get(&typed).await.is(200).lacks("Judul yang panjang sekali");

    room(&office, u32::MAX).await;
    let program = program.with("idempotency-key", &full);
    let first = program.post("/applications", &by_program).await.is(201).json();
    assert_eq!(program.post("/applications", &by_program).await.is(201).json()["number"], first["number"]);
    assert_eq!(kept(&office).await.1, before.1 + taken + 1);
    assert!(citizen.post(&typed, &answers).await.status != 503);
    citizen.get(&typed).await.is(200).has("Judul yang panjang sekali");
    assert!(office.app.db().verify("palembang").await.unwrap().broken_at.is_none());
}
