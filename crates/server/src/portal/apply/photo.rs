//! What a phone writes into a photo besides the picture: place, hour, device, a small second picture. It is taken out
//! before a photo is kept; only which way is up stays, since the picture would lie on its side without it.
//!
//! JPEG: ITU-T T.81, annex B (segments); Exif 2.32, 4.6 (tags).

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const EXIF: u8 = 0xe1;
const MULTI_PICTURE: u8 = 0xe2;
const CAPTIONS: u8 = 0xed;
const COMMENT: u8 = 0xfe;
/// The tag that says which way is up.
const ORIENTATION: u16 = 0x0112;

/// A JPEG without what is not the picture. Bytes that are no well-formed JPEG come back as they are.
pub fn without_traces(bytes: Vec<u8>) -> Vec<u8> {
    cleaned(&bytes).unwrap_or(bytes)
}

fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.get(..2)? != [0xff, START] {
        return None;
    }
    let mut out = vec![0xff, START];
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        if marker == 0xff {
            at += 1;
            continue;
        }
        if marker == END {
            out.extend([0xff, END]);
            // What stands behind the end is another picture, with its own traces.
            return Some(out);
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
        let segment = bytes.get(at..at + 2 + length)?;
        match marker {
            EXIF => out.extend(upright(segment.get(4..)?).map(orientation_segment).unwrap_or_default()),
            MULTI_PICTURE if segment.get(4..8) == Some(b"MPF\0") => {}
            CAPTIONS | COMMENT => {}
            _ => out.extend(segment),
        }
        at += 2 + length;
        if marker == SCAN {
            let end = scan_end(bytes, at)?;
            out.extend(bytes.get(at..end)?);
            at = end;
        }
    }
}

/// Where the coded picture ends: at the next marker that is neither a stuffed byte nor a restart.
fn scan_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        match *bytes.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}

/// The orientation in an Exif segment's content, where it is anything but upright.
fn upright(content: &[u8]) -> Option<u8> {
    let tiff = content.strip_prefix(b"Exif\0\0")?;
    let little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let pair = [*tiff.get(at)?, *tiff.get(at + 1)?];
        Some(if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let long = |at: usize| {
        let four: [u8; 4] = tiff.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) }).ok()
    };
    let directory = long(4)?;
    let entries = usize::from(short(directory)?);
    let entry = (0..entries).map(|number| directory + 2 + number * 12).find(|at| short(*at) == Some(ORIENTATION))?;
    u8::try_from(short(entry + 8)?).ok().filter(|orientation| (2..=8).contains(orientation))
}

/// An Exif segment that says which way is up and nothing else.
fn orientation_segment(orientation: u8) -> Vec<u8> {
    let mut segment = vec![0xff, EXIF, 0, 34];
    segment.extend(b"Exif\0\0MM\0\x2a\0\0\0\x08");
    segment.extend([0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]);
    segment
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xff, marker][..], &length, content].concat()
    }

    /// A photo as a phone makes it: turned, with a place, a caption, and a second picture behind the end.
    fn photo(orientation: u8) -> Vec<u8> {
        let mut exif = b"Exif\0\0II\x2a\0\x08\0\0\0\x02\0".to_vec();
        exif.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
        exif.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
        exif.extend(b"\0\0\0\0GPS -2.9909 104.7566");
        let mut bytes = vec![0xff, START];
        bytes.extend(segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"));
        bytes.extend(segment(EXIF, &exif));
        bytes.extend(segment(EXIF, b"http://ns.adobe.com/xap/1.0/\0GPS"));
        bytes.extend(segment(MULTI_PICTURE, b"MPF\0GPS"));
        bytes.extend(segment(COMMENT, b"GPS"));
        bytes.extend(segment(SCAN, &[1, 1, 0, 0, 0x3f, 0]));
        bytes.extend([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]);
        bytes.extend([0xff, END]);
        bytes.extend(b"behind: GPS");
        bytes
    }

    fn has(bytes: &[u8], words: &[u8]) -> bool {
        bytes.windows(words.len()).any(|window| window == words)
    }

    #[test]
    fn the_place_goes_and_the_picture_stays() {
        let clean = without_traces(photo(6));
        assert!(!has(&clean, b"GPS") && !has(&clean, b"adobe"));
        assert!(has(&clean, b"JFIF") && has(&clean, &[0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0xff, END]));
        assert_eq!(infer::get(&clean).map(|kind| kind.mime_type()), Some("image/jpeg"));
    }

    #[test]
    fn which_way_is_up_is_kept_and_only_that() {
        let clean = without_traces(photo(6));
        let at = clean.windows(6).position(|window| window == b"Exif\0\0").unwrap();
        assert_eq!(upright(&clean[at..]), Some(6));
        assert!(!has(&without_traces(photo(1)), b"Exif"));
        assert_eq!(without_traces(clean.clone()), clean);
    }

    #[test]
    fn what_is_damaged_or_no_photo_is_left_alone() {
        for bytes in [b"%PDF-1.7".to_vec(), vec![], vec![0xff, START], photo(6)[..40].to_vec()] {
            assert_eq!(without_traces(bytes.clone()), bytes);
        }
    }
}
