//! A published SOP with everything that belongs to it: what a case pins.

use std::collections::BTreeMap;
use std::sync::Arc;

use casework::office::Catalogue;
use casework::sop::{BundleId, Finding, Sop, read_sop};
use sha2::{Digest as _, Sha256};

use crate::secret::hex;

/// One version of one service with all text files of its folder and the letters' shared parts.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// The SOP.
    pub sop: Sop,
    /// The files, by name: `sop.toml`, the letters' templates, what these share.
    pub files: BTreeMap<String, String>,
}

impl Bundle {
    /// Reads the SOP among the files; `shown` is the folder as messages name it.
    ///
    /// # Errors
    /// What is wrong in `sop.toml`, or that there is none.
    pub fn read(files: BTreeMap<String, String>, shown: &str) -> Result<Bundle, Vec<Finding>> {
        let text = files.get("sop.toml").map_or("", String::as_str);
        let parsed = read_sop(text, &format!("{shown}/sop.toml"))?;
        Ok(Bundle { sop: parsed.sop, files })
    }

    /// Whether two bundles bind a case alike. Stories and samples bind nobody: they may change without a new revision.
    pub fn binds_like(&self, other: &Bundle) -> bool {
        let binding = |bundle: &'_ Bundle| -> Vec<(String, String)> {
            let told = |name: &str| name.ends_with(".scenarios") || name == "contoh.toml";
            let files = bundle.files.iter().filter(|(name, _)| !told(name));
            files.map(|(name, text)| (name.clone(), text.clone())).collect()
        };
        binding(self) == binding(other)
    }

    /// SHA-256 over all names and texts, in lower-case hexadecimal: two bundles with the same one are the same.
    pub fn sha256(&self) -> String {
        let mut hash = Sha256::new();
        for part in self.files.iter().flat_map(|(name, text)| [name, text]) {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        hex(&hash.finalize())
    }
}

/// Every published version of every service of one office.
#[derive(Clone, Debug, Default)]
pub struct Bundles {
    versions: BTreeMap<BundleId, Arc<Bundle>>,
}

impl Bundles {
    /// Puts a version in.
    pub fn insert(&mut self, bundle: Bundle) {
        self.versions.insert(bundle.sop.bundle(), Arc::new(bundle));
    }

    /// The version that a case has pinned.
    pub fn get(&self, id: &BundleId) -> Option<&Arc<Bundle>> {
        self.versions.get(id)
    }

    /// The SOPs alone, as rules ask for them.
    pub fn catalogue(&self) -> Catalogue {
        let mut catalogue = Catalogue::default();
        for bundle in self.versions.values() {
            catalogue.insert(bundle.sop.clone());
        }
        catalogue
    }
}
