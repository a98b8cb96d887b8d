//! A profile for the terminal: what a person reads first, then the figures beside others.

use crate::terminal::{Align, Table, paragraph};
use evidence::date::in_words;
use evidence::{KnownBy, Missing, Polarity, Value};
use profile::{
    Direction, FigureStatus, GapProfile, IndicatorProfile, Profile, Relation, RemitProfile, Share, Tally,
    YearOfInspections,
};
use std::fmt::Write;

/// The whole profile as text.
pub fn render(profile: &Profile, width: Option<usize>) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{} as at {}", profile.name, in_words(profile.as_at));
    let _ = writeln!(text, "{}", underline(profile));
    let _ = writeln!(text);
    heading_facts(profile, width, &mut text);
    settings(profile, width, &mut text);
    indicators(profile, width, &mut text);
    gaps(profile, width, &mut text);
    events(profile, width, &mut text);
    notices(profile, width, &mut text);
    text
}

fn underline(profile: &Profile) -> String {
    "═".repeat(profile.name.chars().count() + " as at ".len() + in_words(profile.as_at).chars().count())
}

fn heading_facts(profile: &Profile, width: Option<usize>, text: &mut String) {
    let _ = writeln!(text, "  Region      {}", profile.region);
    match &profile.neighbours {
        Some(used) => {
            let names: Vec<&str> = used.areas.iter().map(|(_, name)| name.as_str()).collect();
            let stands_in = if used.is_substitute { ", standing in for a set of the time" } else { "" };
            let named = used.none_because.clone().unwrap_or_else(|| names.join(", "));
            let line = format!("{named} ({}{stands_in})", used.set);
            text.push_str(&paragraph(&line, "  Neighbours  ", "              ", width));
        }
        None => {
            let _ = writeln!(text, "  Neighbours  none in this evidence");
        }
    }
    let snapshot = profile.snapshot.get(..12).unwrap_or(&profile.snapshot);
    let _ = writeln!(text, "  Evidence    snapshot {snapshot}, convention {}", profile.convention);
}

fn percent(share: Option<Share>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.0} %", share.percent().round()))
}

/// The counts of a tally, each scale apart: "9 outstanding, 17 good, 13 satisfactory, 1 inadequate".
fn counts(tally: &Tally) -> String {
    let scales: Vec<String> = tally
        .scales
        .iter()
        .map(|scale| {
            let held: Vec<String> = scale
                .counts
                .iter()
                .filter(|value| value.count > 0)
                .map(|value| format!("{} {}", value.count, value.label.to_lowercase()))
                .collect();
            held.join(", ")
        })
        .filter(|text| !text.is_empty())
        .collect();
    if scales.is_empty() { "none judged".to_owned() } else { scales.join(" | ") }
}

fn settings(profile: &Profile, width: Option<usize>, text: &mut String) {
    if profile.remits.is_empty() {
        return;
    }
    let _ = writeln!(text, "\nSettings, by their latest judgement of overall effectiveness\n");
    let mut table = Table::new(&[
        ("Remit", Align::Left),
        ("Open", Align::Right),
        ("Judged", Align::Right),
        ("Inspected since", Align::Right),
        ("Good or better", Align::Right),
        ("Year before", Align::Right),
        ("Similar areas", Align::Right),
        ("England", Align::Right),
        ("Judgements", Align::Left),
        ("Evidence up to", Align::Left),
    ]);
    for remit in &profile.remits {
        let Some(overall) = remit.overall() else { continue };
        let share = overall
            .good_or_better
            .map_or_else(|| "–".to_owned(), |share| format!("{share} ({:.0} %)", share.percent().round()));
        table.row(vec![
            remit.plural.clone(),
            overall.now.settings.to_string(),
            overall.now.judged().to_string(),
            overall.now.inspected_since.to_string(),
            share,
            percent(overall.good_or_better_year_before),
            overall
                .elsewhere
                .neighbours_used
                .map_or_else(|| "–".to_owned(), |(percent, _)| format!("{:.0} %", percent.round())),
            percent(overall.elsewhere.england),
            counts(&overall.now),
            remit.reach.inspected_until.map_or_else(|| "–".to_owned(), in_words),
        ]);
    }
    text.push_str(&table.render(width));
    inspected_this_year(profile, width, text);
    inadequate(profile, width, text);
}

