//! The letters of the services with data as an office has it. Everybody in it is invented.

use documents::{
    Answer, Answers, Assets, Basis, Case, Day, Document, Duty, Findings, Holder, Letter, LetterData, Office, Promise,
    ReceiptCase, ReceiptData, Service, Signer, qr_svg,
};
use serde_json::{Value, json};

/// A text as the data wants it.
fn s(text: &str) -> String {
    text.to_owned()
}

fn list(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| s(text)).collect()
}

fn day(iso: &str, text: &str) -> Day {
    Day { iso: s(iso), text: s(text) }
}

fn answers(of: &[(&str, &str, &str)]) -> Answers {
    Answers(of.iter().map(|(id, label, value)| answer(id, label, value)).collect())
}

fn answer(id: &str, label: &str, value: &str) -> Answer {
    Answer { id: s(id), label: s(label), value: s(value), raw: s(value), ..Answer::default() }
}

fn table(id: &str, label: &str, head: &[&str], rows: &[&[&str]]) -> Answer {
    let rows = rows.iter().map(|row| list(row)).collect();
    Answer { id: s(id), label: s(label), head: list(head), rows, ..Answer::default() }
}

fn laws(of: &[(&str, &str, &str)]) -> Vec<Basis> {
    of.iter().map(|(id, title, article)| Basis { id: s(id), title: s(title), article: s(article) }).collect()
}

pub fn office() -> Office {
    Office {
        government: s("Pemerintah Kota Palembang"),
        agency: s("Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"),
        address: s("Jalan Pelayanan Satu Pintu Nomor 1, Palembang 30111 (alamat contoh)"),
        phone: s("0711 000 100"),
        email: s("layanan@palembang.contoh"),
        web: s("izin.palembang.contoh"),
        place: s("Palembang"),
        accent: s("#8a1c2b"),
        crest: true,
    }
}

const URL: &str = "https://izin.palembang.contoh/periksa/7KQM-2XWD-9RTA";

/// The pictures of a letter: the QR code of a page, and the crest.
pub fn assets(url: &str) -> Assets {
    let crest = include_bytes!("../../../server/assets/crest.svg");
    Assets::default()
        .with("qr.svg", qr_svg(url).expect("short"))
        .with("crest.svg", *crest)
        .with("pas_foto.jpg", portrait())
}

/// A photograph as a telephone sends it: a head and shoulders before a red wall.
fn portrait() -> Vec<u8> {
    let ball = |x: u32, y: u32, at: (i64, i64), radius: i64| {
        let (dx, dy) = (i64::from(x) - at.0, i64::from(y) - at.1);
        dx * dx + dy * dy < radius * radius
    };
    let picture = image::RgbImage::from_fn(400, 600, |x, y| {
        image::Rgb(match (x, y) {
            (x, y) if ball(x, y, (200, 250), 95) => [196, 154, 124],
            (x, y) if ball(x, y, (200, 220), 110) => [40, 34, 32],
            (x, y) if ball(x, y, (200, 560), 190) => [240, 240, 244],
            (_, _) => [150, 32, 40],
        })
    });
    let mut png = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut png, image::ImageFormat::Png).expect("a picture");
    documents::photo(&png.into_inner()).expect("a picture")
}

fn letter(id: &str, kind: &str, title: &str, number: &str) -> Letter {
    Letter {
        id: s(id),
        kind: s(kind),
        title: s(title),
        number: s(number),
        date: day("2026-01-21", "21 Januari 2026"),
        code: s("7KQM-2XWD-9RTA"),
        verify_url: s(URL),
        ..Letter::default()
    }
}

fn signed_by_the_head() -> Signer {
    Signer {
        position: s("Kepala Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"),
        name: s("Dra. Ratna Kusumadewi, M.Si."),
        rank: s("Pembina Utama Muda (IV/c)"),
        nip: s("197203141998032005"),
    }
}

