//! Documents: sent first, attached afterwards by the SHA-256 of their content. Only the account that has sent a file may
//! attach it.

use std::collections::BTreeMap;

use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest as _, Multipart, Request, State};
use axum::http::StatusCode;
use axum::http::header::{
    CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse as _, Response};
use axum::{Json, body::Body as Bytes};
use casework::case::FileRef;
use casework::form::Fault;
use casework::lang::Text;
use casework::sop::{FileType, Requirement, RequirementId};
use jiff::SignedDuration;
use utoipa::ToSchema;

use super::document::Changing;
use super::extract::Caller;
use super::problem::{Kind, Problem};
use super::queries;
use super::shapes::FileInfo;
use crate::app::App;
use crate::files::{Rejected, accept};
use crate::http::Visit;
use crate::people::Account;

/// The largest file, in megabytes, whatever a requirement says.
const LARGEST_MB: u16 = 25;
/// How many bytes one account may send within a day.
const A_DAY: i64 = 1_000_000_000;

/// A form with one file.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the form in the document; the handler reads it piece by piece")]
pub struct Upload {
    /// The file: a PDF, JPEG or PNG, told from its content.
    #[schema(value_type = String, format = Binary, content_media_type = "application/octet-stream")]
    file: Vec<u8>,
}

/// Takes in a document: a form with one file, PDF, JPEG or PNG, at most 25 MB. Attach it by its `sha256`.
#[utoipa::path(post, operation_id = "sendFile", path = "/files", tag = "files",
    request_body(content = Upload, content_type = "multipart/form-data"),
    responses((status = 201, body = FileInfo), Changing))]
pub async fn upload(caller: Caller, State(app): State<App>, request: Request) -> Result<Response, Problem> {
    let Caller { visit, account } = &caller;
    let form = Multipart::from_request(request, &app).await.map_err(|_| Problem::new(Kind::WrongMedia))?;
    let (name, bytes) = read(form).await?;
    let kind = accept(&bytes, &FileType::ALL, LARGEST_MB).map_err(rejected)?;
    let day_ago = visit.app.now() - SignedDuration::from_hours(24);
    let sent = queries::sent_since(&visit.desk, account.id, day_ago).await.map_err(|e| Problem::store(visit, &e))?;
    if sent + i64::try_from(bytes.len()).unwrap_or(i64::MAX) > A_DAY {
        return Err(Problem::because(
            Kind::TooMany,
            "Akun ini sudah mengirim 1 GB berkas dalam 24 jam terakhir. Lanjutkan besok.",
            "This account has sent 1 GB of files within the last 24 hours. Go on tomorrow.",
        ));
    }
    let files = visit.app.files().clone();
    let stored = tokio::task::spawn_blocking(move || files.put(&bytes, &name, kind.media_type())).await;
    let file =
        stored.map_err(anyhow::Error::from).and_then(|stored| stored).map_err(|e| Problem::failure(visit, &e))?;
    let statement = queries::insert_upload(&visit.desk.id, account.id, &file, visit.app.now());
    visit.desk.write(vec![statement]).await.map_err(|error| Problem::store(visit, &error))?;
    Ok((StatusCode::CREATED, Json(FileInfo::from(&file))).into_response())
}

/// The first file of a form, with its name.
async fn read(mut form: Multipart) -> Result<(String, Vec<u8>), Problem> {
    while let Some(field) = form.next_field().await.map_err(|error| broken(&error))? {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or("").to_owned();
        let bytes = field.bytes().await.map_err(|error| broken(&error))?;
        return Ok((name, bytes.to_vec()));
    }
    Err(one_fault(
        "file",
        "Formulir ini tidak memuat berkas. Kirim berkasnya pada bagian bernama “file”.",
        "The form has no file. Send it in the part named “file”.",
    ))
}

fn broken(error: &MultipartError) -> Problem {
    let too_large = error.status() == StatusCode::PAYLOAD_TOO_LARGE;
    if too_large { oversized() } else { Problem::new(Kind::Unreadable) }
}

fn oversized() -> Problem {
    Problem::because(
        Kind::TooLarge,
        format!("Berkas ini lebih besar dari {LARGEST_MB} MB. Kecilkan, lalu kirim lagi."),
        format!("This file is larger than {LARGEST_MB} MB. Make it smaller, then send it again."),
    )
}

