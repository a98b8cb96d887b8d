//! The blocks of a document as Word's paragraphs, tables and pictures.

use std::collections::{BTreeMap, BTreeSet};

use super::Painter;
use super::parts::{FOOTER_ID, Relation, relation_id};
use super::picture::{Drawn, PICTURE};
use super::xml::Xml;
use crate::model::{
    Block, ColumnKind, DocumentParts, EvidenceId, Figure, Inline, Level, Notice, Party, Picture, Table, Text,
    plain, rules,
};
use crate::phrase::fill;

/// The namespace of Word's own elements.
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const DRAWING_IN_WORD: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const SVG: &str = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";

/// The width of the text on A4 with 20 mm beside it: 170 mm, in twentieths of a point and in EMU.
const TEXT_WIDTH_TWIPS: u32 = 9_638;
const TEXT_WIDTH_EMU: u64 = 170 * EMU_PER_MM;
const EMU_PER_MM: u64 = 36_000;

/// How wide pictures are painted: 170 mm at about 145 points an inch. Word 2016 and later show the SVG instead.
const PICTURE_POINTS: u32 = 960;

/// The document part with what it refers to.
pub(super) struct Body {
    pub document: Vec<u8>,
    pub relations: Vec<Relation>,
    pub media: BTreeMap<String, Vec<u8>>,
    pub numbered_lists: usize,
}

impl Body {
    pub(super) fn write(parts: &DocumentParts, painter: Option<Painter<'_>>) -> Self {
        let mut writer = BodyWriter::new(parts, painter);
        writer.xml.open(
            "w:document",
            &[
                ("xmlns:w", WORD),
                ("xmlns:r", RELATIONS),
                ("xmlns:wp", DRAWING_IN_WORD),
                ("xmlns:a", DRAWING),
                ("xmlns:pic", PICTURE),
                ("xmlns:asvg", SVG),
            ],
        );
        writer.xml.open("w:body", &[]);
        for block in &parts.opening {
            writer.block(block);
        }
        writer.paragraph("Title", &plain(parts.title.as_str()));
        for block in &parts.body {
            writer.block(block);
        }
        writer.last_section();
        writer.xml.close("w:body");
        writer.xml.close("w:document");
        Self {
            document: writer.xml.finish(),
            relations: writer.relations,
            media: writer.media,
            numbered_lists: writer.numbered_lists,
        }
    }
}

struct BodyWriter<'a> {
    xml: Xml,
    parts: &'a DocumentParts,
    painter: Option<Painter<'a>>,
    /// The number of each entry, for bookmarks: their names may hold few characters.
    entries: BTreeMap<&'a EvidenceId, usize>,
    /// Entries that the text refers to: the others have no way back.
    referred: BTreeSet<&'a EvidenceId>,
    /// References already written: the first is where the way back leads.
    used: BTreeSet<EvidenceId>,
    relations: Vec<Relation>,
    media: BTreeMap<String, Vec<u8>>,
    numbered_lists: usize,
    bookmarks: usize,
    drawings: usize,
    level_one_headings: usize,
}

