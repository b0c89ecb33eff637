//! The tree as text: files, and in Rust files what is code, what is a string, what is a comment, what is only a test.

use std::fmt;
use std::fs;
use std::path::Path;

/// Something that breaks a rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file, from the root of the repository.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what to do.
    pub advice: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.advice)
    }
}

/// The files of the repository that hold text.
pub struct Tree {
    /// In the order of their paths.
    pub files: Vec<Source>,
}

/// One file.
pub struct Source {
    /// From the root of the repository, with `/`.
    pub path: String,
    /// As it is.
    pub text: String,
    /// For Rust: the text with comments and the insides of strings blanked out, line for line.
    pub code: String,
    /// For Rust: the text with everything blanked out that is not a comment.
    pub comments: String,
    /// For Rust: every string literal, with the line that it begins on.
    pub strings: Vec<(usize, String)>,
    /// For Rust: whether a line (from 0) belongs to a `#[cfg(test)]` item or to a file that is only tests.
    test_lines: Vec<bool>,
}

const ENDINGS: [&str; 14] =
    ["rs", "toml", "md", "sql", "ftl", "html", "css", "js", "typ", "scenarios", "sh", "yml", "json", "svg"];

impl Tree {
    /// The repository that this test was built from.
    pub fn read() -> Tree {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the root");
        let mut files = Vec::new();
        collect(root, root, &mut files);
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Tree { files }
    }

    /// A tree made up of these files: (path, text).
    pub fn of(files: &[(&str, &str)]) -> Tree {
        Tree { files: files.iter().map(|(path, text)| Source::new((*path).to_owned(), (*text).to_owned())).collect() }
    }

    /// The Rust files.
    pub fn rust(&self) -> impl Iterator<Item = &Source> {
        self.files.iter().filter(|file| file.path.ends_with(".rs"))
    }

    /// The file with this path.
    pub fn file(&self, path: &str) -> Option<&Source> {
        self.files.iter().find(|file| file.path == path)
    }
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let ending = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && !matches!(name.as_str(), "target" | ".git" | "node_modules") {
            collect(root, &path, files);
        } else if path.is_file() && ENDINGS.contains(&ending.as_str()) {
            let Ok(text) = fs::read_to_string(&path) else { continue };
            let from_root = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.push(Source::new(from_root, text));
        }
    }
}

impl Source {
    fn new(path: String, text: String) -> Source {
        let parts = if path.ends_with(".rs") { split(&text) } else { Parts::default() };
        let Parts { code, comments, strings } = parts;
        let only_tests = path.contains("/tests/") || path.contains("/benches/") || path.ends_with("/tests.rs");
        let mut test_lines = vec![only_tests; text.lines().count()];
        for (at, _) in code.match_indices("#[cfg(test)]") {
            let first = line_of(&code, at);
            let rest = &code[at..];
            let body = match (rest.find('{'), rest.find(';')) {
                (Some(open), semicolon) if semicolon.is_none_or(|semicolon| open < semicolon) => open,
                (_, semicolon) => semicolon.unwrap_or(0),
            };
            let last = line_of(&code, closing(&code, at + body));
            for line in first..=last {
                if let Some(line) = test_lines.get_mut(line - 1) {
                    *line = true;
                }
            }
        }
        Source { path, text, code, comments, strings, test_lines }
    }

    /// Whether a line (from 1) is only compiled for tests.
    pub fn is_test(&self, line: usize) -> bool {
        self.test_lines.get(line - 1).copied().unwrap_or(false)
    }

    /// Whether the whole file is only tests.
    pub fn is_test_file(&self) -> bool {
        self.test_lines.iter().all(|test| *test)
    }

    /// The folder below `crates/` that the file lies in: `casework`, `server` …; nothing outside.
    pub fn crate_name(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }

    /// A finding in this file.
    pub fn finding(&self, line: usize, advice: impl Into<String>) -> Finding {
        Finding { path: self.path.clone(), line, advice: advice.into() }
    }

    /// The lines (from 1) of the code that hold `needle` as a whole word or phrase.
    pub fn code_lines<'a>(&'a self, needle: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.code.lines().enumerate().filter(move |(_, line)| holds_word(line, needle)).map(|(index, _)| index + 1)
    }
}

/// Whether `text` holds `needle` with no letter, digit or underscore directly beside it.
pub fn holds_word(text: &str, needle: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(needle).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_some_and(word) && needle.starts_with(word);
        let after = text[at + needle.len()..].chars().next().is_some_and(word) && needle.ends_with(word);
        !before && !after
    })
}

/// The line (from 1) of a place in the text.
pub fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Where the brace that opens at `open` closes; `open` itself where there is no brace, the end where none closes.
pub fn closing(code: &str, open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, character) in code[open..].char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return open + at;
        }
    }
    code.len()
}

