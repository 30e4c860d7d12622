//! `assay_plugin.h` as Rust sees it: the same structures, in the same order.

use std::os::raw::{c_char, c_int, c_void};

pub const CONTRACT: u32 = 0x4153_0000;

pub const NONE: u32 = 0;
pub const BOOL: u32 = 1;
pub const INT: u32 = 2;
pub const DECIMAL: u32 = 3;
pub const DOUBLE: u32 = 4;
pub const TEXT: u32 = 5;
pub const SPAN: u32 = 6;
pub const JSON: u32 = 7;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Bytes {
    pub bytes: *const u8,
    pub count: usize,
}

impl Bytes {
    pub fn of(text: &str) -> Bytes {
        Bytes { bytes: text.as_ptr(), count: text.len() }
    }

    /// # Safety
    /// The bytes must live as long as `'a`.
    pub unsafe fn text<'a>(self) -> &'a str {
        if self.count == 0 {
            return ""; // bytes may be NULL
        }
        let bytes = std::slice::from_raw_parts(self.bytes, self.count);
        std::str::from_utf8(bytes).expect("the host hands out UTF-8")
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct Value {
    pub kind: u32,
    pub span: Span,
    pub integer: i64,
    pub number: f64,
    pub text: Bytes,
}

/// The host's; never looked into.
#[repr(C)]
pub struct Document {
    hidden: [u8; 0],
}

#[repr(C)]
pub struct Host {
    pub contract: u32,
    pub size: u32,
    pub id: extern "C" fn(*const Document) -> Bytes,
    pub text: extern "C" fn(*const Document) -> Bytes,
    pub language: extern "C" fn(*const Document) -> Bytes,
    pub published: extern "C" fn(*const Document) -> Bytes,
    pub publisher: extern "C" fn(*const Document) -> Bytes,
    pub title: extern "C" fn(*const Document) -> Span,
    pub metadata: extern "C" fn(*const Document, Bytes) -> Value,
    pub value: extern "C" fn(*const Document, Bytes) -> Value,
    pub count: extern "C" fn(*const Document, Bytes) -> isize,
    pub span: extern "C" fn(*const Document, Bytes, usize) -> Span,
    pub field: extern "C" fn(*const Document, Bytes, usize, Bytes) -> Value,
    pub annotate: extern "C" fn(*mut Document, Bytes, Span, *const Value, usize) -> c_int,
    pub set_value: extern "C" fn(*mut Document, Bytes, Value) -> c_int,
    pub edit: extern "C" fn(*mut Document, Span, Bytes) -> c_int,
    pub drop: extern "C" fn(*mut Document, Bytes) -> c_int,
    pub fail: extern "C" fn(*mut Document, Bytes, Bytes) -> c_int,
}

#[repr(C)]
pub struct Stage {
    pub contract: u32,
    pub size: u32,
    pub name: *const c_char,
    pub version: u32,
    pub create: Option<extern "C" fn(Bytes, *mut c_char, usize) -> *mut c_void>,
    pub process: Option<extern "C" fn(*mut c_void, *mut Document, *const Host) -> c_int>,
    pub destroy: Option<extern "C" fn(*mut c_void)>,
}

// Safety: constant; its name points to a constant too.
unsafe impl Sync for Stage {}

/// Writes as much of the message as fits, and a zero behind it.
///
/// # Safety
/// `error` must have room for `size` bytes.
pub unsafe fn write_error(message: &str, error: *mut c_char, size: usize) {
    if error.is_null() || size == 0 {
        return;
    }
    let mut count = message.len().min(size - 1);
    while !message.is_char_boundary(count) {
        count -= 1;
    }
    std::ptr::copy_nonoverlapping(message.as_ptr(), error as *mut u8, count);
    *error.add(count) = 0;
}
