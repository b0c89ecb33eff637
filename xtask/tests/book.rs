//! The manual: every page is in its table of contents, every link leads somewhere, and mdBook builds it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

use mdbook_driver::MDBook;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the root")
}

/// The Markdown files below a folder.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(pages(&path));
        } else if path.extension().is_some_and(|ending| ending == "md") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The lines of a page that are text: what stands between ``` is an example.
fn text_lines(page: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut example = false;
    page.lines().enumerate().filter_map(move |(index, line)| {
        let fence = line.trim_start().starts_with("```");
        example ^= fence;
        (!example && !fence).then_some((index + 1, line))
    })
}

/// The targets of `[words](target)` and `![words](target)` with their lines.
fn links(page: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (line, text) in text_lines(page) {
        // What stands between backquotes is no link.
        let text: String = text.split('`').step_by(2).collect::<Vec<_>>().join("x");
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split([')', ' ']).next().unwrap_or_default();
            found.push((line, target.to_owned()));
        }
    }
    found
}

/// The ids that a page's headings get, as mdBook and GitHub make them.
fn anchors(page: &str) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    for (_, line) in text_lines(page).filter(|(_, line)| line.starts_with('#')) {
        let heading = line.trim_start_matches('#').trim().to_lowercase();
        let kept = heading.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        let id: String = kept.map(|c| if c == ' ' { '-' } else { c }).collect();
        let mut unique = id.clone();
        let mut count = 0;
        while !anchors.insert(unique.clone()) {
            count += 1;
            unique = format!("{id}-{count}");
        }
    }
    anchors
}

/// The path without `.` and `..`, so that it can be compared.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => plain.push(part),
        }
    }
    plain
}

/// What is wrong with the links of one file.
fn broken_links(file: &Path) -> Vec<String> {
    let page = fs::read_to_string(file).unwrap();
    let in_book = file.starts_with(root().join("docs"));
    let mut broken = Vec::new();
    for (line, target) in links(&page) {
        if target.contains("://") || target.starts_with("mailto:") {
            continue;
        }
        let (path, anchor) = target.split_once('#').unwrap_or((&target, ""));
        let to = if path.is_empty() { file.to_owned() } else { plain(&file.parent().unwrap().join(path)) };
        let shown = file.strip_prefix(root()).unwrap().display();
        if !to.exists() {
            broken.push(format!("{shown}:{line}: {target} does not exist"));
        } else if in_book && !to.starts_with(root().join("docs")) {
            broken.push(format!(
                "{shown}:{line}: {target} is not part of the manual: name the file instead of linking it"
            ));
        } else if !anchor.is_empty() && !anchors(&fs::read_to_string(&to).unwrap_or_default()).contains(anchor) {
            broken.push(format!("{shown}:{line}: {path} has no heading #{anchor}"));
        }
    }
    broken
}

#[test]
fn every_page_is_in_the_table_of_contents() {
    let docs = root().join("docs");
    let summary = fs::read_to_string(docs.join("SUMMARY.md")).unwrap();
    let listed: Vec<PathBuf> = links(&summary).into_iter().map(|(_, target)| docs.join(target)).collect();
    let unique: BTreeSet<&PathBuf> = listed.iter().collect();
    assert_eq!(unique.len(), listed.len(), "a page is listed twice in docs/SUMMARY.md");
    let unlisted: Vec<_> = pages(&docs)
        .into_iter()
        .filter(|page| !page.ends_with("SUMMARY.md") && !unique.contains(page))
        .map(|page| page.strip_prefix(&docs).unwrap().display().to_string())
        .collect();
    assert!(unlisted.is_empty(), "not in docs/SUMMARY.md: {unlisted:?}");
}

#[test]
fn every_link_leads_somewhere() {
    let mut files = pages(&root().join("docs"));
    for name in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"] {
        files.push(root().join(name));
    }
    let broken: Vec<String> = files.iter().flat_map(|file| broken_links(file)).collect();
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn mdbook_builds_the_manual() {
    let book = MDBook::load(root()).unwrap();
    book.build().unwrap();
    let front = fs::read_to_string(book.build_dir_for("html").join("index.html")).unwrap();
    assert!(front.contains("Satupintu"), "the front page is empty");
}

#[test]
fn headings_and_links_are_read_as_mdbook_reads_them() {
    let page =
        "# Satu *pintu* & `kode`\n## Satu\n## Satu\n```\n# no [a](b)\n```\n[a](x.md#b) `[c](d)` ![e](f.png \"g\")\n";
    let ids: Vec<String> = anchors(page).into_iter().collect();
    assert_eq!(ids, ["satu", "satu-1", "satu-pintu--kode"]);
    assert_eq!(links(page), [(7, "x.md#b".to_owned()), (7, "f.png".to_owned())]);
}
