//! Rules that make no sense: nobody to do them, nothing to execute them, promises that cannot be kept.

use super::*;

#[test]
fn s40_a_role_that_nobody_has() {
    let finding = gives(
        "S-ROLE-UNKNOWN",
        &[edit(VERIFIKASI, "role = \"verifikator\"", "role = \"verifikaror\"")],
        VERIFIKASI,
        "role",
    );
    assert!(finding.message.id.contains("Maksudnya “verifikator”?"), "{finding}");
    assert!(finding.to_string().starts_with("services/izin-contoh/sop.toml:"));
}

#[test]
fn s40_a_signer_that_nobody_is() {
    gives(
        "S-SIGNER-UNKNOWN",
        &[edit("[[letter]]", "signer = \"kepala\"", "signer = \"walikota\"")],
        "[[letter]]",
        "signer",
    );
}

#[test]
fn s40_an_agency_whose_silence_nobody_would_notice() {
    let found = gives(
        "S-AGENCY-UNWATCHED",
        &[edit(BAPENDA, "role = \"bapenda\"", "role = \"bapenda-penilai\"")],
        BAPENDA,
        "role",
    );
    assert!(!found.is_error() && found.message.id.contains("Badan Pendapatan Daerah"), "{found}");
    let timer = |id: &str, role: &str| {
        format!(
            "[[timer]]\nid = \"{id}\"\nstep = \"bapenda\"\nafter = \"2 hari kerja\"\naction = {{ escalate = \"{role}\" }}\n\n"
        )
    };
    let text = edited(&[edit(BAPENDA, "role = \"bapenda\"", "role = \"bapenda-penilai\"")]);
    let only_theirs = text.replacen("[[timer]]", &format!("{}[[timer]]", timer("diam", "bapenda-kabid")), 1);
    assert_eq!(findings(&only_theirs).len(), 1, "the office itself is not told");
    let both = only_theirs.replacen("[[timer]]", &format!("{}[[timer]]", timer("diam_kantor", "kepala")), 1);
    assert!(findings(&both).is_empty(), "{:?}", findings(&both));
}

#[test]
fn s40_an_escalation_to_nobody() {
    gives(
        "S-ESCALATION-NOBODY",
        &[edit("[[timer]]", "escalate = \"kepala\"", "escalate = \"sekda\"")],
        "id = \"naik_pu\"",
        "action",
    );
}

#[test]
fn s40_four_eyes_on_something_unknown_or_oneself() {
    gives(
        "S-FOUR-EYES",
        &[edit(KEPUTUSAN, "not_same_as = [\"verifikasi\"]", "not_same_as = [\"verifikas\"]")],
        KEPUTUSAN,
        "not_same_as",
    );
    gives(
        "S-FOUR-EYES",
        &[edit(KEPUTUSAN, "not_same_as = [\"verifikasi\"]", "not_same_as = [\"keputusan\"]")],
        KEPUTUSAN,
        "not_same_as",
    );
}

#[test]
fn s40_time_without_a_unit() {
    let finding = gives("S-VALUE", &[edit(PU, "time = \"3 hari kerja\"", "time = \"3\"")], PU, "time");
    assert!(finding.message.en.contains("3 working days"), "{finding}");
}

#[test]
fn s40_a_required_document_that_is_never_used() {
    gives(
        "S-REQUIREMENT-UNUSED",
        &[edit(VERIFIKASI, "checks = [\"ktp\", \"denah\"]", "checks = [\"ktp\"]")],
        "[[requirement]]\nid = \"denah\"",
        "id",
    );
}

#[test]
fn s40_a_check_of_something_that_is_not_asked_for() {
    gives(
        "S-CHECK-UNKNOWN",
        &[edit(VERIFIKASI, "checks = [\"ktp\", \"denah\"]", "checks = [\"ktp\", \"denah\", \"foto\"]")],
        VERIFIKASI,
        "checks",
    );
}

#[test]
fn s40_a_document_without_a_law_is_a_warning() {
    let finding = gives(
        "S-REQUIREMENT-NO-BASIS",
        &[edit("id = \"ktp\"", "legal_basis = \"perda-1\"\n", "")],
        "id = \"ktp\"",
        "id",
    );
    assert!(!finding.is_error());
}

