//! How certain an annotation, statement or relation is.

use crate::parse::format::Choice;

/// Certainty of an annotation or statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// `high`
    High,
    /// `medium`
    Medium,
    /// `low`
    Low,
    /// `unknown`
    Unknown,
}

impl Choice for Certainty {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("high", Self::High),
        ("medium", Self::Medium),
        ("low", Self::Low),
        ("unknown", Self::Unknown),
    ];
}
