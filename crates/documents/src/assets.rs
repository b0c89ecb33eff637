//! The pictures of one letter: QR code, crest. They exist in memory only.

use std::collections::BTreeMap;

use typst::foundations::Bytes;

/// Files that a template can show with `image("/NAME")`, by name.
///
/// Names are few and always the same (`qr.svg`, `crest.svg`): the typesetter remembers every path for as long as the
/// process lives, at most 65,000 of them.
///
/// ```
/// use documents::{Assets, qr_svg};
/// let qr = qr_svg("https://izin.contoh/periksa/ABCD-EFGH").unwrap();
/// let assets = Assets::default().with("qr.svg", qr);
/// assert!(assets.has("qr.svg") && !assets.has("crest.svg"));
/// ```
#[derive(Clone, Default)]
pub struct Assets {
    files: BTreeMap<String, Bytes>,
}

impl Assets {
    /// These, and one more. A second one of the same name replaces the first.
    #[must_use]
    pub fn with(mut self, name: &str, content: impl Into<Vec<u8>>) -> Assets {
        self.files.insert(name.to_owned(), Bytes::new(content.into()));
        self
    }

    /// Whether there is a file of this name.
    pub fn has(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Bytes)> {
        self.files.iter().map(|(name, content)| (name.as_str(), content))
    }
}
