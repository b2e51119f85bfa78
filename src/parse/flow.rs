//! Markdown as a list of operations that know their place in the text stream.
