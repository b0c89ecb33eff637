//! One answer from its text, by the kind of its field.

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde_json::{Value as Json, json};

use super::number::{in_words, plain_number, stated};
use super::{Choice, Field, FieldKind, Typed};
use crate::date_text;
use crate::id::{Email, Nib, Nik, Npwp, Phone};
use crate::lang::{Lang, Text};
use crate::money::Rupiah;
use crate::region::{Level, RegionCode, Regions};

/// The most characters of a line of text for which the SOP says nothing.
pub const LINE: u32 = 200;
/// The most characters of a paragraph for which the SOP says nothing.
pub const PARAGRAPH: u32 = 2_000;

/// A question, as it is asked now.
pub struct Ask<'a> {
    pub field: &'a Field,
    pub name: &'a str,
    pub today: Date,
    pub regions: &'a Regions,
}

/// Reads an answer; nothing where nothing was typed. Rows are not read here, but cell by cell.
pub fn read(ask: &Ask<'_>, typed: &Typed) -> Result<Option<Json>, Text> {
    let kind = &ask.field.kind;
    let text = typed.one(ask.name);
    let one_text = !matches!(kind, FieldKind::Place { .. } | FieldKind::Choices { .. });
    if one_text && text.is_empty() {
        return Ok(None);
    }
    match kind {
        FieldKind::Place { within } => return place(ask, typed, *within),
        FieldKind::Choices { choices } => return several(ask, typed.all(ask.name), choices),
        FieldKind::Rows { .. } => return Ok(None),
        FieldKind::Text { max } => line(ask, text, max.unwrap_or(LINE)),
        FieldKind::Paragraph { max } => paragraph(ask, text, max.unwrap_or(PARAGRAPH)),
        FieldKind::Number { min, max, decimals, .. } => number(ask, text, (*min, *max), *decimals),
        FieldKind::Money { min, max } => money(ask, text, (*min, *max)),
        FieldKind::Date { earliest, latest } => day(ask, text, earliest.as_deref(), latest.as_deref()),
        FieldKind::Yes => yes(ask, text),
        FieldKind::Choice { choices } => one_of(ask, text, choices).map(Json::from),
        FieldKind::Nik => Nik::parse(text).map(|nik| nik.reveal().into()).map_err(|fault| labelled(ask, &fault.0)),
        FieldKind::Npwp => Npwp::parse(text).map(|npwp| npwp.reveal().into()).map_err(|fault| labelled(ask, &fault.0)),
        FieldKind::Nib => Nib::parse(text).map(|nib| nib.to_string().into()).map_err(|fault| labelled(ask, &fault.0)),
        FieldKind::Phone => {
            Phone::parse(text).map(|phone| phone.to_string().into()).map_err(|fault| labelled(ask, &fault.0))
        }
        FieldKind::Email => {
            Email::parse(text).map(|email| email.to_string().into()).map_err(|fault| labelled(ask, &fault.0))
        }
        FieldKind::Region { level, within } => region(ask, text, *level, within.as_deref()),
    }
    .map(Some)
}

/// What looks odd in an answer that is in order.
pub fn odd(field: &Field, answer: &Json, regions: &Regions) -> Vec<Text> {
    let text = answer.as_str().unwrap_or_default();
    match &field.kind {
        FieldKind::Nik => Nik::parse(text).map_or_else(|_| Vec::new(), |nik| nik.warnings(regions)),
        FieldKind::Npwp => Npwp::parse(text).map_or_else(|_| Vec::new(), |npwp| npwp.warnings()),
        FieldKind::Text { .. }
        | FieldKind::Paragraph { .. }
        | FieldKind::Number { .. }
        | FieldKind::Money { .. }
        | FieldKind::Date { .. }
        | FieldKind::Yes
        | FieldKind::Choice { .. }
        | FieldKind::Choices { .. }
        | FieldKind::Nib
        | FieldKind::Phone
        | FieldKind::Email
        | FieldKind::Region { .. }
        | FieldKind::Place { .. }
        | FieldKind::Rows { .. } => Vec::new(),
    }
}

/// A message of another part of the program, with the question that it is about.
fn labelled(ask: &Ask<'_>, message: &Text) -> Text {
    let label = &ask.field.label;
    Text::new(format!("“{}”: {}", label.id, message.id), format!("“{}”: {}", label.en, message.en))
}

/// The message about a field's answer, in both languages; `id` and `en` follow the field's label.
fn about(field: &Field, id: impl AsRef<str>, en: impl AsRef<str>) -> Text {
    Text::new(format!("“{}” {}", field.label.id, id.as_ref()), format!("“{}” {}", field.label.en, en.as_ref()))
}

/// Characters that print as nothing or turn the direction of what stands around them: a name on a letter must read as it
/// was checked.
fn unprintable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{feff}')
}

