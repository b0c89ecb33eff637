//! A form with files as it arrives: read to its end even where a file is too large, so that the answer is a page and not
//! a broken connection.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;

/// The longest text under one name.
const LONGEST: usize = 100_000;

/// What a form with files brought.
#[derive(Default)]
pub struct Sent {
    /// Names and texts.
    pub texts: Vec<(String, String)>,
    /// The files that were chosen; controls left empty are not among them.
    pub files: Vec<SentFile>,
}

/// A file as it arrived.
pub struct SentFile {
    /// The control's name.
    pub field: String,
    /// The name that it has on the sender's device.
    pub name: String,
    /// Its content; nothing of one that is too large.
    pub bytes: Vec<u8>,
    /// It is larger than was asked for.
    pub too_large: bool,
}

impl Sent {
    /// Reads a form; `most` says how many bytes a control takes. What goes beyond is read and thrown away.
    ///
    /// # Errors
    /// The connection broke, the form is damaged, or it is beyond the limit of all requests.
    pub async fn read(mut form: Multipart, most: impl Fn(&str) -> usize) -> Result<Sent, MultipartError> {
        let mut sent = Sent::default();
        while let Some(mut field) = form.next_field().await? {
            let name = field.name().unwrap_or_default().to_owned();
            let file = field.file_name().map(str::to_owned);
            let limit = if file.is_some() { most(&name) } else { LONGEST };
            let (mut bytes, mut too_large) = (Vec::new(), false);
            while let Some(chunk) = field.chunk().await? {
                if bytes.len() + chunk.len() > limit {
                    too_large = true;
                    bytes = Vec::new();
                }
                if !too_large {
                    bytes.extend_from_slice(&chunk);
                }
            }
            match file {
                // A control without a file is sent as a file without a name.
                Some(file) if file.is_empty() && bytes.is_empty() => {}
                Some(file) => sent.files.push(SentFile { field: name, name: file, bytes, too_large }),
                None => sent.texts.push((name, String::from_utf8_lossy(&bytes).into_owned())),
            }
        }
        Ok(sent)
    }

    /// The last text under a name.
    pub fn text(&self, name: &str) -> &str {
        self.texts.iter().rev().find(|(known, _)| known == name).map_or("", |(_, text)| text.as_str())
    }
}