const SIP_LAWS: [(&str, &str, &str); 4] = [
    ("uu-17-2023", "Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan", ""),
    (
        "pp-28-2024",
        "Peraturan Pemerintah Nomor 28 Tahun 2024 tentang Peraturan Pelaksanaan Undang-Undang Nomor 17 Tahun 2023 tentang Kesehatan",
        "",
    ),
    (
        "permenkes-13-2025",
        "Peraturan Menteri Kesehatan Nomor 13 Tahun 2025 tentang Pengelolaan Sumber Daya Manusia Kesehatan",
        "Pasal 147–150",
    ),
    (
        "uu-30-2014",
        "Undang-Undang Nomor 30 Tahun 2014 tentang Administrasi Pemerintahan sebagaimana telah diubah dengan Undang-Undang Nomor 6 Tahun 2023",
        "Pasal 53",
    ),
];

const SIP_ANSWERS: [(&str, &str, &str); 13] = [
    ("nama", "Nama lengkap dengan gelar", "dr. Melati Anggraini"),
    ("nik", "NIK", "1671••••••••0001"),
    ("tempat_lahir", "Tempat lahir", "Palembang"),
    ("tanggal_lahir", "Tanggal lahir", "15 Agustus 1990"),
    ("alamat", "Alamat tempat tinggal", "Jalan Kenanga Raya Nomor 14, RT 03 RW 05"),
    ("kelurahan", "Kelurahan tempat tinggal", "Lorok Pakjo, Ilir Barat I, Kota Palembang, Sumatera Selatan"),
    ("kualifikasi", "Kualifikasi", "Dokter"),
    ("nomor_str", "Nomor STR", "XA00000490000101"),
    ("str_seumur_hidup", "STR berlaku seumur hidup", "Ya, seumur hidup"),
    ("jenis_tempat", "Jenis tempat praktik", "Klinik"),
    ("nama_tempat", "Nama tempat praktik", "Klinik Pratama Ampera Sehat"),
    ("alamat_tempat", "Alamat tempat praktik", "Jalan Merdeka Baru Nomor 21, RT 01 RW 02"),
    ("kelurahan_tempat", "Kelurahan tempat praktik", "Talang Semut, Bukit Kecil, Kota Palembang, Sumatera Selatan"),
];

fn sip() -> LetterData {
    LetterData {
        office: office(),
        service: Service {
            id: s("sip-dokter"),
            name: s("Surat Izin Praktik (SIP) Dokter"),
            product: s("Surat Izin Praktik Dokter untuk satu tempat praktik"),
            legal_basis: laws(&SIP_LAWS),
            sop: s("000.8.3.3/011/SOP/DPMPTSP/2025"),
        },
        case: Case { number: s("2026/SIP/00012"), submitted: day("2026-01-09", "9 Januari 2026") },
        holder: Holder { name: s("dr. Melati Anggraini"), address: String::new() },
        answers: Answers(
            [
                answers(&SIP_ANSWERS).0,
                vec![table(
                    "jadwal",
                    "Hari dan jam praktik",
                    &["Hari", "Mulai", "Selesai"],
                    &[&["Senin", "08.00", "12.00"], &["Rabu", "08.00", "12.00"], &["Jumat", "13.30", "16.30"]],
                )],
            ]
            .concat(),
        ),
        findings: [(
            s("rekomendasi-dinkes"),
            Findings {
                step: s("Rekomendasi Dinas Kesehatan"),
                by: s("Dinas Kesehatan"),
                date: day("2026-01-12", "12 Januari 2026"),
                outcome: s("direkomendasikan"),
                reason: String::new(),
                answers: answers(&[
                    ("nomor_rekomendasi", "Nomor rekomendasi", "440/0101/Dinkes-SDMK/2026"),
                    ("tanggal_rekomendasi", "Tanggal rekomendasi", "12 Januari 2026"),
                ]),
            },
        )]
        .into(),
        signer: signed_by_the_head(),
        ..LetterData::default()
    }
}

/// What may be done after a refusal, as the SOPs of all services have it.
fn ways_on() -> Vec<String> {
    list(&[
        "Saudara dapat mengajukan permohonan baru setelah alasan penolakan di atas dipenuhi, tanpa biaya.",
        "Keberatan dapat diajukan secara tertulis kepada Kepala DPMPTSP paling lama 21 hari kerja sejak surat ini diterima.",
    ])
}

