//! A template: Typst source, read and parsed once, and the modules that it imports.

use std::collections::HashMap;
use std::sync::Arc;

use typst::diag::SourceDiagnostic;
use typst::foundations::Bytes;
use typst::syntax::{FileId, Source};

use crate::fault::{Fault, problems};
use crate::world::{Desk, file_id};

/// Longer sources are refused: a letter's template has some 4 kB.
const MOST_SOURCE: usize = 256 * 1024;

/// A letter's template, parsed. Cheap to clone; parse it once, use it for every letter.
///
/// Its name is its path below the folder of services, as `sip-dokter/licence.typ`: messages name it, and
/// `#import "/_letters/base.typ"` finds a module by it. Names are few: the typesetter remembers each for as long as the
/// process lives.
///
/// ```
/// use documents::Template;
/// let files = [("licence.typ", "#import \"/_letters/base.typ\": *"), ("_letters/base.typ", "#let a = 1")];
/// let template = Template::of_folder("sip-dokter", "licence.typ", files).unwrap();
/// assert_eq!(template.name(), "sip-dokter/licence.typ");
/// ```
#[derive(Clone)]
pub struct Template {
    name: String,
    main: FileId,
    sources: Arc<HashMap<FileId, Source>>,
    drawings: Arc<HashMap<FileId, Bytes>>,
}

impl Template {
    /// Parses a template.
    ///
    /// # Errors
    /// The name is no path, the source is longer than 256 kB, or it has mistakes of syntax; each is told with line and column.
    pub fn new(name: &str, text: impl Into<String>) -> Result<Template, Fault> {
        let main = id_of(name)?;
        let mut template = Template { name: name.to_owned(), main, sources: Arc::default(), drawings: Arc::default() };
        template.insert(name, text.into())?;
        template.syntax(main)?;
        Ok(template)
    }

    /// The template `main` of a folder, with all files of the folder at hand: `*.typ` to be imported, `*.svg` to be shown.
    /// A file whose name begins with `_`, as `_letters/base.typ`, does not lie in the folder but beside it. Other files
    /// are passed over.
    ///
    /// # Errors
    /// As for [`Template::new`]; and `main` is not among the files. Mistakes in a file that `main` imports come to light
    /// when it is set: a broken rejection does not hold up a licence.
    pub fn of_folder<'f>(
        folder: &str,
        main: &str,
        files: impl IntoIterator<Item = (&'f str, &'f str)>,
    ) -> Result<Template, Fault> {
        let path = |name: &str| if name.starts_with('_') { name.to_owned() } else { format!("{folder}/{name}") };
        let files: Vec<(String, &str)> = files.into_iter().map(|(name, text)| (path(name), text)).collect();
        let name = path(main);
        let Some((_, text)) = files.iter().find(|(file, _)| *file == name) else {
            return Err(Fault::one(&name, "there is no such template".to_owned()));
        };
        let mut template = Template::new(&name, *text)?;
        for (file, text) in files.iter().filter(|(file, _)| *file != name) {
            if file.ends_with(".typ") {
                template.insert(file, (*text).to_owned())?;
            } else if file.ends_with(".svg") {
                let drawing = Bytes::new(text.as_bytes().to_vec());
                Arc::make_mut(&mut template.drawings).insert(id_of(file)?, drawing);
            }
        }
        Ok(template)
    }

    /// Its name, as messages give it.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn desk(&self) -> Desk {
        Desk { main: self.main, sources: Arc::clone(&self.sources), files: (*self.drawings).clone() }
    }

    fn insert(&mut self, name: &str, text: String) -> Result<(), Fault> {
        let id = id_of(name)?;
        if text.len() > MOST_SOURCE {
            let what = format!("the source has {} bytes, more than the {MOST_SOURCE} that are read", text.len());
            return Err(Fault::one(name, what));
        }
        Arc::make_mut(&mut self.sources).insert(id, Source::new(id, text));
        Ok(())
    }

    fn syntax(&self, id: FileId) -> Result<(), Fault> {
        let Some(source) = self.sources.get(&id) else { return Ok(()) };
        let (errors, _warnings) = source.root().errors_and_warnings();
        let diagnostics: Vec<SourceDiagnostic> = errors.into_iter().map(SourceDiagnostic::from).collect();
        match diagnostics.is_empty() {
            true => Ok(()),
            false => Err(Fault::Template(problems(&self.desk(), &self.name, &diagnostics))),
        }
    }
}

fn id_of(name: &str) -> Result<FileId, Fault> {
    file_id(name).ok_or_else(|| Fault::Name { name: name.to_owned() })
}
