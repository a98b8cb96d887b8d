//! Tests of the crate as its users see it, in one binary.

mod made;
mod real;

mod currency;
mod documents;
mod every_claim;
mod figures;
mod letter_of_luton;
mod manner;
mod opposites;
mod words_and_figures;
