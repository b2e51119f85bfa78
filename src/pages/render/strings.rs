//! The template function `t`: interface strings in the page's language.

use std::sync::Arc;

use tera::{Error, Kwargs, State, TeraResult, Value};

use crate::base::escape::escaped;
use crate::pages::render::foreign;
use crate::words::{self, Unsaid, Words};

/// Marks markup in a message until the rest is escaped: a private-use character.
const MARKUP: char = '\u{f8ff}';

/// `t(key="n-articles", n=3)`: the message with its variables, escaped like other text.
///
/// A variable that is markup stays markup, and makes the whole message markup.
pub(crate) fn function(
    words: &Arc<Words>,
) -> impl Fn(Kwargs, &State<'_>) -> TeraResult<Value> + Send + Sync + 'static {
    let words = Arc::clone(words);
    move |given, _| say(&words, &given)
}

fn say(words: &Words, given: &Kwargs) -> TeraResult<Value> {
    let key: &str = given.must_get("key")?;
    let (mut texts, mut markup) = (Vec::new(), Vec::new());
    for (name, value) in given.iter() {
        let name = name.to_string();
        if name == "key" {
            continue;
        }
        let number = value.as_i64();
        let text = match number {
            Some(_) => String::new(),
            None if value.is_safe() => {
                markup.push(value.to_string());
                format!("{MARKUP}{}{MARKUP}", markup.len() - 1)
            }
            None => value.to_string(),
        };
        texts.push((name, number, text));
    }
    let values: Vec<(&str, words::Value<'_>)> = texts
        .iter()
        .map(|(name, number, text)| {
            (&**name, number.map_or(words::Value::Text(text), words::Value::Number))
        })
        .collect();
    let message = words.try_say(key, &values).map_err(|unsaid| error(key, unsaid))?;
    let message = if words.is_english(key) && message.contains(char::is_alphabetic) {
        foreign::mark_english(&message)
    } else {
        message
    };
    if markup.is_empty() {
        return Ok(Value::from(message));
    }
    let mut out = String::new();
    for (at, part) in message.split(MARKUP).enumerate() {
        match part.parse::<usize>().ok().filter(|_| at % 2 == 1).and_then(|at| markup.get(at)) {
            Some(markup) => out.push_str(markup),
            None => out.push_str(&escaped(part)),
        }
    }
    Ok(Value::safe_string(&out))
}

fn error(key: &str, unsaid: Unsaid) -> Error {
    Error::message(match unsaid {
        Unsaid::Unknown(None) => format!("there are no words named `{key}`"),
        Unsaid::Unknown(Some(close)) => {
            format!("there are no words named `{key}`; did you mean `{close}`?")
        }
        Unsaid::Incomplete(why) => format!("the words `{key}` are incomplete: {why}"),
    })
}
