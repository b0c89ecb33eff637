//! The database: does it answer, does it keep what it acknowledges, is it in shape.

use casework::lang::Text;
use store::Db;

use super::report::Report;

/// The database answers and is durable. Gives whether it answers.
pub async fn database(report: &mut Report, db: &Db) -> bool {
    if let Db::Sqlite(file) = db
        && !file.path().exists()
    {
        let path = file.path().display();
        report.wrong(
            "database",
            Text::new(format!("{path} belum ada"), format!("{path} is not there yet")),
            Text::new("Jalankan: satupintu migrate", "Run: satupintu migrate"),
        );
        return false;
    }
    match db.condition().await {
        Ok(condition) => {
            report.good(
                "database",
                format!("{} menjawab", condition.program),
                format!("{} answers", condition.program),
            );
            let told = condition.settings;
            if condition.durable {
                report.good("durability", told.clone(), told);
            } else {
                report.wrong(
                    "durability",
                    Text::new(told.clone(), told),
                    Text::new(
                        "Dengan setelan ini permohonan yang sudah diterima dapat hilang bila listrik padam. Pakai SQLite dengan \
                         WAL, atau PostgreSQL 15+ dengan fsync, full_page_writes, dan synchronous_commit menyala.",
                        "With these settings what was acknowledged can be lost when the power fails. Use SQLite with WAL, or \
                         PostgreSQL 15+ with fsync, full_page_writes and synchronous_commit on.",
                    ),
                );
            }
            true
        }
        Err(error) => {
            report.wrong(
                "database",
                Text::new(format!("tidak menjawab: {error}"), format!("does not answer: {error}")),
                Text::new(
                    "Periksa alamatnya dalam konfigurasi, dan apakah server basis datanya berjalan.",
                    "Check its address in the configuration, and whether the database server runs.",
                ),
            );
            false
        }
    }
}

/// The database has the shape of this version. Gives whether it has.
pub async fn migrations(report: &mut Report, db: &Db) -> bool {
    match store::pending(db).await {
        Ok(pending) if pending.is_empty() => {
            report.good("migrations", "lengkap", "complete");
            true
        }
        Ok(pending) => {
            let names: Vec<&str> = pending.iter().map(|(_, name)| *name).collect();
            let names = names.join(", ");
            report.wrong(
                "migrations",
                Text::new(format!("belum diterapkan: {names}"), format!("missing: {names}")),
                Text::new(
                    "Buat cadangan, lalu jalankan: satupintu migrate",
                    "Take a backup, then run: satupintu migrate",
                ),
            );
            false
        }
        Err(error) => {
            report.failed("migrations", &error);
            false
        }
    }
}

/// The database's file is sound.
pub async fn damage(report: &mut Report, db: &Db) {
    match db.damage().await {
        Ok(None) => report.good("soundness", "tidak ada kerusakan", "no damage"),
        Ok(Some(damage)) => report.wrong(
            "soundness",
            Text::new(
                format!("berkas basis data rusak: {damage}"),
                format!("the database's file is damaged: {damage}"),
            ),
            Text::new(
                "Hentikan program, periksa disk, kembalikan cadangan terakhir yang utuh.",
                "Stop the program, examine the disk, restore the last backup that is whole.",
            ),
        ),
        Err(error) => report.failed("soundness", &error),
    }
}
