#!/usr/bin/env python3
"""The lines of docs/snapshot.md, run: every table and column that the page names is in a snapshot and the other way round, and what its SQL and Python
print is what the page shows below them.

    checks/snapshot.py KINGSWAY [--write]     imports the example with the program KINGSWAY; --write puts what is printed into the page
"""

import contextlib
import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import pyarrow.parquet

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "snapshot.md"
BLOCK = re.compile(r"```(sql|python)\n(.*?)```\n(\n```text\n.*?```\n)?", re.DOTALL)


def documented(page: str) -> dict[str, list[str]]:
    """The columns of each table, as the page lists them."""
    tables = {}
    for part in re.split(r"^### `", page, flags=re.MULTILINE)[1:]:
        name = part.split("`", 1)[0].removesuffix(".parquet")
        tables[name] = re.findall(r"^\| `(\w+)` \|", part, flags=re.MULTILINE)
    return tables


def compare_tables(page: str, evidence: Path) -> None:
    """Fails where the page and the snapshot differ."""
    told = documented(page)
    there = {path.stem: pyarrow.parquet.read_schema(path).names for path in evidence.glob("*.parquet")}
    assert told.keys() == there.keys(), f"tables: the page has {sorted(told)}, the snapshot {sorted(there)}"
    for table, columns in there.items():
        assert told[table] == columns, f"{table}: the page has {told[table]}, the snapshot {columns}"


def printed(language: str, code: str, names: dict) -> str:
    """What a block prints."""
    out = io.StringIO()
    if language == "sql":
        result = duckdb.sql(code)
        rows = [result.columns, *result.fetchall()]
        assert len(rows) > 1, f"nothing found by\n{code}"
        for row in rows:
            print(" | ".join("" if cell is None else str(cell) for cell in row), file=out)
    else:
        with contextlib.redirect_stdout(out):
            exec(compile(code, str(PAGE), "exec"), names)
        assert out.getvalue().strip(), f"nothing printed by\n{code}"
    return out.getvalue()


def main() -> int:
    page = PAGE.read_text()
    program = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [program, "-q", "import", ROOT / "examples" / "luton-2011", "--into", Path(folder) / "evidence"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        compare_tables(page, Path(folder) / "evidence")
        os.chdir(folder)
        names: dict = {}
        wrong = []

        def shown(block: re.Match) -> str:
            language, code = block[1], block[2]
            text = f"\n```text\n{printed(language, code, names)}```\n"
            if block[3] != text:
                wrong.append(f"{code}\nprints\n{text}\nand the page shows\n{block[3]}")
            return f"```{language}\n{code}```\n{text}"

        new = BLOCK.sub(shown, page)
        os.chdir(ROOT)
    if "--write" in sys.argv:
        PAGE.write_text(new)
        return 0
    print("\n".join(wrong) or "docs/snapshot.md: every table, column and line holds.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
