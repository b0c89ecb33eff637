//! The pages of signing in and of one's own account.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use casework::lang::Lang;
use jiff::Timestamp;
use jiff::civil::Date;

use super::commands::SignIn;
use super::{Account, queries};
use crate::http::Visit;
use crate::ui::{self, Choice, Field, Kind, Notice, Page, Problem, Tone};

#[derive(Template)]
#[template(path = "people/sign_in.html")]
struct SignInPage {
    p: Page,
    fields: Vec<Field>,
    problems: Vec<Problem>,
    lead: String,
    action: &'static str,
    submit: String,
    /// The other way in: its words and address.
    other: (String, String),
    demo: bool,
}

/// `GET /masuk`: the address for a mailed code.
pub async fn sign_in(visit: Visit, Query(form): Query<SignIn>) -> Response {
    code_request(&visit, &form, None, StatusCode::OK)
}

/// The same page with what is wrong.
pub fn sign_in_again(visit: &Visit, form: &SignIn, fault: &str) -> Response {
    code_request(visit, form, Some(fault), StatusCode::UNPROCESSABLE_ENTITY)
}

fn code_request(visit: &Visit, form: &SignIn, fault: Option<&str>, status: StatusCode) -> Response {
    let p = visit.page().titled("people-sign-in");
    let fields = vec![email_field(&p, form, fault), wanted(form)];
    let words = Words { lead: "people-sign-in-lead", submit: "people-send-code", action: "/masuk" };
    let other = (p.tr("people-with-password").into_owned(), with_wish("/masuk/sandi", form));
    show(p, fields, &words, other, status)
}

/// `GET /masuk/kode`: a code can be entered here too, after a reload.
pub async fn code(visit: Visit, Query(form): Query<SignIn>) -> Response {
    code_form(&visit, &form, None, StatusCode::OK)
}

/// The page on which the mailed code is entered.
pub fn code_form(visit: &Visit, form: &SignIn, fault: Option<&str>, status: StatusCode) -> Response {
    let p = visit.page().titled("people-enter-code");
    let label = p.tr("people-code").into_owned();
    let hint = p.tr1("people-code-hint", "email", form.email.as_str());
    let error = fault.map(|key| p.tr(key).into_owned());
    let code = Field::new("code", label, Kind::Digits(6)).hint(hint).error(error).autocomplete("one-time-code");
    let email = Field::new("email", "", Kind::Hidden).value(&form.email);
    let words = Words { lead: "people-enter-code-lead", submit: "people-enter", action: "/masuk/kode" };
    let other = (p.tr("people-new-code").into_owned(), with_wish("/masuk", form));
    show(p, vec![code, email, wanted(form)], &words, other, status)
}

/// `GET /masuk/sandi`: the way in of officers, and of citizens who set a password.
pub async fn password(visit: Visit, Query(form): Query<SignIn>) -> Response {
    password_form(&visit, &form, None, StatusCode::OK)
}

/// The page on which address and password are entered.
pub fn password_form(visit: &Visit, form: &SignIn, fault: Option<&str>, status: StatusCode) -> Response {
    let p = visit.page().titled("people-sign-in");
    let error = fault.map(|key| p.tr(key).into_owned());
    let password =
        Field::new("password", p.tr("people-password"), Kind::Password).error(error).autocomplete("current-password");
    let fields = vec![email_field(&p, form, None), password, wanted(form)];
    let words = Words { lead: "people-password-lead", submit: "people-enter", action: "/masuk/sandi" };
    let other = (p.tr("people-with-code").into_owned(), with_wish("/masuk", form));
    show(p, fields, &words, other, status)
}

struct Words {
    lead: &'static str,
    submit: &'static str,
    action: &'static str,
}

fn show(p: Page, fields: Vec<Field>, words: &Words, other: (String, String), status: StatusCode) -> Response {
    let problems = ui::problems(&fields);
    let (lead, submit, demo) = (p.tr(words.lead).into_owned(), p.tr(words.submit).into_owned(), p.demo);
    let p = p.failed(!problems.is_empty());
    ui::render_as(status, SignInPage { p, fields, problems, lead, action: words.action, submit, other, demo })
}