#[test]
fn s40_a_document_that_cannot_be_sent() {
    gives("S-REQUIREMENT-SIZE", &[edit("id = \"ktp\"", "max_mb = 5", "max_mb = 0")], "id = \"ktp\"", "max_mb");
    gives(
        "S-REQUIREMENT-TYPES",
        &[edit("id = \"ktp\"", "accept = [\"pdf\", \"jpg\"]", "accept = []")],
        "id = \"ktp\"",
        "accept",
    );
}

#[test]
fn s40_a_promise_shorter_than_the_longest_normal_way() {
    let finding =
        gives("S-PROMISE-SHORT", &[edit("[standard]", "9 hari kerja", "4 hari kerja")], "[standard]", "promise");
    assert!(finding.message.en.contains("takes 5 working days: verifikasi (1 hari kerja) → pu"), "{finding}");
    // Verification 1 + the longer branch 3 + decision 1 make five days: as promised is enough.
    assert!(findings(&edited(&[edit("[standard]", "9 hari kerja", "5 hari kerja")])).is_empty());
}

#[test]
fn s40_a_formula_with_an_unknown_field_or_of_the_wrong_kind() {
    let finding = gives(
        "S-FORMULA",
        &[edit("id = \"denah\"", "when = \"luas > 6\"", "when = \"lua > 6\"")],
        "id = \"denah\"",
        "when",
    );
    assert!(finding.message.en.contains("luas"), "{finding}");
    gives("S-FORMULA", &[edit("id = \"denah\"", "when = \"luas > 6\"", "when = \"luas\"")], "id = \"denah\"", "when");
    gives(
        "S-FORMULA",
        &[edit("id = \"denah\"", "when = \"luas > 6\"", "when = \"fakta.izin_aktif > 6\"")],
        "id = \"denah\"",
        "when",
    );
    // What it yields is no amount, and no step asks for what it may charge.
    let fee = edited(&[edit("[[fee.tariff]]", "formula = \"0\"", "formula = \"jenis\"")]);
    let codes: Vec<&str> = findings(&fee).iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["S-FEE-NEVER-ASKED", "S-FORMULA"]);
    gives("S-FORMULA", &[edit("[validity]", "until = \"sampai\"", "until = \"luas\"")], "[validity]", "until");
    gives(
        "S-FORMULA",
        &[edit("id = \"nomor_lama\"", "'jenis == \"lama\"'", "'jenis == \"lma\"'")],
        "id = \"nomor_lama\"",
        "when",
    );
    gives(
        "S-FORMULA",
        &[edit(
            KEPUTUSAN,
            "to = \"terbit\"",
            "route = [{ when = \"temuan.pu.luas > 3\", to = \"terbit\" }]\nto = \"terbit\"",
        )],
        KEPUTUSAN,
        "when",
    );
    gives("S-VALUE", &[edit("[[rule]]", "fakta.izin_aktif < 3", "fakta.izin_aktif <")], "[[rule]]", "must");
}

#[test]
fn s40_a_condition_on_a_later_question() {
    gives(
        "S-CONDITION-LATER",
        &[edit("id = \"nomor_lama\"", "when = 'jenis == \"lama\"'", "when = 'luas > 4'")],
        "id = \"nomor_lama\"",
        "when",
    );
    gives(
        "S-CONDITION-LATER",
        &[edit("id = \"pemohon\"", "title", "when = 'jenis == \"lama\"'\ntitle")],
        "id = \"pemohon\"",
        "when",
    );
}

#[test]
fn s40_rules_that_nothing_would_execute() {
    gives(
        "S-RULE-AGAIN",
        &[edit("[[rule]]", "again_at = \"keputusan\"", "again_at = \"putusan\"")],
        "[[rule]]",
        "again_at",
    );
    gives(
        "S-RULE-AGAIN",
        &[edit("[[rule]]", "again_at = \"keputusan\"", "again_at = \"perbaikan\"")],
        "[[rule]]",
        "again_at",
    );
    gives("S-TIMER-STEP", &[edit("id = \"ingat_pu\"", "step = \"pu\"", "step = \"puu\"")], "id = \"ingat_pu\"", "step");
    gives(
        "S-TIMER-RETURNS",
        &[edit(
            "id = \"ingat_pu\"",
            "step = \"pu\"\nafter = \"2 hari kerja\"\naction = \"remind\"",
            "step = \"verifikasi\"\nafter = \"2 hari kerja\"\naction = { complete = \"perbaiki\" }",
        )],
        "id = \"ingat_pu\"",
        "action",
    );
    gives(
        "S-TIMER-OUTCOME",
        &[edit("id = \"ingat_pu\"", "action = \"remind\"", "action = { complete = \"lewat\" }")],
        "id = \"ingat_pu\"",
        "action",
    );
    gives(
        "S-LETTER-UNKNOWN",
        &[edit(PU, "to = \"keputusan\"", "to = \"keputusan\"\nletter = \"izn\"")],
        PU,
        "letter = \"izn\"",
    );
}

