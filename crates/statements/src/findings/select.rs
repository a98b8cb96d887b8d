//! Selection: which findings a letter states, in which order, and which of them share a sentence.

use super::{Finding, Tone, findings};
use crate::claim::{
    Assertion, Claim, Cohort, Comparator, OVERALL, Quantity, Settings, Standard, Subject, When,
};
use crate::facts::{Facts, FiguresUsed};
use crate::realise::realise_together;
use crate::statement::{Section, Statement, StatementId, make_unique};
use evidence::{Group, Polarity, RemitId};

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// Subjects that matter less than this are left out.
    pub weight_from: u8,
    /// Statements beyond this many are left out, those that matter least first.
    pub statements_max: usize,
}

impl Default for Selection {
    /// About as much as the letters of 2011 said.
    fn default() -> Selection {
        Selection { weight_from: 4, statements_max: 48 }
    }
}

/// The statements of a letter, in its order.
pub fn statements(facts: &Facts<'_>, selection: Selection) -> Vec<Statement> {
    let all = findings(facts);
    let mut chosen: Vec<Statement> = Vec::new();
    for group in by_topic(&all) {
        let first = group.first();
        if first
            .is_some_and(|one| one.weight >= selection.weight_from && is_current(&one.claim.subject, facts))
        {
            chosen.extend(state(&group, facts));
        }
    }
    without_repeats(&mut chosen);
    let mut by_weight: Vec<u8> = chosen.iter().map(|statement| statement.weight).collect();
    by_weight.sort_unstable_by(|a, b| b.cmp(a));
    if let Some(cut) = by_weight.get(selection.statements_max) {
        let mut left = selection.statements_max;
        let sure = chosen.iter().filter(|statement| statement.weight > *cut).count();
        let mut at_cut = left.saturating_sub(sure);
        chosen.retain(|statement| {
            let keep = statement.weight > *cut || (statement.weight == *cut && at_cut > 0);
            if keep && statement.weight == *cut {
                at_cut -= 1;
            }
            left = left.saturating_sub(usize::from(keep));
            keep
        });
    }
    let rank = |stage: &str| {
        facts.lexicon.stages.iter().position(|known| known == stage).unwrap_or(facts.lexicon.stages.len())
    };
    chosen.sort_by_key(|statement| {
        (statement.section, rank(&statement.stage), std::cmp::Reverse(statement.weight))
    });
    make_unique(&mut chosen.iter_mut().collect::<Vec<_>>());
    chosen
}

/// Whether the latest figure of a subject is recent enough to be spoken of as the present.
fn is_current(subject: &Subject, facts: &Facts<'_>) -> bool {
    let ended = match subject {
        Subject::Measure { indicator, group } => {
            facts.indicator(indicator, group).and_then(|known| known.latest.period.end)
        }
        Subject::Gap { indicator, group, .. } => facts
            .profile
            .gaps
            .iter()
            .find(|known| known.indicator == *indicator && known.group == *group)
            .and_then(|known| known.series.last()?.period.end),
        _ => None,
    };
    // A period without dates says nothing of its age.
    ended.is_none_or(|ended| {
        let years = facts.lexicon.thresholds().limits.current_years;
        facts.profile.as_at.year() - ended.year() <= years
    })
}

/// Findings about the same settings, indicator or gap, in the order of their first.
fn by_topic(all: &[Finding]) -> Vec<Vec<&Finding>> {
    let mut order: Vec<String> = Vec::new();
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    for finding in all {
        let topic = topic(&finding.claim.subject);
        match order.iter().position(|known| *known == topic) {
            Some(at) => groups[at].push(finding),
            None => {
                order.push(topic);
                groups.push(vec![finding]);
            }
        }
    }
    groups
}

fn topic(subject: &Subject) -> String {
    match subject {
        Subject::Settings { settings } | Subject::Share { settings, .. } => {
            let remits: Vec<&str> = settings.remits.iter().map(RemitId::as_str).collect();
            format!("settings {} {}", remits.join(","), settings.aspect)
        }
        Subject::Measure { indicator, group } => format!("measure {indicator} {}", group.as_str()),
        Subject::Gap { indicator, group, compared } => {
            format!("gap {indicator} {} {}", group.as_str(), compared.as_str())
        }
        Subject::Event { kind } => format!("event {kind}"),
        Subject::Assessment => "assessment".to_owned(),
    }
}

