//! S40: `satupintu sop check`, the program itself, refuses every kind of bad SOP and says in which file and line.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

/// A copy of a service and of what the services share, in a folder of its own.
struct Copy {
    base: PathBuf,
    service: &'static str,
}

static COUNT: AtomicU32 = AtomicU32::new(0);

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

impl Copy {
    fn of(service: &'static str) -> Copy {
        let number = COUNT.fetch_add(1, Ordering::SeqCst);
        let base = std::env::temp_dir().join(format!("satupintu-sop-{}-{number}", std::process::id()));
        let services = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../services");
        for folder in [service, "_letters"] {
            copied(&services.join(folder), &base.join(folder));
        }
        Copy { base, service }
    }

    fn folder(&self) -> PathBuf {
        self.base.join(self.service)
    }

    /// Behind `after`, the first `from` becomes `to`; gives the line on which that begins.
    fn edit(&self, file: &str, after: &str, from: &str, to: &str) -> usize {
        let path = self.folder().join(file);
        let text = fs::read_to_string(&path).unwrap();
        let start = text.find(after).unwrap_or_else(|| panic!("{file} has no {after:?}"));
        let at = start + text[start..].find(from).unwrap_or_else(|| panic!("{file} has no {from:?}"));
        fs::write(&path, format!("{}{to}{}", &text[..at], &text[at + from.len()..])).unwrap();
        text[..at].matches('\n').count() + 1
    }

    /// The line of the first `marker` behind `after`, as the file stands now.
    fn line(&self, after: &str, marker: &str) -> usize {
        let text = fs::read_to_string(self.folder().join("sop.toml")).unwrap();
        let start = text.find(after).unwrap();
        let at = start + text[start..].find(marker).unwrap();
        text[..at].matches('\n').count() + 1
    }

    fn check(&self, more: &[&str]) -> Output {
        check(&self.folder(), more)
    }

    /// The program refuses it with this finding, on this line of this file.
    #[track_caller]
    fn refused(&self, file: &str, line: usize, code: &str) {
        for lang in ["id", "en"] {
            let output = self.check(&["--lang", lang]);
            let printed = String::from_utf8_lossy(&output.stdout).into_owned();
            assert_eq!(output.status.code(), Some(1), "{printed}");
            let place = format!("{}/{file}:{line}:", self.folder().display());
            let told =
                printed.lines().find(|printed| printed.starts_with(&place) && printed.contains(&format!("[{code}]")));
            let told = told.unwrap_or_else(|| panic!("no {code} at {place}\n{printed}"));
            // A column, a word for how grave it is, and a message behind the code.
            let column = told[place.len()..].split(':').next().unwrap_or_default();
            assert!(column.parse::<usize>().is_ok(), "{told}");
            assert!(told.split_once("] ").is_some_and(|(_, message)| message.len() > 30), "{told}");
        }
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.base);
    }
}

fn check(folder: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_satupintu"));
    command.args(["sop", "check"]).arg(folder).args(more).env("LC_ALL", "C").output().unwrap()
}

/// A step of a clerk; `rest` are its outcomes.
fn step(id: &str, rest: &str) -> String {
    format!(
        "[[step]]\nid = \"{id}\"\nname = \"N\"\nactivity = \"A\"\ntask = \"work\"\nrole = \"verifikator\"\n\
         time = \"10 menit\"\nneeds = \"K\"\noutput = \"O\"\n{rest}\n[[end]]"
    )
}

fn outcome(to: &str) -> String {
    format!("[[step.outcome]]\nid = \"ok\"\nlabel = \"L\"\nto = \"{to}\"\n")
}

const DRAFT: &str = "id = \"konsep\"";
const REVIEW: &str = "id = \"telaah\"";
/// A way to a step that is added, from the drafting of the letter.
const SIDEWAY: &str = "to = \"paraf\"\nroute = [{ when = \"panjang > 50\", to = \"lain\" }]";

fn signs() -> Copy {
    Copy::of("reklame-tetap")
}

#[test]
fn s40_good_services_pass_and_are_counted() {
    let services = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../services");
    let output = check(&services, &[]);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(0), "{printed}");
    assert!(printed.contains("4 layanan diperiksa") && printed.contains(" 0 kesalahan"), "{printed}");
    let output = signs().check(&["--json"]);
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&told["services"], &told["errors"]), (&1.into(), &0.into()), "{told}");
    assert!(told["scenarios"].as_u64().unwrap() > 10, "{told}");
}

#[test]
fn s40_a_step_that_nothing_leads_to() {
    let copy = signs();
    copy.edit("sop.toml", "[[end]]", "[[end]]", &step("lain", &outcome("terbit")));
    copy.refused("sop.toml", copy.line("id = \"lain\"", "id"), "S-STEP-UNREACHABLE");
}

#[test]
fn s40_a_dead_end() {
    let copy = signs();
    copy.edit("sop.toml", DRAFT, "to = \"paraf\"", SIDEWAY);
    copy.edit("sop.toml", "[[end]]", "[[end]]", &step("lain", "outcome = []\n"));
    copy.refused("sop.toml", copy.line("id = \"lain\"", "id"), "S-STEP-DEAD-END");
}

