//! Chance for the demo: one series, so that the same seed gives the same year.

use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

/// A series of random choices that a seed determines.
pub struct Dice(StdRng);

impl Dice {
    /// The series of a seed.
    pub fn new(seed: u64) -> Dice {
        Dice(StdRng::seed_from_u64(seed))
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0.random()
    }

    /// A number from `low` to `high`, both included.
    pub fn number(&mut self, low: i64, high: i64) -> i64 {
        self.0.random_range(low..=high)
    }

    /// A number from 0 to 1.
    pub fn part(&mut self) -> f64 {
        self.0.random()
    }

    /// Whether something happens that happens so often in a hundred times.
    pub fn percent(&mut self, often: u32) -> bool {
        self.0.random_range(0..100) < often
    }

    /// One of these, which must not be none.
    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.0.random_range(0..of.len())]
    }

    /// The index of one of these, each as often as its weight says.
    pub fn weighted(&mut self, weights: &[f64]) -> usize {
        let mut left = self.part() * weights.iter().sum::<f64>();
        for (at, weight) in weights.iter().enumerate() {
            left -= weight;
            if left < 0.0 {
                return at;
            }
        }
        weights.len().saturating_sub(1)
    }
}
