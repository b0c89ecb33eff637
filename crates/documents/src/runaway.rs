//! Documents that were given up and are still at work: a thread cannot be stopped, but it can be counted.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicIsize, Ordering};

use crate::Fault;

/// So many runaways, and no new document is begun.
const MOST: usize = 2;

static RUNAWAYS: AtomicIsize = AtomicIsize::new(0);

/// One document in the making, known to who sets it and to who waits for it.
#[derive(Clone, Default)]
pub(crate) struct Job {
    /// Whether one of the two has left.
    left: Arc<AtomicBool>,
}

impl Job {
    /// Called by who waits, when it waits no longer.
    pub(crate) fn give_up(&self) {
        let finished = self.left.swap(true, Ordering::AcqRel);
        if !finished {
            RUNAWAYS.fetch_add(1, Ordering::AcqRel);
        }
    }

    /// Held by who sets the document; the job ends when it is dropped, be it by a panic.
    pub(crate) fn ends_with_this(self) -> AtWork {
        AtWork(self)
    }
}

/// Somebody is at work.
pub(crate) struct AtWork(Job);

impl Drop for AtWork {
    fn drop(&mut self) {
        let given_up = self.0.left.swap(true, Ordering::AcqRel);
        if given_up {
            RUNAWAYS.fetch_sub(1, Ordering::AcqRel);
        }
    }
}

/// # Errors
/// Too many runaways occupy the process.
pub(crate) fn refuse_when_occupied(template: &str) -> Result<(), Fault> {
    // Below zero for the moment in which a runaway ends before it was counted.
    let runaway = usize::try_from(RUNAWAYS.load(Ordering::Acquire)).unwrap_or(0);
    if runaway < MOST {
        return Ok(());
    }
    Err(Fault::Occupied { template: template.to_owned(), runaway })
}
