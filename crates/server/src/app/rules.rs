//! What the writer is told of each office: its rules, and every projection and effect. A new slice adds a line to each list.

use std::sync::{Arc, RwLock};

use casework::office::Office;
use store::{Projection, Rules, Statement};

use super::desk;
use crate::secret::Secret;
use crate::{cases, fees, licences, notices, people};

/// The rules of one office, as the writer asks for them.
pub(super) fn rules(office: Arc<RwLock<Arc<Office>>>, secret: Secret) -> Rules {
    Rules {
        office: Arc::new(move || desk::read(&office)),
        rows: rows(secret),
        effects: Arc::new(|change, office| {
            let mut statements = cases::effects(change);
            statements.extend(licences::effects(change));
            statements.extend(fees::effects(change));
            statements.extend(notices::effects(change, office));
            statements
        }),
    }
}

/// Every projection: what a change writes into the read tables.
pub(super) fn rows(secret: Secret) -> Arc<Projection> {
    Arc::new(move |change, office| {
        let mut statements = cases::project(change, office);
        statements.extend(licences::project(change, office, &secret));
        statements.extend(fees::project(change, office));
        statements.extend(people::project(change, &secret));
        statements
    })
}

/// The statements that empty every read table of an office, before a rebuild.
pub fn clear_rows(office: &str) -> Vec<Statement> {
    let mut statements = cases::clear(office);
    statements.extend(licences::clear(office));
    statements.extend(fees::clear(office));
    statements.extend(people::clear(office));
    statements
}
