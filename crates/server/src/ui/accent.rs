//! An office's accent colour: checked for contrast when it is set, and turned into the `--brand-*` tokens of the style
//! sheet. A style attribute would need a weaker content security policy, so each accent is a tiny style sheet.

use std::fmt;

type Rgb = [u8; 3];

const WHITE: Rgb = [255; 3];
const BLACK: Rgb = [0; 3];
/// The page's surface in the dark theme (`--neutral-0` there).
const DARK_SURFACE: Rgb = [0x17, 0x1c, 0x1c];
/// The contrast that WCAG 2.2 (1.4.3, AA) asks of text.
const TEXT_CONTRAST: f64 = 4.5;

/// A colour that white text may stand on (WCAG 2.2 AA: at least 4.5 : 1).
///
/// ```
/// use server::ui::Accent;
/// let teal = Accent::parse("#0f5b5c").unwrap();
/// assert_eq!(teal.hex(), "0f5b5c");
/// assert!(Accent::parse("#ffcc00").is_err());   // white on yellow cannot be read
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accent(Rgb);

/// Why a colour cannot be an accent.
#[derive(Clone, Debug, PartialEq)]
pub enum AccentRefusal {
    /// Not `#rrggbb`.
    NotAColour,
    /// White text on it has this contrast, below 4.5.
    TooLight(f64),
}

impl fmt::Display for AccentRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAColour => write!(f, "Warna ditulis sebagai # dan enam angka heksadesimal, misalnya #0f5b5c."),
            Self::TooLight(contrast) => write!(
                f,
                "Warna ini terlalu terang: kontras dengan tulisan putih {contrast:.1}, paling sedikit 4,5. Pilih warna yang lebih gelap."
            ),
        }
    }
}

impl std::error::Error for AccentRefusal {}

impl Default for Accent {
    /// The green of the Musi at dusk, the colour of the demo city.
    fn default() -> Self {
        Self([0x0f, 0x5b, 0x5c])
    }
}

impl Accent {
    /// Reads `#rrggbb` or `rrggbb`.
    ///
    /// # Errors
    /// [`AccentRefusal`] when it is no colour or white text on it could not be read.
    pub fn parse(text: &str) -> Result<Self, AccentRefusal> {
        let digits = text.trim().trim_start_matches('#');
        let number = u32::from_str_radix(digits, 16)
            .ok()
            .filter(|_| digits.len() == 6 && digits.is_ascii())
            .ok_or(AccentRefusal::NotAColour)?;
        let [_, red, green, blue] = number.to_be_bytes();
        let colour = [red, green, blue];
        let contrast = contrast(colour, WHITE);
        if contrast < TEXT_CONTRAST { Err(AccentRefusal::TooLight(contrast)) } else { Ok(Self(colour)) }
    }

    /// Six lower-case hexadecimal digits, without `#`.
    pub fn hex(self) -> String {
        hex(self.0)
    }

    /// The style sheet that sets the brand tokens for both themes. Every text colour in it reaches 4.5 : 1 on the
    /// surface it is used on.
    pub fn css(self) -> String {
        let strong = self.0;
        let deep = mix(strong, BLACK, 0.28);
        let light = lighten_until(strong, DARK_SURFACE, 7.0);
        let day = format!(
            "--brand-strong:#{};--brand-deep:#{};--brand-text:#{};--brand-soft:#{};--brand-line:#{};--on-brand:#fff",
            hex(strong),
            hex(deep),
            hex(strong),
            hex(mix(strong, WHITE, 0.92)),
            hex(mix(strong, WHITE, 0.7)),
        );
        let night = format!(
            "--brand-strong:#{};--brand-deep:#{};--brand-text:#{};--brand-soft:#{};--brand-line:#{};--on-brand:#{}",
            hex(light),
            hex(mix(strong, BLACK, 0.5)),
            hex(light),
            hex(mix(DARK_SURFACE, light, 0.14)),
            hex(mix(DARK_SURFACE, light, 0.38)),
            hex(mix(strong, BLACK, 0.78)),
        );
        format!(
            ":root{{{day}}}\n@media screen{{[data-theme=dark]{{{night}}}}}\n@media screen and (prefers-color-scheme:dark){{[data-theme=auto]{{{night}}}}}\n"
        )
    }
}

fn hex([red, green, blue]: Rgb) -> String {
    format!("{red:02x}{green:02x}{blue:02x}")
}

/// `share` of `to` mixed into `from`.
fn mix(from: Rgb, to: Rgb, share: f64) -> Rgb {
    let mut mixed = from;
    for (channel, target) in mixed.iter_mut().zip(to) {
        let value = f64::from(*channel) * (1.0 - share) + f64::from(target) * share;
        *channel = to_byte(value);
    }
    mixed
}

fn to_byte(value: f64) -> u8 {
    // `as` saturates, and the value lies between two bytes anyway
    value.round() as u8
}

fn lighten_until(colour: Rgb, on: Rgb, wanted: f64) -> Rgb {
    let mut lighter = colour;
    while contrast(lighter, on) < wanted {
        lighter = mix(lighter, WHITE, 0.06);
    }
    lighter
}

/// Contrast ratio of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").
pub fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance, 0 to 1 (WCAG 2.2).
fn luminance([red, green, blue]: Rgb) -> f64 {
    let linear = |channel: u8| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((contrast(WHITE, BLACK) - 21.0).abs() < 1e-9);
        assert!((contrast([0x76, 0x76, 0x76], WHITE) - 4.54).abs() < 0.01);
    }

    #[test]
    fn a_light_colour_and_nonsense_are_refused() {
        assert!(matches!(Accent::parse("#ffcc00"), Err(AccentRefusal::TooLight(_))));
        for text in ["", "#12", "hijau", "#12345g", "é23456"] {
            assert_eq!(Accent::parse(text), Err(AccentRefusal::NotAColour), "{text}");
        }
    }

    #[test]
    fn every_accent_can_be_read_in_both_themes() {
        for text in ["#0f5b5c", "#7b1e3a", "#1d3f8f", "#000000", "#6b4c00", "#00701a"] {
            let accent = Accent::parse(text).unwrap();
            let light = lighten_until(accent.0, DARK_SURFACE, 7.0);
            assert!(contrast(light, mix(DARK_SURFACE, light, 0.14)) >= TEXT_CONTRAST, "{text} on soft, dark");
            assert!(contrast(light, mix(accent.0, BLACK, 0.78)) >= TEXT_CONTRAST, "{text} button, dark");
            assert!(contrast(accent.0, mix(accent.0, WHITE, 0.92)) >= 4.0, "{text} on soft, light");
        }
    }
}
