//! Publishing: what was checked is kept for ever and counts from its day on; what was not changes nothing.

use casework::lang::Text;
use casework::sop::Finding;
use store::{Db, StoreError};

use super::inspect::{Depth, inspect};
use super::{Bundle, Bundles, ServiceFolder, Source, queries};
use crate::app::{App, Desk};

/// What publishing did.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// The versions that are new, as `service@version`.
    pub added: Vec<String>,
    /// What is wrong in folders that were left out. The versions published before stay in force.
    pub findings: Vec<Finding>,
}

/// Every published version of an office, as the database has it.
///
/// # Errors
/// The database does not answer, or a kept SOP cannot be read by this program.
pub async fn load(db: &Db, office: &str) -> Result<Bundles, StoreError> {
    let mut bundles = Bundles::default();
    for (service, version, files) in queries::bundles(db, office).await? {
        let bundle = Bundle::read(files, &service).map_err(|findings| {
            let first = findings.first().map(ToString::to_string).unwrap_or_default();
            StoreError::other(format!("the published SOP {service}@{version} cannot be read by this program: {first}"))
        })?;
        bundles.insert(bundle);
    }
    Ok(bundles)
}

/// Publishes the versions that the source has and the office has not.
///
/// # Errors
/// The source cannot be read, or the database does not answer. A bad SOP is no error: it is left out and said.
pub async fn publish(app: &App, desk: &Desk, source: &Source) -> anyhow::Result<Published> {
    publish_checked(app, desk, source, Depth::Text).await
}

/// The same, checked as deeply as is asked for: with [`Depth::Stories`] an SOP whose scenarios fail is left out too.
///
/// # Errors
/// As [`publish`].
pub async fn publish_checked(app: &App, desk: &Desk, source: &Source, depth: Depth) -> anyhow::Result<Published> {
    let mut bundles = (*desk.bundles()).clone();
    let mut published = Published::default();
    let mut statements = Vec::new();
    for folder in source.folders()? {
        let inspected = inspect(&folder, &desk.office(), depth);
        published.findings.extend(inspected.findings.into_iter().filter(Finding::is_error));
        match inspected.bundle {
            None => {}
            Some(bundle) => match bundles.get(&bundle.sop.bundle()) {
                None => {
                    statements.push(queries::insert(&desk.id, &bundle, app.now())?);
                    published.added.push(bundle.sop.bundle().to_string());
                    bundles.insert(bundle);
                }
                Some(known) if known.binds_like(&bundle) => {}
                Some(_) => published.findings.push(changed_in_force(&folder, &bundle)),
            },
        }
    }
    if !statements.is_empty() {
        desk.write(statements).await?;
        desk.publish(bundles);
    }
    Ok(published)
}

/// A published version is what running cases were promised: it cannot change under them.
fn changed_in_force(folder: &ServiceFolder, bundle: &Bundle) -> Finding {
    let version = bundle.sop.identity.version;
    let message = Text::new(
        format!(
            "SOP revisi {version} sudah terbit dengan isi lain, dan berkas yang berjalan memakainya. Naikkan identity.version \
             menjadi {} dan tetapkan identity.effective agar perubahan ini berlaku untuk permohonan baru.",
            version + 1
        ),
        format!(
            "Revision {version} of this SOP was published with other contents, and running cases follow it. Raise \
             identity.version to {} and set identity.effective, so that the change counts for new applications.",
            version + 1
        ),
    );
    Finding::error("changed-in-force", message).in_file(format!("{}/sop.toml", folder.shown))
}
