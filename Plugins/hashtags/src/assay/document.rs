//! A document during one call of `process`: what the host knows, and what the plugin answers.

use super::ffi;
use std::ops::Range;

/// Why a document fails.
pub struct Failure(Option<(String, String)>);

impl Failure {
    /// The kind is a short stable phrase that the report counts by.
    pub fn new(kind: impl Into<String>, message: impl Into<String>) -> Failure {
        Failure(Some((kind.into(), message.into())))
    }
    /// The host has refused an answer, and knows why.
    const REFUSED: Failure = Failure(None);
}

/// A value of a field or document. Spans are bytes of the text.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Nobody stated one.
    None,
    Bool(bool),
    Int(i64),
    /// Digits such as -12.50, exact.
    Decimal(&'a str),
    Double(f64),
    Text(&'a str),
    Span(Range<usize>),
    /// A list.
    Json(&'a str),
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Value::Bool(value)
    }
}
impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Value::Int(value)
    }
}
impl From<f64> for Value<'_> {
    fn from(value: f64) -> Self {
        Value::Double(value)
    }
}
impl<'a> From<&'a str> for Value<'a> {
    fn from(value: &'a str) -> Self {
        Value::Text(value)
    }
}

impl<'a> Value<'a> {
    fn to_ffi(&self) -> ffi::Value {
        let mut raw = ffi::Value {
            kind: ffi::NONE,
            span: ffi::Span { start: 0, end: 0 },
            integer: 0,
            number: 0.0,
            text: ffi::Bytes { bytes: std::ptr::null(), count: 0 },
        };
        match self {
            Value::None => {}
            Value::Bool(value) => (raw.kind, raw.integer) = (ffi::BOOL, *value as i64),
            Value::Int(value) => (raw.kind, raw.integer) = (ffi::INT, *value),
            Value::Decimal(digits) => (raw.kind, raw.text) = (ffi::DECIMAL, ffi::Bytes::of(digits)),
            Value::Double(value) => (raw.kind, raw.number) = (ffi::DOUBLE, *value),
            Value::Text(text) => (raw.kind, raw.text) = (ffi::TEXT, ffi::Bytes::of(text)),
            Value::Span(range) => (raw.kind, raw.span) = (ffi::SPAN, to_span(range)),
            Value::Json(text) => (raw.kind, raw.text) = (ffi::JSON, ffi::Bytes::of(text)),
        }
        raw
    }

    /// # Safety
    /// The text of the value must live as long as `'a`.
    unsafe fn from_ffi(raw: ffi::Value) -> Value<'a> {
        match raw.kind {
            ffi::BOOL => Value::Bool(raw.integer != 0),
            ffi::INT => Value::Int(raw.integer),
            ffi::DECIMAL => Value::Decimal(raw.text.text()),
            ffi::DOUBLE => Value::Double(raw.number),
            ffi::TEXT => Value::Text(raw.text.text()),
            ffi::SPAN => Value::Span(from_span(raw.span)),
            ffi::JSON => Value::Json(raw.text.text()),
            _ => Value::None,
        }
    }
}

/// `'a` is the call of `process`: what the host hands out lives that long, whatever is answered meanwhile.
pub struct Document<'a> {
    document: *mut ffi::Document,
    host: &'a ffi::Host,
}

impl<'a> Document<'a> {
    /// # Safety
    /// The document must be the host's, and live as long as `'a`.
    pub(super) unsafe fn new(document: *mut ffi::Document, host: &'a ffi::Host) -> Document<'a> {
        Document { document, host }
    }

    pub fn id(&self) -> &'a str {
        // Safety, here and below: what the host hands out lives as long as 'a.
        unsafe { (self.host.id)(self.document).text() }
    }
    pub fn text(&self) -> &'a str {
        unsafe { (self.host.text)(self.document).text() }
    }
    /// Empty where nobody knows, as are the next two.
    pub fn language(&self) -> &'a str {
        unsafe { (self.host.language)(self.document).text() }
    }
    pub fn published(&self) -> &'a str {
        unsafe { (self.host.published)(self.document).text() }
    }
    pub fn publisher(&self) -> &'a str {
        unsafe { (self.host.publisher)(self.document).text() }
    }
    /// Where the title lies in the text; empty where there is none.
    pub fn title(&self) -> Range<usize> {
        from_span((self.host.title)(self.document))
    }
    /// Text as `Text`, anything else as `Json`.
    pub fn metadata(&self, key: &str) -> Value<'a> {
        unsafe { Value::from_ffi((self.host.metadata)(self.document, ffi::Bytes::of(key))) }
    }
    /// A value of the document that the manifest requires or uses.
    pub fn value(&self, name: &str) -> Value<'a> {
        unsafe { Value::from_ffi((self.host.value)(self.document, ffi::Bytes::of(name))) }
    }
    /// How many annotations a layer has that the manifest requires or uses; `None` where nobody looked for them.
    pub fn count(&self, layer: &str) -> Option<usize> {
        let count = (self.host.count)(self.document, ffi::Bytes::of(layer));
        if count < 0 {
            None
        } else {
            Some(count as usize)
        }
    }
    pub fn span(&self, layer: &str, index: usize) -> Range<usize> {
        from_span((self.host.span)(self.document, ffi::Bytes::of(layer), index))
    }
    pub fn field(&self, layer: &str, index: usize, field: &str) -> Value<'a> {
        let (layer, field) = (ffi::Bytes::of(layer), ffi::Bytes::of(field));
        unsafe { Value::from_ffi((self.host.field)(self.document, layer, index, field)) }
    }

    /// Adds an annotation, with values in the order of the fields in the manifest.
    pub fn annotate(&mut self, layer: &str, span: Range<usize>, fields: &[Value]) -> Result<(), Failure> {
        let raw: Vec<ffi::Value> = fields.iter().map(Value::to_ffi).collect();
        let layer = ffi::Bytes::of(layer);
        accepted((self.host.annotate)(self.document, layer, to_span(&span), raw.as_ptr(), raw.len()))
    }
    pub fn set_value<'v>(&mut self, name: &str, value: impl Into<Value<'v>>) -> Result<(), Failure> {
        accepted((self.host.set_value)(self.document, ffi::Bytes::of(name), value.into().to_ffi()))
    }
    /// Replaces a span of the text; in order, not overlapping. Text stages only.
    pub fn edit(&mut self, span: Range<usize>, replacement: &str) -> Result<(), Failure> {
        accepted((self.host.edit)(self.document, to_span(&span), ffi::Bytes::of(replacement)))
    }
    /// Drops the document with a reason of the manifest. Filter stages only.
    pub fn drop(&mut self, reason: &str) -> Result<(), Failure> {
        accepted((self.host.drop)(self.document, ffi::Bytes::of(reason)))
    }

    /// The status for the host.
    pub(super) fn fail(&mut self, failure: &Failure) -> std::os::raw::c_int {
        if let Some((kind, message)) = &failure.0 {
            (self.host.fail)(self.document, ffi::Bytes::of(kind), ffi::Bytes::of(message));
        }
        -1
    }
}

fn accepted(status: std::os::raw::c_int) -> Result<(), Failure> {
    if status == 0 {
        Ok(())
    } else {
        Err(Failure::REFUSED)
    }
}

fn to_span(range: &Range<usize>) -> ffi::Span {
    ffi::Span { start: range.start as u32, end: range.end as u32 }
}

fn from_span(span: ffi::Span) -> Range<usize> {
    span.start as usize..span.end as usize
}
