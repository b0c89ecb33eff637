//! What the readers of TOML and of values say, in plain words and both languages.

use crate::lang::Text;
use crate::sop::check::meant;

/// A message and the code of its finding.
pub struct Said {
    pub code: &'static str,
    pub message: Text,
}

fn said(code: &'static str, id: impl Into<String>, en: impl Into<String>) -> Said {
    Said { code, message: Text::new(id, en) }
}

impl Said {
    /// The text is no TOML.
    pub fn syntax(message: &str) -> Said {
        let message = one_line(message);
        if message.contains("duplicate key") {
            return said(
                "S-SYNTAX",
                "Kunci atau bagian ini sudah ada sebelumnya. Hapus salah satu; bagian yang boleh berulang ditulis dengan [[…]].",
                "This key or section stands in the file already. Delete one of them; sections that may repeat are written with [[…]].",
            );
        }
        said(
            "S-SYNTAX",
            format!(
                "Berkas ini tidak dapat dibaca sebagai TOML ({message}). Periksa tanda kutip, kurung, dan tanda = di baris ini."
            ),
            format!("The file cannot be read as TOML ({message}). Check quotes, brackets and the = sign on this line."),
        )
    }

    /// A key is missing or unknown, or its value has the wrong kind; `table` is where.
    pub fn value(message: &str, table: &str) -> Said {
        let message = one_line(message);
        let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
        if message.starts_with("missing field ") {
            let key = quoted.first().copied().unwrap_or_default();
            return said(
                "S-VALUE",
                format!("Kunci “{key}” belum ada di {table}. Tambahkan; artinya ada di acuan bahasa SOP."),
                format!(
                    "The key “{key}” is missing in {table}. Add it; the reference of the SOP language says what it means."
                ),
            );
        }
        if let (true, Some((key, known))) = (message.starts_with("unknown field "), quoted.split_first()) {
            return unknown_key(key, known.iter().copied(), None);
        }
        if let (true, Some((value, known))) = (message.starts_with("unknown variant "), quoted.split_first()) {
            let (id, en) = meant(value, known.iter().copied());
            let all = known.join(", ");
            return said(
                "S-VALUE",
                format!("“{value}” tidak dikenal di {table}.{id} Yang dapat dipakai: {all}."),
                format!("“{value}” is not known in {table}.{en} What can be used: {all}."),
            );
        }
        if let Some((got, wanted)) = wrong_kind(&message) {
            return said(
                "S-VALUE",
                format!("Nilai di {table} adalah {}, padahal di sini diperlukan {}.", got.id, wanted.id),
                format!("The value in {table} is {}, but {} is needed here.", got.en, wanted.en),
            );
        }
        if message.starts_with("failed to parse") {
            return said(
                "S-VALUE",
                "Tanggal di sini tidak dapat dibaca. Tulis tahun-bulan-hari dalam tanda kutip, misalnya \"2026-01-31\".",
                "The day here cannot be read. Write year-month-day in quotes, such as \"2026-01-31\".",
            );
        }
        match two_languages(&message) {
            Some((id, en)) => said("S-VALUE", sentence(id), sentence(en)),
            None => said(
                "S-VALUE",
                format!("Nilai di {table} tidak dapat dipakai: {message}"),
                format!("The value in {table} cannot be used: {message}"),
            ),
        }
    }
}

/// A key that nobody reads.
pub fn unknown_key<'k>(key: &str, known: impl IntoIterator<Item = &'k str>, kind: Option<&str>) -> Said {
    let (id, en) = meant(key, known);
    let (of_id, of_en) = kind.map_or_else(Default::default, |kind| {
        (format!(" pada isian berjenis “{kind}”"), format!(" in a field of the type “{kind}”"))
    });
    let (mend_id, mend_en) =
        if id.is_empty() { (" Periksa ejaannya, atau hapus.", " Check its spelling, or remove it.") } else { ("", "") };
    said(
        "S-KEY-UNKNOWN",
        format!("Kunci “{key}” tidak dikenal{of_id}, jadi tidak ada yang akan menjalankannya.{id}{mend_id}"),
        format!("The key “{key}” is unknown{of_en}, so nothing would execute it.{en}{mend_en}"),
    )
}

fn one_line(message: &str) -> String {
    message.trim().replace('\n', "; ")
}

/// From `invalid type: integer `14`, expected a string`: what it is, and what is wanted.
fn wrong_kind(message: &str) -> Option<(Text, Text)> {
    let rest = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "))?;
    let (got, wanted) = rest.rsplit_once(", expected ")?;
    let value = got.split_once(' ').map_or("", |(_, value)| value).trim_matches('`');
    let got = match got.split(' ').next()? {
        "string" => Text::new(format!("teks {value}"), format!("the text {value}")),
        "integer" | "floating" => Text::new(format!("angka {value}"), format!("the number {value}")),
        "boolean" => Text::new(value, value),
        "sequence" => Text::new("daftar […]", "a list […]"),
        "map" => Text::new(
            "beberapa nilai {…}, atau tanggal tanpa tanda kutip",
            "several values {…}, or a day without quotes",
        ),
        _ => Text::new(got, got),
    };
    let wanted = match wanted {
        "a string" | "a borrowed string" => Text::new("teks dalam tanda kutip", "text in quotes"),
        "a date string" => {
            Text::new("tanggal dalam tanda kutip seperti \"2026-01-31\"", "a day in quotes such as \"2026-01-31\"")
        }
        "a boolean" => Text::new("true atau false", "true or false"),
        "a sequence" => Text::new("daftar […]", "a list […]"),
        "u8" => Text::new("bilangan bulat dari 0 sampai 255", "a whole number from 0 to 255"),
        "u16" => Text::new("bilangan bulat dari 0 sampai 65535", "a whole number from 0 to 65535"),
        "u32" | "u64" | "i64" | "usize" => {
            Text::new("bilangan bulat tanpa tanda kutip", "a whole number without quotes")
        }
        "f64" => Text::new("angka tanpa tanda kutip", "a number without quotes"),
        other if other.starts_with("struct ") || other == "a map" => {
            Text::new("beberapa nilai dalam {…}", "several values in {…}")
        }
        other => Text::new(other, other),
    };
    Some((got, wanted))
}

/// The two halves of a message that says the same twice, as in `tidak boleh / not allowed`: a formula quoted in both may
/// hold the same sign, so the middle one divides.
fn two_languages(message: &str) -> Option<(&str, &str)> {
    let signs: Vec<usize> = message.match_indices(" / ").map(|(at, _)| at).collect();
    let middle = *signs.get(signs.len() / 2).filter(|_| signs.len() % 2 == 1)?;
    Some((&message[..middle], &message[middle + 3..]))
}

/// With a capital letter and a full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let stop = if text.ends_with(['.', ')', '?']) { "" } else { "." };
    format!("{first}{}{stop}", letters.as_str())
}
