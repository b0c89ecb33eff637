//! The office's key: personal numbers are looked up by a keyed hash, never by themselves.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use sha2::{Digest as _, Sha256};

/// A key of 32 bytes that exists in one file and in memory. It has no `Debug`: it must not reach a log.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl Secret {
    /// Reads the key from its file.
    ///
    /// # Errors
    /// The file is missing or too short; it is not made up silently, because every hash would change with it.
    pub fn read(path: &Path) -> Result<Secret> {
        let bytes = std::fs::read(path).with_context(|| {
            format!(
                "cannot read the key {}. Make one once with: head -c 32 /dev/urandom > {}",
                path.display(),
                path.display()
            )
        })?;
        if bytes.len() < 32 {
            bail!("the key {} has {} bytes; it needs at least 32", path.display(), bytes.len());
        }
        Ok(Secret(Sha256::digest(&bytes).into()))
    }

    /// A key from bytes: for the demo and for tests.
    pub fn from_bytes(bytes: [u8; 32]) -> Secret {
        Secret(bytes)
    }

    /// The hash under which a person's licences are counted (HMAC-SHA-256, RFC 2104).
    pub fn person(&self, nik: &str) -> Vec<u8> {
        self.hmac(b"person", nik.as_bytes())
    }

    /// A keyed hash for one purpose over some content.
    pub fn hmac(&self, purpose: &[u8], content: &[u8]) -> Vec<u8> {
        let key = |pad: u8| {
            let mut block = [pad; 64];
            block.iter_mut().zip(self.0).for_each(|(byte, key)| *byte ^= key);
            block
        };
        let inner = Sha256::new_with_prefix(key(0x36)).chain_update(purpose).chain_update([0]).chain_update(content);
        Sha256::new_with_prefix(key(0x5c)).chain_update(inner.finalize()).finalize().to_vec()
    }
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
        text.extend([digit(byte >> 4), digit(byte & 15)]);
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_keeps_leading_zeros() {
        assert_eq!(hex(&[0x00, 0x0f, 0xa0]), "000fa0");
    }

    #[test]
    fn purposes_and_keys_do_not_mix() {
        let secret = Secret::from_bytes([7; 32]);
        assert_eq!(secret.person("1671010101900001"), secret.person("1671010101900001"));
        assert_ne!(secret.person("1671010101900001"), secret.hmac(b"link", b"1671010101900001"));
        assert_ne!(secret.person("1671010101900001"), Secret::from_bytes([8; 32]).person("1671010101900001"));
    }
}
