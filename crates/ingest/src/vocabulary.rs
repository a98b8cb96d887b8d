//! The field's own lists of scales, aspects and remits, from `sources/vocabulary.toml`.

use evidence::Vocabulary;

/// The file as it was when the program was built.
const BUILT_IN: &str = include_str!("../../../sources/vocabulary.toml");

/// The vocabulary that comes with the program.
///
/// # Panics
/// Never in a released program: the file is part of it, and the tests read it.
pub fn builtin() -> Vocabulary {
    toml::from_str(BUILT_IN).expect("the built-in vocabulary is part of the program and read by its tests")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_scale_aspect_and_remit_has_one_name_and_no_name_is_used_twice() {
        let vocabulary = builtin();
        let scales: BTreeSet<_> = vocabulary.scales.iter().map(|scale| &scale.id).collect();
        let aspects: BTreeSet<_> = vocabulary.aspects.iter().map(|aspect| &aspect.id).collect();
        let remits: BTreeSet<_> = vocabulary.remits.iter().map(|remit| &remit.id).collect();
        assert_eq!(scales.len(), vocabulary.scales.len());
        assert_eq!(aspects.len(), vocabulary.aspects.len());
        assert_eq!(remits.len(), vocabulary.remits.len());
    }

    #[test]
    fn codes_are_unique_within_a_scale_and_scales_begin_before_they_end() {
        for scale in builtin().scales {
            let codes: BTreeSet<u8> = scale.values.iter().map(|value| value.code).collect();
            assert_eq!(codes.len(), scale.values.len(), "{}", scale.id);
            assert!(scale.from.is_some(), "{}", scale.id);
            assert!(scale.until.is_none_or(|until| Some(until) > scale.from), "{}", scale.id);
        }
    }

    #[test]
    fn a_scale_says_of_all_its_values_whether_they_are_good_or_better_or_of_none() {
        for scale in builtin().scales {
            let said = scale.values.iter().filter(|value| value.good_or_better.is_some()).count();
            assert!(said == 0 || said == scale.values.len(), "{}", scale.id);
            assert!(
                scale.values.iter().all(|value| !(value.inadequate && value.good_or_better == Some(true)))
            );
        }
    }

    #[test]
    fn a_three_of_2011_is_not_a_three_of_2013() {
        let vocabulary = builtin();
        let label = |scale: &str| vocabulary.scale(scale).unwrap().1.value(3).unwrap().label.clone();
        assert_eq!(label("four-point-satisfactory"), "Satisfactory");
        assert_eq!(label("four-point-adequate"), "Adequate");
        assert_eq!(label("four-point-requires-improvement"), "Requires improvement");
    }

    #[test]
    fn every_stage_of_life_of_a_remit_is_in_the_list_of_them() {
        #[derive(serde::Deserialize)]
        struct Stages {
            life_stages: Vec<String>,
        }
        let listed = toml::from_str::<Stages>(BUILT_IN).unwrap().life_stages;
        for remit in builtin().remits {
            assert!(listed.contains(&remit.life_stage), "{}: {}", remit.id, remit.life_stage);
        }
    }

    #[test]
    fn remits_of_one_stage_of_life_stand_together() {
        let vocabulary = builtin();
        let mut stages: Vec<&str> = vocabulary.remits.iter().map(|remit| remit.life_stage.as_str()).collect();
        stages.dedup();
        let distinct: BTreeSet<&str> = stages.iter().copied().collect();
        assert_eq!(stages.len(), distinct.len(), "{stages:?}");
    }
}
