//! A file that was taken in while something else on the page was wrong, carried along in the page under the office's seal,
//! so that nobody has to send it twice and nobody can name a file that was never theirs.

use casework::case::{CaseId, FileRef};
use casework::sop::RequirementId;

use crate::http::Visit;
use crate::secret::hex;

/// The name of the hidden control for a requirement.
pub fn name(id: &RequirementId) -> String {
    format!("tersimpan.{id}")
}

/// A file reference with the seal over it, the case and the requirement.
pub fn seal(visit: &Visit, case: CaseId, id: &RequirementId, file: &FileRef) -> String {
    let content = serde_json::to_string(file).unwrap_or_default();
    format!("{}.{content}", mark(visit, case, id, &content))
}

/// The file of an unbroken seal.
pub fn open(visit: &Visit, case: CaseId, id: &RequirementId, sealed: &str) -> Option<FileRef> {
    let (found, content) = sealed.split_once('.')?;
    (found == mark(visit, case, id, content)).then(|| serde_json::from_str(content).ok())?
}

fn mark(visit: &Visit, case: CaseId, id: &RequirementId, content: &str) -> String {
    let whole = format!("{}/{}/{id}/{content}", visit.desk.id, case.0);
    hex(&visit.app.secret().hmac(b"sealed file", whole.as_bytes()))
}
