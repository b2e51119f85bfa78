//! What numbers statements: letters, so that they are not taken for notes.

use crate::base::language::primary;

/// The letters in which a language counts the parts of a list: those of Latin script, but for scripts that run the other
/// way and have an order of their own for counting.
const ORDERS: [(&[&str], &str); 2] = [
    (&["ar", "fa", "ur"], "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"),
    (&["he", "yi"], "אבגדהוזחטיכלמנסעפצקרשת"),
];

/// `a` to `z`, then `aa`, `ab` …, or the like in the letters of a language: what numbers a statement from 0.
pub fn letters(mut number: usize, language: &str) -> String {
    let own = ORDERS.iter().find(|(tags, _)| tags.contains(&primary(language)));
    let order: Vec<char> =
        own.map_or("abcdefghijklmnopqrstuvwxyz", |(_, letters)| letters).chars().collect();
    let mut out = Vec::new();
    loop {
        out.push(order[number % order.len()]);
        number /= order.len();
        if number == 0 {
            return out.into_iter().rev().collect();
        }
        number -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn letters_go_on_after_the_last() {
        for (number, expected) in
            [(0, "a"), (25, "z"), (26, "aa"), (27, "ab"), (701, "zz"), (702, "aaa")]
        {
            assert_eq!(letters(number, "en"), expected);
        }
    }

    #[test]
    fn other_scripts_count_in_their_own() {
        for (number, language, expected) in
            [(0, "ar-SY", "أ"), (2, "fa", "ج"), (28, "ar", "أأ"), (1, "he", "ב"), (1, "uk", "b")]
        {
            assert_eq!(letters(number, language), expected);
        }
    }
}
