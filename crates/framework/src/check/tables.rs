//! The tables of a file, one after another: grades, ways of counting, events, blocks, measures, rules, limits.

use super::Checker;
use super::bands::BandsOf;
use crate::file::{
    At, BandFile, BlockFile, CountingFile, EventFile, FrameworkFile, LimitFile, MeasureFile, PlacingFile,
    RequirementFile, RuleFile, ScaleCounts, WhenBlockNotKnown, WhenMissing,
};
use crate::mistake::Mistake;
use crate::model::{
    Bands, Block, BlockMade, Counting, CountingScale, EventKind, FactIs, Grade, Kind, Limit, LimitDoes,
    Making, Measure, NotByRule, Outcome, Placing, Position, Requirement, Rule, Sum, SumTerm, ValueCounts,
};

/// How far from 100 the sum of weights may be: weights such as 33.3 are written with one decimal.
const WEIGHTS_WITHIN: f64 = 0.001;

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
                if !met.insert(id.get().as_str()) {
                    let message = format!("two {what}s are called `{}`", crate::schema::shortened(id.get()));
                    self.wrong(Mistake::new("framework::twice", id.span(), message, "the second one"));
                }
                let sound = !id.trim().is_empty() && !id.contains(['\'', '\n']) && id.chars().count() <= 60;
                if !sound {
                    let message =
                        format!("`{}` cannot be the name of a {what}", crate::schema::shortened(id.get()));
                    let label = "expected a short name without quotation marks";
                    self.wrong(Mistake::new("framework::name", id.span(), message, label));
                }
            }
        }
    }

    pub(super) fn head(&mut self) {
        let file = self.file;
        if *file.format != 1 {
            let message =
                format!("format {} is not known to this program, which reads format 1", *file.format);
            self.wrong(Mistake::new("framework::format", file.format.span(), message, "expected 1"));
        }
        if let Some(date) = &file.as_at
            && date.parse::<evidence::Date>().is_err()
        {
            let message = format!("`{}` is not a date", crate::schema::shortened(date.get()));
            self.wrong(Mistake::new(
                "framework::date",
                date.span(),
                message,
                "expected a date such as 2011-08-31",
            ));
        }
        if file.blocks.is_empty() {
            self.wrong(Mistake::new(
                "framework::no-blocks",
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
                self.wrong(Mistake::new("framework::twice", grade.number.span(), message, "the second one"));
            }
            let (name, meaning) = (grade.name.clone(), grade.meaning.clone());
            self.scale.grades.push(Grade { number: *grade.number, name, meaning });
        }
        for position in &file.positions {
            let (name, meaning) = (position.name.clone(), position.meaning.clone());
            self.scale.positions.push(Position { id: position.id.get().clone(), name, meaning });
        }
        self.scale.why_no_overall = file.why_no_overall.as_ref().map(|why| why.get().clone());
        if file.overall && file.grades.len() < 2 {
            let message = "an overall grade needs at least two grades";
            self.wrong(Mistake::new("framework::scale", 0..0, message, "add `[[scale.grades]]`"));
        }
        if !file.overall {
            if file.why_no_overall.is_none() {
                let message = "where there is no overall grade, `why-no-overall` says why";
                self.wrong(Mistake::new(
                    "framework::scale",
                    0..0,
                    message,
                    "add `why-no-overall` to `[scale]`",
                ));
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
                self.wrong(Mistake::new(
                    "framework::scale",
                    span,
                    message,
                    "take this out, or set `overall = true`",
                ));
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

    fn counting_table(&mut self, counting: &CountingFile) -> Option<Counting> {
        let scales: Vec<Option<CountingScale>> =
            counting.scales.iter().map(|scale| self.counting_scale(scale)).collect();
        let scales: Vec<CountingScale> = scales.into_iter().collect::<Option<_>>()?;
        if scales.is_empty() {
            let message = format!("`{}` lists no scale, so nothing would ever count", counting.id.get());
            self.wrong(Mistake::new("framework::counting", counting.id.span(), message, "add `scales`"));
            return None;
        }
        Some(Counting { id: counting.id.get().clone(), scales, backing: backing!(counting) })
    }

    fn counting_scale(&mut self, file: &ScaleCounts) -> Option<CountingScale> {
        let vocabulary = self.names.vocabulary;
        let Some((_, scale)) = vocabulary.scale(&file.scale) else {
            let message =
                format!("there is no scale called `{}`", crate::schema::shortened(file.scale.get()));
            let valid = vocabulary.scales.iter().map(|scale| scale.id.as_str());
            let mistake =
                Mistake::new("framework::unknown-name", file.scale.span(), message, "no such scale");
            self.wrong(mistake.nearest(file.scale.get(), valid));
            return None;
        };
        let labels = || scale.values.iter().map(|value| value.label.as_str());
        let named = file.counts.iter().flatten().map(|label| (label.get().as_str(), label.span()));
        let pointed = file.points.iter().flatten().map(|(label, points)| (label.as_str(), points.span()));
        let mut sound = true;
        for (label, span) in named.chain(pointed) {
            if !labels().any(|known| known == label) {
                let message = format!(
                    "`{}` has no value called `{}`",
                    file.scale.get(),
                    crate::schema::shortened(label)
                );
                let mistake = Mistake::new("framework::unknown-name", span, message, "no such value");
                self.wrong(mistake.nearest(label, labels()));
                sound = false;
            }
        }
        if file.counts.is_none() && file.points.is_none() {
            let message = "say which values count (`counts`), or how many points each has (`points`)";
            self.wrong(Mistake::new(
                "framework::counting",
                file.scale.span(),
                message,
                "nothing counts on it",
            ));
            return None;
        }
        let values = scale.values.iter().map(|value| ValueCounts {
            code: value.code,
            label: value.label.clone(),
            counts: file.counts.iter().flatten().any(|label| *label.get() == value.label),
            points: file.points.as_ref().and_then(|points| points.get(&value.label)).map(|points| **points),
        });
        let values: Vec<ValueCounts> = values.collect();
        if file.points.is_some()
            && let Some(value) = values.iter().find(|value| value.points.is_none())
        {
            let message = format!("`{}` of `{}` has no points", value.label, file.scale.get());
            self.wrong(Mistake::new(
                "framework::counting",
                file.scale.span(),
                message,
                "give every value its points",
            ));
            sound = false;
        }
        sound.then(|| CountingScale { scale: scale.id.clone(), name: scale.name.clone(), values })
    }

    pub(super) fn events(&mut self) {
        for event in &self.file.events {
            let EventFile { kind, name, outcomes, none_recorded, .. } = event;
            self.events.push(EventKind {
                kind: kind.get().clone(),
                name: name.clone(),
                outcomes: outcomes
                    .iter()
                    .map(|outcome| Outcome {
                        id: outcome.id.get().clone(),
                        name: outcome.name.clone(),
                        points: outcome.points.as_ref().map(|points| **points),
                    })
                    .collect(),
                none_recorded: *none_recorded,
                backing: backing!(event),
            });
        }
    }

    pub(super) fn block(&mut self, block: &BlockFile) -> Block {
        let made = if block.otherwise.is_some() || block.position_when_not_known.is_some() {
            self.block_by_rules(block)
        } else {
            self.block_by_points(block)
        };
        Block { id: block.id.get().clone(), title: block.title.clone(), made, backing: backing!(block) }
    }

    fn block_by_rules(&mut self, block: &BlockFile) -> BlockMade {
        if let Some(weight) = &block.weight {
            let message = "a block placed by rules has no weight: positions are not added up";
            self.wrong(Mistake::new("framework::weights", weight.span(), message, "take this out"));
        }
        let otherwise = self.position(block.otherwise.as_ref(), block, "otherwise");
        let when_not_known =
            self.position(block.position_when_not_known.as_ref(), block, "position-when-not-known");
        BlockMade::ByRules { otherwise, when_not_known }
    }

    /// A position by its id; 0 where that is a mistake, which keeps the framework from being used.
    fn position(&mut self, id: Option<&At<String>>, block: &BlockFile, key: &str) -> usize {
        let Some(id) = id else {
            let message =
                format!("block `{}` could be left without a position: `{key}` is missing", block.id.get());
            self.wrong(Mistake::new(
                "framework::no-result",
                block.id.span(),
                message,
                format!("add `{key}`"),
            ));
            return 0;
        };
        match self.scale.positions.iter().position(|position| position.id == *id.get()) {
            Some(at) => at,
            None => {
                let valid: Vec<String> = self.scale.positions.iter().map(|one| one.id.clone()).collect();
                let message = format!("there is no position called `{}`", crate::schema::shortened(id.get()));
                let mistake = Mistake::new("framework::unknown-name", id.span(), message, "no such position");
                self.wrong(mistake.nearest(id.get(), valid.iter().map(String::as_str)));
                0
            }
        }
    }

    fn block_by_points(&mut self, block: &BlockFile) -> BlockMade {
        let weighed = self
            .file
            .measures
            .iter()
            .filter(|one| *one.block.get() == *block.id.get() && one.weight.is_some());
        let weighed = u32::try_from(weighed.count()).unwrap_or(u32::MAX);
        let needs = block.needs.as_ref().map_or(1, |needs| **needs);
        if self.scale.overall {
            if block.weight.is_none() {
                let message = format!("block `{}` has no weight", block.id.get());
                let label = "add `weight`, or say by `otherwise` that rules place it";
                self.wrong(Mistake::new("framework::weights", block.id.span(), message, label));
            }
            if block.when_not_known.is_none() {
                let message = format!(
                    "block `{}` could be without points: `when-not-known` is missing",
                    block.id.get()
                );
                let mistake =
                    Mistake::new("framework::no-result", block.id.span(), message, "add `when-not-known`");
                self.wrong(
                    mistake.help("`leave-out` shares its weight among the others; `no-grade` gives no grade"),
                );
            }
        } else {
            let message = format!(
                "block `{}` is not placed by rules, and without an overall grade points lead nowhere",
                block.id.get()
            );
            let label = "add `otherwise` and `position-when-not-known`";
            self.wrong(Mistake::new("framework::no-result", block.id.span(), message, label));
        }
        if weighed == 0 || needs > weighed || needs == 0 {
            let span = block.needs.as_ref().map_or(block.id.span(), At::span);
            let message = format!(
                "block `{}` has {weighed} measures with a weight and needs {needs} of them",
                block.id.get()
            );
            self.wrong(Mistake::new(
                "framework::no-result",
                span,
                message,
                "it could never, or always, have points",
            ));
        }
        BlockMade::ByPoints {
            weight: block.weight.as_ref().map_or(0.0, |weight| **weight),
            needs,
            when_not_known: block.when_not_known.as_ref().map_or(WhenBlockNotKnown::NoGrade, |when| **when),
        }
    }

    fn block_called(&mut self, id: &At<String>) -> Option<usize> {
        let file = self.file;
        let found = file.blocks.iter().position(|block| *block.id.get() == *id.get());
        if found.is_none() {
            let message = format!("there is no block called `{}`", crate::schema::shortened(id.get()));
            let mistake = Mistake::new("framework::unknown-name", id.span(), message, "no such block");
            self.wrong(mistake.nearest(id.get(), file.blocks.iter().map(|block| block.id.as_str())));
        }
        found
    }

    pub(super) fn measure(&mut self, file: &MeasureFile) -> Option<Measure> {
        self.within = format!("measure {}", file.id.get());
        let block = self.block_called(&file.block);
        let read = self.quantity(&file.value);
        let only_when = file.only_when.as_ref().map(|condition| self.condition(condition));
        let (text, value, kind) = read?;
        let only_when = match only_when {
            Some(condition) => Some(condition?),
            None => None,
        };
        let range = self.range_of(&value);
        let points = self.scale.points();
        let bands = if file.bands.is_empty() {
            self.points_without_bands(file, kind, range);
            Bands::default()
        } else {
            let step = self.step(kind).unwrap_or(*self.file.firmness.step_points);
            let of = BandsOf {
                bands: &file.bands,
                round: file.round,
                range,
                what: format!("measure {}", file.id.get()),
                at: file.id.span(),
                step,
                kind,
                grades: false,
            };
            let bands = self.bands(&of)?;
            self.banded_points(file, &bands, points);
            bands
        };
        if let Some(weight) = &file.weight {
            if **weight <= 0.0 {
                let message =
                    "a weight must be greater than nought; a measure without weight leaves the key out";
                self.wrong(Mistake::new("framework::weights", weight.span(), message, "not a weight"));
            }
            if file.when_missing.is_none() {
                let message = format!(
                    "measure `{}` may be missing: `when-missing` says what then happens",
                    file.id.get()
                );
                let mistake =
                    Mistake::new("framework::no-result", file.id.span(), message, "add `when-missing`");
                self.wrong(mistake.help("`leave-out`, `worst`, `best` or `block-not-known`"));
            }
            if block.is_some_and(|at| self.file.blocks[at].otherwise.is_some()) {
                let message = "a measure of a block that rules place has no weight: it is only shown";
                self.wrong(Mistake::new("framework::weights", weight.span(), message, "take this out"));
            }
        }
        Some(Measure {
            id: file.id.get().clone(),
            block: block?,
            title: file.title.clone(),
            weight: file.weight.as_ref().map(|weight| **weight),
            text,
            value,
            only_when,
            kind,
            bands,
            round: file.round,
            when_missing: file.when_missing.as_ref().map_or(WhenMissing::LeaveOut, |when| **when),
            backing: backing!(file),
        })
    }

    /// Points of bands lie on the scale, and go one way only: the effect of a rising figure must be foreseeable.
    fn banded_points(&mut self, file: &MeasureFile, bands: &Bands, (least, most): (f64, f64)) {
        let place = |at: usize| {
            file.bands.get(at).and_then(|band| band.points.as_ref()).map_or(file.id.span(), At::span)
        };
        for (at, band) in file.bands.iter().enumerate() {
            if band
                .points
                .as_ref()
                .is_some_and(|points| self.scale.overall && !(least..=most).contains(&**points))
            {
                let message = format!("points go from {least} to {most}, as the grades do");
                self.wrong(Mistake::new("framework::bands", place(at), message, "outside the scale"));
            }
        }
        let rises = bands.values.windows(2).all(|pair| pair[0] <= pair[1]);
        let falls = bands.values.windows(2).all(|pair| pair[0] >= pair[1]);
        if !rises && !falls {
            let message =
                format!("measure `{}`: points go up and down again as the value rises", file.id.get());
            let label = "points must only rise, or only fall";
            self.wrong(Mistake::new("framework::bands", place(0), message, label));
        }
    }

    fn points_without_bands(&mut self, file: &MeasureFile, kind: Kind, range: Option<(f64, f64)>) {
        if file.weight.is_none() {
            return;
        }
        let (least, most) = self.scale.points();
        let fits = kind == Kind::Points && range.is_some_and(|(from, to)| from >= least && to <= most);
        if !fits {
            let message = format!(
                "measure `{}` has no bands, and its value is not points from {least} to {most}",
                file.id.get()
            );
            self.wrong(Mistake::new("framework::bands", file.value.span(), message, "add `bands`"));
        }
    }

    /// The least and greatest value of a quantity, where it is one figure whose range is known.
    fn range_of(&self, sum: &Sum) -> Option<(f64, f64)> {
        let [(factor, term)] = sum.terms.as_slice() else { return None };
        let (least, most) = match term {
            SumTerm::Block(_) | SumTerm::PointsOf(_) => self.scale.points(),
            SumTerm::Fact(at) => match &self.facts[*at].what {
                FactIs::Share { .. } | FactIs::Inspections { share: true, .. } => (0.0, 100.0),
                FactIs::Count { .. } | FactIs::Inspections { .. } => (0.0, f64::INFINITY),
                FactIs::Average { counting, .. } => {
                    let values = self.countings[*counting].scales.iter().flat_map(|scale| &scale.values);
                    spread(values.filter_map(|value| value.points))
                }
                FactIs::EventPoints { kind, .. } => {
                    spread(self.events[*kind].outcomes.iter().filter_map(|outcome| outcome.points))
                }
                _ => return None,
            },
            _ => return None,
        };
        (*factor > 0.0).then_some((least * factor, most * factor))
    }

    pub(super) fn rule(&mut self, file: &RuleFile) -> Option<Rule> {
        self.within = format!("rule {}", file.id.get());
        let (text, when) = self.condition(&file.when)?;
        Some(Rule { id: file.id.get().clone(), text, when, backing: backing!(file) })
    }

    pub(super) fn placing(&mut self, file: &PlacingFile) -> Option<Placing> {
        self.within = format!("placing {}", file.id.get());
        let block = self.block_called(&file.block);
        if let Some(at) = block
            && self.file.blocks[at].otherwise.is_none()
        {
            let message = format!("block `{}` has points and is not placed by rules", file.block.get());
            self.wrong(Mistake::new("framework::placing", file.block.span(), message, "not placed by rules"));
        }
        let position = self.scale.positions.iter().position(|position| position.id == *file.position.get());
        if position.is_none() {
            let valid: Vec<String> = self.scale.positions.iter().map(|one| one.id.clone()).collect();
            let message =
                format!("there is no position called `{}`", crate::schema::shortened(file.position.get()));
            let mistake =
                Mistake::new("framework::unknown-name", file.position.span(), message, "no such position");
            self.wrong(mistake.nearest(file.position.get(), valid.iter().map(String::as_str)));
        }
        let (text, when) = self.condition(&file.when)?;
        Some(Placing {
            id: file.id.get().clone(),
            block: block?,
            position: position?,
            text,
            when,
            backing: backing!(file),
        })
    }

    pub(super) fn making(&mut self) -> Option<Making> {
        let Some(file) = &self.file.grade else {
            if self.scale.overall {
                let message = "nothing says how the blocks make a grade, so no area would have one";
                self.wrong(Mistake::new("framework::no-result", 0..0, message, "add `[grade]`"));
            }
            return None;
        };
        let place = file.bands.first().and_then(place_of_band).unwrap_or(0..0);
        let Some(when_not_known) = &file.when_not_known else {
            let message = "an area of which too little is known would get no grade: `when-not-known` is missing from `grade`";
            let mistake =
                Mistake::new("framework::no-result", place, message, "add `when-not-known` to `[grade]`");
            self.wrong(mistake.help("`withheld` gives no grade and says why; `lowest` gives the lowest"));
            return None;
        };
        let (least, most) = self.scale.points();
        let (range, kind) = match file.from {
            crate::file::WorkedFrom::Points => ((least, most), Kind::Points),
            crate::file::WorkedFrom::PercentageOfMaximum => ((least * 100.0 / most, 100.0), Kind::Percent),
        };
        let step = self.step(kind).unwrap_or(*self.file.firmness.step_points);
        let of = BandsOf {
            bands: &file.bands,
            round: file.round,
            range: Some(range),
            what: "the grade".to_owned(),
            at: place,
            step,
            kind,
            grades: true,
        };
        let bands = self.bands(&of)?;
        for (at, grade) in self.scale.grades.clone().iter().enumerate() {
            if !bands.values.contains(&(at as f64)) {
                let message = format!("no band gives grade {} ({})", grade.number, grade.name);
                self.wrong(Mistake::new(
                    "framework::bands",
                    of.at.clone(),
                    message,
                    "a grade nobody could get",
                ));
            }
        }
        if bands.values.windows(2).any(|pair| pair[0] <= pair[1]) {
            let message = "more points must give a better grade, once for each grade";
            self.wrong(Mistake::new("framework::bands", of.at.clone(), message, "not in order"));
        }
        Some(Making {
            from: file.from,
            round: file.round,
            bands,
            when_not_known: **when_not_known,
            backing: backing!(file),
        })
    }

    fn grade_called(&mut self, number: &At<u8>) -> Option<usize> {
        let found = self.scale.grade_numbered(**number);
        if found.is_none() {
            let numbers: Vec<String> =
                self.scale.grades.iter().map(|grade| grade.number.to_string()).collect();
            let message = format!("there is no grade {}", **number);
            let label = format!("grades are {}", numbers.join(", "));
            self.wrong(Mistake::new("framework::unknown-grade", number.span(), message, label));
        }
        found
    }

    pub(super) fn requirement(&mut self, file: &RequirementFile) -> Option<Requirement> {
        self.within = format!("requirement {}", file.id.get());
        let grade = self.grade_called(&file.grade);
        if grade.is_some_and(|at| at + 1 == self.scale.grades.len()) {
            let message = "the lowest grade needs nothing: there is none below it to give instead";
            self.wrong(Mistake::new(
                "framework::requirement",
                file.grade.span(),
                message,
                "the lowest grade",
            ));
        }
        let (text, needs) = self.condition(&file.needs)?;
        Some(Requirement {
            id: file.id.get().clone(),
            grade: grade?,
            text,
            needs,
            when_not_known: file.when_not_known,
            backing: backing!(file),
        })
    }

    pub(super) fn limit(&mut self, file: &LimitFile) -> Option<Limit> {
        self.within = format!("limit {}", file.id.get());
        let does = match (&file.cap, &file.minus) {
            (Some(cap), None) => self.grade_called(cap).map(LimitDoes::Cap),
            (None, Some(minus)) if **minus > 0 => Some(LimitDoes::Minus(**minus)),
            _ => {
                let message = format!("limit `{}` says either `cap` or `minus`", file.id.get());
                self.wrong(Mistake::new("framework::limit", file.id.span(), message, "say one of the two"));
                None
            }
        };
        let (text, when) = self.condition(&file.when)?;
        Some(Limit {
            id: file.id.get().clone(),
            title: file.title.clone(),
            text,
            when,
            does: does?,
            when_not_known: file.when_not_known,
            backing: backing!(file),
        })
    }

    /// Weights make 100, among the blocks and within each block.
    pub(super) fn weights(&mut self) {
        let file = self.file;
        let blocks: Vec<&At<f64>> = file.blocks.iter().filter_map(|block| block.weight.as_ref()).collect();
        self.weights_of("the blocks", &blocks);
        for block in &file.blocks {
            let of_block = file.measures.iter().filter(|measure| *measure.block.get() == *block.id.get());
            let weights: Vec<&At<f64>> = of_block.filter_map(|measure| measure.weight.as_ref()).collect();
            self.weights_of(&format!("the measures of block `{}`", block.id.get()), &weights);
        }
        for weight in blocks.iter().filter(|weight| *weight.get() <= 0.0) {
            let message = "a block's weight must be greater than nought";
            self.wrong(Mistake::new("framework::weights", weight.span(), message, "not a weight"));
        }
    }

    fn weights_of(&mut self, what: &str, weights: &[&At<f64>]) {
        let sum: f64 = weights.iter().map(|weight| ***weight).sum();
        if let Some(last) = weights.last()
            && (sum - 100.0).abs() > WEIGHTS_WITHIN
        {
            let listed: Vec<String> = weights.iter().map(|weight| (***weight).to_string()).collect();
            let message = format!("the weights of {what} make {}, not 100", crate::text::number(sum, 3));
            let label = format!("{} = {}", listed.join(" + "), crate::text::number(sum, 3));
            self.wrong(Mistake::new("framework::weights", last.span(), message, label));
        }
    }
}

pub(super) fn not_by_rule(file: &FrameworkFile) -> Vec<NotByRule> {
    let made = |one: &crate::file::NotByRuleFile| NotByRule {
        id: one.id.get().clone(),
        what: one.what.clone(),
        backing: backing!(one),
    };
    file.not_by_rule.iter().map(made).collect()
}

fn spread(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| (least.min(value), most.max(value)))
}

fn place_of_band(band: &BandFile) -> Option<std::ops::Range<usize>> {
    let grade = band.grade.as_ref().map(At::span);
    [&band.from, &band.below, &band.to, &band.points]
        .into_iter()
        .flatten()
        .map(At::span)
        .chain(grade)
        .min_by_key(|s| s.start)
}