fn rejected(rejected: Rejected) -> Problem {
    match rejected {
        Rejected::Empty => one_fault(
            "file",
            "Berkas ini kosong. Pilih berkas yang berisi.",
            "This file is empty. Choose one with content.",
        ),
        Rejected::TooLarge(_) => oversized(),
        Rejected::WrongKind => one_fault(
            "file",
            "Berkas ini bukan PDF, JPG, atau PNG, apa pun namanya. Simpan ulang sebagai salah satunya.",
            "This file is no PDF, JPG or PNG, whatever its name says. Save it as one of these.",
        ),
        Rejected::CutOff => one_fault(
            "file",
            "Berkas ini terpotong: bagian akhirnya tidak ada. Kirim lagi dari berkas yang utuh.",
            "This file is cut off: its end is missing. Send it again from the whole file.",
        ),
    }
}

fn one_fault(field: &str, id: &str, en: &str) -> Problem {
    Problem::invalid(vec![Fault { field: field.to_owned(), message: Text::new(id, en) }])
}

/// The files that a request attaches, each by its SHA-256: sent by this account, asked for, of a kind and size
/// that its requirement takes. What is wrong comes as faults.
///
/// # Errors
/// The database does not answer.
pub async fn attached(
    visit: &Visit,
    account: &Account,
    asked: &[Requirement],
    files: &BTreeMap<String, String>,
) -> Result<(BTreeMap<RequirementId, FileRef>, Vec<Fault>), Problem> {
    let (mut attached, mut faults) = (BTreeMap::new(), Vec::new());
    for (id, sha256) in files {
        let id = RequirementId(id.clone());
        let file = uploaded(visit, account, sha256).await?;
        match (asked.iter().find(|requirement| requirement.id == id), file) {
            (None, _) => faults.push(fault(
                &id.0,
                "Layanan ini tidak meminta berkas dengan nama ini. Lihat daftar persyaratannya.",
                "The service asks for no document of this name. See its requirements.",
            )),
            (Some(_), None) => faults.push(not_sent(&id.0)),
            (Some(requirement), Some(file)) => match unfit(requirement, &file) {
                Some(message) => faults.push(Fault { field: id.0, message }),
                None => drop(attached.insert(id, file)),
            },
        }
    }
    Ok((attached, faults))
}

/// A file that this account has sent.
pub async fn uploaded(visit: &Visit, account: &Account, sha256: &str) -> Result<Option<FileRef>, Problem> {
    queries::upload(&visit.desk, account.id, sha256).await.map_err(|error| Problem::store(visit, &error))
}

/// The fault of a file that this account has not sent.
pub fn not_sent(field: &str) -> Fault {
    fault(
        field,
        "Berkas ini belum dikirim oleh akun ini. Kirim dahulu ke /api/v1/files, lalu lampirkan dengan sha256-nya.",
        "This account has not sent this file. Send it to /api/v1/files first, then attach it by its sha256.",
    )
}

fn fault(field: &str, id: &str, en: &str) -> Fault {
    Fault { field: field.to_owned(), message: Text::new(id, en) }
}

fn unfit(requirement: &Requirement, file: &FileRef) -> Option<Text> {
    let names = |word: &str| requirement.accept.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(word);
    if !requirement.accept.iter().any(|kind| kind.media_type() == file.media) {
        return Some(Text::new(
            format!("Berkas ini harus berupa {}. Simpan ulang dalam jenis itu.", names(" atau ")),
            format!("This document must be {}. Save it in that format.", names(" or ")),
        ));
    }
    (file.size > u64::from(requirement.max_mb) * 1_000_000).then(|| {
        Text::new(
            format!("Berkas ini lebih besar dari {} MB. Kecilkan, lalu kirim lagi.", requirement.max_mb),
            format!("This document is larger than {} MB. Make it smaller, then send it again.", requirement.max_mb),
        )
    })
}

/// A stored file as a download: never shown inside a page of ours.
///
/// # Errors
/// The file is missing on disk.
pub async fn download(visit: &Visit, file: &FileRef) -> Result<Response, Problem> {
    let (files, sha256) = (visit.app.files().clone(), file.sha256.clone());
    let read = tokio::task::spawn_blocking(move || files.get(&sha256)).await;
    let bytes = read.map_err(anyhow::Error::from).and_then(|read| read).map_err(|e| Problem::failure(visit, &e))?;
    Ok(attachment(&file.media, &file.name, bytes))
}

/// Bytes as a download with a name.
pub fn attachment(media: &str, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename*=UTF-8''{}", crate::ui::encode(name).replace('/', "%2F"));
    let mut response = Response::new(Bytes::from(bytes));
    let headers = response.headers_mut();
    let header = |text: &str| HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    headers.insert(CONTENT_TYPE, header(media));
    headers.insert(CONTENT_DISPOSITION, header(&disposition));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox; default-src 'none'"));
    response
}
