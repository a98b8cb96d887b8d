//! Pictures that people supply: a signature as PNG.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Serialize, Serializer};

/// A PNG file whose head has been read; decoding it is the viewer's work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Png {
    bytes: Vec<u8>,
    width: u32,
    height: u32,
}

/// Larger files are no signatures, and every copy of the letter carries them.
const SIZE_LIMIT: usize = 1_000_000;

/// Wider or taller rasters exhaust a viewer's memory (a PNG of a few bytes may claim any size).
const SIDE_LIMIT: u32 = 10_000;

/// A picture that is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImageError {
    /// Not a PNG file.
    #[error("the picture is not a PNG file: save it as one")]
    UnknownFormat,
    /// Too large.
    #[error("the picture is larger than {SIZE_LIMIT} bytes or {SIDE_LIMIT} points a side: reduce it")]
    TooLarge,
}

impl Png {
    /// Reads the head of a PNG file.
    pub fn new(bytes: Vec<u8>) -> Result<Self, ImageError> {
        // Eight bytes of signature, four of length, four of type, then width and height, big-endian.
        let side =
            |at: usize| bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map(u32::from_be_bytes);
        let signed = bytes.starts_with(b"\x89PNG\r\n\x1a\n");
        let (true, Some(b"IHDR"), Some(width), Some(height)) =
            (signed, bytes.get(12..16), side(16), side(20))
        else {
            return Err(ImageError::UnknownFormat);
        };
        let sides = 1..=SIDE_LIMIT;
        if bytes.len() > SIZE_LIMIT || !sides.contains(&width) || !sides.contains(&height) {
            return Err(ImageError::TooLarge);
        }
        Ok(Self { bytes, width, height })
    }

    /// The file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Width and height in points.
    pub fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// The picture as a `data:` address, for files that may not refer to others.
    pub fn data_url(&self) -> String {
        format!("data:image/png;base64,{}", self.base64())
    }

    fn base64(&self) -> String {
        STANDARD.encode(&self.bytes)
    }
}

impl Serialize for Png {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.base64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png_head(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes
    }

    #[test]
    fn the_size_of_a_png_is_read_from_its_head() {
        assert_eq!(Png::new(png_head(300, 120)).unwrap().size(), (300, 120));
    }

    #[test]
    fn pictures_that_would_exhaust_a_viewer_are_refused() {
        assert_eq!(Png::new(png_head(70_000, 70_000)), Err(ImageError::TooLarge));
        assert_eq!(Png::new(png_head(0, 1)), Err(ImageError::TooLarge));
        assert_eq!(Png::new(b"\x89PNG\r\n\x1a\n".to_vec()), Err(ImageError::UnknownFormat));
        assert_eq!(Png::new(b"GIF89a".to_vec()), Err(ImageError::UnknownFormat));
    }
}
