//! Random numbers, from outside: the machine's, or a series that is the same for the same seed.

use std::sync::{Mutex, PoisonError};

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

/// Where random numbers come from that become part of history: tracking codes, account numbers. Secrets of sessions and
/// sign-in codes never come from here.
#[derive(Debug, Default)]
pub enum Chance {
    /// The machine.
    #[default]
    System,
    /// A series that a seed determines: for the demo and for tests.
    Series(Box<Mutex<StdRng>>),
}

impl Chance {
    /// The series of a seed.
    pub fn seeded(seed: u64) -> Chance {
        Chance::Series(Box::new(Mutex::new(StdRng::seed_from_u64(seed))))
    }

    /// 64 random bits.
    pub fn bits(&self) -> u64 {
        match self {
            Chance::System => rand::random(),
            Chance::Series(series) => series.lock().unwrap_or_else(PoisonError::into_inner).random(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_series() {
        let draw = |seed| {
            let chance = Chance::seeded(seed);
            [chance.bits(), chance.bits()]
        };
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
        assert_ne!(Chance::System.bits(), Chance::System.bits());
    }
}
