//! How many letters a second of CPU yields, how soon the first is there, what stays in memory.
//!
//! The letter is the doctor's licence of this repository with a table of hours, its QR code and the crest. Every one is
//! another letter: other number, other name, other code.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use documents::{
    Answer, Answers, Assets, Basis, Day, Holder, Letter, LetterData, Office, Options, Service, Signer, Template,
    qr_svg, render,
};

/// The program's own allocator: a letter allocates a great deal.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Letters before the count begins, and letters counted.
const WARM: usize = 20;
const COUNTED: usize = 400;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../services");
    let read = |name: &str| fs::read_to_string(folder.join(name)).expect("a file of services");
    let (licence, base) = (read("sip-dokter/licence.typ"), read("_letters/base.typ"));
    let crest = include_str!("../../server/assets/crest.svg");

    let begun = Instant::now();
    let files = [("licence.typ", licence.as_str()), ("_letters/base.typ", base.as_str())];
    let template = Template::of_folder("sip-dokter", "licence.typ", files).expect("the licence is sound");
    let size = set(&template, crest, 0);
    let first = begun.elapsed();
    (1..=WARM).for_each(|at| {
        set(&template, crest, at);
    });

    let (begun, cpu) = (Instant::now(), cpu_time());
    (1..=COUNTED).for_each(|at| {
        set(&template, crest, WARM + at);
    });
    let (wall, cpu) = (begun.elapsed(), cpu_time().saturating_sub(cpu));
    let counted = COUNTED as f64;
    let (a_cpu_second, a_second) = (counted / cpu.as_secs_f64(), counted / wall.as_secs_f64());

    println!("| letters a second of CPU, QR code made for each | {a_cpu_second:.0} | ≥ 150 |");
    println!("| letters a second, one after the other | {a_second:.0} | |");
    println!("| CPU a letter | {:.1} ms | |", cpu.as_secs_f64() * 1e3 / counted);
    println!("| the first letter of a process, template parsed | {:.0} ms | |", first.as_secs_f64() * 1e3);
    println!("| memory after {} letters | {:.0} MiB | |", COUNTED + WARM, resident());
    println!("| size of a letter, PDF/A-2a and PDF/UA-1 | {:.0} kB | |", size as f64 / 1e3);
}

/// Sets the letter `at`; gives its size in bytes.
fn set(template: &Template, crest: &str, at: usize) -> usize {
    let url = format!("https://izin.palembang.contoh/periksa/{at:04}-2XWD-9RTA");
    let assets = Assets::default().with("qr.svg", qr_svg(&url).expect("short")).with("crest.svg", crest);
    let options =
        Options::new(format!("503/{at:04}/SIP-DR/DPMPTSP/I/2026"), "2026-01-21T03:00:00Z".parse().expect("a moment"));
    render(template, &licence(at, url), &assets, &options).expect("a letter").bytes.len()
}

fn licence(at: usize, verify_url: String) -> LetterData {
    LetterData {
        office: office(),
        letter: Letter {
            id: "sip".into(),
            kind: "licence".into(),
            title: "Surat Izin Praktik Dokter".into(),
            number: format!("503/{at:04}/SIP-DR/DPMPTSP/I/2026"),
            date: Day { iso: "2026-01-21".into(), text: "21 Januari 2026".into() },
            until: Day { iso: "2031-01-21".into(), text: "21 Januari 2031".into() },
            code: format!("{at:04}-2XWD-9RTA"),
            verify_url,
            conditions: (1..=6)
                .map(|at| format!("Ketentuan {at}: pemegang izin berpraktik menurut standar profesi dan etika."))
                .collect(),
            copies: vec!["Kepala Dinas Kesehatan Kota Palembang".into(), "Pimpinan fasilitas tempat praktik".into()],
        },
        service: Service {
            id: "sip-dokter".into(),
            name: "Surat Izin Praktik (SIP) Dokter".into(),
            legal_basis: vec![Basis {
                id: "uu-17-2023".into(),
                title: "Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan".into(),
                article: String::new(),
            }],
            ..Service::default()
        },
        holder: Holder { name: format!("dr. Melati Anggraini {at}"), address: String::new() },
        answers: answers(at),
        signer: Signer {
            position: "Kepala Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu".into(),
            name: "Dra. Ratna Kusumadewi, M.Si.".into(),
            rank: String::new(),
            nip: "197203141998032005".into(),
        },
        ..LetterData::default()
    }
}

fn office() -> Office {
    Office {
        government: "Pemerintah Kota Palembang".into(),
        agency: "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu".into(),
        address: "Jalan Pelayanan Satu Pintu Nomor 1, Palembang 30111 (alamat contoh)".into(),
        phone: "0711 000 100".into(),
        email: "layanan@palembang.contoh".into(),
        web: "izin.palembang.contoh".into(),
        place: "Palembang".into(),
        accent: "#8a1c2b".into(),
        crest: true,
    }
}

fn answers(at: usize) -> Answers {
    let answer = |(id, label, value): (&str, &str, String)| Answer {
        id: id.into(),
        label: label.into(),
        value,
        ..Answer::default()
    };
    let texts = [
        ("tempat_lahir", "Tempat lahir", "Palembang".to_owned()),
        ("tanggal_lahir", "Tanggal lahir", "15 Agustus 1990".to_owned()),
        ("alamat", "Alamat tempat tinggal", format!("Jalan Kenanga Raya Nomor {at}, RT 03 RW 05")),
        ("kualifikasi", "Kualifikasi", "Dokter".to_owned()),
        ("nomor_str", "Nomor STR", format!("XA0000049{at:07}")),
        ("jenis_tempat", "Jenis tempat praktik", "Klinik".to_owned()),
        ("nama_tempat", "Nama tempat praktik", "Klinik Pratama Ampera Sehat".to_owned()),
        ("alamat_tempat", "Alamat tempat praktik", "Jalan Merdeka Baru Nomor 21, RT 01 RW 02".to_owned()),
    ];
    let hours = ["Senin", "Rabu", "Jumat"].map(|day| vec![day.to_owned(), "08.00".to_owned(), "12.00".to_owned()]);
    let table = Answer {
        id: "jadwal".into(),
        label: "Hari dan jam praktik".into(),
        head: ["Hari", "Mulai", "Selesai"].map(str::to_owned).into(),
        rows: hours.into(),
        ..Answer::default()
    };
    Answers(texts.into_iter().map(answer).chain([table]).collect())
}

/// The CPU time that this process has taken, its threads included, to a hundredth of a second (proc_pid_stat(5)).
fn cpu_time() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux");
    // The name in brackets may hold anything; user and system time are the 12th and 13th field after it.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// Memory in use, in MiB.
fn resident() -> f64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or_default() / 1024.0
}
