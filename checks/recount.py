#!/usr/bin/env python3
"""Counts settings by area, remit and grade straight from the published files, and compares `kingsway settings` with that.

    checks/recount.py DATA TABLE.csv…        TABLE is what `kingsway settings --as-at DATE --format csv` wrote

Nothing of Kingsway is used: the files are read with Python's csv, and the rules are written out below in their own words.
Schools are recounted from the register of 2023, its successions, the outcomes of 2005 to 2020, Ofsted's file of the West
Midlands and the open schools of 2026; childcare from its fifteen parts.
Exits with 1 where a count differs.
"""

import bisect
import collections
import csv
import datetime
import pathlib
import sys

SATISFACTORY, IMPROVEMENT = "four-point-satisfactory", "four-point-requires-improvement"
LABELS = {"1": "outstanding", "2": "good", "3": "third", "4": "inadequate_grade"}
STATE_FUNDED = ["nursery-school", "primary-school", "secondary-school", "all-through-school", "special-school", "pupil-referral-unit"]
CHILDCARE = ["childminder", "childcare-domestic", "childcare-non-domestic"]
DAY = datetime.timedelta(days=1)
# Reports on schools count as public 28 days after the inspection where no day is published, those on childcare 35 days after.
SCHOOL_LAG, CHILDCARE_LAG = 28, 35


def rows(path, encoding="utf-8-sig", skip=0):
    with open(path, encoding=encoding, newline="") as file:
        for _ in range(skip):
            next(file)
        yield from csv.DictReader(file)


def day(text, *forms):
    for form in forms:
        try:
            return datetime.datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    return None


def whole(text):
    """`103120.0` as `103120`."""
    text = (text or "").strip()
    return text[:-2] if text.endswith(".0") else text


def phase(kind, name):
    """The remit of a school of the register by its type and phase; None for what is not counted here."""
    special = ("Academy special", "Community special", "Foundation special", "Free schools special", "Non-maintained special")
    if kind.startswith(special):
        return "special-school"
    if kind == "Pupil referral unit" or kind.startswith(("Academy alternative", "Free schools alternative")):
        return "pupil-referral-unit"
    if kind == "Local authority nursery school":
        return "nursery-school"
    if kind in ("City technology college", "University technical college", "Studio schools"):
        return "secondary-school"
    other = ("Welsh", "British schools", "Offshore", "Service children", "Other independent", "Sixth form", "Further", "Higher")
    more = ("Special post 16", "Secure", "Miscellaneous", "Institution funded", "Online", "Free schools 16", "Academy 16", "Academy secure")
    if kind.startswith(other + more):
        return None
    return {
        "Primary": "primary-school",
        "Middle deemed primary": "primary-school",
        "Secondary": "secondary-school",
        "Middle deemed secondary": "secondary-school",
        "All-through": "all-through-school",
        "Nursery": "nursery-school",
    }.get(name)


