//! The JSON API: the life of a case, every kind of no, and who may do what at every route.

pub mod client;
mod document;
mod life;
mod matrix;
mod problems;
