//! Stops what a chore has started, however the chore ends: at its end, on failure, on Ctrl-C, even when it is killed.
//!
//! A small shell process waits on a pipe that only the chore holds open. When the chore is gone, for whatever reason,
//! the pipe closes and the shell stops the processes it was told of and removes their folder.

use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result};

/// Arguments: the folder to remove (or nothing), the process to stop. INT is PostgreSQL's fast shutdown; TERM reaches
/// the programs that were started with INT ignored, as a shell does for what it runs in the background.
const SCRIPT: &str = r#"
trap '' INT TERM HUP
read -r _
kill -INT "$2" 2>/dev/null
kill -TERM "$2" 2>/dev/null
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  case "$(cut -d ' ' -f 3 "/proc/$2/stat" 2>/dev/null)" in ''|Z) break ;; esac
  sleep 0.25
done
kill -KILL "$2" 2>/dev/null
[ -z "$1" ] || rm -rf "$1"
"#;

/// A process that ends when this value is dropped, or when the program that holds it is gone.
pub struct Watched {
    process: Child,
    watcher: Child,
}

impl Watched {
    /// Starts a process; `folder` is removed after it has ended.
    ///
    /// # Errors
    /// The process or its watcher cannot be started.
    pub fn start(command: &mut Command, folder: Option<&Path>) -> Result<Watched> {
        let mut process = command.spawn().with_context(|| format!("cannot start {:?}", command.get_program()))?;
        let folder = folder.map(Path::as_os_str).unwrap_or_default();
        // In a process group of its own, so that Ctrl-C on the terminal does not stop the one who cleans up.
        let watcher = Command::new("sh")
            .args(["-c", SCRIPT, "watcher"])
            .args([folder, process.id().to_string().as_ref()])
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        match watcher {
            Ok(watcher) => Ok(Watched { process, watcher }),
            Err(error) => {
                let _ = process.kill();
                Err(error).context("cannot start sh")
            }
        }
    }

    /// The process id.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Whether the process has ended by itself.
    pub fn ended(&mut self) -> bool {
        !matches!(self.process.try_wait(), Ok(None))
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        drop(self.watcher.stdin.take());
        let _ = self.process.wait();
        let _ = self.watcher.wait();
    }
}
