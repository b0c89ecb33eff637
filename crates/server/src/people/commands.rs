//! What people do with accounts: sign in, sign out, change what is theirs, make access tokens.

use axum::extract::Form;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse as _, Redirect, Response};
use casework::id::Email;
use casework::lang::Lang;
use serde::Deserialize;
use store::{Statement, StoreError};

use super::queries::staff::{Change, insert_change};
use super::{Account, NewAccount, login, pages, queries, session};
use crate::app::{App, Desk};
use crate::http::Visit;

/// A sign-in form, whichever of its steps: what is not on the page is empty.
#[derive(Debug, Default, Deserialize)]
pub struct SignIn {
    /// The address.
    #[serde(default)]
    pub email: String,
    /// The mailed code.
    #[serde(default)]
    pub code: String,
    /// The password.
    #[serde(default)]
    pub password: String,
    /// Where to go afterwards.
    #[serde(default)]
    pub kembali: String,
}

/// `POST /masuk`: mails a code to the address.
pub async fn ask_code(visit: Visit, Form(mut form): Form<SignIn>) -> Response {
    let Some(email) = address(&form.email) else { return pages::sign_in_again(&visit, &form, "people-email-fault") };
    if !visit.app.limits().may_try(&visit.desk.id, &email) {
        return pages::sign_in_again(&visit, &form, "people-too-many");
    }
    match login::send_code(&visit.app, &visit.desk, &email, visit.lang()).await {
        Ok(()) => {
            form.email = email;
            pages::code_form(&visit, &form, None, StatusCode::OK)
        }
        Err(error) => visit.trouble(&error),
    }
}

/// `POST /masuk/kode`: signs in with the mailed code.
pub async fn enter_code(visit: Visit, Form(form): Form<SignIn>) -> Response {
    let email = address(&form.email).unwrap_or_default();
    if !visit.app.limits().may_try(&visit.desk.id, &email) {
        return pages::code_form(&visit, &form, Some("people-too-many"), StatusCode::TOO_MANY_REQUESTS);
    }
    match login::with_code(&visit.app, &visit.desk, &email, &form.code, visit.lang()).await {
        Ok(Some(account)) => enter(&visit, &account, &form.kembali).await,
        Ok(None) => pages::code_form(&visit, &form, Some("people-code-fault"), StatusCode::UNPROCESSABLE_ENTITY),
        Err(error) => visit.trouble(&error),
    }
}