class Schools:
    """Everything that the files say of schools."""

    def __init__(self, data):
        folder = data / "schools"
        self.register, self.closed = {}, {}
        for row in rows(folder / "gias_2023-11_slim.csv"):
            remit = phase(row["establishment_type_name"], row["phase_name"])
            status = row["establishment_status_name"]
            closed = day(row["close_date"], "%Y-%m-%d")
            if closed:
                self.closed[row["urn"]] = closed
            if remit and status != "Proposed to open":
                gone = status == "Closed" and not closed
                self.register[row["urn"]] = (remit, row["la_code"], gone)
        self.listed = {}
        # Number of the school -> day of inspection -> (first known, file's rank, grade or None).
        self.inspections = collections.defaultdict(dict)
        # Inspections that gave no grades, whatever another file makes of them.
        self.ungraded = set()
        self.links = collections.defaultdict(list)
        self.read_successions(folder)
        self.read_outcomes(folder)
        self.read_west_midlands(folder)
        self.read_open_schools(folder)
        self.join()

    def inspected(self, urn, date, known, rank, grade):
        had = self.inspections[urn].get(date)
        if had is None:
            self.inspections[urn][date] = (known, rank, grade)
        else:
            # The later file speaks; what it does not say is taken from the other.
            last = max(had, (known, rank, grade), key=lambda one: one[1])
            self.inspections[urn][date] = (min(had[0], known), last[1], last[2] or had[2] or grade)

    def read_successions(self, folder):
        for row in rows(folder / "school-links.csv", "iso-8859-1"):
            kind, one, other = row["LinkType"], row["URN"], row["LinkURN"]
            date = day(row["LinkEstablishedDate"], "%d-%m-%Y")
            if kind.startswith("Successor"):
                self.links[other, one].append(("register", kind == "Successor", date))
            elif kind.startswith("Predecessor"):
                self.links[one, other].append(("register", kind == "Predecessor", date))

    def read_outcomes(self, folder):
        labels = {"Outstanding": "1", "Good": "2", "Satisfactory": "3", "Requires Improvement": "3", "Inadequate": "4"}
        for row in rows(folder / "ofsted_ratings_2005-2020.csv", "iso-8859-1"):
            date = day(row["Inspection Date"], "%Y%m%d")
            scale = {"Satisfactory": SATISFACTORY, "Requires Improvement": IMPROVEMENT}.get(row["Rating"], scale_on(date))
            known = min(date + SCHOOL_LAG * DAY, max(date, datetime.date(2020, 2, 29)))
            self.inspected(row["URN"], date, known, 1, (scale, labels[row["Rating"]]))

    def read_west_midlands(self, folder):
        blocks = [
            ("Inspection start date", "Publication date", "URN at time of latest graded inspection", "Overall effectiveness"),
            (
                "Previous inspection start date",
                "Previous publication date",
                "URN at time of previous graded inspection",
                "Previous graded inspection overall effectiveness",
            ),
        ]
        for row in rows(folder / "mi_west_midlands_2023-08-31.csv"):
            urn, ages = whole(row["URN"]), (whole(row["Statutory lowest age"]), whole(row["Statutory highest age"]))
            remit = {
                "Nursery": "nursery-school",
                "PRU": "pupil-referral-unit",
                "Primary": "primary-school",
                "Secondary": "secondary-school",
                "Special": "special-school",
            }[row["Ofsted phase"]]
            if remit == "secondary-school" and int(ages[0]) < 8 and int(ages[1]) > 15:
                remit = "all-through-school"
            opened = day(row["School open date"], "%d/%m/%Y")
            self.listed[urn] = (remit, whole(row["LAESTAB"])[:3], opened)
            for date, published, at_the_time, grade in blocks:
                date, published = day(row[date], "%d/%m/%Y"), day(row[published], "%d/%m/%Y")
                if date:
                    code = whole(row[grade])
                    judged = (scale_on(date), code) if code in LABELS else None
                    known = published or min(date + SCHOOL_LAG * DAY, datetime.date(2023, 8, 31))
                    self.inspected(whole(row[at_the_time]) or urn, date, known, 2, judged)
            ungraded = day(row["Date of latest ungraded inspection"], "%d/%m/%Y")
            if ungraded and row["Did the latest ungraded inspection convert to a graded inspection?"] != "Yes":
                self.ungraded.add((whole(row["URN at time of the ungraded inspection"]) or urn, ungraded))
            times = [block[2] for block in blocks] + ["URN at time of the ungraded inspection"]
            for other in {whole(row[column]) for column in times} - {"", urn}:
                self.links[urn, other].append(("inspected", True, None))

    def read_open_schools(self, folder):
        labels = {"outstanding": "1", "good": "2", "requires improvement": "3", "satisfactory": "3", "inadequate": "4"}
        for row in rows(folder / "schools-open-2026-06.csv"):
            date = day(row["ofstedDate"], "%d/%m/%Y")
            if date:
                code = labels.get(row["ofsted"].lower())
                scale = {"satisfactory": SATISFACTORY, "requires improvement": IMPROVEMENT}.get(row["ofsted"].lower(), scale_on(date))
                known = date + SCHOOL_LAG * DAY
                self.inspected(row["urn"], date, known, 3, code and (scale, code))

    def join(self):
        """Successions: which school carries on which, and since when."""
        registered = [pair for pair, said in self.links.items() if any(kind == "register" for kind, _, _ in said)]
        later, earlier = (collections.Counter(pair[at] for pair in registered) for at in (0, 1))
        self.predecessors, self.successors = collections.defaultdict(list), collections.defaultdict(list)
        for (successor, predecessor), said in self.links.items():
            if successor == predecessor:
                continue
            register = [plain for kind, plain, _ in said if kind == "register"]
            alone = later[successor] == 1 and earlier[predecessor] == 1
            carries_on = any(kind == "inspected" for kind, _, _ in said) or (bool(register) and all(register) and alone)
            dates = [date for _, _, date in said if date]
            if predecessor in self.closed:
                dates.append(self.closed[predecessor] + DAY)
            since = max(dates, default=None)
            self.predecessors[successor].append((predecessor, carries_on, since))
            self.successors[predecessor].append((carries_on, since))
        self.days = {
            urn: sorted(date for date in found if (urn, date) not in self.ungraded) for urn, found in self.inspections.items()
        }

    def own(self, urn, as_at):
        days = self.days.get(urn, [])
        for date in reversed(days[: bisect.bisect_right(days, as_at)]):
            known, _, grade = self.inspections[urn][date]
            if known <= as_at:
                return date, grade
        return None

    def held(self, urn, as_at, steps=12):
        """The inspection that stands: one's own, else the latest of the schools that this one carries on."""
        own = self.own(urn, as_at)
        if own or not steps:
            return own
        found = [
            self.held(predecessor, as_at, steps - 1)
            for predecessor, carries_on, since in self.predecessors[urn]
            if carries_on and (since is None or since <= as_at)
        ]
        return max(filter(None, found), key=lambda one: one[0], default=None)

    def is_open(self, urn, as_at):
        """Where a school stands if it was open on a day."""
        if any(carried_on and since and since <= as_at for carried_on, since in self.successors[urn]):
            return None
        if urn in self.listed and (as_at <= datetime.date(2023, 8, 31) or as_at < datetime.date(2023, 11, 30)):
            remit, area, opened = self.listed[urn]
            if opened:
                return (remit, area) if opened <= as_at else None
        elif urn in self.register:
            remit, area, gone = self.register[urn]
            if gone or self.closed.get(urn, datetime.date.max) <= as_at:
                return None
        else:
            return None
        since = min((since for _, _, since in self.predecessors[urn] if since), default=None)
        days = self.days.get(urn)
        # It followed another school only later, and no inspection says that it existed before.
        if since and since > as_at and not (days and days[0] < since) and as_at < datetime.date(2023, 8, 31):
            return None
        return remit, area

    def count(self, as_at):
        counts = collections.defaultdict(collections.Counter)
        for urn in self.register.keys() | self.listed.keys():
            place = self.is_open(urn, as_at)
            if place:
                remit, area = place
                held = self.held(urn, as_at)
                counts[area, remit]["settings"] += 1
                if held and held[1]:
                    counts[area, remit][held[1]] += 1
        return counts


