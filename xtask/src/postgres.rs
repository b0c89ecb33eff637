//! A PostgreSQL cluster for one run: its own folder, port, user and password; gone afterwards.

use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::command::{find, free_port, output, run, target, user_id};
use crate::packages::postgres_folders;
use crate::watch::Watched;

const USER: &str = "satupintu";

/// A running cluster.
pub struct Postgres {
    /// `postgres://…` of a database in it, as its superuser.
    pub url: String,
    /// The folder of PostgreSQL's programs.
    pub programs: PathBuf,
    _server: Watched,
}

/// The system user that runs the server: PostgreSQL refuses to run as root.
#[derive(Clone, Copy)]
struct Owner {
    user: u32,
    group: u32,
}

impl Postgres {
    /// Makes a cluster and starts it. Durable like a real one (fsync is on): the tests that kill it depend on that.
    ///
    /// # Errors
    /// A program is missing, no folder is reachable for the server's user, or the server does not come up.
    pub fn start() -> Result<Postgres> {
        let initdb =
            find("initdb", &postgres_folders()).context("initdb is missing: install the package postgresql")?;
        let programs = initdb.canonicalize()?.parent().map(Path::to_owned).unwrap_or_default();
        let owner = owner()?;
        let folder = folder(owner)?;
        let data = folder.join("data");
        let password = password()?;
        initialise(&programs, owner, &folder, &password)?;

        let port = free_port()?;
        eprintln!("xtask: starting PostgreSQL for this run on 127.0.0.1:{port}, in {}", folder.display());
        let log = File::create(folder.join("log"))?;
        let mut server = as_owner(&programs.join("postgres"), owner);
        server.arg("-D").arg(&data).args(["-p", &port.to_string(), "-h", "127.0.0.1"]);
        server.args(["-c", "fsync=on", "-c", "max_connections=200", "-c", "shared_buffers=128MB"]);
        // A socket's path may have 107 bytes: a deep checkout does without it.
        let socket = if folder.as_os_str().len() < 80 { folder.as_path() } else { Path::new("") };
        server.arg("-c").arg(format!("unix_socket_directories={}", socket.display()));
        server.stdout(log.try_clone()?).stderr(log);
        let mut server = Watched::start(&mut server, Some(&folder))?;
        wait(&mut server, &programs, port, &folder)?;
        let mut createdb = Command::new(programs.join("createdb"));
        createdb.args(["-h", "127.0.0.1", "-p", &port.to_string(), "-U", USER, USER]).env("PGPASSWORD", &password);
        run(&mut createdb)?;
        let url = format!("postgres://{USER}:{password}@127.0.0.1:{port}/{USER}");
        Ok(Postgres { url, programs, _server: server })
    }
}

fn owner() -> Result<Option<Owner>> {
    if user_id() != 0 {
        return Ok(None);
    }
    let id = |flag| output(Command::new("id").args([flag, "postgres"])).and_then(|id| id.parse().ok());
    match (id("-u"), id("-g")) {
        (Some(user), Some(group)) => Ok(Some(Owner { user, group })),
        _ => bail!(
            "there is no system user `postgres`, and PostgreSQL does not run as root. The package postgresql makes it"
        ),
    }
}

/// A new folder that the server's user can reach: below `target`, or below the system's temporary folder where the
/// checkout is closed to others (as below /root).
fn folder(owner: Option<Owner>) -> Result<PathBuf> {
    let name = format!("pg-{}", std::process::id());
    for parent in [target().join("xtask"), std::env::temp_dir()] {
        let folder = parent.join(&name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
        let Some(user) = owner else { return Ok(folder) };
        chown(&folder, Some(user.user), Some(user.group))?;
        let reachable = as_owner(Path::new("/usr/bin/test"), owner).arg("-w").arg(&folder).status();
        if reachable.is_ok_and(|status| status.success()) {
            return Ok(folder);
        }
        fs::remove_dir_all(&folder)?;
    }
    bail!("the user `postgres` can reach neither {} nor the temporary folder", target().display())
}

fn initialise(programs: &Path, owner: Option<Owner>, folder: &Path, password: &str) -> Result<()> {
    let secret = folder.join("password");
    fs::write(&secret, password)?;
    if let Some(user) = owner {
        chown(&secret, Some(user.user), Some(user.group))?;
    }
    let mut initdb = as_owner(&programs.join("initdb"), owner);
    // The password travels over loopback only; sent as it is, it costs no key stretching per connection.
    initdb.args(["--no-sync", "--encoding=UTF8", "--locale=C", "--auth=password", "--username", USER]);
    initdb.arg("--pwfile").arg(&secret).arg("-D").arg(folder.join("data"));
    if output(&mut initdb).is_none() {
        run(&mut initdb)?;
    }
    Ok(fs::remove_file(secret)?)
}

fn wait(server: &mut Watched, programs: &Path, port: u16, folder: &Path) -> Result<()> {
    let begin = Instant::now();
    while begin.elapsed() < Duration::from_secs(60) {
        if server.ended() {
            break;
        }
        let mut ready = Command::new(programs.join("pg_isready"));
        if output(ready.args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()])).is_some() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
    bail!("PostgreSQL did not come up. Its log says:\n{log}")
}

fn as_owner(program: &Path, owner: Option<Owner>) -> Command {
    let mut command = Command::new(program);
    // Not the caller's folder: the server's user may not be allowed to enter it.
    command.current_dir("/");
    if let Some(owner) = owner {
        command.uid(owner.user).gid(owner.group);
    }
    command
}

fn password() -> Result<String> {
    use std::io::Read as _;
    let mut bytes = [0; 16];
    File::open("/dev/urandom").and_then(|mut file| file.read_exact(&mut bytes)).context("no random bytes")?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
