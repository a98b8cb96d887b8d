//! Painting drawings as PNG, for programs that read Word files but no SVG.

use std::sync::{Arc, LazyLock};

use letter::document::{Png, Svg};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb::Database};

use crate::press::{FAMILY, FONT_FILES};

/// Wider pictures than this serve no page.
const WIDEST: u32 = 4_000;

/// The fonts, read once: the system's own are never asked.
static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for file in FONT_FILES {
        fonts.load_font_data(file.to_vec());
    }
    fonts.set_sans_serif_family(FAMILY);
    Arc::new(fonts)
});

/// The drawing as PNG, `width` points wide; `None` for one that cannot be painted.
pub fn paint(svg: &Svg, width: u32) -> Option<Png> {
    let options =
        Options { font_family: FAMILY.to_owned(), fontdb: Arc::clone(&FONTS), ..Options::default() };
    let tree = Tree::from_str(svg.markup(), &options).ok()?;
    let size = tree.size().to_int_size().scale_to_width(width.clamp(1, WIDEST))?;
    let scale = size.width() as f32 / tree.size().width();
    let mut pixels = Pixmap::new(size.width(), size.height())?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    Png::new(pixels.encode_png().ok()?).ok()
}
