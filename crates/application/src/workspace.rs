//! The workspace: one snapshot of evidence with what was laid upon it, and everything that profiles are made by.

use crate::error::Error;
use crate::frameworks;
use definitions::file::printable;
use evidence::area::folded;
use evidence::{Area, AreaEvent, Date, Evidence, Snapshot, SnapshotId, SourceIndex};
use ingest::import::{Imported, Options, import};
use profile::{Conventions, Gaps, NeighbourChoice, Profile, Profiler};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How areas are compared.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Comparing {
    /// The name of the convention: `lait`, `csc` or `default`.
    pub convention: String,
    /// A published set of statistical neighbours; without it, the one that the convention says.
    pub neighbours: Option<String>,
    /// Areas to compare with instead of statistical neighbours, as people name them.
    pub areas: Vec<String>,
}

impl Default for Comparing {
    /// Our own convention and its neighbours.
    fn default() -> Comparing {
        Comparing { convention: "default".to_owned(), neighbours: None, areas: Vec::new() }
    }
}

/// A snapshot with everything that profiles of it are made by. Cheap to clone, safe to share between threads.
#[derive(Debug, Clone)]
pub struct Workspace {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    evidence: Arc<Evidence>,
    snapshot: SnapshotId,
    conventions: Conventions,
    gaps: Arc<Gaps>,
}

impl Workspace {
    /// Opens a snapshot and lays upon it the events of some files, which no published file records.
    ///
    /// # Errors
    /// Where the snapshot or a file cannot be read, or the files hold no events.
    pub fn open(folder: &Path, events: &[PathBuf]) -> Result<Workspace, Error> {
        let snapshot = Snapshot::open(folder)?;
        let mut evidence = snapshot.evidence()?;
        add_events(&mut evidence, events)?;
        Ok(Workspace::of(evidence, snapshot.id().clone()))
    }

    /// A workspace over evidence in memory.
    pub fn of(evidence: Evidence, snapshot: SnapshotId) -> Workspace {
        Workspace {
            inner: Arc::new(Inner {
                evidence: Arc::new(evidence),
                snapshot,
                conventions: Conventions::builtin(),
                gaps: Arc::new(Gaps::builtin()),
            }),
        }
    }

    /// The evidence, with what was laid upon it.
    pub fn evidence(&self) -> &Evidence {
        &self.inner.evidence
    }

    /// The same, to be kept by whoever needs it for longer.
    pub fn shared_evidence(&self) -> Arc<Evidence> {
        self.inner.evidence.clone()
    }

    /// The snapshot's name.
    pub fn snapshot(&self) -> &SnapshotId {
        &self.inner.snapshot
    }

    /// The area that a person means.
    ///
    /// # Errors
    /// Where no area has the name, number or code.
    pub fn area(&self, asked: &str) -> Result<&Area, Error> {
        let areas = &self.evidence().areas;
        areas.find(asked).map_err(|unknown| {
            let wanted = folded(asked);
            let is_region = |region: &evidence::Region| {
                folded(&region.name) == wanted || region.names.iter().any(|name| folded(name) == wanted)
            };
            match areas.regions().iter().any(is_region) || wanted == "england" {
                true => Error::NotAnAuthority { asked: asked.trim().to_owned() },
                false => Error::UnknownArea(unknown),
            }
        })
    }

    /// What makes profiles, compared as asked.
    ///
    /// # Errors
    /// Where the convention, the set of neighbours or an area has no such name.
    pub fn profiler(&self, comparing: &Comparing) -> Result<Profiler, Error> {
        let choice = match (&comparing.neighbours, comparing.areas.as_slice()) {
            (_, [_, ..]) => {
                let chosen = comparing.areas.iter().map(|name| Ok(self.area(name)?.number));
                NeighbourChoice::Own(chosen.collect::<Result<_, Error>>()?)
            }
            (Some(set), []) => NeighbourChoice::Set(set.clone()),
            (None, []) => NeighbourChoice::ByConvention,
        };
        let inner = &self.inner;
        let convention = Arc::new(inner.conventions.get(&comparing.convention)?.clone());
        let (evidence, gaps) = (inner.evidence.clone(), inner.gaps.clone());
        Ok(Profiler::new(evidence, &inner.snapshot.0, convention, &choice, gaps)?)
    }

    /// The profile of one area.
    ///
    /// # Errors
    /// Where the area is unknown or did not exist, or nothing of it was public on the date.
    pub fn profile(&self, asked: &str, as_at: Date, comparing: &Comparing) -> Result<Profile, Error> {
        self.refuse_date_without_evidence(as_at)?;
        let area = self.area(asked)?;
        if !area.exists_on(as_at) {
            return Err(self.did_not_exist(area, as_at));
        }
        let profile = self.profiler(comparing)?.area(area.number, as_at);
        if holds_anything(&profile) {
            Ok(profile)
        } else {
            Err(Error::NothingOfArea { area: area.name.clone(), as_at })
        }
    }

