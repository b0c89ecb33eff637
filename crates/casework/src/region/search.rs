//! Finding a region by words of its name and of the regions that it lies in.

use super::{Level, RegionCode, Regions};

/// The most words of a search that count.
const WORDS: usize = 8;

/// Writes a name as searches compare it: lower case, one space between words, no signs.
pub(super) fn fold(name: &str, into: &mut String) {
    let mut gap = false;
    let start = into.len();
    for c in name.chars() {
        if !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && into.len() > start {
            into.push(' ');
        }
        gap = false;
        if c.is_ascii() {
            into.push(c.to_ascii_lowercase());
        } else {
            into.extend(c.to_lowercase());
        }
    }
}

impl Regions {
    /// Finds regions by the beginnings of words, the best first. Each word must begin a word in the region's own name or
    /// in that of a region that it lies in, and at least one in its own; `within` narrows the search to a region. What is
    /// not found as typed is looked for as the official list spells it: "16 Ilir" is Enam-belas Ilir there, "Bukit Lama"
    /// is Bukitlama.
    ///
    /// ```
    /// # use casework::region::Regions;
    /// # let regions = Regions::from_tables(&[
    /// #     include_str!("../../../../data/wilayah/provinsi.csv"),
    /// #     include_str!("../../../../data/wilayah/kabkota.csv"),
    /// #     include_str!("../../../../data/wilayah/kecamatan.csv"),
    /// # ]).unwrap();
    /// let found = regions.search("sako palem", None, 5);
    /// assert_eq!(regions.address(found[0]), "Kecamatan Sako, Kota Palembang, Sumatera Selatan");
    /// ```
    pub fn search(&self, text: &str, within: Option<RegionCode>, limit: usize) -> Vec<RegionCode> {
        let mut query = String::new();
        fold(text, &mut query);
        let as_typed = self.find(&query, within, limit);
        if !as_typed.is_empty() {
            return as_typed;
        }
        let others = spellings(&query).into_iter().map(|other| self.find(&other, within, limit));
        others.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// The regions that a folded query finds as it is spelled.
    fn find(&self, query: &str, within: Option<RegionCode>, limit: usize) -> Vec<RegionCode> {
        let words: Vec<&str> = query.split(' ').filter(|word| !word.is_empty()).take(WORDS).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let own = self.marks(&words);
        let all = u8::MAX >> (WORDS - words.len());
        let mut above: [(Option<RegionCode>, u8); 4] = [(None, 0); 4];
        let mut found = Vec::new();
        for (index, (code, own)) in self.codes.iter().zip(&own).enumerate() {
            let depth = depth(code.level());
            let parent = depth.checked_sub(1).map_or(0, |up| above[up].1);
            let marks = own | parent;
            above[depth] = (Some(*code), marks);
            if *own != 0 && marks == all && within.is_none_or(|within| within.contains(*code)) {
                let same = without_kind(self.folded_at(index)) == without_kind(query);
                let others = words.len() - usize::try_from(own.count_ones()).unwrap_or(0);
                found.push((!same, others, depth, *code));
            }
        }
        found.sort_unstable();
        found.truncate(limit);
        found.into_iter().map(|(.., code)| code).collect()
    }

    /// For each region, which of the words begin a word of its own name: one bit a word.
    fn marks(&self, words: &[&str]) -> Vec<u8> {
        let mut marks = vec![0u8; self.codes.len()];
        for (bit, word) in words.iter().enumerate() {
            let mut index = 0;
            for (at, _) in self.folded.match_indices(word) {
                if !matches!(self.folded.as_bytes().get(at.wrapping_sub(1)), Some(b'\n' | b' ')) {
                    continue;
                }
                let behind = |end: &u32| usize::try_from(*end).is_ok_and(|end| end <= at);
                index += self.folded_ends[index..].partition_point(behind);
                marks[index] |= 1 << bit;
            }
        }
        marks
    }

    fn folded_at(&self, index: usize) -> &str {
        let end = |index: usize| usize::try_from(self.folded_ends[index]).unwrap_or(0);
        let start = index.checked_sub(1).map_or(0, end);
        self.folded[start..end(index)].trim_start_matches('\n')
    }
}

/// Other ways to spell a folded query: numbers in words, then two words next to each other as one.
fn spellings(query: &str) -> Vec<String> {
    let words: Vec<String> = query.split(' ').filter(|word| !word.is_empty()).take(WORDS).map(in_words).collect();
    let joined = |at: usize| {
        let gap = |index: usize| if index == 0 || index == at { "" } else { " " };
        words.iter().enumerate().flat_map(|(index, word)| [gap(index), word.as_str()]).collect()
    };
    // At 0 nothing is joined: there only the numbers are spelled out.
    (0..words.len()).map(joined).collect()
}

/// A number below a hundred as the official list writes it, in digits or as II and III; any other word as it is.
fn in_words(word: &str) -> String {
    const ONES: [&str; 10] = ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"];
    let digit = |number: usize| ONES.get(number).copied().unwrap_or_default();
    match word.parse::<usize>() {
        _ if word == "ii" => "dua".to_owned(),
        _ if word == "iii" => "tiga".to_owned(),
        Ok(number @ 1..=9) => digit(number).to_owned(),
        Ok(10) => "sepuluh".to_owned(),
        Ok(11) => "sebelas".to_owned(),
        Ok(number @ 12..=19) => format!("{} belas", digit(number - 10)),
        Ok(number @ 20..=99) => format!("{} puluh {}", digit(number / 10), digit(number % 10)).trim_end().to_owned(),
        Ok(_) | Err(_) => word.to_owned(),
    }
}

/// A regency's name without the word for what it is.
fn without_kind(name: &str) -> &str {
    ["kota administrasi ", "kota ", "kabupaten "].iter().find_map(|kind| name.strip_prefix(kind)).unwrap_or(name)
}

fn depth(level: Level) -> usize {
    match level {
        Level::Province => 0,
        Level::Regency => 1,
        Level::District => 2,
        Level::Village => 3,
    }
}
