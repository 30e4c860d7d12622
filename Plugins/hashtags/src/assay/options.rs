//! The options: a JSON object. The host has checked their types and bounds against the manifest.

/// Any JSON. Objects keep the order of their keys.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

pub struct Options(Vec<(String, Json)>);

impl Options {
    pub fn parse(json: &str) -> Result<Options, String> {
        let mut parser = Parser { rest: json, depth: 0 };
        match parser.value() {
            Some(Json::Object(entries)) if parser.rest.trim_start().is_empty() => Ok(Options(entries)),
            _ => Err(format!("options are no JSON object: {}", json)),
        }
    }

    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0.iter().find(|entry| entry.0 == name).map(|entry| &entry.1)
    }
    pub fn bool(&self, name: &str) -> Option<bool> {
        match self.get(name) {
            Some(Json::Bool(value)) => Some(*value),
            _ => None,
        }
    }
    pub fn number(&self, name: &str) -> Option<f64> {
        match self.get(name) {
            Some(Json::Number(value)) => Some(*value),
            _ => None,
        }
    }
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name) {
            Some(Json::Text(value)) => Some(value),
            _ => None,
        }
    }
}

struct Parser<'a> {
    rest: &'a str,
    depth: usize,
}

/// Deeper nesting would be a mistake, and may not use up the stack.
const DEEPEST: usize = 64;

impl Parser<'_> {
    fn takes(&mut self, token: &str) -> Option<()> {
        self.rest = self.rest.trim_start().strip_prefix(token)?;
        Some(())
    }

    fn value(&mut self) -> Option<Json> {
        self.rest = self.rest.trim_start();
        match self.rest.chars().next()? {
            'n' => self.takes("null").map(|_| Json::Null),
            't' => self.takes("true").map(|_| Json::Bool(true)),
            'f' => self.takes("false").map(|_| Json::Bool(false)),
            '"' => self.string().map(Json::Text),
            '[' => self.items('[', ']', Parser::value).map(Json::List),
            '{' => self.items('{', '}', Parser::entry).map(Json::Object),
            _ => self.number(),
        }
    }

    fn entry(&mut self) -> Option<(String, Json)> {
        let key = self.string()?;
        self.takes(":")?;
        Some((key, self.value()?))
    }

    fn items<T>(&mut self, open: char, close: char, item: fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut items = Vec::new();
        self.depth += 1;
        self.rest = self.rest.strip_prefix(open)?;
        if self.depth > DEEPEST {
            return None;
        }
        while !self.rest.trim_start().starts_with(close) {
            if !items.is_empty() {
                self.takes(",")?;
            }
            items.push(item(self)?);
        }
        self.depth -= 1;
        self.rest = self.rest.trim_start().strip_prefix(close)?;
        Some(items)
    }

    fn number(&mut self) -> Option<Json> {
        let end = self.rest.find(|c: char| !"+-.eE0123456789".contains(c)).unwrap_or(self.rest.len());
        let value = self.rest[..end].parse().ok()?;
        self.rest = &self.rest[end..];
        Some(Json::Number(value))
    }

    fn string(&mut self) -> Option<String> {
        self.takes("\"")?;
        let mut text = String::new();
        loop {
            let end = self.rest.find(['"', '\\'])?;
            text.push_str(&self.rest[..end]);
            let is_end = self.rest[end..].starts_with('"');
            self.rest = &self.rest[end + 1..];
            if is_end {
                return Some(text);
            }
            text.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let name = self.rest.chars().next()?;
        self.rest = &self.rest[name.len_utf8()..];
        Some(match name {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'u' => {
                let unit = self.unit()?;
                if (0xD800..0xDC00).contains(&unit) {
                    self.rest = self.rest.strip_prefix("\\u")?;
                    let low = self.unit()?.checked_sub(0xDC00)?;
                    return char::from_u32(0x10000 + ((unit - 0xD800) << 10) + low);
                }
                return char::from_u32(unit);
            }
            other => other,
        })
    }

    fn unit(&mut self) -> Option<u32> {
        let unit = u32::from_str_radix(self.rest.get(..4)?, 16).ok()?;
        self.rest = &self.rest[4..];
        Some(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_found_by_their_names() {
        let options =
            Options::parse(r#" {"a": [1, {"b": null}, []], "b" : true,"c":-2.5e1, "d": "x\u00e9\ud83d\ude00\n\"\\"} "#);
        let options = options.unwrap_or_else(|message| panic!("{}", message));
        assert_eq!(options.bool("b"), Some(true));
        assert_eq!(options.number("c"), Some(-25.0));
        assert_eq!(options.text("d"), Some("xé😀\n\"\\"));
        assert_eq!(options.bool("c"), None);
        assert_eq!(options.get("absent"), None);
        let b = Json::Object(vec![("b".to_string(), Json::Null)]);
        assert_eq!(options.get("a"), Some(&Json::List(vec![Json::Number(1.0), b, Json::List(vec![])])));
    }

    #[test]
    fn what_is_no_object_is_refused() {
        let deep = format!("{{\"a\":{}", "[".repeat(100_000));
        for json in
            ["", "{", "[]", "{\"a\"}", "{\"a\":1,}", "{} {}", "{\"a\":\"\\ud83d\"}", "{\"a\":\"\\u+123\\", &deep]
        {
            assert!(Options::parse(json).is_err(), "{}", json);
        }
    }
}
