//! What the server does with templates and PDFs, in short: reads them from `services/`, asks other programs about them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use documents::{Assets, Fault, Options, Pdf, Template, render};
use serde::Serialize;

pub fn services() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../services").canonicalize().expect("services")
}

/// Every template of `services/` that is set by itself: `folder/file`.
pub fn names() -> Vec<String> {
    let mut names = Vec::new();
    for folder in fs::read_dir(services()).expect("services") {
        let folder = folder.expect("an entry").path();
        for file in fs::read_dir(&folder).into_iter().flatten() {
            let file = file.expect("an entry").path();
            let text = fs::read_to_string(&file).unwrap_or_default();
            if file.extension().is_some_and(|ending| ending == "typ") && text.contains("\n#show: ") {
                names.push(file.strip_prefix(services()).expect("below it").to_string_lossy().into_owned());
            }
        }
    }
    names
}

/// The files of a service's folder by their names, and the shared ones.
fn files(folder: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for of in ["_letters", folder] {
        for entry in fs::read_dir(services().join(of)).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            let name = if of.starts_with('_') { format!("{of}/{name}") } else { name };
            files.insert(name, fs::read_to_string(&path).expect("a text"));
        }
    }
    files
}

pub fn template(name: &str) -> Template {
    let (folder, file) = name.split_once('/').expect("a folder and a file");
    let file = if folder.starts_with('_') { name } else { file };
    let files = files(folder);
    let files = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    Template::of_folder(folder, file, files).unwrap_or_else(|fault| panic!("{fault}"))
}

pub fn options() -> Options {
    let made = "2026-01-21T03:00:00Z".parse().expect("a moment");
    // This is a debug build on a machine that does other things too.
    Options { patience: Duration::from_secs(120), ..Options::new("503/0007/SIP-DR/DPMPTSP/I/2026", made) }
}

pub fn set(name: &str, data: &impl Serialize, assets: &Assets) -> Result<Pdf, Fault> {
    render(&template(name), data, assets, &options())
}

/// Keeps a PDF where it can be looked at, and gives its path.
pub fn keep(name: &str, pdf: &Pdf) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.pdf", name.replace(['/', '.'], "-")));
    fs::write(&path, &pdf.bytes).expect("a place for tests");
    path
}

/// What a program prints; `cargo xtask test` sees to it that it is there.
pub fn run(program: &str, arguments: &[&str]) -> Vec<u8> {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|e| panic!("{program} is needed (cargo xtask test installs it): {e}"));
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The text of a PDF as a reader copies it: lines joined, invisible places for breaks left out.
pub fn text_of(path: &Path) -> String {
    let text = run("pdftotext", &["-layout", &path.to_string_lossy(), "-"]);
    let text = String::from_utf8(text).expect("text").replace('\u{200B}', "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the QR codes on a page say, as a telephone sees it on paper.
pub fn codes_on(path: &Path, page: usize) -> Vec<String> {
    let page = page.to_string();
    let picture = run("pdftoppm", &["-gray", "-r", "150", "-f", &page, "-l", &page, &path.to_string_lossy()]);
    // A portable grey map: "P5", width, height, 255, then a byte for each point.
    let mut head = picture.splitn(4, |byte| byte.is_ascii_whitespace());
    let mut number = || std::str::from_utf8(head.next()?).ok()?.parse::<usize>().ok();
    assert!(number().is_none(), "P5 comes first");
    let (width, height) = (number().expect("a width"), number().expect("a height"));
    let points = &picture[picture.len() - width * height..];
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| points[y * width + x]);
    picture.detect_grids().iter().map(|grid| grid.decode().expect("a code that can be read").1).collect()
}
