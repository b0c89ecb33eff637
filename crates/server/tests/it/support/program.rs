//! The program itself, as an operator runs it: on a folder of its own, with its configuration.

use std::io::{BufRead as _, BufReader, Read as _};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A folder with a configuration, an office's file and a key.
pub struct Place {
    pub folder: PathBuf,
    pub port: u16,
    /// What the program logs, as `RUST_LOG` says it.
    pub logged: &'static str,
}

/// A process that is killed when the test ends.
pub struct Running {
    pub child: Child,
}

impl Place {
    pub fn new() -> Place {
        Place::on("sqlite:office.db", "")
    }

    /// The same on another database, with more in its configuration.
    pub fn on(database: &str, more: &str) -> Place {
        let folder = std::env::temp_dir().join(format!("satupintu-place-{:016x}", rand::random::<u64>()));
        std::fs::create_dir_all(&folder).unwrap();
        let port = free_port();
        let config = format!(
            "listen = \"127.0.0.1:{port}\"\ndatabase = \"{database}\"\nfiles = \"files\"\nsecret_file = \"key\"\n\n\
             {more}\n[[office]]\nfile = \"office.toml\"\n"
        );
        let place = Place { folder, port, logged: "" };
        place.write("satupintu.toml", &config);
        place.write("office.toml", include_str!("../../../../../demo/office.toml"));
        place.write("key", "a key of a test, longer than thirty-two bytes");
        let key = place.folder.join("key");
        std::fs::set_permissions(key, std::fs::Permissions::from_mode(0o600)).unwrap();
        place
    }

    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.folder.join(name), text).unwrap();
    }

    /// Where a file of the folder is.
    pub fn path(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_satupintu"));
        command.args(arguments).current_dir(&self.folder).env_remove("RUST_LOG").env("LANG", "en_US.UTF-8");
        if !self.logged.is_empty() {
            command.env("RUST_LOG", self.logged);
        }
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SATUPINTU_") || name.starts_with("LC_"))
        {
            command.env_remove(name);
        }
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Starts a command that goes on; what it says is kept in the folder, in `out` and `err`.
    pub fn start(&self, arguments: &[&str]) -> Running {
        let file = |name| std::fs::File::create(self.folder.join(name)).unwrap();
        let mut command = self.command(arguments);
        command.stdin(Stdio::null()).stdout(file("out")).stderr(file("err"));
        Running { child: command.spawn().unwrap() }
    }

    /// `serve`, once it answers.
    pub fn serve(&self) -> Running {
        let mut running = self.start(&["serve", "--migrate"]);
        let begun = Instant::now();
        while self.status("/readyz") != Some(200) {
            assert!(running.child.try_wait().unwrap().is_none(), "serve ended: {}", self.said("err"));
            assert!(begun.elapsed() < Duration::from_secs(120), "serve does not answer: {}", self.said("err"));
            std::thread::sleep(Duration::from_millis(100));
        }
        running
    }

    /// What a started command has said.
    pub fn said(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.join(name)).unwrap_or_default()
    }

    /// The status of a page.
    pub fn status(&self, path: &str) -> Option<u16> {
        let mut stream = std::net::TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        let request = format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n");
        std::io::Write::write_all(&mut stream, request.as_bytes()).ok()?;
        status(&mut stream)
    }
}

/// An answer as it came over the wire.
pub struct Plain {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Place {
    /// Sends a request over a connection of its own, and reads the answer to its end.
    ///
    /// # Errors
    /// Nobody is there, or the answer was cut off.
    pub fn ask(&self, line: &str, headers: &[(&str, &str)], body: &[u8]) -> std::io::Result<Plain> {
        let mut stream = std::net::TcpStream::connect(("127.0.0.1", self.port))?;
        let mut head = format!("{line} HTTP/1.1\r\nhost: 127.0.0.1:{}\r\nconnection: close\r\n", self.port);
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += &format!("content-length: {}\r\n\r\n", body.len());
        std::io::Write::write_all(&mut stream, &[head.as_bytes(), body].concat())?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        whole(&bytes).ok_or_else(|| std::io::ErrorKind::UnexpectedEof.into())
    }
}

/// An answer, unless a part of it is missing.
fn whole(bytes: &[u8]) -> Option<Plain> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let (head, body) = (String::from_utf8_lossy(&bytes[..end]).into_owned(), bytes[end + 4..].to_vec());
    let mut plain = Plain { status: head.split(' ').nth(1)?.parse().ok()?, head, body };
    if plain.header("transfer-encoding") == Some("chunked") {
        plain.body = joined(&plain.body)?;
        return Some(plain);
    }
    (plain.header("content-length")?.parse() == Ok(plain.body.len())).then_some(plain)
}

/// What was sent in chunks, unless the last one is missing.
fn joined(mut chunks: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = chunks.windows(2).position(|two| two == b"\r\n")?;
        let length = usize::from_str_radix(std::str::from_utf8(&chunks[..end]).ok()?, 16).ok()?;
        let chunk = chunks.get(end + 2..end + 2 + length)?;
        if length == 0 {
            return Some(body);
        }
        body.extend(chunk);
        chunks = chunks.get(end + 4 + length..)?;
    }
}

impl Plain {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        let named = |line: &&str| line.split(':').next().is_some_and(|found| found.eq_ignore_ascii_case(name));
        Some(self.head.lines().find(named)?.split_once(':')?.1.trim())
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// The status of the answer that comes out of a connection.
pub fn status(stream: &mut std::net::TcpStream) -> Option<u16> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut rest = Vec::new();
    let _ = reader.read_to_end(&mut rest);
    line.split(' ').nth(1)?.parse().ok()
}

impl Running {
    /// Sends a signal, as `TERM` or `KILL`.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([&format!("-{name}"), &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits for the end and gives the exit code.
    pub fn end(mut self, patience: Duration) -> Option<i32> {
        let begun = Instant::now();
        while begun.elapsed() < patience {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("it did not end within {patience:?}");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A port that nobody listens on.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// What a command said, on both streams.
pub fn told(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
