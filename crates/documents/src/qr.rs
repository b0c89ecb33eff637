//! QR codes (ISO/IEC 18004) as SVG, sharp at every size.

use fast_qr::convert::svg::SvgBuilder;
use fast_qr::convert::{Builder as _, Shape};
use fast_qr::{ECL, QRBuilder};

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
    Ok(SvgBuilder::default().shape(Shape::Square).margin(4).to_str(&code))
}