#[test]
fn s40_names_given_twice_or_badly() {
    gives(
        "S-ID-DUPLICATE",
        &[edit("id = \"denah\"", "denah", "ktp"), edit(VERIFIKASI, "\"ktp\", \"denah\"", "\"ktp\"")],
        "[[requirement]]\nid = \"ktp\"\nname = { id = \"Denah\"",
        "id",
    );
    gives("S-ID-MALFORMED", &[edit("id = \"nomor_lama\"", "nomor_lama", "Nomor-Lama")], "id = \"Nomor-Lama\"", "id");
    gives("S-ID-MALFORMED", &[edit("[service]", "izin-contoh", "Izin Contoh")], "[service]", "id");
    gives("S-ID-RESERVED", &[edit("id = \"nomor_lama\"", "nomor_lama", "hari_ini")], "id = \"hari_ini\"", "id");
    gives("S-ID-DUPLICATE", &[edit("id = \"ingat_pu\"", "ingat_pu", "tutup")], "id = \"tutup\"\nstep = \"pu\"", "id");
    gives(
        "S-ID-DUPLICATE",
        &[edit("id = \"ditutup\"\nname", "ditutup", "terbit"), edit(PERBAIKAN, "to = \"ditutup\"", "to = \"terbit\"")],
        "id = \"terbit\"\nname = { id = \"Ditutup\"",
        "id",
    );
}

#[test]
fn s40_words_that_say_nothing() {
    let edits = [edit(PU, "en = \"Public works\"", "en = \" \"")];
    let finding = gives("S-TEXT-EMPTY", &edits, PU, "name");
    assert!(finding.message.en.contains("empty in English"), "{finding}");
    gives(
        "S-TEXT-EMPTY",
        &[edit("id = \"jenis\"", "id = \"Lama\"", "id = \"\"")],
        "id = \"jenis\"",
        "{ value = \"lama\"",
    );
}

#[test]
fn s40_the_applicants_turn() {
    gives(
        "S-RETURN-TARGET",
        &[edit(BAPENDA, "label = { id = \"Selesai\"", "kind = \"return\"\nlabel = { id = \"Selesai\"")],
        BAPENDA,
        "to = ",
    );
    gives(
        "S-REWORK-TARGET",
        &[edit(VERIFIKASI, "kind = \"return\"\n", "kind = \"rework\"\n")],
        VERIFIKASI,
        "to = \"perbaikan\"",
    );
    gives("S-CORRECT-ENTRY", &[edit(VERIFIKASI, "kind = \"return\"\n", "")], VERIFIKASI, "to = \"perbaikan\"");
    gives("S-CORRECT-ROLE", &[edit(PERBAIKAN, "role = \"pemohon\"", "role = \"verifikator\"")], PERBAIKAN, "role");
    gives("S-ROLE-APPLICANT", &[edit(BAPENDA, "role = \"bapenda\"", "role = \"pemohon\"")], BAPENDA, "role");
    gives(
        "S-CORRECT-OUTCOMES",
        &[edit("id = \"tutup\"", "action = { complete = \"diam\" }", "action = \"remind\"")],
        "id = \"diam\"",
        "id",
    );
    gives(
        "S-CORRECT-OUTCOMES",
        &[
            edit(PERBAIKAN, "label = { id = \"Sudah\"", "kind = \"refuse\"\nlabel = { id = \"Sudah\""),
            edit(
                "id = \"ingat_pu\"",
                "step = \"pu\"\nafter = \"2 hari kerja\"\naction = \"remind\"",
                "step = \"perbaikan\"\nafter = \"5 hari kerja\"\naction = { complete = \"sudah\" }",
            ),
        ],
        PERBAIKAN,
        "id",
    );
}

