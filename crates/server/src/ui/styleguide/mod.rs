//! The style guide: every component with invented data, for looking at, for screenshots and for accessibility checks.
//! Only the demo routes it.

mod forms;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use casework::lang::Text;
use serde::Deserialize;

use super::accent::Accent;
use super::component::{
    Link, NavItem, Notice, Pager, ServiceCard, Stage, Stat, SummaryRow, Tab, Tag, TaskItem, TimelineEntry, Tone,
};
use super::form::{Field, Problem, problems};
use super::page::{OfficeFace, Page, Viewer};
use super::preference::Preferences;
use super::respond::{failure, render};

pub use forms::fields;
use forms::outcome;

/// The routes of the style guide: `/_gaya` and, with `?view=front|desk|case|error`, whole sample pages.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/_gaya", get(show))
}

#[derive(Deserialize)]
struct View {
    #[serde(default)]
    view: String,
    accent: Option<String>,
}

async fn show(prefs: Preferences, Query(view): Query<View>) -> Response {
    let mut p = sample_page(prefs);
    if let Some(accent) = view.accent.as_deref().and_then(|hex| Accent::parse(hex).ok()) {
        p.office = Arc::new(OfficeFace { accent, ..(*p.office).clone() });
    }
    match view.view.as_str() {
        "front" => render(Front { p: p.title(""), stats: stats(), cards: cards() }),
        "desk" => render(Inbox { p: desk(p).title("Kotak masuk"), tabs: tabs(), rows: inbox(), pages: pages() }),
        "case" => render(Work {
            p: desk(p).title("Verifikasi berkas").crumb("Kotak masuk", "/_gaya?view=desk"),
            facts: summary(),
            outcome: outcome(),
        }),
        "error" => failure(p, "7f3c0a91").into_response(),
        "" => {
            let fields = fields();
            let problems = problems(&fields);
            let p = p.title("Panduan gaya").crumb("Beranda", "/").failed(true);
            render(Guide { p, fields, problems, parts: Parts::sample() })
        }
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

#[derive(Template)]
#[template(path = "base/styleguide.html")]
struct Guide {
    p: Page,
    fields: Vec<Field>,
    problems: Vec<Problem>,
    parts: Parts,
}

struct Parts {
    tags: Vec<Tag>,
    notices: Vec<Notice>,
    tasks: Vec<TaskItem>,
    summary: Vec<SummaryRow>,
    timeline: Vec<TimelineEntry>,
    stats: Vec<Stat>,
    cards: Vec<ServiceCard>,
    tabs: Vec<Tab>,
    pages: Pager,
}

#[derive(Template)]
#[template(path = "base/sample_front.html")]
struct Front {
    p: Page,
    stats: Vec<Stat>,
    cards: Vec<ServiceCard>,
}

#[derive(Template)]
#[template(path = "base/sample_desk.html")]
struct Inbox {
    p: Page,
    tabs: Vec<Tab>,
    rows: Vec<InboxRow>,
    pages: Pager,
}

struct InboxRow {
    number: &'static str,
    who: &'static str,
    service: &'static str,
    step: &'static str,
    due: &'static str,
    tag: Tag,
}

#[derive(Template)]
#[template(path = "base/sample_case.html")]
struct Work {
    p: Page,
    facts: Vec<SummaryRow>,
    outcome: Vec<Field>,
}

/// A page of the demo office, for the style guide and for tests.
pub fn sample_page(prefs: Preferences) -> Page {
    let office = OfficeFace {
        name: Text::new(
            "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kota Palembang (contoh)",
            "Investment and One-Stop Service Office, City of Palembang (example)",
        ),
        short_name: Text::new("PTSP Palembang", "One-Stop Service Palembang"),
        place: "Kota Palembang (contoh)".into(),
        accent: Accent::default(),
        crest: OfficeFace::DEMO_CREST.into(),
        contact: vec![
            "Jalan Contoh No. 1, Palembang".into(),
            "Senin–Jumat, 08.00–15.30 WIB".into(),
            "0711 000 000 · ptsp@palembang.example".into(),
        ],
    };
    let nav = vec![
        NavItem::new("Layanan", "/layanan"),
        NavItem::new("Lacak permohonan", "/lacak"),
        NavItem::new("Periksa izin", "/verifikasi"),
    ];
    Page::new(Arc::new(office), prefs, None).nav(nav).demo(true)
}

fn desk(p: Page) -> Page {
    let viewer = Viewer { name: "Rahma Yanti".into(), role: "Verifikator".into(), home: "/_gaya?view=desk".into() };
    let mut p = p.nav(vec![
        NavItem::new("Kotak masuk", "/_gaya").count(14),
        NavItem::new("Register izin", "/meja/register"),
        NavItem::new("SOP", "/sop"),
        NavItem::new("Loket", "/meja/loket"),
    ]);
    p.viewer = Some(viewer);
    p
}

impl Parts {
    fn sample() -> Self {
        let tag = Tag::new;
        let task = |title: &str, hint: &str, href: Option<&str>, tag| TaskItem {
            title: title.into(),
            hint: hint.into(),
            href: href.map(Into::into),
            tag,
        };
        Self {
            tags: vec![
                tag("Belum mulai", Tone::Plain),
                tag("Diproses", Tone::Active),
                tag("Terbit", Tone::Good),
                tag("Menunggu pemohon", Tone::Warn),
                tag("Lewat 2 hari", Tone::Bad),
            ],
            notices: vec![
                Notice::new(Tone::Plain, "Kantor tutup pada 25 dan 26 Desember.")
                    .text("Waktu layanan tidak berjalan pada hari libur."),
                Notice::new(Tone::Good, "Permohonan terkirim.").action("Lihat tanda terima", "#"),
                Notice::new(Tone::Warn, "Foto papan reklame belum ada.").text("Unggah sebelum 12 Januari 2027."),
                Notice::new(Tone::Bad, "Berkas sudah diputuskan oleh Agus Rekaan pukul 10.14.")
                    .text("Yang Anda ketik masih ada di bawah."),
            ],
            tasks: vec![
                task("Data pemohon", "", Some("#"), tag("Lengkap", Tone::Good)),
                task("Tempat praktik", "Alamat, jenis fasilitas, jadwal", Some("#"), tag("Belum selesai", Tone::Warn)),
                task("Berkas", "5 berkas", Some("#"), tag("Belum mulai", Tone::Plain)),
                task("Periksa dan kirim", "Setelah semua bagian lengkap", None, tag("Belum bisa", Tone::Plain)),
            ],
            summary: summary().into_iter().map(|row| row.change("#")).collect(),
            timeline: timeline(),
            stats: stats(),
            cards: cards(),
            tabs: tabs(),
            pages: pages(),
        }
    }
}

fn summary() -> Vec<SummaryRow> {
    vec![
        SummaryRow::new("Nama", "dr. Siti Contoh"),
        SummaryRow::new("NIK", "1671••••••••0003"),
        SummaryRow::new("Alamat praktik", "Klinik Rekaan Sehat\nJalan Contoh No. 7, Bukit Lama"),
        SummaryRow::new("STR", "STR-2026.pdf (812 kB)").href("#"),
        SummaryRow::new("SIP lain", ""),
    ]
}

fn timeline() -> Vec<TimelineEntry> {
    let entry = |title: &str, when: &str, who: &str, stage| TimelineEntry {
        title: title.into(),
        when: when.into(),
        who: who.into(),
        stage,
        ..TimelineEntry::default()
    };
    vec![
        entry("Permohonan diterima", "9 Januari 2026 pukul 09.12", "Pemohon", Stage::Done),
        entry("Berkas dinyatakan lengkap", "12 Januari 2026 pukul 10.40", "Verifikator", Stage::Done),
        TimelineEntry {
            text: "Dijanjikan selesai 20 Januari 2026: 7 hari kerja sejak 9 Januari, tanpa hari libur 16 Januari."
                .into(),
            ..entry("Rekomendasi teknis", "sejak 12 Januari 2026", "Dinas Kesehatan", Stage::Now)
        },
        entry("Putusan kepala dinas", "", "Kepala dinas", Stage::Ahead),
        entry("Izin terbit", "", "", Stage::Ahead),
    ]
}

fn stats() -> Vec<Stat> {
    let stat = |figure: &str, label: &str, note: &str, tone| Stat {
        figure: figure.into(),
        label: label.into(),
        note: note.into(),
        tone,
    };
    vec![
        stat("94 %", "selesai tepat janji", "12 bulan terakhir, 1.812 permohonan", Tone::Good),
        stat("4 hari", "waktu tengah sampai terbit", "dijanjikan 7 hari kerja", Tone::Plain),
        stat("23", "lewat waktu hari ini", "dari 214 yang berjalan", Tone::Bad),
    ]
}

fn cards() -> Vec<ServiceCard> {
    let card = |group: &str, title: &str, text: &str, time: &str, fee: &str| ServiceCard {
        group: group.into(),
        title: title.into(),
        text: text.into(),
        time: time.into(),
        fee: fee.into(),
        href: "#".into(),
    };
    vec![
        card(
            "Kesehatan",
            "Surat Izin Praktik dokter",
            "Untuk dokter yang akan berpraktik di satu tempat di kota ini.",
            "7 hari kerja",
            "Gratis",
        ),
        card(
            "Ruang kota",
            "Izin reklame tetap",
            "Untuk papan, neon box, dan videotron yang berdiri lebih dari setahun.",
            "14 hari kerja",
            "Gratis; pajak terpisah",
        ),
        card(
            "Penelitian",
            "Surat keterangan penelitian",
            "Untuk mahasiswa dan peneliti yang mengambil data di kota ini.",
            "3 hari kerja",
            "Gratis",
        ),
    ]
}

fn tabs() -> Vec<Tab> {
    let tab = |label: &str, open, count| Tab { link: Link::new(label, "#"), open, count };
    vec![tab("Milik saya", true, Some(6)), tab("Peran saya", false, Some(8)), tab("Selesai", false, None)]
}

fn pages() -> Pager {
    Pager { previous: Some("#".into()), next: Some("#".into()), words: "Halaman 2 dari 9".into() }
}

fn inbox() -> Vec<InboxRow> {
    let row = |number, who, service, step, due, tag| InboxRow { number, who, service, step, due, tag };
    let late = || Tag::new("Lewat 2 hari", Tone::Bad);
    vec![
        row("SIP-2026-00412", "dr. Siti Contoh", "SIP dokter", "Verifikasi berkas", "20 Nov 2026", late()),
        row(
            "RKL-2026-00077",
            "PT Papan Rekaan",
            "Reklame tetap",
            "Pemeriksaan lapangan",
            "24 Nov 2026",
            Tag::new("Hari ini", Tone::Warn),
        ),
        row(
            "SIP-2026-00415",
            "dr. Andi Misal",
            "SIP dokter",
            "Verifikasi berkas",
            "26 Nov 2026",
            Tag::new("2 hari lagi", Tone::Active),
        ),
        row(
            "PNL-2026-00231",
            "Dewi Umpama",
            "Surat penelitian",
            "Verifikasi berkas",
            "27 Nov 2026",
            Tag::new("3 hari lagi", Tone::Plain),
        ),
        row(
            "RKL-2026-00078",
            "CV Iklan Andai",
            "Reklame tetap",
            "Menunggu pemohon",
            "jam berhenti",
            Tag::new("Dikembalikan", Tone::Warn),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_view_is_drawn() {
        for view in ["", "front", "desk", "case"] {
            let query = View { view: view.into(), accent: None };
            assert_eq!(show(Preferences::default(), Query(query)).await.status(), StatusCode::OK, "{view}");
        }
    }
}