pub fn sip_licence() -> LetterData {
    let mut letter = letter("sip", "licence", "Surat Izin Praktik Dokter", "503/0007/SIP-DR/DPMPTSP/I/2026");
    letter.until = day("2031-01-21", "21 Januari 2031");
    letter.conditions = list(&[
        "Izin ini hanya berlaku untuk tempat praktik yang tersebut di atas.",
        "Pemegang izin berpraktik menurut standar profesi, standar pelayanan, standar prosedur operasional, dan etika.",
        "Pemegang izin memasang papan nama atau menunjukkan izin ini di tempat praktik.",
        "Perpanjangan diajukan paling lambat tiga bulan sebelum masa berlaku berakhir, dengan bukti kecukupan SKP.",
        "Bila berhenti berpraktik di tempat ini, pemegang izin mengajukan pencabutan agar jumlah SIP aktifnya berkurang.",
        "Izin ini dicabut bila diperoleh dengan data yang tidak benar atau bila ketentuan di atas dilanggar.",
    ]);
    letter.copies = list(&["Kepala Dinas Kesehatan Kota Palembang", "Pimpinan fasilitas tempat praktik"]);
    LetterData { letter, pictures: [(s("pas_foto"), s("/pas_foto.jpg"))].into(), ..sip() }
}

pub fn sip_rejection() -> LetterData {
    let title = "Penolakan Permohonan Surat Izin Praktik Dokter";
    let mut letter = letter("penolakan", "rejection", title, "503/0002/TOLAK-SIP-DR/DPMPTSP/I/2026");
    letter.conditions = ways_on();
    letter.copies = list(&["Kepala Dinas Kesehatan Kota Palembang"]);
    let reasons = list(&[
        "Nomor STR yang diajukan tidak ditemukan pada sistem informasi Kementerian Kesehatan.",
        "Dinas Kesehatan tidak memberi rekomendasi: izin fasilitas tempat praktik sudah berakhir pada 30 November 2025.",
    ]);
    LetterData { letter, reasons, ..sip() }
}

const SIGN_LAWS: [(&str, &str, &str); 7] = [
    (
        "uu-1-2022",
        "Undang-Undang Nomor 1 Tahun 2022 tentang Hubungan Keuangan antara Pemerintah Pusat dan Pemerintahan Daerah",
        "",
    ),
    (
        "uu-38-2004",
        "Undang-Undang Nomor 38 Tahun 2004 tentang Jalan sebagaimana telah beberapa kali diubah, terakhir dengan Undang-Undang Nomor 2 Tahun 2022",
        "",
    ),
    (
        "permen-pu-20-2010",
        "Peraturan Menteri Pekerjaan Umum Nomor 20/PRT/M/2010 tentang Pedoman Pemanfaatan dan Penggunaan Bagian-Bagian Jalan",
        "",
    ),
    (
        "pp-16-2021",
        "Peraturan Pemerintah Nomor 16 Tahun 2021 tentang Peraturan Pelaksanaan Undang-Undang Nomor 28 Tahun 2002 tentang Bangunan Gedung",
        "",
    ),
    (
        "uu-30-2014",
        "Undang-Undang Nomor 30 Tahun 2014 tentang Administrasi Pemerintahan sebagaimana telah diubah dengan Undang-Undang Nomor 6 Tahun 2023",
        "",
    ),
    (
        "perpres-97-2014",
        "Peraturan Presiden Nomor 97 Tahun 2014 tentang Penyelenggaraan Pelayanan Terpadu Satu Pintu",
        "",
    ),
    (
        "standar-jalur-mandiri",
        "Standar Pelayanan DPMPTSP Kota Palembang (contoh) tentang jalur pernyataan mandiri bagi reklame kecil, mengikuti praktik sejak Agustus 2019",
        "",
    ),
];

