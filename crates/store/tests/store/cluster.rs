//! A PostgreSQL cluster of a test's own, to be stopped and started while it is worked in.

use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A cluster; gone with its folder when it is dropped.
pub struct Cluster {
    folder: PathBuf,
    programs: PathBuf,
    owner: Option<(u32, u32)>,
    port: u16,
}

impl Cluster {
    /// Makes a cluster and starts it.
    pub fn start() -> Cluster {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("satupintu_cluster_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).expect("a folder");
        let owner = owner();
        if let Some((user, group)) = owner {
            chown(&folder, Some(user), Some(group)).expect("the folder for the server's user");
        }
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
        let cluster = Cluster { folder, programs: programs(), owner, port };
        let initdb = ["--no-sync", "--encoding=UTF8", "--locale=C", "--auth=trust", "--username=satupintu", "-D"];
        cluster.run(cluster.program("initdb").args(initdb).arg(cluster.data()));
        cluster.up();
        cluster
    }

    /// The address of its database.
    pub fn url(&self) -> String {
        format!("postgres://satupintu@127.0.0.1:{}/postgres", self.port)
    }

    /// Starts the server.
    pub fn up(&self) {
        let options = format!("-p {} -h 127.0.0.1 -c unix_socket_directories=''", self.port);
        let mut start = self.program("pg_ctl");
        start.args(["start", "-w", "-o", &options, "-l"]).arg(self.folder.join("log")).arg("-D").arg(self.data());
        self.run(&mut start);
    }

    /// Stops the server at once, as if the power had failed.
    pub fn down(&self) {
        self.run(self.program("pg_ctl").args(["stop", "-w", "-m", "immediate", "-D"]).arg(self.data()));
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.programs.join(name));
        command.current_dir("/").stdout(Stdio::null()).stderr(Stdio::null());
        if let Some((user, group)) = self.owner {
            command.uid(user).gid(group);
        }
        command
    }

    fn run(&self, command: &mut Command) {
        let status = command.status().expect("PostgreSQL's program can be started");
        let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        assert!(status.success(), "{command:?} ended with {status}\n{log}");
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = self.program("pg_ctl").args(["stop", "-m", "immediate", "-D"]).arg(self.data()).status();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The folder of PostgreSQL's programs: `cargo xtask test` puts it on the PATH.
fn programs() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let holds = |folder: &PathBuf| folder.join("initdb").is_file();
    std::env::split_paths(&path)
        .find(holds)
        .expect("initdb is not on the PATH: run `cargo xtask test`, which puts PostgreSQL's programs there")
}

/// The system user that runs the server, where the tests run as root: PostgreSQL refuses to.
fn owner() -> Option<(u32, u32)> {
    use std::os::unix::fs::MetadataExt as _;
    if std::fs::metadata(Path::new("/proc/self")).expect("a process's own folder").uid() != 0 {
        return None;
    }
    let id = |flag| {
        let output = Command::new("id").args([flag, "postgres"]).output().expect("id can be started");
        String::from_utf8_lossy(&output.stdout).trim().parse().expect("there is a user `postgres`")
    };
    Some((id("-u"), id("-g")))
}
