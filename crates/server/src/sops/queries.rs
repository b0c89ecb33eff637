//! What the slice reads and writes of published SOPs.

use std::collections::BTreeMap;

use jiff::Timestamp;
use store::{Db, Statement, StoreError};

use super::Bundle;

/// The files of every published version of an office: service, version, files.
pub async fn bundles(db: &Db, office: &str) -> Result<Vec<(String, i64, BTreeMap<String, String>)>, StoreError> {
    let rows = db
        .query(
            "select service, version, files from sop_bundle where office = $1 order by service, version",
            vec![office.into()],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let files = serde_json::from_str(row.text(2)).map_err(|error| StoreError::other(error.to_string()))?;
            Ok((row.text(0).to_owned(), row.int(1), files))
        })
        .collect()
}

/// Keeps a version for ever.
pub fn insert(office: &str, bundle: &Bundle, at: Timestamp) -> Result<Statement, serde_json::Error> {
    Ok(Statement::new(
        "insert into sop_bundle (office, service, version, files, sha256, published_us) values ($1, $2, $3, $4, $5, $6)",
        vec![
            office.into(),
            bundle.sop.service.id.0.as_str().into(),
            i64::from(bundle.sop.identity.version).into(),
            serde_json::to_string(&bundle.files)?.into(),
            bundle.sha256().into(),
            at.as_microsecond().into(),
        ],
    ))
}
