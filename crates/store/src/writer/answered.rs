//! Looking up what came of a request, before it is asked again.

use super::Done;
use super::plan::{KEPT, kept};
use crate::{Db, StoreError};

impl Db {
    /// What came of a request that has acted already; nothing where it has not. The writer asks itself before it acts:
    /// this is for handlers that would otherwise judge a repeated request by the state which it has brought about.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn answered(&self, office: &str, request: &str) -> Result<Option<Done>, StoreError> {
        let rows = self.query(KEPT, vec![office.into(), request.into()]).await?;
        rows.first().map(|row| kept(row.text(0))).transpose()
    }
}
