//! The built program as an outsider meets it: a demo office as a process, asked over plain HTTP.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::command::{cargo, free_port, run, target};
use crate::watch::Watched;

/// A demo office that runs in a folder of its own; both are gone when it is dropped.
pub struct Office {
    address: SocketAddr,
    folder: PathBuf,
    process: Watched,
    /// From the start of the process to its first good answer.
    pub ready_after: Duration,
}

/// An answer over HTTP.
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The body, as text.
    pub body: String,
}

/// Builds the program for release and gives its path.
///
/// # Errors
/// It does not compile.
pub fn build() -> Result<PathBuf> {
    run(cargo().args(["build", "--release", "--package", "server"]))?;
    Ok(target().join("release/satupintu"))
}

impl Office {
    /// Starts `satupintu demo` and waits for its first good answer.
    ///
    /// # Errors
    /// It ends or gives no good answer within `patience`; the message carries what it printed.
    pub fn start(program: &PathBuf, cases: u32, patience: Duration) -> Result<Office> {
        let port = free_port()?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let folder = std::env::temp_dir().join(format!("satupintu-demo-{port}"));
        fs::create_dir_all(&folder)?;
        let log = File::create(folder.join("printed"))?;
        let mut command = Command::new(program);
        command.args(["demo", "--cases", &cases.to_string(), "--listen", &address.to_string(), "--data"]);
        command.arg(folder.join("data")).current_dir(&folder).stdout(log.try_clone()?).stderr(log);
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("SATUPINTU_")) {
            command.env_remove(name);
        }
        let begin = Instant::now();
        let process = Watched::start(&mut command, Some(&folder))?;
        let mut office = Office { address, folder, process, ready_after: Duration::ZERO };
        loop {
            if office.get("/").is_ok_and(|answer| answer.status == 200) {
                office.ready_after = begin.elapsed();
                return Ok(office);
            }
            if office.process.ended() || begin.elapsed() > patience {
                bail!("the demo gave no answer within {patience:?}. It printed:\n{}", office.printed());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// What the program has printed so far.
    pub fn printed(&self) -> String {
        fs::read_to_string(self.folder.join("printed")).unwrap_or_default()
    }

    /// The process's memory that is really in use (resident set), in MiB.
    pub fn memory(&self) -> Option<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        let kib: f64 = line.split_whitespace().next()?.parse().ok()?;
        Some(kib / 1024.0)
    }

    /// Asks for a page.
    ///
    /// # Errors
    /// Nobody answers, or what comes back is not HTTP.
    pub fn get(&self, path: &str) -> Result<Answer> {
        let mut stream = TcpStream::connect_timeout(&self.address, Duration::from_secs(5))?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address)?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n").context("no HTTP answer")?;
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).context("no status line")?;
        Ok(Answer { status, body: body.to_owned() })
    }
}