    /// The profiles of every area that existed on the date, by number.
    ///
    /// # Errors
    /// Where nothing was public on the date, or the request names what there is not.
    pub fn profiles(&self, as_at: Date, comparing: &Comparing) -> Result<Vec<Profile>, Error> {
        self.refuse_date_without_evidence(as_at)?;
        Ok(self.profiler(comparing)?.all(as_at))
    }

    /// Refuses a date on which nothing was public yet, with the first on which something was.
    ///
    /// # Errors
    /// Where that is so.
    pub fn refuse_date_without_evidence(&self, as_at: Date) -> Result<(), Error> {
        match self.evidence().known_between() {
            Some((first, _)) if as_at < first => Err(Error::BeforeEvidence { as_at, first }),
            Some(_) => Ok(()),
            None => Err(Error::NoEvidence),
        }
    }

    /// The last day on which something in the evidence became public, where the date lies more than a year after it:
    /// what is said of such a date is said of older evidence.
    pub fn long_before(&self, as_at: Date) -> Option<Date> {
        let (_, last) = self.evidence().known_between()?;
        (last < evidence::date::year_before(as_at)).then_some(last)
    }

    /// The day from which everything in the evidence is known.
    pub fn last_known(&self) -> Date {
        self.evidence().known_between().map_or(Date::MAX, |(_, last)| last)
    }

    fn did_not_exist(&self, area: &Area, as_at: Date) -> Error {
        let opened = area.opened.filter(|opened| as_at < *opened);
        let name_of = |number: &evidence::AreaNumber| Some(self.evidence().areas.get(*number)?.name.clone());
        Error::AreaNotOpen {
            area: area.name.clone(),
            as_at,
            opened,
            closed: area.closed.filter(|_| opened.is_none()),
            successors: match opened {
                Some(_) => Vec::new(),
                None => area.successors.iter().filter_map(name_of).collect(),
            },
        }
    }
}

/// Whether the evidence says anything of the area.
pub fn holds_anything(profile: &Profile) -> bool {
    !(profile.remits.is_empty() && profile.indicators.is_empty() && profile.events.is_empty())
}

/// Adds events from files to the evidence in memory; the snapshot's files stay as they are.
fn add_events(evidence: &mut Evidence, files: &[PathBuf]) -> Result<(), Error> {
    if files.is_empty() {
        return Ok(());
    }
    let imported = import(files, &Options::builtin()?)?;
    let problems = event_problems(evidence, &imported);
    if !problems.is_empty() {
        return Err(Error::Events { problems });
    }
    if imported.evidence.area_events.is_empty() {
        return Err(Error::NoEvents);
    }
    let first = evidence.sources.len();
    evidence.sources.extend(imported.evidence.sources);
    for event in imported.evidence.area_events {
        let at = u16::try_from(first + event.source.at()).map_err(|_| Error::TooManySources)?;
        evidence.area_events.push(AreaEvent { source: SourceIndex(at), ..event });
    }
    evidence.area_events.sort();
    Ok(())
}

/// A kind of event as near as this to a known one, without being it, is taken for a slip of the pen.
const SLIP: f64 = 0.93;

/// Rows of events that cannot be used: areas that there are not, and kinds that are spelt wrong. A row left out in
/// silence would change a grade.
fn event_problems(evidence: &Evidence, imported: &Imported) -> Vec<String> {
    let mut problems = Vec::new();
    for file in &imported.screening.files {
        let place = printable(&file.path);
        for rejection in &file.rejections {
            let nearest = match evidence.areas.find(&rejection.value) {
                Err(unknown) if !unknown.nearest.is_empty() => {
                    format!("; did you mean {}?", unknown.nearest.join(", "))
                }
                _ => String::new(),
            };
            problems.push(format!(
                "{place}, row {}: `{}` {}{nearest}",
                rejection.row,
                printable(&rejection.value),
                rejection.reason
            ));
        }
    }
    let known = known_event_kinds();
    let mut kinds: Vec<&str> =
        imported.evidence.area_events.iter().map(|event| event.kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds.into_iter().filter(|kind| !known.contains(*kind)) {
        let near = known
            .iter()
            .max_by(|a, b| definitions::likeness(kind, a).total_cmp(&definitions::likeness(kind, b)));
        if let Some(near) = near.filter(|near| definitions::likeness(kind, near) > SLIP) {
            problems
                .push(format!("no kind of event is called `{}`; did you mean `{near}`?", printable(kind)));
        }
    }
    problems
}

/// The kinds of events that the built-in frameworks know.
fn known_event_kinds() -> BTreeSet<String> {
    let frameworks = frameworks::built_in_names().into_iter();
    let loaded = frameworks.filter_map(|name| frameworks::load(&name, None).ok());
    loaded.flat_map(|framework| framework.events.into_iter().map(|event| event.kind)).collect()
}
