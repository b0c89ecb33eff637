//! Comma-separated lines, as the tables of holidays and regions have them.

use std::borrow::Cow;

/// The cells of one line. A cell in double quotes may hold commas, and a doubled quote stands for one.
pub(crate) fn cells(line: &str) -> Cells<'_> {
    Cells { rest: Some(line.trim_end_matches('\r')) }
}

/// The numbered lines of a table after its heading, blank ones left out. Numbers count from 1, the heading's own.
pub(crate) fn rows(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.lines().enumerate().skip(1).map(|(index, line)| (index + 1, line)).filter(|(_, line)| !line.trim().is_empty())
}

pub(crate) struct Cells<'a> {
    rest: Option<&'a str>,
}

impl<'a> Iterator for Cells<'a> {
    type Item = Cow<'a, str>;

    fn next(&mut self) -> Option<Cow<'a, str>> {
        let rest = self.rest.take()?;
        let Some(quoted) = rest.strip_prefix('"') else {
            let (cell, after) = rest.split_once(',').map_or((rest, None), |(cell, after)| (cell, Some(after)));
            self.rest = after;
            return Some(Cow::Borrowed(cell));
        };
        let mut end = 0;
        loop {
            end += quoted[end..].find('"').unwrap_or(quoted.len() - end);
            if !quoted[end..].starts_with("\"\"") {
                break;
            }
            end += 2;
        }
        let (cell, after) = (&quoted[..end], quoted.get(end + 1..).unwrap_or(""));
        self.rest = after.strip_prefix(',');
        Some(if cell.contains('"') { Cow::Owned(cell.replace("\"\"", "\"")) } else { Cow::Borrowed(cell) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_may_be_quoted_empty_or_unclosed() {
        let read = |line| cells(line).collect::<Vec<_>>();
        assert_eq!(read("1,b,"), ["1", "b", ""]);
        assert_eq!(read("1,\"I,II\",20511\r"), ["1", "I,II", "20511"]);
        assert_eq!(read("\"kata \"\"baik\"\"\",x"), ["kata \"baik\"", "x"]);
        assert_eq!(read("\"tanpa akhir"), ["tanpa akhir"]);
        assert_eq!(read("\"\",x"), ["", "x"]);
    }

    #[test]
    fn rows_skip_heading_and_blank_lines_but_keep_numbers() {
        assert_eq!(rows("\u{feff}kode\na\n\nb\n").collect::<Vec<_>>(), [(2, "a"), (4, "b")]);
    }
}
