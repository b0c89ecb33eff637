//! Signatures of messages between office and gateway: HMAC-SHA-256 over time and body (RFC 2104).

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};

use crate::secret::hex;

/// The header with the signature, in hexadecimal.
pub const SIGNATURE: &str = "x-tanda-tangan";
/// The header with the moment of signing, in seconds since 1970.
pub const MOMENT: &str = "x-waktu";
/// A message signed longer ago is not taken: it may be an old one that somebody kept.
const FRESH: SignedDuration = SignedDuration::from_mins(10);

fn hmac(key: &[u8], content: &[u8]) -> Vec<u8> {
    let short = if key.len() > 64 { Sha256::digest(key).to_vec() } else { key.to_vec() };
    let block = |pad: u8| {
        let mut block = [pad; 64];
        block.iter_mut().zip(&short).for_each(|(byte, key)| *byte ^= key);
        block
    };
    let inner = Sha256::new_with_prefix(block(0x36)).chain_update(content).finalize();
    Sha256::new_with_prefix(block(0x5c)).chain_update(inner).finalize().to_vec()
}

/// The signature over a message at a moment.
pub fn sign(key: &[u8], at: Timestamp, body: &[u8]) -> String {
    let mut content = format!("{}.", at.as_second()).into_bytes();
    content.extend_from_slice(body);
    hex(&hmac(key, &content))
}

/// Whether a message was signed with the key, and lately.
pub fn is_genuine(key: &[u8], now: Timestamp, (moment, signature): (&str, &str), body: &[u8]) -> bool {
    let Some(at) = moment.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok()) else { return false };
    let age = now.duration_since(at);
    let right = sign(key, at, body);
    // Every byte is looked at, so that the time taken tells nothing.
    let same = right.len() == signature.len()
        && right.bytes().zip(signature.bytes()).fold(0, |differ, (one, other)| differ | (one ^ other)) == 0;
    same && age <= FRESH && age >= -FRESH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_rfc_4231() {
        let right = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(hex(&hmac(b"Jefe", b"what do ya want for nothing?")), right);
        let long = "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54";
        assert_eq!(hex(&hmac(&[0xaa; 131], b"Test Using Larger Than Block-Size Key - Hash Key First")), long);
    }

    #[test]
    fn what_is_forged_old_or_changed_is_not_genuine() {
        let at: Timestamp = "2026-01-12T02:00:00Z".parse().unwrap();
        let moment = at.as_second().to_string();
        let signed = sign(b"kunci", at, b"{}");
        let later = |minutes| at.saturating_add(SignedDuration::from_mins(minutes)).unwrap();
        assert!(is_genuine(b"kunci", later(9), (&moment, &signed), b"{}"));
        assert!(!is_genuine(b"kunci", later(11), (&moment, &signed), b"{}"));
        assert!(!is_genuine(b"kunci", later(-11), (&moment, &signed), b"{}"));
        assert!(!is_genuine(b"lain", at, (&moment, &signed), b"{}"));
        assert!(!is_genuine(b"kunci", at, (&moment, &signed), b"{ }"));
        assert!(!is_genuine(b"kunci", at, (&(at.as_second() + 1).to_string(), &signed), b"{}"));
        assert!(!is_genuine(b"kunci", at, ("", ""), b"{}"));
    }
}
