//! What formulas compute, and what null does.

use super::*;

#[test]
fn whole_and_broken_numbers_mix() {
    for source in [
        "luas * 2 == 25",
        "luas > jumlah",
        "jumlah / 2 == 1.5",
        "size(anggota) * 2 + jumlah == 7",
        "size(anggota) == 2",
        "anggota.size() + luas > 14",
        "fakta.izin_aktif + jumlah == 5",
        "jumlah % 2 == 1",
        "-jumlah < 0",
        "anggota[1].nama == 'Sari'",
        "max(jumlah, luas) == luas",
        "round(luas) == 13 && ceil(2.1) == 3 && floor(2.9) == 2",
        "int('4') + 1 == 5",
        "anggota.exists_one(a, a.umur >= 30)",
    ] {
        assert!(holds(source), "{source}");
    }
}

#[test]
fn an_unanswered_question_breaks_nothing() {
    for source in [
        "kosong == null",
        "kosong != 'x'",
        "!(kosong > 3)",
        "!(kosong <= 3)",
        "!kosong",
        "!(kosong && setuju)",
        "kosong || setuju",
        "kosong + 1 == null",
        "otherwise(kosong, 7) == 7 && otherwise(jumlah, 7) == 3",
        "(kosong ? 1 : 2) == 2",
        "kosong.all(k, k.nama == 'x') && !kosong.exists(k, true)",
        "!('a' in kosong)",
        "size(kosong) == 0 && kosong.size() == 0",
        "kosong.lat == null && titik.lat < 0",
        "anggota[7] == null && anggota[7].nama == null",
        "!kosong.startsWith('x') && !kosong.contains('x')",
        "plus_days(kosong, 3) == null && days_between(mulai, kosong) == null",
        "anggota.filter(a, a.umur > 17).size() == 1",
        "has(anggota[0].umur) && !has(anggota[1].umur) && !has(titik.alt)",
        "temuan.tidak_ada.x == null",
    ] {
        assert!(holds(source), "{source}");
    }
    assert!(!formula("kosong").holds(&Facts::default()).unwrap());
    assert!(formula("kosong * 1000").rupiah(&Facts::default()).is_err(), "a fee that cannot be computed is not zero");
    assert!(formula("fakta.tidak_tahu < 3").holds(&facts()).is_err(), "an unknown fact is our fault, not an answer");
}

#[test]
fn days_are_moved_and_counted() {
    let day = |source: &str| formula(source).date(&facts()).unwrap().map(|day| day.to_string());
    assert_eq!(day("plus_months(mulai, 1)").as_deref(), Some("2026-02-28"));
    assert_eq!(day("plus_years('2024-02-29', 5)").as_deref(), Some("2029-02-28"));
    assert_eq!(day("plus_days(hari_ini, 30)").as_deref(), Some("2026-03-12"));
    assert_eq!(day("temuan.jadwal_pengawasan.tanggal_periksa").as_deref(), Some("2026-03-01"));
    assert_eq!(day("min(mulai, hari_ini)").as_deref(), Some("2026-01-31"));
    assert_eq!(day("kosong"), None);
    assert_eq!(day("''"), None);
    assert!(holds("days_between(mulai, hari_ini) == 10 && days_between(hari_ini, mulai) == -10"));
    assert!(holds("mulai < hari_ini"));
    assert!(formula("jalur").date(&facts()).is_err());
    assert!(formula("plus_years(mulai, 1e18)").date(&facts()).is_err());
}

#[test]
fn fees_come_out_whole_or_not_at_all() {
    let fee = |source: &str| formula(source).rupiah(&facts()).map(|fee| fee.0);
    assert_eq!(fee("0"), Ok(0));
    assert_eq!(fee("luas * 100000"), Ok(1_250_000));
    assert_eq!(fee("size(anggota)"), Ok(2));
    assert_eq!(fee("jalur == 'biasa' ? 50000 : 0"), Ok(50_000));
    for refused in ["luas", "-1", "1e300 * 1e300", "1 / 0", "'5000'", "setuju", "9007199254740993 * 3"] {
        assert!(fee(refused).is_err(), "{refused}");
    }
    assert_eq!(formula("jalur + '!'").text(&facts()), Ok(Some("biasa!".to_owned())));
    assert_eq!(formula("kosong").text(&facts()), Ok(None));
}

#[test]
fn a_fault_shows_no_answer() {
    let answers = Answers::from([("nik", "1671015708900001".into())]);
    let fault = formula("nik").holds(&Facts::from_answers(&answers)).unwrap_err();
    assert!(!fault.message.id.contains("1671"), "{fault}");
    let fault = formula("nik > 3").holds(&Facts::from_answers(&answers)).unwrap_err();
    assert!(!fault.message.id.contains("1671"), "{fault}");
}
