//! The workspace: one snapshot of evidence with what was laid upon it, and everything that profiles are made by.

use crate::error::Error;
use crate::overlay::{Overlay, evidence_id, lay_upon};
use crate::recent::Recent;
use crate::words;
use evidence::area::folded;
use evidence::{Area, AreaNumber, Date, Evidence, Snapshot, SnapshotId};
use framework::Framework;
use profile::profiler::UnknownNeighbourSet;
use profile::{Convention, Conventions, Gaps, NeighbourChoice, PreparedDate, Profile, Profiler, SeriesRules};
use serde::{Deserialize, Serialize};
use statements::Lexicon;
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
    overlays: Vec<Overlay>,
    evidence_id: String,
    conventions: Conventions,
    gaps: Arc<Gaps>,
    series: Arc<SeriesRules>,
    profilers: Recent<(String, NeighbourChoice), Result<Profiler, UnknownNeighbourSet>>,
    dates: Recent<(String, NeighbourChoice, Date), Arc<PreparedDate>>,
    lexicons: Recent<Option<String>, Arc<Lexicon>>,
    frameworks: RecentFrameworks,
}

/// Frameworks by the names of their places and the hashes of their texts.
pub(crate) type RecentFrameworks = Recent<(String, String), Arc<Framework>>;

/// Profilers that are kept: one for each convention and choice of neighbours.
const PROFILERS_KEPT: usize = 4;

/// Dates that are kept prepared; each takes tens of megabytes for all of England.
const DATES_KEPT: usize = 4;

/// Lexicons that are kept: one for each framework.
const LEXICONS_KEPT: usize = 8;

/// Frameworks that are kept: those that come with the program, and some of the user's.
const FRAMEWORKS_KEPT: usize = 16;

impl Workspace {
    /// Opens a snapshot and lays upon it the events and figures of some files, which nobody publishes.
    ///
    /// # Errors
    /// Where the snapshot or a file cannot be read, or the files hold neither.
    pub fn open(folder: &Path, own: &[PathBuf]) -> Result<Workspace, Error> {
        let snapshot = Snapshot::open(folder)?;
        Workspace::with_own(snapshot.evidence()?, snapshot.id().clone(), own)
    }

    /// A workspace over evidence in memory, upon which the user's own files are laid.
    ///
    /// # Errors
    /// As [`Workspace::open`].
    pub fn with_own(evidence: Evidence, snapshot: SnapshotId, own: &[PathBuf]) -> Result<Workspace, Error> {
        let (evidence, overlays) = match own {
            [] => (evidence, Vec::new()),
            files => {
                let (evidence, overlay) = lay_upon(evidence, &snapshot, files)?;
                (evidence, vec![overlay])
            }
        };
        Ok(Workspace::of(evidence, snapshot, overlays))
    }

