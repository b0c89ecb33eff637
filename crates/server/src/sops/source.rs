//! Where services come from: a folder on disk, or the ones that are built into the program.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use rust_embed::RustEmbed;

/// The services of this repository: what `satupintu demo` runs without any file beside it.
#[derive(RustEmbed)]
#[folder = "../../services"]
struct BuiltIn;

/// Where the folders of services are.
#[derive(Clone, Debug)]
pub enum Source {
    /// In a folder on disk.
    Folder(PathBuf),
    /// In the program.
    BuiltIn,
}

/// One service's folder: its name, and the text files in it with the shared ones.
#[derive(Clone, Debug)]
pub struct ServiceFolder {
    /// The folder's name, which must be the service's id.
    pub name: String,
    /// The folder as messages name it.
    pub shown: String,
    /// The files by their names; what lies in folders that begin with `_` is shared by all services and keeps the
    /// folder in its name.
    pub files: BTreeMap<String, String>,
}

impl Source {
    /// Every service's folder, in the order of their names.
    ///
    /// # Errors
    /// The folder or a file in it cannot be read.
    pub fn folders(&self) -> Result<Vec<ServiceFolder>> {
        let (texts, base) = match self {
            Source::Folder(base) => (on_disk(base, |_| true)?, base.display().to_string()),
            Source::BuiltIn => (built_in(), "services".to_owned()),
        };
        Ok(parted(&texts, &base))
    }
}

impl ServiceFolder {
    /// One service's folder on disk, with what it shares with the folders beside it.
    ///
    /// # Errors
    /// The folder or a file in it cannot be read.
    pub fn on_disk(folder: &Path) -> Result<ServiceFolder> {
        let whole = folder.canonicalize().with_context(|| format!("cannot read {}", folder.display()))?;
        let name = whole.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let base = whole.parent().unwrap_or(&whole);
        let texts = on_disk(base, |other| other == name || other.starts_with('_'))?;
        let found = parted(&texts, "").into_iter().find(|folder| folder.name == name);
        let files = found.map(|folder| folder.files).unwrap_or_default();
        Ok(ServiceFolder { shown: folder.display().to_string().trim_end_matches('/').to_owned(), name, files })
    }
}

/// The folders of services among texts by path; each with what lies in the shared folders.
fn parted(texts: &BTreeMap<String, String>, base: &str) -> Vec<ServiceFolder> {
    let shared = texts.iter().filter(|(path, _)| path.starts_with('_'));
    let shared: BTreeMap<String, String> = shared.map(|(path, text)| (path.clone(), text.clone())).collect();
    let mut folders: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (path, text) in texts.iter().filter(|(path, _)| !path.starts_with('_')) {
        let Some((folder, file)) = path.split_once('/') else { continue };
        folders.entry(folder.to_owned()).or_insert_with(|| shared.clone()).insert(file.to_owned(), text.clone());
    }
    let base = base.trim_end_matches('/');
    let named = folders.into_iter().map(|(name, files)| ServiceFolder { shown: format!("{base}/{name}"), name, files });
    named.collect()
}

/// Every text file in the folders that are wanted, by its path below the base: `folder/file`.
fn on_disk(base: &Path, wanted: impl Fn(&str) -> bool) -> Result<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    let entries = |folder: &Path| {
        fs::read_dir(folder).with_context(|| format!("cannot read the folder of services {}", folder.display()))
    };
    for folder in entries(base)? {
        let folder = folder?.path();
        let name = folder.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        // Folders of tools (.git and the like) are no services.
        if !folder.is_dir() || name.starts_with('.') || !wanted(&name) {
            continue;
        }
        for file in entries(&folder)? {
            let file = file?.path();
            if !is_text(&file.to_string_lossy()) {
                continue;
            }
            let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
            let name = file.strip_prefix(base).unwrap_or(&file).to_string_lossy().into_owned();
            texts.insert(name, text);
        }
    }
    Ok(texts)
}

fn built_in() -> BTreeMap<String, String> {
    BuiltIn::iter()
        .filter(|path| is_text(path))
        .filter_map(|path| {
            let text = BuiltIn::get(&path)?.data;
            Some((path.into_owned(), String::from_utf8_lossy(&text).into_owned()))
        })
        .collect()
}

/// What belongs to a bundle: the SOP, its letters, their drawings, the stories and samples beside it.
fn is_text(path: &str) -> bool {
    [".toml", ".typ", ".svg", ".scenarios"].iter().any(|ending| path.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_carries_the_services_of_the_repository() {
        let disk = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../services");
        let names = |source: &Source| -> Vec<(String, usize)> {
            source.folders().unwrap().into_iter().map(|folder| (folder.name, folder.files.len())).collect()
        };
        assert_eq!(names(&Source::BuiltIn), names(&Source::Folder(disk)));
        assert!(names(&Source::BuiltIn).len() >= 3);
    }

    #[test]
    fn a_missing_folder_is_named() {
        let error = Source::Folder("/nowhere/services".into()).folders().unwrap_err();
        assert!(error.to_string().contains("/nowhere/services"), "{error}");
    }
}
