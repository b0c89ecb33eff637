//! Photographs that people send, made fit to be printed: upright, small, and telling nothing but what they show.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder as _, ImageReader, Limits};

/// Larger than any telephone takes them; more is refused before it is unpacked.
const MOST_SIDE: u32 = 16_000;

/// The memory that unpacking may take.
const MOST_MEMORY: u64 = 256 * 1024 * 1024;

/// 4 × 6 cm at 300 points an inch, and a little more.
const PRINTED: (u32, u32) = (600, 900);

/// Quality of the JPEG, of 100.
const QUALITY: u8 = 85;

/// A photograph that cannot be printed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no JPEG or PNG picture that can be printed ({0}). Ask for the photograph once more")]
pub struct PhotoFault(String);

/// A photograph (JPEG or PNG) as a small JPEG of at most 600 × 900 points for [`crate::Assets`]: turned as the camera held
/// it, without what the camera noted beside the picture, such as the place where it was taken.
///
/// A picture that cannot be read is better found out here than by the letter: leave it out there.
///
/// # Errors
/// It is no such picture, is damaged, or is too large to be unpacked.
///
/// ```
/// assert!(documents::photo(b"not a picture").is_err());
/// ```
pub fn photo(file: &[u8]) -> Result<Vec<u8>, PhotoFault> {
    let picture = unpacked(file).map_err(|fault| PhotoFault(fault.to_string()))?;
    let (width, height) = PRINTED;
    let small =
        if picture.width() > width || picture.height() > height { picture.thumbnail(width, height) } else { picture };
    let mut jpeg = Vec::new();
    let written = JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&small.into_rgb8());
    written.map_err(|fault| PhotoFault(fault.to_string()))?;
    Ok(jpeg)
}

fn unpacked(file: &[u8]) -> image::ImageResult<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, RgbImage};

    use super::*;

    /// A picture that is blue in its upper left, as a camera lying on its side writes it, with a note where it was taken.
    fn from_a_camera(width: u32, height: u32) -> Vec<u8> {
        let blue = |x, y| if x < width / 2 && y < height / 2 { [20, 20, 220] } else { [220, 220, 220] };
        let picture = RgbImage::from_fn(width, height, |x, y| image::Rgb(blue(x, y)));
        let mut jpeg = Vec::new();
        picture.write_to(&mut Cursor::new(&mut jpeg), ImageFormat::Jpeg).unwrap();
        // Exif: big endian, one entry: orientation (0x0112) is 6, to be turned right by a quarter.
        let mut note = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
        note.extend(b"GPS -2.9909 104.7566");
        let length = u16::try_from(note.len() + 2).unwrap().to_be_bytes();
        [&jpeg[..2], &[0xff, 0xe1], &length, &note, &jpeg[2..]].concat()
    }

    #[test]
    fn a_photograph_is_turned_upright_made_small_and_stripped_of_its_notes() {
        let sent = from_a_camera(3000, 2000);
        assert!(sent.windows(3).any(|bytes| bytes == b"GPS"));
        let printed = photo(&sent).unwrap();
        assert!(!printed.windows(3).any(|bytes| bytes == b"GPS" || bytes == b"Exi"));
        let picture = image::load_from_memory(&printed).unwrap().into_rgb8();
        assert_eq!(picture.dimensions(), (600, 900));
        // Turned right, its upper left is its upper right.
        assert!(picture.get_pixel(500, 100).0[0] < 100 && picture.get_pixel(100, 100).0[0] > 150);
        assert!(printed.len() < 60_000);
    }

    #[test]
    fn what_is_no_picture_or_a_broken_or_a_gigantic_one_is_refused() {
        let whole = from_a_camera(300, 200);
        let mut gigantic = Vec::new();
        RgbImage::new(2, 2).write_to(&mut Cursor::new(&mut gigantic), ImageFormat::Png).unwrap();
        gigantic[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]); // 65,536 × 65,536 in its head
        for file in [&b""[..], b"%PDF-1.7", b"<svg/>", &whole[..200], &gigantic] {
            assert!(photo(file).is_err(), "{} bytes", file.len());
        }
    }
}
