//! TeX formulas as MathML Core.

use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage, push_mathml};

/// Converts a TeX formula to a `<math>` element.
///
/// *Errors*: a short description of the TeX error.
pub(crate) fn mathml(tex: &str, is_display: bool) -> Result<String, String> {
    let storage = Storage::new();
    if let Some(error) = Parser::new(tex, &storage).find_map(Result::err) {
        let message = error.to_string();
        let first = message.lines().next().unwrap_or_default();
        return Err(first.trim_start_matches("parsing error: ").to_lowercase());
    }
    let display_mode = if is_display { DisplayMode::Block } else { DisplayMode::Inline };
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    let mut math = String::new();
    push_mathml(&mut math, Parser::new(tex, &storage), config)
        .map_err(|error| error.to_string())?;
    // pulldown-latex 0.8 does not escape operators, including these two
    Ok(math.replace("><</", ">&lt;</").replace(">&</", ">&amp;</"))
}

#[cfg(test)]
mod tests {
    use super::mathml;

    #[test]
    fn formulas_are_mathml() {
        let math = mathml(r"\frac{a}{b} < x^2", false).expect("it is well-formed");
        assert!(math.starts_with("<math display=\"inline\">"), "{math}");
        assert!(math.contains("<mfrac>") && math.contains("&lt;"), "{math}");
        assert!(mathml("x", true).is_ok_and(|math| math.contains("display=\"block\"")));
    }

    #[test]
    fn invalid_tex_is_an_error() {
        assert!(mathml(r"\frac{a}", false).is_err());
        assert!(mathml(r"\nonsense", false).is_err());
    }

    #[test]
    fn formulas_never_contain_html() {
        for tex in [r"\text{<script>alert(1)</script>}", "<b>x</b>", "\\text{\"><i>}", r"x\&<"] {
            let math = mathml(tex, false).unwrap_or_default();
            assert!(
                !math.contains("<script") && !math.contains("<b>") && !math.contains("<i>"),
                "{math}"
            );
        }
    }
}