const SIGN_ANSWERS: [(&str, &str, &str); 23] = [
    ("bentuk_pemohon", "Reklame ini atas nama", "Badan: PT, CV, yayasan, koperasi, atau instansi"),
    ("nama_badan", "Nama badan", "PT Cahaya Musi Abadi"),
    ("nama", "Nama pemohon atau penanggung jawab", "Hendra Saputra"),
    ("nib", "NIB", "1234567890123"),
    ("telepon", "Nomor telepon", "0812 0000 0201"),
    ("alamat", "Alamat", "Jalan Sudirman Lama Nomor 100"),
    ("kelurahan", "Kelurahan pemohon", "Sungai Pangeran, Ilir Timur I, Kota Palembang, Sumatera Selatan"),
    ("jenis_reklame", "Jenis reklame", "Billboard"),
    ("naskah", "Naskah reklame", "Kopi Ampera: hangat sejak pagi"),
    ("produk", "Produk atau jasa yang diiklankan", "Kopi bubuk"),
    ("panjang", "Panjang", "8 m"),
    ("lebar", "Lebar atau tinggi bidang", "4 m"),
    ("sisi", "Jumlah sisi yang memuat reklame", "2 sisi"),
    ("ketinggian", "Tinggi puncak reklame dari tanah", "10 m"),
    ("bahan", "Bahan", "Fleksi"),
    ("penerangan", "Penerangan", "Disinari dari luar"),
    ("alamat_lokasi", "Alamat titik pemasangan", "Jalan Kapten Rivai Baru Nomor 12, depan gerbang timur"),
    (
        "kelurahan_lokasi",
        "Kelurahan titik pemasangan",
        "Sungai Pangeran, Ilir Timur I, Kota Palembang, Sumatera Selatan",
    ),
    ("titik", "Titik pada peta", "-2.9789, 104.7487"),
    ("kelas_jalan", "Kelas jalan", "Jalan arteri"),
    ("letak", "Letak reklame", "Di dalam persil, di luar ruang milik jalan"),
    ("mulai_tayang", "Mulai tayang", "1 April 2026"),
    ("selesai_tayang", "Selesai tayang", "31 Maret 2027"),
];

fn sign() -> LetterData {
    LetterData {
        office: office(),
        service: Service {
            id: s("reklame-tetap"),
            name: s("Izin Reklame Tetap"),
            product: s("Izin Reklame Tetap untuk satu titik dan satu masa tayang"),
            legal_basis: laws(&SIGN_LAWS),
            sop: s("000.8.3.3/014/SOP/DPMPTSP/2025"),
        },
        case: Case { number: s("2026/REK/00031"), submitted: day("2026-01-09", "9 Januari 2026") },
        holder: Holder { name: s("PT Cahaya Musi Abadi"), address: String::new() },
        answers: answers(&SIGN_ANSWERS),
        signer: signed_by_the_head(),
        ..LetterData::default()
    }
}

fn sign_findings() -> Vec<(String, Findings)> {
    let step = |id: &str, by: &str, given: &[(&str, &str, &str)]| {
        let findings = Findings { step: s(id), by: s(by), answers: answers(given), ..Findings::default() };
        (s(id), findings)
    };
    vec![
        step("tinjauan-lapangan", "Pemeriksa lapangan", &[("tanggal_tinjau", "Tanggal tinjauan", "14 Januari 2026")]),
        step(
            "rekomendasi-pupr",
            "Dinas Pekerjaan Umum dan Penataan Ruang",
            &[
                ("nomor_rekomendasi", "Nomor rekomendasi", "600.1/0021/PUPR/2026"),
                ("tanggal_rekomendasi", "Tanggal rekomendasi", "15 Januari 2026"),
            ],
        ),
        step(
            "penetapan-pajak",
            "Badan Pendapatan Daerah",
            &[("nomor_skpd", "Nomor SKPD", "973/REK/00104/2026"), ("tanggal_skpd", "Tanggal SKPD", "15 Januari 2026")],
        ),
        step(
            "jaminan-bongkar",
            "Bendahara jaminan",
            &[
                ("nomor_jaminan", "Nomor bukti jaminan", "BG-2026-0031"),
                ("nilai_diterima", "Nilai jaminan yang diterima", "Rp 18.500.000"),
            ],
        ),
    ]
}

