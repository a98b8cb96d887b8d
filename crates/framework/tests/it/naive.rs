//! A second evaluator, written from `docs/frameworks.md` and not from the code: it reads a framework with an overall grade
//! as it stands in its file, and a profile, and gives the grade. It works everything out anew each time it is asked, trusts
//! the file to be right, and knows no rounding.

use framework::language::Truth;
use profile::{EventNoted, Profile, RemitProfile, YearOfInspections};
use serde_json::Value as Json;

pub struct Naive<'a> {
    pub file: &'a Json,
    pub profile: &'a Profile,
}

fn all(of: &Json) -> &[Json] {
    of.as_array().map_or(&[], Vec::as_slice)
}

fn nine_places(value: f64) -> f64 {
    (value * 1e9).round() / 1e9
}

fn between<'t>(all: &'t str, before: &str, after: &str) -> Option<(&'t str, &'t str)> {
    all.strip_prefix(before)?.split_once(after)
}

fn mean(parts: &[(f64, f64)]) -> Option<f64> {
    let weights: f64 = parts.iter().map(|(weight, _)| weight).sum();
    let sum: f64 = parts.iter().map(|(weight, points)| weight * points).sum();
    (weights > 0.0).then(|| nine_places(sum / weights))
}

/// What is worth the band with the greatest edge that the value reaches; without bands, the value.
fn banded(of: &Json, value: f64, worth: &str) -> Option<f64> {
    let from = |band: &&Json| band["from"].as_f64().unwrap_or(f64::NEG_INFINITY);
    let reached = all(&of["bands"]).iter().filter(|band| value >= from(band));
    reached.max_by(|a, b| from(a).total_cmp(&from(b))).map_or(Some(value), |band| band[worth].as_f64())
}

