//! The shape of the tree, as a test: what ARCHITECTURE.md and CONTRIBUTING.md promise, held against the files themselves.
//!
//! Each rule is one function in a list ([`ARCHITECTURE`], [`STYLE`], [`PROMISES`]). It reads the tree as text and gives
//! findings that say where, what, and what to do. Each rule brings a small tree that breaks it, so that a rule which
//! finds nothing any more is found out.

mod architecture;
mod promises;
mod source;
mod style;

use source::{Finding, Tree};

/// A rule of the tree.
struct Rule {
    /// What is demanded, as a sentence.
    demands: &'static str,
    /// Finds what breaks it.
    check: fn(&Tree) -> Vec<Finding>,
    /// Files (path, text) that break it.
    broken: &'static [(&'static str, &'static str)],
}

/// Every rule there is.
fn rules() -> impl Iterator<Item = &'static Rule> {
    architecture::ARCHITECTURE.iter().chain(style::STYLE).chain(promises::PROMISES)
}

#[test]
fn the_tree_keeps_its_shape() {
    let tree = Tree::read();
    assert!(tree.rust().count() > 20, "the tree was not found");
    let mut told = String::new();
    for rule in rules() {
        let findings = (rule.check)(&tree);
        if !findings.is_empty() {
            told += &format!("\n{}\n", rule.demands);
        }
        for finding in findings {
            told += &format!("  {finding}\n");
        }
    }
    assert!(told.is_empty(), "{told}");
}

#[test]
fn every_rule_finds_what_breaks_it() {
    for rule in rules() {
        let tree = Tree::of(rule.broken);
        assert!(!(rule.check)(&tree).is_empty(), "this rule does not find its own example: {}", rule.demands);
    }
}

#[test]
fn no_rule_is_broken_by_an_empty_tree() {
    for rule in rules() {
        assert_eq!((rule.check)(&Tree::of(&[])), [], "{}", rule.demands);
    }
}
