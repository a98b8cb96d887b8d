"""checks/reread.py finds what it should: made files of each kind, with a letter that cites them rightly and wrongly."""

import copy
import hashlib
import importlib.util
import io
import pathlib
import tempfile
import unittest
import zipfile

import openpyxl
import pyarrow
import pyarrow.parquet

spec = importlib.util.spec_from_file_location("reread", pathlib.Path(__file__).with_name("reread.py"))
reread = importlib.util.module_from_spec(spec)
spec.loader.exec_module(reread)

CSV = "Area,Rate,Of\nLuton,1.5%,40\n\nCaf\u00e9,\"1,234\",10\n"
ODS = """<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>
<office:spreadsheet><table:table table:name="A"><table:table-row table:number-rows-repeated="2"><table:table-cell><text:p>Grade</text:p>
</table:table-cell></table:table-row><table:table-row><table:table-cell table:number-columns-repeated="2"><text:p/></table:table-cell>
</table:table-row><table:table-row><table:table-cell office:value-type="float" office:value="2.25"><text:p>2.3</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


class Reread(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        (self.root / "a.csv").write_bytes(CSV.encode("cp1252"))
        (self.root / "m.csv").write_bytes(CSV.encode("mac_roman"))
        with zipfile.ZipFile(self.root / "z.zip", "w") as archive:
            archive.writestr("in/b.csv", CSV)
        book = openpyxl.Workbook()
        book.active.title = "Table 1"
        for row in [["Heading"], [None, "Rate", "Rate"], ["Luton", 2, 3.5]]:
            book.active.append(row)
        book.save(self.root / "b.xlsx")
        with zipfile.ZipFile(self.root / "o.ods", "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("content.xml", ODS)
        pyarrow.parquet.write_table(pyarrow.table({"value": ["1.0", "-"]}), self.root / "p.parquet")

    def origin(self, file, row, column, text, sheet=None):
        raw = (self.root / file.split(".zip/")[0]).with_suffix(".zip" if ".zip/" in file else pathlib.Path(file).suffix).read_bytes()
        return {"file": file, "sha256": hashlib.sha256(raw).hexdigest(), "sheet": sheet, "row": row, "column": column, "text": text}

    def figure(self, value, kind, origins=(), of=(), shown=None):
        key = {"subject": "s", "group": "all", "period": "2011", "place": "821"}
        figure = {"key": key, "value": value, "missing": None, "shown": shown or str(value), "arithmetic": kind}
        return figure | ({"of": list(of)} if of else {"origins": list(origins)})

    def exceptions(self, *figures, text="It rose."):
        checker = reread.Reread(reread.Files([self.root]))
        checker.statement({"id": "x", "text": text, "figures": copy.deepcopy(list(figures))}, "Luton")
        return checker.exceptions

    def test_each_kind_of_file_is_read(self):
        for origin in [
            self.origin("a.csv", 2, "Rate", "1.5%"),
            self.origin("a.csv", 4, "Area", "Caf\u00e9"),
            self.origin("m.csv", 4, "Area", "Caf\u00e9"),
            self.origin("z.zip/in/b.csv", 4, "Rate", "1,234"),
            self.origin("b.xlsx", 3, "Rate", "3.5", "Table 1"),
            self.origin("o.ods", 4, "Grade", "2.25", "A"),
            self.origin("o.ods", 4, "Grade", "2.3", "A"),
            self.origin("p.parquet", 1, "value", "1.0"),
            self.origin("p.parquet", 2, "value", "-"),
        ]:
            self.assertIsNone(reread.Reread(reread.Files([self.root])).problem(origin), origin)

    def test_what_is_cited_wrongly_is_an_exception(self):
        right = self.origin("a.csv", 2, "Rate", "1.5%")
        for change in [
            {"row": 3}, {"row": 9}, {"column": "Of"}, {"column": "Share"}, {"text": "1.6%"}, {"file": "c.csv", "sha256": "0"}, {"sha256": "0" * 64},
        ]:
            self.assertTrue(self.exceptions(self.figure(1.5, "value", [right | change])), change)
        self.assertTrue(self.exceptions(self.figure(3.5, "value", [self.origin("b.xlsx", 3, "Rate", "3.5", "Table 2")])))
        self.assertEqual(self.exceptions(self.figure(1.5, "value", [right])), [])

    def test_the_arithmetic_is_done_again(self):
        two = self.figure(2, "value", [self.origin("b.xlsx", 3, "Rate", "2", "Table 1")])
        three = self.figure(3.5, "value", [self.origin("b.xlsx", 3, "Rate", "3.5", "Table 1")])
        forty = self.figure(40, "value", [self.origin("a.csv", 2, "Of", "40")])
        part = self.figure(5.0, "share", of=[two, forty])
        for kind, value, of in [
            ("mean", 2.75, [two, three]), ("median", 2.75, [two, three]), ("sum", 5.5, [two, three]), ("difference", -1.5, [two, three]),
            ("share", 5.0, [two, forty]), ("pooled", 5.0, [part, part]),
        ]:
            self.assertEqual(self.exceptions(self.figure(value, kind, of=of)), [], kind)
            self.assertTrue(self.exceptions(self.figure(value + 1, kind, of=of)), kind)
        counted = [self.origin("a.csv", 2, "Area", "Luton"), self.origin("a.csv", 4, "Area", "Caf\u00e9")]
        self.assertEqual(self.exceptions(self.figure(2, "count", counted, shown="two")), [])
        self.assertTrue(self.exceptions(self.figure(3, "count", counted, shown="three")))
        self.assertTrue(self.exceptions(self.figure(2, "count", counted, shown="three")))

    def test_a_figure_without_rows_and_a_percentage_without_a_figure_are_exceptions(self):
        right = self.figure(1.5, "value", [self.origin("a.csv", 2, "Rate", "1.5%")], shown="1.5%")
        self.assertTrue(self.exceptions(self.figure(1.5, "value")))
        self.assertTrue(self.exceptions())
        self.assertEqual(self.exceptions(right, text="It is 1.5%."), [])
        self.assertTrue(self.exceptions(right, text="It is 2.5%."))
        self.assertTrue(self.exceptions(right | {"shown": "1.6%"}))


if __name__ == "__main__":
    unittest.main()
