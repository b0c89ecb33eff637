//! Invented questions: one field of every kind.

use super::super::form::{Choice, Coordinates, Field, Held, Kind, Region, RegionLevel, Rows, Upload};

/// One field of every kind.
pub fn fields() -> Vec<Field> {
    let few = vec![
        Choice::new("new", "Izin baru").hint("Belum pernah punya SIP di tempat ini."),
        Choice::new("renew", "Perpanjangan"),
    ];
    let mut fields = typed_fields();
    fields.extend([
        Field::new("kind", "Jenis permohonan", Kind::Radio(few.clone())).value("new"),
        Field::new("old_number", "Nomor SIP lama", Kind::Text(Some(60))).when("kind", "renew"),
        Field::new(
            "days",
            "Hari praktik",
            Kind::Checkboxes(vec![Choice::new("1", "Senin"), Choice::new("2", "Selasa")]),
        )
        .values(&["2".into()]),
        Field::new("facility", "Jenis fasilitas", Kind::Select(few)).error(Some("Pilih jenis fasilitas.".into())),
        Field::new("truth", "Pernyataan", Kind::Tick("Semua yang saya isi benar.".into())),
        Field::new("str", "STR yang masih berlaku", Kind::File(upload())),
        Field::new(
            "place",
            "Letak reklame",
            Kind::Coordinates(Coordinates { lat: "-2,99".into(), long: String::new() }),
        )
        .error(Some("Isi bujur, misalnya 104,756554.".into())),
        Field::new("address", "Kelurahan tempat praktik", Kind::Region(region())).value("16.71.02.1001"),
        Field::new("staff", "Petugas peneliti", Kind::Rows(rows())),
        Field::new("version", "", Kind::Hidden).value("3"),
    ]);
    fields
}

fn typed_fields() -> Vec<Field> {
    vec![
        Field::new("name", "Nama lengkap", Kind::Text(Some(80)))
            .hint("Seperti di KTP, dengan gelar bila ada.")
            .value("dr. Siti Contoh")
            .autocomplete("name"),
        Field::new("nik", "NIK", Kind::Digits(16))
            .hint("16 angka di KTP.")
            .value("1671 0155 9988")
            .error(Some("NIK harus 16 angka. Yang diisi baru 12.".into())),
        Field::new("reason", "Tujuan penelitian", Kind::Paragraph(Some(300))).value("Mengukur antrean."),
        Field::new("area", "Luas bidang", Kind::Number("m²".into())).value("12,5"),
        Field::new("bond", "Jaminan pembongkaran", Kind::Money).value("1.250.000"),
        Field::new("from", "Mulai tanggal", Kind::Date("2026-11-25".into(), String::new())).value("2026-12-01"),
        Field::new("mail", "Alamat surel", Kind::Email).hint("Kode masuk dikirim ke sini.").autocomplete("email"),
        Field::new("phone", "Nomor telepon", Kind::Phone).autocomplete("tel").optional(),
        Field::new("password", "Kata sandi", Kind::Password).autocomplete("current-password"),
    ]
}

fn upload() -> Upload {
    Upload {
        accept: ".pdf,image/jpeg,image/png".into(),
        limits: "PDF atau foto (JPG, PNG), paling besar 5 MB.".into(),
        held: Some(Held { name: "STR-2026.pdf".into(), size: "812 kB".into(), href: "#".into() }),
    }
}

fn region() -> Region {
    let level = |name: &str, label: &str, place: &str| RegionLevel {
        name: name.into(),
        label: label.into(),
        choices: vec![Choice { chosen: true, ..Choice::new("x", place) }],
    };
    Region {
        search: "bukit".into(),
        found: Some(vec![
            Choice { chosen: true, ..Choice::new("16.71.02.1001", "Bukit Lama").hint("Ilir Barat I, Kota Palembang") },
            Choice::new("16.71.02.1002", "Bukit Baru").hint("Ilir Barat I, Kota Palembang"),
        ]),
        levels: vec![
            level("province", "Provinsi", "Sumatera Selatan"),
            level("regency", "Kabupaten/kota", "Kota Palembang"),
            level("district", "Kecamatan", "Ilir Barat I"),
            RegionLevel { name: "village".into(), label: "Kelurahan".into(), choices: Vec::new() },
        ],
        chosen: "Bukit Lama, Ilir Barat I, Kota Palembang".into(),
    }
}

fn rows() -> Rows {
    let row = |number: usize, name: &str| {
        vec![
            Field::new(format!("staff.{number}.name"), "Nama", Kind::Text(Some(80))).value(name),
            Field::new(format!("staff.{number}.task"), "Tugas", Kind::Text(Some(80))).optional(),
        ]
    };
    Rows {
        columns: vec!["Nama".into(), "Tugas".into()],
        rows: vec![row(0, "Budi Rekaan"), row(1, "")],
        most: 10,
        word: "Petugas".into(),
    }
}

/// The officer's decision of the sample desk.
pub(super) fn outcome() -> Vec<Field> {
    vec![
        Field::new(
            "outcome",
            "Putusan",
            Kind::Radio(vec![
                Choice::new("complete", "Berkas lengkap").hint("Lanjut ke rekomendasi."),
                Choice::new("return", "Kembalikan untuk diperbaiki")
                    .hint("Jam layanan berhenti sampai pemohon menjawab."),
            ]),
        ),
        Field::new("reason", "Alasan", Kind::Paragraph(Some(500)))
            .hint("Ditunjukkan kepada pemohon.")
            .when("outcome", "return"),
    ]
}