fn inspected_this_year(profile: &Profile, width: Option<usize>, text: &mut String) {
    let inspected: Vec<&RemitProfile> =
        profile.remits.iter().filter(|remit| remit.inspected.inspected > 0).collect();
    if inspected.is_empty() {
        return;
    }
    let _ = writeln!(text, "\nInspected in the year to {}\n", in_words(profile.as_at));
    let mut table = Table::new(&[
        ("Remit", Align::Left),
        ("Inspected", Align::Right),
        ("Graded", Align::Right),
        ("Improved", Align::Right),
        ("Same", Align::Right),
        ("Declined", Align::Right),
        ("First", Align::Right),
        ("Good or better", Align::Right),
    ]);
    for remit in inspected {
        let YearOfInspections {
            inspected, not_graded, improved, held, declined, first, good_or_better, ..
        } = remit.inspected;
        let cells = [
            inspected,
            inspected.saturating_sub(not_graded),
            improved,
            held,
            declined,
            first,
            good_or_better,
        ];
        let mut row = vec![remit.plural.clone()];
        row.extend(cells.iter().map(u32::to_string));
        table.row(row);
    }
    text.push_str(&table.render(width));
}

fn inadequate(profile: &Profile, width: Option<usize>, text: &mut String) {
    let found: Vec<String> = profile
        .remits
        .iter()
        .flat_map(|remit| {
            let failing: Vec<(&str, u8)> = remit
                .overall()
                .into_iter()
                .flat_map(|overall| &overall.now.scales)
                .flat_map(|scale| {
                    scale.counts.iter().filter(|c| c.inadequate).map(|c| (scale.scale.as_str(), c.code))
                })
                .collect();
            remit.settings.iter().filter_map(move |setting| {
                let held = setting.judgement.as_ref().ok()?;
                failing
                    .contains(&(held.scale.as_str(), held.code))
                    .then(|| format!("{} ({}, {})", named(setting), remit.singular, in_words(held.inspected)))
            })
        })
        .collect();
    if !found.is_empty() {
        text.push('\n');
        text.push_str(&paragraph(&format!("Inadequate: {}", found.join("; ")), "  ", "    ", width));
    }
}

fn named(setting: &profile::SettingJudged) -> &str {
    if setting.name.is_empty() { setting.setting.as_str() } else { &setting.name }
}

fn number(value: Value, decimals: u8) -> String {
    match value {
        Value::Number(number) => format!("{number:.*}", usize::from(decimals)),
        Value::Missing { .. } => "–".to_owned(),
    }
}

fn signed(value: Value, decimals: u8) -> String {
    match value {
        Value::Number(number) => format!("{number:+.*}", usize::from(decimals)),
        Value::Missing { .. } => "–".to_owned(),
    }
}

/// An arrow for the direction and, where the indicator has a polarity, whether that is good.
fn standing(standing: Relation, polarity: Polarity) -> &'static str {
    match (standing, polarity) {
        (Relation::Higher, Polarity::High) => "higher, better",
        (Relation::Higher, Polarity::Low) => "higher, worse",
        (Relation::Higher, Polarity::Neither) => "higher",
        (Relation::Lower, Polarity::High) => "lower, worse",
        (Relation::Lower, Polarity::Low) => "lower, better",
        (Relation::Lower, Polarity::Neither) => "lower",
        (Relation::Similar, _) => "similar",
        (Relation::NotKnown, _) => "–",
    }
}

fn trend_word(direction: Direction) -> &'static str {
    match direction {
        Direction::Rising => "rising",
        Direction::Level => "level",
        Direction::Falling => "falling",
        Direction::Mixed => "mixed",
    }
}

fn indicators(profile: &Profile, width: Option<usize>, text: &mut String) {
    if profile.indicators.is_empty() {
        return;
    }
    let _ = writeln!(text, "\nIndicators, latest period of each\n");
    let mut table = Table::new(&[
        ("Indicator", Align::Left),
        ("Group", Align::Left),
        ("Period", Align::Left),
        ("Value", Align::Right),
        ("Change", Align::Right),
        ("Similar areas", Align::Right),
        ("Region", Align::Right),
        ("England", Align::Right),
        ("Against England", Align::Left),
        ("Rank", Align::Right),
        ("Trend", Align::Left),
        ("Public", Align::Left),
    ]);
    for indicator in &profile.indicators {
        table.row(indicator_row(indicator));
    }
    text.push_str(&table.render(width));
    series(profile, width, text);
}

