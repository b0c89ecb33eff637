//! Key pages as they are read, and key answers of the API, held to what was agreed: a change of wording or order is seen and
//! decided by whoever makes it. To accept one: `INSTA_UPDATE=always cargo test -p server --test it snapshots`.
//!
//! A page is kept as its words, headings, links and controls in the order in which they are read, so that a change of
//! markup alone changes nothing here.

use insta::assert_snapshot;
use scraper::{ElementRef, Html, Selector};

use crate::api::client::{Program, Said as _};
use crate::support::{Client, Database, Office};

/// A page in the order in which it is read.
#[derive(Default)]
struct Reading {
    lines: Vec<String>,
    line: String,
}

impl Reading {
    /// The words of a whole page.
    fn of(html: &str) -> String {
        let page = Html::parse_document(html);
        let mut reading = Reading::default();
        for body in page.select(&Selector::parse("body").unwrap()) {
            reading.children(body);
        }
        reading.end();
        reading.lines.join("\n")
    }

    fn children(&mut self, element: ElementRef<'_>) {
        for child in element.children() {
            match (child.value().as_text(), ElementRef::wrap(child)) {
                (Some(text), _) => self.text(text),
                (None, Some(element)) => self.element(element),
                (None, None) => {}
            }
        }
    }

    fn element(&mut self, element: ElementRef<'_>) {
        let of = |name: &str| element.attr(name).unwrap_or_default();
        match element.value().name() {
            "script" | "style" | "svg" | "template" => {}
            _ if of("aria-hidden") == "true" || element.attr("hidden").is_some() => {}
            "a" => {
                let mut inner = Reading::default();
                inner.block("", element);
                self.line.push_str(&format!("[{}]({})", inner.lines.join(" "), of("href")));
            }
            "input" if of("type") == "hidden" => {}
            name @ ("input" | "select" | "textarea") => {
                self.line.push_str(&format!("‹{name} {} {}›", of("name"), of("value")));
            }
            "button" => {
                self.line.push('‹');
                self.children(element);
                self.line.push('›');
            }
            "td" | "th" => {
                self.children(element);
                self.line.push_str(" | ");
            }
            name @ ("h1" | "h2" | "h3" | "h4") => {
                self.block(&("#".repeat(usize::from(name.as_bytes()[1] - b'0')) + " "), element)
            }
            "li" => self.block("- ", element),
            "span" | "strong" | "em" | "b" | "small" | "time" | "abbr" | "code" | "bdi" | "cite" | "label" => {
                self.children(element);
            }
            _ => self.block("", element),
        }
    }

    /// Something that stands on lines of its own.
    fn block(&mut self, mark: &str, element: ElementRef<'_>) {
        self.end();
        self.line.push_str(mark);
        self.children(element);
        self.end();
    }

    fn text(&mut self, text: &str) {
        let blank = |c: char| c.is_ascii_whitespace();
        let words: Vec<&str> = text.split(blank).filter(|word| !word.is_empty()).collect();
        let spaced = text.starts_with(blank) || self.line.is_empty();
        if spaced && !self.line.is_empty() && !self.line.ends_with(' ') {
            self.line.push(' ');
        }
        self.line.push_str(&words.join(" "));
        if !words.is_empty() && text.ends_with(blank) {
            self.line.push(' ');
        }
    }

    fn end(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim().trim_end_matches(" |").to_owned();
        // A mark without words is carried over to the line that has them.
        if line == "-" {
            self.line = "- ".to_owned();
        } else if !line.is_empty() {
            self.lines.push(line);
        }
    }
}

/// What a page says, with what differs from run to run named instead.
async fn page(client: &mut Client, path: &str, names: &[(&str, &str)]) -> String {
    let text = Reading::of(&client.get(path).await.is(200).text());
    named(text, names)
}

fn named(text: String, names: &[(&str, &str)]) -> String {
    names.iter().fold(text, |text, (code, name)| text.replace(code, name))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn key_pages_and_answers_say_what_was_agreed() {
    let office = Office::seeded(Database::Sqlite, 7).await;
    let file =
        async || office.file("penelitian", office.sample("penelitian", "dasar"), "dinda@surel.contoh").await.unwrap();
    let granted = file().await;
    granted
        .walk(&[
            ("verifikasi", "lengkap"),
            ("kajian-kesbangpol", "direkomendasikan"),
            ("konsep", "siap"),
            ("paraf", "paraf"),
            ("keputusan", "setuju"),
        ])
        .await;
    let under_way = file().await;
    under_way.walk(&[("verifikasi", "lengkap"), ("kajian-kesbangpol", "direkomendasikan")]).await;
    file().await;
    let (issued, case) = (granted.case().await, under_way.case().await);
    let tracking = case.filing().unwrap().tracking.to_string();
    let code = issued.licence().unwrap().code.to_string();
    let names = [(tracking.as_str(), "KODE-LACAK"), (code.as_str(), "KODE-VERIFIKASI")];

    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let _kept = settings.bind_to_scope();
    let mut visitor = office.visitor();
    assert_snapshot!("front", page(&mut visitor, "/", &names).await);
    assert_snapshot!("catalogue", page(&mut visitor, "/layanan", &names).await);
    assert_snapshot!("service", page(&mut visitor, "/layanan/penelitian", &names).await);
    assert_snapshot!("sop", page(&mut visitor, "/layanan/penelitian/sop", &names).await);
    assert_snapshot!("tracking", page(&mut visitor, &format!("/lacak/{tracking}"), &names).await);
    assert_snapshot!("verification", page(&mut visitor, &format!("/verifikasi/{code}"), &names).await);
    assert_snapshot!("inbox", page(&mut office.officer("verifikator").await, "/meja", &names).await);
    let program = Program::anonymous(&office);
    for (name, path) in [("api_services", "/services".to_owned()), ("api_tracking", format!("/tracking/{tracking}"))] {
        let answer = program.get(&path).await.is(200).json();
        assert_snapshot!(name, named(format!("{answer:#}"), &names));
    }
}
