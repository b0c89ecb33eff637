//! The catalogue ready to be shown: computed once for each office, language and day, not for each visitor.
//!
//! What a service says of itself changes only when an SOP is published or a day begins (a tariff, a revision), so a
//! shelf is thrown away exactly then.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use askama::Template as _;
use casework::lang::Lang;
use casework::office::Office;
use casework::sop::Sop;
use jiff::civil::Date;

use super::catalogue::Cards;
use super::matrix::Matrix;
use super::service::Body;
use super::service_view::{self, ServiceView};
use crate::http::Visit;
use crate::ui::{Arg, ServiceCard, tr, tr_with};

/// The language of a part that is made before anybody asks for it; templates have it as `p`, like a whole page.
#[derive(Clone, Copy)]
pub struct Tongue(pub Lang);

impl Tongue {
    /// The wording of a key.
    pub fn tr(&self, key: &str) -> Cow<'static, str> {
        tr(self.0, key)
    }

    /// The wording of a key with one argument.
    pub fn tr1<'a>(&self, key: &str, name: &'static str, value: impl Into<Arg<'a>>) -> String {
        tr_with(self.0, key, &[(name, value.into())])
    }
}

/// What each office offers, in each language.
type Shelves = BTreeMap<(String, Lang), Arc<Books>>;

/// The shelves of every office and language.
#[derive(Clone, Default)]
pub struct Shelf(Arc<Mutex<Shelves>>);

/// What an office offers on a day, in one language.
pub struct Books {
    office: Arc<Office>,
    day: Date,
    /// Every service in force, in the order of the catalogue.
    pub services: Vec<Book>,
    /// All cards as HTML.
    pub cards: String,
}

/// One service, ready to be shown.
pub struct Book {
    /// Its SOP.
    pub sop: Arc<Sop>,
    /// Its card.
    pub card: ServiceCard,
    /// The promise in words.
    pub promise: String,
    /// The body of its page as HTML.
    pub body: String,
    /// Its SOP as the official matrix, as HTML.
    pub matrix: String,
    /// Name, category, keywords and requirements as a search compares them.
    pub words: String,
}

impl Shelf {
    /// What the visitor's office offers today in the visitor's language.
    ///
    /// # Errors
    /// A template failed.
    pub fn books(&self, visit: &Visit) -> Result<Arc<Books>, askama::Error> {
        let office = visit.desk.office();
        let day = office.calendar.zone().day(visit.app.now());
        let key = (visit.desk.id.clone(), visit.lang());
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        if let Some(books) = known.filter(|books| books.day == day && Arc::ptr_eq(&books.office, &office)) {
            return Ok(books);
        }
        let books = Arc::new(Books::bind(office, day, visit.lang())?);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key, books.clone());
        Ok(books)
    }
}

impl Books {
    fn bind(office: Arc<Office>, day: Date, lang: Lang) -> Result<Books, askama::Error> {
        let mut services = office
            .catalogue
            .services(day)
            .map(|sop| Book::bind(sop, &office, day, lang))
            .collect::<Result<Vec<_>, _>>()?;
        services.sort_by(|a, b| (&a.card.group, &a.card.title).cmp(&(&b.card.group, &b.card.title)));
        let cards = services.iter().map(|book| book.card.clone()).collect();
        let cards = Cards { cards, p: Tongue(lang) }.render()?;
        Ok(Books { office, day, services, cards })
    }

    /// The service with an id.
    pub fn service(&self, id: &str) -> Option<&Book> {
        self.services.iter().find(|book| book.sop.service.id.0 == id)
    }

    /// The services in which every word that is looked for occurs, the best first: those that have them in their name.
    pub fn search(&self, wanted: &str) -> Vec<&Book> {
        let wanted = fold(wanted);
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let mut found: Vec<&Book> =
            self.services.iter().filter(|book| words.iter().all(|word| book.words.contains(word))).collect();
        found.sort_by_cached_key(|book| {
            let name = fold(&book.card.title);
            !words.iter().all(|word| name.contains(word))
        });
        found
    }
}

impl Book {
    fn bind(sop: &Arc<Sop>, office: &Office, day: Date, lang: Lang) -> Result<Book, askama::Error> {
        let view = service_view::view(sop, office, day, lang);
        let (promise, words) = (view.promise.clone(), searched(sop));
        let card = card(&view, sop, lang);
        let body = Body { v: view, p: Tongue(lang) }.render()?;
        let matrix = Matrix::of(sop, office, lang).render()?;
        Ok(Book { sop: sop.clone(), card, promise, body, matrix, words })
    }
}

fn card(view: &ServiceView, sop: &Sop, lang: Lang) -> ServiceCard {
    ServiceCard {
        title: view.name.clone(),
        href: format!("/layanan/{}", sop.service.id),
        text: view.summary.clone(),
        time: view.promise.clone(),
        fee: view.fee.clone().unwrap_or_else(|| tr(lang, "fee-by-tariff").into_owned()),
        group: sop.service.category.get(lang).to_owned(),
    }
}

/// What a search looks through, in both languages: people search in their own words whatever the page is in.
fn searched(sop: &Sop) -> String {
    let service = &sop.service;
    let mut texts: Vec<&str> = vec![&service.id.0];
    for text in [&service.name, &service.summary, &service.category, &service.product] {
        texts.extend([text.id.as_str(), text.en.as_str()]);
    }
    texts.extend(service.keywords.iter().map(String::as_str));
    for requirement in &sop.requirements {
        texts.extend([requirement.name.id.as_str(), requirement.name.en.as_str()]);
    }
    fold(&texts.join(" "))
}

/// Writes text as searches compare it: lower case, without accents and signs, one space between words.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for sign in text.chars().flat_map(char::to_lowercase) {
        let plain = match sign {
            'à'..='å' | 'ā' => 'a',
            'è'..='ë' | 'ē' => 'e',
            'ì'..='ï' | 'ī' => 'i',
            'ò'..='ö' | 'ō' => 'o',
            'ù'..='ü' | 'ū' => 'u',
            'ç' => 'c',
            'ñ' => 'n',
            'ý' | 'ÿ' => 'y',
            // A combining accent, as in letters that are typed in two parts.
            '\u{300}'..='\u{36f}' => continue,
            other if other.is_alphanumeric() => other,
            _ if folded.ends_with(' ') => continue,
            _ => ' ',
        };
        folded.push(plain);
    }
    folded.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_put_up_with_case_accents_and_signs() {
        assert_eq!(fold("  SÍP – Doktér/klinik "), "sip dokter klinik");
        assert_eq!(fold("e\u{301}tik"), "etik");
        assert_eq!(fold("<script>"), "script");
        assert_eq!(fold(""), "");
    }
}
