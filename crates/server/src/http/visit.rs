//! What every handler is given of a request: the office by its host name, the signed-in person, language and theme.

use std::sync::Arc;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, HOST, LOCATION};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::lang::Lang;
use store::StoreError;

use crate::app::{App, Desk};
use crate::people::{self, Account};
use crate::ui::{self, NavItem, Notice, Page, Preferences, Viewer};
use crate::{calendars, cases, hall};

/// One request's visitor.
#[derive(Clone)]
pub struct Visit {
    /// The process's parts.
    pub app: App,
    /// The office that was asked.
    pub desk: Arc<Desk>,
    /// Language, theme and address.
    pub prefs: Preferences,
    /// The signed-in person.
    pub account: Option<Account>,
    /// Names this request in the log and on the page of a failure.
    pub number: String,
}

impl<S> FromRequestParts<S> for Visit
where
    App: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Visit, Response> {
        if let Some(visit) = parts.extensions.get::<Visit>() {
            return Ok(visit.clone());
        }
        let app = App::from_ref(state);
        let desk = app.desk(host(&parts.headers));
        let mut visit = Visit {
            prefs: Preferences::of(parts),
            account: None,
            number: format!("{:08x}", rand::random::<u32>()),
            desk,
            app,
        };
        visit.account = identify(&visit, &parts.headers).await.map_err(|error| visit.trouble(&error))?;
        parts.extensions.insert(visit.clone());
        Ok(visit)
    }
}

fn host(headers: &HeaderMap) -> &str {
    headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("")
}

/// Whose request it is: by access token where one is sent, else by cookie.
async fn identify(visit: &Visit, headers: &HeaderMap) -> Result<Option<Account>, StoreError> {
    let Some(sent) = headers.get(AUTHORIZATION) else {
        return people::signed_in(&visit.desk, headers, visit.app.now()).await;
    };
    // A request with this header may come from anywhere, so it never has a cookie's power, whatever the header says.
    match sent.to_str().ok().and_then(|sent| sent.split_once(' ')) {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => {
            people::by_token(&visit.desk, token.trim(), visit.app.now()).await
        }
        Some(_) | None => Ok(None),
    }
}

impl Visit {
    /// The language.
    pub fn lang(&self) -> Lang {
        self.prefs.lang
    }

    /// A page for this visitor, with the navigation that fits them.
    pub fn page(&self) -> Page {
        let viewer = self.account.as_ref().map(|account| self.viewer(account));
        Page::new(self.desk.face(), self.prefs.clone(), viewer).nav(self.nav()).demo(self.app.is_demo())
    }

    /// A page with a message over it.
    pub fn page_with(&self, notice: Option<Notice>) -> Page {
        self.page().notice(notice)
    }

    fn viewer(&self, account: &Account) -> Viewer {
        let office = self.desk.office();
        let roles: Vec<&str> = account
            .roles()
            .iter()
            .filter_map(|role| office.role(&role.0))
            .map(|role| role.name.get(self.lang()))
            .collect();
        let role = if roles.is_empty() { self.tr("role-applicant") } else { roles.join(", ") };
        let home = if account.is_officer() { "/meja" } else { "/permohonan" };
        Viewer { name: account.name.clone(), role, home: home.to_owned() }
    }

    fn nav(&self) -> Vec<NavItem> {
        let item = |key: &str, href: &str| NavItem::new(self.tr(key), href);
        if self.account.as_ref().is_some_and(Account::is_officer) {
            let front = self.account.as_ref().is_some_and(|account| account.is_of_front(&self.desk.office()));
            let mut nav = vec![
                item("nav-desk", "/meja"),
                item("nav-register", "/meja/register"),
                item("licences-nav", "/meja/izin"),
            ];
            let oversees = self.account.as_ref().is_some_and(|account| cases::has_board(account, &self.desk.office()));
            nav.extend(oversees.then(|| item("cases-board", "/meja/papan")));
            nav.extend(front.then(|| item("nav-counter", "/meja/loket")));
            nav.extend(self.works_in_the_hall().then(|| item("hall-nav", "/meja/loket/antrean")));
            nav.extend(self.handles_money().then(|| item("fees-nav", "/meja/kas")));
            let keeps_calendar = self.account.as_ref().is_some_and(|account| account.holds(calendars::ADMINISTRATOR));
            nav.extend(keeps_calendar.then(|| item("nav-calendar", "/meja/kalender")));
            nav.extend(front.then(|| item("cases-reasons-nav", "/meja/alasan")));
            nav.extend(keeps_calendar.then(|| item("people-staff", "/meja/petugas")));
            nav.push(item("people-mandates", "/meja/mandat"));
            nav.extend([item("nav-sops", "/meja/sop"), item("nav-services", "/layanan")]);
            return nav;
        }
        let mut nav =
            vec![item("nav-services", "/layanan"), item("nav-track", "/lacak"), item("nav-verify", "/verifikasi")];
        nav.extend(self.desk.office().hall.is_some().then(|| item("hall-nav", "/antrean")));
        if self.account.is_some() {
            nav.push(item("nav-mine", "/permohonan"));
        }
        nav
    }

    /// Whether this is somebody who takes the office's money or grants what is asked about it.
    fn handles_money(&self) -> bool {
        let (office, account) = (self.desk.office(), self.account.as_ref());
        let rules = office.fees.as_ref().zip(account);
        rules.is_some_and(|(rules, account)| account.holds(&rules.cashier.0) || account.holds(&rules.approver.0))
    }

    /// Whether this is somebody who works at a counter of the hall or looks after it.
    fn works_in_the_hall(&self) -> bool {
        let (office, account) = (self.desk.office(), self.account.as_ref());
        let rules = office.hall.as_ref().zip(account);
        rules.is_some_and(|(rules, account)| hall::attends(rules, account) || hall::supervises(rules, account))
    }

    fn tr(&self, key: &str) -> String {
        ui::tr(self.prefs.lang, key).into_owned()
    }

    /// The signed-in person, or the way to sign in and come back.
    ///
    /// # Errors
    /// The redirect to the sign-in page.
    pub fn someone(&self) -> Result<&Account, Response> {
        self.account.as_ref().ok_or_else(|| {
            let back = format!("/masuk?kembali={}", self.page().here());
            Redirect::to(&back).into_response()
        })
    }

    /// The signed-in officer. A citizen is told that there is no such page.
    ///
    /// # Errors
    /// The redirect to the officers' sign-in page, or the page that says so.
    pub fn officer(&self) -> Result<&Account, Response> {
        match &self.account {
            Some(account) if account.is_officer() => Ok(account),
            Some(_) => Err(ui::not_found(self.page()).into_response()),
            None => {
                let back = format!("/masuk/sandi?kembali={}", self.page().here());
                let location =
                    HeaderValue::from_str(&back).unwrap_or_else(|_| HeaderValue::from_static("/masuk/sandi"));
                Err((StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response())
            }
        }
    }

    /// The page for something that went wrong on our side: logged with the request's number.
    pub fn trouble(&self, error: &StoreError) -> Response {
        if error.is_unavailable() {
            tracing::warn!(request = self.number, %error, "the database does not answer");
            return ui::unavailable(self.page(), &self.number).into_response();
        }
        tracing::error!(request = self.number, %error, "a request failed");
        ui::failure(self.page(), &self.number).into_response()
    }

    /// The page for a fault that is not the store's.
    pub fn failure(&self, error: &anyhow::Error) -> Response {
        tracing::error!(request = self.number, "a request failed: {error:#}");
        ui::failure(self.page(), &self.number).into_response()
    }
}
