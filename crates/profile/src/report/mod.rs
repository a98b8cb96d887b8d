//! How much a convention matters: how many ranks, bands and verdicts against neighbours change with it, and by which
//! of its choices. Written from the evidence at hand, as Markdown.

mod counts;

use crate::convention::{Convention, Conventions};
use crate::indicators::IndicatorTable;
use counts::{Differences, Example};
use evidence::Evidence;
use std::fmt::Write as _;

/// The report, as Markdown: how the three conventions of the program differ on some evidence, and why.
pub fn conventions_report(evidence: &Evidence) -> String {
    let conventions = Conventions::builtin().conventions;
    let tables: Vec<IndicatorTable<'_>> =
        conventions.iter().map(|convention| IndicatorTable::of(evidence, convention, None)).collect();
    let mut out = String::new();
    let _ = write_report(&mut out, evidence, &conventions, &tables);
    out
}

fn write_report(
    out: &mut String,
    evidence: &Evidence,
    conventions: &[Convention],
    tables: &[IndicatorTable<'_>],
) -> std::fmt::Result {
    opening(out, evidence, tables)?;
    writeln!(out, "## The conventions\n")?;
    for convention in conventions {
        writeln!(out, "- **`{}`**: {}. {}", convention.id, convention.name, convention.summary)?;
    }
    choices(out, conventions)?;
    writeln!(out, "\n## How much they differ\n")?;
    writeln!(out, "| from | to | ranks | bands | verdicts against neighbours | changes |")?;
    writeln!(out, "| --- | --- | ---: | ---: | ---: | ---: |")?;
    for (at, from) in tables.iter().enumerate() {
        for to in &tables[at + 1..] {
            let found = Differences::between(from, to);
            writeln!(
                out,
                "| `{}` | `{}` | {} | {} | {} | {} |",
                from.convention.id, to.convention.id, found.ranks, found.bands, found.verdicts, found.changes
            )?;
        }
    }
    writeln!(
        out,
        "\nA rank or band also differs where one convention gives none. A verdict says whether the area's value is \
         higher than, similar to or lower than its neighbours' value, or that it cannot be said. A change differs \
         where its number does, or where only one convention gives one.\n"
    )?;
    for to in &conventions[1..] {
        causes(out, evidence, &tables[0], to)?;
    }
    Ok(())
}

fn opening(out: &mut String, evidence: &Evidence, tables: &[IndicatorTable<'_>]) -> std::fmt::Result {
    let rows: usize = tables.first().map_or(0, |table| table.measures.iter().map(|m| m.rows.len()).sum());
    let measures = tables.first().map_or(0, |table| table.measures.len());
    writeln!(out, "# How conventions change what is said of an area\n")?;
    writeln!(
        out,
        "Written by `kingsway conventions` from {} measures of {} areas: {rows} rows, each the latest period of one \
         measure in one area. The files:\n",
        measures,
        tables.first().map_or(0, |table| table.measures.iter().map(|m| m.rows.len()).max().unwrap_or(0)),
    )?;
    let mut named: Vec<String> = evidence
        .sources
        .iter()
        .map(|source| {
            format!(
                "- {} (`{}`, SHA-256 `{}…`)",
                source.title,
                source.file,
                source.sha256.get(..12).unwrap_or("")
            )
        })
        .collect();
    named.sort();
    named.dedup();
    writeln!(out, "{}\n", named.join("\n"))
}

fn choices(out: &mut String, conventions: &[Convention]) -> std::fmt::Result {
    let ids: Vec<String> = conventions.iter().map(|convention| format!("`{}`", convention.id)).collect();
    writeln!(out, "\n| choice | {} |", ids.join(" | "))?;
    writeln!(out, "| --- |{}", " --- |".repeat(conventions.len()))?;
    let all: Vec<_> = conventions.iter().map(Convention::choices).collect();
    let rows = all.first().map_or(0, Vec::len);
    for row in 0..rows {
        let rules: Vec<&str> = all.iter().map(|choices| choices[row].1.as_str()).collect();
        writeln!(out, "| {} | {} |", all[0][row].0, rules.join(" | "))?;
    }
    Ok(())
}

/// What each choice in which a convention differs from the first changes when it alone is taken over.
fn causes(
    out: &mut String,
    evidence: &Evidence,
    from: &IndicatorTable<'_>,
    to: &Convention,
) -> std::fmt::Result {
    writeln!(out, "## Why `{}` differs from `{}`\n", to.id, from.convention.id)?;
    writeln!(
        out,
        "Each choice alone, everything else as in `{}`. The parts need not add up to the whole: two choices may change \
         the same row, or only together.\n",
        from.convention.id
    )?;
    writeln!(out, "| choice | ranks | bands | verdicts | changes |")?;
    writeln!(out, "| --- | ---: | ---: | ---: | ---: |")?;
    let mut explained = String::new();
    for (choice, alone) in from.convention.one_choice_of(to) {
        let table = IndicatorTable::of(evidence, &alone, None);
        let found = Differences::between(from, &table);
        writeln!(
            out,
            "| {choice} | {} | {} | {} | {} |",
            found.ranks, found.bands, found.verdicts, found.changes
        )?;
        let effect = alone
            .choices()
            .into_iter()
            .find(|(name, ..)| *name == choice)
            .map_or("", |(_, _, effect)| effect);
        writeln!(
            explained,
            "- **{choice}**: {effect}{}",
            found.example.as_ref().map_or(String::new(), in_words)
        )?;
    }
    writeln!(out, "\n{explained}")
}

fn in_words(example: &Example) -> String {
    format!(
        " For instance {} of {} ({}): {} instead of {}.",
        example.measure, example.area, example.what, example.to, example.from
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_on_no_evidence_is_still_a_report() {
        let report = conventions_report(&Evidence::default());
        assert!(report.starts_with("# How conventions change what is said of an area\n"));
        assert!(report.contains("| `lait` | `default` | 0 | 0 | 0 | 0 |"), "{report}");
    }

    #[test]
    fn each_choice_is_taken_over_alone() {
        let conventions = Conventions::builtin();
        let (lait, default) = (conventions.get("lait").unwrap(), conventions.get("default").unwrap());
        for (choice, alone) in lait.one_choice_of(default) {
            let differing: Vec<&str> = lait
                .choices()
                .into_iter()
                .zip(alone.choices())
                .filter(|(a, b)| a.1 != b.1)
                .map(|(a, _)| a.0)
                .collect();
            assert_eq!(differing, [choice]);
        }
        assert_eq!(lait.one_choice_of(lait).len(), 0);
    }
}
