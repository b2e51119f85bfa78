//! Checks one page while tokenizing it.

use std::cell::RefCell;

use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::check::address::Place;
use crate::check::{Audit, Fault, Finding, Seen, element, hash};
use crate::plan::PageKind;

/// Checks a page.
pub(super) fn read(audit: Audit<'_>, page: usize, html: &str) -> Seen {
    let reading = Reading::new(audit, page);
    let tokenizer = Tokenizer::new(Reader(RefCell::new(reading)), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(html.into());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner().seen()
}

struct Reader<'a>(RefCell<Reading<'a>>);

impl TokenSink for Reader<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut reading = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return reading.start(&tag),
            Token::TagToken(tag) => reading.end(&tag.name),
            Token::CharacterTokens(text) => reading.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// An open link or button.
struct Open {
    /// `a` or `button`.
    name: &'static str,
    /// Its address.
    to: String,
    /// Whether it has text, visible or for screen readers.
    has_words: bool,
}

struct Reading<'a> {
    audit: Audit<'a>,
    page: usize,
    seen: Seen,
    /// In page order.
    ids: Vec<String>,
    /// Attributes with the ids they refer to.
    named: Vec<(String, String)>,
    open: Vec<Open>,
    /// Number of open `svg` elements.
    drawings: usize,
    /// Number of open `template` elements, whose content is not shown.
    templates: usize,
    /// Level of the last heading.
    level: u8,
    /// Number of first-level headings.
    n_first: usize,
    /// Whether the tokenizer is inside the title.
    is_in_title: bool,
    title: Option<String>,
    description: Option<String>,
}