impl<'a> BodyWriter<'a> {
    fn new(parts: &'a DocumentParts, painter: Option<Painter<'a>>) -> Self {
        let mut entries = BTreeMap::new();
        let mut referred = BTreeSet::new();
        for block in parts.opening.iter().chain(&parts.body) {
            rules::each_inline(block, &mut |inline| match inline {
                Inline::Entry(id) => {
                    let number = entries.len() + 1;
                    entries.insert(id, number);
                }
                Inline::References(ids) => referred.extend(ids),
                _ => {}
            });
        }
        Self {
            xml: Xml::new(),
            parts,
            painter,
            entries,
            referred,
            used: BTreeSet::new(),
            relations: Vec::new(),
            media: BTreeMap::new(),
            numbered_lists: 0,
            bookmarks: 0,
            drawings: 0,
            level_one_headings: 0,
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.heading(heading.level, &heading.text),
            Block::Paragraph(paragraph) => self.paragraph("BodyText", &paragraph.content),
            Block::List(list) => {
                self.numbered_lists += usize::from(list.numbered);
                let number = self.numbered_lists + 1;
                for item in &list.items {
                    if list.numbered {
                        self.numbered_item(number, item);
                    } else {
                        self.paragraph("ListBullet", item);
                    }
                }
            }
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Address(address) => {
                let style = match address.party {
                    Party::Sender => "Sender",
                    Party::Recipient => "Recipient",
                    Party::Signatory => "Signatory",
                };
                self.lines(style, &address.lines);
            }
            Block::Facts(facts) => {
                for (index, fact) in facts.facts.iter().enumerate() {
                    self.open_paragraph(if index == 0 { "FirstFact" } else { "Fact" });
                    self.run(&Text::new(format!("{}:", fact.term.as_str().trim_end_matches(':'))), "");
                    self.xml.open("w:r", &[]);
                    self.xml.empty("w:tab", &[]);
                    self.xml.close("w:r");
                    self.inlines(&fact.detail);
                    self.xml.close("w:p");
                }
            }
            Block::Notice(notice) => self.notice(notice),
            Block::Picture(picture) => self.picture(picture),
        }
    }

    /// A heading; each of level one after the first begins a page, as the appendix does.
    fn heading(&mut self, level: Level, text: &Text) {
        let style = match level {
            Level::One => "Heading1",
            Level::Two => "Heading2",
            Level::Three => "Heading3",
        };
        self.level_one_headings += usize::from(level == Level::One);
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        self.xml.empty("w:pStyle", &[("w:val", style)]);
        if level == Level::One && self.level_one_headings > 1 {
            self.xml.empty("w:pageBreakBefore", &[]);
        }
        self.xml.close("w:pPr");
        self.run(text, "");
        self.xml.close("w:p");
    }

    fn open_paragraph(&mut self, style: &str) {
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        self.xml.empty("w:pStyle", &[("w:val", style)]);
        self.xml.close("w:pPr");
    }

    fn paragraph(&mut self, style: &str, content: &[Inline]) {
        self.open_paragraph(style);
        self.inlines(content);
        self.xml.close("w:p");
    }

    fn numbered_item(&mut self, number: usize, content: &[Inline]) {
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        self.xml.empty("w:pStyle", &[("w:val", "ListNumber")]);
        self.xml.open("w:numPr", &[]);
        self.xml.empty("w:ilvl", &[("w:val", "0")]);
        self.xml.empty("w:numId", &[("w:val", &number.to_string())]);
        self.xml.close("w:numPr");
        self.xml.close("w:pPr");
        self.inlines(content);
        self.xml.close("w:p");
    }

