//! What a template cannot do: reach out of its data, run on for ever, grow without end, fail without saying where.

use std::time::Duration;

use documents::{Assets, Fault, Options, Pdf, Template, render};
use serde_json::json;

fn options() -> Options {
    let made = "2026-01-21T03:00:00Z".parse().expect("a moment");
    Options { patience: Duration::from_secs(120), ..Options::new("1", made) }
}

fn set(text: &str, options: &Options) -> Result<Pdf, Fault> {
    // PDF/UA wants a title; PDF/A wants it to be said in which language.
    let text = format!("#set document(title: \"x\")\n#set text(lang: \"id\")\n{text}");
    render(&Template::new("a/b.typ", text)?, &json!({"nama": "Ratih"}), &Assets::default(), options)
}

/// The fault of a template as it is told; its line 1 is the third of the source that is set.
fn told(text: &str) -> String {
    set(text, &options()).expect_err(text).to_string()
}

#[test]
fn a_template_reaches_nothing_but_its_data() {
    for (text, says) in [
        ("#read(\"/etc/passwd\")", "there is no /etc/passwd; a letter can read /a/b.typ, /data.json and nothing else"),
        ("#json(\"/data2.json\")", "there is no /data2.json"),
        ("#read(\"../../../../etc/passwd\")", "a/b.typ:3:7: "),
        ("#image(\"/qr.svg\")", "there is no /qr.svg"),
        ("#include \"/etc/passwd\"", "there is no /etc/passwd"),
        ("#import \"@preview/cetz:0.4.0\": *", "a letter uses no packages: copy what you need of @preview/cetz:0.4.0"),
        ("#datetime.today()", "a/b.typ:3:2: "),
    ] {
        let fault = told(text);
        assert!(fault.contains(says) && fault.starts_with("a/b.typ:3:"), "{text}: {fault}");
    }
    assert!(set("#json(\"/data.json\").nama", &options()).is_ok());
}

#[test]
fn a_mistake_is_told_with_file_line_and_column() {
    let fault = told("= Surat\n\nNama: #nmaa");
    assert!(fault.starts_with("a/b.typ:5:8: unknown variable: nmaa"), "{fault}");
    let fault = told("#json(\"/data.json\").alamat");
    assert!(fault.starts_with("a/b.typ:3:21: dictionary does not contain key \"alamat\""), "{fault}");
    let Err(Fault::Template(problems)) = set("#let a = (1\n#let b = )", &options()) else {
        panic!("a mistake of syntax")
    };
    assert!(
        problems.len() > 1 && problems.iter().all(|problem| problem.line >= 3 && problem.column > 0),
        "{problems:?}"
    );
}

#[test]
fn a_mistake_in_an_imported_file_is_told_there() {
    let files = [("surat.typ", "#import \"/_letters/base.typ\": a\n#a()"), ("_letters/base.typ", "\n#let a() = b\n")];
    let template = Template::of_folder("x", "surat.typ", files).expect("its own syntax is right");
    let fault = render(&template, &json!({}), &Assets::default(), &options()).expect_err("b is unknown").to_string();
    assert!(fault.starts_with("_letters/base.typ:2:12: unknown variable: b"), "{fault}");
}

#[test]
fn loops_recursion_and_nesting_without_end_are_refused() {
    for (text, says) in [
        ("#while true { }", "condition is always true"),
        ("#let n = 0\n#while n >= 0 { n += 1 }", "loop seems to be infinite"),
        ("#let f(n) = f(n + 1)\n#f(0)", "maximum function call depth exceeded"),
        ("#let f() = [#f()]\n#f()", "maximum function call depth exceeded"),
    ] {
        let fault = told(text);
        assert!(fault.contains(says), "{text}: {fault}");
    }
    for open in ["#(", "#[", "#{", "$("] {
        let deep = open.repeat(20_000);
        assert!(matches!(set(&deep, &options()), Err(Fault::Template(_))), "20,000 times {open}");
    }
    let long = "x".repeat(300_000);
    assert!(matches!(set(&long, &options()), Err(Fault::Template(_))));
}

#[test]
fn a_document_of_too_many_pages_is_refused() {
    let text = "#for i in range(20) [#i #pagebreak()] x";
    let fault = told(text);
    assert!(fault.contains("would have 21 pages, more than the 20 that are allowed"), "{fault}");
    let patient = Options { max_pages: 21, ..options() };
    assert_eq!(set(text, &patient).expect("as many as are allowed").pages, 21);
}

#[test]
fn a_name_that_is_no_path_below_the_services_is_refused() {
    for name in ["../a.typ", "a/../../b.typ", "c:\\a.typ"] {
        assert!(matches!(Template::new(name, ""), Err(Fault::Name { .. })), "{name}");
    }
    assert!(
        Template::of_folder("x", "surat.typ", [("lain.typ", "")])
            .is_err_and(|fault| fault.to_string().contains("x/surat.typ"))
    );
}