fn email_field(p: &Page, form: &SignIn, fault: Option<&str>) -> Field {
    let error = fault.map(|key| p.tr(key).into_owned());
    let hint = p.tr("people-email-hint").into_owned();
    Field::new("email", p.tr("people-email"), Kind::Email)
        .hint(hint)
        .value(&form.email)
        .error(error)
        .autocomplete("email")
}

/// Carries along where the person wanted to go.
fn wanted(form: &SignIn) -> Field {
    Field::new("kembali", "", Kind::Hidden).value(&form.kembali)
}

fn with_wish(path: &str, form: &SignIn) -> String {
    if form.kembali.is_empty() { path.to_owned() } else { format!("{path}?kembali={}", ui::encode(&form.kembali)) }
}

#[derive(Template)]
#[template(path = "people/account.html")]
struct AccountPage {
    p: Page,
    problems: Vec<Problem>,
    own: Vec<Field>,
    password: Field,
    token_name: Field,
    tokens: Vec<TokenRow>,
    /// A new token's secret, shown this once.
    secret: Option<String>,
    officer: bool,
}

struct TokenRow {
    id: i64,
    name: String,
    made: Date,
    ends: Date,
}

/// `GET /akun`: one's own account.
pub async fn account(visit: Visit, uri: axum::http::Uri) -> Response {
    let account = match visit.someone() {
        Ok(account) => account,
        Err(answer) => return answer,
    };
    let saved = uri.query() == Some("tersimpan");
    draw(&visit, account, None, None, saved).await
}

/// The account page with a fault beside one field.
pub async fn account_form(visit: &Visit, account: &Account, fault: Option<(&str, &str)>) -> Response {
    draw(visit, account, fault, None, false).await
}

/// The account page with the secret of a new token.
pub async fn token_made(visit: &Visit, account: &Account, secret: &str) -> Response {
    draw(visit, account, None, Some(secret.to_owned()), false).await
}

async fn draw(
    visit: &Visit,
    account: &Account,
    fault: Option<(&str, &str)>,
    secret: Option<String>,
    saved: bool,
) -> Response {
    let tokens = match queries::tokens(&visit.desk, account.id).await {
        Ok(tokens) => tokens,
        Err(error) => return visit.trouble(&error),
    };
    let p = visit.page().titled("people-account");
    let notice = saved.then(|| Notice::new(Tone::Good, p.tr("people-saved")));
    let error = |field: &str| fault.filter(|(at, _)| *at == field).map(|(_, key)| p.tr(key).into_owned());
    let own = own_fields(&p, account, &error);
    let password = Field::new("password", p.tr("people-new-password"), Kind::Password)
        .hint(p.tr("people-new-password-hint"))
        .error(error("password"))
        .autocomplete("new-password");
    let token_name = Field::new("token", p.tr("people-token-name"), Kind::Text(Some(60)))
        .hint(p.tr("people-token-hint"))
        .error(error("token"));
    let day = |us: i64| {
        let moment = Timestamp::from_microsecond(us).unwrap_or(Timestamp::UNIX_EPOCH);
        visit.desk.office().calendar.zone().day(moment)
    };
    let tokens =
        tokens.into_iter().map(|(id, name, made, ends)| TokenRow { id, name, made: day(made), ends: day(ends) });
    let mut all = own.clone();
    all.extend([password.clone(), token_name.clone()]);
    let problems = ui::problems(&all);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let p = p.notice(notice).failed(!problems.is_empty());
    let (tokens, officer) = (tokens.collect(), account.is_officer());
    ui::render_as(status, AccountPage { p, problems, own, password, token_name, tokens, secret, officer })
}

fn own_fields(p: &Page, account: &Account, error: &dyn Fn(&str) -> Option<String>) -> Vec<Field> {
    let languages = Lang::ALL.map(|lang| Choice::new(lang.code(), ui::language_name(lang))).to_vec();
    vec![
        Field::new("name", p.tr("people-name"), Kind::Text(Some(120)))
            .value(&account.name)
            .error(error("name"))
            .autocomplete("name"),
        Field::new("phone", p.tr("people-phone"), Kind::Phone)
            .value(account.phone.as_deref().unwrap_or_default())
            .optional()
            .error(error("phone"))
            .autocomplete("tel"),
        Field::new("lang", p.tr("people-lang"), Kind::Radio(languages)).value(account.lang.code()),
    ]
}
