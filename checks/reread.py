#!/usr/bin/env python3
"""Reads the rows that letters cite again, and does their arithmetic again, with code that shares nothing with Kingsway.

    checks/reread.py --data DIR [--data DIR ...] LETTER.json [LETTER.json ...]
    checks/reread.py --data DIR --origins < ORIGINS.jsonl

LETTER.json is what `kingsway letter --format json` writes; ORIGINS.jsonl has an origin a line; DIR is a folder that was imported. For every
figure of every statement:

- each origin's file has the hash that is cited, and its sheet, row and column hold the text that is cited;
- `value`, `mean`, `median`, `sum`, `share`, `difference`, `count` and `pooled` over its rows or parts give its value;
- what is shown is the value, rounded;
- a sentence with a percentage has a figure that shows it, and no figure with a value is without rows.

CSV in any of the encodings met, tabs, Parquet, XLSX, XLS, ODS and entries of ZIP archives are read. Rows count from 1 with headings
counted (Parquet: records from 1). Prints one line of counts, then the exceptions. Ends with 1 where there is any, with 2 where a file cannot be
read at all. Needs pyarrow, openpyxl and xlrd (checks/requirements.txt).
"""

import argparse
import collections
import csv
import datetime
import functools
import hashlib
import io
import json
import math
import pathlib
import re
import statistics
import sys
import zipfile
from xml.etree import ElementTree

HEADING_ROWS = 20
ENCODINGS = ("utf-8-sig", "cp1252", "mac_roman", "latin-1", "utf-16")
# What a share may be out of: per cent, per 1,000, per 10,000, per 100,000, or a plain ratio.
SHARE_UNITS = (100, 1, 1_000, 10_000, 100_000)
NUMBER_WORDS = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
).split()

csv.field_size_limit(1 << 26)


# ---------------------------------------------------------------------------------------------- comparing texts and numbers


def number(text):
    """The number that a published text states, or None: `1,234`, `56.7%`, `2.0`, `-3`, `£12`."""
    if isinstance(text, (int, float)) and not isinstance(text, bool):
        return float(text)
    if " + " in str(text):
        parts = [number(part) for part in str(text).split(" + ")]
        return None if None in parts else sum(parts)
    plain = re.sub(r"[,\s\u00a0£%]", "", str(text)).replace("\u2212", "-")
    try:
        found = float(plain)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def close(one, other):
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def folded(text):
    return re.sub(r"[\s\u00a0]+", " ", str(text)).strip()


def date_of(text):
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y%m%d", "%d-%b-%y", "%d %B %Y", "%d/%m/%y"):
        try:
            return datetime.datetime.strptime(folded(text), form).date()
        except ValueError:
            pass
    return None


def same(cell, text):
    """Whether a cell holds a text: letter by letter, with white space folded, as the same number, or as the same day."""
    if folded(cell) == folded(text):
        return True
    one, other = number(cell), number(text)
    if one is not None and other is not None:
        return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12)
    return date_of(cell) is not None and date_of(cell) == date_of(text)


def as_text(cell):
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return repr(cell).removesuffix(".0")
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(sep=" ") if cell.time() != datetime.time() else cell.date().isoformat()
    return str(cell)


# ------------------------------------------------------------------------------------------------------- reading tables


class Rows:
    """A table of rows, in one or more readings of its bytes, with its headings found by text."""

    def __init__(self, readings):
        self.readings = readings

    @functools.cache
    def columns(self, reading, heading):
        rows = self.readings[reading]()
        return sorted({at for row in rows[:HEADING_ROWS] for at, cell in enumerate(row) if same(cell, heading)})

    def holds(self, row, heading, text):
        """None where it does, or what it holds instead."""
        instead = None
        for reading in range(len(self.readings)):
            rows = self.readings[reading]()
            if not 1 <= row <= len(rows):
                instead = instead or f"there are {len(rows)} rows"
                continue
            columns = self.columns(reading, heading)
            line = rows[row - 1]
            cells = [line[at] if at < len(line) else "" for at in columns]
            if any(same(cell, text) for cell in cells):
                return None
            found = " or ".join(repr(cell) for cell in cells[:4]) if cells else f"no heading {heading!r}"
            instead = instead or found
        return instead


class Records:
    """A table of columns with names, its records numbered from 1."""

    def __init__(self, columns):
        self.named = columns

    def holds(self, row, heading, text):
        column = self.named(heading)
        if column is None:
            return f"no column {heading!r}"
        if not 1 <= row <= len(column):
            return f"there are {len(column)} records"
        cell = as_text(column[row - 1])
        return None if same(cell, text) else repr(cell)


