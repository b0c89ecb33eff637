//! What citizens may type: markup of the typesetter, endless words, signs that no font has, forty rows.

use serde_json::{Value, json};

use crate::office::{keep, set, text_of};
use crate::{letters, samples};

const HOSTILE: &str =
    "#read(\"/etc/passwd\") #panic() $x$ *a* _b_ = c @d <e> `f` \\ // g /* h \"i\" 'j' [k] {l} ~ — ЖΩ 😀 李\u{202E}";

/// The same data with every text made hostile; what the program itself makes is left (colour, addresses, days, ids).
fn poisoned(value: &mut Value, text: &str) {
    const OURS: [&str; 9] = ["pictures", "accent", "crest", "verify_url", "tracking_url", "iso", "id", "kind", "raw"];
    match value {
        Value::String(own) => {
            own.push(' ');
            own.push_str(text);
        }
        Value::Array(items) => items.iter_mut().for_each(|item| poisoned(item, text)),
        Value::Object(entries) => entries
            .iter_mut()
            .filter(|(key, _)| !OURS.contains(&key.as_str()))
            .for_each(|(_, value)| poisoned(value, text)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn markup_in_answers_is_printed_and_not_obeyed() {
    for mut sample in letters() {
        poisoned(&mut sample.data, HOSTILE);
        let pdf = set(sample.template, &sample.data, &sample.assets())
            .unwrap_or_else(|fault| panic!("{} with hostile data: {fault}", sample.template));
        let text = text_of(&keep(&format!("{}{}-hostile", sample.template, sample.variant), &pdf)).replace(' ', "");
        assert!(
            text.contains("#read(\"/etc/passwd\")") && text.contains("*a*_b_=c@d<e>`f`\\//g/*h\"i\"'j'[k]{l}~—ЖΩ"),
            "{text}"
        );
        assert!(!text.contains("root:x:"), "a file was read");
        assert!(pdf.replaced > 0 && text.contains('◊'), "signs without a glyph are marked");
    }
}

#[test]
fn a_word_without_an_end_stays_on_the_page() {
    for mut sample in letters() {
        poisoned(&mut sample.data, &"M".repeat(150));
        let pdf = set(sample.template, &sample.data, &sample.assets()).unwrap_or_else(|fault| panic!("{fault}"));
        let path = keep(&format!("{}{}-endless", sample.template, sample.variant), &pdf);
        let words =
            String::from_utf8(crate::office::run("pdftotext", &["-bbox", &path.to_string_lossy(), "-"])).expect("text");
        // <word xMin="68.03" yMin="42.5" xMax="193.1" …>; A4 is 595 points wide, and the margin must stay free.
        let right = words.split("xMax=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<f64>().ok());
        let outermost = right.fold(0.0, f64::max);
        assert!(outermost < 560.0, "{} runs out to {outermost} points", sample.template);
    }
}

#[test]
fn forty_rows_flow_over_pages_and_every_one_is_there() {
    let mut data = serde_json::to_value(samples::research_letter()).expect("plain texts");
    let rows: Vec<Value> = (1..=40).map(|at| json!([format!("Anggota Nomor-{at:02}"), "2024", "Surveyor"])).collect();
    let lists = data["answers"].as_array_mut().expect("a list");
    let members = lists.iter_mut().find(|answer| answer["id"] == "anggota").expect("members");
    members["rows"] = rows.clone().into();
    data["rows"]["anggota"] = rows.into();
    let url = data["letter"]["verify_url"].as_str().expect("an address").to_owned();
    let pdf = set("penelitian/licence.typ", &data, &samples::assets(&url)).unwrap_or_else(|fault| panic!("{fault}"));
    let text = text_of(&keep("penelitian-forty", &pdf));
    assert!(pdf.pages >= 2);
    for at in 1..=40 {
        assert!(text.contains(&format!("Nomor-{at:02}")), "row {at} is missing");
    }
    assert!(text.matches("Nomor induk").count() >= 2, "the head of the table is not repeated");
}

#[test]
fn a_letter_without_answers_findings_or_crest_can_be_set() {
    for mut sample in letters() {
        for (key, empty) in [
            ("answers", json!([])),
            ("answer", json!({})),
            ("rows", json!({})),
            ("findings", json!({})),
            ("duties", json!([])),
            ("pictures", json!({})),
        ] {
            if let Some(value) = sample.data.get_mut(key) {
                *value = empty;
            }
        }
        sample.data["office"]["crest"] = false.into();
        sample.data["office"]["accent"] = "".into();
        sample.data["service"]["legal_basis"] = json!([]);
        let result = set(sample.template, &sample.data, &sample.assets());
        result.unwrap_or_else(|fault| panic!("{} with nothing in it: {fault}", sample.template));
    }
}

#[test]
fn a_crest_that_points_elsewhere_reads_nothing() {
    let sample = &letters()[0];
    for place in ["/etc/passwd", "file:///etc/passwd", "../../../etc/passwd", "https://elsewhere.contoh/a.png"] {
        let crest = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><image href=\"{place}\" width=\"9\" height=\"9\"/></svg>"
        );
        let result = set(sample.template, &sample.data, &sample.assets().with("crest.svg", crest));
        if let Ok(pdf) = result {
            assert!(!text_of(&keep("crest", &pdf)).contains("root:x:"));
        }
    }
}
