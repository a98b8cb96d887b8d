//! Blocks and measures: points, weights and ranges, so that no block is left without a result.

use super::Checker;
use super::bands::BandsOf;
use crate::file::{BandFile, BlockFile, MeasureFile};
use crate::model::{
    Bands, Block, BlockKind, FactKind, Kind, Measure, Sum, SumTerm, WhenBlockNotKnown, WhenMissing,
};
use definitions::{At, Mistake};

/// How far from 100 the sum of weights may be: weights such as 33.3 are written with one decimal.
const WEIGHTS_WITHIN: f64 = 0.001;

impl Checker<'_> {
    pub(super) fn block(&mut self, block: &BlockFile) -> Block {
        let made = if block.otherwise.is_some() || block.position_when_not_known.is_some() {
            self.block_by_rules(block)
        } else {
            self.block_by_points(block)
        };
        Block { id: block.id.get_ref().clone(), title: block.title.clone(), made, backing: backing!(block) }
    }

    fn block_by_rules(&mut self, block: &BlockFile) -> BlockKind {
        if let Some(weight) = &block.weight {
            let message = "a block placed by rules has no weight: positions are not added up";
            self.wrong(Mistake::new("weights", weight.span(), message, "take this out"));
        }
        let otherwise = self.position(block.otherwise.as_ref(), block, "otherwise");
        let when_not_known =
            self.position(block.position_when_not_known.as_ref(), block, "position-when-not-known");
        BlockKind::ByRules { otherwise, when_not_known }
    }

    /// A position by its id; 0 where that is a mistake, which keeps the framework from being used.
    fn position(&mut self, id: Option<&At<String>>, block: &BlockFile, key: &str) -> usize {
        let Some(id) = id else {
            let message = format!(
                "block `{}` could be left without a position: `{key}` is missing",
                block.id.get_ref()
            );
            self.wrong(Mistake::new("no-result", block.id.span(), message, format!("add `{key}`")));
            return 0;
        };
        match self.scale.positions.iter().position(|position| position.id == *id.get_ref()) {
            Some(at) => at,
            None => {
                let valid: Vec<String> = self.scale.positions.iter().map(|one| one.id.clone()).collect();
                let message =
                    format!("there is no position called `{}`", definitions::shortened(id.get_ref()));
                let mistake = Mistake::new("unknown-name", id.span(), message, "no such position");
                self.wrong(mistake.nearest(id.get_ref(), valid.iter().map(String::as_str)));
                0
            }
        }
    }

    fn block_by_points(&mut self, block: &BlockFile) -> BlockKind {
        let weighed = self
            .file
            .measures
            .iter()
            .filter(|one| *one.block.get_ref() == *block.id.get_ref() && one.weight.is_some());
        let weighed = u32::try_from(weighed.count()).unwrap_or(u32::MAX);
        let needs = block.needs.as_ref().map_or(1, |needs| **needs);
        if self.scale.overall {
            if block.weight.is_none() {
                let message = format!("block `{}` has no weight", block.id.get_ref());
                let label = "add `weight`, or say by `otherwise` that rules place it";
                self.wrong(Mistake::new("weights", block.id.span(), message, label));
            }
            if block.when_not_known.is_none() {
                let message = format!(
                    "block `{}` could be without points: `when-not-known` is missing",
                    block.id.get_ref()
                );
                let mistake = Mistake::new("no-result", block.id.span(), message, "add `when-not-known`");
                self.wrong(
                    mistake.help("`leave-out` shares its weight among the others; `no-grade` gives no grade"),
                );
            }
        } else {
            let message = format!(
                "block `{}` is not placed by rules, and without an overall grade points lead nowhere",
                block.id.get_ref()
            );
            let label = "add `otherwise` and `position-when-not-known`";
            self.wrong(Mistake::new("no-result", block.id.span(), message, label));
        }
        if weighed == 0 || needs > weighed || needs == 0 {
            let span = block.needs.as_ref().map_or(block.id.span(), At::span);
            let message = format!(
                "block `{}` has {weighed} measures with a weight and needs {needs} of them",
                block.id.get_ref()
            );
            self.wrong(Mistake::new("no-result", span, message, "it could never, or always, have points"));
        }
        BlockKind::ByPoints {
            weight: block.weight.as_ref().map_or(0.0, |weight| **weight),
            needs,
            when_not_known: block.when_not_known.as_ref().map_or(WhenBlockNotKnown::NoGrade, |when| **when),
        }
    }

    pub(super) fn block_called(&mut self, id: &At<String>) -> Option<usize> {
        let file = self.file;
        let found = file.blocks.iter().position(|block| *block.id.get_ref() == *id.get_ref());
        if found.is_none() {
            let message = format!("there is no block called `{}`", definitions::shortened(id.get_ref()));
            let mistake = Mistake::new("unknown-name", id.span(), message, "no such block");
            self.wrong(mistake.nearest(id.get_ref(), file.blocks.iter().map(|block| block.id.as_str())));
        }
        found
    }

    pub(super) fn measure(&mut self, file: &MeasureFile) -> Option<Measure> {
        self.within = format!("measure {}", file.id.get_ref());
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
            None
        } else {
            let step = self.step(kind).unwrap_or(*self.file.robustness.step_points);
            let of = BandsOf {
                bands: &file.bands,
                round: file.round,
                range,
                what: format!("measure {}", file.id.get_ref()),
                at: file.id.span(),
                step,
                kind,
            };
            let bands = self.bands(&of)?;
            self.banded_points(file, &bands, points);
            Some(bands)
        };
        self.weight_of(file, block);
        let could_be = self.could_be(file);
        Some(Measure {
            id: file.id.get_ref().clone(),
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
            could_be,
            backing: backing!(file),
        })
    }

    /// A weight is a weight, belongs to a block with points, and says what happens when the measure is missing.
    fn weight_of(&mut self, file: &MeasureFile, block: Option<usize>) {
        let Some(weight) = &file.weight else { return };
        if **weight <= 0.0 {
            let message = "a weight must be greater than zero; a measure without weight leaves the key out";
            self.wrong(Mistake::new("weights", weight.span(), message, "not a weight"));
        }
        if file.when_missing.is_none() {
            let message = format!(
                "measure `{}` may be missing: `when-missing` says what then happens",
                file.id.get_ref()
            );
            let mistake = Mistake::new("no-result", file.id.span(), message, "add `when-missing`");
            self.wrong(mistake.help("`leave-out`, `worst`, `best` or `block-not-known`"));
        }
        if block.is_some_and(|at| self.file.blocks[at].otherwise.is_some()) {
            let message = "a measure of a block that rules place has no weight: it is only shown";
            self.wrong(Mistake::new("weights", weight.span(), message, "take this out"));
        }
    }

    /// Points of bands lie on the scale, and go one way only: the effect of a rising figure must be foreseeable.
    fn banded_points(&mut self, file: &MeasureFile, bands: &Bands<f64>, (least, most): (f64, f64)) {
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
                self.wrong(Mistake::new("bands", place(at), message, "outside the scale"));
            }
        }
        let rises = bands.worth.windows(2).all(|pair| pair[0] <= pair[1]);
        let falls = bands.worth.windows(2).all(|pair| pair[0] >= pair[1]);
        if !rises && !falls {
            let message =
                format!("measure `{}`: points go up and down again as the value rises", file.id.get_ref());
            let label = "points must only rise, or only fall";
            self.wrong(Mistake::new("bands", place(0), message, label));
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
                file.id.get_ref()
            );
            self.wrong(Mistake::new("bands", file.value.span(), message, "add `bands`"));
        }
    }

    /// The least and greatest value of a quantity, where it is one figure whose range is known.
    fn range_of(&self, sum: &Sum) -> Option<(f64, f64)> {
        let [(factor, term)] = sum.terms.as_slice() else { return None };
        let (least, most) = match term {
            SumTerm::Block(_) | SumTerm::PointsOf(_) => self.scale.points(),
            SumTerm::Fact(at) => match &self.facts[*at].what {
                FactKind::Share { .. } | FactKind::Inspections { share: true, .. } => (0.0, 100.0),
                FactKind::Count { .. } | FactKind::Inspections { .. } => (0.0, f64::INFINITY),
                FactKind::Average { counting, .. } => {
                    let values = self.countings[*counting].scales.iter().flat_map(|scale| &scale.values);
                    spread(values.filter_map(|value| value.points))
                }
                FactKind::EventPoints { kind, .. } => {
                    spread(self.events[*kind].outcomes.iter().filter_map(|outcome| outcome.points))
                }
                _ => return None,
            },
            _ => return None,
        };
        (*factor > 0.0).then_some((least * factor, most * factor))
    }

    /// Weights make 100, among the blocks and within each block.
    pub(super) fn weights(&mut self) {
        let file = self.file;
        let blocks: Vec<&At<f64>> = file.blocks.iter().filter_map(|block| block.weight.as_ref()).collect();
        self.weights_of("the blocks", &blocks);
        for block in &file.blocks {
            let of_block =
                file.measures.iter().filter(|measure| *measure.block.get_ref() == *block.id.get_ref());
            let weights: Vec<&At<f64>> = of_block.filter_map(|measure| measure.weight.as_ref()).collect();
            self.weights_of(&format!("the measures of block `{}`", block.id.get_ref()), &weights);
        }
        for weight in blocks.iter().filter(|weight| *weight.get_ref() <= 0.0) {
            let message = "a block's weight must be greater than zero";
            self.wrong(Mistake::new("weights", weight.span(), message, "not a weight"));
        }
    }

    fn weights_of(&mut self, what: &str, weights: &[&At<f64>]) {
        let sum: f64 = weights.iter().map(|weight| ***weight).sum();
        if let Some(last) = weights.last()
            && (sum - 100.0).abs() > WEIGHTS_WITHIN
        {
            let listed: Vec<String> =
                weights.iter().map(|weight| crate::text::number(***weight, 3)).collect();
            let message = format!("the weights of {what} make {}, not 100", crate::text::number(sum, 3));
            let label = format!("{} = {}", listed.join(" + "), crate::text::number(sum, 3));
            self.wrong(Mistake::new("weights", last.span(), message, label));
        }
    }
}

fn spread(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| (least.min(value), most.max(value)))
}

/// The place of a band in the file.
pub(super) fn place_of_band(band: &BandFile) -> Option<std::ops::Range<usize>> {
    let grade = band.grade.as_ref().map(At::span);
    [&band.from, &band.below, &band.to, &band.points]
        .into_iter()
        .flatten()
        .map(At::span)
        .chain(grade)
        .min_by_key(|s| s.start)
}
