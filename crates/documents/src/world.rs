//! What a template sees of the world: itself, the modules beside it, its data, its pictures, three fonts.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};

/// Source Serif 4 (SIL Open Font License, `fonts/OFL.txt`): Latin with every accent, tabular figures, an optical size made
/// for reading.
static FONT_FILES: [&[u8]; 3] = [
    include_bytes!("../fonts/SourceSerif4-Regular.ttf"),
    include_bytes!("../fonts/SourceSerif4-SemiBold.ttf"),
    include_bytes!("../fonts/SourceSerif4-Italic.ttf"),
];

/// What is the same for every document: made once a process.
struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

static PRESS: LazyLock<Press> = LazyLock::new(|| {
    let fonts: Vec<Font> = FONT_FILES.iter().flat_map(|file| Font::iter(Bytes::new(*file))).collect();
    Press { library: LazyHash::new(Library::default()), book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
});

/// Whether one of the letters' fonts can show a character; where a style lacks it, another one stands in.
pub(crate) fn shows(character: char) -> bool {
    PRESS.fonts.iter().any(|font| font.info().coverage.contains(u32::from(character)))
}

/// The id of a file in the typesetter's own file system. Nothing on a disk answers to it.
pub(crate) fn file_id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// One document's world.
pub(crate) struct Desk {
    pub main: FileId,
    pub sources: Arc<HashMap<FileId, Source>>,
    pub files: HashMap<FileId, Bytes>,
}

impl Desk {
    fn names(&self) -> String {
        let names = self.sources.keys().chain(self.files.keys());
        let mut names: Vec<&str> = names.map(|id| id.get().vpath().get_with_slash()).collect();
        names.sort_unstable();
        names.join(", ")
    }

    fn absent(&self, id: FileId) -> FileError {
        if let VirtualRoot::Package(package) = id.get().root() {
            let told = format!("a letter uses no packages: copy what you need of {package} into a file beside it");
            return FileError::Package(PackageError::Other(Some(told.into())));
        }
        let name = id.get().vpath().get_with_slash();
        let told = format!("there is no {name}; a letter can read {} and nothing else", self.names());
        FileError::Other(Some(told.into()))
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &PRESS.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &PRESS.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or_else(|| self.absent(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| self.absent(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        PRESS.fonts.get(index).cloned()
    }

    /// A letter's date is data; one that asked for today's would not be the same tomorrow.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
