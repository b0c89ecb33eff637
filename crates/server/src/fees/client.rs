//! A small HTTP/1.1 client for talking to a gateway: one request a connection, hard limits on time and size.
//!
//! It speaks plain HTTP. A gateway outside of the machine is reached through a proxy on it that speaks TLS.

use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The largest answer.
const MOST: u64 = 1_000_000;

/// An answer.
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

/// Sends a request to an address like `http://127.0.0.1:9090/v1/bills` and reads the whole answer.
///
/// # Errors
/// The address is no such address, nobody answers in time, or the answer is no HTTP or too long.
pub async fn send(method: &str, address: &str, headers: &[(&str, String)], body: &[u8]) -> Result<Answer> {
    let rest = address.strip_prefix("http://").with_context(|| format!("{address} does not begin with http://"))?;
    let (host, path) = rest.find('/').map_or((rest, "/"), |at| (&rest[..at], &rest[at..]));
    let mut head = format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n");
    for (name, value) in headers {
        ensure!(!value.contains(['\r', '\n']), "a header would break off");
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
    let place = if host.contains(':') { host.to_owned() } else { format!("{host}:80") };
    let talk = async {
        let mut stream = TcpStream::connect(&place).await?;
        stream.write_all(head.as_bytes()).await?;
        stream.write_all(body).await?;
        let mut answer = Vec::new();
        stream.take(MOST + 1).read_to_end(&mut answer).await?;
        Ok::<_, std::io::Error>(answer)
    };
    let answer = timeout(PATIENCE, talk).await.with_context(|| format!("{place} did not answer in time"))?;
    let answer = answer.with_context(|| format!("{place} cannot be reached"))?;
    ensure!(answer.len() as u64 <= MOST, "{place} answered with more than {MOST} bytes");
    parse(&answer).with_context(|| format!("{place} did not answer in HTTP"))
}

fn parse(answer: &[u8]) -> Result<Answer> {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").context("the head has no end")?;
    let head = std::str::from_utf8(&answer[..end])?;
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok());
    let status = status.context("there is no status")?;
    let header = |name: &str| {
        let mut found = head.split("\r\n").skip(1).filter_map(|line| line.split_once(':'));
        found.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    };
    let body = &answer[end + 4..];
    if header("transfer-encoding").is_some_and(|how| how.eq_ignore_ascii_case("chunked")) {
        return Ok(Answer { status, body: unchunked(body)? });
    }
    let Some(length) = header("content-length") else { return Ok(Answer { status, body: body.to_vec() }) };
    let length: usize = length.parse().context("content-length is no number")?;
    match body.get(..length) {
        Some(body) => Ok(Answer { status, body: body.to_vec() }),
        None => bail!("the answer broke off after {} of {length} bytes", body.len()),
    }
}

fn unchunked(mut body: &[u8]) -> Result<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = body.windows(2).position(|two| two == b"\r\n").context("a chunk has no size")?;
        let size = std::str::from_utf8(&body[..end])?.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).context("a chunk's size is no number")?;
        body = &body[end + 2..];
        if size == 0 {
            return Ok(whole);
        }
        whole.extend_from_slice(body.get(..size).context("a chunk broke off")?);
        body = body.get(size + 2..).context("a chunk broke off")?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_in_each_of_their_forms() {
        let of = |text: &str| parse(text.as_bytes()).map(|answer| (answer.status, answer.body));
        assert_eq!(of("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}").unwrap(), (200, b"{}".to_vec()));
        assert_eq!(of("HTTP/1.1 404 Not Found\r\n\r\nno").unwrap(), (404, b"no".to_vec()));
        let chunks = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n1;x=y\r\nd\r\n0\r\n\r\n";
        assert_eq!(of(chunks).unwrap(), (200, b"abcd".to_vec()));
        for broken in ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nab", "SSH-2.0\r\n\r\n"] {
            assert!(of(broken).is_err(), "{broken:?}");
        }
    }
}
