//! Rules of ARCHITECTURE.md: who may know whom, where SQL is, what the pure crates do without.

use std::collections::BTreeMap;

use crate::Rule;
use crate::source::{Finding, Source, Tree, holds_word};

/// The crates of the workspace and which of the others each may depend on.
const ARROWS: [(&str, &[&str]); 4] =
    [("casework", &[]), ("documents", &[]), ("store", &["casework"]), ("server", &["casework", "documents", "store"])];

/// What the pure crate has no business with: the hour, chance, the world outside, waiting.
const WORLD: [&str; 14] = [
    "SystemTime::now",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "TimeZone::system",
    "rand::",
    "getrandom",
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "tokio::",
    "async fn",
];

pub const ARCHITECTURE: &[Rule] = &[
    Rule {
        demands: "A crate depends only on those that ARCHITECTURE.md lets it know",
        check: crates_know_only_their_own,
        broken: &[("crates/documents/Cargo.toml", "[dependencies]\ncasework.workspace = true\n")],
    },
    Rule {
        demands: "Versions of dependencies stand in the root Cargo.toml, once",
        check: versions_stand_in_one_place,
        broken: &[("crates/store/Cargo.toml", "[dependencies]\nserde = \"1\"\n")],
    },
    Rule {
        demands: "casework does no I/O, reads no clock, draws no lots, waits for nothing",
        check: rules_are_pure,
        broken: &[("crates/casework/src/a.rs", "//! A.\nfn a() { let now = jiff::Timestamp::now(); }\n")],
    },
    Rule {
        demands: "SQL stands in queries.rs, projection.rs and the store",
        check: sql_has_its_places,
        broken: &[("crates/server/src/cases/pages.rs", "//! A.\nconst A: &str = \"select a from b\";\n")],
    },
    Rule {
        demands: "A slice names only its own tables",
        check: slices_keep_to_their_tables,
        broken: &[
            ("crates/store/migrations/0120_cases.sql", "create table case_row (\n  id bigint\n);\n"),
            ("crates/server/src/people/queries.rs", "//! A.\nconst A: &str = \"select id from case_row\";\n"),
        ],
    },
    Rule {
        demands: "A case changes only in App::execute",
        check: cases_change_in_one_place,
        broken: &[("crates/server/src/cases/commands.rs", "//! A.\nfn a() { casework::case::decide(c, d, e); }\n")],
    },
];

fn crates_know_only_their_own(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, line, name, _) in dependencies(tree) {
        let Some(crate_name) = file.crate_name() else { continue };
        let Some((_, allowed)) = ARROWS.iter().find(|(own, _)| *own == crate_name) else {
            findings.push(file.finding(1, "a new crate: give it a row in ARROWS and a paragraph in ARCHITECTURE.md"));
            continue;
        };
        let ours = ARROWS.iter().any(|(own, _)| *own == name);
        if ours && !allowed.contains(&name) {
            let advice = format!("{crate_name} must not know {name}: pass what it needs as plain values");
            findings.push(file.finding(line, advice));
        }
    }
    findings
}

fn versions_stand_in_one_place(tree: &Tree) -> Vec<Finding> {
    dependencies(tree)
        .filter(|(_, _, _, rest)| !rest.contains("workspace = true"))
        .map(|(file, line, name, _)| {
            file.finding(line, format!("write `{name}.workspace = true` and its version in the root Cargo.toml"))
        })
        .collect()
}

/// The dependencies of every member: (its Cargo.toml, line, name, the whole line).
fn dependencies(tree: &Tree) -> impl Iterator<Item = (&Source, usize, &str, &str)> {
    let members = tree.files.iter().filter(|file| file.path.ends_with("/Cargo.toml"));
    members.flat_map(|file| {
        let mut inside = false;
        file.text.lines().enumerate().filter_map(move |(index, line)| {
            if line.starts_with('[') {
                inside = line.ends_with("dependencies]");
            }
            let name = line.split(['.', '=', ' ']).next().unwrap_or_default();
            let entry = inside && line.contains('=') && !name.is_empty() && !line.starts_with('#');
            entry.then_some((file, index + 1, name, line))
        })
    })
}

