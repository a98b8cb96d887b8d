//! The pages that people read beside letters: an assessment explained, a framework, what differs between two, a
//! validation, a screening, a check, areas compared on a remit. Each is a [`document::Document`], so any of its renderings can show it.

mod area;
mod builder;
mod check;
mod difference;
mod framework;
mod phrases;
pub mod remit;
mod screening;
mod validation;

pub use area::assessment_page;
pub use check::check_page;
pub use difference::difference_page;
pub use framework::framework_page;
pub use remit::remit_page;
pub use screening::screening_page;
pub use validation::validation_page;

#[cfg(test)]
mod tests;
