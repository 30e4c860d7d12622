//! A safe face for Assay's C interface (`assay_plugin.h`, contract 0), without dependencies.
//!
//! ```ignore
//! mod assay;
//! struct Length;
//! impl assay::Stage for Length {
//!     const NAME: &'static std::ffi::CStr = c"length";
//!     const VERSION: u32 = 1;
//!     fn create(_: &assay::Options) -> Result<Self, String> { Ok(Length) }
//!     fn process(&self, document: &mut assay::Document) -> Result<(), assay::Failure> {
//!         document.set_value("length", document.text().len() as i64);
//!         Ok(())
//!     }
//! }
//! assay::export!(Length);
//! ```
//!
//! Build with `panic = "abort"`: a panic must not unwind into C.
#![allow(dead_code)]

mod ffi;
mod options;

pub use options::{Json, Options};
