//! What later code relies on: positions lie within their lists, columns are equally long, and what is searched by
//! halving is in order. A snapshot that the program wrote always passes; one that somebody made up may not.

use crate::inspection::Inspections;
use crate::listings::NO_AREA;
use crate::{AreaNumber, DictionaryColumn, Evidence, Listings, StringColumn};

type Check = Result<(), String>;

/// Checks everything.
pub fn evidence(e: &Evidence) -> Check {
    let (observations, (settings, inspections)) = rayon::join(
        || observations(e),
        || rayon::join(|| settings(e, &e.listings), || inspections(e, &e.inspections)),
    );
    observations.and(settings).and(inspections)?;
    texts("setting_id", &e.settings, e.settings.len())?;
    let known = |setting: crate::SettingIndex| setting.index() < e.settings.len();
    require(
        e.links.iter().all(|link| known(link.successor) && known(link.predecessor)),
        "a link",
        "no setting",
    )?;
    require(e.links.is_sorted_by_key(|link| link.successor), "links", "no order")?;
    require(e.area_events.iter().all(|event| event.source.index() < e.sources.len()), "an event", "no file")?;
    within("cells of events", e.area_events.iter().map(|event| event.form.0), e.cell_forms.len())?;
    require(e.places.len() <= 1 << 16 && e.periods.len() <= 1 << 16, "places or periods", "no limit")
}

fn require(holds: bool, what: &str, of: &str) -> Check {
    if holds { Ok(()) } else { Err(format!("{what}: of {of}")) }
}

fn equally_long(what: &str, many: usize, columns: &[usize]) -> Check {
    require(columns.iter().all(|other| *other == many), what, "columns that are not equally long")
}

/// Whether the greatest of some positions is one of a list.
fn within<T: Copy + Ord + Into<u32>>(what: &str, positions: impl Iterator<Item = T>, list: usize) -> Check {
    let greatest: Option<u32> = positions.max().map(Into::into);
    require(greatest.is_none_or(|greatest| (greatest as usize) < list), what, "a position beyond its list")
}

fn texts(what: &str, texts: &StringColumn, many: usize) -> Check {
    let ends = &texts.ends;
    let in_order = ends.is_sorted() && ends.last().map_or(0, |end| *end as usize) == texts.all.len();
    let whole = texts.all.is_ascii() || ends.iter().all(|end| texts.all.is_char_boundary(*end as usize));
    require(ends.len() == many && in_order && whole, what, "texts that do not fit together")
}

fn codes(what: &str, column: &DictionaryColumn, many: usize) -> Check {
    equally_long(what, many, &[column.len()])?;
    within(what, column.codes.iter().copied(), column.distinct().len())
}

fn observations(e: &Evidence) -> Check {
    let o = &e.observations;
    require(o.is_consistent(e.cell_forms.len()), "observations", "columns that do not fit together")?;
    within("indicators of observations", o.indicator.last().into_iter().map(|i| i.0), e.indicators.len())?;
    within("places of observations", o.place.iter().map(|place| place.0), e.places.len())?;
    within("periods of observations", o.period.iter().map(|period| period.0), e.periods.len())?;
    within("files of observations", o.source.iter().map(|source| source.0), e.sources.len())?;
    let releases = o.release.iter().map(|release| release.0);
    within("ways of knowing when observations became public", releases, e.releases.len())?;
    within("groups of observations", o.group.iter().map(|group| group.0), e.groups.len())?;
    let runs = o.indicator.iter().zip(&o.group);
    require(runs.is_sorted(), "observations", "no order")
}

fn settings(e: &Evidence, s: &Listings) -> Check {
    let many = s.len();
    let lengths = [
        s.remit.len(),
        s.area.len(),
        s.opened.len(),
        s.closed.len(),
        s.active.len(),
        s.places.len(),
        s.listed_as_at.len(),
        s.source.len(),
        s.row.len(),
        s.form.len(),
    ];
    equally_long("settings", many, &lengths)?;
    texts("names of settings", &s.name, many)?;
    texts("postcodes of settings", &s.postcode, many)?;
    codes("kinds of settings", &s.kind, many)?;
    codes("sectors of settings", &s.sector, many)?;
    require(s.setting.is_sorted(), "settings", "no order")?;
    within("settings", s.setting.last().into_iter().map(|setting| setting.0), e.settings.len())?;
    within("remits of settings", s.remit.iter().map(|remit| remit.0), e.vocabulary.remits.len())?;
    within("cells of settings", s.form.iter().map(|form| form.0), e.cell_forms.len())?;
    within("files of settings", s.source.iter().map(|source| source.0), e.sources.len())?;
    let known = |area: &u16| *area == NO_AREA || AreaNumber::new(*area).is_some();
    require(s.area.iter().all(known), "a setting", "no area")
}

fn inspections(e: &Evidence, i: &Inspections) -> Check {
    let many = i.len();
    let lengths = [
        i.date.len(),
        i.published.len(),
        i.known_from.len(),
        i.source.len(),
        i.row.len(),
        i.judged_until.len(),
    ];
    equally_long("inspections", many, &lengths)?;
    texts("numbers of inspections", &i.number, many)?;
    codes("kinds of inspections", &i.kind, many)?;
    require(i.setting.is_sorted(), "inspections", "no order")?;
    within("settings of inspections", i.setting.last().into_iter().map(|one| one.0), e.settings.len())?;
    within("files of inspections", i.source.iter().map(|source| source.0), e.sources.len())?;
    let judged = i.judged_until.last().map_or(0, |end| *end as usize);
    let cells = &i.judgement_cells;
    equally_long("judgements", i.judgements.len(), &[cells.len()])?;
    within("cells of judgements", cells.iter().map(|cell| cell.form.0), e.cell_forms.len())?;
    within("files of judgements", cells.iter().map(|cell| cell.source.0), e.sources.len())?;
    require(i.judged_until.is_sorted() && judged == i.judgements.len(), "judgements", "no inspection")?;
    within("aspects", i.judgements.iter().map(|one| one.aspect.0), e.vocabulary.aspects.len())?;
    within("scales", i.judgements.iter().map(|one| one.scale.0), e.vocabulary.scales.len())
}
