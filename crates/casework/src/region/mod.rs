//! The official list of provinces, regencies and cities, districts and villages.
//!
//! The list is sorted by code, so that everything in a region stands right behind it, and its names lie in one long
//! string: 91,599 regions take some four megabytes.

mod code;
mod search;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

pub use code::{Level, RegionCode};

use crate::lang::Text;
use crate::table;

/// A code or a line of the list cannot be used: what is wrong, in both languages.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct RegionFault(pub Text);

/// The regions that an office knows.
///
/// ```
/// use casework::region::{RegionCode, Regions};
/// let regions = Regions::from_tables(&[
///     include_str!("../../../../data/wilayah/provinsi.csv"),
///     include_str!("../../../../data/wilayah/kabkota.csv"),
///     include_str!("../../../../data/wilayah/kecamatan.csv"),
///     include_str!("../../../../data/wilayah/kelurahan_1671_palembang.csv"),
/// ]).unwrap();
/// let palembang: RegionCode = "16.71".parse().unwrap();
/// assert_eq!(regions.name(palembang), Some("Kota Palembang"));
/// assert_eq!(regions.children(palembang).count(), 18);
/// let found = regions.search("ilir timur palembang", None, 1);
/// assert_eq!(regions.address(found[0]), "Kecamatan Ilir Timur Satu, Kota Palembang, Sumatera Selatan");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Regions {
    codes: Vec<RegionCode>,
    /// All names, one after the other.
    names: String,
    /// Where each name ends in `names`.
    ends: Vec<u32>,
    /// The names as searches compare them, a line break before each.
    folded: String,
    /// Where each name ends in `folded`.
    folded_ends: Vec<u32>,
    /// Postal codes; 0 where there is none.
    postcodes: Vec<u32>,
}

struct Row<'a> {
    code: RegionCode,
    name: Cow<'a, str>,
    postcode: u32,
}

impl Regions {
    /// Reads the list from tables `kode,nama[,kode_pos]` with a heading each, in any order.
    ///
    /// A code twice, a name missing, or a region without the region that it lies in is an error that names the place.
    pub fn from_tables(tables: &[&str]) -> Result<Regions, RegionFault> {
        let mut rows = Vec::with_capacity(tables.iter().map(|table| table.len() / 28).sum());
        for (index, table) in tables.iter().enumerate() {
            for (number, line) in table::rows(table) {
                let row = read_row(line).ok_or_else(|| line_fault(index + 1, number))?;
                rows.push(row);
            }
        }
        // Each table is sorted already; the stable sort merges such runs, the unstable one does not.
        rows.sort_by_key(|row| row.code);
        check(&rows)?;
        let mut regions = Regions::default();
        for row in &rows {
            regions.push(row);
        }
        regions.names.shrink_to_fit();
        regions.folded.shrink_to_fit();
        Ok(regions)
    }

    fn push(&mut self, row: &Row<'_>) {
        let length = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
        self.codes.push(row.code);
        self.names.push_str(&row.name);
        self.ends.push(length(&self.names));
        self.folded.push('\n');
        search::fold(&row.name, &mut self.folded);
        self.folded_ends.push(length(&self.folded));
        self.postcodes.push(row.postcode);
    }

