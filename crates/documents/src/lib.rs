//! Letters: data and a template in, PDF bytes out; and the QR codes on them.
//!
//! Absent on purpose: every other crate of ours (this one does not know what a permit is), files, network, clock.

mod qr;

pub use qr::{QrFault, qr_svg};
