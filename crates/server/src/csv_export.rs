//! Lists as CSV for spreadsheets: quoted as RFC 4180 wants it, and no cell is ever run as a formula.

use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use futures_util::Stream;

/// By this mark a spreadsheet knows that the text is UTF-8.
const MARK: &str = "\u{feff}";

/// One line of the file. A cell that a spreadsheet would take for a formula, because of its first sign, gets an apostrophe
/// before it (OWASP, "CSV Injection"): applicants choose what stands in it.
///
/// ```
/// use server::csv_export::row;
/// assert_eq!(row(&["503/0001", "PT \"Musi\", Tbk", "=1+1"]), "503/0001,\"PT \"\"Musi\"\", Tbk\",'=1+1\r\n");
/// ```
pub fn row(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(&harmless(cell))).collect();
    format!("{}\r\n", cells.join(","))
}

fn harmless(cell: &str) -> String {
    let formula = cell
        .trim_start_matches([' ', '\u{a0}'])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

fn quoted(cell: &str) -> String {
    let plain = !cell.contains(['"', ',', ';', '\r', '\n']);
    if plain { cell.to_owned() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
}

/// The answer that a browser saves under `name`: the heading, then the pieces as they come. Where a piece fails the
/// connection breaks off, so that nobody takes half a list for the whole.
pub fn download<S>(name: &str, heading: &[&str], pieces: S) -> Response
where
    S: Stream<Item = Result<String, axum::BoxError>> + Send + 'static,
{
    use futures_util::StreamExt as _;
    let first = Bytes::from(format!("{MARK}{}", row(heading)));
    let first = futures_util::stream::once(async move { Ok::<Bytes, axum::BoxError>(first) });
    let body = first.chain(pieces.map(|piece| piece.map(Bytes::from)));
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, Body::from_stream(body)).into_response()
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt as _;

    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=HYPERLINK(\"x\")", "+62", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"] {
            let line = row(&[cell]);
            assert!(line.starts_with('\'') || line.starts_with("\"'"), "{line}");
        }
        assert_eq!(row(&["dr. Melati", "", "2026-01-22"]), "dr. Melati,,2026-01-22\r\n");
        assert_eq!(row(&["a\nb", "c;d"]), "\"a\nb\",\"c;d\"\r\n");
    }

    #[tokio::test]
    async fn a_list_that_breaks_off_is_no_whole_list() {
        let pieces = |broken: bool| {
            let last = if broken { Err("gone".into()) } else { Ok(row(&["2"])) };
            futures_util::stream::iter([Ok(row(&["1"])), last])
        };
        let whole = download("a.csv", &["Nomor"], pieces(false)).into_body().collect().await.unwrap().to_bytes();
        assert_eq!(whole, "\u{feff}Nomor\r\n1\r\n2\r\n");
        assert!(download("a.csv", &["Nomor"], pieces(true)).into_body().collect().await.is_err());
    }
}
