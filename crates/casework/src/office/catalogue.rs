//! The SOPs that an office has: which one new cases follow, and every version that a running case may still need.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::sop::{BundleId, ServiceId, Sop};

/// All versions of all services of one office.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    versions: BTreeMap<BundleId, Arc<Sop>>,
}

impl Catalogue {
    /// Puts a version in; a version that is there already is replaced.
    pub fn insert(&mut self, sop: Sop) {
        self.versions.insert(sop.bundle(), Arc::new(sop));
    }

    /// The version that a case has pinned.
    pub fn get(&self, bundle: &BundleId) -> Option<&Arc<Sop>> {
        self.versions.get(bundle)
    }

    /// The version that a case beginning on this day follows: the newest one in force by then.
    pub fn current(&self, service: &ServiceId, on: Date) -> Option<&Arc<Sop>> {
        let first = BundleId { service: service.clone(), version: 0 };
        self.versions
            .range(first..)
            .take_while(|(bundle, _)| &bundle.service == service)
            .map(|(_, sop)| sop)
            .filter(|sop| sop.identity.effective <= on)
            .max_by_key(|sop| (sop.identity.effective, sop.identity.version))
    }

    /// Every service in force on a day, by id.
    pub fn services(&self, on: Date) -> impl Iterator<Item = &Arc<Sop>> {
        let mut ids: Vec<&ServiceId> = self.versions.keys().map(|bundle| &bundle.service).collect();
        ids.dedup();
        ids.into_iter().filter_map(move |id| self.current(id, on))
    }

    /// Every version of every service.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Sop>> {
        self.versions.values()
    }
}
