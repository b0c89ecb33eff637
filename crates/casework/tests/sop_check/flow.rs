//! Faults of the workflow: what leads nowhere, waits in vain, runs on or runs twice.

use super::*;

/// A step of the rest, with the fields that the language asks for.
macro_rules! step {
    ($id:literal, $rest:literal) => {
        concat!(
            "[[step]]\nid = \"",
            $id,
            "\"\nname = { id = \"N\", en = \"N\" }\nactivity = { id = \"A\", en = \"A\" }\ntask = \"work\"\n",
            "role = \"verifikator\"\ntime = \"10 menit\"\nneeds = { id = \"K\", en = \"K\" }\noutput = { id = \"O\", en = \"O\" }\n",
            $rest,
            "\n[[end]]"
        )
    };
}

#[test]
fn s40_an_unreachable_step() {
    let extra = edit(
        "[[end]]",
        "[[end]]",
        step!("arsip", "\n[[step.outcome]]\nid = \"ok\"\nlabel = { id = \"L\", en = \"L\" }\nto = \"terbit\"\n"),
    );
    // What nothing leads to does not issue a letter either, so only the step is told.
    let finding = gives("S-STEP-UNREACHABLE", &[extra], "id = \"arsip\"", "id = \"arsip\"");
    assert!(finding.message.id.contains("tidak pernah tercapai"));
}

#[test]
fn s40_an_end_that_nothing_reaches() {
    let extra = edit(
        "[[timer]]",
        "[[timer]]",
        "[[end]]\nid = \"lain\"\nname = { id = \"L\", en = \"L\" }\nresult = \"closed\"\n\n[[timer]]",
    );
    gives("S-END-UNREACHED", &[extra], "id = \"lain\"", "id");
}

#[test]
fn s40_no_end_at_all() {
    let text = edited(&[]);
    let from = text.find("[[end]]").unwrap();
    let to = text.find("[[timer]]").unwrap();
    let text = format!("{}{}", &text[..from], &text[to..]);
    let codes: Vec<&str> = findings(&text).iter().map(|finding| finding.code).collect();
    assert!(codes.contains(&"S-END-NONE"), "{codes:?}");
}

#[test]
fn s40_a_dead_end() {
    let edits = [
        edit(VERIFIKASI, "tell =", "route = [{ when = \"luas > 50\", to = \"arsip\" }]\ntell ="),
        edit("[[end]]", "[[end]]", step!("arsip", "outcome = []\n")),
    ];
    gives("S-STEP-DEAD-END", &edits, "id = \"arsip\"", "id");
}

#[test]
fn s40_an_endless_loop_without_an_exit() {
    let edits = [
        edit(VERIFIKASI, "tell =", "route = [{ when = \"luas > 50\", to = \"satu\" }]\ntell ="),
        edit(
            "[[end]]",
            "[[end]]",
            step!("satu", "\n[[step.outcome]]\nid = \"ok\"\nlabel = { id = \"L\", en = \"L\" }\nto = \"dua\"\n"),
        ),
        edit(
            "[[end]]",
            "[[end]]",
            step!("dua", "\n[[step.outcome]]\nid = \"ok\"\nlabel = { id = \"L\", en = \"L\" }\nto = \"satu\"\n"),
        ),
    ];
    let finding = gives("S-LOOP-ENDLESS", &edits, "id = \"satu\"\nname", "id");
    assert!(finding.message.en.contains("satu and dua"), "{finding}");
}

#[test]
fn s40_an_outcome_that_leads_to_something_unknown() {
    let finding = gives("S-TARGET-UNKNOWN", &[edit(PU, "to = \"keputusan\"", "to = \"keputusn\"")], PU, "to = ");
    assert!(finding.message.id.contains("Maksudnya “keputusan”?"), "{finding}");
}

#[test]
fn s40_an_outcome_that_leads_nowhere() {
    gives("S-TARGET-NONE", &[edit(PU, "to = \"keputusan\"", "to = []")], PU, "to = []");
}

#[test]
fn s40_a_start_that_leads_nowhere() {
    let text = edited(&[edit("[start]", "to = \"verifikasi\"", "to = []")]);
    let found = findings(&text);
    let start = found.iter().find(|finding| finding.code == "S-TARGET-NONE").unwrap();
    assert_eq!(start.line, Some(line(&text, "[start]", "to = []")));
}

#[test]
fn s40_a_join_that_can_never_fire() {
    let edits = [edit(
        VERIFIKASI,
        "to = [\"pu\", \"bapenda\"]",
        "to = \"pu\"\nroute = [{ when = \"luas > 50\", to = \"bapenda\" }]",
    )];
    let finding = gives("S-JOIN-NEVER", &edits, KEPUTUSAN, "joins");
    assert!(finding.message.en.contains("never run together"), "{finding}");
}

