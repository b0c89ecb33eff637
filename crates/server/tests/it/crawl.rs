//! A visitor who follows every link and sends every form empty, as each role: no page fails, no page is a dead end,
//! every control has its label.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use scraper::{ElementRef, Html, Selector};

use crate::on_both;
use crate::support::applying::Application;
use crate::support::{Client, Office};

/// How many pages of one shape (`/meja/berkas/7` and `/meja/berkas/9` are one) are opened.
const OF_A_SHAPE: usize = 3;

/// What a crawl has seen and has to see.
struct Crawl<'o> {
    client: Client,
    who: &'o str,
    english: bool,
    ahead: VecDeque<String>,
    known: BTreeSet<String>,
    shapes: BTreeMap<String, usize>,
    forms: BTreeSet<String>,
    faults: Vec<String>,
}

impl Crawl<'_> {
    /// Opens every page that can be reached, and gives how many there were.
    async fn run(&mut self) -> usize {
        while let Some(path) = self.ahead.pop_front() {
            let answer = self.client.get(&path).await;
            match answer.status.as_u16() {
                200 => {}
                303 => {
                    let next = answer.location().to_owned();
                    self.note(&next);
                    continue;
                }
                status => {
                    self.fault(&path, &format!("a link leads to {status}"));
                    continue;
                }
            }
            let html = answer.headers.get("content-type").is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
            if html {
                let forms = self.read(&path, &answer.text());
                for form in forms {
                    self.submit(&path, form).await;
                }
            }
        }
        self.known.len()
    }

    /// Looks at a page, notes its links, gives its forms: method and action.
    fn read(&mut self, path: &str, text: &str) -> Vec<(String, String)> {
        let page = Html::parse_document(text);
        for fault in faults_of(&page, self.english) {
            self.fault(path, &fault);
        }
        for link in page.select(&css("a[href]")) {
            let href = link.attr("href").unwrap_or_default();
            if href.starts_with('/') {
                self.note(href);
            }
        }
        let form = css("form");
        let forms = page.select(&form).map(|form| {
            let method = form.attr("method").unwrap_or("get").to_ascii_lowercase();
            let action = form.attr("action").filter(|action| !action.is_empty()).unwrap_or(path);
            (method, resolved(path, action))
        });
        forms.collect()
    }

    /// Sends a form with nothing in it: it is refused in words, or does no harm.
    async fn submit(&mut self, path: &str, (method, action): (String, String)) {
        // Signing out would end the crawl, and a deleted draft has no pages any more.
        if action == "/keluar"
            || action.ends_with("/hapus")
            || !self.forms.insert(format!("{method} {}", shape(&action)))
        {
            return;
        }
        if method == "get" {
            self.note(&action);
            return;
        }
        let answer = self.client.post(&action, &[]).await;
        match answer.status.as_u16() {
            303 => {
                let next = answer.location().to_owned();
                self.note(&next);
            }
            200 => {}
            400 | 403 | 404 | 409 | 422 | 429 => {
                let page = Html::parse_document(&answer.text());
                let says = page.select(&css("h1")).any(|title| !words(title).is_empty());
                if !says {
                    self.fault(path, &format!("the empty form {action} is answered {} without words", answer.status));
                }
            }
            status => self.fault(path, &format!("the empty form {action} is answered with {status}")),
        }
    }

    /// A page to open later, once.
    fn note(&mut self, href: &str) {
        let path = href.split('#').next().unwrap_or_default();
        // Not pages of the office, or the same page in another language: these are crawled by themselves.
        if ["/aset/", "/tampilan", "/_gaya", "/api/"].iter().any(|other| path.starts_with(other)) {
            return;
        }
        if !self.known.contains(path) {
            let seen = self.shapes.entry(shape(path)).or_default();
            if *seen < OF_A_SHAPE {
                *seen += 1;
                self.known.insert(path.to_owned());
                self.ahead.push_back(path.to_owned());
            }
        }
    }

    fn fault(&mut self, path: &str, what: &str) {
        self.faults.push(format!("{} at {path}: {what}", self.who));
    }
}

/// An address as a browser takes it that stands on a page: without its fragment, and `?…` meant from the page itself.
fn resolved(page: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    if href.starts_with('/') {
        href.to_owned()
    } else {
        format!("{}{href}", page.split('?').next().unwrap_or_default())
    }
}

/// A path with its numbers, codes and hashes made alike.
fn shape(path: &str) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let parts = path.split('/').map(|part| if part.bytes().any(|byte| byte.is_ascii_digit()) { "*" } else { part });
    let names = query.split('&').map(|pair| pair.split('=').next().unwrap_or_default());
    format!("{}?{}", parts.collect::<Vec<_>>().join("/"), names.collect::<Vec<_>>().join("&"))
}

