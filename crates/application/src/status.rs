//! The use case of looking at evidence as a whole: what is here, up to when, and what is missing for which framework.

use crate::error::Error;
use crate::made::{Made, Shape};
use crate::workspace::{Comparing, Workspace};
use evidence::{Date, Evidence, Period, Polarity, RemitId, SnapshotId};
use framework::Framework;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// What some evidence holds, and up to when.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Status {
    /// The snapshot.
    pub snapshot: SnapshotId,
    /// The first day on which something was public; none where there is nothing.
    #[schemars(with = "Option<String>")]
    pub known_from: Option<Date>,
    /// The day from which everything is public.
    #[schemars(with = "Option<String>")]
    pub known_until: Option<Date>,
    /// Each remit of which there are settings, in the order of the vocabulary.
    pub remits: Vec<RemitStatus>,
    /// Each topic of indicators, by name.
    pub topics: Vec<TopicStatus>,
    /// Each kind of event of areas, by name.
    pub events: Vec<EventStatus>,
    /// The sets of statistical neighbours.
    pub neighbours: Vec<String>,
    /// What is missing for each framework that was asked about.
    pub frameworks: Vec<FrameworkStatus>,
}

/// What is here of a remit.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RemitStatus {
    /// The remit.
    pub remit: RemitId,
    /// Its settings in words: "primary schools".
    pub plural: String,
    /// How many different settings are listed.
    pub settings: usize,
    /// The date of the latest list of them.
    #[schemars(with = "Option<String>")]
    pub listed_until: Option<Date>,
    /// The day of the latest inspection of any of them.
    #[schemars(with = "Option<String>")]
    pub inspected_until: Option<Date>,
}

/// What is here of a topic.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TopicStatus {
    /// The topic; empty where the publisher gives none.
    pub topic: String,
    /// How many indicators.
    pub indicators: usize,
    /// The earliest period of any of them, as published.
    pub first_period: String,
    /// The latest.
    pub last_period: String,
}

/// What is here of a kind of event.
#[derive(Debug, Serialize, JsonSchema)]
pub struct EventStatus {
    /// The kind.
    pub kind: String,
    /// How many.
    pub events: usize,
    /// The day of the latest.
    #[schemars(with = "String")]
    pub until: Date,
}

/// What is missing for a framework.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FrameworkStatus {
    /// The framework, as it is asked for.
    pub framework: String,
    /// Its name.
    pub name: String,
    /// How many things it reads: indicators, groups of remits, kinds of events.
    pub reads: usize,
    /// Indicators that the evidence lacks.
    pub missing_indicators: Vec<String>,
    /// Remits of which the evidence lists no setting, in words; where any of several would serve, all of them.
    pub missing_remits: Vec<String>,
    /// Kinds of events of which the evidence has none.
    pub missing_events: Vec<String>,
}

/// One indicator of the evidence.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct IndicatorListing {
    /// Its stable name, which every command takes.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its topic; empty where the publisher gives none.
    pub topic: String,
    /// The unit in the publisher's words.
    pub unit: String,
    /// Which direction is good: `High`, `Low` or neither.
    pub polarity: Polarity,
    /// How many groups it is published for, everybody included.
    pub groups: usize,
    /// Its earliest period, as published.
    pub first_period: String,
    /// Its latest.
    pub last_period: String,
}

/// Indicators of which something was published.
#[derive(Debug, Serialize, JsonSchema)]
pub struct IndicatorList {
    /// The indicators, in the order of the publishers' lists.
    pub indicators: Vec<IndicatorListing>,
}

impl Shape for IndicatorList {
    const FORMAT: &'static str = "kingsway-indicator-list";
    const VERSION: u32 = 2;
}

impl Shape for Status {
    const FORMAT: &'static str = "kingsway-status";
    const VERSION: u32 = 2;
}

impl Workspace {
    /// What the evidence holds, and what it lacks for some frameworks (files, or names of built-in ones).
    ///
    /// # Errors
    /// Where a framework cannot be loaded.
    pub fn status(&self, asked: &[String]) -> Result<Made<Status>, Error> {
        let evidence = self.evidence();
        let spans = spans(evidence);
        let known = evidence.known_between();
        let remits = remits(evidence);
        let events = events(evidence);
        let frameworks = asked
            .iter()
            .map(|asked| {
                let framework = self.framework_named(asked)?;
                Ok(framework_status(asked, &framework, evidence, &spans, &remits, &events))
            })
            .collect::<Result<_, Error>>()?;
        let made_from = self.made_from(None, &Comparing::default())?;
        Ok(Made::new(
            made_from,
            Status {
                snapshot: self.snapshot().clone(),
                known_from: known.map(|(first, _)| first),
                known_until: known.map(|(_, last)| last),
                topics: topics(evidence, &spans),
                remits,
                events,
                neighbours: evidence.neighbour_sets.iter().map(|set| set.id.clone()).collect(),
                frameworks,
            },
        ))
    }