    /// A workspace over evidence in memory, upon which the overlays are laid already.
    pub fn of(evidence: Evidence, snapshot: SnapshotId, overlays: Vec<Overlay>) -> Workspace {
        Workspace {
            inner: Arc::new(Inner {
                evidence: Arc::new(evidence),
                evidence_id: evidence_id(&snapshot, &overlays),
                snapshot,
                overlays,
                conventions: Conventions::builtin(),
                gaps: Arc::new(Gaps::builtin()),
                series: Arc::new(SeriesRules::builtin()),
                profilers: Recent::keeping(PROFILERS_KEPT),
                dates: Recent::keeping(DATES_KEPT),
                lexicons: Recent::keeping(LEXICONS_KEPT),
                frameworks: Recent::keeping(FRAMEWORKS_KEPT),
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

    /// The id of the snapshot, without what was laid upon it.
    pub fn snapshot(&self) -> &SnapshotId {
        &self.inner.snapshot
    }

    /// What was laid upon the snapshot.
    pub fn overlays(&self) -> &[Overlay] {
        &self.inner.overlays
    }

    /// The id of the snapshot with what was laid upon it; profiles, grades and letters carry it.
    pub fn evidence_id(&self) -> &str {
        &self.inner.evidence_id
    }

    /// The convention of a name.
    ///
    /// # Errors
    /// Where no convention has the name.
    pub fn convention(&self, name: &str) -> Result<&Convention, Error> {
        Ok(self.inner.conventions.get(name)?)
    }

    /// What is one series, and where series break.
    pub fn series(&self) -> &SeriesRules {
        &self.inner.series
    }

    /// The gaps between groups that are declared.
    pub fn gaps(&self) -> &Gaps {
        &self.inner.gaps
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

    /// With which areas an area is compared.
    ///
    /// # Errors
    /// Where an area has no such name.
    pub fn neighbours(&self, comparing: &Comparing) -> Result<NeighbourChoice, Error> {
        Ok(match (&comparing.neighbours, comparing.areas.as_slice()) {
            (_, [_, ..]) => {
                let chosen = comparing.areas.iter().map(|name| Ok(self.area(name)?.number));
                NeighbourChoice::Own(chosen.collect::<Result<_, Error>>()?)
            }
            (Some(set), []) => NeighbourChoice::Set(set.clone()),
            (None, []) => NeighbourChoice::ByConvention,
        })
    }

    /// What makes profiles, compared as asked. The last ones are kept: asking again costs nothing.
    ///
    /// # Errors
    /// Where the convention, the set of neighbours or an area has no such name.
    pub fn profiler(&self, comparing: &Comparing) -> Result<Profiler, Error> {
        let inner = &self.inner;
        let convention = self.convention(&comparing.convention)?;
        let key = (comparing.convention.clone(), self.neighbours(comparing)?);
        let made = inner.profilers.get(&key, || {
            let (evidence, gaps) = (Arc::clone(&inner.evidence), Arc::clone(&inner.gaps));
            let (convention, series) = (Arc::new(convention.clone()), Arc::clone(&inner.series));
            Profiler::with_series(evidence, &inner.evidence_id, convention, &key.1, gaps, series)
        });
        Ok(made?)
    }

    /// All that profiles as at a date share. The last dates are kept: a second profile of a date indexes nothing again.
    ///
    /// # Errors
    /// As [`Workspace::profiler`].
    pub fn prepared(&self, as_at: Date, comparing: &Comparing) -> Result<Arc<PreparedDate>, Error> {
        let profiler = self.profiler(comparing)?;
        let key = (comparing.convention.clone(), self.neighbours(comparing)?, as_at);
        Ok(self.inner.dates.get(&key, || Arc::new(profiler.as_at(as_at))))
    }

    /// The words of statements under a framework; without one, the program's. The last ones are kept.
    ///
    /// # Errors
    /// Where the words have mistakes.
    pub fn lexicon(&self, framework: Option<&Framework>) -> Result<Arc<Lexicon>, Error> {
        let key = framework.map(|framework| framework.sha256.clone());
        self.inner
            .lexicons
            .get_or_try(&key, || Ok(Arc::new(words::with_own(words::lexicon(framework)?, self.evidence()))))
    }

    /// The frameworks that were asked for last.
    pub(crate) fn kept_frameworks(&self) -> &RecentFrameworks {
        &self.inner.frameworks
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
        let mut profiles = self.prepared(as_at, comparing)?.profiles(&[area.number]);
        let profile = profiles.pop().filter(holds_anything);
        profile.ok_or_else(|| Error::NothingOfArea { area: area.name.clone(), as_at })
    }

    /// The profiles of every area that existed on the date, by number.
    ///
    /// # Errors
    /// Where nothing was public on the date, or the request names what there is not.
    pub fn profiles(&self, as_at: Date, comparing: &Comparing) -> Result<Vec<Profile>, Error> {
        self.refuse_date_without_evidence(as_at)?;
        let existing = self.evidence().areas.list().iter().filter(|area| area.exists_on(as_at));
        let numbers: Vec<AreaNumber> = existing.map(|area| area.number).collect();
        Ok(self.prepared(as_at, comparing)?.profiles(&numbers))
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
        let name_of = |number: &AreaNumber| Some(self.evidence().areas.get(*number)?.name.clone());
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