fn line(ask: &Ask<'_>, text: &str, max: u32) -> Result<Json, Text> {
    if text.chars().any(unprintable) {
        return Err(about(
            ask.field,
            "memuat karakter yang tidak dapat dicetak. Ketik ulang tanpa baris baru.",
            "has characters that cannot be printed. Type it again on one line.",
        ));
    }
    within_length(ask, text, max)
}

fn paragraph(ask: &Ask<'_>, text: &str, max: u32) -> Result<Json, Text> {
    let text = text.replace("\r\n", "\n");
    if text.chars().any(|c| unprintable(c) && c != '\n' && c != '\t') {
        return Err(about(
            ask.field,
            "memuat karakter yang tidak dapat dicetak. Ketik ulang.",
            "has characters that cannot be printed. Type it again.",
        ));
    }
    within_length(ask, &text, max)
}

fn within_length(ask: &Ask<'_>, text: &str, max: u32) -> Result<Json, Text> {
    let length = text.chars().count();
    if length > max as usize {
        return Err(about(
            ask.field,
            format!("terlalu panjang: {length} huruf, paling banyak {max}. Singkatkan."),
            format!("is too long: {length} characters, at most {max}. Shorten it."),
        ));
    }
    Ok(text.into())
}

/// A number, as people write it in either language.
fn number(ask: &Ask<'_>, text: &str, (min, max): (Option<f64>, Option<f64>), decimals: u8) -> Result<Json, Text> {
    let Some(value) = plain_number(text) else {
        return Err(about(
            ask.field,
            format!("harus berupa angka, misalnya 12{}.", if decimals > 0 { ",5" } else { "" }),
            format!("must be a number, such as 12{}.", if decimals > 0 { ".5" } else { "" }),
        ));
    };
    let scale = 10f64.powi(i32::from(decimals));
    if ((value * scale).round() - value * scale).abs() > 1e-6 {
        return Err(match decimals {
            0 => about(ask.field, "harus berupa angka bulat, tanpa koma.", "must be a whole number."),
            _ => about(
                ask.field,
                format!("paling banyak {decimals} angka di belakang koma."),
                format!("takes at most {decimals} decimal places."),
            ),
        });
    }
    if min.is_some_and(|min| value < min) || max.is_some_and(|max| value > max) {
        let shown = |bound: Option<f64>| bound.map(|bound| Lang::ALL.map(|lang| in_words(bound, lang)));
        return Err(bounds(ask, shown(min), shown(max)));
    }
    Ok(if decimals == 0 { json!(value as i64) } else { json!(value) })
}

/// The limits of an answer, each in both languages.
fn bounds(ask: &Ask<'_>, min: Option<[String; 2]>, max: Option<[String; 2]>) -> Text {
    match (min, max) {
        (Some([min, min_en]), Some([max, max_en])) => about(
            ask.field,
            format!("harus antara {min} dan {max}."),
            format!("must be between {min_en} and {max_en}."),
        ),
        (Some([id, en]), None) => about(ask.field, format!("paling sedikit {id}."), format!("must be at least {en}.")),
        (None, Some([id, en])) => about(ask.field, format!("paling banyak {id}."), format!("must be at most {en}.")),
        (None, None) => about(ask.field, "tidak benar.", "is not right."),
    }
}

fn money(ask: &Ask<'_>, text: &str, (min, max): (Option<i64>, Option<i64>)) -> Result<Json, Text> {
    let amount: Rupiah = text.parse().map_err(|fault: crate::money::UnreadableAmount| labelled(ask, &fault.0))?;
    // Nobody owes or earns less than nothing, unless the form says so.
    let min = min.or(Some(0));
    if min.is_some_and(|min| amount.0 < min) || max.is_some_and(|max| amount.0 > max) {
        let shown = |amount: Option<i64>| amount.map(|amount| Lang::ALL.map(|lang| stated(Rupiah(amount), lang)));
        return Err(bounds(ask, shown(min), shown(max)));
    }
    Ok(amount.0.into())
}

fn day(ask: &Ask<'_>, text: &str, earliest: Option<&str>, latest: Option<&str>) -> Result<Json, Text> {
    let Some(day) = read_day(text) else {
        return Err(about(
            ask.field,
            "bukan tanggal. Tulis tanggal, bulan dan tahun, misalnya 9-1-2026.",
            "is not a day. Write day, month and year, such as 9-1-2026.",
        ));
    };
    let bound = |text: Option<&str>| text.and_then(|text| bound(text, ask.today));
    if let Some(earliest) = bound(earliest).filter(|earliest| day < *earliest) {
        return Err(about(
            ask.field,
            format!("paling awal {}.", date_text::day(earliest, Lang::Id)),
            format!("must not be before {}.", date_text::day(earliest, Lang::En)),
        ));
    }
    if let Some(latest) = bound(latest).filter(|latest| day > *latest) {
        return Err(about(
            ask.field,
            format!("paling lambat {}.", date_text::day(latest, Lang::Id)),
            format!("must not be after {}.", date_text::day(latest, Lang::En)),
        ));
    }
    Ok(day.to_string().into())
}