pub fn sign_licence() -> LetterData {
    let mut letter = letter("izin", "licence", "Izin Reklame Tetap", "503/0019/REK-T/DPMPTSP/I/2026");
    letter.until = day("2027-03-31", "31 Maret 2027");
    letter.conditions = list(&[
        "Reklame dipasang pada titik, ukuran, dan naskah yang tersebut di atas; setiap perubahan memerlukan izin baru.",
        "Stiker QR izin ini ditempel pada reklame di tempat yang terlihat dari tanah.",
        "Pemegang izin memelihara konstruksi dan bertanggung jawab atas kerugian yang ditimbulkannya.",
        "Reklame dibongkar paling lambat 7 hari setelah masa tayang berakhir; bila tidak, dibongkar dengan memakai jaminan bongkar.",
        "Izin ini bukan bukti pembayaran pajak; pajak reklame diatur dan ditagih oleh Badan Pendapatan Daerah.",
    ]);
    letter.copies = list(&[
        "Kepala Dinas Pekerjaan Umum dan Penataan Ruang Kota Palembang",
        "Kepala Badan Pendapatan Daerah Kota Palembang",
        "Kepala Satuan Polisi Pamong Praja Kota Palembang",
    ]);
    LetterData { letter, findings: sign_findings().into_iter().collect(), ..sign() }
}

pub fn declared_sign_licence() -> LetterData {
    let mut data = sign_licence();
    data.letter.id = s("izin-mandiri");
    data.letter.title = s("Izin Reklame Tetap (Pernyataan Mandiri)");
    data.letter.number = s("503/0004/REK-TM/DPMPTSP/I/2026");
    data.findings.clear();
    data
}

pub fn sign_rejection() -> LetterData {
    let title = "Penolakan Permohonan Izin Reklame Tetap";
    let mut letter = letter("penolakan", "rejection", title, "503/0003/TOLAK-REK/DPMPTSP/I/2026");
    letter.conditions = ways_on();
    letter.copies = list(&["Kepala Badan Pendapatan Daerah Kota Palembang"]);
    let reasons = list(&["Titik yang dimohon berada di ruang manfaat jalan dan menutup rambu lalu lintas."]);
    LetterData { letter, reasons, ..sign() }
}

pub fn sign_assignment() -> LetterData {
    let title = "Surat Tugas Tinjauan Lapangan Reklame";
    let mut letter = letter("surat-tugas", "assignment", title, "800/0011/ST-REK/DPMPTSP/I/2026");
    letter.conditions = list(&[
        "Tim meninjau titik, mengukur, dan mengambil foto dari sekurang-kurangnya dua arah.",
        "Tim tidak menerima pembayaran atau pemberian dalam bentuk apa pun.",
    ]);
    let named = Answer {
        id: s("petugas"),
        label: s("Petugas yang ditugaskan meninjau"),
        head: list(&["Nama dan gelar", "Jabatan", "NIP"]),
        rows: vec![
            list(&["Guntur Wibisono, S.T.", "Pemeriksa lapangan", "198904172015031002"]),
            list(&["Rahma Fitriani, A.Md.", "Pemeriksa lapangan", ""]),
        ],
        ..Answer::default()
    };
    let verified =
        Findings { step: s("Verifikasi administrasi"), answers: Answers(vec![named]), ..Findings::default() };
    let findings = [(s("verifikasi"), verified)].into();
    let signer = Signer {
        position: s("Kepala Bidang Perizinan"),
        name: s("Ahmad Fauzan, S.H., M.H."),
        rank: String::new(),
        nip: s("197908052006041003"),
    };
    LetterData { letter, findings, signer, ..sign() }
}

