//! What formulas are tried on: the answers, and the names with their kinds.

mod checked;
mod computed;
mod hostile;

use serde_json::json;

use super::*;
use crate::form::{Answers, Field};
use crate::sop::StepId;

fn formula(source: &str) -> Formula {
    source.parse().unwrap_or_else(|fault| panic!("{source}: {fault}"))
}

fn facts() -> Facts {
    let answers = Answers::from([
        ("luas", 12.5.into()),
        ("jumlah", 3.into()),
        ("jalur", "biasa".into()),
        ("setuju", true.into()),
        ("mulai", "2026-01-31".into()),
        ("titik", json!({"lat": -2.97, "long": 104.77})),
        ("bidang", json!(["gizi", "kia"])),
        ("anggota", json!([{"nama": "Budi", "umur": 30}, {"nama": "Sari"}])),
    ]);
    let today = "2026-02-10".parse().unwrap();
    let found = Answers::from([("tanggal_periksa", "2026-03-01".into())]);
    Facts::from_answers(&answers)
        .with_facts(&[("izin_aktif".to_owned(), 2)].into())
        .with_today(today)
        .with_findings(&StepId("jadwal-pengawasan".into()), &found)
}

fn holds(source: &str) -> bool {
    formula(source).holds(&facts()).unwrap_or_else(|fault| panic!("{fault}"))
}

fn types() -> Types {
    let field = |json: serde_json::Value| serde_json::from_value::<Field>(json).unwrap();
    let fields = [
        field(json!({"id": "luas", "label": "Luas", "type": "number", "decimals": 2})),
        field(json!({"id": "jumlah", "label": "Jumlah", "type": "number", "optional": true})),
        field(json!({"id": "jalur", "label": "Jalur", "type": "choice",
            "choices": [{"value": "biasa", "label": "Biasa"}, {"value": "mandiri", "label": "Mandiri"}]})),
        field(json!({"id": "setuju", "label": "Setuju", "type": "yes"})),
        field(json!({"id": "mulai", "label": "Mulai", "type": "date"})),
        field(json!({"id": "titik", "label": "Titik", "type": "place"})),
        field(json!({"id": "nama", "label": "Nama", "type": "text"})),
        field(json!({"id": "bidang", "label": "Bidang", "type": "choices",
            "choices": [{"value": "gizi", "label": "Gizi"}, {"value": "kia", "label": "KIA"}]})),
        field(json!({"id": "anggota", "label": "Anggota", "type": "rows", "max": 5, "columns": [
            {"id": "nama", "label": "Nama", "type": "text"}, {"id": "umur", "label": "Umur", "type": "number"}]})),
    ];
    let found = Kind::Parts([("tanggal_periksa".to_owned(), Kind::Day)].into());
    Types::default()
        .with_fields(&fields)
        .with("hari_ini", Kind::Day)
        .with("fakta", Kind::Facts)
        .with("temuan", Kind::Parts([("jadwal_pengawasan".to_owned(), found)].into()))
}
