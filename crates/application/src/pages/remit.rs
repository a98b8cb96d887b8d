//! Some areas beside each other on a remit, in the funnel of all areas, in a page for a person.

use super::builder::PageBuilder;
use crate::error::Error;
use crate::letter::LetterPhrases;
use charts::{Chart, Funnel, FunnelLimits, FunnelPoint};
use document::Document;
use evidence::date::in_words;
use profile::EnglandBand;
use profile::statistics::RankInterval;
use profile::statistics::funnel::{Dispersion, limits};
use profile::views::{ComparedOnRemit, RemitOfArea};

/// At most this many areas are named in the drawing.
const NAMED: usize = 8;

/// The page of a comparison on a remit.
///
/// # Errors
/// Where the page would be larger than a document may be, or the chart cannot be drawn.
pub fn remit_page(compared: &ComparedOnRemit) -> Result<Document, Error> {
    let title = title(compared);
    let mut page = PageBuilder::new(&title, "How the settings of areas compare");
    page.date(compared.as_at);
    page.paragraph(england_in_words(compared));
    page.paragraph(dispersion_in_words(compared.dispersion));
    page.heading("Areas");
    page.table("Each area's share with how sure it is", &COLUMNS, &[], compared.areas.iter().map(cells));
    if let Some(chart) = funnel_chart(compared) {
        page.heading("All areas");
        page.figure(chart.figure(1, &LetterPhrases::built_in()?.words.charts)?);
    }
    page.heading("How to read this");
    page.list([
        "The 95 % interval holds the share that the area would have were chance taken away, in 95 of 100 cases: exact \
         (mid-p) of fewer than 30 settings, Wilson's of others.",
        "The interval of the rank says between which places the area's true rank lies with the same certainty.",
        "Within the limits of the funnel an area differs from England by no more than chance makes areas of its size \
         differ: 1 in 20 lies beyond the limits of 95 %, 1 in 500 beyond those of 99.8 %, where nothing but chance is \
         at work.",
    ]);
    Ok(page.finish()?)
}

/// What is compared, and when.
pub fn title(compared: &ComparedOnRemit) -> String {
    let aspect = match compared.aspect.as_str() {
        profile::settings::OVERALL => String::new(),
        other => format!(", {}", other.replace('-', " ")),
    };
    format!("{}{aspect}, {}: good or better", capitalised(&compared.plural), in_words(compared.as_at))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// England's share in a sentence.
pub fn england_in_words(compared: &ComparedOnRemit) -> String {
    match compared.england {
        Some(share) => format!(
            "England: {} of {} judged are good or better ({:.1} %).",
            share.part(),
            share.whole(),
            share.percent()
        ),
        None => {
            "The evidence does not cover England, so areas are not ranked and there is no funnel.".to_owned()
        }
    }
}

/// How far areas differ beyond chance, in a sentence.
pub fn dispersion_in_words(dispersion: Option<Dispersion>) -> String {
    let Some(Dispersion { phi, areas, overdispersed }) = dispersion else {
        return "How far areas differ beyond chance is not known.".to_owned();
    };
    let so = if overdispersed {
        "areas differ by more than chance alone makes them, so that more of them than 1 in 20 lie beyond the limits of 95 %"
    } else {
        "areas differ no more than chance alone makes them"
    };
    format!("Overdispersion over {areas} areas: phi = {phi:.2} (1 is chance alone): {so}.")
}

/// The columns of [`cells`].
pub const COLUMNS: [&str; 7] = [
    "Area",
    "Good or better",
    "95 % interval",
    "Rank, with 95 % interval",
    "Quartile band",
    "Against England",
    "In the funnel",
];

/// An area's row.
pub fn cells(area: &RemitOfArea) -> Vec<String> {
    let none = || "–".to_owned();
    let statistics = area.statistics.as_ref();
    vec![
        area.name.clone(),
        area.share.map_or_else(none, |share| format!("{share} ({:.1} %)", share.percent())),
        statistics
            .and_then(|of| of.uncertainty.interval())
            .map_or_else(none, |interval| format!("{:.1} to {:.1} %", interval.low, interval.high)),
        statistics.map_or_else(none, |of| ranked(of.rank, of.rank_interval)),
        statistics.and_then(|of| of.band).map_or_else(none, String::from),
        statistics.map_or_else(none, |of| band_in_words(of.beside_england.band).to_owned()),
        statistics.and_then(|of| of.funnel).map_or_else(none, |funnel| funnel.position.in_words().to_owned()),
    ]
}

/// A rank with its interval: “80 of 151 (60 to 105)”.
pub fn ranked(rank: Option<(u32, u32)>, interval: Option<RankInterval>) -> String {
    match (rank, interval) {
        (Some((rank, of)), Some(interval)) => {
            format!("{rank} of {of} ({} to {})", interval.best, interval.worst)
        }
        (Some((rank, of)), None) => format!("{rank} of {of}"),
        (None, _) => "–".to_owned(),
    }
}

/// Whether an area can be told from England, in words.
pub fn band_in_words(band: EnglandBand) -> &'static str {
    match band {
        EnglandBand::Better => "better",
        EnglandBand::Worse => "worse",
        EnglandBand::Higher => "higher",
        EnglandBand::Lower => "lower",
        EnglandBand::CannotBeTold => "cannot be told from England",
        EnglandBand::NotKnown => "not known",
    }
}

/// The funnel of all areas, the first that were asked for named; none where England is not covered.
pub fn funnel_chart(compared: &ComparedOnRemit) -> Option<Chart> {
    let england = compared.england?;
    let most = compared.funnel.iter().map(|area| area.share.whole()).max()?;
    let named: Vec<_> = compared.areas.iter().map(|area| area.area).collect();
    let names_fit = named.len() <= NAMED;
    let at = |whole: u32| {
        let of = limits(whole, england.percent() / 100.0);
        FunnelLimits {
            whole,
            inner_low: of.inner.low * 100.0,
            inner_high: of.inner.high * 100.0,
            outer_low: of.outer.low * 100.0,
            outer_high: of.outer.high * 100.0,
        }
    };
    // The limits move with every setting where there are few; further on a step in fifty is drawn.
    let step = (most / 50).max(1);
    let mut wholes: Vec<u32> = (1..=most.min(40)).chain((40..=most).step_by(step as usize)).collect();
    wholes.push(most);
    wholes.sort_unstable();
    wholes.dedup();
    let points = compared.funnel.iter().map(|area| FunnelPoint {
        name: area.name.clone(),
        share: area.share.percent(),
        whole: area.share.whole(),
        position: area.position.in_words().to_owned(),
        named: names_fit && named.contains(&area.area),
    });
    Some(Chart::Funnel(Funnel {
        title: title(compared),
        unit: "Per cent good or better".to_owned(),
        decimals: 1,
        target_name: "England".to_owned(),
        target: england.percent(),
        limits: wholes.into_iter().map(at).collect(),
        points: points.collect(),
    }))
}
