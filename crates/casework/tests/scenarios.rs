//! Scenarios: a story that comes as told, stories that do not, lines that cannot be read, samples that do not fit.

mod demo;

use casework::office::{Office, Role, RoleId};
use casework::scenario::{Report, Samples, run, unvisited};
use casework::sop::{Parsed, read_sop};

const SOP: &str = include_str!("sops/baik.toml");
const SAMPLES: &str = r#"
[dasar]
[dasar.jawaban]
nama = "Siti Contoh"
nik = "1671045508900001"
jenis = "baru"
luas = 4.5
sampai = "2027-06-30"

[dasar.temuan.pu]
luas_ukur = 4.4

[besar]
seperti = "dasar"
[besar.jawaban]
luas = 18
"#;

fn office() -> Office {
    let mut office = demo::office();
    let front = office.roles[0].clone();
    for (id, agency) in [("pu", "pupr"), ("verifikator", "dpmptsp"), ("kepala", "dpmptsp"), ("bapenda", "bapenda")] {
        let agency = casework::office::AgencyId(agency.into());
        office.roles.push(Role { id: RoleId(id.into()), agency, ..front.clone() });
    }
    office
}

fn parsed() -> Parsed {
    read_sop(SOP, "sop.toml").unwrap()
}

fn play(text: &str) -> Report {
    let parsed = parsed();
    let (samples, faults) = Samples::read(SAMPLES, "contoh.toml", &parsed.sop);
    assert_eq!(faults, []);
    run(text, "a.scenarios", &samples, &parsed.sop, &office())
}

#[track_caller]
fn told(report: &Report) -> String {
    report.findings.iter().map(|finding| format!("{finding}\n")).collect()
}

/// One failure with this place, and these words in both languages.
#[track_caller]
fn fails(text: &str, place: &str, id: &str, en: &str) {
    let report = play(text);
    assert_eq!(report.findings.len(), 1, "\n{}", told(&report));
    let finding = &report.findings[0];
    assert_eq!((finding.code, finding.place().as_str()), ("S-SCENARIO-FAILED", place), "{finding}");
    assert!(finding.message.id.contains(id) && finding.message.en.contains(en), "{finding}");
    assert!(!report.passed());
}

const WHOLE: &str = "
skenario: Izin terbit, dua instansi bersamaan
data: besar
2026-01-09 09:00 pemohon mengajukan => langkah verifikasi, jatuh tempo 2026-01-12, janji 2026-01-23, biaya Rp0, dipegang kantor
2026-01-12 10:00 verifikator memilih lengkap => langkah pu, jatuh tempo 2026-01-15, langkah bapenda, jatuh tempo 2026-01-12
2026-01-13 bapenda memilih selesai => langkah pu, menunggu keputusan, dipegang pupr
2026-01-14 08:00 waktu berlalu => langkah pu
2026-01-15 08:00 waktu berlalu => diingatkan pu
2026-01-19 08:00 waktu berlalu => naik ke kepala
... pu memilih selesai dengan luas_ukur = 17.5 => langkah keputusan
2026-01-20 kepala memilih setuju => selesai terbit, hasil terbit, surat izin, nomor \"503/0001/IZ/I/2026\", berlaku sampai 2027-06-30, kewajiban lapor sampai 2027-07-30
2026-02-02 pemohon memenuhi lapor
2026-02-02 pemohon memenuhi lapor => ditolak: keadaan

scenario: Corrected once, then rejected   # a comment
sample: dasar
2026-01-09 09:00 applicant submits => step verifikasi
2026-01-12 verifikator Budi chooses perbaiki: ktp \"blurred\", luas \"unclear\" => step perbaikan, held by applicant
... applicant corrects ktp => refused: answer luas
2026-01-19 applicant corrects ktp, luas = 5.25 => step verifikasi, held by office, promise 2026-01-29
2026-01-20 verifikator Budi chooses lengkap => step pu, step bapenda
2026-01-20 pu chooses selesai => step bapenda, waiting at keputusan
... bapenda chooses selesai => step keputusan
... kepala Budi chooses tolak: \"no\" => refused: authority
... kepala Ani chooses tolak => refused: incomplete
... kepala Ani chooses tolak: \"the place is a park\" => ends ditolak, result rejected, letter penolakan

