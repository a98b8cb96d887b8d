#!/usr/bin/env python3
"""Makes tests/gold/sentences.tsv: sentences as people write them, with a key worked out from the published files.

    make.py DATA            DATA is the folder of published files

Needs pandas, pyarrow and odfpy. Nothing of Kingsway is used: the key is a second opinion. tests/gold/README.md explains the columns.
"""
import hashlib, pathlib, re, sys
import pandas as pd
import pyarrow.parquet as parquet

HERE = pathlib.Path(__file__).resolve().parent
AS_AT = "2026-06-30"
PLAIN_YEAR = re.compile(r"^20\d\d$")
SPLIT_YEAR = re.compile(r"^(20\d\d)/(\d\d)$")
# A difference that rounding, revision or the reading of a word could close is not put into a sentence.
CLEAR = 0.06


def pick(text, among):
    """One of a list by a hash of a text, so that the table is the same wherever it is made."""
    return among[int(hashlib.sha256(text.encode()).hexdigest(), 16) % len(among)]


class Figures:
    """The benchmarking tool's long table, by measure, place and year."""

    def __init__(self, data):
        table = parquet.read_table(data / "lait/bds_long_0.parquet").to_pandas()
        table.columns = ["measure", "item", "year", "place", "value", "number", "region"]
        words = pd.read_csv(data / "lait/lait_data_dictionary.csv", encoding="utf-8-sig")
        self.decimals = {m: 1 if pd.isna(d) else int(d) for m, d in zip(words["Measure_short"], words["dps"])}
        table["figure"] = pd.to_numeric(table["value"], errors="coerce")
        table = table.dropna(subset=["figure"])
        table = table[table["year"].map(lambda y: bool(PLAIN_YEAR.match(str(y)) or SPLIT_YEAR.match(str(y))))]
        self.by = {}
        for row in table.itertuples():
            self.by.setdefault((row.measure, row.place), {})[str(row.year)] = row.figure
        own = table[pd.to_numeric(table["number"], errors="coerce") < 970]
        self.region = dict(zip(own["place"], own["region"]))
        sheet = pd.read_excel(data / "neighbours/sn_may_2025.xlsx", header=None)
        names = {str(int(number)): place for number, place in zip(own["number"].astype(float), own["place"])}
        self.neighbours = neighbours(sheet, names)
        self.areas = sorted(self.neighbours)

    def latest(self, measure, place):
        years = self.by.get((measure, place), {})
        known = sorted(years)
        return [(year, years[year]) for year in known[-2:]] if len(known) >= 2 else []

    def mean_of_neighbours(self, measure, area, year):
        all_of_them = [self.by.get((measure, other), {}).get(year) for other in self.neighbours[area]]
        held = [figure for figure in all_of_them if figure is not None]
        return sum(held) / len(held) if len(held) >= 8 else None

    def rank(self, measure, area, year, highest_first):
        held = {a: self.by.get((measure, a), {}).get(year) for a in self.areas}
        held = {a: figure for a, figure in held.items() if figure is not None}
        if area not in held or len(held) < 100:
            return None
        ahead = sum((figure > held[area]) == highest_first and figure != held[area] for figure in held.values())
        return ahead + 1, len(held)


def neighbours(sheet, names):
    """Area -> its ten neighbours, from the columns SN1 to SN10, which hold numbers of areas."""
    head = next(at for at, row in enumerate(sheet.itertuples(index=False)) if "SN1" in list(row))
    columns = list(sheet.iloc[head])
    of = [columns.index(f"SN{n}") for n in range(1, 11)]
    found = {}
    for row in sheet.iloc[head + 1:].itertuples(index=False):
        area = names.get(str(row[columns.index("LA num")]))
        listed = [names.get(str(row[at])) for at in of]
        if area and all(listed):
            found[area] = listed
    return found


def shown(figure, decimals):
    """A figure as people write it: whole numbers without decimals."""
    text = f"{figure:,.{0 if abs(figure - round(figure)) < 1e-9 else decimals}f}"
    return text.replace("-", "−")


def ordinal(number):
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def clear(one, other, decimals):
    return abs(one - other) > max(CLEAR * max(abs(one), abs(other)), 1.5 * 10 ** -decimals)


