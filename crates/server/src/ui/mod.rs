//! The look of the office: layouts, components, forms, wording, assets, headers. No slice writes its own.
//!
//! # A page
//!
//! ```ignore
//! use askama::Template;
//! use crate::ui::{self, Page, Preferences};
//!
//! #[derive(Template)]
//! #[template(path = "portal/service.html")]
//! struct ServicePage { p: Page, service: ServiceView }
//!
//! async fn service(prefs: Preferences, …) -> Response {
//!     let p = app.page(prefs, viewer).title(&service.title).crumb("Layanan", "/services");
//!     ui::render_public(ServicePage { p, service })        // ui::render for anything personal
//! }
//! ```
//!
//! ```html
//! {% extends "base/public.html" %}               {# or base/desk.html for officers #}
//! {% import "base/macros.html" as m %}
//! {% block main %}
//! <h1>{{ p.title }}</h1>
//! <p class="lead">{{ p.tr("portal-service-lead") }}</p>
//! {{ m::tag(tag) }}
//! {% endblock %}
//! ```
//!
//! Every template struct has its [`Page`] as `p`. Wording comes from `locales/<lang>/*.ftl` through `p.tr("key")`,
//! `p.tr1("key", "name", value)` and [`tr_with`]; a test finds keys without wording and catalogues that differ.
//!
//! # A form
//!
//! ```html
//! {{ m::error_summary(problems, p) }}
//! <form method="post" novalidate>
//!   {{ m::form_start(p) }}                       {# request id, and the button that Enter presses #}
//!   {% for field in fields %}{{ m::field(field, p) }}{% endfor %}
//!   {{ m::submit(p.tr("action-continue")) }}
//! </form>
//! ```
//!
//! With a file among the fields: `enctype="multipart/form-data" data-upload="{{ p.tr("uploading") }}"`. The field `request_id` names the request; `_do`
//! is a button inside a field ([`Act`]): change the draft and show the same page again, without checking anything.
//!
//! # When it did not go well
//!
//! A form with faults comes back with status 422 ([`render_as`]) and everything that was typed. Whole pages:
//! [`not_found`], [`refused`], [`failure`], [`unavailable`].

mod accent;
mod asset;
mod component;
mod form;
mod headers;
mod language;
mod page;
mod preference;
mod respond;
pub mod styleguide;
pub mod words;

use axum::Router;
use axum::routing::get;

pub use accent::{Accent, AccentRefusal, contrast};
pub use asset::{accent_url, asset_bytes, asset_url};
pub use component::{
    Link, NavItem, Notice, Pager, ServiceCard, Stage, Stat, SummaryRow, Tab, Tag, TaskItem, TimelineEntry, Tone,
};
pub use form::{
    Act, Choice, Coordinates, Field, FieldHtml, Held, Kind, Problem, Region, RegionLevel, Rows, Upload, problems,
};
pub use headers::{DOCUMENT_POLICY, PAGE_POLICY, security_headers};
pub use language::{Arg, Lang, keys, language_name, tr, tr_with};
pub use page::{OfficeFace, Page, Viewer};
pub use preference::{Preferences, Theme, encode, is_local};
pub use respond::{Trouble, failure, not_found, refused, render, render_as, render_public, unavailable};

/// The routes of the look itself: assets, the favicon, the choice of language and theme.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route("/aset/{version}/{name}", get(asset::serve))
        .route("/favicon.ico", get(asset::favicon))
        .route("/tampilan", get(preference::choose))
}