#[test]
fn s40_a_join_that_can_never_begin() {
    let copy = signs();
    let line = copy.edit("sop.toml", REVIEW, "joins = [", "joins = [\"loket\", ");
    copy.refused("sop.toml", line, "S-JOIN-NEVER");
}

#[test]
fn s40_a_step_that_would_be_open_twice() {
    let copy = signs();
    copy.edit("sop.toml", REVIEW, "joins = [\"rekomendasi-pupr\", \"penetapan-pajak\"]\n", "");
    copy.refused("sop.toml", copy.line("[[step]]\nid = \"telaah\"", "id"), "S-TOKENS-TWO");
}

#[test]
fn s40_a_loop_without_an_exit() {
    let copy = signs();
    copy.edit("sop.toml", DRAFT, "to = \"paraf\"", SIDEWAY);
    copy.edit("sop.toml", "[[end]]", "[[end]]", &step("lain", &outcome("lagi")));
    copy.edit("sop.toml", "[[end]]", "[[end]]", &step("lagi", &outcome("lain")));
    copy.refused("sop.toml", copy.line("id = \"lain\"", "id"), "S-LOOP-ENDLESS");
}

#[test]
fn s40_an_outcome_that_leads_nowhere() {
    let copy = signs();
    let line = copy.edit("sop.toml", DRAFT, "to = \"paraf\"", "to = \"parap\"");
    copy.refused("sop.toml", line, "S-TARGET-UNKNOWN");
}

#[test]
fn s40_a_role_that_nobody_holds() {
    let copy = signs();
    let line = copy.edit("sop.toml", DRAFT, "role = \"verifikator\"", "role = \"juru-tulis\"");
    copy.refused("sop.toml", line, "S-ROLE-UNKNOWN");
}

#[test]
fn s40_a_time_without_a_unit() {
    let copy = signs();
    let line = copy.edit("sop.toml", DRAFT, "time = \"1 hari kerja\"", "time = \"1\"");
    copy.refused("sop.toml", line, "S-VALUE");
}

#[test]
fn s40_a_document_that_nobody_examines() {
    let copy = signs();
    copy.edit("sop.toml", "checks = [\"jaminan_bongkar\"", ", \"bukti_pajak\"", "");
    copy.refused("sop.toml", copy.line("id = \"bukti_pajak\"", "id"), "S-REQUIREMENT-UNUSED");
}

#[test]
fn s40_a_promise_shorter_than_the_work() {
    let copy = signs();
    let line = copy.edit("sop.toml", "[standard]", "promise = \"14 hari kerja\"", "promise = \"3 hari kerja\"");
    copy.refused("sop.toml", line, "S-PROMISE-SHORT");
}

#[test]
fn s40_a_formula_with_an_unknown_field_or_the_wrong_type() {
    for (from, to) in [("jalur == \"mandiri\"", "jalurr == \"mandiri\""), ("jalur == \"mandiri\"", "jalur > 3")] {
        let copy = signs();
        let line = copy.edit("sop.toml", "[start]", from, to);
        copy.refused("sop.toml", line, "S-FORMULA");
    }
}

#[test]
fn s40_a_rule_that_nothing_would_execute() {
    let copy = signs();
    let line = copy.edit("sop.toml", "[standard]", "promise =", "harus_ramah = true\npromise =");
    copy.refused("sop.toml", line, "S-KEY-UNKNOWN");
    let copy = signs();
    let line = copy.edit("sop.toml", "[[timer]]", "step = ", "step = \"tidak-ada\" #");
    copy.refused("sop.toml", line, "S-TIMER-STEP");
}

#[test]
fn s40_text_that_is_no_toml() {
    let copy = signs();
    let line = copy.edit("sop.toml", DRAFT, "task = \"work\"", "task = \"work");
    copy.refused("sop.toml", line, "S-SYNTAX");
}

#[test]
fn s40_a_letter_without_its_template() {
    let copy = signs();
    let line = copy.edit("sop.toml", "[[letter]]", "template = \"", "template = \"salah-");
    copy.refused("sop.toml", line, "S-LETTER-TEMPLATE");
}

#[test]
fn s40_a_story_that_comes_otherwise() {
    let copy = Copy::of("penelitian");
    let line = copy.edit("biasa.scenarios", "=>", "=> langkah verifikasi", "=> langkah kajian-kesbangpol");
    copy.refused("biasa.scenarios", line, "S-SCENARIO-FAILED");
}

#[test]
fn s40_a_folder_under_another_name() {
    let copy = signs();
    fs::rename(copy.folder(), copy.base.join("reklame")).unwrap();
    let copy = Copy { base: copy.base.clone(), service: "reklame" };
    copy.refused("sop.toml", copy.line("[service]", "id ="), "S-FOLDER-NAME");
}

#[test]
fn a_folder_that_is_not_there_is_the_command_lines_fault() {
    let copy = signs();
    for (folder, words) in [
        (copy.base.join("nirwana"), "tidak ada"),
        (copy.folder().join("sop.toml"), "bukan folder"),
        (copy.base.join("_letters"), "tidak berisi sop.toml"),
    ] {
        let output = check(&folder, &[]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(words) && told.contains(&folder.display().to_string()), "{told}");
    }
    let output = copy.check(&["--office", "/nirwana/office.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("/nirwana/office.toml"));
}