/// The statements about one topic.
fn state(group: &[&Finding], facts: &Facts<'_>) -> Vec<Statement> {
    let Some(first) = group.first() else { return Vec::new() };
    match &first.claim.subject {
        Subject::Settings { settings } | Subject::Share { settings, .. } => {
            if settings.aspect.as_str() == OVERALL {
                settings_statements(group, facts)
            } else {
                // Other aspects are worth a sentence where more than a handful of settings is judged.
                let level = group.iter().find(|finding| {
                    is_level(finding, &Standard::GoodOrBetter)
                        && large_enough(std::slice::from_ref(finding), facts)
                });
                level.map(|finding| statement(&[finding], facts)).into_iter().collect()
            }
        }
        // What is neither good nor bad is no strength and no area for improvement; a letter has no other place for it.
        subject @ (Subject::Measure { .. } | Subject::Gap { .. }) => {
            let neutral = facts.measured(subject).is_some_and(|one| one.polarity == Polarity::Neither);
            if neutral { Vec::new() } else { figure_statements(group, facts) }
        }
        Subject::Event { .. } | Subject::Assessment => {
            group.iter().map(|finding| statement(&[finding], facts)).collect()
        }
    }
}

fn is_level(finding: &Finding, wanted: &Standard) -> bool {
    let open = matches!(
        &finding.claim.subject,
        Subject::Settings { settings } if matches!(settings.cohort, Cohort::Open | Cohort::Judged)
    );
    open && matches!(&finding.claim.assertion, Assertion::Level { standard, .. } if standard == wanted)
}

/// Level, then how the share moved and compares, then the year's inspections, then anything inadequate.
fn settings_statements(group: &[&Finding], facts: &Facts<'_>) -> Vec<Statement> {
    let mut made = Vec::new();
    let of_several = several(&group[0].claim.subject);
    let find = |wanted: &dyn Fn(&Finding) -> bool| group.iter().copied().find(|finding| wanted(finding));
    if let Some(level) = find(&|finding| is_level(finding, &Standard::GoodOrBetter)) {
        let since = find(&|finding| is_level(finding, &Standard::InspectedSince));
        let with: Vec<&Finding> = std::iter::once(level).chain(since).collect();
        made.push(statement(&with, facts));
    }
    // "The one secondary school is good or better" and "… is outstanding" need not both be said of large groups.
    for apart in facts.lexicon.standards.iter().filter(|words| words.counted_apart) {
        let few = find(&|finding| is_level(finding, &apart.standard)).filter(|finding| counts(finding));
        made.extend(few.map(|few| statement(&[few], facts)));
    }
    let moved = find(&|finding| {
        matches!(
            (&finding.claim.subject, &finding.claim.assertion),
            (Subject::Share { .. }, Assertion::Moved { .. })
        )
    });
    let compared: Vec<&Finding> =
        group.iter().copied().filter(|finding| is_comparison(finding, &Comparator::England)).collect();
    let others: Vec<&Finding> = group
        .iter()
        .copied()
        .filter(|finding| {
            is_comparison(finding, &Comparator::Neighbours) && !is_comparison(finding, &Comparator::England)
        })
        .collect();
    let share: Vec<&Finding> = moved.into_iter().chain(compared).chain(others).collect();
    // Small groups are counted; a share of three schools that "rose" says nothing more.
    if !share.is_empty() && large_enough(group, facts) {
        made.push(statement(&share, facts));
    }
    // Of several remits together, the level and the share are enough: each is spoken of by itself too.
    if of_several {
        return made;
    }
    let cohort = |cohort: Cohort, wanted: Standard| {
        group.iter().copied().find(|finding| {
            matches!(&finding.claim.subject, Subject::Settings { settings } if settings.cohort == cohort)
                && matches!(&finding.claim.assertion, Assertion::Level { standard, .. } if *standard == wanted)
        })
    };
    if let Some(first) = cohort(Cohort::FirstInspected, Standard::GoodOrBetter) {
        made.push(statement(&[first], facts));
    }
    if let Some(kept) = cohort(Cohort::Inspected, Standard::HeldOrImproved) {
        made.push(statement(&[kept], facts));
    }
    if let Some(kept) = cohort(Cohort::Graded, Standard::HeldOrImproved) {
        let graded = cohort(Cohort::Inspected, Standard::Graded);
        made.push(statement(&graded.into_iter().chain([kept]).collect::<Vec<_>>(), facts));
    }
    if let Some(failing) = find(&|finding| is_level(finding, &Standard::Inadequate)) {
        made.push(statement(&[failing], facts));
    }
    made
}

