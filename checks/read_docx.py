"""Reads a letter's Word file with python-docx: styles, marked header rows, alternatives, language, properties."""

import sys

import docx
from docx.oxml.ns import qn

document = docx.Document(sys.argv[1])
body = document.element.body
styles = [paragraph.style.name for paragraph in document.paragraphs]
assert styles.count("Title") == 1, styles
assert "Heading 1" in styles and "Heading 2" in styles and "List Bullet" in styles, sorted(set(styles))
assert document.core_properties.title and document.core_properties.language == "en-GB"
assert document.tables, "no tables"
for table in document.tables:
    marked = [row._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None for row in table.rows]
    assert marked[0] and not any(marked[1:]), "exactly the first row of a table is its header"
drawings = list(body.iter(qn("wp:docPr")))
assert drawings and all(drawing.get("descr") for drawing in drawings), "a picture without a text alternative"
bookmarks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
anchors = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None}
assert anchors and anchors <= bookmarks, anchors - bookmarks
print(f"python-docx reads the Word file: {len(document.tables)} tables, {len(drawings)} pictures, {len(anchors)} links within.")
