//! Splits text into search words, with the same folding as `search.js` applies to queries.
//!
//! Ignores case, accents and vowel signs, and unifies variants of a letter (`ß` and `ss`, Arabic `ة` and `ه`). Text in
//! scripts without spaces is split into pairs of letters. The Arabic article is removed.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

/// The folded words of a text, in text order, with repetitions.
pub(crate) fn terms(text: &str, mut found: impl FnMut(&str)) {
    if text.is_ascii() {
        let lower = text.to_ascii_lowercase();
        let words = lower.split(|c: char| !c.is_ascii_alphanumeric());
        return words.filter(|word| !word.is_empty()).for_each(found);
    }
    let folded = fold(text);
    for run in folded.split(|c: char| !is_of_word(c)).filter(|run| !run.is_empty()) {
        let mut rest = run;
        while let Some(first) = rest.chars().next() {
            let is_spaced = |c: char| !is_unspaced(c);
            let end = if is_spaced(first) { rest.find(is_unspaced) } else { rest.find(is_spaced) };
            let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
            if is_spaced(first) {
                found(stem(part))
            } else {
                pairs(part, &mut found)
            }
            rest = after;
        }
    }
}

/// The word without a one-letter Arabic or Hebrew prefix particle, if it may have one.
pub(crate) fn without_particle(word: &str) -> Option<&str> {
    let first = word.chars().next().filter(|c| "وفبكلובכלמשה".contains(*c))?;
    let rest = &word[first.len_utf8()..];
    (rest.chars().count() >= 3).then(|| stem(rest))
}

/// Lower case and compatibility forms, without accents and vowel signs.
fn fold(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut out = String::with_capacity(lower.len());
    for c in lower.nfkd().filter(|c| !is_sign(*c)).nfc() {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'đ' => out.push('d'),
            'ł' => out.push('l'),
            'ı' => out.push('i'),
            'ς' => out.push('σ'),
            'ى' | 'ی' => out.push('ي'),
            'ة' => out.push('ه'),
            'ٱ' => out.push('ا'),
            'ک' => out.push('ك'),
            _ => out.push(c),
        }
    }
    out
}

/// Accents, Hebrew points, Arabic vowel signs and the tatweel.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Whether a letter belongs to a script without spaces between words. The long-vowel mark has no script.
fn is_unspaced(c: char) -> bool {
    c == '\u{30fc}'
        || matches!(
            c.script(),
            Script::Han
                | Script::Hiragana
                | Script::Katakana
                | Script::Thai
                | Script::Lao
                | Script::Khmer
                | Script::Myanmar
        )
}

/// Each pair of adjacent letters; a single letter on its own.
fn pairs(run: &str, found: &mut impl FnMut(&str)) {
    let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
    match starts.len() {
        0..=2 => found(run),
        n => (0..n - 2).for_each(|at| found(&run[starts[at]..starts[at + 2]])),
    }
}

/// An Arabic word without its article, if two letters remain.
fn stem(word: &str) -> &str {
    let after = |rest: &'static str| word.strip_prefix(rest);
    let articles = ["ال", "وال", "فال", "بال", "كال", "لل"];
    let rest = articles.into_iter().find_map(after);
    rest.filter(|rest| rest.chars().nth(1).is_some()).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::{terms, without_particle};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        terms(text, |term| found.push(term.to_string()));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        check("Ahmed al-Sharaa’s visit", &["ahmed", "al", "sharaa", "s", "visit"]);
        check("Čapek, ÉTÉ, Straße, Łódź", &["capek", "ete", "strasse", "lodz"]);
        check("e\u{301}te\u{301} ﬁn Ⅻ", &["ete", "fin", "xii"]);
        check("ΣΟΦΟΣ İstanbul ısı", &["σοφοσ", "istanbul", "isi"]);
        check("2025-10-15", &["2025", "10", "15"]);
        check("👩‍🔬 — …", &[]);
    }

    #[test]
    fn scripts_have_their_own_rules() {
        check("أحمد الشَّرع والقاهرة", &["احمد", "شرع", "قاهره"]);
        check("של דָּבָר", &["של", "דבר"]);
        check("源氏物語について", &["源氏", "氏物", "物語", "語に", "につ", "つい", "いて"]);
        check("東 スーパー", &["東", "スー", "ーパ", "パー"]);
        check("日本2025年", &["日本", "2025", "年"]);
        check("한국어 हिन्दी", &["한국어", "हिन्दी"]);
        assert_eq!(without_particle("وبوتين"), Some("بوتين"));
        assert_eq!(without_particle("بوت"), None);
    }
}
