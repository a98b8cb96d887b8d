"""The table of `kingsway indicators --convention lait`, written in Polars, to be measured beside it.

    pip install polars openpyxl
    python bench/polars_lait.py ../shared/data/lait ../shared/data/neighbours OUT.csv

It follows the same rules as `sources/conventions.toml` says under `lait`, but for the last bit of the neighbours' mean:
Polars adds up in doubles. Rows and columns are the same but for `missing_reason` and `indicator`.
"""

import sys
from pathlib import Path

import openpyxl
import polars as pl

REGIONS = {
    "Outer London": "London (Outer)",
    "Inner London": "London (Inner)",
    "Yorkshire and The Humber": "Yorkshire and the Humber",
}


def neighbours(folder: Path) -> pl.DataFrame:
    workbook = openpyxl.load_workbook(folder / "sn_may_2025.xlsx", read_only=True)
    rows = []
    for row in workbook.worksheets[0].iter_rows(min_row=4, values_only=True):
        if isinstance(row[0], (int, float)):
            rows += [(int(row[0]), int(other)) for other in row[5:25:2] if isinstance(other, (int, float))]
    return pl.DataFrame(rows, schema={"area": pl.Int32, "neighbour": pl.Int32}, orient="row").lazy()


def dictionary(folder: Path) -> pl.LazyFrame:
    return (
        pl.read_csv(folder / "lait_data_dictionary.csv", infer_schema_length=0, encoding="utf8")
        .rename(lambda name: name.lstrip("\ufeff"))
        .filter(pl.col("Table_status") != "DISCONTINUED")
        .unique("Measure", keep="first", maintain_order=True)
        .with_row_index("order")
        .select(
            "order",
            measure="Measure",
            measure_code=pl.col("Measure_code").replace("NA", ""),
            short="Measure_short",
            polarity="Polarity",
            banded=pl.col("No_Quartile") != "N",
        )
        .lazy()
    )


def values(folder: Path) -> pl.LazyFrame:
    return pl.scan_parquet(folder / "bds_long_0.parquet").select(
        short="Short Desc",
        period="Years",
        year=pl.col("Years").str.slice(0, 4).cast(pl.Int32, strict=False),
        area=pl.col("LA Number").cast(pl.Int32),
        name="LA and Regions",
        region=pl.col("Region").replace(REGIONS),
        value=pl.col("Values").cast(pl.Float64, strict=False),
    )


def table(data: Path, sets: Path) -> pl.DataFrame:
    everything = values(data).collect().lazy()
    periods = (
        everything.select("short", "period", "year")
        .unique(maintain_order=True)
        .sort("short", "year", maintain_order=True)
        .group_by("short", maintain_order=True)
        .agg(latest=pl.col("period").max(), last=pl.col("period").last(), before=pl.col("period").slice(-2, 1).first(),
             many=pl.len())
        .with_columns(before=pl.when(pl.col("many") > 1).then("before"))
    )
    at = everything.join(periods, on="short")
    latest = at.filter(pl.col("period") == pl.col("latest"))
    last = at.filter(pl.col("period") == pl.col("last"))
    before = at.filter(pl.col("period") == pl.col("before"))
    areas = latest.filter(pl.col("area") < 970).with_row_index("listed")

    def beside(frame: pl.LazyFrame, suffix: str) -> pl.LazyFrame:
        own = frame.select("short", neighbour="area", theirs="value")
        return (
            neighbours(sets)
            .join(own, on="neighbour")
            .group_by("short", "area")
            .agg(
                pl.col("theirs").mean().alias(f"mean_{suffix}"),
                pl.col("theirs").median().alias(f"median_{suffix}"),
                pl.col("theirs").count().alias(f"n_{suffix}"),
            )
        )

    regions = latest.filter(pl.col("area") >= 970).select("short", region_used="name", region_value="value")
    london = regions.filter(pl.col("region_used") == "London").select("short", london="region_value")
    england = regions.filter(pl.col("region_used") == "England").select("short", england_value="region_value")
    cuts = areas.group_by("short").agg(
        *(pl.col("value").quantile(q, "linear").alias(f"q{round(q * 100)}") for q in (0.25, 0.5, 0.75))
    )
    joined = (
        dictionary(data)
        .join(areas, on="short", maintain_order="left_right")
        .join(cuts, on="short", how="left")
        .join(last.select("short", "area", now="value"), on=["short", "area"], how="left")
        .join(before.select("short", "area", then="value"), on=["short", "area"], how="left")
        .join(beside(latest, "latest"), on=["short", "area"], how="left")
        .join(beside(last, "last"), on=["short", "area"], how="left")
        .join(beside(before, "before"), on=["short", "area"], how="left")
        .join(regions, left_on=["short", "region"], right_on=["short", "region_used"], how="left")
        .join(london, on="short", how="left")
        .join(england, on="short", how="left")
    )
    borough = pl.col("region").is_in(["London (Inner)", "London (Outer)"]) & pl.col("region_value").is_null()
    high = pl.col("polarity") == "High"
    ranked = high | (pl.col("polarity") == "Low")
    above = sum((pl.col("value") > pl.col(q)).cast(pl.Int32) for q in ("q25", "q50", "q75"))
    letter = pl.when(high).then(3 - above).otherwise(above).replace_strict({0: "A", 1: "B", 2: "C", 3: "D"}, default=None)
    rank = (
        pl.when(high)
        .then(pl.col("value").rank("min", descending=True).over("order"))
        .otherwise(pl.col("value").rank("min").over("order"))
    )
    return (
        joined.select(
            "order",
            "listed",
            "measure",
            "measure_code",
            area="name",
            area_code="area",
            period="period",
            value="value",
            change=pl.col("now") - pl.col("then"),
            rank=pl.when(ranked).then(rank.cast(pl.String)).otherwise(pl.lit("-")),
            band=pl.when(ranked & pl.col("banded")).then(letter).otherwise(pl.lit("-")),
            neighbours_mean="mean_latest",
            neighbours_median="median_latest",
            neighbours_n="n_latest",
            neighbours_change=pl.col("mean_last") - pl.col("mean_before"),
            region_used=pl.when(borough).then(pl.lit("London")).otherwise("region"),
            region_value=pl.when(borough).then("london").otherwise("region_value"),
            england_value="england_value",
        )
        .sort("order", "listed")
        .drop("order", "listed")
        .collect()
    )


if __name__ == "__main__":
    table(Path(sys.argv[1]), Path(sys.argv[2])).write_csv(sys.argv[3])
