//! QR codes (ISO/IEC 18004) as SVG, sharp at every size.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder, QRCode};

/// The light modules around a code, which it needs to be found.
const QUIET: usize = 4;

/// The text does not fit into a QR code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a QR code cannot hold {0} bytes")]
pub struct QrFault(usize);

/// A QR code that holds `text`, as an SVG image with a quiet zone of four modules. It still reads with a quarter of it
/// worn off: licences hang on walls for years.
///
/// # Errors
/// The text is longer than a QR code can hold (some 1,600 bytes).
///
/// ```
/// let svg = documents::qr_svg("https://izin.contoh/v/ABCD-EFGH").unwrap();
/// assert!(svg.starts_with("<svg") && svg.ends_with("</svg>"));
/// assert!(documents::qr_svg(&"x".repeat(5_000)).is_err());
/// ```
pub fn qr_svg(text: &str) -> Result<String, QrFault> {
    let code = QRBuilder::new(text).ecl(ECL::Q).build().map_err(|_too_long| QrFault(text.len()))?;
    Ok(drawn(&code))
}

/// The code as one path: dark modules that lie side by side are one bar, which halves what a PDF has to draw.
fn drawn(code: &QRCode) -> String {
    let side = code.size + 2 * QUIET;
    let mut path = String::new();
    for (y, row) in (0..code.size).map(|y| (y + QUIET, &code[y])) {
        let mut x = 0;
        for bar in row.chunk_by(|left, right| left.value() == right.value()) {
            if bar[0].value() {
                // Into a String, writing cannot fail.
                let _ = write!(path, "M{} {y}h{length}v1h-{length}z", x + QUIET, length = bar.len());
            }
            x += bar.len();
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" width=\"{side}\" height=\"{side}\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    )
}
