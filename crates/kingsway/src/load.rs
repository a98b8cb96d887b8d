//! What commands read first: the snapshot, the framework, the convention, the area.

use crate::arguments::Comparing;
use crate::failure::Failure;
use evidence::date::in_words;
use evidence::{Area, Date, Evidence, Snapshot, SnapshotId};
use framework::{Framework, LoadError, Names};
use include_dir::{Dir, include_dir};
use profile::{Convention, Conventions, Gaps, NeighbourChoice, Profile, Profiler};
use std::path::{Path, PathBuf};

/// The frameworks that come with the program.
static FRAMEWORKS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../frameworks");

/// A snapshot's evidence and its name.
pub fn evidence(folder: &Path) -> Result<(Evidence, SnapshotId), Failure> {
    let snapshot = Snapshot::open(folder)?;
    Ok((snapshot.evidence()?, snapshot.id().clone()))
}

/// The area that a person means.
pub fn area<'e>(evidence: &'e Evidence, asked: &str) -> Result<&'e Area, Failure> {
    evidence.areas.find(asked).map_err(|unknown| {
        Failure::new(unknown.to_string())
            .help("`kingsway areas --evidence DIR` lists the areas with their numbers")
    })
}

/// The convention of a name.
pub fn convention(name: &str) -> Result<Convention, Failure> {
    Ok(Conventions::builtin().get(name)?.clone())
}

/// A snapshot with everything that profiles of it are made by.
pub struct Study {
    /// The evidence, with the events that the user added.
    pub evidence: Evidence,
    /// The snapshot's name.
    pub snapshot: SnapshotId,
    convention: Convention,
    gaps: Gaps,
}

impl Study {
    /// Reads a snapshot and, with it, files of events that no published file records.
    pub fn open(folder: &Path, convention_name: &str, events: &[PathBuf]) -> Result<Study, Failure> {
        let (mut evidence, snapshot) = evidence(folder)?;
        add_events(&mut evidence, events)?;
        Ok(Study { evidence, snapshot, convention: convention(convention_name)?, gaps: Gaps::builtin() })
    }

    /// What makes profiles, with the neighbours that the user chose.
    pub fn profiler(&self, comparing: &Comparing) -> Result<Profiler<'_>, Failure> {
        let choice = match (&comparing.neighbours, comparing.beside.as_slice()) {
            (_, [_, ..]) => {
                let chosen = comparing.beside.iter().map(|name| Ok(area(&self.evidence, name)?.number));
                NeighbourChoice::Own(chosen.collect::<Result<_, Failure>>()?)
            }
            (Some(set), []) => NeighbourChoice::Set(set.clone()),
            (None, []) => NeighbourChoice::ByConvention,
        };
        Ok(Profiler::new(&self.evidence, &self.snapshot.0, &self.convention, &choice, &self.gaps)?)
    }

    /// The profile of one area, or why there is none.
    pub fn profile(&self, asked: &str, as_at: Date, comparing: &Comparing) -> Result<Profile, Failure> {
        refuse_a_date_without_evidence(&self.evidence, as_at)?;
        let found = area(&self.evidence, asked)?;
        if !found.exists_on(as_at) {
            return Err(did_not_exist(&self.evidence, found, as_at));
        }
        let profile = self.profiler(comparing)?.area(found.number, as_at);
        if profile.remits.is_empty() && profile.indicators.is_empty() && profile.events.is_empty() {
            return Err(Failure::new(format!(
                "nothing in this evidence was public about {} on {}",
                found.name,
                in_words(as_at)
            ))
            .help("`kingsway snapshot DIR` lists the files that the evidence was made from"));
        }
        Ok(profile)
    }

    /// The profiles of every area that existed on the date.
    pub fn profiles(&self, as_at: Date, comparing: &Comparing) -> Result<Vec<Profile>, Failure> {
        refuse_a_date_without_evidence(&self.evidence, as_at)?;
        Ok(self.profiler(comparing)?.all(as_at))
    }
}

