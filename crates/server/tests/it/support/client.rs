//! A browser without a screen: asks, remembers cookies, sends forms.

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, HeaderMap, LOCATION, SET_COOKIE};
use axum::http::{Method, Request, StatusCode};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

/// Somebody with a browser.
#[derive(Clone)]
pub struct Client {
    router: Router,
    host: &'static str,
    cookies: Vec<(String, String)>,
    headers: Vec<(&'static str, String)>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

/// One part of a form with files.
pub enum Part<'a> {
    Field(&'a str, &'a str),
    /// Field, file name, content.
    File(&'a str, &'a str, &'a [u8]),
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Where it sends the browser.
    pub fn location(&self) -> &str {
        self.headers
            .get(LOCATION)
            .unwrap_or_else(|| panic!("no redirect but {}: {}", self.status, self.text()))
            .to_str()
            .unwrap()
    }

    /// The body, which must be this: `has("Berkas diterima")`.
    #[track_caller]
    pub fn has(&self, words: &str) -> &Answer {
        let text = self.text();
        assert!(text.contains(words), "“{words}” is not on the page ({}):\n{text}", self.status);
        self
    }

    /// The body, which must not have this.
    #[track_caller]
    pub fn lacks(&self, words: &str) -> &Answer {
        let text = self.text();
        assert!(!text.contains(words), "“{words}” is on the page ({}):\n{text}", self.status);
        self
    }

    #[track_caller]
    pub fn is(&self, status: u16) -> &Answer {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self
    }

    /// The value of the first field with this name on the page.
    #[track_caller]
    pub fn field(&self, name: &str) -> String {
        let text = self.text();
        let at = text.find(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("no field {name}:\n{text}"));
        let tag = &text[text[..at].rfind('<').unwrap()..];
        let tag = &tag[..tag.find('>').unwrap()];
        tag.split("value=\"").nth(1).map_or(String::new(), |rest| rest[..rest.find('"').unwrap()].to_owned())
    }
}

impl Client {
    pub fn new(router: Router) -> Client {
        Client { router, host: "127.0.0.1", cookies: Vec::new(), headers: Vec::new() }
    }

    /// The same browser at another office of the process, with the cookies that it has.
    pub fn at(&self, host: &'static str) -> Client {
        Client { host, ..self.clone() }
    }

    /// The same browser at another process.
    pub fn elsewhere(&self, router: Router) -> Client {
        Client { router, ..self.clone() }
    }

    pub fn with_cookie(mut self, set_cookie: &str) -> Client {
        self.keep(set_cookie);
        self
    }

    /// The same browser, which sends a header with everything.
    pub fn with(&self, name: &'static str, value: &str) -> Client {
        let mut client = self.clone();
        client.headers.push((name, value.to_owned()));
        client
    }

    fn keep(&mut self, set_cookie: &str) {
        let pair = set_cookie.split(';').next().unwrap_or_default();
        if let Some((name, value)) = pair.split_once('=') {
            self.cookies.retain(|(known, _)| known != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None, Vec::new()).await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", server::ui::encode(name), server::ui::encode(value)))
            .collect();
        let body = body.join("&").into_bytes();
        self.send(Method::POST, path, Some("application/x-www-form-urlencoded".to_owned()), body).await
    }

    /// Sends a form with files.
    pub async fn post_files(&mut self, path: &str, parts: &[Part<'_>]) -> Answer {
        let mut body = Vec::new();
        for part in parts {
            body.extend(b"--grenze\r\n");
            match part {
                Part::Field(name, value) => {
                    body.extend(
                        format!("content-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").as_bytes(),
                    );
                }
                Part::File(name, file, content) => {
                    let head = format!("content-disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n");
                    body.extend(format!("{head}content-type: application/octet-stream\r\n\r\n").as_bytes());
                    body.extend(*content);
                    body.extend(b"\r\n");
                }
            }
        }
        body.extend(b"--grenze--\r\n");
        self.send(Method::POST, path, Some("multipart/form-data; boundary=grenze".to_owned()), body).await
    }

    /// Sends anything.
    pub async fn send(&mut self, method: Method, path: &str, kind: Option<String>, body: Vec<u8>) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("host", self.host);
        if let Some(kind) = kind {
            request = request.header(CONTENT_TYPE, kind);
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(COOKIE, cookies.join("; "));
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let mut request = request.body(Body::from(body)).unwrap();
        let peer = std::net::SocketAddr::from(([127, 0, 0, 1], 40_000));
        request.extensions_mut().insert(axum::extract::ConnectInfo(peer));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        for cookie in head.headers.get_all(SET_COOKIE) {
            self.keep(cookie.to_str().unwrap());
        }
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: head.status, headers: head.headers, bytes }
    }
}