skenario: Diam, lalu ditutup
pemohon mengajukan => langkah verifikasi, jatuh tempo 2025-10-02
2025-10-02 verifikator mengambil verifikasi
... verifikator Budi memilih perbaiki: ktp \"buram\" => ditolak: terlambat
... verifikator melepas verifikasi
... verifikator Budi memilih perbaiki: ktp \"buram\" => langkah perbaikan
2025-11-20 waktu berlalu => hasil ditutup, selesai ditutup
... verifikator memilih lengkap pada verifikasi => ditolak: keadaan

skenario: Tidak boleh
fakta: izin_aktif = 3
2026-01-09 pemohon mengajukan => ditolak: aturan tiga_izin
... fakta: izin_aktif = 0
... pemohon mengajukan => langkah verifikasi
... pemohon menarik: \"batal\" => hasil ditutup

skenario: Di loket, tanpa berkas
tanpa: ktp
ubah: jenis = lama, nomor_lama = kosong
2026-01-09 verifikator Ani mengajukan => ditolak: berkas ktp, ditolak: isian nomor_lama
";

#[test]
fn a_story_comes_as_told() {
    let report = play(WHOLE);
    assert!(report.passed(), "\n{}", told(&report));
    assert_eq!(report.played.iter().filter(|played| played.passed).count(), 5);
    assert_eq!(unvisited(&parsed(), [&report]), []);
}

#[test]
fn an_outcome_that_no_story_visits_is_named_at_its_line() {
    let report = play("skenario: pendek\n2026-01-09 pemohon mengajukan");
    let findings = unvisited(&parsed(), [&report]);
    assert_eq!(findings.len(), 8);
    let line = SOP.lines().position(|line| line == "id = \"lengkap\"").unwrap() + 1;
    assert_eq!((findings[0].code, findings[0].line), ("S-SCENARIO-UNVISITED", Some(line)));
    assert!(!findings[0].is_error());
}

#[test]
fn a_failure_says_what_should_be_and_what_is() {
    let cases = [
        ("langkah keputusan", "seharusnya langkah keputusan, ternyata langkah verifikasi", "got step verifikasi"),
        ("jatuh tempo 2026-01-13", "jatuh tempo 2026-01-13, ternyata jatuh tempo 2026-01-12", "got due 2026-01-12"),
        ("ditolak: aturan tiga_izin", "ternyata diterima", "got it was accepted"),
        ("surat izin", "ternyata surat tidak ada", "got no letter"),
        ("selesai terbit", "ternyata langkah verifikasi", "got step verifikasi"),
        ("hasil ditutup", "seharusnya hasil ditutup", "expected result closed"),
        ("menunggu keputusan", "seharusnya menunggu keputusan", "waiting at keputusan"),
        ("biaya 5000", "biaya 5000, ternyata biaya 0", "got fee 0"),
        ("janji 2026-01-22", "ternyata janji 2026-01-23", "got promise 2026-01-23"),
        ("dipegang pemohon", "ternyata dipegang kantor", "the service office"),
        ("nomor \"1\"", "nomor tidak ada", "no number"),
        ("berlaku sampai 2026-01-10", "tidak ada", "no valid until"),
        ("kewajiban lapor sampai 2026-01-10", "tidak ada", "no duty lapor"),
        ("diingatkan pu", "pengingat untuk pu", "reminder"),
        ("naik ke kepala", "laporan keterlambatan ke kepala", "lateness reported to kepala"),
    ];
    for (expected, id, en) in cases {
        fails(&format!("skenario: uji\n2026-01-09 pemohon mengajukan => {expected}"), "a.scenarios:2:34", id, en);
    }
    let refused = "skenario: uji\nfakta: izin_aktif = 3\n2026-01-09 pemohon mengajukan => langkah verifikasi";
    fails(refused, "a.scenarios:3:34", "Izin Anda sudah tiga", "three permits");
}

