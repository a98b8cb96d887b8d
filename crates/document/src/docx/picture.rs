//! A picture in a line of text: the many elements that Word wants around one.

use super::xml::Xml;
use crate::model::Text;

/// The namespace of pictures.
pub(super) const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// The extension by which Word 2016 and later find the SVG of a picture.
const SVG_EXTENSION: &str = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";

/// A picture to be written.
pub(super) struct Drawn<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub alternative: &'a Text,
    /// Width and height in EMU, of which a millimetre has 36,000.
    pub size: (u64, u64),
}

impl Drawn<'_> {
    /// Writes it with the relations of its raster and, where there is one, of its drawing.
    pub(super) fn write(&self, xml: &mut Xml, raster: &str, vector: Option<&str>) {
        let (wide, tall) = (self.size.0.to_string(), self.size.1.to_string());
        let named = [("id", self.id), ("name", self.name), ("descr", self.alternative.as_str())];
        xml.open("w:r", &[]);
        xml.open("w:drawing", &[]);
        xml.open("wp:inline", &[("distT", "0"), ("distB", "0"), ("distL", "0"), ("distR", "0")]);
        xml.empty("wp:extent", &[("cx", &wide), ("cy", &tall)]);
        xml.empty("wp:docPr", &named);
        xml.open("wp:cNvGraphicFramePr", &[]);
        xml.empty("a:graphicFrameLocks", &[("noChangeAspect", "1")]);
        xml.close("wp:cNvGraphicFramePr");
        xml.open("a:graphic", &[]);
        xml.open("a:graphicData", &[("uri", PICTURE)]);
        xml.open("pic:pic", &[]);
        xml.open("pic:nvPicPr", &[]);
        xml.empty("pic:cNvPr", &named);
        xml.empty("pic:cNvPicPr", &[]);
        xml.close("pic:nvPicPr");
        xml.open("pic:blipFill", &[]);
        xml.open("a:blip", &[("r:embed", raster)]);
        if let Some(vector) = vector {
            xml.open("a:extLst", &[]);
            xml.open("a:ext", &[("uri", SVG_EXTENSION)]);
            xml.empty("asvg:svgBlip", &[("r:embed", vector)]);
            xml.close("a:ext");
            xml.close("a:extLst");
        }
        xml.close("a:blip");
        xml.open("a:stretch", &[]);
        xml.empty("a:fillRect", &[]);
        xml.close("a:stretch");
        xml.close("pic:blipFill");
        xml.open("pic:spPr", &[]);
        xml.open("a:xfrm", &[]);
        xml.empty("a:off", &[("x", "0"), ("y", "0")]);
        xml.empty("a:ext", &[("cx", &wide), ("cy", &tall)]);
        xml.close("a:xfrm");
        xml.open("a:prstGeom", &[("prst", "rect")]);
        xml.empty("a:avLst", &[]);
        xml.close("a:prstGeom");
        xml.close("pic:spPr");
        for name in ["pic:pic", "a:graphicData", "a:graphic", "wp:inline", "w:drawing", "w:r"] {
            xml.close(name);
        }
    }
}
