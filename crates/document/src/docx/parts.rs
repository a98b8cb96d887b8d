//! The small parts of a Word file: properties, relations, numbering, footer.

use super::xml::Xml;
use crate::model::{DocumentParts, FOOTER_GAP, Text};

/// What a relation points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Relation {
    /// A web or mail address.
    Link(String),
    /// A picture of the file, by its name within `media`.
    Picture(String),
}

/// Relations that every file has, before those of its links and pictures.
const FIXED: [(&str, &str); 4] = [
    ("styles", "styles.xml"),
    ("numbering", "numbering.xml"),
    ("settings", "settings.xml"),
    ("footer", "footer.xml"),
];

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The id of the footer's relation, which the document's last section names.
pub(super) const FOOTER_ID: &str = "rId4";

/// The id of the relation that stands at `index` of the document's own.
pub(super) fn relation_id(index: usize) -> String {
    format!("rId{}", FIXED.len() + index + 1)
}

pub(super) fn relations(own: &[Relation]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("Relationships", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/relationships")]);
    for (index, (kind, target)) in FIXED.iter().enumerate() {
        let (id, kind) = (format!("rId{}", index + 1), format!("{OFFICE}/{kind}"));
        xml.empty("Relationship", &[("Id", &id), ("Type", &kind), ("Target", target)]);
    }
    for (index, relation) in own.iter().enumerate() {
        let id = relation_id(index);
        match relation {
            Relation::Link(address) => {
                let kind = format!("{OFFICE}/hyperlink");
                let attributes =
                    [("Id", id.as_str()), ("Type", &kind), ("Target", address), ("TargetMode", "External")];
                xml.empty("Relationship", &attributes);
            }
            Relation::Picture(name) => {
                let (kind, target) = (format!("{OFFICE}/image"), format!("media/{name}"));
                xml.empty("Relationship", &[("Id", &id), ("Type", &kind), ("Target", &target)]);
            }
        }
    }
    xml.close("Relationships");
    xml.finish()
}

/// Title, language, author and date of the file.
pub(super) fn core(parts: &DocumentParts) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    xml.element("dc:title", &[], parts.title.as_str());
    xml.element("dc:subject", &[], parts.subject.as_str());
    xml.element("dc:creator", &[], parts.author.as_ref().map_or("", Text::as_str));
    xml.element("dc:language", &[], &parts.language.tag());
    if let Some(date) = parts.date {
        let date = format!("{date}T00:00:00Z");
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.element(name, &[("xsi:type", "dcterms:W3CDTF")], &date);
        }
    }
    xml.close("cp:coreProperties");
    xml.finish()
}

/// Bullets as list 1, and one list for each numbered list, so that each begins at 1.
pub(super) fn numbering(numbered_lists: usize) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("w:numbering", &[("xmlns:w", super::blocks::WORD)]);
    for (id, format, mark) in [("0", "bullet", "\u{2022}"), ("1", "decimal", "%1.")] {
        xml.open("w:abstractNum", &[("w:abstractNumId", id)]);
        xml.empty("w:multiLevelType", &[("w:val", "singleLevel")]);
        xml.open("w:lvl", &[("w:ilvl", "0")]);
        xml.empty("w:start", &[("w:val", "1")]);
        xml.empty("w:numFmt", &[("w:val", format)]);
        xml.empty("w:lvlText", &[("w:val", mark)]);
        xml.empty("w:lvlJc", &[("w:val", "left")]);
        xml.open("w:pPr", &[]);
        xml.empty("w:ind", &[("w:left", "397"), ("w:hanging", "397")]);
        xml.close("w:pPr");
        xml.close("w:lvl");
        xml.close("w:abstractNum");
    }
    for list in 0..=numbered_lists {
        xml.open("w:num", &[("w:numId", &(list + 1).to_string())]);
        xml.empty("w:abstractNumId", &[("w:val", if list == 0 { "0" } else { "1" })]);
        if list > 0 {
            xml.open("w:lvlOverride", &[("w:ilvl", "0")]);
            xml.empty("w:startOverride", &[("w:val", "1")]);
            xml.close("w:lvlOverride");
        }
        xml.close("w:num");
    }
    xml.close("w:numbering");
    xml.finish()
}

/// “Exampleshire, 8 November 2011 · Page 1 of 4”, counted by Word.
pub(super) fn footer(parts: &DocumentParts) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("w:ftr", &[("xmlns:w", super::blocks::WORD)]);
    xml.open("w:p", &[]);
    xml.open("w:pPr", &[]);
    xml.empty("w:pStyle", &[("w:val", "Footer")]);
    xml.close("w:pPr");
    if let Some(footer) = &parts.footer {
        run(&mut xml, &format!("{footer}{FOOTER_GAP}"));
    }
    let mut rest = parts.words.page_number.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        run(&mut xml, before);
        let (place, after) = after.split_once('}').unwrap_or(("", after));
        let field = match place {
            "page" => "PAGE",
            "pages" => "NUMPAGES",
            _ => "",
        };
        if !field.is_empty() {
            xml.open("w:fldSimple", &[("w:instr", field)]);
            run(&mut xml, "1");
            xml.close("w:fldSimple");
        }
        rest = after;
    }
    run(&mut xml, rest);
    xml.close("w:p");
    xml.close("w:ftr");
    xml.finish()
}

fn run(xml: &mut Xml, text: &str) {
    if text.is_empty() {
        return;
    }
    xml.open("w:r", &[]);
    xml.element("w:t", &[("xml:space", "preserve")], Text::new(text).as_str());
    xml.close("w:r");
}
