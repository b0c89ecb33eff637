//! Journeys in a real chromium, with and without JavaScript, and axe (WCAG 2.2 AA) on every page that they visit.

#[expect(dead_code, unused_imports, reason = "shared with the tests over HTTP, which need more of it")]
#[path = "../it/support/mod.rs"]
mod support;

mod browser;
mod journeys;
mod looks;
