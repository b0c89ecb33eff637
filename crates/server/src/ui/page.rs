//! What every page knows: the office, the visitor, the language, where it is.

use std::borrow::Cow;
use std::sync::Arc;

use askama::filters::Safe;
use casework::lang::Text;
use jiff::civil::{Date, DateTime};

use super::accent::Accent;
use super::asset;
use super::component::{Link, NavItem, Notice};
use super::language::{Arg, Lang, language_name, tr, tr_with};
use super::preference::{Preferences, Theme, encode};
use super::words;

/// How an office shows itself.
#[derive(Clone, Debug)]
pub struct OfficeFace {
    /// Its full name: in Indonesian as on its letters.
    pub name: Text,
    /// The name beside the crest, as in "PTSP Palembang".
    pub short_name: Text,
    /// The city or regency.
    pub place: String,
    /// Its colour.
    pub accent: Accent,
    /// The address of its crest; [`OfficeFace::DEMO_CREST`] for the demo city.
    pub crest: String,
    /// Street address, telephone, e-mail, opening hours: the lines of the footer, in the order shown.
    pub contact: Vec<String>,
}

impl OfficeFace {
    /// The invented crest of the demo city, an asset.
    pub const DEMO_CREST: &'static str = "crest.svg";

    /// The address of the crest, also when it is one of our assets.
    pub fn crest_url(&self) -> String {
        if self.crest.starts_with('/') { self.crest.clone() } else { asset::asset_url(&self.crest) }
    }
}

/// The signed-in person, as the header shows them.
#[derive(Clone, Debug)]
pub struct Viewer {
    /// Their name.
    pub name: String,
    /// Their role in words, as in "Petugas loket".
    pub role: String,
    /// Their own first page.
    pub home: String,
}

/// What every page knows. A template has it as `p`.
#[derive(Clone, Debug)]
pub struct Page {
    /// The office.
    pub office: Arc<OfficeFace>,
    /// The signed-in person.
    pub viewer: Option<Viewer>,
    /// Language, theme and address.
    pub prefs: Preferences,
    /// The page's title, without the office's name. Also its `<h1>` where the template uses `p.title`.
    pub title: String,
    /// The main navigation.
    pub nav: Vec<NavItem>,
    /// The way here, from the top; the page itself is not in it.
    pub crumbs: Vec<Link>,
    /// A single link back, where there are no crumbs.
    pub back: Option<Link>,
    /// A message over the content.
    pub notice: Option<Notice>,
    /// Something on the page is to be corrected: said in the title.
    pub failed: bool,
    /// This is the demo with invented people: a strip over the header says so.
    pub demo: bool,
}

impl Page {
    /// A page without a title yet.
    pub fn new(office: Arc<OfficeFace>, prefs: Preferences, viewer: Option<Viewer>) -> Self {
        Self {
            office,
            viewer,
            prefs,
            title: String::new(),
            nav: Vec::new(),
            crumbs: Vec::new(),
            back: None,
            notice: None,
            failed: false,
            demo: false,
        }
    }

    /// With a title in words.
    pub fn title(self, title: impl Into<String>) -> Self {
        Self { title: title.into(), ..self }
    }

    /// With the title that a key of the catalogue gives.
    pub fn titled(self, key: &str) -> Self {
        let title = self.tr(key).into_owned();
        Self { title, ..self }
    }

    /// With the main navigation.
    pub fn nav(self, nav: Vec<NavItem>) -> Self {
        Self { nav, ..self }
    }

    /// With one more step of the way here.
    pub fn crumb(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push(Link::new(label, href));
        self
    }

    /// With a link back.
    pub fn back(self, label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { back: Some(Link::new(label, href)), ..self }
    }

    /// With a message over the content, if there is one.
    pub fn notice(self, notice: Option<Notice>) -> Self {
        Self { notice, ..self }
    }

    /// Says in the title whether something is to be corrected.
    pub fn failed(self, failed: bool) -> Self {
        Self { failed, ..self }
    }

    /// With the strip that says that all people here are invented.
    pub fn demo(self, demo: bool) -> Self {
        Self { demo, ..self }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.prefs.lang
    }

