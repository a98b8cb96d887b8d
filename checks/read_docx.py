"""Reads letters' Word files with python-docx: styles, marked header rows, alternatives, language, properties, links.

Usage: read_docx.py LETTER.docx ...
"""

import sys

import docx
from docx.oxml.ns import qn

def pictures(path):
    document = docx.Document(path)
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
    assert all(drawing.get("descr") for drawing in drawings), "a picture without a text alternative"
    bookmarks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    anchors = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None}
    assert anchors and anchors <= bookmarks, anchors - bookmarks
    return len(drawings)


found = [pictures(path) for path in sys.argv[1:]]
assert sum(found) > 0, "no letter has a picture: were charts lost?"
print(f"python-docx reads {len(found)} Word files with {sum(found)} pictures.")
