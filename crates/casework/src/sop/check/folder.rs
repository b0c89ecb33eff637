//! What an SOP's folder must be, beside the text in it.

use super::found::error;
use crate::sop::{Finding, Parsed};

/// `S-FOLDER-NAME`: the folder is called as the service is, because addresses and running cases name the service.
pub fn check_folder_name(parsed: &Parsed, folder: &str) -> Option<Finding> {
    let id = &parsed.sop.service.id.0;
    if id == folder {
        return None;
    }
    let found = error(
        "S-FOLDER-NAME",
        "service.id",
        format!("Nama layanan “{id}” berbeda dari nama foldernya “{folder}”. Samakan salah satunya."),
        format!("The service's id “{id}” differs from the name of its folder “{folder}”. Make them the same."),
    );
    Some(super::placed(parsed, found))
}

/// `S-FOLDER-EMPTY`: the folder has no SOP. `folder` is how messages name it.
pub fn no_sop_in(folder: &str) -> Finding {
    let message = crate::lang::Text::new(
        format!(
            "Folder {folder} tidak berisi sop.toml, jadi bukan folder layanan. Tulis SOP-nya di {folder}/sop.toml, atau pindahkan folder ini."
        ),
        format!(
            "The folder {folder} has no sop.toml, so it is no service's folder. Write its SOP to {folder}/sop.toml, or move the folder away."
        ),
    );
    Finding::error("S-FOLDER-EMPTY", message).in_file(folder)
}