def delimited(raw, kind):
    def reading(encoding):
        @functools.cache
        def rows():
            try:
                text = raw.decode(encoding)
            except UnicodeError:
                return []
            delimiter = "\t" if kind in (".tsv", ".txt") or text[:4096].count("\t") > text[:4096].count(",") else ","
            return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))

        return rows

    usable = []
    for encoding in ENCODINGS:
        try:
            raw[:200_000].decode(encoding)
        except UnicodeError:
            if encoding in ("utf-16",):
                continue
        usable.append(encoding)
    return Rows([reading(encoding) for encoding in usable])


def named_sheet(names, wanted):
    """The sheet of this name; the only one where none is named."""
    if wanted in names:
        return wanted
    for name in names:
        if wanted is not None and folded(name) == folded(wanted):
            return name
    if not wanted and len(names) == 1:
        return names[0]
    return names[0] if not wanted else None


def xlsx(raw, sheet):
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    name = named_sheet(book.sheetnames, sheet)
    if name is None:
        return None
    page = book[name]
    page.reset_dimensions()
    cells = [[as_text(cell) for cell in row] for row in page.iter_rows(values_only=True)]
    return Rows([lambda: cells])


def xls(raw, sheet):
    import xlrd

    book = xlrd.open_workbook(file_contents=raw, logfile=io.StringIO())
    name = named_sheet(book.sheet_names(), sheet)
    if name is None:
        return None
    page = book.sheet_by_name(name)

    def cell(row, column):
        value = page.cell(row, column)
        if value.ctype == xlrd.XL_CELL_DATE:
            return as_text(xlrd.xldate.xldate_as_datetime(value.value, book.datemode))
        return as_text(value.value)

    cells = [[cell(row, column) for column in range(page.ncols)] for row in range(page.nrows)]
    return Rows([lambda: cells])


def ods(raw, sheet):
    """Two readings: what is displayed, and the value behind it."""
    table, office, text = (
        "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}" % name for name in ("table", "office", "text")
    )
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        root = ElementTree.parse(archive.open("content.xml")).getroot()
    pages = {page.get(table + "name"): page for page in root.iter(table + "table")}
    name = named_sheet(list(pages), sheet)
    if name is None:
        return None
    shown, valued = [], []
    for row in pages[name].iter(table + "table-row"):
        display, values = [], []
        for cell in row:
            if cell.tag not in (table + "table-cell", table + "covered-table-cell"):
                continue
            words = "\n".join("".join(part.itertext()) for part in cell.iter(text + "p"))
            value = next(
                (cell.get(office + key) for key in ("value", "date-value", "boolean-value", "string-value") if cell.get(office + key)), words
            )
            times = int(cell.get(table + "number-columns-repeated", 1))
            if times > 1000 and not words:
                times = 1
            display += [words] * times
            values += [value] * times
        times = int(row.get(table + "number-rows-repeated", 1))
        if times > 1000 and not any(display):
            continue
        shown += [display] * times
        valued += [values] * times
    return Rows([lambda: shown, lambda: valued])


def parquet(raw):
    import pyarrow
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(pyarrow.BufferReader(raw))

    @functools.cache
    def column(heading):
        name = next((name for name in table.column_names if folded(name) == folded(heading)), None)
        return None if name is None else table.column(name).to_pylist()

    return Records(column)