fn rules_are_pure(tree: &Tree) -> Vec<Finding> {
    let pure = tree.rust().filter(|file| file.crate_name() == Some("casework"));
    let mut findings = Vec::new();
    for file in pure {
        for word in WORLD {
            let lines = file.code_lines(word).filter(|line| !file.is_test(*line));
            findings.extend(lines.map(|line| {
                file.finding(line, format!("`{word}`: let the caller pass the value in (Context, or an argument)"))
            }));
        }
    }
    findings
}

/// Whether a string literal is a statement of SQL rather than a sentence.
fn is_sql(literal: &str) -> bool {
    let text = literal.to_lowercase();
    let after = |first: &str, then: &str| text.split_once(first).is_some_and(|(_, rest)| rest.contains(then));
    after("select ", " from ") && !text.contains("</") && text.contains(['=', '*', '$', '_'])
        || after("insert into ", "values")
        || after("insert into ", "select ")
        || after("update ", " set ") && text.contains('=')
        || text.contains("delete from ")
        || text.contains("create table ")
        || text.trim_start_matches('"').starts_with("select ") && text.contains(" from ")
}

fn sql_has_its_places(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust() {
        let place = file.crate_name() == Some("store")
            || file.path.starts_with("xtask/")
            || ["/queries", "/projection"].iter().any(|place| file.path.contains(place));
        if place {
            continue;
        }
        for (line, literal) in &file.strings {
            if is_sql(literal) && !file.is_test(*line) {
                findings.push(file.finding(*line, "move this statement to the slice's queries.rs or projection.rs"));
            }
        }
    }
    findings
}

/// Every table and the slice that declares it: the word after the number in the migration's file name.
fn tables(tree: &Tree) -> BTreeMap<String, String> {
    let mut tables = BTreeMap::new();
    for file in tree.files.iter().filter(|file| file.path.starts_with("crates/store/migrations/")) {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        let slice = name.split_once('_').map_or(name, |(_, slice)| slice).split('.').next().unwrap_or_default();
        for statement in file.text.to_lowercase().split("create table ").skip(1) {
            let statement = statement.trim_start_matches("if not exists ");
            let end = statement.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(statement.len());
            tables.insert(statement[..end].to_owned(), slice.to_owned());
        }
    }
    tables
}

fn slices_keep_to_their_tables(tree: &Tree) -> Vec<Finding> {
    let tables = tables(tree);
    let mut findings = Vec::new();
    for file in tree.rust() {
        let Some(inside) = file.path.strip_prefix("crates/server/src/") else { continue };
        let Some((slice, _)) = inside.split_once('/') else { continue };
        for (line, literal) in file.strings.iter().filter(|(line, text)| is_sql(text) && !file.is_test(*line)) {
            let literal = literal.to_lowercase();
            for (table, owner) in &tables {
                let named = ["from", "join", "into", "update"].iter().any(|before| {
                    holds_word(&literal.split_whitespace().collect::<Vec<_>>().join(" "), &format!("{before} {table}"))
                });
                if named && owner != slice {
                    let advice =
                        format!("`{table}` belongs to {owner}: call what crates/server/src/{owner}/mod.rs gives out");
                    findings.push(file.finding(*line, advice));
                }
            }
        }
    }
    findings
}

fn cases_change_in_one_place(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.rust().filter(|file| matches!(file.crate_name(), Some("server" | "store"))) {
        let place =
            ["crates/server/src/app", "crates/store/src/writer/"].iter().any(|place| file.path.starts_with(place));
        if place {
            continue;
        }
        for call in ["decide(", "writer.execute("] {
            let lines = file.code_lines(call).filter(|line| !file.is_test(*line));
            findings.extend(lines.map(|line| file.finding(line, "send the command through App::execute instead")));
        }
    }
    findings
}
