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
    /// in that of a region that it lies in, and at least one in its own; `within` narrows the search to a region.
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
                let same = without_kind(self.folded_at(index)) == without_kind(&query);
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
