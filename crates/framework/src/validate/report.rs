//! A validation as a page.

use super::Validation;
use crate::page::Page;
use crate::text::{listed, number};

impl Validation {
    /// As a page, for text or HTML.
    pub fn page(&self) -> Page {
        let mut page = Page::new(format!("Validation of {}", self.framework));
        page.paragraph(format!("Framework file with SHA-256 {}.", self.sha256));
        self.agreement(&mut page);
        self.limits(&mut page);
        let rows =
            self.coverage.iter().map(|one| vec![one.measure.clone(), format!("{} of {}", one.known, one.of)]);
        page.heading(2, "Coverage of the evidence");
        page.table("Areas in which each measure is known", &["Measure", "Areas"], rows.collect());
        self.differences(&mut page);
        page
    }

    /// As JSON.
    pub fn json(&self) -> String {
        // Text keys and whole numbers only: writing them cannot fail.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    fn agreement(&self, page: &mut Page) {
        if let Some(rule) = &self.grade_rule {
            page.heading(2, "What the agreement can prove");
            page.paragraph(format!(
                "How the edges of the grades were set ({}): {}",
                rule.standing.word(),
                rule.reason
            ));
            page.paragraph(format!("Source: {}.", rule.source.trim_end_matches('.')));
        }
        page.heading(2, "Agreement");
        let share = |part: usize| match self.graded {
            0 => String::new(),
            whole => format!(" ({} %)", number(part as f64 * 100.0 / whole as f64, 1)),
        };
        page.list(vec![
            format!("{} areas assessed; {} known grades compared.", self.assessed, self.compared),
            format!("{} of these areas have both a known and a derived grade.", self.graded),
            format!("Same grade: {} of {}{}.", self.exact, self.graded, share(self.exact)),
            format!(
                "Same or neighbouring grade: {} of {}{}.",
                self.within_one,
                self.graded,
                share(self.within_one)
            ),
            format!(
                "Giving every area the commonest of the known grades would agree in {} of {}{}.",
                self.by_guessing,
                self.graded,
                share(self.by_guessing)
            ),
        ]);
        if !self.not_assessed.is_empty() {
            let names = listed(self.not_assessed.iter().map(String::as_str));
            page.paragraph(format!("Known, but not among the areas assessed: {names}."));
        }
        let named = |grade: Option<u8>| grade.map_or("none".to_owned(), |grade| grade.to_string());
        let mut head = vec!["Known grade".to_owned()];
        head.extend(self.grades.iter().map(|grade| format!("derived {grade}")));
        head.push("derived none".to_owned());
        let head: Vec<&str> = head.iter().map(String::as_str).collect();
        let mut rows: Vec<Vec<String>> = Vec::new();
        for row in &self.confusion {
            let mut cells = vec![named(row.known)];
            cells.extend(row.derived.iter().map(ToString::to_string));
            rows.push(cells);
        }
        let mut all = vec!["all assessed areas".to_owned()];
        all.extend(self.derived_of_all.iter().map(ToString::to_string));
        rows.push(all);
        page.table("Known and derived grades", &head, rows);
        page.paragraph(
            "The known grades are those for which a source was found. Where they are not all areas' they are no \
             fair sample, and the agreement says little about the rest.",
        );
    }

    fn limits(&self, page: &mut Page) {
        if self.limited.is_empty() {
            return;
        }
        page.heading(2, "Areas known to have been limited");
        let agreeing = self.limited.iter().filter(|one| one.agrees).count();
        page.paragraph(format!("{agreeing} of {} come out limited in the same way.", self.limited.len()));
        let named = |grade: Option<u8>| grade.map_or("none".to_owned(), |grade| grade.to_string());
        let rows = self.limited.iter().map(|one| {
            vec![
                one.name.clone(),
                format!("{} to {}", one.known_from, one.known_to),
                format!("{} to {}", named(one.derived_from), named(one.derived_to)),
                if one.by.is_empty() { "no limit lowered it".to_owned() } else { one.by.join("; ") },
                if one.agrees { "yes" } else { "no" }.to_owned(),
            ]
        });
        let head = ["Area", "Known", "Derived", "By", "Agrees"];
        page.table("Limited grades, known and derived", &head, rows.collect());
    }

    fn differences(&self, page: &mut Page) {
        page.heading(2, "Areas that differ, and why");
        if self.differing.is_empty() {
            page.paragraph("None.");
        }
        for one in &self.differing {
            let derived = one.derived.map_or("none".to_owned(), |grade| grade.to_string());
            page.heading(3, format!("{}: known {}, derived {derived}", one.name, one.known));
            let mut terms = vec![("Derived because".to_owned(), format!("{}.", one.because))];
            terms.push(("Nearest grades".to_owned(), one.margins.join("; ")));
            terms.push(("Not in the evidence".to_owned(), one.missing.join("; ")));
            terms.push(("The known grade".to_owned(), one.source.clone()));
            page.terms(terms.into_iter().filter(|(_, said)| !said.is_empty()).collect());
        }
    }
}
