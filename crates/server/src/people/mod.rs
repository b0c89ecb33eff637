//! Accounts, signing in, sessions, access tokens: who a person is, and which roles an officer holds.
//!
//! A citizen signs in with a code sent by mail and needs nobody's approval; a password is optional. An officer signs
//! in with a password. Every secret is stored as a hash only.

mod account;
mod authority;
mod commands;
mod hire;
mod interests;
mod login;
mod mandates;
mod pages;
mod part;
mod projection;
mod queries;
mod requests;
mod session;
mod sheet;
mod staff;
mod staffing;
mod token;
mod told;

use axum::Router;
use axum::routing::{get, post};

pub use account::{Account, AccountKind, NewAccount, Reach};
pub use authority::{Authority, Holding, authorities};
pub use commands::create;
pub use hire::{create_all, hire};
pub use interests::conflict_facts;
pub use mandates::{NewMandate, give, in_force as mandates_in_force, revoke as revoke_mandate};
pub use part::{services_with_part, takes_part};
pub use projection::{clear, project};
pub use queries::mandates::Kept as KeptMandate;
pub use queries::{by_email, by_id, holders};
pub use session::{COOKIE, open_session, signed_in};
pub use staff::{Moved, assignee, ever, hand_over, move_agency};
pub use staffing::refresh;
pub use token::by_token;
pub use told::told_for;

use crate::app::App;

/// The addresses of this slice.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/masuk", get(pages::sign_in).post(commands::ask_code))
        .route("/masuk/kode", get(pages::code).post(commands::enter_code))
        .route("/masuk/sandi", get(pages::password).post(commands::enter_password))
        .route("/keluar", post(commands::sign_out))
        .route("/akun", get(pages::account).post(commands::change_account))
        .route("/akun/sandi", post(commands::set_password))
        .route("/akun/token", post(commands::make_token))
        .route("/akun/token/cabut", post(commands::revoke_token))
        .merge(interests::routes())
        .merge(mandates::routes())
        .merge(requests::routes())
        .merge(staff::routes())
        .merge(authority::routes())
}