const RESEARCH_LAWS: [(&str, &str, &str); 3] = [
    (
        "permendagri-3-2018",
        "Peraturan Menteri Dalam Negeri Nomor 3 Tahun 2018 tentang Penerbitan Surat Keterangan Penelitian",
        "",
    ),
    ("uu-11-2019", "Undang-Undang Nomor 11 Tahun 2019 tentang Sistem Nasional Ilmu Pengetahuan dan Teknologi", ""),
    (
        "uu-30-2014",
        "Undang-Undang Nomor 30 Tahun 2014 tentang Administrasi Pemerintahan sebagaimana telah diubah dengan Undang-Undang Nomor 6 Tahun 2023",
        "",
    ),
];

const RESEARCH_ANSWERS: [(&str, &str, &str); 12] = [
    ("nama", "Nama lengkap", "Ir. Fadli Nugraha, M.T."),
    ("alamat", "Alamat tempat tinggal", "Jalan Kancil Mas Nomor 5, RT 02 RW 01"),
    ("kelurahan", "Kelurahan tempat tinggal", "Demang Lebar Daun, Ilir Barat I, Kota Palembang, Sumatera Selatan"),
    ("lembaga", "Nama lembaga dan unit", "Politeknik Bumi Sriwijaya, Jurusan Teknik Sipil"),
    ("jenjang", "Tujuan akademik", "Penelitian dosen"),
    ("nomor_induk", "Nomor induk mahasiswa, dosen, atau pegawai", "0009077701"),
    ("penanggung_jawab", "Pembimbing atau penanggung jawab", "Dr. Maulana Iskandar, M.Si."),
    ("judul", "Judul penelitian", "Kapasitas kolam retensi dan genangan di Kecamatan Ilir Timur"),
    ("bidang", "Bidang ilmu", "Teknik"),
    ("metode", "Cara mengambil data", "Pengamatan di lapangan, pengambilan sampel, telaah dokumen"),
    ("mulai", "Mulai penelitian", "2 Februari 2026"),
    ("selesai", "Selesai penelitian", "29 Mei 2026"),
];

fn research() -> LetterData {
    let mut given = answers(&RESEARCH_ANSWERS);
    given.0.push(table(
        "lokasi",
        "Lokasi penelitian",
        &["Tempat", "Kelurahan"],
        &[
            &["Dinas Pekerjaan Umum dan Penataan Ruang", ""],
            &["Kolam retensi Simpang Patal", "Talang Aman, Kemuning, Kota Palembang"],
        ],
    ));
    given.0.push(table(
        "anggota",
        "Anggota selain peneliti utama",
        &["Nama", "Nomor induk", "Peran"],
        &[
            &["Rizky Ramadhan, S.T.", "2024100101", "Pengukuran lapangan"],
            &["Aulia Zahra", "2023100214", "Pengolahan data"],
            &["Yoga Saputra", "", ""],
        ],
    ));
    LetterData {
        office: office(),
        service: Service {
            id: s("penelitian"),
            name: s("Surat Keterangan Penelitian"),
            product: s("Surat Keterangan Penelitian yang menyebut lokasi, anggota, dan jangka waktu"),
            legal_basis: laws(&RESEARCH_LAWS),
            sop: s("000.8.3.3/017/SOP/DPMPTSP/2025"),
        },
        case: Case { number: s("2026/SKP/00044"), submitted: day("2026-01-09", "9 Januari 2026") },
        holder: Holder { name: s("Ir. Fadli Nugraha, M.T."), address: String::new() },
        answers: given,
        signer: signed_by_the_head(),
        ..LetterData::default()
    }
}

