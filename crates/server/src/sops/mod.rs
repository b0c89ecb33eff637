//! The office's SOPs: read from their folders, checked, published, kept for the cases that began with them.

mod bundle;
mod inspect;
mod pages;
mod publish;
mod queries;
mod source;

use axum::Router;
use axum::routing::get;

pub use bundle::{Bundle, Bundles};
pub use inspect::{Depth, Inspected, inspect};
pub use publish::{Published, load, publish, publish_checked};
pub use source::{ServiceFolder, Source};

use crate::app::App;

/// The addresses of this slice.
pub fn routes() -> Router<App> {
    Router::new().route("/meja/sop", get(pages::list).post(pages::publish_again))
}
