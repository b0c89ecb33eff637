//! A program that speaks JSON with a token, and what it needs to file a real application.

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request};
use http_body_util::BodyExt as _;
use serde_json::{Map, Value, json};
use tower::ServiceExt as _;

use crate::support::{Answer, Client, Office};

/// The smallest files of their kinds.
pub const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
pub const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\0IEND\xae\x42\x60\x82";

/// A program with a token, or without one.
#[derive(Clone)]
pub struct Program {
    router: Router,
    token: Option<String>,
    pub headers: Vec<(&'static str, String)>,
}

impl Program {
    pub fn anonymous(office: &Office) -> Program {
        Program { router: office.router.clone(), token: None, headers: Vec::new() }
    }

    /// A program of somebody who has made a token on the Account page.
    pub async fn of(office: &Office, mut client: Client) -> Program {
        let page = client.post("/akun/token", &[("token", "api")]).await;
        let text = page.is(200).text();
        let at = text.find("satupintu_").unwrap_or_else(|| panic!("no token on the page:\n{text}"));
        let token = text[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        Program { token: Some(token), ..Program::anonymous(office) }
    }

    pub async fn citizen(office: &Office, email: &str) -> Program {
        Program::of(office, office.citizen(email).await).await
    }

    pub async fn officer(office: &Office, name: &str) -> Program {
        Program::of(office, office.officer(name).await).await
    }

    pub fn with(&self, name: &'static str, value: &str) -> Program {
        let mut program = self.clone();
        program.headers.push((name, value.to_owned()));
        program
    }

    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    pub fn with_token(&self, token: &str) -> Program {
        Program { token: Some(token.to_owned()), ..self.clone() }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None, Vec::new()).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(Method::POST, path, Some("application/json"), body.to_string().into_bytes()).await
    }

    /// Sends a document and gives its hash.
    pub async fn upload(&self, name: &str, content: &[u8]) -> String {
        let answer = self.upload_as("file", name, content).await;
        let file = answer.is(201).json();
        file["sha256"].as_str().unwrap().to_owned()
    }

    pub async fn upload_as(&self, part: &str, name: &str, content: &[u8]) -> Answer {
        let mut body = format!(
            "--batas\r\ncontent-disposition: form-data; name=\"{part}\"; filename=\"{name}\"\r\n\
             content-type: application/octet-stream\r\n\r\n"
        )
        .into_bytes();
        body.extend(content);
        body.extend(b"\r\n--batas--\r\n");
        self.send(Method::POST, "/files", Some("multipart/form-data; boundary=batas"), body).await
    }

    pub async fn send(&self, method: Method, path: &str, kind: Option<&str>, body: Vec<u8>) -> Answer {
        let path = if path.starts_with("/api") { path.to_owned() } else { format!("/api/v1{path}") };
        let mut request = Request::builder().method(method).uri(path).header("host", "127.0.0.1");
        if let Some(kind) = kind {
            request = request.header("content-type", kind);
        }
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let mut request = request.body(Body::from(body)).unwrap();
        let peer = std::net::SocketAddr::from(([192, 0, 2, 7], 40_000));
        request.extensions_mut().insert(axum::extract::ConnectInfo(peer));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: head.status, headers: head.headers, bytes }
    }
}

/// What an answer says as JSON.
pub trait Said {
    fn json(&self) -> Value;

    /// The problem's details: status, kind, media type and language must fit.
    fn problem(&self, status: u16, kind: &str) -> Value;
}

impl Said for Answer {
    #[track_caller]
    fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    #[track_caller]
    fn problem(&self, status: u16, kind: &str) -> Value {
        self.is(status);
        assert_eq!(self.headers["content-type"], "application/problem+json", "{}", self.text());
        let details = self.json();
        assert_eq!(details["type"], format!("urn:satupintu:problem:{kind}"), "{details:#}");
        assert_eq!(details["status"], status);
        assert!(details["title"].as_str().is_some_and(|title| !title.is_empty()));
        assert!(details["detail"].as_str().is_some_and(|detail| detail.len() > 20));
        details
    }
}

/// The answers and the officers' findings of a sample beside an SOP.
pub fn sample(text: &str, name: &str) -> (Map<String, Value>, Value) {
    let samples: Value = toml_edit::de::from_str(text).unwrap();
    let sample = &samples[name];
    (sample["jawaban"].as_object().unwrap().clone(), sample["temuan"].clone())
}

/// A complete application for a research letter; its documents are sent first.
pub async fn research(program: &Program) -> Value {
    let (answers, _) = sample(include_str!("../../../../../services/penelitian/contoh.toml"), "dasar");
    let pdf = program.upload("berkas.pdf", PDF).await;
    let png = program.upload("../../foto.png", PNG).await;
    let mut files = Map::new();
    for id in ["surat_permohonan", "proposal", "ktp", "pernyataan_taat", "pernyataan_keabsahan"] {
        files.insert(id.to_owned(), json!(pdf));
    }
    files.insert("pas_foto".to_owned(), json!(png));
    json!({"service": "penelitian", "answers": answers, "files": files})
}

/// Files a research letter and gives the application.
pub async fn filed(program: &Program) -> Value {
    let application = research(program).await;
    program.post("/applications", &application).await.is(201).json()
}
