//! Rebuilds the program when wording, templates or assets change: they are embedded by macros, which cargo cannot see
//! through when a file is new.

fn main() {
    for folder in ["../../locales", "templates", "assets"] {
        println!("cargo::rerun-if-changed={folder}");
    }
}