#[test]
fn names_that_the_sop_does_not_have_are_told() {
    let head = "skenario: uji\n2026-01-09 pemohon mengajukan\n";
    fails(
        &format!("{head}... verifikator memilih setuju"),
        "a.scenarios:3:25",
        "yang terbuka: verifikasi",
        "open: verifikasi",
    );
    fails(
        &format!("{head}... verifikator memilih lengkap pada loket"),
        "a.scenarios:3:38",
        "langkah “loket”",
        "step “loket”",
    );
    fails(
        &format!("{head}... pemohon memperbaiki foto"),
        "a.scenarios:3:25",
        "persyaratan “foto”",
        "requirement “foto”",
    );
    fails(
        "skenario: uji\nubah: warna = merah\npemohon mengajukan",
        "a.scenarios:2:7",
        "isian “warna”",
        "field “warna”",
    );
    fails("skenario: uji\nubah: luas = merah\npemohon mengajukan", "a.scenarios:2:7", "bilangan", "a number");
    fails("skenario: uji\ndata: lain\npemohon mengajukan", "a.scenarios:1:1", "contoh “lain”", "sample “lain”");
    fails(
        "skenario: uji\ntanpa: foto\npemohon mengajukan",
        "a.scenarios:2:8",
        "persyaratan “foto”",
        "requirement “foto”",
    );
    fails(&format!("{head}2026-01-08 waktu berlalu"), "a.scenarios:3:1", "mundur", "backwards");
}

#[test]
fn a_line_that_cannot_be_read_is_told_with_its_column() {
    let cases = [
        ("2026-01-09 pemohon mengajukan", "a.scenarios:1:1", "scenario: NAME"),
        ("skenario:", "a.scenarios:1:1", "no name"),
        ("skenario: uji\n2026-13-09 pemohon mengajukan", "a.scenarios:2:1", "2026-01-31"),
        ("skenario: uji\n2026-01-09 9:99 pemohon mengajukan", "a.scenarios:2:12", "09:30"),
        ("skenario: uji\npemohon menari", "a.scenarios:2:9", "submits, chooses"),
        ("skenario: uji\npemohon mengajukan => senang", "a.scenarios:2:23", "expectation"),
        ("skenario: uji\npemohon mengajukan => ditolak", "a.scenarios:2:30", "result rejected"),
        ("skenario: uji\npemohon mengajukan => langkah a b", "a.scenarios:2:33", "“b” cannot be understood"),
        ("skenario: uji\nverifikator memilih perbaiki: ktp", "a.scenarios:2:34", "reason is missing"),
        ("skenario: uji\nverifikator memilih perbaiki: ktp \"buram", "a.scenarios:2:35", "not closed"),
        ("skenario: uji\nubah: luas 4", "a.scenarios:2:12", "= VALUE"),
    ];
    for (text, place, en) in cases {
        let report = play(text);
        let finding = &report.findings[0];
        assert_eq!((finding.code, finding.place().as_str()), ("S-SCENARIO-SYNTAX", place), "{text}: {finding}");
        assert!(finding.message.en.contains(en), "{finding}");
        assert!(report.played.iter().all(|played| !played.passed));
    }
}

#[test]
fn a_sample_that_does_not_fit_is_told_with_its_place() {
    let sop = parsed().sop;
    let cases = [
        ("[a.jawaban]\nwarna = 1", "contoh.toml:2:9", "no field “warna”"),
        ("[a.jawaban]\nluas = \"4\"", "contoh.toml:2:8", "a number"),
        ("[a.jawaban]\nnik = 1671045508900001", "contoh.toml:2:7", "a text in quotes"),
        ("[a.jawaban]\njenis = \"sewa\"", "contoh.toml:2:9", "one of its choices"),
        ("[a.jawaban]\npenghuni = [{ umur = 4 }]", "contoh.toml:2:12", "a list of rows"),
        ("[a.temuan.loket]\nx = 1", "contoh.toml:1:1", "no step “loket”"),
        ("[a]\nberkas = [\"foto\"]", "contoh.toml:2:11", "no requirement “foto”"),
        ("[a]\nseperti = \"b\"", "contoh.toml:2:11", "does not stand above"),
        ("[a]\nwarna = 1", "contoh.toml:2:9", "no part “warna”"),
        ("[a", "contoh.toml:1:3", "cannot be read"),
    ];
    for (text, place, en) in cases {
        let (_, findings) = Samples::read(text, "contoh.toml", &sop);
        assert_eq!(findings.len(), 1, "{text}: {findings:?}");
        assert_eq!((findings[0].code, findings[0].place().as_str()), ("S-SAMPLE", place), "{text}: {}", findings[0]);
        assert!(findings[0].message.en.contains(en), "{}", findings[0]);
    }
}
