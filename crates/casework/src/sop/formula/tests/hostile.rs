//! No input is slow, and none breaks anything.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

/// Inputs that were slow or broke other readers of CEL, and some of our own against the budget.
fn hostile() -> Vec<String> {
    let nested = |depth: usize| {
        let list = "[0,1,2,3,4,5,6,7,8,9]";
        (0..depth).rev().fold("true".to_owned(), |inner, at| format!("{list}.all(x{at}, {inner})"))
    };
    let many = (0..200).map(|n| n.to_string()).collect::<Vec<_>>().join(",");
    let sums = ["baris"; 150].join("+");
    vec![
        nested(3),
        nested(6),
        "a||".repeat(1200) + "a",
        "a||".repeat(20_000) + "a",
        "1+".repeat(2000) + "1",
        "(".repeat(2000) + "1" + &")".repeat(2000),
        "(".repeat(4000),
        "[".repeat(4000),
        "{".repeat(4000),
        "!".repeat(4000) + "a",
        "-".repeat(4000) + "1",
        "a?".repeat(1300) + "b",
        "a?b:".repeat(900) + "c",
        "a".to_owned() + &".b".repeat(2000),
        "a".to_owned() + &"[0]".repeat(1300),
        "a".to_owned() + &".f()".repeat(1000),
        "f(".repeat(1300) + &")".repeat(1300),
        "a in ".repeat(800) + "b",
        "\"".repeat(4001),
        "'\\".repeat(2000),
        "\u{0}".repeat(4000),
        "ä".repeat(2000),
        "😀".repeat(1000),
        format!("[{many}].all(x, [{many}].all(y, [{many}].all(z, x + y > z)))"),
        format!("({sums}).all(x, ({sums}).all(y, x != y))"),
        format!("({sums}).map(x, {sums})"),
        "baris.map(a, baris.map(b, baris + baris)).all(c, c.all(d, d.all(e, e == e)))".to_owned(),
        "baris.all(a, baris.all(b, baris.exists(c, c == a && c == b)))".to_owned(),
        "baris.all(a, baris.all(b, ".to_owned() + &"a.x + b.x + ".repeat(60) + "a.x > 0))",
        "size(".repeat(30) + "baris" + &")".repeat(30),
        "1 && ".repeat(500) + "has(",
        "\\".repeat(4000),
        "`a`.b".to_owned(),
        "optional.of(optional.of(1)).value()".to_owned(),
        "b'\\xff' + r'\\' + \"\"\"".to_owned(),
        "dyn(dyn(dyn(1)))".to_owned(),
        "{1: {2: {3: 4}}}[1][2][3]".to_owned(),
        "9223372036854775807 + 9223372036854775807".to_owned(),
        "1e308 * 1e308".to_owned(),
        "99999999999999999999999999".to_owned(),
        String::new(),
        " ".repeat(4096),
        "//".repeat(2000),
    ]
}

fn rows() -> Facts {
    let row = json!({"x": "y".repeat(100), "n": 1});
    Facts::from_answers(&Answers::from([("baris", json!(vec![row; 1000])), ("a", json!([[[0]]])), ("b", json!([1]))]))
}

/// Debug builds compute some ten times slower than what is shipped.
const PATIENCE: Duration = Duration::from_millis(if cfg!(debug_assertions) { 1500 } else { 100 });

#[test]
fn hostile_formulas_are_refused_or_bounded() {
    let facts = rows();
    for source in hostile() {
        let start = Instant::now();
        let verdict = source.parse::<Formula>();
        let read = start.elapsed();
        if let Ok(formula) = &verdict {
            drop(formula.compute(&facts));
        }
        let all = start.elapsed();
        let beginning: String = source.chars().take(60).collect();
        assert!(all < PATIENCE, "{beginning}: read in {read:?}, computed in {:?}", all - read);
    }
}

#[test]
fn what_is_over_the_budget_is_refused_in_words() {
    let sums = ["baris"; 20].join("+");
    for (source, word) in [
        ("a||".repeat(20_000) + "a", "too long"),
        ("size(".repeat(40) + "a" + &")".repeat(40), "levels"),
        ("a.all(x, a.all(y, a.all(z, x + y > z)))".to_owned(), "3 nested walks"),
        (format!("({sums}).all(x, ({sums}).all(y, x != y))"), "computations over lists"),
        ("a||".repeat(600) + "a", "nodes"),
        ("1+".repeat(60) + "1", "levels"),
        ("luas >".to_owned(), "cannot be read"),
    ] {
        let fault = source.parse::<Formula>().unwrap_err();
        assert!(fault.message.en.contains(word), "{word}: {}", fault.message.en);
        assert!(fault.message.en.len() < 400, "a message that a person can read: {}", fault.message.en);
    }
    // What people write stays within it.
    formula("anggota.all(a, anggota.exists_one(b, b.nik == a.nik))");
    formula(&(["jenis == 'a'"; 60].join(" || ")));
    formula("nama == '((((((((((((((((((((((((((((((((((((((((((((((((((((((((('");
}

#[test]
fn the_deepest_walk_within_the_budget_is_quick() {
    let inside = formula("baris.all(a, baris.exists(b, b.n + a.n < 3 && b.x == a.x))");
    let start = Instant::now();
    assert!(inside.holds(&rows()).unwrap());
    let early = start.elapsed();
    assert!(early < PATIENCE, "{early:?}");
    let start = Instant::now();
    let all = formula("baris.all(a, baris.all(b, b.n + a.n < 3 && b.x == a.x))");
    assert!(all.holds(&rows()).unwrap());
    assert!(start.elapsed() < PATIENCE, "{:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read_or_refused(source in ".{0,200}") {
        if let Ok(formula) = source.parse::<Formula>() {
            drop(formula.compute(&facts()));
            drop(formula.check(&types(), Yields::Truth));
        }
    }

    #[test]
    fn any_tokens_are_read_or_refused(tokens in proptest::collection::vec(token(), 0..40)) {
        let source = tokens.join(" ");
        if let Ok(formula) = source.parse::<Formula>() {
            let faults = formula.check(&types(), Yields::Truth);
            let verdict = formula.holds(&facts());
            // The promise of the check: what has no fault can be computed, divisions and impossible days aside.
            if faults.is_empty() && !source.contains(['/', '%']) && !source.contains("plus_") {
                prop_assert!(verdict.is_ok(), "{source}: {}", verdict.unwrap_err());
            }
        }
    }
}

fn token() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "luas",
        "jumlah",
        "jalur",
        "setuju",
        "mulai",
        "anggota",
        "bidang",
        "titik",
        ".lat",
        ".nama",
        "fakta.izin_aktif",
        "temuan.jadwal_pengawasan.tanggal_periksa",
        "hari_ini",
        "(",
        ")",
        "[",
        "]",
        ",",
        "&&",
        "||",
        "!",
        "==",
        "!=",
        "<",
        ">=",
        "+",
        "-",
        "*",
        "/",
        "?",
        ":",
        "in",
        "0",
        "1.5",
        "'biasa'",
        "'2026-01-01'",
        "true",
        "null",
        "size(",
        "min(",
        "plus_days(",
        "days_between(",
        "otherwise(",
        ".exists(a,",
        ".all(b,",
        ".map(c,",
        "a",
        "b.nama",
        "has(",
        "string(",
    ])
}
