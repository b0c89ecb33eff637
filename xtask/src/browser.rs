//! chromedriver for one run: the server through which tests drive a real chromium.

use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::command::{find, free_port};
use crate::watch::Watched;

/// A running chromedriver.
pub struct Browser {
    /// The address of its WebDriver service.
    pub url: String,
    _driver: Watched,
}

impl Browser {
    /// Starts chromedriver on a free port. The browsers themselves are started by the tests.
    ///
    /// # Errors
    /// It is missing or does not listen within twenty seconds.
    pub fn start() -> Result<Browser> {
        let program =
            find("chromedriver", &[]).context("chromedriver is missing: install the package chromium-driver")?;
        let port = free_port()?;
        eprintln!("xtask: starting chromedriver for this run on 127.0.0.1:{port}");
        let mut command = Command::new(program);
        command.arg(format!("--port={port}")).arg("--log-level=SEVERE").stdout(Stdio::null());
        let mut driver = Watched::start(&mut command, None)?;
        let begin = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if driver.ended() || begin.elapsed() > Duration::from_secs(20) {
                bail!("chromedriver did not come up on port {port}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(Browser { url: format!("http://127.0.0.1:{port}"), _driver: driver })
    }
}
