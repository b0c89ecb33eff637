//! Mail to a real SMTP server.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use server::config::Smtp;
use server::mail::{Mail, Mailer};

use crate::support::program::free_port;

/// A mail server that keeps what it takes in a folder (aiosmtpd).
struct MailServer {
    child: Child,
    folder: PathBuf,
    port: u16,
}

impl MailServer {
    fn start(port: u16) -> MailServer {
        let folder = std::env::temp_dir().join(format!("satupintu-mail-{:016x}", rand::random::<u64>()));
        let child = Command::new("aiosmtpd")
            .args(["-n", "-l", &format!("127.0.0.1:{port}"), "-c", "aiosmtpd.handlers.Mailbox"])
            .arg(&folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("this test needs aiosmtpd: run `cargo xtask test`, which installs it");
        let server = MailServer { child, folder, port };
        let begun = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(60), "aiosmtpd does not listen");
            std::thread::sleep(Duration::from_millis(50));
        }
        server
    }

    /// The messages that have arrived.
    fn messages(&self) -> Vec<String> {
        let Ok(files) = std::fs::read_dir(self.folder.join("new")) else { return Vec::new() };
        let text = |path| String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
        files.map(|file| text(file.unwrap().path())).collect()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn mailer(port: u16) -> Mailer {
    let smtp = Smtp { url: format!("smtp://127.0.0.1:{port}"), from: "DPMPTSP <izin@palembang.contoh>".to_owned() };
    Mailer::new(Some(&smtp)).unwrap()
}

fn mail(id: &str) -> Mail {
    Mail {
        to: "melati@surel.contoh".to_owned(),
        subject: "Izin Anda terbit – “Klinik Ampera”".to_owned(),
        body: "Selamat, izin Anda terbit.\n\n— English —\n\nYour licence is issued.".to_owned(),
        attachment: None,
        id: id.to_owned(),
    }
}

/// The bytes of base64 text.
fn from_base64(text: &str) -> Vec<u8> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let values: Vec<u8> = text.bytes().filter_map(value).collect();
    let mut bytes = Vec::new();
    for group in values.chunks(4) {
        let bits = group.iter().fold(0_u32, |bits, value| bits << 6 | u32::from(*value)) << (6 * (4 - group.len()));
        bytes.extend(&bits.to_be_bytes()[1..group.len()]);
    }
    bytes
}

#[tokio::test]
async fn a_message_arrives_whole_with_its_pdf_and_with_letters_beyond_ascii() {
    let server = MailServer::start(free_port());
    assert!(mailer(server.port).check().await.unwrap());
    let pdf: Vec<u8> = b"%PDF-1.7\n".iter().copied().chain((0..40_000_u32).map(|byte| (byte % 251) as u8)).collect();
    let mut sent = mail("surat-1");
    sent.attachment = Some(("503-0001-SIP.pdf".to_owned(), pdf.clone()));
    mailer(server.port).send(sent).await.unwrap();
    let messages = server.messages();
    let [message] = messages.as_slice() else { panic!("{} messages", messages.len()) };
    let head = message.split("\n\n").next().unwrap();
    assert!(head.is_ascii() && head.contains("=?utf-8?"), "the subject is not encoded:\n{head}");
    assert!(head.contains("<surat-1@palembang.contoh>") && head.contains("DPMPTSP"), "{head}");
    let part = message.split("application/pdf").nth(1).expect("no PDF is attached");
    assert!(message.contains("filename=\"503-0001-SIP.pdf\""), "{message}");
    let content = part.split("\n\n").nth(1).unwrap().split("--").next().unwrap();
    assert_eq!(from_base64(content), pdf, "the PDF arrived otherwise than it was sent");
    let text = message.split("\n\n").find(|part| part.contains("Selamat")).expect("no text");
    assert!(text.contains("Selamat") && message.contains("Your licence is issued."), "{message}");
}

#[tokio::test]
async fn names_with_line_breaks_put_no_line_into_the_head() {
    let server = MailServer::start(free_port());
    let mut wicked = mail("surat-2");
    wicked.subject = "Halo\r\nBcc: semua@orang.contoh\r\n\r\nisi lain".to_owned();
    wicked.body = "Melati\r\n.\r\nMAIL FROM:<x@y.contoh>".to_owned();
    // Refused or sent as one harmless line: both are right; another recipient or head is not.
    let _ = mailer(server.port).send(wicked).await;
    let mut other = mail("surat-3");
    other.to = "melati@surel.contoh>\r\nRCPT TO:<semua@orang.contoh".to_owned();
    assert!(mailer(server.port).send(other).await.is_err());
    for message in server.messages() {
        let head = message.split("\n\n").next().unwrap().to_lowercase();
        assert!(!head.lines().any(|line| line.starts_with("bcc:")), "{head}");
        assert!(!head.contains("x-rcptto: semua"), "{head}");
    }
    assert!(server.messages().len() <= 1);
}

