//! Where hashtags and mentions stand in a text. The time grows with the text, whatever stands in it.

use crate::characters::{is_combining, is_joint, is_letter, is_word, joins_behind};
use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Hashtag,
    Mention,
}

impl Kind {
    /// As in the manifest.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Hashtag => "hashtag",
            Kind::Mention => "mention",
        }
    }

    fn of_sign(character: char) -> Option<Kind> {
        match character {
            '#' | '＃' => Some(Kind::Hashtag),
            '@' | '＠' => Some(Kind::Mention),
            _ => None,
        }
    }
}

#[derive(Debug, PartialEq)]
pub struct Tag {
    pub kind: Kind,
    /// Bytes of the text, with the sign.
    pub span: Range<usize>,
    /// Bytes of the text, without it.
    pub name: Range<usize>,
}

/// All tags, in the order of the text.
pub fn find(text: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    // Most words have no sign. In UTF-8, ＃ and ＠ begin with EF.
    while let Some(distance) = text[at..].bytes().position(|byte| matches!(byte, b'#' | b'@' | 0xEF)) {
        let sign = at + distance;
        let start = text[at..sign].rfind(is_break).map_or(at, |space| at + space + 1);
        at = find_in_word(text, start, &mut tags);
    }
    tags
}

/// Nothing before it matters for what comes behind it.
fn is_break(character: char) -> bool {
    character <= ' '
}

/// Reads from behind a break to the next, and answers where that is.
fn find_in_word(text: &str, start: usize, tags: &mut Vec<Tag>) -> usize {
    let mut before = Before { closes: false, address: false };
    let mut at = start;
    while let Some(character) = text[at..].chars().next() {
        let behind = at + character.len_utf8();
        let sign = if before.closes || before.address { None } else { Kind::of_sign(character) };
        let end = sign.and_then(|kind| Some((kind, end_of_name(text, behind, kind)?)));
        if let Some((kind, end)) = end {
            tags.push(Tag { kind, span: at..end, name: behind..end });
            before.closes = true;
            at = end;
        } else if is_break(character) {
            return at;
        } else {
            before.read(character, &text[at..]);
            at = behind;
        }
    }
    at
}

/// What stands before a character decides whether it may be a sign.
struct Before {
    /// A letter, digit, or sign behind which no tag begins. Marks belong to what they stand on.
    closes: bool,
    /// An address of the web that goes on: anything in it may be an anchor or somebody's page.
    address: bool,
}

impl Before {
    fn read(&mut self, character: char, rest: &str) {
        if self.address {
            self.address = !ends_address(character);
        } else {
            self.address = if self.closes { rest.starts_with("://") } else { rest.starts_with("www.") };
        }
        if !is_combining(character) {
            let is_sign = matches!(character, '_' | '/' | '&' | '=' | '$' | '\\' | '#' | '@' | '＃' | '＠');
            self.closes = is_sign || character.is_alphanumeric();
        }
    }
}

/// Letters beyond ASCII belong to addresses, but not 。 and 」 and the like.
fn ends_address(character: char) -> bool {
    if character.is_ascii() {
        matches!(character, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}')
    } else {
        !is_word(character)
    }
}

/// The end of the name that starts at `start`; `None` where there is none.
fn end_of_name(text: &str, start: usize, kind: Kind) -> Option<usize> {
    let mut characters = text[start..].char_indices().peekable();
    let mut before = characters.next()?.1;
    // A mark here stands on the sign, as in the emoji #️⃣.
    if !is_word(before) || is_combining(before) {
        return None;
    }
    let mut is_name = false;
    loop {
        is_name |= is_letter(before) || (kind == Kind::Mention && before.is_numeric());
        let (offset, character) = match characters.next() {
            Some(next) => next,
            None => return if is_name { Some(text.len()) } else { None },
        };
        let next = characters.peek().map(|next| next.1);
        let goes_on = is_word(character)
            || joins_behind(character, before)
            || (is_joint(character, before) && next.map_or(false, is_letter));
        if !goes_on {
            return if is_name { Some(start + offset) } else { None };
        }
        before = character;
    }
}

/// A name as it is compared: #Kyiv and #KYIV are one tag.
pub fn in_small(name: &str) -> String {
    // İ becomes i and a dot that is drawn nowhere; the one is as good as the other without it.
    name.to_lowercase().replace("i\u{307}", "i")
}

#[cfg(test)]
#[path = "tags_tests.rs"]
mod tests;
