//! Evidence from `quick.bin`. Columns are read side by side; then everything that later code relies on is checked, so
//! that a file that was made up is refused and never leads to a panic.

use super::file::Sections;
use super::{Lists, check};
use crate::date::from_days;
use crate::inspection::Inspections;
use crate::observation::PartForms;
use crate::snapshot::SnapshotError;
use crate::{
    AreaNumber, Areas, AspectIndex, CellForm, CellPlace, DictionaryColumn, Evidence, FormIndex, Fraction,
    GroupIndex, IndicatorIndex, Judgement, Listings, Missing, Neighbour, NeighbourSet, Observations,
    PeriodIndex, Place, PlaceIndex, ReleaseIndex, RemitIndex, ScaleIndex, SettingIndex, SettingLink, Source,
    SourceIndex, Sparse, StringColumn, TextForm,
};
use std::path::Path;
use std::sync::Arc;

type Read<T> = Result<T, SnapshotError>;

/// Reads the file of a snapshot that was made from these sources. `directory` is the SHA-256 of the file's directory.
pub fn read(path: &Path, directory: &str, sources: Vec<Source>) -> Read<Evidence> {
    let sections = &Sections::open(path, directory)?;
    let ((observations, lists), (listings, (inspections, rest))) = rayon::join(
        || rayon::join(|| observations(sections), || lists(sections)),
        || {
            rayon::join(
                || listings(sections),
                || {
                    rayon::join(
                        || inspections(sections),
                        || -> Read<_> { Ok((ids(sections)?, links(sections)?)) },
                    )
                },
            )
        },
    );
    let (lists, areas, neighbour_sets) = lists?;
    let (settings, (mut links, link_kinds)) = rest?;
    let (mut listings, mut inspections) = (listings?, inspections?);
    listings.kind.distinct = shared(&lists.setting_kinds);
    listings.sector.distinct = shared(&lists.sectors);
    inspections.kind.distinct = shared(&lists.inspection_kinds);
    let kinds = shared(&lists.link_kinds);
    for (link, kind) in links.iter_mut().zip(link_kinds) {
        let kind =
            kinds.get(usize::from(kind)).ok_or_else(|| sections.damaged("a link is of no known kind"))?;
        link.kind = Arc::clone(kind);
    }
    let places = lists.places.iter().map(|code| Place::from_code(code)).collect::<Option<_>>();
    let evidence = Evidence {
        vocabulary: lists.vocabulary,
        areas,
        neighbour_sets,
        sources,
        cell_forms: cell_forms(sections, &lists.cell_columns)?,
        indicators: lists.indicators,
        places: places.ok_or_else(|| sections.damaged("a code is that of no place"))?,
        periods: lists.periods,
        groups: lists.groups,
        releases: lists.releases,
        observations: observations?,
        settings,
        listings,
        links,
        inspections,
        area_events: lists.area_events,
    };
    check::evidence(&evidence).map_err(|problem| sections.damaged(problem))?;
    Ok(evidence)
}

fn shared(texts: &[String]) -> Vec<Arc<str>> {
    texts.iter().map(|text| Arc::from(text.as_str())).collect()
}

fn cell_forms(sections: &Sections, columns: &[String]) -> Read<Vec<CellForm>> {
    let codes: Vec<u16> = sections.column("cell_form.column")?;
    let kinds: Vec<u8> = sections.column("cell_form.kind")?;
    let written = texts(sections, ["cell_form.texts", "cell_form.ends"])?;
    if kinds.len() != codes.len() || written.len() != codes.len() {
        return Err(sections.damaged("the columns of cells are not equally long"));
    }
    let form = |at: usize| {
        let column = columns.get(usize::from(codes[at]))?.clone();
        Some(CellForm { column, text: TextForm::from_code(kinds[at], written.get(at))? })
    };
    let forms = (0..codes.len()).map(form).collect::<Option<_>>();
    forms.ok_or_else(|| sections.damaged("a cell has no heading, or is written in no known way"))
}

