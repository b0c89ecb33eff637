//! A real browser on an office that listens on a port.

use std::net::SocketAddr;

use serde_json::json;
use thirtyfour::prelude::*;
use tokio::net::TcpListener;

use crate::support::{Database, Office};

/// axe-core 4.14.1 (MPL-2.0), the accessibility checks of Deque Systems.
const AXE: &str = include_str!("axe.min.js");

/// How a browser is set up.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub width: u32,
    pub script: bool,
    pub dark: bool,
}

/// A cheap phone: 360 px wide, with scripts.
pub const PHONE: Look = Look { width: 360, script: true, dark: false };
/// The same phone without scripts.
pub const PLAIN_PHONE: Look = Look { width: 360, script: false, dark: false };
/// An officer's screen.
pub const DESK: Look = Look { width: 1280, script: true, dark: false };
/// An officer's screen without scripts.
pub const PLAIN_DESK: Look = Look { width: 1280, script: false, dark: false };
/// An officer's screen at night.
pub const NIGHT: Look = Look { width: 1280, script: true, dark: true };

/// An office that answers on a port of this machine, on SQLite.
pub struct Listening {
    pub office: Office,
    pub address: SocketAddr,
}

impl Listening {
    pub async fn new() -> Listening {
        let office = Office::new(Database::Sqlite).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = office.router.clone();
        tokio::spawn(server::http::serve(listener, router, std::future::pending()));
        Listening { office, address }
    }
}

/// A browser window of one person.
pub struct Window {
    pub driver: WebDriver,
    base: String,
    look: Look,
    profile: std::path::PathBuf,
}

impl Window {
    pub async fn open(office: &Listening, look: Look) -> Window {
        let webdriver = std::env::var("SATUPINTU_TEST_WEBDRIVER").expect(
            "this test needs a browser: run `cargo xtask test`, which starts one and sets SATUPINTU_TEST_WEBDRIVER",
        );
        let profile = std::env::temp_dir().join(format!("satupintu-chromium-{:016x}", rand::random::<u64>()));
        let mut wishes = DesiredCapabilities::chrome();
        for flag in [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
        ] {
            wishes.add_arg(flag).unwrap();
        }
        wishes.add_arg(&format!("--user-data-dir={}", profile.display())).unwrap();
        if !look.script {
            let off = json!({ "profile.managed_default_content_settings.javascript": 2 });
            wishes.add_experimental_option("prefs", off).unwrap();
        }
        let driver = WebDriver::new(&webdriver, wishes).await.unwrap();
        // Chromium's window is at least 500 px wide; the page itself is set to the width wanted.
        let window = Window { driver, base: format!("http://{}", office.address), look, profile };
        window.driver.set_window_rect(0, 0, look.width, 1600).await.unwrap();
        window
    }

    /// Opens a page and checks it.
    pub async fn goto(&self, path: &str) {
        self.driver.goto(format!("{}{path}", self.base)).await.unwrap();
        self.check().await;
    }

    /// The path of the page that is shown.
    pub async fn path(&self) -> String {
        let url = self.driver.current_url().await.unwrap();
        let query = url.query().map_or(String::new(), |query| format!("?{query}"));
        format!("{}{query}", url.path())
    }

    /// What is read on the page.
    pub async fn text(&self) -> String {
        self.driver.find(By::Tag("body")).await.unwrap().text().await.unwrap()
    }

    /// The page must have these words.
    pub async fn says(&self, words: &str) {
        let text = self.text().await;
        assert!(text.contains(words), "“{words}” is not on {}:\n{text}", self.path().await);
    }

    /// Types into the field with this name.
    pub async fn fill(&self, name: &str, value: &str) {
        let field = self.driver.find(By::Name(name)).await.unwrap_or_else(|error| panic!("no field {name}: {error}"));
        field.clear().await.unwrap();
        field.send_keys(value).await.unwrap();
    }

    /// Whether the page has such an element.
    pub async fn has(&self, selector: &str) -> bool {
        !self.driver.find_all(By::Css(selector)).await.unwrap().is_empty()
    }

    /// The names of the fields that a selector finds, each once.
    pub async fn names(&self, selector: &str) -> Vec<String> {
        let mut names = Vec::new();
        for field in self.driver.find_all(By::Css(selector)).await.unwrap() {
            names.extend(field.attr("name").await.unwrap());
        }
        names.sort();
        names.dedup();
        names
    }