pub fn research_letter() -> LetterData {
    let mut letter = letter("skp", "licence", "Surat Keterangan Penelitian", "070/0031/SKP/DPMPTSP/I/2026");
    letter.until = day("2026-05-29", "29 Mei 2026");
    letter.conditions = list(&[
        "Peneliti melapor kepada pimpinan tempat penelitian sebelum mulai dan menunjukkan surat ini.",
        "Penelitian mengikuti proposal yang diajukan dan tidak mengganggu ketenteraman serta pelayanan di lokasi.",
        "Data pribadi responden dilindungi menurut UU 27/2022.",
        "Hasil penelitian diserahkan lewat halaman layanan ini paling lambat 30 hari setelah penelitian selesai.",
        "Surat ini dicabut bila ketentuan di atas dilanggar.",
    ]);
    letter.copies = list(&[
        "Kepala Badan Kesatuan Bangsa dan Politik Kota Palembang",
        "Pimpinan instansi dan tempat yang menjadi lokasi penelitian",
        "Pimpinan lembaga asal peneliti",
    ]);
    let findings = Findings {
        step: s("Kajian Kesbangpol"),
        by: s("Badan Kesatuan Bangsa dan Politik"),
        answers: answers(&[
            ("nomor_rekomendasi", "Nomor rekomendasi", "070/0031/Bakesbangpol/2026"),
            ("tanggal_rekomendasi", "Tanggal rekomendasi", "13 Januari 2026"),
            ("syarat", "Syarat bagi peneliti", "Pengambilan sampel air didampingi petugas kelurahan."),
        ]),
        ..Findings::default()
    };
    let duty = Duty {
        name: s("Menyerahkan hasil penelitian"),
        due: day("2026-06-28", "28 Juni 2026"),
        otherwise: s(
            "Kantor mengingatkan peneliti dan lembaganya, dan mempertimbangkannya pada permohonan mereka yang berikutnya.",
        ),
    };
    LetterData { letter, findings: [(s("kajian-kesbangpol"), findings)].into(), duties: vec![duty], ..research() }
}

pub fn research_rejection() -> LetterData {
    let title = "Penolakan Permohonan Surat Keterangan Penelitian";
    let mut letter = letter("penolakan", "rejection", title, "070/0002/TOLAK-SKP/DPMPTSP/I/2026");
    letter.conditions = ways_on();
    letter.copies = list(&["Kepala Badan Kesatuan Bangsa dan Politik Kota Palembang"]);
    let reasons = list(&[
        "Proposal tidak menjelaskan bagaimana persetujuan responden anak diperoleh; kajian Kesbangpol menilai dampaknya belum terkendali.",
    ]);
    LetterData { letter, reasons, ..research() }
}

fn building() -> LetterData {
    LetterData {
        office: office(),
        service: Service {
            id: s("pakai-gedung"),
            name: s("Izin Pemakaian Gedung"),
            product: s("Izin pemakaian gedung milik daerah untuk satu kegiatan"),
            legal_basis: laws(&[
                (
                    "permendagri-19-2016",
                    "Peraturan Menteri Dalam Negeri Nomor 19 Tahun 2016 tentang Pedoman Pengelolaan Barang Milik Daerah",
                    "",
                ),
                ("uu-30-2014", "Undang-Undang Nomor 30 Tahun 2014 tentang Administrasi Pemerintahan", ""),
            ]),
            sop: s("000.8.3.3/021/SOP/DPMPTSP/2025"),
        },
        case: Case { number: s("2026/IPG/00007"), submitted: day("2026-01-09", "9 Januari 2026") },
        holder: Holder { name: s("Nyimas Kartika Dewi"), address: String::new() },
        answers: answers(&[
            ("alamat", "Alamat", "Jalan Anggrek Sari Nomor 3, RT 07 RW 02"),
            ("nama_kegiatan", "Nama kegiatan", "Pentas tari anak kampung"),
            ("jenis_kegiatan", "Jenis kegiatan", "Kesenian"),
            ("gedung", "Gedung", "Gedung Kesenian Ampera"),
            ("mulai", "Mulai", "24 Januari 2026"),
        ]),
        signer: signed_by_the_head(),
        ..LetterData::default()
    }
}

pub fn building_licence() -> LetterData {
    let mut letter = letter("izin", "licence", "Izin Pemakaian Gedung", "030/0004/IPG/DPMPTSP/I/2026");
    letter.until = day("2026-01-25", "25 Januari 2026");
    letter.conditions = list(&["Pemakai menjaga kebersihan gedung dan mengembalikannya seperti semula."]);
    LetterData { letter, ..building() }
}