mod through_the_office {
    use server::worker;

    use super::*;
    use crate::on_both;
    use crate::support::applying::Application;

    on_both! {
        async fn mail_waits_for_a_server_that_is_down_and_leaves_once(office: Office) {
            let port = free_port();
            let mut office = office;
            office.mail_to(mailer(port)).await;
            let mut citizen = office.visitor();
            citizen.post("/masuk", &[("email", "melati@surel.contoh")]).await.is(200);
            worker::run_due(&office.app).await.unwrap();
            let backlog = office.app.db().backlog("palembang", office.app.now()).await.unwrap();
            assert_eq!((backlog.due, backlog.dead.len()), (0, 0), "the job is not put off");
            let server = MailServer::start(port);
            office.at("2026-01-12T09:01:00+07:00").await;
            assert_eq!(server.messages().len(), 1);
            assert!(server.messages()[0].contains("melati@surel.contoh"));
            office.at("2026-01-12T12:00:00+07:00").await;
            assert_eq!(server.messages().len(), 1, "it was sent twice");
        }
    }

    /// The PDF that is attached to a message, if any.
    fn attached(message: &str) -> Option<Vec<u8>> {
        let part = message.split("application/pdf").nth(1)?;
        Some(from_base64(part.split("\n\n").nth(1)?.split("--").next()?))
    }

    /// The confirmation of an application among what has arrived.
    fn confirmations(server: &MailServer) -> Vec<String> {
        server.messages().into_iter().filter(|message| message.contains("/lacak/")).collect()
    }

    on_both! {
        async fn the_confirmation_brings_the_receipt_once_and_no_nik(office: Office) {
            let mut office = office;
            let server = MailServer::start(free_port());
            office.mail_to(mailer(server.port)).await;
            let mut citizen = office.citizen("melati@surel.contoh").await;
            let application = Application::of(&office, "penelitian", "dasar");
            let nik = application.sample.answers.get("nik").and_then(|nik| nik.as_str()).unwrap().to_owned();
            let case = application.filed(&mut citizen).await;
            office.at("2026-01-12T09:01:00+07:00").await;
            office.at("2026-01-13T09:00:00+07:00").await;
            let confirmed = confirmations(&server);
            let [message] = confirmed.as_slice() else { panic!("{} confirmations", confirmed.len()) };
            let pdf = attached(message).expect("no receipt is attached");
            assert!(message.contains("filename=\"tanda-terima-") && pdf.starts_with(b"%PDF-"));
            let file = server.folder.join("receipt.pdf");
            std::fs::write(&file, &pdf).unwrap();
            let text = Command::new("pdftotext").arg(&file).arg("-").output().unwrap().stdout;
            let text = String::from_utf8_lossy(&text);
            assert!(text.to_uppercase().contains("TANDA TERIMA PERMOHONAN"), "{text}");
            assert!(!text.contains(&nik) && !message.contains(&nik), "the NIK went out");
            let (_, again) = server::portal::receipt(&office.desk(), case).await.unwrap();
            assert_eq!(again, pdf, "the receipt made again is another one");
        }
    }

    on_both! {
        async fn a_receipt_that_cannot_be_made_does_not_keep_the_mail_for_ever(office: Office) {
            let mut office = office;
            let server = MailServer::start(free_port());
            office.mail_to(mailer(server.port)).await;
            let mut citizen = office.citizen("melati@surel.contoh").await;
            Application::of(&office, "penelitian", "dasar").filed(&mut citizen).await;
            let astray = "update message set case_id = 999999 where office = $1";
            office.desk().write(vec![store::Statement::new(astray, vec!["palembang".into()])]).await.unwrap();
            office.at("2026-01-12T09:00:01+07:00").await;
            assert!(confirmations(&server).is_empty(), "it did not wait for a second attempt");
            for moment in ["2026-01-12T10:00:00+07:00", "2026-01-12T11:00:00+07:00", "2026-01-12T12:00:00+07:00"] {
                office.at(moment).await;
            }
            let confirmed = confirmations(&server);
            let [message] = confirmed.as_slice() else { panic!("{} confirmations", confirmed.len()) };
            assert!(attached(message).is_none() && message.contains("/permohonan/999999"), "{message}");
        }
    }
}