impl<'a> Reading<'a> {
    fn new(audit: Audit<'a>, page: usize) -> Self {
        Self {
            audit,
            page,
            seen: Seen { page, ..Seen::default() },
            ids: Vec::new(),
            named: Vec::new(),
            open: Vec::new(),
            drawings: 0,
            templates: 0,
            level: 1,
            n_first: 0,
            is_in_title: false,
            title: None,
            description: None,
        }
    }

    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = &*tag.name;
        match name {
            "template" => self.templates += 1,
            "svg" if !tag.self_closing => self.drawings += 1,
            "title" if self.drawings == 0 && self.title.is_none() => {
                self.is_in_title = true;
                self.title = Some(String::new());
            }
            _ => {}
        }
        if self.templates == 0 {
            self.element(tag);
        }
        let raw = match name {
            _ if self.drawings > 0 => return TokenSinkResult::Continue,
            "title" | "textarea" => RawKind::Rcdata,
            "script" => RawKind::ScriptData,
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => RawKind::Rawtext,
            _ => return TokenSinkResult::Continue,
        };
        TokenSinkResult::RawData(raw)
    }

    fn element(&mut self, tag: &Tag) {
        let id = element::value(tag, "id").filter(|id| !id.is_empty());
        self.ids.extend(id.map(String::from));
        self.named.extend(element::ids(tag).map(|(name, id)| (name.into(), id.into())));
        for (fault, address) in element::addresses(tag) {
            self.address(fault, address);
        }
        match &*tag.name {
            name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => self.heading(name),
            "a" if element::value(tag, "href").is_some() => self.link("a", tag),
            "button" => self.link("button", tag),
            "img" => self.picture(tag),
            "meta" if element::value(tag, "name") == Some("description") => {
                self.description = element::value(tag, "content").map(String::from);
            }
            _ => {}
        }
    }

    fn address(&mut self, fault: Fault, link: &str) {
        match self.audit.place(self.page, link) {
            Place::Nowhere(what) => self.find(fault, what, link),
            Place::Page(to, Some(fragment)) => {
                let start = self.seen.names.len();
                self.seen.names.push_str(if link.trim().starts_with('#') { "#" } else { "" });
                self.seen.names.push_str(&fragment);
                let range = (to as u32, start as u32, self.seen.names.len() as u32);
                self.seen.fragments.push(range);
            }
            Place::Page(_, None) | Place::File | Place::Elsewhere => {}
        }
    }

    fn heading(&mut self, name: &str) {
        let level = name.as_bytes()[1] - b'0';
        self.n_first += usize::from(level == 1);
        if level > self.level + 1 {
            let what = format!("a heading of level {level} follows one of level {}", self.level);
            self.find(Fault::Headings, what, "");
        }
        self.level = level;
    }

    fn link(&mut self, name: &'static str, tag: &Tag) {
        if tag.self_closing && self.drawings > 0 {
            return;
        }
        let to = element::value(tag, "href").unwrap_or_default();
        if self.open.iter().any(|open| open.name == "a" || name == "a") {
            let what = if name == "a" { to } else { "button" };
            self.find(Fault::Nested, what.into(), to);
        }
        let is_hidden = element::value(tag, "aria-hidden") == Some("true");
        let has_words = is_hidden
            || ["aria-label", "aria-labelledby", "title"]
                .iter()
                .any(|name| element::has_text(tag, name));
        self.open.push(Open { name, to: to.into(), has_words });
    }

    fn picture(&mut self, tag: &Tag) {
        let is_hidden = element::value(tag, "aria-hidden") == Some("true")
            || ["none", "presentation"].map(Some).contains(&element::value(tag, "role"));
        if element::value(tag, "alt").is_none() && !is_hidden {
            let src = element::value(tag, "src").unwrap_or_default();
            self.find(Fault::Alt, src.into(), src);
        }
        if element::has_text(tag, "alt") || element::has_text(tag, "aria-label") {
            self.mark_text();
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_in_title
            && let Some(title) = &mut self.title
        {
            title.push_str(text);
        }
        if !self.open.is_empty() && text.contains(|c: char| !c.is_whitespace()) {
            self.mark_text();
        }
    }

    /// Marks all open links and buttons as having text.
    fn mark_text(&mut self) {
        self.open.iter_mut().for_each(|open| open.has_words = true);
    }

    fn end(&mut self, name: &str) {
        match name {
            "template" => self.templates = self.templates.saturating_sub(1),
            "svg" => self.drawings = self.drawings.saturating_sub(1),
            "title" => self.is_in_title = false,
            "a" | "button" => {
                let Some(at) = self.open.iter().rposition(|open| open.name == name) else {
                    return;
                };
                let open = self.open.remove(at);
                if !open.has_words {
                    let what = if name == "a" { &open.to } else { name };
                    self.find(Fault::Words, what.into(), &open.to);
                }
            }
            _ => {}
        }
    }

    fn find(&mut self, fault: Fault, what: String, written: &str) {
        self.seen.findings.push(Finding { fault, what, written: written.into() });
    }

    /// The result for the page.
    fn seen(mut self) -> Seen {
        self.ids.sort_unstable();
        let twice: Vec<String> = self
            .ids
            .windows(2)
            .filter(|pair| pair[0] == pair[1])
            .map(|pair| pair[0].clone())
            .collect();
        for id in twice {
            self.find(Fault::IdTwice, id.clone(), &id);
        }
        for (attribute, id) in std::mem::take(&mut self.named) {
            if self.ids.binary_search(&id).is_err() {
                self.find(Fault::Id, format!("{attribute} {id}"), &id);
            }
        }
        self.whole();
        self.seen.ids = self.ids.iter().map(|id| hash(id)).collect();
        self.seen.ids.sort_unstable();
        self.seen.findings.sort();
        self.seen.findings.dedup();
        self.seen.ids.shrink_to_fit();
        self.seen.findings.shrink_to_fit();
        self.seen.fragments.shrink_to_fit();
        self.seen
    }

    /// Checks what a page must have; a redirect page needs nothing.
    fn whole(&mut self) {
        let kind = self.audit.kind(self.page);
        if matches!(kind, PageKind::Redirect { .. }) {
            return;
        }
        match self.n_first {
            0 => self.find(Fault::Headings, "there is no first-level heading".into(), ""),
            1 => {}
            _ => {
                let what = "there is more than one first-level heading";
                self.find(Fault::Headings, what.into(), "");
            }
        }
        let not_blank = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let (title, description) =
            (not_blank(self.title.take()), not_blank(self.description.take()));
        if title.is_none() {
            self.find(Fault::Title, String::new(), "");
        }
        // later pages of a list share the title and description of the first
        let is_first = kind.number() == 1;
        if description.is_none() && kind.descriptor().is_described && is_first {
            self.find(Fault::Description, String::new(), "");
        }
        if is_first {
            (self.seen.title, self.seen.description) = (title, description);
        }
    }
}
