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
fn s40_a_licence_that_no_decision_issues() {
    // A clerk's step that hands out the licence on the way to the decision.
    let edits = [edit(VERIFIKASI, "tell =", "letter = \"izin\"\ntell =")];
    let found = findings(&edited(&edits));
    assert!(found.iter().any(|finding| finding.code == "S-LICENCE-UNDECIDED"), "{found:?}");
    // A timer that says yes because nobody has said anything.
    let timer = "[[timer]]\nid = \"diam\"\nstep = \"keputusan\"\nafter = \"3 hari kerja\"\naction = { complete = \"setuju\" }\n\n[validity]";
    let found = findings(&edited(&[edit("[validity]", "[validity]", timer)]));
    assert!(found.iter().any(|finding| finding.code == "S-LICENCE-UNDECIDED" && finding.is_error()), "{found:?}");
}

#[test]
fn s40_a_granting_end_without_a_licence() {
    let edits = [
        edit(PU, "task = \"inspect\"", "task = \"decide\""),
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
    let second = "legal_basis = \"perda-1\"\n\n[[fee.tariff]]\neffective = \"2025-01-01\"\nformula = \"0\"\nlegal_basis = \"perda-1\"\n";
    let text_after = "legal_basis = \"perda-1\"\n\n[[fee.tariff]]";
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

/// The findings of the service with a fee after an edit, by code.
fn codes_with_a_fee(from: &str, to: &str, office: &casework::office::Office) -> Vec<&'static str> {
    let text = std::fs::read_to_string(super::demo::root().join("services/pakai-gedung/sop.toml")).expect("the SOP");
    assert!(text.contains(from), "{from}");
    let parsed = casework::sop::read_sop(&text.replacen(from, to, 1), "sop.toml").expect("it can be read");
    casework::sop::check(&parsed, Some(office)).iter().map(|finding| finding.code).collect()
}

#[test]
fn s40_what_is_charged_is_asked_for_and_nothing_is_granted_unpaid() {
    let mut office = super::demo::office();
    let codes = |from: &str, to: &str| codes_with_a_fee(from, to, &super::demo::office());
    assert_eq!(codes("[start]", "[start]"), Vec::<&str>::new());
    let lines = "legal_basis = \"perda-retribusi\"\n\n[[fee.tariff.line]]";
    assert_eq!(codes(lines, &format!("formula = \"0\"\n{lines}")), ["S-TARIFF-LINES"]);
    assert_eq!(
        codes("role = \"pemohon\"\ntime = \"3 hari kerja\"", "role = \"kasir\"\ntime = \"3 hari kerja\""),
        ["S-CORRECT-ROLE"]
    );
    let timer =
        "id = \"tutup-bayar\"\nstep = \"pembayaran\"\nafter = \"4 hari kerja\"\naction = { complete = \"lewat\" }";
    let reminds = timer.replace("{ complete = \"lewat\" }", "\"remind\"");
    assert_eq!(codes(timer, &reminds), ["S-CORRECT-OUTCOMES"]);
    let bypass = "label = { id = \"Lengkap dan benar\", en = \"Complete and correct\" }\nto = \"jadwal\"";
    let skips = format!("{}\nroute = [{{ when = 'gedung == \"aula\"', to = \"keputusan\" }}]", bypass);
    assert_eq!(codes(bypass, &skips), ["S-PAY-BYPASSED"]);
    assert!(codes("task = \"pay\"", "task = \"correct\"").contains(&"S-FEE-NEVER-ASKED"));
    let twice = "id = \"keputusan\"\nname = { id = \"Keputusan Kepala Dinas\", en = \"Decision of the head of the office\" }\nactivity = { id = \"Memutuskan permohonan dan menetapkan izin\", en = \"Decide the application and issue the permit\" }\ntask = \"decide\"\nrole = \"kepala\"";
    let pays = twice.replace("decide", "pay").replace("\"kepala\"", "\"pemohon\"");
    assert!(codes(twice, &pays).contains(&"S-PAY-TWICE"));
    office.fees = None;
    assert_eq!(codes_with_a_fee("[start]", "[start]", &office), ["S-PAY-OFFICE"]);
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