impl Naive<'_> {
    fn called(&self, list: &str, key: &str, name: &str) -> Option<&Json> {
        all(&self.file[list]).iter().find(|one| one[key] == name)
    }

    /// Points into a band, then requirements downwards from the best grade, then limits in the order of the file.
    pub fn grade(&self) -> Option<u8> {
        let rule = &self.file["grade"];
        let grades: Vec<f64> =
            all(&self.file["scale"]["grades"]).iter().filter_map(|one| one["number"].as_f64()).collect();
        let (best, lowest) = (*grades.first()?, *grades.last()?);
        let percent = |points: f64| nine_places(points * 100.0 / best);
        let worked = self.overall(best, lowest);
        let worked = if rule["from"] == "percentage-of-maximum" { worked.map(percent) } else { worked };
        let unknown = (rule["when-not-known"] == "lowest").then_some(lowest);
        let mut grade = worked.and_then(|value| banded(rule, value, "grade")).or(unknown)?;
        for asked in grades {
            let mut own =
                all(&self.file["requirements"]).iter().filter(|one| one["grade"].as_f64() == Some(asked));
            if own.any(|one| grade >= asked && !self.counts(one, "needs")) {
                grade = asked - 1.0;
            }
        }
        for limit in all(&self.file["limits"]).iter().filter(|limit| self.counts(limit, "when")) {
            grade = grade.min(limit["cap"].as_f64().unwrap_or(grade));
            grade = (grade - limit["minus"].as_f64().unwrap_or(0.0)).max(lowest);
        }
        Some(grade as u8)
    }

    fn counts(&self, rule: &Json, key: &str) -> bool {
        let truth = self.condition(rule[key].as_str().unwrap());
        truth == Truth::True || (truth == Truth::NotKnown && rule["when-not-known"] == "holds")
    }

    fn overall(&self, best: f64, worst: f64) -> Option<f64> {
        let mut parts = Vec::new();
        for block in all(&self.file["blocks"]) {
            match self.block(block, best, worst) {
                Some(points) => parts.push((block["weight"].as_f64()?, points)),
                None if block["when-not-known"] == "no-grade" => return None,
                None => {}
            }
        }
        mean(&parts)
    }

    fn block(&self, block: &Json, best: f64, worst: f64) -> Option<f64> {
        let (mut parts, mut known) = (Vec::new(), 0);
        for measure in all(&self.file["measures"]).iter().filter(|one| one["block"] == block["id"]) {
            let Some(weight) = measure["weight"].as_f64() else { continue };
            let counts = measure["only-when"].as_str().is_none_or(|only| self.condition(only) == Truth::True);
            let value = self.quantity(measure["value"].as_str()?).filter(|_| counts);
            known += u64::from(value.is_some());
            let points = match (value, measure["when-missing"].as_str()?) {
                (Some(value), _) => banded(measure, value, "points")?,
                (None, "worst") => worst,
                (None, "best") => best,
                (None, "block-not-known") => return None,
                (None, _) => continue,
            };
            parts.push((weight, points));
        }
        mean(&parts).filter(|_| known >= block["needs"].as_u64().unwrap_or(1))
    }

    fn condition(&self, written: &str) -> Truth {
        let text = written.replace("good or better", "good~or~better");
        if let Some((left, right)) = text.split_once(" or ") {
            return self.condition(left).or(self.condition(right));
        }
        if let Some((left, right)) = text.split_once(" and ") {
            return self.condition(left).and(self.condition(right));
        }
        let text = text.replace('~', " ");
        if let Some((kind, rest)) = between(&text, "event ", " with ") {
            return self.event(kind, rest);
        }
        let forms = [" is at least ", " is at most ", " is more than ", " is less than "];
        let at = forms.iter().position(|form| text.contains(form)).unwrap();
        let (left, right) = text.split_once(forms[at]).unwrap();
        match (self.quantity(left), self.quantity(right)) {
            (Some(left), Some(right)) => {
                Truth::from([left >= right, left <= right, left > right, left < right][at])
            }
            _ => Truth::NotKnown,
        }
    }

    fn in_time(&self, event: &EventNoted, time: &str) -> bool {
        if let Some(next) = time.strip_prefix("until the next ") {
            return !self.profile.events.iter().any(|later| later.kind == next && later.date > event.date);
        }
        let years = time.trim_start_matches("within ").trim_end_matches(" years").parse().unwrap_or(1);
        let from = (0..years).fold(self.profile.as_at, |day, _| evidence::date::year_before(day));
        time == "at any time" || event.date > from
    }

    fn event(&self, kind: &str, rest: &str) -> Truth {
        let (outcome, time) = rest.split_once(' ').unwrap();
        let own = self.profile.events.iter().filter(|one| one.kind == kind);
        let in_time: Vec<&EventNoted> = own.clone().filter(|one| self.in_time(one, time)).collect();
        let recorded = !in_time.is_empty() || (time.starts_with("until") && own.count() > 0);
        let complete = self.called("events", "kind", kind).unwrap()["none-recorded"] == "none";
        match in_time.iter().any(|one| one.outcome == outcome) {
            true => Truth::True,
            false if recorded || complete => Truth::False,
            false => Truth::NotKnown,
        }
    }

    fn quantity(&self, text: &str) -> Option<f64> {
        if let Some((left, right)) = text.split_once(" - ") {
            return Some(nine_places(self.quantity(left)? - self.quantity(right)?));
        }
        if let Ok(number) = text.trim_end_matches(" %").parse::<f64>() {
            return Some(number);
        }
        if let Some((kind, time)) = between(text, "points of event ", " ") {
            let latest =
                self.profile.events.iter().rfind(|one| one.kind == kind && self.in_time(one, time))?;
            let outcomes = all(&self.called("events", "kind", kind)?["outcomes"]);
            return outcomes.iter().find(|one| one["id"] == latest.outcome.as_str())?["points"].as_f64();
        }
        if let Some((did, remits)) = between(text, "share of inspections that ", " in ") {
            let sum = |of: fn(&YearOfInspections) -> u32| {
                f64::from(self.remits(remits).map(|one| of(&one.inspected)).sum::<u32>())
            };
            let part = sum(if did == "improved" { |year| year.improved } else { |year| year.declined });
            let whole = sum(|year| year.improved + year.held + year.declined);
            return (whole > 0.0).then(|| part * 100.0 / whole);
        }
        let (form, rest) = text.split_once(' ')?;
        match rest.split_once(" of ").and_then(|(counting, remits)| self.settings(counting, remits)) {
            Some((_, 0.0, _)) => None,
            Some((part, whole, points)) => Some(match form {
                "share" => part * 100.0 / whole,
                "average" => points / whole,
                _ => part,
            }),
            None => self.of_series(text),
        }
    }

    fn remits<'s>(&'s self, named: &'s str) -> impl Iterator<Item = &'s RemitProfile> {
        let is = |one: &RemitProfile, name| one.remit.as_str() == name || one.life_stage == name;
        self.profile.remits.iter().filter(move |one| named.split(", ").any(|name| is(one, name)))
    }

    /// How many count, how many are judged on a scale that is listed, and the sum of their points.
    fn settings(&self, counting: &str, remits: &str) -> Option<(f64, f64, f64)> {
        let scales = all(&self.called("counting", "id", counting)?["scales"]);
        let (mut part, mut whole, mut points) = (0.0, 0.0, 0.0);
        for setting in self.remits(remits).flat_map(|one| &one.settings) {
            let Ok(judged) = &setting.judgement else { continue };
            let Some(scale) = scales.iter().find(|one| one["scale"] == judged.scale.as_str()) else {
                continue;
            };
            part +=
                f64::from(u8::from(all(&scale["counts"]).iter().any(|one| *one == judged.label.as_str())));
            points += scale["points"][&judged.label].as_f64().unwrap_or(0.0);
            whole += 1.0;
        }
        Some((part, whole, points))
    }

    fn of_series(&self, text: &str) -> Option<f64> {
        let of_all = |id: &str| {
            let indicators = &self.profile.indicators;
            indicators.iter().find(|one| one.indicator.as_str() == id && one.group.as_str() == "all")
        };
        if let Some(id) = text.strip_prefix("change against england of indicator ") {
            return of_all(id)?.change_against_england.number();
        }
        if let Some((id, beside)) = between(text, "advantage of indicator ", " over ") {
            let one = of_all(id)?;
            let theirs = if beside == "england" { one.england.value } else { one.neighbours.used.value };
            let sign = if one.polarity == evidence::Polarity::High { 1.0 } else { -1.0 };
            return Some(nine_places(sign * (one.latest.value.number()? - theirs.number()?)));
        }
        let (id, _) = between(text, "advantage of gap ", " over england")?;
        let gap = self.profile.gaps.iter().find(|one| one.id == id)?;
        let last = gap.series.last()?;
        let same = gap.england.iter().find(|one| one.period.label == last.period.label)?;
        Some(nine_places(same.gap.number()? - last.gap.number()?))
    }
}