fn counts(finding: &Finding) -> bool {
    matches!(&finding.claim.assertion, Assertion::Level { quantity: Quantity::Count { .. }, .. })
}

/// Whether there are enough settings for a share of them to say something.
fn large_enough(group: &[&Finding], facts: &Facts<'_>) -> bool {
    group.iter().any(|finding| {
        let (Subject::Settings { settings } | Subject::Share { settings, .. }) = &finding.claim.subject
        else {
            return false;
        };
        let counted = facts.counted(settings).and_then(|counted| counted.good_or_better);
        counted.is_some_and(|share| share.whole() > facts.lexicon.thresholds().small_groups.up_to)
    })
}

fn is_comparison(finding: &Finding, wanted: &Comparator) -> bool {
    matches!(&finding.claim.assertion, Assertion::Compared { with, .. } if with.contains(wanted))
        && matches!(
            &finding.claim.subject,
            Subject::Share { .. } | Subject::Measure { .. } | Subject::Gap { .. }
        )
}

/// How a figure stands, then how it moved and how fast: a sentence, a second for the figures, a third for England's.
fn figure_statements(group: &[&Finding], facts: &Facts<'_>) -> Vec<Statement> {
    let find = |wanted: &dyn Fn(&Finding) -> bool| group.iter().copied().find(|finding| wanted(finding));
    let england = find(&|finding| is_comparison(finding, &Comparator::England));
    let neighbours = find(&|finding| {
        is_comparison(finding, &Comparator::Neighbours) && !is_comparison(finding, &Comparator::England)
    });
    let peers = find(&|finding| is_comparison(finding, &Comparator::Group(Group::all())));
    let gap = group.iter().any(|finding| matches!(finding.claim.subject, Subject::Gap { .. }));
    let moved = |wanted: &dyn Fn(&Claim) -> bool| {
        group.iter().copied().find(|finding| {
            matches!(finding.claim.assertion, Assertion::Moved { .. })
                && finding.claim.elsewhere.is_none()
                && wanted(&finding.claim)
        })
    };
    let trend = moved(&|claim| claim.when == When::Unsaid);
    let step = moved(&|claim| matches!(claim.when, When::In(_)));
    let figures = moved(&|claim| matches!(claim.assertion, Assertion::Moved { from: Some(_), .. }));
    let in_england = find(&|finding| {
        finding.claim.elsewhere == Some(Comparator::England)
            && matches!(finding.claim.assertion, Assertion::Moved { .. })
    });
    let pace = find(
        &|finding| matches!(&finding.claim.assertion, Assertion::Paced { than, .. } if than.contains(&Comparator::England)),
    );
    let mut first: Vec<&Finding> = england.into_iter().chain(neighbours).collect();
    if gap {
        first.extend(trend);
        let turned = step.filter(|step| trend.is_none_or(|trend| trend.tone != step.tone));
        first.extend(turned);
    } else {
        first.extend(peers);
        first.extend(if figures.is_some() { None } else { trend.or(step) });
        if let Some(trend) = trend.filter(|_| england.is_none() && neighbours.is_none()) {
            first.push(trend);
        }
    }
    if let Some(figures) = figures.filter(|_| !gap) {
        first.push(figures);
        first.extend(pace);
        first.extend(in_england);
    }
    first.dedup_by(|a, b| a.claim == b.claim);
    if first.is_empty() { Vec::new() } else { vec![statement(&first, facts)] }
}

/// One statement of some findings.
fn statement(of: &[&Finding], facts: &Facts<'_>) -> Statement {
    let claims: Vec<Claim> = of.iter().map(|finding| finding.claim.clone()).collect();
    let first = of[0];
    let mut figures = FiguresUsed::default();
    let mut notices: Vec<String> = Vec::new();
    for decision in of.iter().map(|finding| &finding.decision) {
        figures.extend(decision.figures.iter().cloned());
        for notice in &decision.notices {
            if !notices.contains(notice) {
                notices.push(notice.clone());
            }
        }
    }
    let section = Some(section(of));
    let mut text = realise_together(&claims, facts);
    if let Some(said) = provisional(&claims, facts) {
        text.push(' ');
        text.push_str(&said);
    }
    Statement {
        id: StatementId::of(section, &claims, &text),
        section,
        stage: first.stage.clone(),
        text,
        claims,
        figures: figures.into_vec(),
        notices,
        weight: if of.iter().any(|finding| is_level(finding, &Standard::Inadequate)) {
            10
        } else {
            first.weight
        },
    }
}