pub fn building_rejection() -> LetterData {
    let title = "Penolakan Permohonan Izin Pemakaian Gedung";
    let mut letter = letter("penolakan", "rejection", title, "030/0001/TOLAK-IPG/DPMPTSP/I/2026");
    letter.conditions = ways_on();
    LetterData { letter, reasons: list(&["Pada hari itu gedung sudah dipakai untuk kegiatan lain."]), ..building() }
}

/// What the bill's template is told.
pub fn bill() -> Value {
    json!({
        "office": office(),
        "service": building().service,
        "case": { "number": "2026/IPG/00007", "holder": "Nyimas Kartika Dewi" },
        "bill": {
            "number": "SKRD-2026-000004",
            "issued": "12 Januari 2026 pukul 09.14",
            "due": "Jumat, 30 Januari 2026",
            "lines": [["Pemakaian gedung, 2 hari", "Rp4.000.000"], ["Kebersihan", "Rp300.000"]],
            "amount": "Rp4.300.000",
            "in_words": "empat juta tiga ratus ribu rupiah",
            "tariff": "1 Januari 2026",
            "law": "Peraturan Daerah tentang Pajak Daerah dan Retribusi Daerah (contoh)",
            "state": "Menunggu pembayaran",
            "bank": "Bank Musi Contoh",
            "account": "8800 1200 0004",
            "qris": true,
            "qris_text": "00020101021226590014ID.CONTOH.WWW0118936000000000000004520400005303360540743000005802ID",
        },
    })
}

/// What the template of a payment's receipt is told.
pub fn payment() -> Value {
    json!({
        "office": office(),
        "service": building().service,
        "case": { "number": "2026/IPG/00007", "holder": "Nyimas Kartika Dewi" },
        "bill": { "number": "SKRD-2026-000004", "amount": "Rp4.300.000" },
        "payment": {
            "receipt": "TBP-2026-000002",
            "paid": "13 Januari 2026 pukul 10.02",
            "amount": "Rp4.300.000",
            "in_words": "empat juta tiga ratus ribu rupiah",
            "channel": "Tunai",
            "reference": "KAS-0002",
            "officer": "Siska Amelia",
            "note": "Melunasi tagihan ini.",
        },
    })
}

pub fn receipt() -> ReceiptData {
    let document = |name: &str, file: &str, size: &str| Document { name: s(name), file: s(file), size: s(size) };
    ReceiptData {
        office: office(),
        service: sip().service,
        case: ReceiptCase {
            number: s("2026/SIP/00012"),
            submitted: day("2026-01-09", "Jumat, 9 Januari 2026"),
            time: s("09.14 WIB"),
            tracking: s("7KQM-2XWD-9RTA"),
            tracking_url: s("https://izin.palembang.contoh/lacak/7KQM-2XWD-9RTA"),
            fee: s("Gratis"),
            filed_by: String::new(),
        },
        holder: Holder { name: s("dr. Melati Anggraini"), address: String::new() },
        promise: Promise {
            text: s("9 hari kerja"),
            due: day("2026-01-22", "Kamis, 22 Januari 2026"),
            why: s("Dihitung 9 hari kerja sejak 9 Januari 2026; Sabtu, Minggu, dan libur tidak dihitung."),
        },
        documents: vec![
            document("Surat Tanda Registrasi (STR)", "str-melati.pdf", "412 kB"),
            document("Surat keterangan tempat praktik", "keterangan_klinik_ampera_final (2).pdf", "1,2 MB"),
            document("Pas foto berwarna terbaru", "IMG_20260108_101522.jpg", "2,4 MB"),
        ],
        next: list(&[
            "Petugas loket memeriksa kelengkapan berkas, paling lambat 1 hari kerja.",
            "Verifikator mencocokkan STR Anda, lalu Dinas Kesehatan memberi rekomendasi.",
            "Kepala Dinas memutuskan. Surat izin dikirim ke surel Anda dan dapat diunduh pada halaman lacak.",
        ]),
    }
}