    /// Every indicator of which something was published, in the order of the publishers' lists; only those of a topic
    /// where one is named.
    ///
    /// # Errors
    /// Where no topic has the name.
    pub fn indicators(&self, topic: Option<&str>) -> Result<Made<IndicatorList>, Error> {
        let evidence = self.evidence();
        let spans = spans(evidence);
        let wanted = topic.map(|topic| find_topic(evidence, topic)).transpose()?;
        let listed = evidence.indicators.iter().zip(&spans).filter_map(|(indicator, span)| {
            let span = span.as_ref().filter(|_| wanted.is_none_or(|topic| indicator.topic == topic))?;
            Some(IndicatorListing {
                id: indicator.id.to_string(),
                name: indicator.name.clone(),
                topic: indicator.topic.clone(),
                unit: indicator.unit_label.clone(),
                polarity: indicator.polarity,
                groups: span.groups,
                first_period: span.first.label.clone(),
                last_period: span.last.label.clone(),
            })
        });
        let mut listed: Vec<IndicatorListing> = listed.collect();
        listed.sort_by(|a, b| (&a.topic, &a.name, &a.id).cmp(&(&b.topic, &b.name, &b.id)));
        let made_from = self.made_from(None, &Comparing::default())?;
        Ok(Made::new(made_from, IndicatorList { indicators: listed }))
    }
}

/// The periods and groups of an indicator.
struct Span<'e> {
    first: &'e Period,
    last: &'e Period,
    groups: usize,
}

/// Periods are in order of their ends. One whose end is not known is neither the first nor the last, where another is.
fn from_start(period: &Period) -> (bool, Option<Date>, &str) {
    (period.end.is_none(), period.end, &period.label)
}

fn to_end(period: &Period) -> (Option<Date>, &str) {
    (period.end, &period.label)
}

/// For each indicator the periods that it reaches over; none where nothing is published of it.
fn spans(evidence: &Evidence) -> Vec<Option<Span<'_>>> {
    let mut spans: Vec<Option<Span<'_>>> = evidence.indicators.iter().map(|_| None).collect();
    let mut last_group = None;
    for at in 0..evidence.observations.len() {
        let observation = evidence.observations.get(at);
        let period = &evidence.periods[observation.period.index()];
        let span = spans[observation.indicator.index()].get_or_insert(Span {
            first: period,
            last: period,
            groups: 0,
        });
        if from_start(period) < from_start(span.first) {
            span.first = period;
        }
        if to_end(period) > to_end(span.last) {
            span.last = period;
        }
        // Observations are sorted by indicator and group.
        let group = Some((observation.indicator, observation.group));
        span.groups += usize::from(group != last_group);
        last_group = group;
    }
    spans
}

/// The topic that a text means, whatever its case; a part of its name serves where it is of one topic alone.
fn find_topic<'e>(evidence: &'e Evidence, asked: &str) -> Result<&'e str, Error> {
    let mut topics: Vec<&str> =
        evidence.indicators.iter().map(|indicator| indicator.topic.as_str()).collect();
    topics.sort_unstable();
    topics.dedup();
    topics.retain(|topic| !topic.is_empty());
    let wanted = asked.trim().to_lowercase();
    if let Some(topic) = topics.iter().copied().find(|topic| topic.to_lowercase() == wanted) {
        return Ok(topic);
    }
    let parts: Vec<&str> = topics
        .iter()
        .copied()
        .filter(|topic| !wanted.is_empty() && topic.to_lowercase().contains(&wanted))
        .collect();
    match parts[..] {
        [topic] => Ok(topic),
        _ => Err(Error::UnknownTopic {
            asked: asked.to_owned(),
            known: topics.into_iter().map(str::to_owned).collect(),
        }),
    }
}

