//! Forms as people fill them in: every fault told once, in its place, and every answer kept as it was meant.

use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::*;
use crate::lang::Lang;
use crate::region::Regions;

fn regions() -> Regions {
    Regions::from_tables(&[
        "kode,nama\n16,Sumatera Selatan\n32,Jawa Barat\n",
        "kode,nama\n16.71,Kota Palembang\n32.73,Kota Bandung\n",
        "kode,nama\n16.71.07,Ilir Timur I\n32.73.01,Sukasari\n",
        "kode,nama,kode_pos\n16.71.07.1001,18 Ilir,30125\n32.73.01.1001,Sukarasa,40152\n",
    ])
    .unwrap()
}

fn sections() -> Vec<Section> {
    serde_json::from_value(json!([
        {"id": "pemohon", "title": "Pemohon", "field": [
            {"id": "nama", "label": {"id": "Nama", "en": "Name"}, "type": "text", "max": 20},
            {"id": "nik", "label": "NIK", "type": "nik"},
            {"id": "npwp", "label": "NPWP", "type": "npwp", "optional": true},
            {"id": "telepon", "label": "Telepon", "type": "phone"},
            {"id": "surel", "label": "Surel", "type": "email", "optional": true},
            {"id": "alamat", "label": "Alamat", "type": "region", "within": "16.71"},
            {"id": "bentuk", "label": "Bentuk", "type": "choice", "choices": [
                {"value": "orang", "label": {"id": "Perorangan", "en": "Person"}},
                {"value": "badan", "label": {"id": "Badan", "en": "Body"}}]},
            {"id": "nib", "label": "NIB", "type": "nib", "when": "bentuk == 'badan'"}
        ]},
        {"id": "reklame", "title": "Reklame", "field": [
            {"id": "luas", "label": {"id": "Luas", "en": "Area"}, "type": "number", "decimals": 2, "min": 0.5, "max": 1250.0, "unit": "m²"},
            {"id": "muka", "label": "Jumlah muka", "type": "number", "min": 1.0},
            {"id": "nilai", "label": {"id": "Nilai", "en": "Value"}, "type": "money", "max": 5000000},
            {"id": "mulai", "label": "Mulai", "type": "date", "earliest": "today", "latest": "today+30"},
            {"id": "titik", "label": "Titik", "type": "place", "within": [-3.2, 104.5, -2.8, 105.0]},
            {"id": "bidang", "label": "Bidang", "type": "choices", "optional": true, "choices": [
                {"value": "a", "label": "A"}, {"value": "b", "label": "B"}]},
            {"id": "catatan", "label": "Catatan", "type": "paragraph", "optional": true}
        ]},
        {"id": "anggota", "title": "Anggota", "when": "bentuk == 'badan'", "field": [
            {"id": "anggota", "label": {"id": "Anggota", "en": "Members"}, "type": "rows", "min": 1, "max": 2, "columns": [
                {"id": "nama", "label": {"id": "Nama", "en": "Name"}, "type": "text"},
                {"id": "asing", "label": "WNA", "type": "yes", "optional": true},
                {"id": "nik", "label": "NIK", "type": "nik", "when": "!asing"}]}
        ]}
    ]))
    .unwrap()
}

/// A form filled in by a person with a light hand.
fn filled() -> Vec<(&'static str, &'static str)> {
    vec![
        ("nama", "  Sari Dewi "),
        ("nik", "1671 0741 0490 0001"),
        ("telepon", "0812-3456-7890"),
        ("alamat", "16.71.07.1001"),
        ("bentuk", "badan"),
        ("nib", "1234567890123"),
        ("luas", "1.200,50"),
        ("muka", "2"),
        ("nilai", "Rp1.500.000"),
        ("mulai", "31-1-2026"),
        ("titik.lat", "-2,9761"),
        ("titik.long", "104.7754"),
        ("bidang", "b"),
        ("bidang", "a"),
        ("bidang", "b"),
        ("anggota.0.nama", "Budi"),
        ("anggota.0.nik", "1671070101900001"),
        ("anggota.1.nama", "  "),
        ("anggota.2.nama", "John"),
        ("anggota.2.asing", "yes"),
        ("anggota.2.nik", "not asked"),
    ]
}

