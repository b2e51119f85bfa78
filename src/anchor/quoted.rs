//! Whether words are quoted: they contain quotation marks or are between two.

/// Whether a range of a block contains quotation marks or is between two.
///
/// A quotation left open at the end of its block continues in the next, so its words are quoted. Apostrophes are not
/// quotation marks.
pub(crate) fn is_quoted(block: &str, place: std::ops::Range<usize>) -> bool {
    let mut open: Option<(usize, char)> = None;
    let mut marks = block.char_indices().peekable();
    while let Some((at, c)) = marks.next() {
        if at >= place.end {
            break;
        }
        let after = marks.peek().map(|(_, next)| *next);
        match open {
            Some((_, opening)) if closes(opening, c, after) => open = None,
            None if opens(c, block[..at].chars().next_back()) => open = Some((at, c)),
            _ => continue,
        }
        if place.contains(&at) {
            return true;
        }
    }
    // opened before the words and not closed in them
    open.is_some_and(|(at, opening)| {
        at < place.start && (is_double(opening) || is_closed(opening, &block[place.end..]))
    })
}

fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '『')
}

/// Whether a single quotation mark is closed later; otherwise it may be an apostrophe: `‘90s`.
fn is_closed(opening: char, rest: &str) -> bool {
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        if closes(opening, c, chars.peek().copied()) {
            return true;
        }
    }
    false
}

fn opens(c: char, before: Option<char>) -> bool {
    is_double(c)
        || (matches!(c, '‘' | '‚' | '‹') && before.is_none_or(|before| !before.is_alphanumeric()))
}

fn closes(opening: char, c: char, after: Option<char>) -> bool {
    let is_apostrophe = || after.is_some_and(char::is_alphanumeric);
    match opening {
        '"' => c == '"',
        '“' | '‟' => c == '”',
        '„' => matches!(c, '“' | '”' | '‟'),
        '”' => c == '”',
        '«' => c == '»',
        '»' => c == '«' || c == '»',
        '「' => c == '」',
        '『' => c == '』',
        '‹' => c == '›',
        '‘' => c == '’' && !is_apostrophe(),
        '‚' => matches!(c, '‘' | '’') && !is_apostrophe(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_quoted;

    /// `[` and `]` surround the words.
    fn check(text: &str, expected: bool) {
        let start = text.find('[').unwrap();
        let end = text.find(']').unwrap() - 1;
        assert_eq!(is_quoted(&text.replace(['[', ']'], ""), start..end), expected, "{text}");
    }

    #[test]
    fn words_contain_or_are_between_quotation_marks() {
        check("He said “we [support] Syria”.", true);
        check("He said “[we support Syria]”.", true);
        check("He [said “we support] Syria”.", true);
        check("He said [“no”].", true);
        check("He said “no” and [left] “now”.", false);
        check("He said \"no\" and [left] \"now\".", false);
        check("He said \"we [support] Syria\".", true);
        check("[reaffirmed Russia’s support],", false);
        check("the ‘[special]’ one", true);
        check("the dogs’ [bowl]’s", false);
        check("the ‘90s [were] it", false);
        check("„Wir [gehen]“", true);
        check("»Wir [gehen]«", true);
        check("»Vi [går]»", true);
        check("« Nous [partons] »", true);
        check("「[行く]」", true);
        check("“the first block, [left] open", true);
        check("[left]", false);
    }
}
