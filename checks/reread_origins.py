#!/usr/bin/env python3
"""Re-reads published cells with code that is not Kingsway's.

    reread_origins.py DATA < origins.jsonl

Each line of the input is an origin as Kingsway writes it: file (relative to DATA), sha256, sheet, row, column and text.
The column must be a cell of one of the table's first 15 rows and the row must hold the text under such a heading, to the
letter but for white space around it; a number of a workbook or a Parquet file must be equal as a number. Prints
counts by kind of file and what is wrong; exit code 1 when anything is. Needs pyarrow, openpyxl and xlrd; ODS is read here.
"""
import collections, csv, hashlib, io, json, pathlib, sys, zipfile
import xml.etree.ElementTree as xml

DATA = pathlib.Path(sys.argv[1])
HEAD = 15
csv.field_size_limit(1 << 24)
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def raw(name):
    """The bytes of a file, or of an entry of an archive."""
    path = DATA / name
    if path.is_file():
        return path.read_bytes()
    parts = pathlib.PurePosixPath(name).parts
    for at in range(1, len(parts)):
        archive = DATA.joinpath(*parts[:at])
        if archive.is_file():
            return zipfile.ZipFile(archive).read("/".join(parts[at:]))
    raise FileNotFoundError(name)


def decoded(data):
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return [data.decode("utf-16")]
    texts = []
    for encoding in ("utf-8-sig", "cp1252", "mac_roman"):
        try:
            texts.append(data.decode(encoding))
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8-sig":
            break
    return texts


def shown(cell):
    """A cell of a workbook as text: numbers in their shortest form, dates as ISO."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    return cell.date().isoformat() if hasattr(cell, "date") else str(cell)


def of_csv(data):
    """One grid for each encoding that the bytes may be in."""
    grids = []
    for text in decoded(data):
        first = text[: 16 * 1024]
        delimiter = max(",\t;|", key=first.count)
        grids.append(list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))
    return grids


def of_ods(data, sheet):
    root = xml.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("content.xml"))
    table = next(t for t in root.iter(TABLE + "table") if t.get(TABLE + "name") == sheet)
    rows = []
    for row in table.iter(TABLE + "table-row"):
        cells = []
        for cell in row:
            if cell.tag not in (TABLE + "table-cell", TABLE + "covered-table-cell"):
                continue
            value = cell.get(OFFICE + "value") or cell.get(OFFICE + "date-value", "")[:10]
            value = value or "\n".join("".join(p.itertext()) for p in cell.iter(TEXT + "p"))
            cells += [value] * min(int(cell.get(TABLE + "number-columns-repeated", 1)), 500)
        while cells and not cells[-1]:
            cells.pop()
        times = int(row.get(TABLE + "number-rows-repeated", 1))
        rows += [cells] * (times if cells else min(times, 2000))
    return rows


def grids(name, sheet):
    """The table's rows of cells from the first row of the file (of Parquet: its columns), once for each way to read it."""
    data = raw(name)
    ending = name.rsplit(".", 1)[-1].lower()
    if data.startswith(b"PAR1"):
        import pyarrow.parquet as parquet

        table = parquet.read_table(io.BytesIO(data))
        return "parquet", [{column: table.column(column) for column in table.column_names}]
    if data.startswith(b"PK") and ending == "ods":
        return "ods", [of_ods(data, sheet)]
    if data.startswith(b"PK"):
        import openpyxl

        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return "xlsx", [[[shown(c) for c in row] for row in book[sheet].iter_rows(values_only=True)]]
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        import xlrd

        page = xlrd.open_workbook(file_contents=data).sheet_by_name(sheet)
        return "xls", [[[shown(c) for c in page.row_values(at)] for at in range(page.nrows)]]
    return "csv", of_csv(data)


def same(kind, cell, text):
    cell, text = str(cell).strip(), text.strip()
    if cell == text:
        return True
    if kind == "csv":
        return False
    try:
        return float(cell) == float(text)
    except ValueError:
        return False


def wrong(kind, grid, origin):
    row, column, text = origin["row"], origin["column"].strip(), origin["text"]
    if not column:
        return "no heading"
    if kind == "parquet":
        cell = grid[origin["column"]][row - 1].as_py()
        return None if same(kind, shown(cell), text) else f"holds {cell!r}"
    places = {at for head in grid[:HEAD] for at, name in enumerate(head) if same(kind, name, column)}
    if not places:
        return "there is no such heading"
    line = grid[row - 1]
    cells = [line[at] if at < len(line) else "" for at in sorted(places)]
    return None if any(same(kind, cell, text) for cell in cells) else f"holds {cells}"


by_table = collections.defaultdict(list)
for line in sys.stdin:
    origin = json.loads(line)
    by_table[origin["file"], origin["sheet"], origin["sha256"]].append(origin)
counts, faults = collections.Counter(), []
for (name, sheet, sha256), origins in by_table.items():
    if hashlib.sha256(raw(name)).hexdigest() != sha256:
        faults.append(f"{name}: another SHA-256")
    kind, readings = grids(name, sheet)
    counts[kind] += len(origins)
    for origin in origins:
        try:
            found = [wrong(kind, grid, origin) for grid in readings]
        except (IndexError, KeyError) as error:
            found = [f"{type(error).__name__} {error}"]
        if all(found):
            faults.append(f"{name} {sheet or ''} row {origin['row']} “{origin['column']}”: {origin['text']!r}, but {found[0]}")
print(f"{sum(counts.values())} cells of {len(by_table)} tables re-read ({dict(sorted(counts.items()))}), {len(faults)} wrong")
for fault in faults[:40]:
    print("-", fault)
sys.exit(bool(faults))
