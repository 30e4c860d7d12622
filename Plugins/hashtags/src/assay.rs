//! A safe face for Assay's C interface (`assay_plugin.h`, contract 0), without dependencies. Copy it, and the folder of the
//! same name, into a plugin of your own.
//!
//! ```ignore
//! mod assay;
//! struct Length;
//! impl assay::Stage for Length {
//!     fn create(_: &assay::Options) -> Result<Self, String> {
//!         Ok(Length)
//!     }
//!     fn process(&self, document: &mut assay::Document) -> Result<(), assay::Failure> {
//!         document.set_value("length", document.text().len() as i64)
//!     }
//! }
//! assay::export!("length", 1, Length);
//! ```
//!
//! A panic fails the document and goes no further. With `panic = "abort"` it ends the process instead.
// No plugin needs all of it.
#![allow(dead_code, unused_imports)]

mod document;
pub mod ffi;
mod options;

pub use document::{Document, Failure, Value};
pub use options::{Json, Options};

use std::any::Any;
use std::os::raw::{c_char, c_int, c_void};
use std::panic::{catch_unwind, AssertUnwindSafe};

/// What a plugin does. Assay may call from several threads, but uses one stage in one thread at a time.
pub trait Stage: Sized + Send + 'static {
    /// Gets ready; an error ends the run before it has begun.
    fn create(options: &Options) -> Result<Self, String>;
    /// Looks at one document. The same document must always get the same answer.
    fn process(&self, document: &mut Document) -> Result<(), Failure>;
}

/// Exports a stage: name and version as in the manifest, and the type. Once in a library.
macro_rules! export {
    ($name:literal, $version:literal, $stage:ty) => {
        #[no_mangle]
        pub extern "C" fn assay_plugin(contract: u32) -> *const $crate::assay::ffi::Stage {
            static STAGE: $crate::assay::ffi::Stage =
                $crate::assay::ffi_stage::<$stage>(concat!($name, "\0"), $version);
            if contract == $crate::assay::ffi::CONTRACT {
                &STAGE
            } else {
                std::ptr::null()
            }
        }
    };
}
pub(crate) use export;

/// What `export` hands to the host. The name ends with a zero.
pub const fn ffi_stage<S: Stage>(name: &'static str, version: u32) -> ffi::Stage {
    ffi::Stage {
        contract: ffi::CONTRACT,
        size: std::mem::size_of::<ffi::Stage>() as u32,
        name: name.as_ptr() as *const c_char,
        version,
        create: Some(create::<S>),
        process: Some(process::<S>),
        destroy: Some(destroy::<S>),
    }
}

extern "C" fn create<S: Stage>(options: ffi::Bytes, error: *mut c_char, error_size: usize) -> *mut c_void {
    let created = catch_unwind(|| {
        // Safety: the host's options live until create returns.
        let options = Options::parse(unsafe { options.text() })?;
        S::create(&options)
    });
    match created.unwrap_or_else(|panic| Err(panic_message(panic))) {
        Ok(stage) => Box::into_raw(Box::new(stage)) as *mut c_void,
        Err(message) => {
            // Safety: the host gives room for error_size bytes.
            unsafe { ffi::write_error(&message, error, error_size) };
            std::ptr::null_mut()
        }
    }
}

extern "C" fn process<S: Stage>(stage: *mut c_void, document: *mut ffi::Document, host: *const ffi::Host) -> c_int {
    // Safety: the pointers live until process returns; stage is what create made, and only one thread uses it.
    let (stage, mut document) = unsafe { (&*(stage as *const S), Document::new(document, &*host)) };
    let outcome = catch_unwind(AssertUnwindSafe(|| stage.process(&mut document)));
    match outcome.unwrap_or_else(|panic| Err(Failure::new("panic", panic_message(panic)))) {
        Ok(()) => 0,
        Err(failure) => document.fail(&failure),
    }
}

extern "C" fn destroy<S: Stage>(stage: *mut c_void) {
    // Safety: stage is what create made, and the host does not use it again.
    let stage = unsafe { Box::from_raw(stage as *mut S) };
    let _ = catch_unwind(AssertUnwindSafe(|| drop(stage)));
}

fn panic_message(panic: Box<dyn Any + Send>) -> String {
    match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(message), _) => message.to_string(),
        (_, Some(message)) => message.clone(),
        _ => "no message".to_string(),
    }
}