#[test]
fn s40_questions_that_cannot_be_answered() {
    gives(
        "S-CHOICE-TWICE",
        &[edit("id = \"jenis\"", "choices = [\n", "choices = [\n  { value = \"lama\", label = \"L\" },\n")],
        "id = \"jenis\"",
        "{ value = \"lama\", label = { id = \"Lama\"",
    );
    gives(
        "S-CHOICE-NONE",
        &[edit("id = \"jenis\"", "  { value = \"baru\", label = { id = \"Baru\", en = \"New\" } },\n", "")],
        "id = \"jenis\"",
        "choices",
    );
    gives("S-FIELD-LIMITS", &[edit("id = \"luas\"", "max = 100", "max = -1")], "id = \"luas\"", "id");
    gives(
        "S-FIELD-DATE",
        &[edit("id = \"sampai\"", "latest = \"today+730\"", "latest = \"besok\"")],
        "id = \"sampai\"",
        "latest",
    );
    gives(
        "S-FIELD-PUBLIC",
        &[edit("id = \"nik\"", "type = \"nik\"", "type = \"nik\"\npublic = true")],
        "id = \"nik\"",
        "public",
    );
    gives(
        "S-ROWS-NESTED",
        &[edit("id = \"penghuni\"", "type = \"text\" }", "type = \"place\" }")],
        "id = \"penghuni\"",
        "columns",
    );
    gives(
        "S-SECTION-EMPTY",
        &[edit(
            "[[section]]",
            "[[section]]",
            "[[section]]\nid = \"kosong\"\ntitle = { id = \"K\", en = \"K\" }\nfield = []\n\n[[section]]",
        )],
        "id = \"kosong\"",
        "id",
    );
}

#[test]
fn s40_a_file_that_is_no_toml() {
    gives("S-SYNTAX", &[edit("[standard]", "\"9 hari kerja\"", "\"9 hari kerja")], "[standard]", "promise");
}

#[test]
fn s40_a_key_that_nothing_reads() {
    gives(
        "S-KEY-UNKNOWN",
        &[edit("id = \"nomor_lama\"", "type = \"text\"", "type = \"text\"\noptionl = true")],
        "id = \"nomor_lama\"",
        "optionl",
    );
}

/// The good SOP with a limit by law and deemed approval.
const WITH_LIMIT: Edit = edit(
    "[standard]",
    "promise = \"9 hari kerja\"",
    "promise = \"9 hari kerja\"\nstatutory = \"10 hari kerja\"\nstatutory_basis = \"perda-1\"",
);
const DEEMED: Edit = edit(
    "letter = \"penolakan\"",
    "[[end]]",
    "[deemed]\nmode = \"issue\"\nstep = \"keputusan\"\noutcome = \"setuju\"\nlegal_basis = \"perda-1\"\n\n[[end]]",
);

#[test]
fn s40_a_limit_by_law_that_names_no_law_or_is_shorter_than_the_promise() {
    assert!(findings(&edited(&[WITH_LIMIT])).is_empty());
    let bare =
        edit("[standard]", "promise = \"9 hari kerja\"", "promise = \"9 hari kerja\"\nstatutory = \"10 hari kerja\"");
    let finding = gives("S-LIMIT", &[bare], "[standard]", "statutory");
    assert!(finding.message.en.contains("does not name its law"), "{finding}");
    let short = edit("[standard]", "statutory = \"10 hari kerja\"", "statutory = \"8 hari kerja\"");
    let finding = gives("S-LIMIT", &[WITH_LIMIT, short], "[standard]", "promise");
    assert!(finding.message.en.contains("beyond the limit by law of 8 working days"), "{finding}");
    let unknown = edit("[standard]", "statutory_basis = \"perda-1\"", "statutory_basis = \"perda-9\"");
    gives("S-BASIS-UNKNOWN", &[WITH_LIMIT, unknown], "[standard]", "statutory_basis");
}

#[test]
fn s40_deemed_approval_without_a_limit_or_that_grants_nothing() {
    assert!(findings(&edited(&[WITH_LIMIT, DEEMED])).is_empty());
    let finding = gives("S-DEEMED", &[DEEMED], "[deemed]", "mode");
    assert!(finding.message.en.contains("needs a limit by law"), "{finding}");
    for (from, to) in [("outcome = \"setuju\"", "outcome = \"tolak\""), ("step = \"keputusan\"", "step = \"pu\"")] {
        let wrong = edit("[deemed]", from, to);
        let finding = gives("S-DEEMED", &[WITH_LIMIT, DEEMED, wrong], "[deemed]", "outcome");
        assert!(finding.message.en.contains("is no decision that issues a licence"), "{finding}");
    }
    let off = edit("[deemed]", "mode = \"issue\"", "mode = \"off\"");
    assert!(findings(&edited(&[DEEMED, off])).is_empty(), "switched off it needs nothing");
}
