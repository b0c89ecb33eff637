//! Databases to test on: each test has its own file, or its own schema on the server of this run.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use store::{Db, Row, Rules, Statement, Value, Writer, migrate};

use crate::{office, rows};

/// The office of the tests.
pub const OFFICE: &str = "palembang";
/// A second one in the same process.
pub const NEIGHBOUR: &str = "banyuasin";

/// A migrated database, with an address for opening it once more.
pub struct Ground {
    pub url: String,
    pub db: Db,
    folder: Option<PathBuf>,
}

/// A name that no other test uses, in this run or beside it.
pub fn unique() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("store_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

/// The address of the PostgreSQL server of this run.
pub fn server() -> String {
    std::env::var("SATUPINTU_TEST_PG")
        .expect("SATUPINTU_TEST_PG is not set: run `cargo xtask test`, which starts a PostgreSQL server for the tests")
}

impl Ground {
    /// An empty database file.
    pub fn empty_sqlite() -> Ground {
        let folder = std::env::temp_dir().join(unique());
        std::fs::create_dir_all(&folder).expect("a folder");
        Ground::at(format!("sqlite:{}", folder.join("office.db").display()), Some(folder))
    }

    /// An empty schema.
    pub fn empty_postgres() -> Ground {
        let (server, name) = (server(), unique());
        let sign = if server.contains('?') { '&' } else { '?' };
        Ground::at(format!("{server}{sign}schema={name}&application_name={name}"), None)
    }

    fn at(url: String, folder: Option<PathBuf>) -> Ground {
        let db = Db::open(&url).expect("an address");
        Ground { url, db, folder }
    }

    /// Brings it to the program's version.
    pub async fn migrated(self) -> Ground {
        migrate(&self.db, 0).await.expect("it can be migrated");
        self
    }

    /// A writer for both offices.
    pub fn writer(&self) -> Writer {
        Writer::start(&self.db, rules()).expect("a writer")
    }

    /// Reads.
    pub async fn rows(&self, sql: &'static str, params: Vec<Value>) -> Vec<Row> {
        self.db.query(sql, params).await.expect("it can be read")
    }

    /// One number.
    pub async fn number(&self, sql: &'static str) -> i64 {
        self.rows(sql, Vec::new()).await[0].int(0)
    }

    /// The name under which its connections are known to the server.
    pub fn name(&self) -> &str {
        self.url.rsplit('=').next().expect("a name")
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}

/// The rules of both offices: the demo office with every service of this repository.
pub fn rules() -> BTreeMap<String, Rules> {
    let office = office::demo();
    let rules = Rules {
        office: Arc::new(move || office.clone()),
        rows: Arc::new(rows::project),
        effects: Arc::new(rows::effects),
    };
    BTreeMap::from([(OFFICE.to_owned(), rules.clone()), (NEIGHBOUR.to_owned(), rules)])
}

/// A statement without parameters.
pub fn plain(sql: &'static str) -> Statement {
    Statement::new(sql, Vec::new())
}

/// Makes of each async function a test on either database.
macro_rules! on_both {
    ($($name:ident),* $(,)?) => {
        mod on_sqlite {
            $(
                #[tokio::test(flavor = "multi_thread")]
                async fn $name() {
                    super::$name(crate::ground::Ground::empty_sqlite().migrated().await).await;
                }
            )*
        }

        mod on_postgres {
            $(
                #[tokio::test(flavor = "multi_thread")]
                async fn $name() {
                    super::$name(crate::ground::Ground::empty_postgres().migrated().await).await;
                }
            )*
        }
    };
}

pub(crate) use on_both;
