//! The files of a case: shown in the desk's viewer, one by one, only to who may see the case.

use std::collections::BTreeSet;

use axum::extract::Path;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use casework::case::{Case, Event, FileRef, Recorded};

use super::access::{self, Look};
use crate::http::Visit;
use crate::licences;
use crate::ui::{self, DOCUMENT_POLICY};

/// `GET /meja/berkas/{case}/file/{sha256}`: a file, if it belongs to the case.
pub async fn file(visit: Visit, Path((id, sha256)): Path<(String, String)>) -> Response {
    let opened = match access::open(&visit, &id, Look { what: "file", detail: Some(&sha256) }).await {
        Ok(opened) => opened,
        Err(answer) => return answer,
    };
    let Some(file) = belongs(&opened.case, &opened.events, &sha256) else {
        return ui::not_found(visit.page()).into_response();
    };
    let files = visit.app.files().clone();
    let read = tokio::task::spawn_blocking(move || files.get(&sha256)).await;
    match read.map_err(anyhow::Error::from).and_then(|bytes| bytes) {
        Ok(bytes) => inline(&file, bytes),
        Err(error) => visit.failure(&error),
    }
}

/// `GET /meja/berkas/{case}/konsep`: a draft of the licence of a case whose limit by law has passed. Only officers who may
/// see the case; nothing of it is kept.
pub async fn draft(visit: Visit, Path(id): Path<String>) -> Response {
    let opened = match access::open(&visit, &id, Look { what: "file", detail: Some("konsep") }).await {
        Ok(opened) => opened,
        Err(answer) => return answer,
    };
    let Some(letter) = super::view::drafted(&opened) else { return ui::not_found(visit.page()).into_response() };
    match licences::draft(&visit.app, &visit.desk, opened.id, &letter).await {
        Ok(Some(bytes)) => draft_pdf(bytes),
        Ok(None) => ui::not_found(visit.page()).into_response(),
        Err(error) => visit.failure(&error),
    }
}

/// A draft's PDF as it is sent.
pub fn draft_pdf(bytes: Vec<u8>) -> Response {
    let (name, media) = ("konsep.pdf".to_owned(), "application/pdf".to_owned());
    let size = u64::try_from(bytes.len()).unwrap_or(0);
    inline(&FileRef { sha256: String::new(), name, media, size }, bytes)
}

/// The file with this hash among everything that ever belonged to the case: brought, replaced, recorded, issued.
pub(super) fn belongs(case: &Case, events: &[Recorded], sha256: &str) -> Option<FileRef> {
    let letters = case.letters.iter().filter_map(|letter| letter.file.as_ref());
    let duties = case.duties.values().filter_map(|duty| duty.fulfilled.as_ref()?.1.as_ref());
    let recorded = case.done.iter().flat_map(|done| &done.files);
    let replaced = case.replaced.iter().flat_map(|replaced| replaced.files.values());
    let filed = events.iter().flat_map(|recorded| match &recorded.event {
        Event::Submitted { files, .. } | Event::Corrected { files, .. } | Event::Added { files, .. } => {
            files.values().collect::<Vec<_>>()
        }
        Event::StepEntered { .. }
        | Event::BranchArrived { .. }
        | Event::StepClaimed { .. }
        | Event::StepReleased { .. }
        | Event::StepHandedOver { .. }
        | Event::Reminded { .. }
        | Event::Adopted { .. }
        | Event::StepReassigned { .. }
        | Event::Recused { .. }
        | Event::StepCompleted { .. }
        | Event::Reopened { .. }
        | Event::LetterIssued { .. }
        | Event::LetterRecorded { .. }
        | Event::TimerFired { .. }
        | Event::DutyOpened { .. }
        | Event::DutyFulfilled { .. }
        | Event::LimitWarned { .. }
        | Event::DeemedGranted { .. }
        | Event::Withdrawn { .. }
        | Event::Fee { .. }
        | Event::Ended { .. } => Vec::new(),
    });
    let mut all = case.files.values().chain(replaced).chain(recorded).chain(letters).chain(duties).chain(filed);
    all.find(|file| file.sha256 == sha256).cloned()
}

/// A file to be looked at and not to be run: its kind is one of three that were told from the content when it came in.
fn inline(file: &FileRef, bytes: Vec<u8>) -> Response {
    let known: BTreeSet<&str> = casework::sop::FileType::ALL.iter().map(|kind| kind.media_type()).collect();
    let media = known.get(file.media.as_str()).copied().unwrap_or("application/octet-stream");
    let name = ui::encode(&file.name);
    let disposition = HeaderValue::from_str(&format!("inline; filename*=UTF-8''{name}"));
    (
        [
            (CONTENT_TYPE, HeaderValue::from_static(media)),
            (CONTENT_DISPOSITION, disposition.unwrap_or_else(|_| HeaderValue::from_static("inline"))),
            (CONTENT_SECURITY_POLICY, HeaderValue::from_static(DOCUMENT_POLICY)),
            (CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        ],
        bytes,
    )
        .into_response()
}
