//! The office's SOPs: read from their folders, checked, published, kept for the cases that began with them.

mod bundle;
mod publish;
mod queries;
mod source;

use axum::Router;

pub use bundle::{Bundle, Bundles};
pub use publish::{Published, load, publish};
pub use source::{ServiceFolder, Source};

use crate::app::App;

/// The addresses of this slice.
pub fn routes() -> Router<App> {
    Router::new()
}