fn typed(changes: &[(&str, &str)]) -> Typed {
    let kept = filled().into_iter().filter(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    Typed::from_pairs(kept.chain(changes.iter().copied()).map(|(name, text)| (name.to_owned(), text.to_owned())))
}

fn check(changes: &[(&str, &str)]) -> Result<Answers, Vec<Fault>> {
    let regions = regions();
    let desk = Desk { today: "2026-01-09".parse().unwrap(), regions: &regions, known: &Answers::default() };
    check_form(&sections(), &typed(changes), &desk)
}

#[test]
fn a_filled_form_gives_typed_answers() {
    let answers = check(&[]).unwrap();
    let wanted = json!({
        "nama": "Sari Dewi", "nik": "1671074104900001", "telepon": answers.get("telepon").unwrap(),
        "alamat": "16.71.07.1001", "bentuk": "badan", "nib": "1234567890123", "luas": 1200.5, "muka": 2,
        "nilai": 1500000, "mulai": "2026-01-31", "titik": {"lat": -2.9761, "long": 104.7754}, "bidang": ["a", "b"],
        "anggota": [{"nama": "Budi", "nik": "1671070101900001"}, {"nama": "John", "asing": true}]
    });
    assert_eq!(serde_json::to_value(&answers).unwrap(), wanted);
}

#[test]
fn what_is_stored_reads_back_as_it_was() {
    let answers = check(&[]).unwrap();
    let regions = regions();
    let desk = Desk { today: "2026-01-09".parse().unwrap(), regions: &regions, known: &Answers::default() };
    let again = Typed::from_json(&serde_json::to_value(&answers).unwrap());
    assert_eq!(check_form(&sections(), &again, &desk).unwrap(), answers);
    let api = json!({"luas": 0.125, "muka": 3.0});
    assert_eq!(Typed::from_json(&api).one("luas"), "0,125");
}

#[test]
fn every_fault_is_told_in_its_place() {
    for (name, text, field, word) in [
        ("nama", "", "nama", "“Name” is not answered yet"),
        ("nama", "abcdefghijklmnopqrstuvwxyz", "nama", "is too long: 26 characters, at most 20"),
        ("nama", "Sari\u{202e}iraS", "nama", "cannot be printed"),
        ("nama", "a\nb", "nama", "cannot be printed"),
        ("nik", "1671073202900001", "nik", "“NIK”: Digits 7 to 12"),
        ("npwp", "12", "npwp", "“NPWP”: "),
        ("telepon", "abc", "telepon", "“Telepon”: "),
        ("surel", "bukan surel", "surel", "“Surel”: "),
        ("alamat", "16.71.07", "alamat", "must be chosen down to"),
        ("alamat", "32.73.01.1001", "alamat", "must be in Kota Palembang"),
        ("alamat", "99.99.99.9999", "alamat", ""),
        ("bentuk", "yayasan", "bentuk", "is not among the choices"),
        ("bentuk", "", "bentuk", "is not chosen yet"),
        ("nib", "12", "nib", "“NIB”: "),
        ("luas", "dua", "luas", "“Area” must be a number"),
        ("luas", "2,125", "luas", "at most 2 decimal places"),
        ("luas", "1250.5", "luas", "must be between 0.5 and 1,250."),
        ("luas", "-1", "luas", "must be between"),
        ("muka", "1,5", "muka", "must be a whole number"),
        ("nilai", "lima juta", "nilai", "“Value”: "),
        ("nilai", "6.000.000", "nilai", "must be between Rp0"),
        ("nilai", "-5", "nilai", "must be between Rp0"),
        ("mulai", "2026-02-30", "mulai", "is not a day"),
        ("mulai", "8/1/2026", "mulai", "must not be before 9 January 2026"),
        ("mulai", "2026-02-09", "mulai", "must not be after 8 February 2026"),
        ("mulai", "0026-01-10", "mulai", "is not a day"),
        ("titik.lat", "", "titik", "latitude and longitude"),
        ("titik.lat", "NaN", "titik", "latitude and longitude"),
        ("titik.long", "110", "titik", "is outside the area"),
        ("bidang", "c", "bidang", "is not among the choices"),
        ("catatan", "a\u{0}b", "catatan", "cannot be printed"),
        ("anggota.0.nik", "1", "anggota.0.nik", "“NIK”: "),
        ("anggota.2.nama", "", "anggota.2.nama", "“Name” is not answered yet"),
        ("anggota.2.asing", "mungkin", "anggota.2.asing", "with yes or no"),
    ] {
        let faults = check(&[(name, text)]).expect_err(name);
        let of: Vec<&Fault> = faults.iter().filter(|fault| fault.field == field).collect();
        assert_eq!(of.len(), 1, "{name} = {text}: {faults:?}");
        let message = &of[0].message;
        assert!(message.en.contains(word), "{name} = {text}: {message:?}");
        assert!(!text.contains("1671") || !message.id.contains(text), "a personal number in a message");
    }
}

#[test]
fn rows_are_counted_without_blank_ones() {
    let none = [
        ("anggota.0.nama", ""),
        ("anggota.0.nik", ""),
        ("anggota.2.nama", ""),
        ("anggota.2.asing", ""),
        ("anggota.2.nik", ""),
    ];
    assert!(check(&none).unwrap_err()[0].message.en.contains("“Members” needs at least 1 filled rows and has 0"));
    let three = [("anggota.7.nama", "Ani"), ("anggota.7.nik", "1671070101900001")];
    assert!(check(&three).unwrap_err()[0].message.en.contains("takes at most 2 rows and has 3"));
    // A number that nobody could have typed makes no long list.
    assert!(check(&[("anggota.99999999999.nama", "x")]).is_ok());
}

#[test]
fn an_empty_form_is_faulty_once_a_question() {
    let regions = regions();
    let desk = Desk { today: "2026-01-09".parse().unwrap(), regions: &regions, known: &Answers::default() };
    let faults = check_form(&sections(), &Typed::default(), &desk).unwrap_err();
    let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
    assert_eq!(fields, ["nama", "nik", "telepon", "alamat", "bentuk", "luas", "muka", "nilai", "mulai", "titik"]);
    assert!(faults.iter().all(|fault| !fault.message.id.is_empty() && !fault.message.en.is_empty()));
}

#[test]
fn what_is_not_asked_is_dropped() {
    let answers = check(&[("bentuk", "orang")]).unwrap();
    assert!(answers.get("nib").is_none() && answers.get("anggota").is_none());
    let mut stale = check(&[]).unwrap();
    stale.0.insert("bentuk".into(), "orang".into());
    let asked = only_asked(&sections(), &stale, "2026-01-09".parse().unwrap());
    assert_eq!(asked.get("nib"), None);
    assert_eq!(asked.get("anggota"), None);
    assert_eq!(asked.get("luas"), Some(&json!(1200.5)));
}

#[test]
fn odd_answers_are_told_and_not_refused() {
    let answers = check(&[("npwp", "12.345.678.3-901.000"), ("anggota.0.nik", "1671990101900001")]).unwrap();
    let odd: Vec<String> = sections()
        .iter()
        .flat_map(|section| odd_answers(&section.fields, &answers, &regions()))
        .map(|fault| fault.field)
        .collect();
    assert_eq!(odd, ["npwp", "anggota.0.nik"]);
}

#[test]
fn answers_are_shown_in_both_languages_with_personal_numbers_masked() {
    let answers = check(&[("npwp", "12.345.678.2-901.000")]).unwrap();
    let regions = regions();
    let all = |lang| rows_of(&sections(), &answers, lang, &regions);
    let shown =
        |lang, label: &str| all(lang).into_iter().find(|(asked, _)| asked == label).map(|(_, text)| text).unwrap();
    assert_eq!(shown(Lang::Id, "Luas"), "1.200,5 m²");
    assert_eq!(shown(Lang::En, "Area"), "1,200.5 m²");
    assert_eq!(shown(Lang::Id, "Nilai"), "Rp1.500.000");
    assert_eq!(shown(Lang::Id, "Mulai"), "31 Januari 2026");
    assert_eq!(shown(Lang::En, "Bentuk"), "Body");
    assert_eq!(shown(Lang::Id, "Bidang"), "A, B");
    assert!(shown(Lang::Id, "Alamat").contains("18 Ilir") && shown(Lang::Id, "Alamat").contains("Palembang"));
    assert_eq!(shown(Lang::Id, "Titik"), "-2.9761, 104.7754");
    assert_eq!(shown(Lang::En, "Members"), "1. Budi · 1671••••••••0001\n2. John · Yes");
    let whole = serde_json::to_string(&all(Lang::Id)).unwrap();
    assert!(!whole.contains("1671074104900001") && !whole.contains("123456782901000"), "{whole}");
    let nik: Field = sections()[0].fields[1].clone();
    assert_eq!(revealed(&nik, answers.get("nik").unwrap(), Lang::Id, &regions), "1671074104900001");
    let FieldKind::Rows { columns, .. } = &sections()[2].fields[0].kind else { panic!("rows") };
    let table = table_of(columns, answers.get("anggota").unwrap(), Lang::Id, &regions);
    assert_eq!(table.head, ["Nama", "WNA", "NIK"]);
    assert_eq!(table.rows[1], ["John", "Ya", ""]);
}

#[test]
fn html_is_text() {
    let answers = check(&[("nama", "<b>'; DROP --</b>")]).unwrap();
    assert_eq!(answers.text("nama"), Some("<b>'; DROP --</b>"));
}

fn anything() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        ".{0,30}".prop_map(Json::from),
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            proptest::collection::btree_map("[a-z0-9]{0,6}", inner, 0..4).prop_map(|map| json!(map)),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_is_sent_is_answered_or_refused(value in anything(), name in 0usize..16, page in any::<bool>()) {
        let fields: Vec<Field> = sections().into_iter().flat_map(|section| section.fields).collect();
        let field = &fields[name % fields.len()];
        let regions = regions();
        let desk = Desk { today: "2026-01-09".parse().unwrap(), regions: &regions, known: &Answers::default() };
        let object = if page { value.clone() } else { json!({ &field.id: value }) };
        let sent = Typed::from_json(&object);
        // What was taken in can be shown, and is taken in again unchanged.
        if let Ok(answers) = check_fields(std::slice::from_ref(field), &sent, &desk) {
            for (id, answer) in &answers.0 {
                prop_assert_eq!(id, &field.id);
                drop(shown(field, answer, Lang::Id, &regions));
            }
            let again = Typed::from_json(&serde_json::to_value(&answers).unwrap());
            prop_assert_eq!(check_fields(std::slice::from_ref(field), &again, &desk).unwrap(), answers);
        }
    }
}
