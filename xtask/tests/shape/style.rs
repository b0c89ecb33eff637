//! Rules of CONTRIBUTING.md: how a file, a function and a name look.

use crate::Rule;
use crate::source::{Finding, Tree, closing, holds_word, line_of};

const MOST_LINES: usize = 450;
const MOST_LINES_OF_TESTS: usize = 900;
const MOST_LINES_OF_A_FUNCTION: usize = 60;

pub const STYLE: &[Rule] = &[
    Rule {
        demands: "A Rust file begins with `//!` and says what it is",
        check: files_say_what_they_are,
        broken: &[("crates/store/src/a.rs", "use std::fmt;\n")],
    },
    Rule {
        demands: "A file has at most 450 lines, one of tests 900",
        check: files_are_short,
        broken: &[("crates/store/src/a.rs", LONG)],
    },
    Rule {
        demands: "A function has at most 60 lines of code",
        check: functions_are_short,
        broken: &[("crates/store/src/a.rs", LONG)],
    },
    Rule {
        demands: "No file is called utils, helpers, common or misc",
        check: names_are_words_of_the_trade,
        broken: &[("crates/store/src/utils.rs", "//! A.\n")],
    },
    Rule {
        demands: "A lint is answered, or expected with a reason; it is not silenced",
        check: lints_are_not_silenced,
        broken: &[("crates/store/src/a.rs", "//! A.\n#[allow(dead_code)]\nfn a() {}\n")],
    },
    Rule {
        demands: "There is no unsafe code",
        check: nothing_is_unsafe,
        broken: &[("crates/store/src/a.rs", "//! A.\nfn a() { unsafe { b() } }\n")],
    },
    Rule {
        demands: "Nothing is left to be done in the code",
        check: nothing_is_left_undone,
        broken: &[("crates/store/src/a.rs", "//! A.\nfn a() {} // TODO: b\n")],
    },
    Rule {
        demands: "Every test runs",
        check: no_test_is_ignored,
        broken: &[("crates/store/src/a.rs", "//! A.\n#[test]\n#[ignore]\nfn a() {}\n")],
    },
    Rule {
        demands: "No path of somebody's machine stands in the tree",
        check: no_paths_of_a_machine,
        broken: &[("docs/a.md", concat!("See /ho", "me/budi/satupintu.\n"))],
    },
];

const LONG: &str = include_str!("long.txt");

fn files_say_what_they_are(tree: &Tree) -> Vec<Finding> {
    tree.rust()
        .filter(|file| !file.text.starts_with("//! "))
        .map(|file| file.finding(1, "begin with `//! ` and one sentence about what is in the file"))
        .collect()
}

fn files_are_short(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        let most = if file.is_test_file() { MOST_LINES_OF_TESTS } else { MOST_LINES };
        let lines = file.text.lines().count();
        if lines > most {
            findings.push(
                file.finding(most, format!("{lines} lines, at most {most}: part it by subject, or move its tests out")),
            );
        }
    }
    findings
}

/// Counts as clippy does: lines of the body that hold code; blank ones and comments are free.
fn functions_are_short(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        for (at, _) in file.code.match_indices("fn ").filter(|(at, _)| starts_a_word(&file.code, *at)) {
            let Some(open) = body(&file.code[at..]).map(|open| at + open) else { continue };
            let inside = &file.text[open + 1..closing(&file.code, open)];
            let comments = &file.comments[open + 1..closing(&file.code, open)];
            let lines = inside
                .lines()
                .zip(comments.lines())
                .filter(|(line, comment)| !line.trim().is_empty() && line.trim() != comment.trim());
            let count = lines.count();
            if count > MOST_LINES_OF_A_FUNCTION {
                let name: String =
                    file.code[at + 3..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let advice = format!(
                    "`{name}` has {count} lines of code, at most {MOST_LINES_OF_A_FUNCTION}: part it by what it does"
                );
                findings.push(file.finding(line_of(&file.code, at), advice));
            }
        }
    }
    findings
}

fn starts_a_word(code: &str, at: usize) -> bool {
    !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// Where the body of the function opens that begins at the start of `code`; nothing for one without a body.
fn body(code: &str) -> Option<usize> {
    let mut depth = 0_i32;
    for (at, c) in code.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '{' if depth == 0 => return Some(at),
            ';' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

fn names_are_words_of_the_trade(tree: &Tree) -> Vec<Finding> {
    let empty_words = ["utils", "util", "helpers", "helper", "common", "misc"];
    let named = |path: &str| path.trim_end_matches(".rs").split('/').any(|part| empty_words.contains(&part));
    tree.rust()
        .filter(|file| named(&file.path))
        .map(|file| file.finding(1, "name it after what is in it, or move that to where it is used"))
        .collect()
}

fn lints_are_not_silenced(tree: &Tree) -> Vec<Finding> {
    let advice = "repair what the lint says, or write #[expect(…, reason = \"…\")]";
    code_findings(tree, &["#[allow(", "#![allow("], advice)
}

fn nothing_is_unsafe(tree: &Tree) -> Vec<Finding> {
    code_findings(tree, &["unsafe"], "find the safe way; std and our dependencies have one")
}

fn nothing_is_left_undone(tree: &Tree) -> Vec<Finding> {
    let mut findings = code_findings(tree, &["todo!", "unimplemented!"], "write it, or leave the path out");
    for file in tree.rust() {
        for (index, line) in file.comments.lines().enumerate() {
            if ["TODO", "FIXME", "XXX"].iter().any(|word| holds_word(line, word)) {
                findings.push(file.finding(index + 1, "do it now, or describe it in an issue"));
            }
        }
    }
    findings
}

fn no_test_is_ignored(tree: &Tree) -> Vec<Finding> {
    code_findings(tree, &["#[ignore]", "#[ignore ="], "make it run in `cargo xtask test`, or delete it")
}

/// Lines of code, tests included, that hold one of the words.
fn code_findings(tree: &Tree, words: &[&str], advice: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        for word in words {
            findings.extend(file.code_lines(word).map(|line| file.finding(line, advice)));
        }
    }
    findings
}

fn no_paths_of_a_machine(tree: &Tree) -> Vec<Finding> {
    // Written in two parts, so that this file does not find itself.
    let folders = [concat!("/wo", "rk/"), concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/Us", "ers/")];
    let temporary = concat!("/t", "mp/");
    let mut findings = Vec::new();
    for file in &tree.files {
        for (index, line) in file.text.lines().enumerate() {
            let begins = |folder: &str| {
                line.match_indices(folder)
                    .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || ".-_*>}".contains(c)))
            };
            let tests = file.is_test(index + 1) && file.path.ends_with(".rs");
            if folders.iter().any(|folder| begins(folder)) || (begins(temporary) && !tests) {
                findings.push(
                    file.finding(index + 1, "a path of one machine: take it from the configuration or the caller"),
                );
            }
        }
    }
    findings
}
