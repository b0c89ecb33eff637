//! The hour, from outside: the real one, or one that tests and the demo's past set by hand.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

/// Where the process takes the hour from.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// A clock that stands still until it is set: microseconds since 1970.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at a moment.
    pub fn at(moment: Timestamp) -> Clock {
        Clock::Set(Arc::new(AtomicI64::new(moment.as_microsecond())))
    }

    /// Now, in whole microseconds: the log keeps no more, and what is read again from it must be what was written.
    pub fn now(&self) -> Timestamp {
        let microseconds = match self {
            Clock::System => Timestamp::now().as_microsecond(),
            Clock::Set(at) => at.load(Ordering::SeqCst),
        };
        Timestamp::from_microsecond(microseconds).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// Moves a set clock; the machine's clock stays as it is.
    pub fn set(&self, moment: Timestamp) {
        match self {
            Clock::System => {}
            Clock::Set(at) => at.store(moment.as_microsecond(), Ordering::SeqCst),
        }
    }
}
