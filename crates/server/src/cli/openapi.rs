//! `satupintu openapi`: the document of the API, as it is served and kept in the repository.

use std::io::Write as _;

use anyhow::Context as _;

use super::Failure;
use crate::api;

/// Prints the document.
///
/// # Errors
/// Standard output takes no more.
pub fn run() -> Result<(), Failure> {
    std::io::stdout().write_all(api::document().as_bytes()).context("the document could not be printed")?;
    Ok(())
}
