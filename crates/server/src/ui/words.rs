//! Dates, amounts and sizes in words, and typed text as safe HTML.

use askama::filters::Safe;
use jiff::civil::{Date, DateTime};

use super::language::{Lang, tr};

const MONTHS: [[&str; 2]; 12] = [
    ["Januari", "January"],
    ["Februari", "February"],
    ["Maret", "March"],
    ["April", "April"],
    ["Mei", "May"],
    ["Juni", "June"],
    ["Juli", "July"],
    ["Agustus", "August"],
    ["September", "September"],
    ["Oktober", "October"],
    ["November", "November"],
    ["Desember", "December"],
];

const WEEKDAYS: [[&str; 2]; 7] = [
    ["Senin", "Monday"],
    ["Selasa", "Tuesday"],
    ["Rabu", "Wednesday"],
    ["Kamis", "Thursday"],
    ["Jumat", "Friday"],
    ["Sabtu", "Saturday"],
    ["Minggu", "Sunday"],
];

const fn column(lang: Lang) -> usize {
    match lang {
        Lang::Id => 0,
        Lang::En => 1,
    }
}

/// "12 Januari 2026".
pub fn day(lang: Lang, date: Date) -> String {
    let month = MONTHS[usize::from(date.month().unsigned_abs()) - 1][column(lang)];
    format!("{} {month} {}", date.day(), date.year())
}

/// "Senin, 12 Januari 2026".
pub fn weekday(lang: Lang, date: Date) -> String {
    let index = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
    format!("{}, {}", WEEKDAYS[index][column(lang)], day(lang, date))
}

/// "12 Januari 2026 pukul 14.05", in the office's own time, which the caller has already applied.
pub fn moment(lang: Lang, at: DateTime) -> String {
    match lang {
        Lang::Id => format!("{} pukul {:02}.{:02}", day(lang, at.date()), at.hour(), at.minute()),
        Lang::En => format!("{} at {:02}:{:02}", day(lang, at.date()), at.hour(), at.minute()),
    }
}

/// A whole number with its thousands parted: "1.250.000", in English "1,250,000".
pub fn number(lang: Lang, value: i64) -> String {
    let mark = match lang {
        Lang::Id => '.',
        Lang::En => ',',
    };
    let digits = value.unsigned_abs().to_string();
    let mut parted = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if value < 0 {
        parted.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            parted.push(mark);
        }
        parted.push(digit);
    }
    parted
}

/// "Rp 1.250.000"; nothing to pay is said in a word.
pub fn rupiah(lang: Lang, amount: i64) -> String {
    if amount == 0 { tr(lang, "fee-free").into_owned() } else { format!("Rp\u{a0}{}", number(lang, amount)) }
}

/// The size of a file: "812 kB", "2,4 MB".
pub fn size(lang: Lang, bytes: u64) -> String {
    if bytes < 1_000_000 {
        return format!("{}\u{a0}kB", bytes.div_ceil(1000));
    }
    let tenths = bytes.div_ceil(100_000);
    let comma = match lang {
        Lang::Id => ',',
        Lang::En => '.',
    };
    format!("{}{comma}{}\u{a0}MB", tenths / 10, tenths % 10)
}

/// Typed text as HTML: escaped, line breaks kept.
pub fn lines(text: &str) -> Safe<String> {
    let mut html = String::with_capacity(text.len() + 16);
    for (index, line) in text.trim().lines().enumerate() {
        if index > 0 {
            html.push_str("<br>");
        }
        for character in line.chars() {
            match character {
                '<' => html.push_str("&lt;"),
                '>' => html.push_str("&gt;"),
                '&' => html.push_str("&amp;"),
                '"' => html.push_str("&quot;"),
                '\'' => html.push_str("&#39;"),
                other => html.push(other),
            }
        }
    }
    Safe(html)
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime};

    use super::*;

    #[test]
    fn dates_are_told_in_both_languages() {
        assert_eq!(day(Lang::Id, date(2026, 8, 17)), "17 Agustus 2026");
        assert_eq!(weekday(Lang::Id, date(2026, 11, 24)), "Selasa, 24 November 2026");
        assert_eq!(moment(Lang::Id, datetime(2026, 12, 1, 9, 5, 0, 0)), "1 Desember 2026 pukul 09.05");
        assert_eq!(moment(Lang::En, datetime(2026, 12, 1, 9, 5, 0, 0)), "1 December 2026 at 09:05");
    }

    #[test]
    fn amounts_are_parted_by_thousands() {
        assert_eq!(rupiah(Lang::Id, 1_250_000), "Rp\u{a0}1.250.000");
        assert_eq!(rupiah(Lang::Id, 0), "Gratis");
        assert_eq!(number(Lang::En, 999), "999");
        assert_eq!(number(Lang::En, -1_000), "-1,000");
        assert_eq!(size(Lang::Id, 2_400_000), "2,4\u{a0}MB");
        assert_eq!(size(Lang::Id, 1), "1\u{a0}kB");
    }

    #[test]
    fn typed_html_stays_text() {
        assert_eq!(lines("a <b>\n\"c\" & 'd'\n").to_string(), "a &lt;b&gt;<br>&quot;c&quot; &amp; &#39;d&#39;");
    }
}
