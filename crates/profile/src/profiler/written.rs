//! A profile written out for readers elsewhere: every place where something is recorded as file, sheet, row, column
//! and text as published.

use super::PreparedDate;
use crate::figure::{FigureKey, FigurePlace, FigureSubject};
use crate::model::Profile;
use crate::settings::OVERALL;
use evidence::{AspectId, CellRef};
use serde_json::{Value, json};

impl PreparedDate {
    /// The profile as JSON, in which `origins` lists the cells that a figure, judgement, gap or event was read from.
    /// In the profile itself they are known by file and row only, so that profiles of all areas stay small.
    pub fn written(&self, profile: &Profile) -> serde_json::Result<Value> {
        let mut written = serde_json::to_value(profile)?;
        let place = FigurePlace::Area(profile.area);
        for (block, json) in profile.indicators.iter().zip(list(&mut written, "indicators")) {
            let key = |label: &str| {
                FigureKey::indicator(block.indicator.as_str(), block.group.as_str(), label, place)
            };
            self.note(&mut json["latest"], &key(&block.latest.period.label));
            for (figure, json) in block.series.iter().zip(list(json, "series")) {
                self.note(json, &key(&figure.period.label));
            }
        }
        for (gap, json) in profile.gaps.iter().zip(list(&mut written, "gaps")) {
            if let Some(last) = gap.series.last() {
                self.note(json, &FigureSubject::Gap(gap.id.clone()).at(&last.period.label, place));
            }
        }
        for (remit, json) in profile.remits.iter().zip(list(&mut written, "remits")) {
            for (setting, json) in remit.settings.iter().zip(list(json, "settings")) {
                if setting.judgement.is_ok() {
                    let aspect = AspectId::from(OVERALL);
                    let subject = FigureSubject::Judgement { setting: setting.setting.clone(), aspect };
                    self.note(&mut json["judgement"]["Ok"], &subject.at(self.date.to_string(), place));
                }
            }
        }
        for (event, json) in profile.events.iter().zip(list(&mut written, "events")) {
            let subject = FigureSubject::Event { kind: event.kind.clone() };
            self.note(json, &subject.at(event.date.to_string(), place));
        }
        Ok(written)
    }

    /// Puts the cells of a figure in the place of its file and row.
    fn note(&self, json: &mut Value, key: &FigureKey) {
        let origin = |cell: &CellRef| json!(self.evidence().origin(*cell));
        let cells = self
            .figure(key)
            .map_or_else(|_| Vec::new(), |figure| figure.cells().into_iter().map(origin).collect());
        if let Some(object) = json.as_object_mut() {
            object.remove("origin");
            object.insert("origins".to_owned(), Value::Array(cells));
        }
    }
}

fn list<'j>(json: &'j mut Value, name: &str) -> &'j mut [Value] {
    json.get_mut(name).and_then(Value::as_array_mut).map_or(&mut [], Vec::as_mut_slice)
}
