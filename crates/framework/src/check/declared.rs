//! What the rest of a framework refers to: its head, grades and positions, ways of counting, events.

use super::Checker;
use super::blocks::place_of_band;
use crate::file::{CountingFile, EventFile, ScaleCounts};
use crate::model::{CountingRule, CountingScale, EventKind, Grade, Outcome, Position, ValueCounts};
use definitions::{At, Mistake};

impl Checker<'_> {
    pub(super) fn unique_ids(&mut self) {
        let file = self.file;
        let lists: [(&str, Vec<&At<String>>); 9] = [
            ("way of counting", file.counting.iter().map(|one| &one.id).collect()),
            ("event", file.events.iter().map(|one| &one.kind).collect()),
            ("block", file.blocks.iter().map(|one| &one.id).collect()),
            ("measure", file.measures.iter().map(|one| &one.id).collect()),
            ("rule", file.rules.iter().map(|one| &one.id).collect()),
            ("placing", file.placings.iter().map(|one| &one.id).collect()),
            ("requirement", file.requirements.iter().map(|one| &one.id).collect()),
            ("limit", file.limits.iter().map(|one| &one.id).collect()),
            ("position", file.scale.positions.iter().map(|one| &one.id).collect()),
        ];
        for (what, ids) in lists {
            let mut met: std::collections::BTreeSet<&str> = std::collections::BTreeSet::new();
            for id in ids {
                if !met.insert(id.get_ref().as_str()) {
                    let message =
                        format!("more than one {what} is called `{}`", definitions::shortened(id.get_ref()));
                    self.wrong(Mistake::new("twice", id.span(), message, "the second one"));
                }
                let sound = !id.trim().is_empty()
                    && !id.contains(|one: char| one == '\'' || definitions::is_invisible(one))
                    && id.chars().count() <= 60;
                if !sound {
                    let message =
                        format!("`{}` cannot be the name of a {what}", definitions::shortened(id.get_ref()));
                    let label = "expected a short name without quotation marks or unseen characters";
                    self.wrong(Mistake::new("name", id.span(), message, label));
                }
            }
        }
    }

    pub(super) fn head(&mut self) {
        let file = self.file;
        if *file.format != 1 {
            let message =
                format!("format {} is not known to this program, which reads format 1", *file.format);
            self.wrong(Mistake::new("format", file.format.span(), message, "expected 1"));
        }
        if let Some(date) = &file.as_at
            && date.parse::<evidence::Date>().is_err()
        {
            let message = format!("`{}` is not a date", definitions::shortened(date.get_ref()));
            self.wrong(Mistake::new("date", date.span(), message, "expected a date such as 2011-08-31"));
        }
        if file.blocks.is_empty() {
            self.wrong(Mistake::new(
                "no-blocks",
                0..0,
                "a framework has at least one block",
                "add `[[blocks]]`",
            ));
        }
    }

    pub(super) fn scale(&mut self) {
        let file = &self.file.scale;
        for grade in &file.grades {
            if self.scale.grade_numbered(*grade.number).is_some() {
                let message = format!("two grades have the number {}", *grade.number);
                self.wrong(Mistake::new("twice", grade.number.span(), message, "the second one"));
            }
            let (name, meaning) = (grade.name.clone(), grade.meaning.clone());
            self.scale.grades.push(Grade { number: *grade.number, name, meaning });
        }
        for position in &file.positions {
            let (name, meaning) = (position.name.clone(), position.meaning.clone());
            self.scale.positions.push(Position { id: position.id.get_ref().clone(), name, meaning });
        }
        self.scale.why_no_overall = file.why_no_overall.as_ref().map(|why| why.get_ref().clone());
        if file.overall && file.grades.len() < 2 {
            let message = "an overall grade needs at least two grades";
            self.wrong(Mistake::new("scale", 0..0, message, "add `[[scale.grades]]`"));
        }
        if !file.overall {
            if file.why_no_overall.is_none() {
                let message = "where there is no overall grade, `why-no-overall` says why";
                self.wrong(Mistake::new("scale", 0..0, message, "add `why-no-overall` to `[scale]`"));
            }
            let made = self
                .file
                .grade
                .as_ref()
                .map(|grade| grade.bands.first().and_then(place_of_band).unwrap_or(0..0));
            let limits = self.file.limits.first().map(|limit| limit.id.span());
            let requirements = self.file.requirements.first().map(|one| one.id.span());
            for span in [made, limits, requirements].into_iter().flatten() {
                let message = "there is no overall grade, so nothing can make, need or limit one";
                self.wrong(Mistake::new("scale", span, message, "take this out, or set `overall = true`"));
            }
        }
    }

    pub(super) fn countings(&mut self) {
        for counting in &self.file.counting {
            if let Some(counting) = self.counting_table(counting) {
                self.countings.push(counting);
            }
        }
    }

    fn counting_table(&mut self, counting: &CountingFile) -> Option<CountingRule> {
        let scales: Vec<Option<CountingScale>> =
            counting.scales.iter().map(|scale| self.counting_scale(scale)).collect();
        let scales: Vec<CountingScale> = scales.into_iter().collect::<Option<_>>()?;
        if scales.is_empty() {
            let message = format!("`{}` lists no scale, so nothing would ever count", counting.id.get_ref());
            self.wrong(Mistake::new("counting", counting.id.span(), message, "add `scales`"));
            return None;
        }
        Some(CountingRule { id: counting.id.get_ref().clone(), scales, backing: backing!(counting) })
    }

    fn counting_scale(&mut self, file: &ScaleCounts) -> Option<CountingScale> {
        let vocabulary = self.names.vocabulary;
        let Some((_, scale)) = vocabulary.scale(&file.scale) else {
            let message =
                format!("there is no scale called `{}`", definitions::shortened(file.scale.get_ref()));
            let valid = vocabulary.scales.iter().map(|scale| scale.id.as_str());
            let mistake = Mistake::new("unknown-name", file.scale.span(), message, "no such scale");
            self.wrong(mistake.nearest(file.scale.get_ref(), valid));
            return None;
        };
        let labels = || scale.values.iter().map(|value| value.label.as_str());
        let named = file.counts.iter().flatten().map(|label| (label.get_ref().as_str(), label.span()));
        let pointed = file.points.iter().flatten().map(|(label, points)| (label.as_str(), points.span()));
        let mut sound = true;
        for (label, span) in named.chain(pointed) {
            if !labels().any(|known| known == label) {
                let message = format!(
                    "`{}` has no value called `{}`",
                    file.scale.get_ref(),
                    definitions::shortened(label)
                );
                let mistake = Mistake::new("unknown-name", span, message, "no such value");
                self.wrong(mistake.nearest(label, labels()));
                sound = false;
            }
        }
        if file.counts.is_none() && file.points.is_none() {
            let message = "say which values count (`counts`), or how many points each has (`points`)";
            self.wrong(Mistake::new("counting", file.scale.span(), message, "nothing counts on it"));
            return None;
        }
        let values = scale.values.iter().map(|value| ValueCounts {
            code: value.code,
            label: value.label.clone(),
            counts: file.counts.iter().flatten().any(|label| *label.get_ref() == value.label),
            points: file.points.as_ref().and_then(|points| points.get(&value.label)).map(|points| **points),
        });
        let values: Vec<ValueCounts> = values.collect();
        if file.points.is_some()
            && let Some(value) = values.iter().find(|value| value.points.is_none())
        {
            let message = format!("`{}` of `{}` has no points", value.label, file.scale.get_ref());
            self.wrong(Mistake::new("counting", file.scale.span(), message, "give every value its points"));
            sound = false;
        }
        sound.then(|| CountingScale { scale: scale.id.clone(), name: scale.name.clone(), values })
    }

    pub(super) fn events(&mut self) {
        for event in &self.file.events {
            let EventFile { kind, name, outcomes, none_recorded, .. } = event;
            self.events.push(EventKind {
                kind: kind.get_ref().clone(),
                name: name.clone(),
                outcomes: outcomes
                    .iter()
                    .map(|outcome| Outcome {
                        id: outcome.id.get_ref().clone(),
                        name: outcome.name.clone(),
                        points: outcome.points.as_ref().map(|points| **points),
                    })
                    .collect(),
                none_recorded: *none_recorded,
                backing: backing!(event),
            });
        }
    }
}
