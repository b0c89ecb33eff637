//! The buttons inside fields: they send the whole form, and the same page comes back with one thing changed.

/// What a button inside a field asks for; the button is named `_do`.
///
/// ```
/// use server::ui::Act;
/// assert_eq!(Act::parse("remove:staff:2"), Some(Act::RemoveRow("staff".into(), 2)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Look for a region by the name in `<id>.search`.
    Search(String),
    /// A level of a region was chosen: fill the next list.
    Level(String),
    /// Add an empty row.
    AddRow(String),
    /// Remove a row (from 0).
    RemoveRow(String, usize),
}

impl Act {
    /// The name of the buttons.
    pub const NAME: &'static str = "_do";

    /// Reads the value of `_do`; `None` for anything else.
    pub fn parse(value: &str) -> Option<Self> {
        let (word, rest) = value.split_once(':')?;
        match word {
            "search" => Some(Self::Search(rest.to_owned())),
            "level" => Some(Self::Level(rest.to_owned())),
            "add" => Some(Self::AddRow(rest.to_owned())),
            "remove" => {
                let (id, row) = rest.rsplit_once(':')?;
                Some(Self::RemoveRow(id.to_owned(), row.parse().ok()?))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_words_are_acts() {
        assert_eq!(Act::parse("search:address"), Some(Act::Search("address".into())));
        assert_eq!(Act::parse("add:staff"), Some(Act::AddRow("staff".into())));
        assert_eq!(Act::parse("remove:staff:x"), None);
        assert_eq!(Act::parse("drop:staff"), None);
        assert_eq!(Act::parse(""), None);
    }
}