fn lists(sections: &Sections) -> Read<(Lists, Areas, Vec<NeighbourSet>)> {
    let bytes = sections.column::<u8>("lists")?;
    let mut lists: Lists = serde_json::from_slice(&bytes).map_err(|error| sections.damaged(error))?;
    let areas = Areas::new(std::mem::take(&mut lists.areas), std::mem::take(&mut lists.regions));
    let sets = neighbours(sections, &lists)?;
    Ok((lists, areas, sets))
}

fn texts(sections: &Sections, names: [&str; 2]) -> Read<StringColumn> {
    let not_text = |_| sections.damaged(format!("section `{}` is not UTF-8", names[0]));
    let all = String::from_utf8(sections.column(names[0])?).map_err(not_text)?;
    Ok(StringColumn { all, ends: sections.column(names[1])? })
}

/// Codes whose texts follow from the lists.
fn codes(sections: &Sections, name: &str) -> Read<DictionaryColumn> {
    Ok(DictionaryColumn::of(Vec::new(), sections.column(name)?))
}

/// A column of other things than numbers, which take the room of the numbers over.
fn through<T, U>(numbers: Vec<T>, thing: impl Fn(T) -> U) -> Vec<U> {
    numbers.into_iter().map(thing).collect()
}

fn flags(sections: &Sections, name: &str) -> Read<Vec<bool>> {
    Ok(through(sections.column::<u8>(name)?, |flag| flag != 0))
}

fn source(sections: &Sections, name: &str) -> Read<Vec<SourceIndex>> {
    Ok(through(sections.column(name)?, SourceIndex))
}

fn observations(sections: &Sections) -> Read<Observations> {
    let ((number, (known_from, (row, form))), ((place, period), (small, (runs, release)))) = rayon::join(
        || {
            rayon::join(
                || sections.column("observation.number"),
                || {
                    let rows = (sections.column("observation.row"), sections.column("observation.form"));
                    (sections.column("observation.known_from"), rows)
                },
            )
        },
        || {
            rayon::join(
                || (sections.column("observation.place"), sections.column("observation.period")),
                || {
                    let small = (reasons(sections), source(sections, "observation.source"));
                    (small, (runs(sections), sections.column("observation.release")))
                },
            )
        },
    );
    let (indicator, group) = runs?;
    Ok(Observations {
        indicator,
        place: through(place?, PlaceIndex),
        period: through(period?, PeriodIndex),
        group,
        number: number?,
        missing: small.0?,
        fractions: fractions(sections)?,
        known_from: known_from?,
        release: through(release?, ReleaseIndex),
        source: small.1?,
        row: row?,
        form: through(form?, FormIndex),
        part_forms: part_forms(sections)?,
    })
}

fn reasons(sections: &Sections) -> Read<Vec<Option<Missing>>> {
    let codes: Vec<u8> = sections.column("observation.missing")?;
    let reason = |code| Missing::from_optional_code(code).map_err(|unknown| sections.damaged(unknown));
    codes.into_iter().map(reason).collect()
}

fn part_forms(sections: &Sections) -> Read<Sparse<PartForms>> {
    let rows: Vec<u32> = sections.column("part.observation")?;
    let numerators: Vec<u32> = sections.column("part.numerator")?;
    let denominators: Vec<u32> = sections.column("part.denominator")?;
    let forms = numerators.into_iter().zip(denominators).map(|(numerator, denominator)| PartForms {
        numerator: FormIndex(numerator),
        denominator: FormIndex(denominator),
    });
    sparse(sections, rows, forms.collect())
}

/// The values of some rows, in their order.
fn sparse<T: Copy>(sections: &Sections, rows: Vec<u32>, values: Vec<T>) -> Read<Sparse<T>> {
    let most = sections.bytes_of("observation.missing")?;
    let wrong = || sections.damaged("numerators and denominators are not in order");
    if rows.len() != values.len() {
        return Err(wrong());
    }
    let mut sparse = Sparse::default();
    for (row, value) in rows.into_iter().zip(values) {
        if u64::from(row) >= most || !sparse.push(row as usize, value) {
            return Err(wrong());
        }
    }
    Ok(sparse)
}