def places(figures, measure, area, needed):
    """What the places of a pattern stand for; None where the figures do not allow the sentence."""
    series = figures.latest(measure, area)
    if not series:
        return None
    (before, p), (year, v) = series
    d = figures.decimals.get(measure, 1)
    e = figures.by.get((measure, "England"), {}).get(year)
    r = figures.by.get((measure, figures.region[area]), {}).get(year)
    n = figures.mean_of_neighbours(measure, area, year)
    others = {"e": e, "r": r, "n": n}
    at = {"A": area, "As": f"{area}’" if area.endswith("s") else f"{area}’s", "R": figures.region[area],
          "y": year, "py": before, "v": shown(v, d), "p": shown(p, d), "d": shown(abs(v - p), d)}
    wrong = pick(area + measure + year, [v * 1.34, v * 0.71, v * 1.52]) + (10 ** -d if abs(v) < 1 else 0)
    at["w"] = shown(wrong, d)
    if any(key in needed for key in ("rose", "!rose", "risen", "!risen", "more", "!more", "d")):
        if not clear(v, p, d):
            return None
    up = v > p
    for key, words in {"rose": ("rose", "fell"), "risen": ("risen", "fallen"), "more": ("more than", "fewer than")}.items():
        at[key], at["!" + key] = (words if up else words[::-1])
    for key, other in others.items():
        if any(f":{key}" in need or need == key or need == "w" + key for need in needed):
            if other is None or not clear(v, other, d):
                return None
            over = v > other
            at[key], at["w" + key] = shown(other, d), shown(other * 1.4, d)
            at[f"above:{key}"], at[f"!above:{key}"] = ("above", "below") if over else ("below", "above")
            at[f"more_of:{key}"], at[f"!more_of:{key}"] = ("more", "fewer") if over else ("fewer", "more")
            at[f"d:{key}"] = shown(abs(v - other), d)
            at[f"below_by:{key}"] = "above" if over else "below"
    if needed & {"rank", "wrank"}:
        ranked = figures.rank(measure, area, year, True)
        if not ranked:
            return None
        at["rank"], at["of"] = ordinal(ranked[0]), str(ranked[1])
        at["wrank"] = ordinal(ranked[0] + 40 if ranked[0] < 60 else ranked[0] - 40)
    if needed & {"extreme", "!extreme"}:
        years = figures.by[(measure, area)]
        known = sorted(years)[-5:]
        if len(known) < 5 or years[known[-1]] not in (max(years[k] for k in known), min(years[k] for k in known)):
            return None
        highest = years[known[-1]] == max(years[k] for k in known)
        if sum(years[k] == years[known[-1]] for k in known) > 1:
            return None
        at["extreme"], at["!extreme"] = ("highest", "lowest") if highest else ("lowest", "highest")
        at["since"] = known[0]
    if needed & {"times", "!times"}:
        if e is None or not (1.9 <= v / e <= 2.1):
            return None
        at["times"], at["!times"] = "about twice", "about three times"
    if needed & {"just_over", "just_under", "far_over"}:
        at["just_over"], at["just_under"], at["far_over"] = (str(int(v) + 3), str(int(v) - 2), str(int(v) + 9))
    return at if needed <= set(at) else None


def fill(pattern, at):
    return re.sub(r"\{([^}]*)\}", lambda hit: at[hit.group(1)], pattern)


def of_patterns(figures, wanted):
    """Sentences of the patterns: `wanted` areas for each, evenly over England."""
    rows = []
    for number, line in enumerate((HERE / "patterns.tsv").read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#") or not line.strip():
            continue
        measure, kind, true, false = line.split("\t")
        needed = set(re.findall(r"\{([^}]*)\}", true + false))
        order = sorted(figures.areas, key=lambda area: hashlib.sha256(f"{number} {area}".encode()).hexdigest())
        found = 0
        for area in order:
            at = places(figures, measure, area, needed)
            if at is None:
                continue
            for expected, pattern in (("supported", true), ("contradicted", false)):
                rows.append((area, AS_AT, kind, f"lait:{measure}", expected, fill(pattern, at)))
            found += 1
            if found == wanted:
                break
        if not found:
            print(f"patterns.tsv:{number}: no area has figures for this sentence", file=sys.stderr)
    return rows


def main():
    data = pathlib.Path(sys.argv[1])
    figures = Figures(data)
    rows = of_patterns(figures, 2)
    for line in (HERE / "by-hand.tsv").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            rows.append(tuple(line.split("\t")[:6]))
    out = ["# Made by make.py from patterns.tsv and by-hand.tsv; README.md explains the columns.",
           "# id\tset\tarea\tas at\tkind\tsubject\texpected\tsentence"]
    for area, as_at, kind, subject, expected, sentence in rows:
        name = hashlib.sha256(f"{area}|{as_at}|{sentence}".encode()).hexdigest()[:10]
        # A part (measured: a sixth) is kept apart, by its area, so that nothing of an area is seen on both sides.
        kept = int(hashlib.sha256(area.encode()).hexdigest(), 16) % 5 == 0
        out.append("\t".join((name, "apart" if kept else "open", area, as_at, kind, subject, expected, sentence)))
    (HERE / "sentences.tsv").write_text("\n".join(out) + "\n", encoding="utf-8")
    print(f"{len(rows)} sentences of {len({row[0] for row in rows})} areas")


if __name__ == "__main__":
    main()
