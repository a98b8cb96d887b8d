//! A condition or quantity as its own text again, in one canonical spelling: reading that gives the same thing.

use super::ast::{
    By, Comparator, Comparison, Condition, Differing, Figure, How, Name, Quantity, Series, Settings, Term,
    View, When,
};
use std::fmt::{self, Display, Formatter};

impl Display for Name {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if super::reader::is_plain(&self.text) {
            f.write_str(&self.text)
        } else {
            write!(f, "'{}'", self.text)
        }
    }
}

impl Display for Condition {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Condition::Always => f.write_str("always"),
            Condition::Not(inner) => match **inner {
                Condition::And(_) | Condition::Or(_) => write!(f, "not ({inner})"),
                _ => write!(f, "not {inner}"),
            },
            Condition::And(parts) => {
                joined(f, parts, " and ", |part| matches!(part, Condition::Or(_) | Condition::And(_)))
            }
            Condition::Or(parts) => {
                joined(f, parts, " or ", |part| matches!(part, Condition::Or(_)) || ends_in_list(part))
            }
            Condition::Compare(Comparison { left, how, right, .. }) => {
                write!(f, "{left} is {} {right}", how.words())
            }
            Condition::Known(quantity) => write!(f, "{quantity} is known"),
            Condition::Trend(series, ways) => {
                write!(f, "trend of {series} is ")?;
                list(f, ways.iter().map(|way| way.word()), " or ")
            }
            Condition::Against(series, beside, comparator) => {
                let than = if beside.word() == "similar" { "to" } else { "than" };
                write!(f, "{series} is {} {than} {}", beside.word(), comparator.word())
            }
            Condition::Differs(what, side) => {
                match what {
                    Differing::Series(series) => write!(f, "{series}")?,
                    Differing::Share { counting, of } => {
                        write!(f, "share {} of {of}", CountingRule(counting))?;
                    }
                }
                f.write_str(" differs from england")?;
                side.map_or(Ok(()), |side| write!(f, " as {}", side.word()))
            }
            Condition::Any { counting, of, within } => {
                write!(f, "any {} in {of}", CountingRule(counting))?;
                match within {
                    Some(years) => write!(f, " {}", When::Within(*years)),
                    None => Ok(()),
                }
            }
            Condition::Judgement { of, labels } => {
                write!(f, "judgement of {of} is ")?;
                list(f, labels, " or ")
            }
            Condition::Event { kind, outcomes, when } => {
                write!(f, "event {kind}")?;
                if !outcomes.is_empty() {
                    f.write_str(" with ")?;
                    list(f, outcomes, " or ")?;
                }
                write!(f, " {when}")
            }
            Condition::Rule(name) => write!(f, "rule {name}"),
        }
    }
}

/// Whether a condition ends in words joined by `or`, which a following `or` would seem to carry on.
fn ends_in_list(condition: &Condition) -> bool {
    match condition {
        Condition::Trend(..) | Condition::Judgement { .. } => true,
        Condition::Not(inner) => ends_in_list(inner),
        Condition::And(parts) => parts.last().is_some_and(ends_in_list),
        _ => false,
    }
}

fn joined(
    f: &mut Formatter<'_>,
    parts: &[Condition],
    word: &str,
    needs_parentheses: impl Fn(&Condition) -> bool,
) -> fmt::Result {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            f.write_str(word)?;
        }
        if needs_parentheses(part) { write!(f, "({part})")? } else { write!(f, "{part}")? }
    }
    Ok(())
}

fn list(f: &mut Formatter<'_>, items: impl IntoIterator<Item = impl Display>, word: &str) -> fmt::Result {
    for (at, item) in items.into_iter().enumerate() {
        if at > 0 {
            f.write_str(word)?;
        }
        write!(f, "{item}")?;
    }
    Ok(())
}

impl How {
    /// `at least`, and so on.
    pub fn words(self) -> &'static str {
        match self {
            How::AtLeast => "at least",
            How::AtMost => "at most",
            How::MoreThan => "more than",
            How::LessThan => "less than",
            How::Equal => "equal to",
        }
    }
}