    /// The wording of a key.
    pub fn tr(&self, key: &str) -> Cow<'static, str> {
        tr(self.prefs.lang, key)
    }

    /// The wording of a key with one argument.
    pub fn tr1<'a>(&self, key: &str, name: &'static str, value: impl Into<Arg<'a>>) -> String {
        tr_with(self.prefs.lang, key, &[(name, value.into())])
    }

    /// The wording of a key with two arguments.
    pub fn tr2<'a>(&self, key: &str, one: (&'static str, Arg<'a>), two: (&'static str, Arg<'a>)) -> String {
        tr_with(self.prefs.lang, key, &[one, two])
    }

    /// "12 Januari 2026".
    pub fn day(&self, date: &Date) -> String {
        words::day(self.prefs.lang, *date)
    }

    /// "Senin, 12 Januari 2026".
    pub fn weekday(&self, date: &Date) -> String {
        words::weekday(self.prefs.lang, *date)
    }

    /// "12 Januari 2026 pukul 14.05".
    pub fn moment(&self, at: &DateTime) -> String {
        words::moment(self.prefs.lang, *at)
    }

    /// "Rp 1.250.000", "Gratis".
    pub fn rupiah(&self, amount: &i64) -> String {
        words::rupiah(self.prefs.lang, *amount)
    }

    /// "12.500".
    pub fn number(&self, value: &i64) -> String {
        words::number(self.prefs.lang, *value)
    }

    /// Typed text with its line breaks.
    pub fn lines(&self, text: &str) -> Safe<String> {
        words::lines(text)
    }

    /// The address of an asset.
    pub fn asset(&self, name: &str) -> String {
        asset::asset_url(name)
    }

    /// The address of the office's colours.
    pub fn accent_url(&self) -> String {
        asset::accent_url(self.office.accent)
    }

    /// A fresh request id for a form: sent twice, it acts once.
    pub fn request_id(&self) -> String {
        format!("{:032x}", rand::random::<u128>())
    }

    /// `<title>`: what is wrong first, then the page, then the office.
    pub fn full_title(&self) -> String {
        let office = self.office.short_name.get(self.lang());
        let title = if self.title.is_empty() { office.to_owned() } else { format!("{} – {office}", self.title) };
        if self.failed { format!("{}: {title}", self.tr("error-prefix")) } else { title }
    }

    /// Whether an entry of the navigation leads here: the longest one that the path begins with.
    pub fn is_here(&self, href: &str) -> bool {
        let path = self.prefs.path.as_str();
        let leads_here = |href: &str| path == href || href != "/" && path.starts_with(&format!("{href}/"));
        let longest = self.nav.iter().map(|item| item.link.href.as_str()).filter(|href| leads_here(href));
        leads_here(href) && longest.map(str::len).max().is_none_or(|longest| longest <= href.len())
    }

    /// The languages to change to: code and own name.
    pub fn other_languages(&self) -> Vec<(&'static str, &'static str)> {
        Lang::ALL
            .into_iter()
            .filter(|lang| *lang != self.prefs.lang)
            .map(|lang| (lang.code(), language_name(lang)))
            .collect()
    }

    /// The page's language in its own words.
    pub fn language_name(&self) -> &'static str {
        language_name(self.prefs.lang)
    }

    /// The themes: code, wording key, and whether it is the one in use.
    pub fn themes(&self) -> [(&'static str, Cow<'static, str>, bool); 3] {
        Theme::ALL.map(|theme| {
            let key = match theme {
                Theme::Auto => "theme-auto",
                Theme::Light => "theme-light",
                Theme::Dark => "theme-dark",
            };
            (theme.code(), self.tr(key), theme == self.prefs.theme)
        })
    }

    /// Where the language and theme links come back to, ready for a query.
    pub fn here(&self) -> String {
        encode(&self.prefs.here)
    }
}

#[cfg(test)]
mod tests {
    use super::super::styleguide::sample_page;
    use super::*;

    #[test]
    fn the_longest_navigation_entry_is_here() {
        let mut page = sample_page(Preferences { path: "/desk/register/12".into(), ..Preferences::default() });
        page.nav = vec![NavItem::new("a", "/"), NavItem::new("b", "/desk"), NavItem::new("c", "/desk/register")];
        assert!(!page.is_here("/") && !page.is_here("/desk") && page.is_here("/desk/register"));
        page.prefs.path = "/deskx".into();
        assert!(!page.is_here("/desk"));
    }

    #[test]
    fn request_ids_differ_and_titles_name_the_fault() {
        let page = sample_page(Preferences::default()).title("Data pemohon").failed(true);
        assert_ne!(page.request_id(), page.request_id());
        assert_eq!(page.request_id().len(), 32);
        assert!(page.full_title().starts_with("Kesalahan: Data pemohon – "), "{}", page.full_title());
    }

    #[test]
    fn the_way_back_survives_a_query() {
        let page = sample_page(Preferences { here: "/x?q=a&b=1".into(), ..Preferences::default() });
        assert_eq!(page.here(), "/x%3Fq%3Da%26b%3D1");
    }
}