fn remits(evidence: &Evidence) -> Vec<RemitStatus> {
    let mut remit_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut found: Vec<(usize, Option<Date>, Option<Date>)> =
        evidence.vocabulary.remits.iter().map(|_| (0, None, None)).collect();
    for at in 0..evidence.listings.len() {
        let listing = evidence.listings.get(at);
        let remit = listing.remit.index();
        found[remit].1 = found[remit].1.max(Some(listing.listed_as_at));
        if remit_of.insert(listing.setting.index(), remit).is_none() {
            found[remit].0 += 1;
        }
    }
    for inspection in evidence.inspections.iter() {
        if let Some(remit) = remit_of.get(&inspection.setting.index()) {
            found[*remit].2 = found[*remit].2.max(Some(inspection.date));
        }
    }
    let remits = evidence.vocabulary.remits.iter().zip(found);
    remits
        .filter(|(_, (settings, _, _))| *settings > 0)
        .map(|(remit, (settings, listed_until, inspected_until))| RemitStatus {
            remit: remit.id.clone(),
            plural: remit.plural.clone(),
            settings,
            listed_until,
            inspected_until,
        })
        .collect()
}

fn topics(evidence: &Evidence, spans: &[Option<Span<'_>>]) -> Vec<TopicStatus> {
    let mut topics: BTreeMap<&str, (usize, &Period, &Period)> = BTreeMap::new();
    for (indicator, span) in evidence.indicators.iter().zip(spans) {
        let Some(span) = span else { continue };
        let topic = topics.entry(&indicator.topic).or_insert((0, span.first, span.last));
        topic.0 += 1;
        if from_start(span.first) < from_start(topic.1) {
            topic.1 = span.first;
        }
        if to_end(span.last) > to_end(topic.2) {
            topic.2 = span.last;
        }
    }
    let status = |(topic, (indicators, first, last)): (&str, (usize, &Period, &Period))| TopicStatus {
        topic: topic.to_owned(),
        indicators,
        first_period: first.label.clone(),
        last_period: last.label.clone(),
    };
    topics.into_iter().map(status).collect()
}

fn events(evidence: &Evidence) -> Vec<EventStatus> {
    let mut kinds: BTreeMap<&str, (usize, Date)> = BTreeMap::new();
    for event in &evidence.area_events {
        let kind = kinds.entry(&event.kind).or_insert((0, event.date));
        kind.0 += 1;
        kind.1 = kind.1.max(event.date);
    }
    let status =
        |(kind, (events, until)): (&str, (usize, Date))| EventStatus { kind: kind.to_owned(), events, until };
    kinds.into_iter().map(status).collect()
}

/// "childminders, nurseries or children's centres"; of many the first three and how many more.
fn any_of(mut plurals: Vec<String>) -> String {
    const SHOWN: usize = 3;
    let more = plurals.len().saturating_sub(SHOWN);
    if more > 1 {
        plurals.truncate(SHOWN);
        plurals.push(format!("{more} other kinds"));
    }
    match plurals.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => plurals.concat(),
    }
}

fn framework_status(
    asked: &str,
    framework: &Framework,
    evidence: &Evidence,
    spans: &[Option<Span<'_>>],
    remits: &[RemitStatus],
    events: &[EventStatus],
) -> FrameworkStatus {
    let needs = framework.needs();
    let one_is = |id: &str| {
        evidence.indicator(id).is_some_and(|at| spans.get(at.index()).is_some_and(Option::is_some))
    };
    // Of a series that is published more than once, any publication serves.
    let rules = profile::SeriesRules::builtin();
    let published = |id: &str| one_is(id) || rules.others_of(id).any(one_is);
    let listed = |wanted: &[RemitId]| remits.iter().any(|remit| wanted.contains(&remit.remit));
    let plural = |id: &RemitId| {
        let known = evidence.vocabulary.remits.iter().find(|remit| remit.id == *id);
        known.map_or_else(|| id.to_string(), |remit| remit.plural.clone())
    };
    let mut missing_remits: Vec<String> = needs
        .remits
        .iter()
        .filter(|wanted| !listed(wanted))
        .map(|wanted| any_of(wanted.iter().map(plural).collect()))
        .collect();
    missing_remits.dedup();
    FrameworkStatus {
        framework: asked.to_owned(),
        name: framework.name.clone(),
        reads: needs.indicators.len() + needs.remits.len() + needs.events.len(),
        missing_indicators: needs.indicators.into_iter().filter(|id| !published(id)).collect(),
        missing_remits,
        missing_events: needs
            .events
            .into_iter()
            .filter(|kind| events.iter().all(|event| event.kind != *kind))
            .collect(),
    }
}