fn css(selector: &str) -> Selector {
    Selector::parse(selector).unwrap()
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

/// What every page owes its readers.
fn faults_of(page: &Html, english: bool) -> Vec<String> {
    let mut faults = Vec::new();
    let titles = page.select(&css("h1")).count();
    if titles != 1 {
        faults.push(format!("{titles} main headings"));
    }
    let language = page.select(&css("html")).next().and_then(|html| html.attr("lang")).unwrap_or_default();
    if language != if english { "en" } else { "id" } {
        faults.push(format!("its language is “{language}”"));
    }
    let mut ids = BTreeSet::new();
    for element in page.select(&css("[id]")) {
        if !ids.insert(element.attr("id").unwrap_or_default()) {
            faults.push(format!("two elements with the id {}", element.attr("id").unwrap_or_default()));
        }
    }
    let labels: BTreeSet<&str> = page.select(&css("label[for]")).filter_map(|label| label.attr("for")).collect();
    for control in page.select(&css("input:not([type=hidden]), select, textarea")) {
        let named = control.attr("aria-label").is_some()
            || control.attr("aria-labelledby").is_some()
            || control.attr("id").is_some_and(|id| labels.contains(id));
        if !named {
            faults.push(format!("a control without label: {}", control.html()));
        }
    }
    for control in page.select(&css("a[href], button")) {
        if words(control).is_empty() && control.attr("aria-label").is_none() && control.attr("aria-hidden").is_none() {
            faults.push(format!("a link or button without words: {}", control.html()));
        }
    }
    // A key that has no wording is shown as itself.
    let text = page.root_element().text().collect::<String>();
    let keys = ["portal-", "cases-", "licences-", "sops-", "people-", "notices-", "apply-", "nav-", "hall-"];
    if let Some(word) = text.split_whitespace().find(|word| keys.iter().any(|key| word.starts_with(key))) {
        faults.push(format!("a wording is missing: {word}"));
    }
    faults
}

/// Crawls as somebody and gives how many pages there were.
async fn crawl(client: Client, who: &str, english: bool, start: &[&str]) -> usize {
    let mut crawl = Crawl {
        client,
        who,
        english,
        ahead: VecDeque::new(),
        known: BTreeSet::new(),
        shapes: BTreeMap::new(),
        forms: BTreeSet::new(),
        faults: Vec::new(),
    };
    if english {
        crawl.client.get("/tampilan?lang=en&back=/").await;
    }
    for path in start {
        crawl.note(path);
    }
    let pages = crawl.run().await;
    assert!(crawl.faults.is_empty(), "{}", crawl.faults.join("\n"));
    pages
}

/// The steps of an ordinary research letter up to the letter.
const GRANTED: [(&str, &str); 5] = [
    ("verifikasi", "lengkap"),
    ("kajian-kesbangpol", "direkomendasikan"),
    ("konsep", "siap"),
    ("paraf", "paraf"),
    ("keputusan", "setuju"),
];

/// Somebody's cases in several states, so that the crawl has pages to find.
async fn busy(office: &Office) {
    for (service, sample) in [("penelitian", "dasar"), ("sip-dokter", "dasar"), ("reklame-tetap", "dasar")] {
        let mut citizen = office.citizen("melati@contoh.id").await;
        let application = Application::of(office, service, sample);
        application.filed(&mut citizen).await;
        application.begin(&mut citizen).await;
    }
    let granted = office.file("penelitian", office.sample("penelitian", "dasar"), "melati@contoh.id").await.unwrap();
    granted.walk(&GRANTED).await;
    let under_way = office.file("penelitian", office.sample("penelitian", "dasar"), "melati@contoh.id").await.unwrap();
    under_way.take("verifikasi", "lengkap", None).await.unwrap();
    office.work().await;
}

on_both! {
    async fn every_page_of_a_visitor_holds(office: Office) {
        busy(&office).await;
        let pages = crawl(office.visitor(), "a visitor", false, &["/"]).await;
        assert!(pages >= 15, "only {pages} pages");
        crawl(office.visitor(), "a visitor", true, &["/"]).await;
    }
}

on_both! {
    async fn every_page_of_a_citizen_holds(office: Office) {
        busy(&office).await;
        let citizen = office.citizen("melati@contoh.id").await;
        let pages = crawl(citizen.clone(), "a citizen", false, &["/", "/permohonan", "/akun"]).await;
        assert!(pages >= 30, "only {pages} pages");
        crawl(citizen, "a citizen", true, &["/permohonan"]).await;
    }
}

on_both! {
    async fn every_page_of_every_role_holds(office: Office) {
        busy(&office).await;
        for who in ["loket", "verifikator", "kabid", "kepala", "admin", "dinkes", "pupr", "bapenda", "kesbangpol"] {
            let officer = office.officer(who).await;
            let pages = crawl(officer.clone(), who, false, &["/meja"]).await;
            assert!(pages >= 8, "only {pages} pages for {who}");
            if who == "kepala" {
                crawl(officer, who, true, &["/meja"]).await;
            }
        }
    }
}
