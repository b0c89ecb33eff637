//! The two languages of the pages and the look-up of their wording in `locales/`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_templates::{LanguageIdentifier, langid, static_loader};
use rust_embed::RustEmbed;

pub use casework::lang::Lang;
/// A value put into a message; numbers choose plural forms.
pub use fluent_templates::fluent_bundle::FluentValue as Arg;

static_loader! {
    static LOCALES = {
        locales: "../../locales",
        fallback_language: "id",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

#[derive(RustEmbed)]
#[folder = "../../locales/"]
struct Catalogues;

/// A language's own name for itself.
pub const fn language_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Id => "Bahasa Indonesia",
        Lang::En => "English",
    }
}

fn identifier(lang: Lang) -> LanguageIdentifier {
    match lang {
        Lang::Id => langid!("id"),
        Lang::En => langid!("en"),
    }
}

/// The messages without arguments, formatted once: a page looks up some eighty of them.
static FIXED: LazyLock<HashMap<(Lang, String), String>> = LazyLock::new(|| {
    let mut fixed = HashMap::new();
    for lang in Lang::ALL {
        for key in keys(lang) {
            let plain = LOCALES.lookup_single_language::<&str>(&identifier(lang), &key, None);
            if let Ok(text) = plain {
                fixed.insert((lang, key), text);
            }
        }
    }
    fixed
});

static INDEX: LazyLock<[HashMap<&'static str, &'static str>; 2]> = LazyLock::new(|| {
    Lang::ALL.map(|lang| {
        FIXED.iter().filter(|((of, _), _)| *of == lang).map(|((_, key), text)| (key.as_str(), text.as_str())).collect()
    })
});

/// Every message key of a language's catalogue, sorted.
pub fn keys(lang: Lang) -> Vec<String> {
    let folder = format!("{}/", lang.code());
    let mut keys: Vec<String> = Catalogues::iter()
        .filter(|path| path.starts_with(&folder) && path.ends_with(".ftl"))
        .filter_map(|path| Catalogues::get(&path))
        .flat_map(|file| keys_of(&String::from_utf8_lossy(&file.data)))
        .collect();
    keys.sort();
    keys
}

/// The keys that one Fluent file defines: `word = …` at the beginning of a line (terms begin with `-` and are not keys).
fn keys_of(source: &str) -> Vec<String> {
    source
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once('='))
        .map(|(key, _)| key.trim().to_owned())
        .collect()
}

/// The wording of `key`. A key that is missing shows itself, so that a page never fails for want of a word; the tests
/// of this module find such keys before anyone sees them.
///
/// ```
/// use server::ui::{Lang, tr};
/// assert_eq!(tr(Lang::Id, "action-continue"), "Lanjutkan");
/// ```
pub fn tr(lang: Lang, key: &str) -> Cow<'static, str> {
    let index = match lang {
        Lang::Id => &INDEX[0],
        Lang::En => &INDEX[1],
    };
    match index.get(key) {
        Some(text) => Cow::Borrowed(*text),
        None => {
            tracing::warn!(key, lang = lang.code(), "wording is missing");
            Cow::Owned(key.to_owned())
        }
    }
}

/// The wording of `key` with its arguments filled in.
///
/// ```
/// use server::ui::{Lang, tr_with};
/// assert_eq!(tr_with(Lang::En, "count-days", &[("count", 1.into())]), "1 working day");
/// ```
pub fn tr_with(lang: Lang, key: &str, args: &[(&'static str, Arg<'_>)]) -> String {
    let args: HashMap<&str, Arg<'_>> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
    LOCALES.lookup_single_language(&identifier(lang), key, Some(&args)).unwrap_or_else(|error| {
        tracing::warn!(key, lang = lang.code(), %error, "wording is missing or wants other arguments");
        key.to_owned()
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    use super::*;

    #[test]
    fn both_catalogues_have_the_same_keys_once() {
        let id = keys(Lang::Id);
        let en = keys(Lang::En);
        for list in [&id, &en] {
            let unique: BTreeSet<_> = list.iter().collect();
            let twice: Vec<_> = list.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| &pair[0]).collect();
            assert_eq!(unique.len(), list.len(), "defined twice: {twice:?}");
        }
        let id: BTreeSet<_> = id.into_iter().collect();
        let en: BTreeSet<_> = en.into_iter().collect();
        let missing: Vec<_> = id.symmetric_difference(&en).collect();
        assert!(missing.is_empty(), "in one language only: {missing:?}");
        assert!(id.len() > 50, "the catalogue was not found");
    }

    #[test]
    fn every_key_that_is_used_exists() {
        let known: BTreeSet<String> = keys(Lang::Id).into_iter().collect();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut missing = Vec::new();
        for file in files(&root.join("templates")).into_iter().chain(files(&root.join("src"))) {
            if file.ends_with("ui/language.rs") {
                continue;
            }
            let text = std::fs::read_to_string(&file).unwrap();
            let text: String =
                text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
            missing.extend(
                used_keys(&text)
                    .into_iter()
                    .filter(|key| !known.contains(*key))
                    .map(|key| format!("{key} in {}", file.display())),
            );
        }
        assert!(missing.is_empty(), "no wording for: {missing:#?}");
    }

    #[test]
    fn plural_and_missing_keys_are_told() {
        assert_eq!(tr_with(Lang::En, "count-days", &[("count", 1.into())]), "1 working day");
        assert_eq!(tr_with(Lang::En, "count-days", &[("count", 5.into())]), "5 working days");
        assert_eq!(tr_with(Lang::Id, "count-days", &[("count", 5.into())]), "5 hari kerja");
        assert_eq!(tr(Lang::Id, "there-is-no-such-key"), "there-is-no-such-key");
    }

    fn files(folder: &Path) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                found.extend(files(&path));
            } else if path.extension().is_some_and(|end| end == "html" || end == "rs") {
                found.push(path);
            }
        }
        found
    }

    /// The literal keys given to the functions that look up wording, in templates and in Rust.
    fn used_keys(text: &str) -> Vec<&str> {
        let mut keys = Vec::new();
        for call in ["tr(", "tr1(", "tr2(", "tr_with(", "titled("] {
            for (at, _) in text.match_indices(call) {
                let own_word = at == 0 || !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
                let arguments = &text[at + call.len()..];
                let head = arguments.split([')', ';', '\n']).next().unwrap_or_default();
                let Some(open) = head.find('"').filter(|_| own_word) else { continue };
                let between = head[..open].trim();
                // Where the key is a variable, the text is the name of an argument.
                if between == "key," {
                    continue;
                }
                if between.is_empty() || between.ends_with(',') && !between.contains('(') {
                    keys.extend(head[open + 1..].split('"').next());
                }
            }
        }
        keys
    }
}
