//! Which of the two languages a client wants: `Accept-Language` (RFC 9110), Indonesian where it says nothing.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use casework::lang::Lang;

/// The language that a request asks for.
pub fn wanted(headers: &HeaderMap) -> Lang {
    let lines = headers.get_all(ACCEPT_LANGUAGE).iter().filter_map(|line| line.to_str().ok());
    let mut best = (Lang::Id, 0.0);
    for (lang, weight) in lines.flat_map(|line| line.split(',')).filter_map(range) {
        if weight > best.1 {
            best = (lang, weight);
        }
    }
    best.0
}

/// One range with its weight, as in `en-GB;q=0.8`.
fn range(text: &str) -> Option<(Lang, f32)> {
    let mut parts = text.split(';');
    let tag = parts.next()?.trim();
    let lang = tag.split('-').next()?.to_ascii_lowercase().parse().ok()?;
    let weight = parts.find_map(|part| part.trim().strip_prefix("q=")?.trim().parse().ok()).unwrap_or(1.0);
    Some((lang, weight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_language_that_we_have_is_chosen() {
        let asked = |line: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_LANGUAGE, line.parse().unwrap());
            wanted(&headers)
        };
        assert_eq!(asked("en-GB,en;q=0.9,id;q=0.5"), Lang::En);
        assert_eq!(asked("de, id;q=0.4, en;q=0.3"), Lang::Id);
        assert_eq!(asked("fr"), Lang::Id);
        assert_eq!(asked("en;q=0"), Lang::Id);
        assert_eq!(wanted(&HeaderMap::new()), Lang::Id);
    }
}
