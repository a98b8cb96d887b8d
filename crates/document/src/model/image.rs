//! Pictures that people supply: a signature as PNG or SVG.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Serialize, Serializer};

use super::{Svg, SvgError};

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "format", content = "data", rename_all = "snake_case")]
pub enum Image {
    /// A drawing.
    Svg(Svg),
    /// A raster.
    Png(Png),
}

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
    /// Neither PNG nor SVG.
    #[error("the picture is neither PNG nor SVG: save it as one of them")]
    UnknownFormat,
    /// Too large.
    #[error("the picture is larger than {SIZE_LIMIT} bytes or {SIDE_LIMIT} points a side: reduce it")]
    TooLarge,
    /// A refused drawing.
    #[error(transparent)]
    Svg(#[from] SvgError),
}

impl Image {
    /// Reads a picture; the format is found from the content, not from a file's name.
    pub fn new(bytes: &[u8]) -> Result<Self, ImageError> {
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Png::new(bytes.to_vec()).map(Self::Png);
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if text.contains("<svg") => {
                Ok(Self::Svg(Svg::new(text.trim_start_matches('\u{feff}'))?))
            }
            _ => Err(ImageError::UnknownFormat),
        }
    }

    /// Width and height in the picture's own units.
    pub fn size(&self) -> (u32, u32) {
        match self {
            Self::Svg(svg) => (svg.width().into(), svg.height().into()),
            Self::Png(png) => (png.width, png.height),
        }
    }

    /// The picture as a `data:` address, for files that may not refer to others.
    pub fn data_url(&self) -> String {
        match self {
            Self::Svg(svg) => format!("data:image/svg+xml;base64,{}", STANDARD.encode(svg.markup())),
            Self::Png(png) => format!("data:image/png;base64,{}", png.base64()),
        }
    }
}

impl Png {
    /// Reads the head of a PNG file.
    pub fn new(bytes: Vec<u8>) -> Result<Self, ImageError> {
        // Eight bytes of signature, four of length, four of type, then width and height, big-endian.
        let side =
            |at: usize| bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map(u32::from_be_bytes);
        let (Some(b"IHDR"), Some(width), Some(height)) = (bytes.get(12..16), side(16), side(20)) else {
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
        assert_eq!(Image::new(&png_head(300, 120)).unwrap().size(), (300, 120));
    }

    #[test]
    fn pictures_that_would_exhaust_a_viewer_are_refused() {
        assert_eq!(Image::new(&png_head(70_000, 70_000)), Err(ImageError::TooLarge));
        assert_eq!(Image::new(&png_head(0, 1)), Err(ImageError::TooLarge));
        assert_eq!(Image::new(b"\x89PNG\r\n\x1a\n"), Err(ImageError::UnknownFormat));
        assert_eq!(Image::new(b"GIF89a"), Err(ImageError::UnknownFormat));
    }
}
