//! The order in which measures, blocks and rules are worked out; rules that go round in a circle are found here.

use super::Checker;
use crate::model::{Block, BlockKind, Item, Measure, PositionRule, Rule, Sum, SumTerm, Test};
use definitions::{At, Mistake};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

impl Checker<'_> {
    /// Every item after those it refers to, or nothing where some go round in a circle.
    pub(super) fn order(
        &mut self,
        blocks: &[Block],
        measures: &[Measure],
        rules: &[Rule],
        placings: &[PositionRule],
    ) -> Option<Vec<Item>> {
        let mut needs: BTreeMap<Item, BTreeSet<Item>> = BTreeMap::new();
        for (at, measure) in measures.iter().enumerate() {
            let needed = needs.entry(Item::Measure(at)).or_default();
            sum_needs(&measure.value, needed);
            measure.only_when.iter().for_each(|(_, condition)| test_needs(condition, needed));
            if measure.weight.is_some() {
                needs.entry(Item::Block(measure.block)).or_default().insert(Item::Measure(at));
            }
        }
        for (at, rule) in rules.iter().enumerate() {
            test_needs(&rule.when, needs.entry(Item::Rule(at)).or_default());
        }
        for (at, block) in blocks.iter().enumerate() {
            let needed = needs.entry(Item::Block(at)).or_default();
            if matches!(block.made, BlockKind::ByRules { .. }) {
                placings.iter().filter(|one| one.block == at).for_each(|one| test_needs(&one.when, needed));
            }
        }
        // Whatever needs nothing that is still open comes next; what is left over goes in a circle.
        let mut order = Vec::new();
        let mut open: BTreeSet<Item> = needs.keys().copied().collect();
        loop {
            let ready: Vec<Item> = open
                .iter()
                .copied()
                .filter(|item| needs[item].iter().all(|one| !open.contains(one)))
                .collect();
            if ready.is_empty() {
                break;
            }
            for item in ready {
                open.remove(&item);
                order.push(item);
            }
        }
        let Some(first) = open.iter().next().copied() else { return Some(order) };
        self.circle(first, &needs, &open);
        None
    }

    fn circle(&mut self, first: Item, needs: &BTreeMap<Item, BTreeSet<Item>>, open: &BTreeSet<Item>) {
        // Following what is still open must come back to something already met.
        let mut path = vec![first];
        let circle = loop {
            let last = path[path.len() - 1];
            let Some(next) = needs[&last].iter().copied().find(|one| open.contains(one)) else { return };
            if let Some(at) = path.iter().position(|one| *one == next) {
                path.push(next);
                break path.split_off(at);
            }
            path.push(next);
        };
        let words: Vec<String> = circle.iter().map(|item| self.item_in_words(*item).0).collect();
        let span = self.item_in_words(circle[0]).1;
        let message = format!("these refer to each other in a circle: {}", words.join(" → "));
        self.wrong(
            Mistake::new("circle", span, message, "part of a circle")
                .help("something in it must be said without referring to the rest"),
        );
    }

    fn item_in_words(&self, item: Item) -> (String, Range<usize>) {
        let said = |word: &str, id: &At<String>| (format!("{word} `{}`", id.get_ref()), id.span());
        match item {
            Item::Measure(at) => said("measure", &self.file.measures[at].id),
            Item::Block(at) => said("block", &self.file.blocks[at].id),
            Item::Rule(at) => said("rule", &self.file.rules[at].id),
        }
    }
}

fn sum_needs(sum: &Sum, needs: &mut BTreeSet<Item>) {
    for (_, term) in &sum.terms {
        match term {
            SumTerm::Block(at) => needs.insert(Item::Block(*at)),
            SumTerm::Measure(at) | SumTerm::PointsOf(at) => needs.insert(Item::Measure(*at)),
            SumTerm::Threshold(_) | SumTerm::Fact(_) => false,
        };
    }
}

fn test_needs(test: &Test, needs: &mut BTreeSet<Item>) {
    match test {
        Test::Always | Test::Fact(_) => {}
        Test::Not(inner) => test_needs(inner, needs),
        Test::And(parts) | Test::Or(parts) => parts.iter().for_each(|part| test_needs(part, needs)),
        Test::Compare(left, _, right) => {
            sum_needs(left, needs);
            sum_needs(right, needs);
        }
        Test::Known(sum) => sum_needs(sum, needs),
        Test::Rule(at) => {
            needs.insert(Item::Rule(*at));
        }
    }
}