/// Reads `2026-01-09` and `9-1-2026`, `9/1/2026`, `9.1.2026`.
fn read_day(text: &str) -> Option<Date> {
    let plausible = |day: &Date| (1900..=2200).contains(&day.year());
    if let Ok(day) = text.parse::<Date>() {
        return Some(day).filter(plausible);
    }
    let mut parts = text.split(['-', '/', '.', ' ']).map(|part| part.parse::<i16>().ok());
    let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().filter(plausible)
}

/// A bound of days: `today`, `today+7`, `today-30`, or a day.
pub fn bound(text: &str, today: Date) -> Option<Date> {
    match text.strip_prefix("today") {
        None => text.parse().ok(),
        Some("") => Some(today),
        Some(shift) => today.checked_add(shift.parse::<i32>().ok()?.days()).ok(),
    }
}

fn yes(ask: &Ask<'_>, text: &str) -> Result<Json, Text> {
    match text {
        "yes" | "ya" | "true" | "1" | "on" => Ok(true.into()),
        "no" | "tidak" | "false" | "0" => Ok(false.into()),
        _ => Err(about(ask.field, "harus dijawab ya atau tidak.", "must be answered with yes or no.")),
    }
}

fn one_of(ask: &Ask<'_>, text: &str, choices: &[Choice]) -> Result<String, Text> {
    if choices.iter().any(|choice| choice.value == text) {
        return Ok(text.to_owned());
    }
    Err(about(
        ask.field,
        "tidak ada dalam pilihan. Pilih salah satu yang tersedia.",
        "is not among the choices. Choose one of those offered.",
    ))
}

fn several(ask: &Ask<'_>, texts: &[String], choices: &[Choice]) -> Result<Option<Json>, Text> {
    let chosen = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty());
    let mut chosen = chosen.map(|text| one_of(ask, text, choices)).collect::<Result<Vec<String>, Text>>()?;
    // In the order of the choices, each once, however it was sent.
    chosen.sort_by_key(|value| choices.iter().position(|choice| &choice.value == value));
    chosen.dedup();
    Ok((!chosen.is_empty()).then(|| chosen.into()))
}

fn region(ask: &Ask<'_>, text: &str, level: Level, within: Option<&str>) -> Result<Json, Text> {
    let code: RegionCode = text.parse().map_err(|fault: crate::region::RegionFault| labelled(ask, &fault.0))?;
    if !ask.regions.contains(code) || code.level() != level {
        return Err(about(
            ask.field,
            format!("harus dipilih sampai {}.", level.text(Lang::Id)),
            format!("must be chosen down to {}.", level.text(Lang::En)),
        ));
    }
    let outside = within.and_then(|within| within.parse::<RegionCode>().ok()).filter(|within| !within.contains(code));
    match outside {
        None => Ok(code.to_string().into()),
        Some(within) => {
            let name = ask.regions.name(within).unwrap_or("daerah ini");
            Err(about(ask.field, format!("harus berada di {name}."), format!("must be in {name}.")))
        }
    }
}

fn place(ask: &Ask<'_>, typed: &Typed, within: Option<[f64; 4]>) -> Result<Option<Json>, Text> {
    let parts = ["lat", "long"].map(|part| typed.one(&format!("{}.{part}", ask.name)));
    if parts.iter().all(|part| part.is_empty()) {
        return Ok(None);
    }
    let degrees = parts.map(|part| part.replace(',', ".").parse::<f64>().ok().filter(|degree| degree.is_finite()));
    let [Some(lat), Some(long)] = degrees else {
        return Err(about(
            ask.field,
            "harus berupa lintang dan bujur dalam derajat, misalnya -2,9761 dan 104,7754.",
            "must be latitude and longitude in degrees, such as -2.9761 and 104.7754.",
        ));
    };
    let [south, west, north, east] = within.unwrap_or([-90.0, -180.0, 90.0, 180.0]);
    if lat < south || lat > north || long < west || long > east {
        return Err(about(
            ask.field,
            format!(
                "di luar wilayah: lintang harus {} sampai {}, bujur {} sampai {}.",
                in_words(south, Lang::Id),
                in_words(north, Lang::Id),
                in_words(west, Lang::Id),
                in_words(east, Lang::Id)
            ),
            format!("is outside the area: latitude from {south} to {north}, longitude from {west} to {east}."),
        ));
    }
    Ok(Some(json!({"lat": lat, "long": long})))
}