    /// How many regions it has.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    fn index(&self, code: RegionCode) -> Option<usize> {
        self.codes.binary_search(&code).ok()
    }

    fn name_at(&self, index: usize) -> &str {
        let end = |index: usize| usize::try_from(self.ends[index]).unwrap_or(0);
        let start = index.checked_sub(1).map_or(0, end);
        &self.names[start..end(index)]
    }

    /// Whether the code is in the list.
    pub fn contains(&self, code: RegionCode) -> bool {
        self.index(code).is_some()
    }

    /// The name of a region.
    pub fn name(&self, code: RegionCode) -> Option<&str> {
        self.index(code).map(|index| self.name_at(index))
    }

    /// The postal code of a village.
    pub fn postcode(&self, code: RegionCode) -> Option<String> {
        let postcode = self.postcodes[self.index(code)?];
        (postcode > 0).then(|| format!("{postcode:05}"))
    }

    /// All provinces with their names, by code.
    pub fn provinces(&self) -> impl Iterator<Item = (RegionCode, &str)> {
        self.siblings(0, self.codes.len())
    }

    /// The regions one level below a region with their names, by code.
    pub fn children(&self, code: RegionCode) -> impl Iterator<Item = (RegionCode, &str)> {
        let (from, to) = match self.index(code) {
            Some(index) => (index + 1, self.codes.partition_point(|other| *other < code.end())),
            None => (0, 0),
        };
        self.siblings(from, to)
    }

    /// The first region in a stretch of the list, the first one behind everything in it, and so on.
    fn siblings(&self, from: usize, to: usize) -> impl Iterator<Item = (RegionCode, &str)> {
        let mut at = from;
        std::iter::from_fn(move || {
            let code = self.codes[..to].get(at).copied()?;
            let name = self.name_at(at);
            at += self.codes[at..to].partition_point(|other| *other < code.end());
            Some((code, name))
        })
    }

    /// The regions that a region lies in and the region itself, from the province down, with their names.
    ///
    /// ```
    /// # use casework::region::{Level, Regions};
    /// # let regions = Regions::from_tables(&[
    /// #     include_str!("../../../../data/wilayah/provinsi.csv"),
    /// #     include_str!("../../../../data/wilayah/kabkota.csv"),
    /// # ]).unwrap();
    /// let path = regions.path("16.71".parse().unwrap());
    /// assert_eq!(path, [(Level::Province, "Sumatera Selatan"), (Level::Regency, "Kota Palembang")]);
    /// ```
    pub fn path(&self, code: RegionCode) -> Vec<(Level, &str)> {
        let upwards = Level::ALL.into_iter().filter_map(|level| Some((level, code.at(level)?)));
        upwards.filter_map(|(level, code)| Some((level, self.name(code)?))).collect()
    }

    /// A region as an address ends with it: `Kelurahan …, Kecamatan …, Kota Palembang, Sumatera Selatan`.
    pub fn address(&self, code: RegionCode) -> String {
        let village = if code.is_kelurahan() { "Kelurahan " } else { "Desa " };
        let part = |(level, name): &(Level, &str)| match level {
            Level::Province | Level::Regency => (*name).to_owned(),
            Level::District => format!("Kecamatan {name}"),
            Level::Village => format!("{village}{name}"),
        };
        self.path(code).iter().rev().map(part).collect::<Vec<_>>().join(", ")
    }
}

fn read_row(line: &str) -> Option<Row<'_>> {
    let mut cells = table::cells(line);
    let code = cells.next()?.parse().ok()?;
    let name = cells.next().filter(|name| !name.trim().is_empty())?;
    let postcode = match cells.next() {
        Some(text) if !text.trim().is_empty() => text.trim().parse().ok()?,
        Some(_) | None => 0,
    };
    Some(Row { code, name, postcode })
}

fn line_fault(table: usize, line: usize) -> RegionFault {
    RegionFault(Text::new(
        format!(
            "Daftar wilayah ke-{table} baris {line} tidak terbaca; isinya harus kode,nama atau kode,nama,kode_pos."
        ),
        format!("Table {table} of regions, line {line} cannot be read; it must be code,name or code,name,postcode."),
    ))
}

fn check(rows: &[Row<'_>]) -> Result<(), RegionFault> {
    if let Some(pair) = rows.windows(2).find(|pair| pair[0].code == pair[1].code) {
        let code = pair[0].code;
        return Err(RegionFault(Text::new(
            format!("Kode wilayah {code} ada dua kali. Hapus salah satu barisnya."),
            format!("The region code {code} is there twice. Remove one of its lines."),
        )));
    }
    // In code order a region's parent is the last one of its level before it.
    let mut above: [Option<RegionCode>; 4] = [None; 4];
    for row in rows {
        let parent = row.code.parent();
        let known = parent.is_none_or(|parent| above.contains(&Some(parent)));
        if let (Some(parent), false) = (parent, known) {
            let code = row.code;
            return Err(RegionFault(Text::new(
                format!("Wilayah {code} tidak mempunyai induk: kode {parent} tidak ada dalam daftar."),
                format!("The region {code} lies in none: the code {parent} is not in the list."),
            )));
        }
        let depth = Level::ALL.iter().position(|level| *level == row.code.level()).unwrap_or(0);
        above[depth] = Some(row.code);
    }
    Ok(())
}
