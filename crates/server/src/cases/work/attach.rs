//! Photos of an inspection and other files that an officer puts to a step. They are taken in even where something else is
//! wrong, and then carried along in the page under the office's seal, so that nobody has to send them twice.

use casework::case::{CaseId, FileRef};
use casework::sop::{FileType, Step, TaskKind};

use crate::files::{self, Rejected};
use crate::http::Visit;
use crate::portal::{Sent, SentFile, without_traces};
use crate::secret::hex;
use crate::ui::{tr, tr_with, words};

/// The control for new files.
pub const FILES: &str = "work-file";
/// The files that were taken in already.
pub const KEPT: &str = "work-kept";
/// The largest file, in megabytes.
pub const MOST_MB: u16 = 10;
/// The most files of one step.
const MOST: usize = 20;
/// The length of a seal in hexadecimal digits.
const SEAL: usize = 64;

/// The control for files as the page shows it.
pub struct Attach {
    /// What is asked for.
    pub label: String,
    /// The `accept` attribute.
    pub accept: String,
    /// In words: which types, how large.
    pub limits: String,
    /// The files that are there already: sealed, and in words.
    pub kept: Vec<(String, String)>,
    /// What is wrong.
    pub error: Option<String>,
}

/// The kinds of file that a step takes from its officer; none where there is nothing to put to it.
pub fn kinds(step: &Step) -> &'static [FileType] {
    match step.task {
        TaskKind::Inspect => &[FileType::Jpg, FileType::Png],
        TaskKind::Recommend | TaskKind::Work => &FileType::ALL,
        TaskKind::Verify | TaskKind::Decide | TaskKind::Deliver | TaskKind::Correct | TaskKind::Pay => &[],
    }
}

/// The control for a step's files; nothing where it takes none.
pub fn attach(visit: &Visit, case: CaseId, step: &Step, kept: &[FileRef], error: Option<String>) -> Option<Attach> {
    let kinds = kinds(step);
    if kinds.is_empty() {
        return None;
    }
    let lang = visit.lang();
    let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
    let accept: Vec<&str> = kinds.iter().map(|kind| kind.media_type()).collect();
    let label = if step.task == TaskKind::Inspect { "cases-photos" } else { "cases-attachments" };
    let args = [("kinds", names.join(", ").into()), ("most", MOST_MB.into())];
    let shown =
        |file: &FileRef| (seal(visit, case, step, file), format!("{} · {}", file.name, words::size(lang, file.size)));
    Some(Attach {
        label: tr(lang, label).into_owned(),
        accept: accept.join(","),
        limits: tr_with(lang, "cases-file-limits", &args),
        kept: kept.iter().map(shown).collect(),
        error,
    })
}

/// The files of a form: those carried along and the new ones that are in order, and what is wrong with the others.
///
/// # Errors
/// A file cannot be stored.
pub async fn take_in(
    visit: &Visit,
    case: CaseId,
    step: &Step,
    sent: &Sent,
) -> anyhow::Result<(Vec<FileRef>, Option<String>)> {
    let carried = sent.texts.iter().filter(|(name, _)| name == KEPT);
    let mut taken: Vec<FileRef> = carried.filter_map(|(_, sealed)| unseal(visit, case, step, sealed)).collect();
    let mut wrong = Vec::new();
    for file in sent.files.iter().filter(|file| file.field == FILES) {
        match judge(step, file) {
            Ok(_) if taken.len() >= MOST => {
                wrong.push(tr_with(visit.lang(), "cases-file-many", &[("most", MOST.into())]))
            }
            Ok(kind) => taken.push(store(visit, file, kind).await?),
            Err(rejected) => wrong.push(message(visit, file, rejected)),
        }
    }
    let mut known = std::collections::BTreeSet::new();
    taken.retain(|file| known.insert(file.sha256.clone()));
    Ok((taken, (!wrong.is_empty()).then(|| wrong.join(" "))))
}

fn judge(step: &Step, file: &SentFile) -> Result<FileType, Rejected> {
    if file.too_large {
        return Err(Rejected::TooLarge(MOST_MB));
    }
    files::accept(&file.bytes, kinds(step), MOST_MB)
}

/// Writing waits for the disk, so it is done beside the threads that answer others.
async fn store(visit: &Visit, file: &SentFile, kind: FileType) -> anyhow::Result<FileRef> {
    let (store, bytes, name) = (visit.app.files().clone(), file.bytes.clone(), file.name.clone());
    let kept = tokio::task::spawn_blocking(move || {
        let bytes = match kind {
            FileType::Jpg => without_traces(bytes),
            FileType::Pdf | FileType::Png => bytes,
        };
        store.put(&bytes, &name, kind.media_type())
    });
    kept.await?
}

fn message(visit: &Visit, file: &SentFile, rejected: Rejected) -> String {
    let name = file.name.clone();
    let say = |key| tr_with(visit.lang(), key, &[("name", name.into()), ("most", MOST_MB.into())]);
    match rejected {
        Rejected::Empty => say("cases-file-empty"),
        Rejected::TooLarge(_) => say("cases-file-large"),
        Rejected::WrongKind => say("cases-file-kind"),
        Rejected::CutOff => say("cases-file-cut"),
    }
}

/// A file reference under the seal of the office, the case, the step and the officer.
fn seal(visit: &Visit, case: CaseId, step: &Step, file: &FileRef) -> String {
    let content = serde_json::to_string(file).unwrap_or_default();
    format!("{}{content}", mark(visit, case, step, &content))
}

/// The file of an unbroken seal.
fn unseal(visit: &Visit, case: CaseId, step: &Step, sealed: &str) -> Option<FileRef> {
    let (found, content) = sealed.split_at_checked(SEAL)?;
    (found == mark(visit, case, step, content)).then(|| serde_json::from_str(content).ok())?
}

fn mark(visit: &Visit, case: CaseId, step: &Step, content: &str) -> String {
    let officer = visit.account.as_ref().map_or(0, |account| account.id);
    let whole = format!("{}/{}/{}/{officer}/{content}", visit.desk.id, case.0, step.id);
    hex(&visit.app.secret().hmac(b"file of a step", whole.as_bytes()))
}