impl Display for Quantity {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (at, term) in self.terms.iter().enumerate() {
            match (at, term.minus) {
                (0, _) => {}
                (_, false) => f.write_str(" + ")?,
                (_, true) => f.write_str(" - ")?,
            }
            write!(f, "{term}")?;
        }
        Ok(())
    }
}

impl Display for Term {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.what)?;
        match &self.by {
            None => Ok(()),
            Some(By { divides, number, .. }) => write!(f, " {} {number}", if *divides { '/' } else { '*' }),
        }
    }
}

impl Display for Figure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let ago = |year_before: &bool| if *year_before { " a year before" } else { "" };
        match self {
            Figure::Number { value, percent, .. } => write!(f, "{value}{}", if *percent { " %" } else { "" }),
            Figure::Share { counting, of, year_before, elsewhere } => {
                write!(f, "share {} of {of}{}", CountingRule(counting), ago(year_before))?;
                elsewhere.map_or(Ok(()), |comparator| write!(f, " in {}", comparator.word()))
            }
            Figure::Count { counting: None, of, year_before } => {
                write!(f, "number of {of}{}", ago(year_before))
            }
            Figure::Count { counting: Some(counting), of, year_before } => {
                write!(f, "number {} of {of}{}", CountingRule(counting), ago(year_before))
            }
            Figure::Average { counting, of, year_before } => {
                write!(f, "average {} of {of}{}", CountingRule(counting), ago(year_before))
            }
            Figure::Inspections { share, did, remits } => {
                let what = if *share { "share" } else { "number" };
                write!(f, "{what} of inspections that {} in ", did.in_sentence())?;
                list(f, remits, ", ")
            }
            Figure::Indicator(view, series) => match view {
                View::Value(comparator) => write!(f, "{series}{}", InComparator(*comparator)),
                View::Change(comparator) => write!(f, "change of {series}{}", InComparator(*comparator)),
                View::ChangeOverYears => write!(f, "change over the years of {series}"),
                View::ChangeAgainstEngland => write!(f, "change against england of {series}"),
                View::Difference(comparator) => {
                    write!(f, "difference of {series} from {}", comparator.word())
                }
                View::Advantage(comparator) => write!(f, "advantage of {series} over {}", comparator.word()),
            },
            Figure::Rank(series) => write!(f, "rank of {series}"),
            Figure::Quartile(series) => write!(f, "quartile of {series}"),
            Figure::EventPoints { kind, when } => write!(f, "points of event {kind} {when}"),
            Figure::Block(name) => write!(f, "block {name}"),
            Figure::Measure(name) => write!(f, "measure {name}"),
            Figure::PointsOf(name) => write!(f, "points of measure {name}"),
        }
    }
}

impl super::ast::Did {
    /// As it stands after “inspections that”.
    pub fn in_sentence(self) -> &'static str {
        match self {
            super::ast::Did::GoodOrBetter => "were good-or-better",
            super::ast::Did::First => "were first",
            other => other.word(),
        }
    }
}

struct InComparator(Option<Comparator>);

impl Display for InComparator {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |comparator| write!(f, " in {}", comparator.word()))
    }
}

/// A way of counting may be several plain words: `good or better`.
struct CountingRule<'a>(&'a Name);

impl Display for CountingRule<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if super::reader::is_plain_counting(&self.0.text) {
            f.write_str(&self.0.text)
        } else {
            write!(f, "'{}'", self.0.text)
        }
    }
}

impl Display for Series {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Series::Indicator { id, group: None } => write!(f, "indicator {id}"),
            Series::Indicator { id, group: Some(group) } => write!(f, "indicator {id} for {group}"),
            Series::Gap { id } => write!(f, "gap {id}"),
        }
    }
}

impl Display for Settings {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        list(f, &self.remits, ", ")?;
        match &self.aspect {
            None => Ok(()),
            Some(aspect) => write!(f, " for {aspect}"),
        }
    }
}

impl Display for When {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            When::Within(1) => f.write_str("within the year"),
            When::Within(years) => write!(f, "within {years} years"),
            When::AnyTime => f.write_str("at any time"),
            When::UntilNext(kind) => write!(f, "until the next {kind}"),
        }
    }
}
