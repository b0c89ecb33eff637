//! What the check finds before a formula runs.

use super::*;

#[test]
fn sound_formulas_pass_the_check() {
    for source in [
        "luas > 6 && jalur == 'biasa'",
        "jalur in ['biasa', 'mandiri'] && 'gizi' in bidang",
        "anggota.all(a, a.umur >= 17 && a.nama != '')",
        "anggota.filter(a, a.umur > 3).size() > 1 && anggota.map(a, a.umur).exists(n, n > 3)",
        "anggota.exists_one(a, a.nama.startsWith('B'))",
        "days_between(hari_ini, mulai) >= 0 && mulai > '2026-01-01'",
        "fakta.izin_aktif + jumlah < 3",
        "temuan.jadwal_pengawasan.tanggal_periksa == null || has(titik.lat)",
        "!setuju || titik.lat < 0 || anggota[0].nama == nama",
        "nama + string(luas) != 'x' && otherwise(jumlah, 0) == 0",
    ] {
        assert_eq!(formula(source).check(&types(), Yields::Truth), [], "{source}");
    }
    assert_eq!(formula("jalur == 'biasa' ? plus_years(hari_ini, 5) : mulai").check(&types(), Yields::Day), []);
    assert_eq!(formula("luas * 1000 + otherwise(jumlah, 0) * 10").check(&types(), Yields::Rupiah), []);
}

#[test]
fn each_slip_is_named_once() {
    for (source, wanted, word) in [
        ("lusa > 6", Yields::Truth, "Did you mean “luas”?"),
        ("luas > '6'", Yields::Truth, "compares a number with text"),
        ("nama * 2 > 3", Yields::Truth, "“*” needs a number but gets text"),
        ("luas", Yields::Truth, "must yield yes or no"),
        ("jalur", Yields::Rupiah, "must yield an amount"),
        ("jumlah * 1000", Yields::Rupiah, "Write otherwise(jumlah, 0)"),
        ("nama", Yields::Day, "must yield a day"),
        ("'31-01-2026'", Yields::Day, "must yield a day"),
        ("jalur == 'baisa'", Yields::Truth, "Did you mean “biasa”?"),
        ("jalur in ['biasa', 'kilat']", Yields::Truth, "“kilat” is not among the choices (biasa, mandiri)"),
        ("'gizzi' in bidang", Yields::Truth, "Did you mean “gizi”?"),
        ("bidang == 'gizi'", Yields::Truth, "never alike"),
        ("mulai > '1-1-2026'", Yields::Truth, "is no day"),
        ("plus_years(nama, 2) > mulai", Yields::Truth, "“plus_years” needs a day but gets text"),
        ("plus_year(mulai, 2) > mulai", Yields::Truth, "Did you mean “plus_years”?"),
        ("plus_years(mulai) > mulai", Yields::Truth, "needs 2 values but gets 1"),
        ("luas && setuju", Yields::Truth, "“&&” needs yes or no but gets a number"),
        ("setuju == 'ya'", Yields::Truth, "never alike"),
        ("anggota.umur > 3", Yields::Truth, "which has no parts"),
        ("anggota.all(a, a.umr > 3)", Yields::Truth, "Did you mean “umur”?"),
        ("nama.all(a, true)", Yields::Truth, "is no list"),
        ("luas in 'abc'", Yields::Truth, "needs a list"),
        ("setuju ? luas : nama", Yields::Truth, "both must be of one kind"),
        ("temuan.jadwal.tanggal == null", Yields::Truth, "there is no “.jadwal”"),
        ("jalur < 'biasa'", Yields::Truth, "needs numbers or days"),
        ("{'a': 1}.a == 1", Yields::Truth, "no use in a formula"),
    ] {
        let faults = formula(source).check(&types(), wanted);
        assert_eq!(faults.len(), 1, "{source}: {faults:?}");
        assert!(faults[0].message.en.contains(word), "{source}: {}", faults[0].message.en);
    }
    assert_eq!(formula("lusa > 6 && jalr == 'x'").check(&types(), Yields::Truth).len(), 2, "all at once");
}

#[test]
fn a_formula_is_its_text_in_files() {
    let read: Formula = serde_json::from_str(r#""luas > 6""#).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), r#""luas > 6""#);
    assert_eq!(read, formula("luas > 6"));
    let fault = serde_json::from_str::<Formula>(r#""luas >""#).unwrap_err();
    assert!(fault.to_string().contains("tidak dapat dibaca"), "{fault}");
    assert_eq!(formula("fakta.x > luas + temuan.y.z").references(), ["fakta", "luas", "temuan"]);
}