fn did_not_exist(evidence: &Evidence, area: &Area, as_at: Date) -> Failure {
    let day = in_words(as_at);
    if let Some(opened) = area.opened.filter(|opened| as_at < *opened) {
        return Failure::new(format!(
            "{} did not exist on {day}: it came into being on {}",
            area.name,
            in_words(opened)
        ));
    }
    let successors: Vec<&str> = area
        .successors
        .iter()
        .filter_map(|number| evidence.areas.get(*number))
        .map(|a| a.name.as_str())
        .collect();
    let closed = area.closed.map(|closed| format!(": it was abolished after {}", in_words(closed)));
    Failure::new(format!("{} did not exist on {day}{}", area.name, closed.unwrap_or_default()))
        .help(format!("its successors are: {}", successors.join(", ")))
}

/// Adds events from files of the user's to the evidence in memory; the snapshot stays as it is.
fn add_events(evidence: &mut Evidence, files: &[PathBuf]) -> Result<(), Failure> {
    if files.is_empty() {
        return Ok(());
    }
    let options = crate::commands::import::options(None)?;
    let imported = ingest::import::import(files, &options).map_err(crate::commands::import::told)?;
    if imported.evidence.area_events.is_empty() {
        return Err(Failure::new("the files named with --events hold no events of areas")
            .help("their columns are: area, date, known_from, kind, outcome, note"));
    }
    let first = evidence.sources.len();
    evidence.sources.extend(imported.evidence.sources);
    for event in imported.evidence.area_events {
        let at = u16::try_from(first + event.source.at())
            .map_err(|_| Failure::new("more than 65,536 files in one snapshot"))?;
        evidence.area_events.push(evidence::AreaEvent { source: evidence::SourceIndex(at), ..event });
    }
    evidence.area_events.sort();
    Ok(())
}

/// A framework: a file, or the name of one that comes with the program. Names of indicators are checked only
/// against evidence that is given, because a framework may name indicators that this evidence lacks.
pub fn framework(asked: &str, evidence: Option<&Evidence>) -> Result<Framework, Failure> {
    let vocabulary = ingest::vocabulary::builtin();
    let names = match evidence {
        Some(evidence) => Names::of_evidence(evidence),
        None => Names::of_vocabulary(&vocabulary),
    };
    let names = names.with_gaps(Gaps::builtin().gaps.into_iter().map(|gap| gap.id));
    let path = Path::new(asked);
    if path.exists() {
        return Framework::load(path, &names).map_err(told);
    }
    if let Some(text) = built_in_framework(asked) {
        return Framework::check(&format!("{asked}.toml (built in)"), text, &names)
            .map_err(|mistakes| told(mistakes.into()));
    }
    Err(no_such_framework(asked))
}

/// The text of a framework that comes with the program.
pub fn built_in_framework(name: &str) -> Option<&'static str> {
    FRAMEWORKS.get_file(format!("{}.toml", name.trim_end_matches(".toml")))?.contents_utf8()
}

/// The names of the frameworks that come with the program, sorted.
pub fn built_in_frameworks() -> Vec<String> {
    let mut names: Vec<String> =
        FRAMEWORKS.files().filter_map(|file| Some(file.path().file_stem()?.to_str()?.to_owned())).collect();
    names.sort();
    names
}

/// A name that leads to no framework.
pub fn no_such_framework(asked: &str) -> Failure {
    let names = built_in_frameworks();
    let nearest = names
        .iter()
        .map(|name| (strsim::jaro_winkler(asked, name), name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let suggestion = nearest.map_or_else(String::new, |(_, name)| format!("; did you mean {name}?"));
    Failure::new(format!(
        "{asked}: there is no such file, and no built-in framework of that name{suggestion}"
    ))
    .help(format!("built in are: {}", names.join(", ")))
}

/// A framework's mistakes, each drawn at its place.
fn told(error: LoadError) -> Failure {
    match error {
        LoadError::Mistakes(mistakes) => Failure::drawn(mistakes.drawn()),
        other => Failure::new(other.to_string()),
    }
}

/// Refuses a date on which nothing was public yet, saying from when there is something.
pub fn refuse_a_date_without_evidence(evidence: &Evidence, as_at: Date) -> Result<(), Failure> {
    let first = evidence.known_between().map(|(first, _)| first);
    match first {
        Some(first) if as_at < first => Err(Failure::new(format!(
            "nothing in this evidence was public on {}: the earliest is of {}",
            in_words(as_at),
            in_words(first)
        ))
        .help(format!("choose a later date: --as-at {first}"))),
        Some(_) => Ok(()),
        None => Err(Failure::new("this snapshot holds no figures and no inspections")),
    }
}