#[test]
fn s40_a_join_that_waits_for_a_step_that_does_not_lead_to_it() {
    let edits = [edit(KEPUTUSAN, "joins = [\"pu\", \"bapenda\"]", "joins = [\"pu\", \"bapenda\", \"verifikasi\"]")];
    let finding = gives("S-JOIN-NEVER", &edits, KEPUTUSAN, "joins");
    assert!(finding.message.en.contains("waits for verifikasi"), "{finding}");
}

#[test]
fn s40_a_join_that_can_wait_for_ever() {
    let edits = [edit(VERIFIKASI, "tell =", "route = [{ when = \"luas > 50\", to = \"pu\" }]\ntell =")];
    let finding = gives("S-JOIN-STUCK", &edits, KEPUTUSAN, "joins");
    assert!(finding.message.en.contains("branch pu has arrived but bapenda will never come"), "{finding}");
}

#[test]
fn s40_a_join_on_something_unknown() {
    gives(
        "S-JOIN-UNKNOWN",
        &[edit(KEPUTUSAN, "joins = [\"pu\", \"bapenda\"]", "joins = [\"pu\", \"bapendo\"]")],
        KEPUTUSAN,
        "joins",
    );
}

#[test]
fn s40_two_tokens_in_one_place() {
    let finding = gives("S-TOKENS-TWO", &[edit(KEPUTUSAN, "joins = [\"pu\", \"bapenda\"]\n", "")], KEPUTUSAN, "id");
    assert!(finding.message.en.contains("pu → selesai"), "{finding}");
}

#[test]
fn s40_something_left_running_when_the_case_ends() {
    let tolak = "to = \"keputusan\"\n\n[[step.outcome]]\nid = \"tolak\"\nlabel = { id = \"L\", en = \"L\" }\nkind = \"refuse\"\nto = \"ditolak\"\nletter = \"penolakan\"\n";
    let finding = gives("S-END-LEFT-RUNNING", &[edit(PU, "to = \"keputusan\"", tolak)], "id = \"ditolak\"", "id");
    assert!(finding.message.en.contains("bapenda is still running"), "{finding}");
}

#[test]
fn s40_a_net_that_is_too_large_to_be_decided() {
    let mut chain = String::new();
    for at in 0..300 {
        let next = if at < 299 { format!("s{}", at + 1) } else { "ditutup".to_owned() };
        let step = step!("ID", "\n[[step.outcome]]\nid = \"ok\"\nlabel = \"L\"\nto = \"NEXT\"\n");
        let step = step.replace("\"ID\"", &format!("\"s{at}\"")).replace("NEXT", &next);
        chain.push_str(step.strip_suffix("[[end]]").expect("the macro ends so"));
    }
    let text = edited(&[edit(VERIFIKASI, "tell =", "route = [{ when = \"luas > 50\", to = \"s0\" }]\ntell =")]);
    let text = text.replacen("[[end]]", &format!("{chain}[[end]]"), 1);
    let findings = findings(&text);
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["S-NET-TOO-LARGE"]);
    assert_eq!(findings[0].line, Some(line(&text, "[[step]]", "[[step]]")));
}

#[test]
fn s40_a_reason_that_nobody_can_choose() {
    let reason =
        "[[reason]]\nid = \"buram\"\nlabel = { id = \"L\", en = \"L\" }\ntext = { id = \"T\", en = \"T\" }\n\n[[end]]";
    let text = edited(&[edit("[[end]]", "[[end]]", reason)]);
    assert_eq!(findings(&text), []);
    let text = text.replace("kind = \"return\"", "kind = \"refuse\"");
    let found = findings(&text);
    let nowhere: Vec<_> = found.iter().filter(|finding| finding.code == "S-REASON-NOWHERE").collect();
    assert_eq!(nowhere.len(), 1, "{found:?}");
    assert!(nowhere[0].message.id.contains("“buram”") && nowhere[0].line.is_some());
}

#[test]
fn s40_an_end_that_can_never_be_reopened() {
    let closed = "result = \"closed\"";
    let good = edit("id = \"ditutup\"\nname", closed, "result = \"closed\"\nreopen = \"10 hari kerja\"");
    assert_eq!(findings(&edited(&[good])), []);
    let granted =
        edit("id = \"terbit\"\nname", "result = \"granted\"", "result = \"granted\"\nreopen = \"10 hari kerja\"");
    let finding = gives("S-REOPEN-NEVER", &[granted], "reopen = ", "reopen");
    assert!(finding.message.en.contains("can never be reopened"));
}
