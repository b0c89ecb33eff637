//! Who has looked at one's own application.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;

use super::access::own_case;
use super::own;
use crate::cases::{self, LookedAt, Seen, Who};
use crate::http::Visit;
use crate::ui::{self, Page, Tag, Tone};

#[derive(Template)]
#[template(path = "portal/apply/seen.html")]
struct SeenPage {
    p: Page,
    looks: Vec<Entry>,
    older: bool,
    most: String,
}

/// One look in words.
struct Entry {
    who: String,
    what: String,
    /// The reason that was given, or the document.
    detail: String,
    at: String,
    /// That it was not shown.
    refused: Option<Tag>,
}

/// `GET /permohonan/{case}/akses`: the page.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Response {
    let own = match own_case(&visit, &id, "case").await {
        Ok(own) => own,
        Err(answer) => return answer,
    };
    let (looks, older) = match cases::looks(&visit.desk, own.id, &own.case).await {
        Ok(looks) => looks,
        Err(error) => return visit.trouble(&error),
    };
    let name = own.sop.service.name.get(visit.lang());
    let p = own::own_page(&visit, &own).crumb(name, own.href("")).titled("portal-apply-seen");
    let looks = looks.iter().map(|look| entry(&visit, &p, look)).collect();
    ui::render(SeenPage { p, looks, older, most: cases::MOST_LOOKS.to_string() })
}

fn entry(visit: &Visit, p: &Page, look: &LookedAt) -> Entry {
    let lang = visit.lang();
    let who = match &look.who {
        Who::Officer { agency, roles } if roles.is_empty() => agency.get(lang).to_owned(),
        Who::Officer { agency, roles } => {
            let roles: Vec<&str> = roles.iter().map(|role| role.get(lang)).collect();
            format!("{}, {}", roles.join(", "), agency.get(lang))
        }
        Who::Applicant => p.tr("portal-apply-seen-applicant").into_owned(),
        Who::Nobody => p.tr("portal-apply-seen-nobody").into_owned(),
    };
    let what = match look.seen {
        Seen::Case => "portal-apply-seen-case",
        Seen::File => "portal-apply-seen-file",
        Seen::Numbers => "portal-apply-seen-numbers",
        Seen::Letter => "portal-apply-seen-letter",
        Seen::Acted => "portal-apply-seen-acted",
    };
    let detail = match (&look.detail, look.seen) {
        (None, _) => String::new(),
        (Some(reason), Seen::Numbers) => p.tr1("portal-apply-seen-reason", "reason", reason.as_str()),
        (Some(name), _) => p.tr1("portal-apply-seen-which", "name", name.as_str()),
    };
    let refused = (!look.allowed).then(|| Tag::new(p.tr("portal-apply-seen-refused"), Tone::Bad));
    Entry { who, what: p.tr(what).into_owned(), detail, at: super::moment(visit, look.at), refused }
}