#[derive(Default)]
struct Parts {
    code: String,
    comments: String,
    strings: Vec<(usize, String)>,
}

/// Which part of the source a character belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Code,
    Comment,
    Text,
    Character,
}

/// Tells code, comments and strings apart; each of the first two keeps every line and column.
fn split(text: &str) -> Parts {
    let mut parts = Parts::default();
    let mut rest = text;
    let mut line = 1;
    while !rest.is_empty() {
        let (part, length) = next_piece(rest);
        let piece = &rest[..length];
        for character in piece.chars() {
            let blank = if character == '\n' { '\n' } else { ' ' };
            // The same number of bytes in each, so that places in one are places in all.
            let wide = if character == '\n' { 1 } else { character.len_utf8() };
            let put = |into: &mut String, own: bool| match own {
                true => into.push(character),
                false => (0..wide).for_each(|_| into.push(blank)),
            };
            put(&mut parts.code, part == Part::Code);
            put(&mut parts.comments, part == Part::Comment);
        }
        if part == Part::Text {
            parts.strings.push((line, piece.to_owned()));
        }
        line += piece.matches('\n').count();
        rest = &rest[length..];
    }
    parts
}

/// The part that `rest` begins with, and how many bytes of it.
fn next_piece(rest: &str) -> (Part, usize) {
    if rest.starts_with("//") {
        return (Part::Comment, rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return (Part::Comment, rest.find("*/").map_or(rest.len(), |end| end + 2));
    }
    if rest.starts_with('"') {
        return (Part::Text, quoted(rest));
    }
    if rest.starts_with("r\"") || rest.starts_with("r#") {
        let marks = rest[1..].chars().take_while(|c| *c == '#').count();
        if rest[1 + marks..].starts_with('"') {
            let end = format!("\"{}", "#".repeat(marks));
            let from = marks + 2;
            return (Part::Text, rest[from..].find(&end).map_or(rest.len(), |at| from + at + end.len()));
        }
    }
    if rest.starts_with('\'') {
        let length = character(rest);
        return (if length == 1 { Part::Code } else { Part::Character }, length);
    }
    let mut characters = rest.char_indices();
    let first = characters.next().map_or(' ', |(_, c)| c);
    // A whole word at once, so that the r at the end of a name does not begin a raw string.
    let length = if first.is_alphanumeric() || first == '_' {
        rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len())
    } else {
        first.len_utf8()
    };
    let raw = matches!(&rest[..length], "r" | "br") && rest[length..].starts_with(['"', '#']);
    (Part::Code, if raw && length == 2 { 1 } else { length })
}

/// The length of a string literal with its quotes.
fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '\\' if !escaped => escaped = true,
            '"' if !escaped => return at + 1,
            _ => escaped = false,
        }
    }
    rest.len()
}

/// The length of a character literal with its quotes, or of the mark that begins a lifetime.
fn character(rest: &str) -> usize {
    let mut inside = rest[1..].char_indices();
    match (inside.next(), inside.next()) {
        (Some((_, '\\')), Some(_)) => rest[3..].find('\'').map_or(1, |at| at + 4),
        (Some(_), Some((at, '\''))) => at + 2,
        _ => 1,
    }
}

#[test]
fn code_comments_and_strings_are_told_apart() {
    let text =
        "let a = \"// no \\\" }\"; // a \"b\"\nlet c = '\"'; /* x\n */ let r = r#\"{\"{\"#; fn f<'a>(b: br\"}\") {}\n";
    let parts = split(text);
    assert_eq!(parts.code.matches('{').count(), 1);
    assert_eq!(parts.code.len(), text.len());
    assert_eq!(parts.code.lines().count(), text.lines().count());
    assert!(parts.comments.contains("// a \"b\"") && parts.comments.contains(" */"));
    let strings: Vec<_> = parts.strings.iter().map(|(line, text)| (*line, text.as_str())).collect();
    assert_eq!(strings, [(1, "\"// no \\\" }\""), (3, "r#\"{\"{\"#"), (3, "r\"}\"")]);
    assert!(holds_word("a unsafe b", "unsafe") && !holds_word("unsafe_code", "unsafe"));
}

#[test]
fn test_items_are_told_from_the_rest() {
    let file = Source::new(
        "crates/x/src/a.rs".to_owned(),
        "//! A.\nfn a() {}\n#[cfg(test)]\nmod tests {\n    fn b() {}\n}\nfn c() {}\n".to_owned(),
    );
    let tests: Vec<bool> = (1..=7).map(|line| file.is_test(line)).collect();
    assert_eq!(tests, [false, false, true, true, true, true, false]);
}
