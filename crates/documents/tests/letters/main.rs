//! Every letter of `services/` is set, read back by other programs, and put to the test with hostile data.

mod hostile;
mod looks;
mod office;
mod samples;

use documents::Assets;
use serde_json::Value;

/// A letter of the services, with data that an office could have.
struct Sample {
    template: &'static str,
    /// Tells apart two letters of one template.
    variant: &'static str,
    data: Value,
    /// What must stand on it, beside what stands on every letter.
    says: &'static [&'static str],
}

impl Sample {
    fn new(template: &'static str, data: &impl serde::Serialize, says: &'static [&'static str]) -> Sample {
        Sample { template, variant: "", data: serde_json::to_value(data).expect("plain texts"), says }
    }

    /// A text of the data.
    fn text(&self, pointer: &str) -> &str {
        self.data.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
    }

    /// What its QR code says, where it has one: the address of a page, or how to pay.
    fn code(&self) -> Option<&str> {
        let places = ["/letter/verify_url", "/case/tracking_url", "/bill/qris_text"];
        places.iter().map(|place| self.text(place)).find(|text| !text.is_empty())
    }

    /// The address that its QR code leads to.
    fn url(&self) -> Option<&str> {
        self.code().filter(|code| code.starts_with("https://"))
    }

    fn assets(&self) -> Assets {
        samples::assets(self.code().unwrap_or_default())
    }
}

fn letters() -> Vec<Sample> {
    let mut letters = Vec::from(of_doctors());
    letters.extend(of_signs());
    letters.extend(of_research());
    letters.extend(of_buildings());
    letters.push(Sample::new(
        "_letters/receipt.typ",
        &samples::receipt(),
        &["7KQM-2XWD-9RTA", "Kamis, 22 Januari 2026", "str-melati.pdf", "bukan izin", "Gratis"],
    ));
    letters
}

fn of_doctors() -> [Sample; 2] {
    [
        Sample::new(
            "sip-dokter/licence.typ",
            &samples::sip_licence(),
            &[
                "Klinik Pratama Ampera Sehat",
                "sampai dengan 21 Januari 2031",
                "Senin 08.00–12.00",
                "440/0101/Dinkes-SDMK/2026",
                "Tembusan",
                "NIP 19720314 199803 2 005",
            ],
        ),
        Sample::new(
            "sip-dokter/rejection.typ",
            &samples::sip_rejection(),
            &[
                "tidak ditemukan pada sistem informasi",
                "30 November 2025",
                "Keberatan dapat diajukan",
                "permohonan baru",
            ],
        ),
    ]
}

fn of_signs() -> [Sample; 4] {
    let declared = Sample::new(
        "reklame-tetap/licence.typ",
        &samples::declared_sign_licence(),
        &["menyatakan sendiri", "jalur pernyataan mandiri bagi reklame kecil", "MEMUTUSKAN"],
    );
    [
        Sample::new(
            "reklame-tetap/licence.typ",
            &samples::sign_licence(),
            &[
                "Menimbang",
                "Mengingat",
                "MEMUTUSKAN",
                "600.1/0021/PUPR/2026",
                "973/REK/00104/2026",
                "BG-2026-0031",
                "sampai dengan 31 Maret 2027",
                "KELIMA",
            ],
        ),
        Sample { variant: "-mandiri", ..declared },
        Sample::new(
            "reklame-tetap/rejection.typ",
            &samples::sign_rejection(),
            &["menutup rambu lalu lintas", "Keberatan"],
        ),
        Sample::new(
            "reklame-tetap/assignment.typ",
            &samples::sign_assignment(),
            &[
                "MENUGASKAN",
                "Guntur Wibisono, S.T., Pemeriksa lapangan, NIP 19890417 201503 1 002",
                "Rahma Fitriani, A.Md., Pemeriksa lapangan",
                "tidak menerima pembayaran",
            ],
        ),
    ]
}

fn of_research() -> [Sample; 2] {
    [
        Sample::new(
            "penelitian/licence.typ",
            &samples::research_letter(),
            &[
                "Kapasitas kolam retensi",
                "Aulia Zahra",
                "paling lambat 28 Juni 2026",
                "didampingi petugas kelurahan",
                "Pimpinan lembaga asal peneliti",
            ],
        ),
        Sample::new(
            "penelitian/rejection.typ",
            &samples::research_rejection(),
            &["persetujuan responden anak", "Keberatan"],
        ),
    ]
}

fn of_buildings() -> [Sample; 4] {
    [
        Sample::new(
            "pakai-gedung/licence.typ",
            &samples::building_licence(),
            &["Gedung Kesenian Ampera", "Pentas tari anak kampung", "sampai dengan 25 Januari 2026"],
        ),
        Sample::new(
            "pakai-gedung/rejection.typ",
            &samples::building_rejection(),
            &["sudah dipakai", "Pentas tari anak kampung", "Keberatan"],
        ),
        Sample::new(
            "_letters/bill.typ",
            &samples::bill(),
            &[
                "SKRD-2026-000004",
                "Rp4.300.000",
                "empat juta tiga ratus ribu rupiah",
                "8800 1200 0004",
                "Jumat, 30 Januari",
            ],
        ),
        Sample::new(
            "_letters/payment.typ",
            &samples::payment(),
            &["TBP-2026-000002", "Rp4.300.000", "Tunai", "Siska Amelia", "Melunasi tagihan ini."],
        ),
    ]
}

#[test]
fn every_template_of_the_services_has_a_sample() {
    let samples = letters();
    for name in office::names() {
        assert!(samples.iter().any(|sample| sample.template == name), "services/{name} has no sample here");
    }
}
