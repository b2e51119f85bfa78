//! Letters that number statements (notes have numerals).

use crate::base::language::primary;

/// Counting letters by language. Latin letters are the default; scripts written right to left with a counting order
/// of their own use that.
const ORDERS: [(&[&str], &str); 2] = [
    (&["ar", "fa", "ur"], "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"),
    (&["he", "yi"], "אבגדהוזחטיכלמנסעפצקרשת"),
];

/// The letter for `number`, from 0: `a` to `z`, then `aa`, `ab` …, in the counting letters of the language.
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
    fn letters_continue_after_z() {
        for (number, expected) in
            [(0, "a"), (25, "z"), (26, "aa"), (27, "ab"), (701, "zz"), (702, "aaa")]
        {
            assert_eq!(letters(number, "en"), expected);
        }
    }

    #[test]
    fn other_scripts_use_their_own_letters() {
        for (number, language, expected) in
            [(0, "ar-SY", "أ"), (2, "fa", "ج"), (28, "ar", "أأ"), (1, "he", "ב"), (1, "uk", "b")]
        {
            assert_eq!(letters(number, language), expected);
        }
    }
}
