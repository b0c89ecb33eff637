//! Scenarios on a small SOP.