def table(raw, name, sheet):
    kind = pathlib.PurePosixPath(name).suffix.lower()
    if raw[:4] == b"PAR1":
        return parquet(raw)
    if raw[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return xls(raw, sheet)
    if raw[:2] == b"PK":
        return ods(raw, sheet) if kind == ".ods" or b"opendocument.spreadsheet" in raw[:200] else xlsx(raw, sheet)
    return delimited(raw, kind)


class Files:
    """The published files under some folders, each read at most once."""

    def __init__(self, folders):
        self.folders = [pathlib.Path(folder) for folder in folders]
        self.tables = {}
        self.bytes = {}

    @functools.cached_property
    def by_hash(self):
        found = {}
        for folder in self.folders:
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                found.setdefault(hashlib.sha256(path.read_bytes()).hexdigest(), path)
        return found

    def contents(self, file, sha256):
        """The bytes and the hashes that may be cited of a file as it was imported; None where there is none."""
        key = (file, sha256)
        if key not in self.bytes:
            self.bytes[key] = self.find(file, sha256)
        return self.bytes[key]

    def find(self, file, sha256):
        for folder in self.folders:
            path = folder / file
            if path.is_file():
                raw = path.read_bytes()
                return raw, {hashlib.sha256(raw).hexdigest()}
            match = re.match(r"(.*?\.zip)/(.*)$", file, flags=re.I)
            if match and (folder / match[1]).is_file():
                archive = (folder / match[1]).read_bytes()
                with zipfile.ZipFile(io.BytesIO(archive)) as opened:
                    if match[2] in opened.namelist():
                        raw = opened.read(match[2])
                        return raw, {hashlib.sha256(one).hexdigest() for one in (raw, archive)}
        path = self.by_hash.get(sha256)
        if path is not None and path.suffix.lower() != ".zip":
            return path.read_bytes(), {sha256}
        return None

    def table(self, file, sha256, sheet):
        key = (file, sha256, sheet)
        if key not in self.tables:
            raw, _ = self.contents(file, sha256)
            self.tables[key] = table(raw, file, sheet)
        return self.tables[key]


# --------------------------------------------------------------------------------------------------- figures and letters


class Reread:
    def __init__(self, files):
        self.files = files
        self.counts = collections.Counter()
        self.exceptions = []
        self.checked = {}

    def wrong(self, where, what):
        self.exceptions.append(f"{where}: {what}")

    def origin(self, origin, where):
        key = tuple(str(origin.get(part)) for part in ("file", "sha256", "sheet", "row", "column", "text"))
        if key not in self.checked:
            try:
                self.checked[key] = self.problem(origin)
            except Exception as error:  # a broken file or origin is an exception of the letter, not of this program
                self.checked[key] = f"{origin.get('file')} row {origin.get('row')}: {type(error).__name__}: {error}"
        self.counts["cells"] += 1
        if self.checked[key]:
            self.wrong(where, self.checked[key])

    def problem(self, origin):
        for part in ("file", "sha256", "row", "column", "text"):
            if origin.get(part) is None:
                return f"an origin without {part}: {json.dumps(origin)[:200]}"
        file, sheet = origin["file"], origin.get("sheet")
        found = self.files.contents(file, origin["sha256"])
        if found is None:
            return f"there is no file {file}"
        if origin["sha256"] not in found[1]:
            return f"{file} has another hash than {origin['sha256'][:12]}…"
        read = self.files.table(file, origin["sha256"], sheet)
        if read is None:
            return f"{file} has no sheet {sheet!r}"
        instead = read.holds(int(origin["row"]), origin["column"], origin["text"])
        if instead is not None and " + " in origin["column"]:
            # A sum names the columns and the texts of its cells.
            cells = zip(origin["column"].split(" + "), origin["text"].split(" + "), strict=True)
            found = [read.holds(int(origin["row"]), column, text) for column, text in cells]
            instead = next(filter(None, found), None)
        if instead is None:
            return None
        return f"{file}{f' [{sheet}]' if sheet else ''} row {origin['row']}, {origin['column']!r}: {instead}, not {origin['text']!r}"

    def figure(self, figure, where):
        self.counts["figures"] += 1
        origins, parts = figure.get("origins") or [], figure.get("of") or []
        where = f"{where} {' '.join(str(part) for part in (figure.get('key') or {}).values())}"
        value = figure.get("value")
        if not origins and not parts and value is not None and not (figure.get("arithmetic") == "count" and value == 0):
            self.counts["without rows"] += 1
            self.wrong(where, "a figure without rows")
        for origin in origins:
            self.origin(origin, where)
        for part in parts:
            self.figure(part, where)
        if value is None:
            if not figure.get("missing"):
                self.wrong(where, "neither a value nor why it is missing")
            return
        problem = arithmetic(figure.get("arithmetic"), float(value), origins, parts)
        if problem:
            self.wrong(where, problem)
        problem = rounding(figure.get("shown"), float(value))
        if problem:
            self.wrong(where, problem)

    def statement(self, statement, where):
        self.counts["statements"] += 1
        figures, text = statement.get("figures") or [], statement.get("text", "")
        for figure in figures:
            self.figure(figure, where)
        if not figures:
            self.wrong(where, f"a statement without figures: {text[:100]}")
        values = [abs(value) for value in every_value(figures)]
        for written in re.findall(r"(\d[\d,]*(?:\.\d+)?)\s?(?:%|per cent)", text):
            decimals = len(written.partition(".")[2])
            if not any(rounds_to(value, number(written), decimals) for value in values):
                self.wrong(where, f"no figure is {written}%: {text[:140]}")

    def letter(self, path):
        letter = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
        self.counts["letters"] += 1
        area = letter.get("area")
        area = area.get("name", area) if isinstance(area, dict) else area
        for statement in letter["statements"]:
            self.statement(statement, f"{area} {letter.get('as_at')} {statement.get('id')}")


def every_value(figures):
    for figure in figures:
        if figure.get("value") is not None:
            yield float(figure["value"])
        yield from every_value(figure.get("of") or [])


def rounds_to(value, written, decimals):
    return abs(value - written) <= 0.5 * 10.0**-decimals + 1e-9


def rounding(shown, value):
    """What is wrong with a figure as it is written: words and grades are left alone."""
    if shown is None:
        return "nothing is said of how it is shown"
    plain = folded(shown).lower()
    if plain in NUMBER_WORDS:
        written, decimals = float(NUMBER_WORDS.index(plain)), 0
    else:
        match = re.fullmatch(r"[-\u2212+]?£?(\d[\d,]*(?:\.\d+)?)\s?(?:%|per cent|percentage points?|points?)?", plain)
        if not match:
            return None
        written, decimals = number(match[1]), len(match[1].partition(".")[2])
    return None if rounds_to(abs(value), written, decimals) else f"shown as {shown!r}, and is {value}"


def arithmetic(kind, value, origins, parts):
    """What is wrong with a value, made again from its rows or parts."""
    numbers = [part["value"] for part in parts if part.get("value") is not None]
    if not parts:
        numbers = [found for found in (number(origin.get("text")) for origin in origins) if found is not None]
    if kind == "count":
        made = len(origins) or len(parts)
        return None if made == value else f"counts {made} rows, and is {value}"
    if kind == "value":
        if not numbers:  # a judgement in words, whose value is its place on its scale
            return None
        made = [numbers[0], numbers[0] * 100] if len(numbers) == 1 else numbers
        return None if any(close(one, value) for one in made) else f"its row says {numbers[0]}, and it is {value}"
    if kind == "pooled":
        pairs = [pair for part in parts if (pair := of_pair(part)) is not None]
        if not pairs:
            return share(value, numbers, "pooled")
        return share(value, [sum(part for part, _ in pairs), sum(whole for _, whole in pairs)], "pooled")
    if kind == "share":
        return share(value, numbers, kind)
    if not numbers:
        return f"{kind} of nothing, and is {value}"
    work = {
        "mean": statistics.fmean,
        "median": statistics.median,
        "sum": math.fsum,
        "difference": lambda values: values[0] - values[-1],
    }.get(kind)
    if work is None:
        return f"an unknown arithmetic {kind!r}"
    if kind == "difference" and len(numbers) != 2:
        return f"a difference of {len(numbers)}"
    made = work(numbers)
    return None if close(made, value) else f"{kind} of {len(numbers)} is {made}, and not {value}"


def of_pair(figure):
    """Part and whole of a share."""
    numbers = [part.get("value") for part in figure.get("of") or []]
    if not numbers:
        numbers = [number(origin.get("text")) for origin in figure.get("origins") or []]
    return tuple(numbers) if len(numbers) == 2 and None not in numbers else None


def share(value, numbers, kind):
    if len(numbers) != 2:
        return f"{kind} of {len(numbers)} numbers, not of a part and a whole"
    part, whole = numbers
    if whole == 0:
        return f"{kind} of nothing, and is {value}"
    made = [unit * part / whole for unit in SHARE_UNITS]
    return None if any(close(one, value) for one in made) else f"{part} of {whole} is {made[0]}%, and not {value}"


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("letters", nargs="*", metavar="LETTER.json")
    ask.add_argument("--origins", action="store_true", help="read origins from standard input, one a line")
    ask.add_argument("--data", action="append", required=True, metavar="DIR", help="a folder of published files")
    ask.add_argument("--list", type=int, default=40, metavar="N", help="how many exceptions are printed (40)")
    options = ask.parse_args()
    if bool(options.letters) == options.origins:
        ask.error("letters or --origins were expected")
    reread = Reread(Files(options.data))
    for line in sys.stdin if options.origins else []:
        reread.origin(json.loads(line), "an origin")
    for path in options.letters:
        try:
            reread.letter(path)
        except (OSError, ValueError, KeyError, TypeError) as error:
            print(f"{path}: {type(error).__name__}: {error}", file=sys.stderr)
            sys.exit(2)
    counts = reread.counts
    print(
        f"{counts['letters']} letters, {counts['statements']} statements, {counts['figures']} figures ({counts['without rows']} without rows), "
        f"{counts['cells']} cells read again ({len(reread.checked)} different), {len(reread.exceptions)} exceptions"
    )
    for line in reread.exceptions[: options.list]:
        print("-", line)
    if counts["cells"] == 0:
        sys.exit("no cell was read")
    sys.exit(1 if reread.exceptions else 0)


if __name__ == "__main__":
    main()