def childcare(data, as_at, codes):
    """Counts of childcare by area and remit, from the list of 31 August 2021."""
    listed = datetime.date(2021, 8, 31)
    remits = dict(zip(["Childminder", "Childcare on domestic premises", "Childcare on non-domestic premises"], CHILDCARE))
    blocks = ["Most recent full: ", "Second most recent full: ", "Third most recent full: "]
    counts = collections.defaultdict(collections.Counter)
    for path in sorted((data / "childcare").glob("childcare_mi_2021-08-31_part*.csv")):
        for row in rows(path):
            remit, area = remits.get(row["Provider type"]), codes.get(folded(row["Local authority"]))
            opened = day(row["Registration date"], "%d/%m/%Y")
            active = row["Provider status"] in ("Active", "Suspended", "")
            if not remit or not area or not active or (opened and opened > as_at):
                continue
            counts[area, remit]["settings"] += 1
            held = None
            for block in blocks:
                date, code = day(row[block + "Inspection date"], "%d/%m/%Y"), whole(row[block + "Overall effectiveness"])
                known = date and min(date + CHILDCARE_LAG * DAY, max(listed, date))
                if known and known <= as_at and (held is None or date > held[0]):
                    held = (date, code)
            if held and held[1] in LABELS:
                scale = SATISFACTORY if held[0] <= datetime.date(2013, 11, 3) else IMPROVEMENT
                counts[area, remit][scale, held[1]] += 1
    return counts


def folded(name):
    return "".join(letter for letter in name.lower().replace("&", "and") if letter.isalnum())


def scale_on(date):
    return SATISFACTORY if date <= datetime.date(2012, 8, 31) else IMPROVEMENT


def table(path):
    """The counts of a table of Kingsway: settings, and of each scale and value."""
    third = {"satisfactory": "3", "requires_improvement": "3", "outstanding": "1", "good": "2", "inadequate_grade": "4"}
    as_at, counts, codes = None, {}, {}
    for row in rows(path):
        as_at = day(row["as_at"], "%Y-%m-%d")
        found = collections.Counter(settings=int(row["settings"]))
        for scale in filter(None, row["by_scale"].split("; ")):
            name, values = scale.split(": ", 1)
            for value in filter(None, values.split(", ")):
                many, label = value.split(" ", 1)
                if label in third:
                    found[name, third[label]] += int(many)
        counts[row["area_code"], row["remit"]] = found
        codes[folded(row["area"])] = row["area_code"]
    # As the list of childcare calls it.
    codes["bedford"] = codes.get("bedfordborough", "822")
    return as_at, counts, codes


def compare(as_at, ours, theirs, remits, what):
    """Prints each cell that differs; how many there are of how many."""
    cells = differ = 0
    areas = {area for area, _ in ours} | {area for area, remit in theirs if remit in remits}
    for remit in remits:
        totals = collections.Counter()
        for area in sorted(areas):
            mine, other = ours.get((area, remit), collections.Counter()), theirs.get((area, remit), collections.Counter())
            keys = {key for key in mine.keys() | other.keys() if key != "settings"}
            for key in sorted(keys, key=str):
                cells += 1
                totals[key[1]] += mine[key]
                if mine[key] != other[key]:
                    differ += 1
                    print(f"{as_at} {area} {remit} {key[0]} {LABELS[key[1]]}: recounted {mine[key]}, Kingsway {other[key]}")
        shown = ", ".join(f"{totals[code]} {LABELS[code]}" for code in sorted(totals))
        print(f"{as_at} {what} {remit}: {shown}")
    return cells, differ


def main(arguments):
    data, tables = pathlib.Path(arguments[0]), arguments[1:]
    schools = Schools(data)
    all_cells = all_differ = 0
    for path in tables:
        as_at, theirs, codes = table(path)
        for ours, remits in [(schools.count(as_at), STATE_FUNDED), (childcare(data, as_at, codes), CHILDCARE)]:
            cells, differ = compare(as_at, ours, theirs, remits, "England")
            all_cells, all_differ = all_cells + cells, all_differ + differ
    print(f"{all_differ} of {all_cells} counts differ")
    return 1 if all_differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
