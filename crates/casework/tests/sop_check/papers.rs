//! Letters, licences, validity, the law and the fee.

use casework::sop::check::{check_folder_name, check_templates, no_sop_in};

use super::*;

#[test]
fn s40_letters_and_duties_that_nothing_would_execute() {
    let extra = "[[letter]]\nid = \"tugas\"\ntitle = { id = \"T\", en = \"T\" }\nkind = \"assignment\"\ntemplate = \"t.typ\"\nnumber = \"1/{seq}/{year}\"\nsigner = \"kepala\"\n\n[validity]";
    gives("S-LETTER-NEVER-ISSUED", &[edit("[validity]", "[validity]", extra)], "id = \"tugas\"", "id");
    gives("S-DUTY-NEVER-OPENS", &[edit("[[duty]]", "letter = \"izin\"", "letter = \"surat\"")], "[[duty]]", "letter");
}

#[test]
fn s40_a_granting_end_without_a_licence() {
    let edits = [
        edit(PU, "to = \"keputusan\"", "to = \"keputusan\"\nletter = \"izin\""),
        edit(KEPUTUSAN, "to = \"terbit\"\nletter = \"izin\"", "to = \"terbit\""),
    ];
    // The licence is issued before the decision, so a way leads from it to the rejection.
    gives("S-REJECT-WITH-LICENCE", &edits, "id = \"ditolak\"\nname", "result");
    let edits = [edit(VERIFIKASI, "tell =", "route = [{ when = \"luas < 1\", to = \"terbit\" }]\ntell =")];
    gives("S-GRANT-WITHOUT-LICENCE", &edits, "id = \"terbit\"\nname", "result");
}

#[test]
fn s40_a_rejection_without_a_letter_is_a_warning() {
    let edits = [edit(
        VERIFIKASI,
        "[[step.outcome]]\nid = \"perbaiki\"",
        "[[step.outcome]]\nid = \"tolak\"\nlabel = { id = \"L\", en = \"L\" }\nkind = \"refuse\"\nto = \"ditolak\"\n\n[[step.outcome]]\nid = \"perbaiki\"",
    )];
    assert!(!gives("S-REJECT-WITHOUT-LETTER", &edits, "id = \"ditolak\"\nname", "result").is_error());
}

#[test]
fn s40_a_validity_without_length_or_licence() {
    gives("S-VALIDITY-EMPTY", &[edit("[validity]", "years = 5\nuntil = \"sampai\"\n", "")], "[validity]", "[validity]");
    let edits = [
        edit("[[letter]]", "kind = \"licence\"", "kind = \"recommendation\""),
        edit("id = \"terbit\"\nname", "result = \"granted\"", "result = \"closed\""),
    ];
    gives("S-VALIDITY-NO-LICENCE", &edits, "[validity]", "[validity]");
}

#[test]
fn s40_a_template_that_is_missing() {
    let parsed = read_sop(GOOD, "sop.toml").unwrap();
    assert!(check_templates(&parsed, &["izin.typ", "penolakan.typ", "lain.typ"]).is_empty());
    let findings = check_templates(&parsed, &["izin.typ", "penolakn.typ"]);
    assert_eq!(findings.len(), 1);
    assert_eq!(
        (findings[0].code, findings[0].line),
        ("S-LETTER-TEMPLATE", Some(line(GOOD, "id = \"penolakan\"", "template")))
    );
    assert!(findings[0].message.id.contains("penolakn.typ"));
}

#[test]
fn s40_a_number_pattern_that_does_not_count() {
    gives("S-VALUE", &[edit("[[letter]]", "503/{seq:4}/IZ", "503/IZ")], "[[letter]]", "number");
}

#[test]
fn s40_the_law_it_stands_on() {
    gives(
        "S-BASIS-UNKNOWN",
        &[edit("[[rule]]", "legal_basis = \"perda-1\"", "legal_basis = \"perda-2\"")],
        "[[rule]]",
        "legal_basis",
    );
    let extra = "[[identity.legal_basis]]\nid = \"uu-9\"\ntitle = \"UU 9\"\n\n[standard]";
    let finding = gives("S-BASIS-UNUSED", &[edit("[standard]", "[standard]", extra)], "id = \"uu-9\"", "id");
    assert!(!finding.is_error());
}

#[test]
fn s40_identity_dates_and_revision() {
    gives("S-IDENTITY-VERSION", &[edit("[identity]", "version = 1", "version = 0")], "[identity]", "version");
    gives(
        "S-IDENTITY-DATES",
        &[edit("[identity]", "revised = \"2025-09-10\"", "revised = \"2025-08-10\"")],
        "[identity]",
        "revised",
    );
    gives(
        "S-IDENTITY-DATES",
        &[edit("[identity]", "effective = \"2025-10-01\"", "effective = \"2025-08-31\"")],
        "[identity]",
        "effective",
    );
}

#[test]
fn s40_tariffs() {
    let second = "legal_basis = \"perda-1\"\n\n[[fee.tariff]]\neffective = \"2025-01-01\"\nformula = \"1000\"\nlegal_basis = \"perda-1\"\n";
    let text_after = "[[fee.tariff]]\neffective = \"2025-01-01\"\nformula = \"1000\"";
    gives("S-TARIFF-TWICE", &[edit("[[fee.tariff]]", "legal_basis = \"perda-1\"", second)], text_after, "effective");
    gives(
        "S-TARIFF-LATE",
        &[edit("[[fee.tariff]]", "effective = \"2025-01-01\"", "effective = \"2026-01-01\"")],
        "[[fee.tariff]]",
        "effective",
    );
    let none = "tariff = []\n";
    let edits = [edit(
        "[[fee.tariff]]",
        "[[fee.tariff]]\neffective = \"2025-01-01\"\nformula = \"0\"\nlegal_basis = \"perda-1\"\n",
        none,
    )];
    gives("S-TARIFF-NONE", &edits, "[fee]", "tariff");
}

#[test]
fn s40_a_folder_has_an_sop_and_its_name() {
    let parsed = read_sop(GOOD, "services/izin-contoh/sop.toml").unwrap();
    assert_eq!(check_folder_name(&parsed, "izin-contoh"), None);
    let finding = check_folder_name(&parsed, "izin-contoh-2").unwrap();
    assert_eq!((finding.code, finding.line), ("S-FOLDER-NAME", Some(line(GOOD, "[service]", "id ="))));
    let finding = no_sop_in("services/kosong");
    assert_eq!((finding.code, finding.place().as_str()), ("S-FOLDER-EMPTY", "services/kosong"));
}