/// `POST /masuk/sandi`: signs in with a password.
pub async fn enter_password(visit: Visit, Form(form): Form<SignIn>) -> Response {
    let email = address(&form.email).unwrap_or_default();
    if !visit.app.limits().may_try(&visit.desk.id, &email) {
        return pages::password_form(&visit, &form, Some("people-too-many"), StatusCode::TOO_MANY_REQUESTS);
    }
    match login::with_password(&visit.desk, &email, &form.password).await {
        Ok(Some(account)) => enter(&visit, &account, &form.kembali).await,
        Ok(None) => {
            pages::password_form(&visit, &form, Some("people-password-fault"), StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(error) => visit.trouble(&error),
    }
}

/// Opens the session and goes where the person wanted to go.
async fn enter(visit: &Visit, account: &Account, wanted: &str) -> Response {
    let home = if account.is_officer() { "/meja" } else { "/permohonan" };
    let target = if crate::ui::is_local(wanted) { wanted } else { home };
    match session::open_session(&visit.app, &visit.desk, account).await {
        Ok(cookie) => (AppendHeaders([(SET_COOKIE, cookie)]), Redirect::to(target)).into_response(),
        Err(error) => visit.trouble(&error),
    }
}

/// `POST /keluar`: ends the session at once, on the server too.
pub async fn sign_out(visit: Visit, headers: HeaderMap) -> Response {
    if let Some(token) = session::token(&headers) {
        let ended = visit.desk.write(vec![queries::delete_session(&visit.desk.id, &token)]).await;
        if let Err(error) = ended {
            return visit.trouble(&error);
        }
    }
    (AppendHeaders([(SET_COOKIE, session::ended(&visit.app))]), Redirect::to("/")).into_response()
}

/// What a person may change of their own account.
#[derive(Debug, Deserialize)]
pub struct OwnAccount {
    #[serde(default)]
    name: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    lang: String,
}

/// `POST /akun`: changes one's own name, telephone number and language.
pub async fn change_account(visit: Visit, Form(form): Form<OwnAccount>) -> Response {
    let account = match visit.someone() {
        Ok(account) => account,
        Err(answer) => return answer,
    };
    let name = form.name.trim();
    if name.is_empty() || name.chars().count() > 120 || name.chars().any(char::is_control) {
        return pages::account_form(&visit, account, Some(("name", "people-name-fault"))).await;
    }
    let phone = Some(form.phone.trim()).filter(|phone| !phone.is_empty());
    let parsed = phone.map(casework::id::Phone::parse).transpose();
    let Ok(phone) = parsed else {
        return pages::account_form(&visit, account, Some(("phone", "people-phone-fault"))).await;
    };
    let lang = if form.lang == "en" { Lang::En } else { Lang::Id };
    let phone = phone.map(|phone| phone.to_string());
    let change = queries::update_account(&visit.desk.id, account.id, name, phone.as_deref(), lang);
    saved(&visit, vec![change]).await
}

/// A new password, typed once: browsers show what is typed.
#[derive(Debug, Deserialize)]
pub struct NewPassword {
    #[serde(default)]
    password: String,
}

/// `POST /akun/sandi`: sets a password and ends every other session.
pub async fn set_password(visit: Visit, Form(form): Form<NewPassword>) -> Response {
    let account = match visit.someone() {
        Ok(account) => account,
        Err(answer) => return answer,
    };
    // ASVS 6.2: length counts, composition rules do not; 12 is the floor of the stricter national handbooks.
    if form.password.chars().count() < 12 || form.password.len() > 256 {
        return pages::account_form(&visit, account, Some(("password", "people-new-password-fault"))).await;
    }
    let hash = match login::hash_password(&form.password).await {
        Ok(hash) => hash,
        Err(error) => return visit.failure(&error),
    };
    let office = &visit.desk.id;
    let changes =
        vec![queries::update_password(office, account.id, &hash), queries::delete_sessions(office, account.id)];
    if let Err(error) = visit.desk.write(changes).await {
        return visit.trouble(&error);
    }
    enter(&visit, account, "/akun").await
}

/// The name of a new access token.
#[derive(Debug, Deserialize)]
pub struct NewToken {
    #[serde(default)]
    token: String,
}

/// `POST /akun/token`: makes an access token, shown once and never again.
pub async fn make_token(visit: Visit, Form(form): Form<NewToken>) -> Response {
    let account = match visit.someone() {
        Ok(account) => account,
        Err(answer) => return answer,
    };
    let name: String = form.token.trim().chars().filter(|c| !c.is_control()).take(60).collect();
    if name.is_empty() {
        return pages::account_form(&visit, account, Some(("token", "people-token-name-fault"))).await;
    }
    match super::token::make(&visit.app, &visit.desk, account, &name).await {
        Ok(secret) => pages::token_made(&visit, account, &secret).await,
        Err(error) => visit.trouble(&error),
    }
}

/// Which access token to end.
#[derive(Debug, Deserialize)]
pub struct OldToken {
    #[serde(default)]
    id: i64,
}

/// `POST /akun/token/cabut`: ends one of one's own access tokens.
pub async fn revoke_token(visit: Visit, Form(form): Form<OldToken>) -> Response {
    let account = match visit.someone() {
        Ok(account) => account,
        Err(answer) => return answer,
    };
    saved(&visit, vec![queries::delete_token(&visit.desk.id, form.id, account.id)]).await
}

async fn saved(visit: &Visit, changes: Vec<Statement>) -> Response {
    match visit.desk.write(changes).await {
        Ok(()) => Redirect::to("/akun?tersimpan").into_response(),
        Err(error) => visit.trouble(&error),
    }
}

/// Makes an account.
///
/// # Errors
/// The store is not available, or the address has an account already.
pub async fn create(app: &App, desk: &Desk, new: &NewAccount) -> Result<Account, StoreError> {
    create_by(app, desk, new, (None, "Satupintu")).await
}

/// Makes an account, by the decision of somebody.
pub(super) async fn create_by(
    app: &App,
    desk: &Desk,
    new: &NewAccount,
    by: (Option<i64>, &str),
) -> Result<Account, StoreError> {
    let password = match &new.password {
        Some(password) => {
            Some(login::hash_password(password).await.map_err(|error| StoreError::other(error.to_string()))?)
        }
        None => None,
    };
    let id = new_id(app);
    let mut statements = queries::insert_account(&desk.id, id, new, password.as_deref(), app.now());
    statements.extend(hired(app, desk, &new.account(id), by));
    desk.write(statements).await?;
    Ok(new.account(id))
}

/// That somebody was hired, as the history of people keeps it; nothing for a citizen.
pub(super) fn hired(app: &App, desk: &Desk, account: &Account, by: (Option<i64>, &str)) -> Option<Statement> {
    let roles: Vec<&str> = account.roles().iter().map(|role| role.0.as_str()).collect();
    let change = Change {
        by: (by.0, by.1.to_owned()),
        about: (account.id, account.name.clone()),
        what: "hired",
        detail: roles.join(", "),
        reason: String::new(),
    };
    account.is_officer().then(|| insert_change(&desk.id, &change, app.now()))
}

/// A number for an account: positive, and small enough for every JSON reader; drawn at random so that accounts cannot be
/// counted.
pub(super) fn new_id(app: &App) -> i64 {
    i64::try_from(app.chance().bits() >> 16).unwrap_or(0)
}

/// The address in the form in which it is stored, if it is one.
fn address(typed: &str) -> Option<String> {
    Email::parse(typed).ok().map(|email| email.to_string().to_lowercase())
}