    /// Lines of one paragraph.
    fn lines(&mut self, style: &str, lines: &[Vec<Inline>]) {
        self.open_paragraph(style);
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                self.xml.open("w:r", &[]);
                self.xml.empty("w:br", &[]);
                self.xml.close("w:r");
            }
            self.inlines(line);
        }
        self.xml.close("w:p");
    }

    fn notice(&mut self, notice: &Notice) {
        self.paragraph("Notice", &[Inline::Strong(notice.title.clone())]);
        for paragraph in &notice.paragraphs {
            self.paragraph("Notice", paragraph);
        }
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Text(text) => self.run(text, ""),
                Inline::Strong(text) => self.run(text, "Strong"),
                Inline::Emphasis(text) => self.run(text, "Emphasis"),
                Inline::Code(text) => self.run(text, "Code"),
                Inline::Link { text, url } => {
                    let id = self.relation(Relation::Link(url.as_str().to_owned()));
                    self.xml.open("w:hyperlink", &[("r:id", &id), ("w:history", "1")]);
                    self.run(text, "Hyperlink");
                    self.xml.close("w:hyperlink");
                }
                Inline::References(ids) => self.references(ids),
                Inline::Entry(id) => self.entry(id),
                Inline::Disclosure(disclosure) => self.run(&disclosure.summary, ""),
            }
        }
    }

    fn run(&mut self, text: &Text, style: &str) {
        self.xml.open("w:r", &[]);
        if !style.is_empty() {
            self.xml.open("w:rPr", &[]);
            self.xml.empty("w:rStyle", &[("w:val", style)]);
            self.xml.close("w:rPr");
        }
        self.xml.element("w:t", &[("xml:space", "preserve")], text.as_str());
        self.xml.close("w:r");
    }

    /// `[E1, E12]`, each a link to its entry.
    fn references(&mut self, ids: &[EvidenceId]) {
        self.run(&Text::new("["), "Reference");
        for (index, id) in ids.iter().enumerate() {
            if index > 0 {
                self.run(&Text::new(", "), "Reference");
            }
            let number = self.entries.get(id).copied().unwrap_or_default();
            let first = self.used.insert(id.clone());
            let bookmark = first.then(|| self.open_bookmark(&format!("use_{number}")));
            self.internal_link(
                &format!("evidence_{number}"),
                &self.parts.words.evidence_link.clone(),
                id,
                id.as_str(),
            );
            if let Some(bookmark) = bookmark {
                self.close_bookmark(&bookmark);
            }
        }
        self.run(&Text::new("]"), "Reference");
    }

    /// The id of an entry, where references lead, and the way back.
    fn entry(&mut self, id: &EvidenceId) {
        let number = self.entries.get(id).copied().unwrap_or_default();
        let bookmark = self.open_bookmark(&format!("evidence_{number}"));
        self.run(&Text::new(id.as_str()), "");
        self.close_bookmark(&bookmark);
        if self.referred.contains(id) {
            self.run(&Text::new(" "), "");
            self.internal_link(&format!("use_{number}"), &self.parts.words.back_link.clone(), id, "\u{2191}");
        }
    }

    fn internal_link(&mut self, anchor: &str, words: &str, id: &EvidenceId, shown: &str) {
        let tip = fill(words, &[("id", id.as_str())]).unwrap_or_else(|_| words.to_owned());
        let tip = Text::new(tip);
        self.xml
            .open("w:hyperlink", &[("w:anchor", anchor), ("w:tooltip", tip.as_str()), ("w:history", "1")]);
        self.run(&Text::new(shown), "Reference");
        self.xml.close("w:hyperlink");
    }

    fn open_bookmark(&mut self, name: &str) -> String {
        self.bookmarks += 1;
        let id = self.bookmarks.to_string();
        self.xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", name)]);
        id
    }

    fn close_bookmark(&mut self, id: &str) {
        self.xml.empty("w:bookmarkEnd", &[("w:id", id)]);
    }

    fn relation(&mut self, relation: Relation) -> String {
        let index = self.relations.iter().position(|known| *known == relation).unwrap_or_else(|| {
            self.relations.push(relation);
            self.relations.len() - 1
        });
        relation_id(index)
    }

    fn table(&mut self, table: &Table) {
        self.paragraph("Caption", &plain(table.caption.as_str()));
        let shares: u32 = table.columns.iter().map(|column| u32::from(column.share)).sum::<u32>().max(1);
        let widths: Vec<String> = table
            .columns
            .iter()
            .map(|column| (TEXT_WIDTH_TWIPS * u32::from(column.share) / shares).to_string())
            .collect();
        self.xml.open("w:tbl", &[]);
        self.xml.open("w:tblPr", &[]);
        self.xml.empty("w:tblStyle", &[("w:val", "LetterTable")]);
        self.xml.empty("w:tblW", &[("w:w", &TEXT_WIDTH_TWIPS.to_string()), ("w:type", "dxa")]);
        self.xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        let first_column = if table.row_headers { "1" } else { "0" };
        let look =
            [("w:firstRow", "1"), ("w:firstColumn", first_column), ("w:noHBand", "1"), ("w:noVBand", "1")];
        self.xml.empty("w:tblLook", &look);
        self.xml.empty("w:tblCaption", &[("w:val", table.caption.as_str())]);
        self.xml.close("w:tblPr");
        self.xml.open("w:tblGrid", &[]);
        for width in &widths {
            self.xml.empty("w:gridCol", &[("w:w", width)]);
        }
        self.xml.close("w:tblGrid");
        let header: Vec<Vec<Inline>> =
            table.columns.iter().map(|column| plain(column.header.as_str())).collect();
        self.row(table, &header, &widths, true);
        for row in &table.rows {
            self.row(table, row, &widths, false);
        }
        self.xml.close("w:tbl");
        // Two tables that touch would become one; a little room also parts a table from the text below.
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        self.xml.empty("w:pStyle", &[("w:val", "AfterTable")]);
        self.xml.close("w:pPr");
        self.xml.close("w:p");
    }

    fn row(&mut self, table: &Table, cells: &[Vec<Inline>], widths: &[String], header: bool) {
        self.xml.open("w:tr", &[]);
        self.xml.open("w:trPr", &[]);
        self.xml.empty("w:cantSplit", &[]);
        if header {
            self.xml.empty("w:tblHeader", &[]);
        }
        self.xml.close("w:trPr");
        for ((cell, column), width) in cells.iter().zip(&table.columns).zip(widths) {
            self.xml.open("w:tc", &[]);
            self.xml.open("w:tcPr", &[]);
            self.xml.empty("w:tcW", &[("w:w", width), ("w:type", "dxa")]);
            self.xml.close("w:tcPr");
            let style = match column.kind {
                ColumnKind::Words => "TableText",
                ColumnKind::Numbers => "TableNumber",
            };
            self.paragraph(style, cell);
            self.xml.close("w:tc");
        }
        self.xml.close("w:tr");
    }

    fn figure(&mut self, figure: &Figure) {
        self.paragraph("FigureCaption", &plain(figure.caption.as_str()));
        let painted = self.painter.and_then(|paint| paint(&figure.svg, PICTURE_POINTS));
        match painted {
            Some(png) => {
                let (width, height) = (u64::from(figure.svg.width()), u64::from(figure.svg.height()));
                let size = (TEXT_WIDTH_EMU, TEXT_WIDTH_EMU * height / width.max(1));
                let svg = figure.svg.markup().as_bytes().to_vec();
                self.open_paragraph("Figure");
                self.drawing(png.bytes().to_vec(), Some(svg), &figure.alternative, size);
                self.xml.close("w:p");
            }
            None => self.paragraph("BodyText", &plain(figure.alternative.as_str())),
        }
        if let Some(table) = &figure.table {
            self.table(table);
        }
    }

    fn picture(&mut self, picture: &Picture) {
        let (width, height) = picture.image.size();
        let tall = u64::from(picture.height_mm) * EMU_PER_MM;
        let size = ((tall * u64::from(width) / u64::from(height.max(1))).min(TEXT_WIDTH_EMU), tall);
        self.open_paragraph("Figure");
        self.drawing(picture.image.bytes().to_vec(), None, &picture.alternative, size);
        self.xml.close("w:p");
    }

    fn drawing(&mut self, png: Vec<u8>, svg: Option<Vec<u8>>, alternative: &Text, (wide, tall): (u64, u64)) {
        self.drawings += 1;
        let id = self.drawings.to_string();
        let name = format!("picture-{id}");
        let raster = self.media(format!("{name}.png"), png);
        let vector = svg.map(|svg| self.media(format!("{name}.svg"), svg));
        let picture = Drawn { id: &id, name: &name, alternative, size: (wide, tall) };
        picture.write(&mut self.xml, &raster, vector.as_deref());
    }

    fn media(&mut self, name: String, bytes: Vec<u8>) -> String {
        let id = self.relation(Relation::Picture(name.clone()));
        self.media.insert(name, bytes);
        id
    }

    /// A4 with 20 mm of margin, and the footer.
    fn last_section(&mut self) {
        self.xml.open("w:sectPr", &[]);
        self.xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", FOOTER_ID)]);
        self.xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
        let margins = [
            ("w:top", "1247"),
            ("w:right", "1134"),
            ("w:bottom", "1247"),
            ("w:left", "1134"),
            ("w:header", "624"),
            ("w:footer", "624"),
            ("w:gutter", "0"),
        ];
        self.xml.empty("w:pgMar", &margins);
        self.xml.close("w:sectPr");
    }
}