/// That the figures of a statement are provisional, where they are.
fn provisional(claims: &[Claim], facts: &Facts<'_>) -> Option<String> {
    let measured = facts.measured(&claims.first()?.subject)?;
    let latest = measured.latest().filter(|latest| latest.provisional)?;
    let period = latest.name.as_ref().map_or_else(|| latest.label.clone(), ToString::to_string);
    let template = facts.lexicon.sentences.of("provisional").first()?;
    Some(template.replace("{period}", &period))
}

/// Strengths and weaknesses by what most of the claims say; a draw stands where its first claim belongs.
fn section(of: &[&Finding]) -> Section {
    let overall = |finding: &Finding| match &finding.claim.subject {
        Subject::Settings { settings } | Subject::Share { settings, .. } => settings.remits.is_empty(),
        Subject::Event { .. } | Subject::Assessment => true,
        _ => false,
    };
    if of.iter().all(|finding| overall(finding)) {
        return Section::Summary;
    }
    let count = |tone: Tone| of.iter().filter(|finding| finding.tone == tone).count();
    let (for_it, against) = (count(Tone::Strength), count(Tone::Weakness));
    let first_against = of.first().is_some_and(|finding| finding.tone == Tone::Weakness);
    if against > for_it || (against == for_it && first_against) {
        Section::Improvement
    } else {
        Section::Strengths
    }
}

/// Whether several remits are spoken of together (not all of them).
fn several(subject: &Subject) -> bool {
    matches!(subject, Subject::Settings { settings } | Subject::Share { settings, .. } if settings.remits.len() > 1)
}

/// The settings and the level of a statement on how many open settings are what.
fn level_of(statement: &Statement) -> Option<(&Settings, &Quantity, &Standard)> {
    match (&statement.claims[0].subject, &statement.claims[0].assertion) {
        (Subject::Settings { settings }, Assertion::Level { quantity, standard })
            if matches!(settings.cohort, Cohort::Open | Cohort::Judged)
                && settings.aspect.as_str() == OVERALL =>
        {
            Some((settings, quantity, standard))
        }
        _ => None,
    }
}

/// Says of several remits together only what is so of each ("primary and secondary schools"), and does not say it
/// again of one of them.
fn without_repeats(chosen: &mut Vec<Statement>) {
    let of_one: Vec<(RemitId, Quantity, Standard, u8)> = chosen
        .iter()
        .filter_map(|statement| {
            let (settings, quantity, standard) = level_of(statement)?;
            let [remit] = settings.remits.as_slice() else { return None };
            Some((remit.clone(), quantity.clone(), standard.clone(), statement.weight))
        })
        .collect();
    chosen.retain(|statement| {
        let (Subject::Settings { settings } | Subject::Share { settings, .. }) = &statement.claims[0].subject
        else {
            return true;
        };
        if settings.remits.len() < 2 {
            return true;
        }
        let parts: Vec<_> = of_one.iter().filter(|(remit, ..)| settings.remits.contains(remit)).collect();
        // Where the whole matters more than its parts ("early years and childcare"), it is spoken of anyway.
        if parts.iter().all(|(.., weight)| *weight <= statement.weight) {
            return true;
        }
        level_of(statement).is_some_and(|(_, quantity, standard)| {
            matches!(quantity, Quantity::Band(_))
                && settings.remits.iter().all(|remit| {
                    parts.iter().any(|(one, word, same, _)| (one, word, same) == (remit, quantity, standard))
                })
        })
    });
    let together: Vec<(Vec<RemitId>, Quantity, Standard)> = chosen
        .iter()
        .filter_map(|statement| {
            let (settings, quantity, standard) = level_of(statement)?;
            let band = settings.remits.len() > 1 && matches!(quantity, Quantity::Band(_));
            band.then(|| (settings.remits.clone(), quantity.clone(), standard.clone()))
        })
        .collect();
    chosen.retain(|statement| {
        let Some((settings, quantity, standard)) = level_of(statement) else { return true };
        let [remit] = settings.remits.as_slice() else { return true };
        !together
            .iter()
            .any(|(remits, word, same)| remits.contains(remit) && word == quantity && same == standard)
    });
}
