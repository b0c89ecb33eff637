//! How often somebody may try: sign-in codes, passwords, tracking codes.

use std::net::IpAddr;
use std::num::NonZeroU32;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Counters in memory; a restart forgets them, which costs an attacker nothing and the office nothing.
pub struct Limits {
    sign_in: DefaultKeyedRateLimiter<String>,
    lookups: DefaultKeyedRateLimiter<IpAddr>,
    takes: DefaultKeyedRateLimiter<IpAddr>,
}

/// Tries to sign in as one address: ten at once, then one every twelve seconds.
const SIGN_IN: (u32, u32) = (5, 10);
/// Codes looked up from one place that were not found: twenty at once, then ten a minute. 60 random bits need no more.
const LOOKUPS: (u32, u32) = (10, 20);
/// Numbers and appointments taken from one place: a family, or a hall's own wireless network; not a whole day's capacity.
const TAKES: (u32, u32) = (6, 20);

fn quota((per_minute, burst): (u32, u32)) -> Quota {
    let count = |number| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
    Quota::per_minute(count(per_minute)).allow_burst(count(burst))
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            sign_in: RateLimiter::keyed(quota(SIGN_IN)),
            lookups: RateLimiter::keyed(quota(LOOKUPS)),
            takes: RateLimiter::keyed(quota(TAKES)),
        }
    }
}

impl Limits {
    /// Counts a try to sign in as an address, and says whether it may be made.
    pub fn may_try(&self, office: &str, email: &str) -> bool {
        self.sign_in.check_key(&format!("{office}/{email}")).is_ok()
    }

    /// Counts a code that was not found, and says whether this place may go on looking.
    pub fn may_miss(&self, place: IpAddr) -> bool {
        self.lookups.check_key(&place).is_ok()
    }

    /// Counts a number or an appointment, and says whether this place may take it.
    pub fn may_take(&self, place: IpAddr) -> bool {
        self.takes.check_key(&place).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guessing_ends_for_one_address_and_not_for_others() {
        let limits = Limits::default();
        assert_eq!((0..50).filter(|_| limits.may_try("plg", "a@b.c")).count(), 10);
        assert!(limits.may_try("plg", "d@e.f") && limits.may_try("jbi", "a@b.c"));
        let place = IpAddr::from([192, 0, 2, 1]);
        assert_eq!((0..50).filter(|_| limits.may_miss(place)).count(), 20);
    }
}