    /// Answers a question as it is asked: types, ticks, chooses.
    pub async fn answer(&self, name: &str, value: &str) {
        let boxes = format!("[name='{name}'][type='radio'], [name='{name}'][type='checkbox']");
        if self.has(&boxes).await {
            let exact = format!("[name='{name}'][value='{value}']");
            let one = if self.has(&exact).await { exact } else { boxes };
            let one = self.driver.find(By::Css(one.as_str())).await.unwrap();
            if !one.is_selected().await.unwrap() {
                one.click().await.unwrap();
            }
            return;
        }
        let field = self.driver.find(By::Name(name)).await.unwrap_or_else(|error| panic!("no field {name}: {error}"));
        if field.tag_name().await.unwrap() == "select" {
            let option = By::Css(format!("[name='{name}'] option[value='{value}']"));
            self.driver
                .find(option)
                .await
                .unwrap_or_else(|error| panic!("{name} offers no {value}: {error}"))
                .click()
                .await
                .unwrap();
        } else if field.attr("type").await.unwrap().as_deref() == Some("date") {
            // How a date is typed depends on the browser's own language.
            let set = "arguments[0].value = arguments[1]";
            self.driver.execute(set, vec![field.to_json().unwrap(), value.into()]).await.unwrap();
        } else {
            field.clear().await.unwrap();
            field.send_keys(value).await.unwrap();
        }
    }

    /// A file on the person's device; gives its path.
    pub fn file(&self, name: &str, content: &[u8]) -> String {
        std::fs::create_dir_all(&self.profile).unwrap();
        let path = self.profile.join(name);
        std::fs::write(&path, content).unwrap();
        path.display().to_string()
    }

    /// Clicks what the selector finds first, and checks the page that comes.
    pub async fn click(&self, selector: &str) {
        let Ok(found) = self.driver.find(By::Css(selector)).await else {
            panic!("nothing is {selector} on {}:\n{}", self.path().await, self.text().await);
        };
        found.click().await.unwrap();
        self.check().await;
    }

    /// Clicks the link or button with these words, and checks the page that comes.
    pub async fn press(&self, words: &str) {
        let path = format!("//*[self::a or self::button][contains(normalize-space(.), '{words}')][not(@aria-hidden)]");
        let found = self.driver.find(By::XPath(path.as_str())).await;
        let found = match found {
            Ok(found) => found,
            Err(_) => panic!("no link or button “{words}” on {}:\n{}", self.path().await, self.text().await),
        };
        found.scroll_into_view().await.unwrap();
        found.click().await.unwrap();
        self.check().await;
    }

    /// Signs in through the cookie of a session that the office opened.
    pub async fn sign_in(&self, office: &Listening, email: &str) {
        let desk = office.office.desk();
        let (account, _) = server::people::by_email(&desk, email).await.unwrap().expect("an account");
        let cookie = server::people::open_session(&office.office.app, &desk, &account).await.unwrap();
        let (name, value) = cookie.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
        self.driver.goto(format!("{}/masuk", self.base)).await.unwrap();
        let mut cookie = Cookie::new(name, value);
        cookie.set_path("/");
        self.driver.add_cookie(cookie).await.unwrap();
    }

    /// What axe finds wrong, and whether the page is wider than the window.
    async fn check(&self) {
        let path = self.path().await;
        let wide = self.driver.execute("return document.documentElement.scrollWidth - window.innerWidth", vec![]).await;
        let wide = wide.unwrap().json().as_i64().unwrap_or(0);
        assert!(wide <= 0, "{path} is {wide} px wider than the window of {} px", self.look.width);
        if !self.look.script {
            return;
        }
        if self.look.dark {
            let dark = "document.documentElement.dataset.theme = 'dark'";
            self.driver.execute(dark, vec![]).await.unwrap();
        }
        self.driver.execute(AXE, vec![]).await.unwrap();
        let run = "const done = arguments[arguments.length - 1];
            axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
               .then(found => done(found.violations.map(v => v.id + ': ' + v.help + ' ' + v.nodes.map(n => n.html + ' | ' + n.failureSummary).join('; '))));";
        let found = self.driver.execute_async(run, vec![]).await.unwrap();
        let found: Vec<String> = serde_json::from_value(found.json().clone()).unwrap();
        assert!(found.is_empty(), "axe at {path}:\n{}", found.join("\n"));
    }

    pub async fn close(self) {
        let _ = self.driver.quit().await;
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}