/// Which publication was used of measures that are published twice, and where series break.
fn series(profile: &Profile, width: Option<usize>, text: &mut String) {
    let mut notes: Vec<String> = Vec::new();
    let mut breaks: Vec<(&str, &str, usize)> = Vec::new();
    for block in &profile.indicators {
        notes.extend(block.history.series.iter().map(|used| format!("{}: {}", used.title, used.because)));
        let mut of_block: Vec<&str> = Vec::new();
        for at in &block.history.breaks {
            if of_block.contains(&&*at.id) {
                continue;
            }
            of_block.push(&at.id);
            match breaks.iter_mut().find(|(id, ..)| *id == &*at.id) {
                Some((_, _, many)) => *many += 1,
                None => breaks.push((&at.id, &at.reason, 1)),
            }
        }
    }
    for (_, reason, many) in breaks {
        let of = if many == 1 { "1 indicator".to_owned() } else { format!("{many} indicators") };
        notes.push(format!("{reason} ({of})"));
    }
    if notes.is_empty() {
        return;
    }
    let _ = writeln!(text, "\nSeries, and where nothing is compared across the years\n");
    for note in notes {
        text.push_str(&paragraph(&note, "  - ", "    ", width));
    }
}

/// A change with its sign, or why there is none.
fn change(value: Value, decimals: u8) -> String {
    match value {
        Value::Missing { missing: Missing::NotComparable } => "breaks".to_owned(),
        Value::Missing { missing: Missing::Provisional } => "provisional".to_owned(),
        value => signed(value, decimals),
    }
}

/// The month by which a figure was public, marked where that is only inferred.
fn public(status: &FigureStatus) -> String {
    let Some(day) = status.public_from else { return "–".to_owned() };
    let sure = if status.known_by == Some(KnownBy::Inferred) { " (inferred)" } else { "" };
    format!("{:02}/{}{sure}", day.month(), day.year())
}

fn indicator_row(indicator: &IndicatorProfile) -> Vec<String> {
    let decimals = indicator.decimals;
    let group = if indicator.group.as_str() == "all" { "" } else { indicator.group.as_str() };
    vec![
        shortened(&indicator.name, 60),
        group.to_owned(),
        indicator.latest.period.label.clone(),
        match indicator.latest.value {
            Value::Number(_) => number(indicator.latest.value, decimals),
            Value::Missing { missing } => missing.in_words().to_owned(),
        },
        change(indicator.change, decimals),
        number(indicator.neighbours.used.value, decimals),
        number(indicator.region.value, decimals),
        number(indicator.england.value, decimals),
        standing(indicator.against_england, indicator.polarity).to_owned(),
        indicator.rank.map_or_else(|| "–".to_owned(), |(rank, of)| format!("{rank} of {of}")),
        indicator.trend.as_ref().map_or("–", |trend| trend_word(trend.direction)).to_owned(),
        public(&indicator.latest.status),
    ]
}

fn shortened(name: &str, most: usize) -> String {
    if name.chars().count() <= most {
        return name.to_owned();
    }
    let kept: String = name.chars().take(most - 1).collect();
    format!("{}…", kept.trim_end())
}

fn gaps(profile: &Profile, width: Option<usize>, text: &mut String) {
    if profile.gaps.is_empty() {
        return;
    }
    let _ = writeln!(text, "\nGaps between groups\n");
    let mut table = Table::new(&[
        ("Gap", Align::Left),
        ("Period", Align::Left),
        ("Area", Align::Right),
        ("Change", Align::Right),
        ("England", Align::Right),
        ("Trend", Align::Left),
    ]);
    for gap in &profile.gaps {
        table.row(gap_row(gap));
    }
    text.push_str(&table.render(width));
}

fn gap_row(gap: &GapProfile) -> Vec<String> {
    let last = gap.series.last();
    let period = last.map(|point| &point.period);
    let england = period.and_then(|period| gap.england.iter().find(|point| &point.period == period));
    let not_known = Value::missing(Missing::NotPublished);
    vec![
        format!("{}: {} against {}", gap.name, gap.group.as_str(), gap.compared.as_str()),
        period.map_or_else(String::new, |period| period.label.clone()),
        number(last.map_or(not_known, |point| point.gap), gap.decimals),
        change(gap.change, gap.decimals),
        number(england.map_or(not_known, |point| point.gap), gap.decimals),
        gap.trend.as_ref().map_or("–", |trend| trend_word(trend.direction)).to_owned(),
    ]
}

fn events(profile: &Profile, width: Option<usize>, text: &mut String) {
    if profile.events.is_empty() {
        return;
    }
    let _ = writeln!(text, "\nEvents of the area\n");
    for event in &profile.events {
        let line = format!("{}  {}: {} ({})", in_words(event.date), event.kind, event.outcome, event.note);
        text.push_str(&paragraph(&line, "  ", "    ", width));
    }
}

fn notices(profile: &Profile, width: Option<usize>, text: &mut String) {
    if profile.notices.is_empty() {
        return;
    }
    let _ = writeln!(text, "\nBefore relying on this\n");
    for notice in &profile.notices {
        text.push_str(&paragraph(notice, "  - ", "    ", width));
    }
}
