//! A template that runs on and on. One test and one process, because a process knows only one count of those given up.

use std::thread::sleep;
use std::time::{Duration, Instant};

use documents::{Assets, Fault, Options, Pdf, Template, render};

fn set(text: &str, patience: Duration) -> Result<Pdf, Fault> {
    let made = "2026-01-21T03:00:00Z".parse().expect("a moment");
    let options = Options { patience, ..Options::new("1", made) };
    let text = format!("#set document(title: \"x\")\n{text}");
    render(&Template::new("a/b.typ", text)?, &(), &Assets::default(), &options)
}

#[test]
fn a_template_that_takes_too_long_is_given_up_and_two_of_them_occupy_the_process_until_they_end() {
    let quick = || set("Surat", Duration::from_secs(120));
    assert!(quick().is_ok());
    let slow = "#for i in range(4000) { for j in range(1000) { let k = i + j } }";
    for _ in 0..2 {
        let begun = Instant::now();
        let fault = set(slow, Duration::from_millis(200)).expect_err("it takes seconds");
        assert!(matches!(fault, Fault::TooSlow { .. }), "{fault}");
        assert!(begun.elapsed() < Duration::from_secs(20), "it was waited for");
    }
    let fault = quick().expect_err("two are at work");
    assert!(matches!(fault, Fault::Occupied { runaway: 2, .. }), "{fault}");
    let begun = Instant::now();
    while quick().is_err() {
        assert!(begun.elapsed() < Duration::from_secs(300), "a runaway that ends makes room again");
        sleep(Duration::from_millis(50));
    }
}