/// Indicator and group of every observation, from the ends of runs.
fn runs(sections: &Sections) -> Read<(Vec<IndicatorIndex>, Vec<GroupIndex>)> {
    let (indicators, groups): (Vec<u32>, Vec<u16>) =
        (sections.column("run.indicator")?, sections.column("run.group")?);
    let ends: Vec<u32> = sections.column("run.until")?;
    if indicators.len() != ends.len() || groups.len() != ends.len() || !ends.is_sorted_by(|a, b| a < b) {
        return Err(sections.damaged("the runs of observations are not in order"));
    }
    // As many as there are observations: made only where the file holds as many.
    let many = ends.last().map_or(0, |end| *end as usize);
    if many as u64 > sections.bytes_of("observation.missing")? {
        return Err(sections.damaged("the runs of observations are longer than the observations"));
    }
    let (mut indicator, mut group) = (Vec::with_capacity(many), Vec::with_capacity(many));
    for ((one, whom), end) in indicators.into_iter().zip(groups).zip(ends) {
        indicator.resize(end as usize, IndicatorIndex(one));
        group.resize(end as usize, GroupIndex(whom));
    }
    Ok((indicator, group))
}

fn fractions(sections: &Sections) -> Read<Sparse<Fraction>> {
    let rows: Vec<u32> = sections.column("fraction.observation")?;
    let numerators: Vec<f64> = sections.column("fraction.numerator")?;
    let denominators: Vec<f64> = sections.column("fraction.denominator")?;
    let parts = numerators.into_iter().zip(denominators);
    let fractions = parts.map(|(numerator, denominator)| Fraction { numerator, denominator });
    sparse(sections, rows, fractions.collect())
}

fn ids(sections: &Sections) -> Read<StringColumn> {
    texts(sections, ["setting_id.texts", "setting_id.ends"])
}

fn listings(sections: &Sections) -> Read<Listings> {
    Ok(Listings {
        setting: through(sections.column("setting.setting")?, SettingIndex),
        name: texts(sections, ["setting.name.texts", "setting.name.ends"])?,
        remit: through(sections.column("setting.remit")?, RemitIndex),
        kind: codes(sections, "setting.kind")?,
        area: sections.column("setting.area")?,
        opened: sections.column("setting.opened")?,
        closed: sections.column("setting.closed")?,
        active: flags(sections, "setting.active")?,
        sector: codes(sections, "setting.sector")?,
        places: sections.column("setting.places")?,
        postcode: texts(sections, ["setting.postcode.texts", "setting.postcode.ends"])?,
        listed_as_at: sections.column("setting.listed_as_at")?,
        source: source(sections, "setting.source")?,
        row: sections.column("setting.row")?,
        form: through(sections.column("setting.form")?, FormIndex),
    })
}

/// The links, and for each the code of its kind, whose text follows from the lists.
fn links(sections: &Sections) -> Read<(Vec<SettingLink>, Vec<u16>)> {
    let later: Vec<u32> = sections.column("link.successor")?;
    let earlier: Vec<u32> = sections.column("link.predecessor")?;
    let from: Vec<i32> = sections.column("link.from")?;
    let inherits = flags(sections, "link.inherits")?;
    let kinds: Vec<u16> = sections.column("link.kind")?;
    if [earlier.len(), from.len(), inherits.len(), kinds.len()].iter().any(|many| *many != later.len()) {
        return Err(sections.damaged("the columns of links are not equally long"));
    }
    let no_kind: Arc<str> = Arc::from("");
    let links = (0..later.len()).map(|at| SettingLink {
        successor: SettingIndex(later[at]),
        predecessor: SettingIndex(earlier[at]),
        from: from_days(from[at]),
        kind: Arc::clone(&no_kind),
        inherits: inherits[at],
    });
    Ok((links.collect(), kinds))
}

