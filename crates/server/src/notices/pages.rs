//! The messages of the demo, readable on a page so that nobody has to set up a mail server.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use jiff::civil::DateTime;

use super::attachment::Attachment;
use super::queries::{self, Message};
use crate::http::Visit;
use crate::ui::{self, Page};

/// How many messages the list shows.
const SHOWN: i64 = 100;

#[derive(Template)]
#[template(path = "notices/outbox.html")]
struct Outbox {
    p: Page,
    rows: Vec<Row>,
}

struct Row {
    href: String,
    recipient: String,
    subject: String,
    at: DateTime,
}

/// `GET /surel`: the newest messages.
pub async fn outbox(visit: Visit) -> Response {
    match queries::newest(&visit.desk, SHOWN).await {
        Ok(messages) => {
            let rows = messages.iter().map(|message| row(&visit, message)).collect();
            ui::render(Outbox { p: visit.page().titled("notices-outbox"), rows })
        }
        Err(error) => visit.trouble(&error),
    }
}

#[derive(Template)]
#[template(path = "notices/message.html")]
struct OneMessage {
    p: Page,
    recipient: String,
    at: DateTime,
    paragraphs: Vec<Vec<Piece>>,
    attachment: Option<Attachment>,
}

/// A piece of a message's text: words, or an address that can be followed.
struct Piece {
    text: String,
    href: Option<String>,
}

/// `GET /surel/{id}`: one message.
pub async fn message(visit: Visit, Path(id): Path<String>) -> Response {
    match queries::one(&visit.desk, &id).await {
        Ok(Some(message)) => {
            let back = visit.page().tr("notices-outbox").into_owned();
            let at = row(&visit, &message).at;
            let p = visit.page().title(message.subject).crumb(back, "/surel");
            let paragraphs = message.body.lines().map(pieces).collect();
            ui::render(OneMessage { p, recipient: message.recipient, at, paragraphs, attachment: message.attachment })
        }
        Ok(None) => ui::not_found(visit.page()).into_response(),
        Err(error) => visit.trouble(&error),
    }
}

/// A line with its addresses made into links that stay on this host.
fn pieces(line: &str) -> Vec<Piece> {
    let words = line.split_inclusive(' ').map(|word| {
        let address = word.trim_end();
        let path = address.strip_prefix("http://").or_else(|| address.strip_prefix("https://"));
        let href = path.and_then(|rest| rest.find('/').map(|slash| rest[slash..].to_owned()));
        Piece { text: word.to_owned(), href }
    });
    words.collect()
}

fn row(visit: &Visit, message: &Message) -> Row {
    let at = Timestamp::from_microsecond(message.created_us).unwrap_or(Timestamp::UNIX_EPOCH);
    let zone = visit.desk.office().calendar.zone();
    Row {
        href: format!("/surel/{}", ui::encode(&message.id)),
        recipient: message.recipient.clone(),
        subject: message.subject.clone(),
        at: zone.day(at).to_datetime(zone.time(at)),
    }
}