fn inspections(sections: &Sections) -> Read<Inspections> {
    Ok(Inspections {
        setting: through(sections.column("inspection.setting")?, SettingIndex),
        number: texts(sections, ["inspection.number.texts", "inspection.number.ends"])?,
        kind: codes(sections, "inspection.kind")?,
        date: sections.column("inspection.date")?,
        published: sections.column("inspection.published")?,
        known_from: sections.column("inspection.known_from")?,
        source: source(sections, "inspection.source")?,
        row: sections.column("inspection.row")?,
        judged_until: sections.column("inspection.judged_until")?,
        judgements: judgements(sections)?,
        judgement_cells: judgement_cells(sections)?,
    })
}

fn judgement_cells(sections: &Sections) -> Read<Vec<CellPlace>> {
    let sources = source(sections, "judgement.source")?;
    let rows: Vec<u32> = sections.column("judgement.row")?;
    let forms: Vec<u32> = sections.column("judgement.form")?;
    if rows.len() != sources.len() || forms.len() != sources.len() {
        return Err(sections.damaged("the columns of judgements are not equally long"));
    }
    let cells = sources.into_iter().zip(rows).zip(forms);
    Ok(cells.map(|((source, row), form)| CellPlace { source, row, form: FormIndex(form) }).collect())
}

fn judgements(sections: &Sections) -> Read<Vec<Judgement>> {
    let aspects: Vec<u8> = sections.column("judgement.aspect")?;
    let scales: Vec<u8> = sections.column("judgement.scale")?;
    let values: Vec<u8> = sections.column("judgement.value")?;
    let missing: Vec<u8> = sections.column("judgement.missing")?;
    if [scales.len(), values.len(), missing.len()].iter().any(|many| *many != aspects.len()) {
        return Err(sections.damaged("the columns of judgements are not equally long"));
    }
    let made = aspects.into_iter().zip(scales).zip(values.into_iter().zip(missing));
    let judgement = |((aspect, scale), (value, missing))| {
        let reason = Missing::from_optional_code(missing).map_err(|unknown| sections.damaged(unknown))?;
        let value = reason.map_or(Ok(value), Err);
        Ok(Judgement { aspect: AspectIndex(aspect), scale: ScaleIndex(scale), value })
    };
    made.map(judgement).collect()
}

fn neighbours(sections: &Sections, lists: &Lists) -> Read<Vec<NeighbourSet>> {
    let of: Vec<u16> = sections.column("neighbour.set")?;
    let areas: Vec<u16> = sections.column("neighbour.area")?;
    let ranks: Vec<u8> = sections.column("neighbour.rank")?;
    let others: Vec<u16> = sections.column("neighbour.neighbour")?;
    let closeness: Vec<u16> = sections.column("neighbour.closeness")?;
    if [areas.len(), ranks.len(), others.len(), closeness.len()].iter().any(|many| *many != of.len()) {
        return Err(sections.damaged("the columns of neighbours are not equally long"));
    }
    let set = |(id, version): &(String, crate::Date)| NeighbourSet {
        id: id.clone(),
        version: *version,
        neighbours: Vec::new(),
    };
    let mut sets: Vec<NeighbourSet> = lists.neighbour_sets.iter().map(set).collect();
    for at in 0..of.len() {
        let one = || {
            let closeness = lists.closeness.get(usize::from(closeness[at]))?.clone();
            let (area, neighbour) = (AreaNumber::new(areas[at])?, AreaNumber::new(others[at])?);
            Some(Neighbour { area, rank: ranks[at], neighbour, closeness })
        };
        let (Some(set), Some(one)) = (sets.get_mut(usize::from(of[at])), one()) else {
            return Err(sections.damaged("a neighbour is in no set, or no area"));
        };
        set.neighbours.push(one);
    }
    Ok(sets)
}
