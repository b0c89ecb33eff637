//! Money through the real face: bills, the gateway with all its moods, the cashier's desk, refunds, and a ledger that
//! balances after each of them.

use axum::http::Method;
use casework::case::fee::{BillState, PaymentState, RefundCause};
use casework::sop::StepId;
use server::fees::simulator::{Mood, Posted, Simulator};
use server::fees::{self, Gateway};

use crate::on_both;
use crate::support::applying::Application;
use crate::support::{Answer, Client, Driven, Office};

const KEY: &[u8] = b"kunci gerbang untuk uji";
const CITIZEN: &str = "siti@contoh.id";

/// A gateway beside the office.
async fn gateway(office: &Office) -> Simulator {
    let simulator = Simulator::start(KEY, office.app.clock().clone()).await.unwrap();
    office.desk().pay_by(Gateway::with_key("gerbang", &simulator.url, KEY.to_vec()).unwrap());
    simulator
}

/// A case that waits for its payment, and its bill.
async fn billed<'o>(office: &'o Office, sample: &str) -> (Driven<'o>, String) {
    let driven = office.file("pakai-gedung", office.sample("pakai-gedung", sample), CITIZEN).await.unwrap();
    driven.walk(&[("verifikasi", "lengkap"), ("jadwal", "tersedia")]).await;
    office.work().await;
    let number = driven.case().await.fees.open().unwrap().terms.number.clone();
    (driven, number)
}

/// The bill's name at the gateway.
fn name(bill: &str) -> String {
    format!("palembang/{bill}")
}

async fn post(office: &Office, provider: &str, posted: &Posted) -> Answer {
    let caller = office.visitor().with("x-waktu", &posted.moment).with("x-tanda-tangan", &posted.signature);
    let mut caller = caller;
    let body = posted.body.clone();
    caller.send(Method::POST, &format!("/bayar/kabar/{provider}"), Some("application/json".into()), body).await
}

async fn told(office: &Office, posted: &Posted) {
    post(office, "gerbang", posted).await.is(204);
    office.work().await;
}

async fn waits(driven: &Driven<'_>, step: &str) -> bool {
    driven.case().await.open.contains_key(&StepId(step.into()))
}

/// The ledger balances, and the tables are what the log says.
async fn assert_balanced(office: &Office) {
    let balance = fees::balance(&office.desk()).await.unwrap();
    assert!(balance.holds(), "{balance:?}");
    let differences = office.app.differences(&office.desk()).await.unwrap();
    assert!(differences.is_empty(), "{differences:?}");
}

/// Sends one of the forms of a bill's page, as the page has it.
async fn form(client: &mut Client, bill: &str, act: &str, fields: &[(&str, &str)]) -> Answer {
    let id = client.get(&format!("/meja/kas/{bill}")).await.is(200).field("request_id");
    let fields: Vec<(&str, &str)> = fields.iter().copied().chain([("request_id", id.as_str())]).collect();
    client.post(&format!("/meja/kas/{bill}/{act}"), &fields).await
}

async fn mails(office: &Office) -> String {
    office.visitor().get("/surel").await.text()
}

on_both! {
    async fn s32_of_two_payments_one_settles_and_the_other_is_listed_for_refund(office: Office) {
        let gateway = gateway(&office).await;
        let (driven, bill) = billed(&office, "dasar").await;
        office.at("2026-01-12T10:00:00+07:00").await;
        gateway.pay(&name(&bill), "va", None).unwrap();
        office.app.clock().set("2026-01-12T10:00:40+07:00".parse().unwrap());
        gateway.pay(&name(&bill), "qris", None).unwrap();
        let callbacks = gateway.callbacks();
        let [first, second] = callbacks.as_slice() else { panic!("{callbacks:?}") };
        for posted in [second, first, second, first] {
            told(&office, posted).await;
        }
        let case = driven.case().await;
        let states: Vec<PaymentState> = case.fees.payments.iter().map(|payment| payment.state).collect();
        assert_eq!(states, [PaymentState::Kept, PaymentState::Listed]);
        assert_eq!(case.fees.payments[1].terms.surplus, Some(RefundCause::Duplicate));
        assert!(waits(&driven, "keputusan").await);
        assert_eq!(case.fees.bills.len(), 1);
        let mut citizen = office.citizen(CITIZEN).await;
        let page = citizen.get(&format!("/permohonan/{}/tagihan", driven.id.0)).await;
        for payment in &case.fees.payments {
            let receipt = &payment.terms.receipt;
            page.has(receipt);
            let paper = citizen.get(&format!("/permohonan/{}/bukti/{receipt}", driven.id.0)).await;
            assert!(paper.is(200).bytes.starts_with(b"%PDF"), "{receipt}");
        }
        page.has("Tagihannya sudah lunas");
        office.officer("kas").await.get("/meja/kas?daftar=pengembalian").await.is(200).has(&bill);
        let mails = mails(&office).await;
        assert_eq!(mails.matches("Pembayaran untuk permohonan").count(), 1);
        assert_eq!(mails.matches("Pembayaran yang akan kami kembalikan").count(), 1);
        assert_balanced(&office).await;
    }
}

on_both! {
    async fn s32_a_payment_after_expiry_is_listed_and_moves_nothing(office: Office) {
        let gateway = gateway(&office).await;
        let (driven, bill) = billed(&office, "dasar").await;
        office.at("2026-01-20T09:00:00+07:00").await;
        assert!(driven.case().await.ended.is_some(), "nobody paid");
        gateway.pay(&name(&bill), "va", None).unwrap();
        let posted = gateway.callbacks().remove(0);
        told(&office, &posted).await;
        told(&office, &posted).await;
        let case = driven.case().await;
        assert_eq!(case.fees.bills[0].state, BillState::Expired);
        assert_eq!(case.fees.payments.len(), 1);
        assert_eq!(case.fees.payments[0].terms.surplus, Some(RefundCause::CaseEnded));
        assert!(case.licence().is_none());
        assert_balanced(&office).await;
    }
}

on_both! {
    async fn s33_a_lost_callback_is_found_by_asking_and_a_failed_payment_moves_nothing(office: Office) {
        let gateway = gateway(&office).await;
        let (driven, bill) = billed(&office, "dasar").await;
        gateway.fail(&name(&bill)).unwrap();
        told(&office, &gateway.callbacks().remove(0)).await;
        assert!(waits(&driven, "pembayaran").await, "a failed payment is none");
        assert!(driven.case().await.fees.payments.is_empty());
        // The callback of the real payment is lost, and the gateway is down when it is asked first.
        gateway.pay(&name(&bill), "qris", None).unwrap();
        gateway.callbacks().clear();
        gateway.be(Mood { down: true, ..Mood::default() });
        office.at("2026-01-12T09:16:00+07:00").await;
        assert!(waits(&driven, "pembayaran").await);
        gateway.be(Mood { slow: std::time::Duration::from_millis(300), ..Mood::default() });
        office.at("2026-01-12T09:32:00+07:00").await;
        assert!(waits(&driven, "keputusan").await, "found within half an hour");
        assert!(mails(&office).await.contains("Pembayaran untuk permohonan"));
        let asked = gateway.asked();
        office.at("2026-01-12T14:00:00+07:00").await;
        assert_eq!(gateway.asked(), asked, "a bill that is settled is asked about seldom");
        assert_balanced(&office).await;
    }
}

on_both! {
    async fn s34_the_day_of_submission_keeps_its_tariff_and_a_draft_is_told_of_the_new_one(office: Office) {
        let application = |office: &Office| {
            Application::of(office, "pakai-gedung", "dasar").with("mulai", "2026-08-01").with("selesai", "2026-08-01")
        };
        office.at("2026-06-30T10:00:00+07:00").await;
        let mut citizen = office.citizen(CITIZEN).await;
        let old = application(&office).filed(&mut citizen).await;
        let draft = application(&office).begin(&mut citizen).await;
        application(&office).fill_in(&mut citizen, &draft).await;
        application(&office).upload(&mut citizen, &draft).await;
        let page = citizen.get(&format!("{draft}/periksa")).await;
        page.is(200).has("Mulai 1 Juli 2026 tarifnya berubah").has("2.150.000").has("2.650.000");
        office.at("2026-07-01T09:00:00+07:00").await;
        let page = citizen.get(&format!("{draft}/periksa")).await;
        page.has("Tarif berubah sejak Anda terakhir mengisi").has("2.650.000");
        let sent = citizen.post(&format!("{draft}/periksa"), &[("setuju", "yes")]).await;
        let new: i64 = sent.location().split('/').nth(2).unwrap().parse().unwrap();
        for (id, amount) in [(old.0, 2_150_000), (new, 2_650_000)] {
            let case = office.desk().case(casework::case::CaseId(id)).await.unwrap().unwrap().0;
            assert_eq!(case.filing.unwrap().fee.0, amount);
        }
    }
}

on_both! {
    async fn s35_above_the_limit_a_second_person_decides_and_the_ledger_balances(office: Office) {
        let (driven, bill) = billed(&office, "dasar").await;
        let (mut cashier, mut treasurer) = (office.officer("kas").await, office.officer("bendahara-penerimaan").await);
        // Void, then pay the new bill.
        form(&mut cashier, &bill, "minta", &[("apa", "batal"), ("alasan_batal", " ")]).await.is(422).has("Alasan belum diisi");
        form(&mut treasurer, &bill, "minta", &[("apa", "batal"), ("alasan_batal", "Salah gedung")]).await.is(303);
        cashier.get("/meja/kas?daftar=persetujuan").await.has(&bill);
        form(&mut treasurer, &bill, "putusan/1", &[("putusan", "setuju")]).await.is(403).has("empat mata");
        form(&mut cashier, &bill, "putusan/1", &[("putusan", "setuju")]).await.is(403);
        assert_eq!(driven.case().await.fees.bills.len(), 1);
        let other = office.hire_treasurer().await;
        let mut other = other;
        form(&mut other, &bill, "putusan/1", &[("putusan", "setuju")]).await.is(303);
        let new = driven.case().await.fees.open().unwrap().terms.number.clone();
        assert_ne!(new, bill);
        form(&mut cashier, &bill, "terima", &[("jumlah", "4.300.000"), ("cara", "cash")]).await.is(409);
        form(&mut cashier, &new, "terima", &[("jumlah", "4.300.000"), ("cara", "cash")]).await.is(303);
        assert!(waits(&driven, "keputusan").await);
        assert_balanced(&office).await;
        // Rejected after the payment: it goes back, by two people, and once.
        driven.take("keputusan", "tolak", Some("Gedung dipakai untuk pengungsi")).await.unwrap();
        let receipt = driven.case().await.fees.payments[0].terms.receipt.clone();
        let reason = format!("alasan_{receipt}");
        form(&mut cashier, &new, "minta", &[("apa", &receipt), (&reason, "Permohonan ditolak")]).await.is(303);
        let (back, proof) = (format!("kembalikan/{receipt}"), format!("bukti_{receipt}"));
        form(&mut cashier, &new, &back, &[(&proof, "TRF-1")]).await.is(409);
        form(&mut treasurer, &new, "putusan/2", &[("putusan", "setuju")]).await.is(303);
        form(&mut cashier, &new, &back, &[(&proof, "")]).await.is(422);
        form(&mut cashier, &new, &back, &[(&proof, "TRF-1")]).await.is(303);
        form(&mut cashier, &new, &back, &[(&proof, "TRF-2")]).await.is(409).has("sudah dikembalikan");
        assert_eq!(driven.case().await.fees.payments[0].state, PaymentState::Returned);
        let balance = fees::balance(&office.desk()).await.unwrap();
        assert_eq!((balance.cash.0, balance.receivable.0, balance.refunds.0), (0, 0, 0));
        assert_balanced(&office).await;
    }
}

on_both! {
    async fn s35_paid_after_the_end_goes_to_refund_and_a_small_waiver_needs_one_person(office: Office) {
        let gateway = gateway(&office).await;
        let (small, bill) = billed(&office, "pelatihan").await;
        let mut cashier = office.officer("kas").await;
        form(&mut cashier, &bill, "minta", &[("apa", "bebas"), ("alasan_bebas", "Keputusan Wali Kota")]).await.is(303);
        assert!(waits(&small, "keputusan").await);
        small.take("keputusan", "tolak", Some("Aula rusak")).await.unwrap();
        gateway.pay(&name(&bill), "va", None).unwrap();
        told(&office, &gateway.callbacks().remove(0)).await;
        let case = small.case().await;
        assert_eq!(case.fees.payments[0].terms.surplus, Some(RefundCause::CaseEnded));
        assert_eq!(case.fees.bills[0].state, BillState::Waived);
        form(&mut cashier, &bill, "terima", &[("jumlah", "525000")]).await.is(409);
        assert_balanced(&office).await;
    }
}

on_both! {
    async fn s36_what_is_free_makes_no_bill_and_waits_for_nothing(office: Office) {
        let gateway = gateway(&office).await;
        let driven = office.file("pakai-gedung", office.sample("pakai-gedung", "sosial"), CITIZEN).await.unwrap();
        driven.walk(&[("verifikasi", "lengkap"), ("jadwal", "tersedia")]).await;
        office.work().await;
        assert!(waits(&driven, "keputusan").await);
        assert!(driven.case().await.fees.bills.is_empty());
        assert_eq!(gateway.asked(), 0);
        let mut citizen = office.citizen(CITIZEN).await;
        citizen.get(&format!("/permohonan/{}/tagihan", driven.id.0)).await.is(200).has("Tidak ada yang harus dibayar");
        office.officer("kas").await.get("/meja/kas").await.is(200).has("Tidak ada tagihan di sini");
        driven.walk(&[("keputusan", "setuju")]).await;
        assert!(driven.case().await.licence().is_some());
    }
}

on_both! {
    async fn a_gateway_that_lies_and_messages_that_are_forged_move_nothing(office: Office) {
        let gateway = gateway(&office).await;
        let (driven, bill) = billed(&office, "dasar").await;
        let genuine = gateway.callback("C-1", &name(&bill));
        let forged = Posted { signature: "0".repeat(64), ..genuine.clone() };
        post(&office, "gerbang", &forged).await.is(401);
        post(&office, "gerbang", &Posted { body: b"{}".to_vec(), ..genuine.clone() }).await.is(401);
        post(&office, "lain", &genuine).await.is(404);
        post(&office, "gerbang", &gateway.callback("C-2", "kantor-lain/SKRD-2026-000001")).await.is(404);
        post(&office, "gerbang", &gateway.callback("C-3", "palembang/SKRD-2026-000777")).await.is(404);
        // A genuine message without a payment behind it: the gateway knows of none.
        told(&office, &genuine).await;
        // One that somebody kept and sends again later.
        office.app.clock().set("2026-01-12T09:11:00+07:00".parse().unwrap());
        post(&office, "gerbang", &genuine).await.is(401);
        // The gateway answers about another bill.
        gateway.pay(&name(&bill), "va", None).unwrap();
        gateway.be(Mood { lies: true, ..Mood::default() });
        told(&office, &gateway.callbacks().remove(0)).await;
        let case = driven.case().await;
        assert!(case.fees.payments.is_empty() && waits(&driven, "pembayaran").await);
        // Too little arrives: it is listed, and the bill still waits.
        gateway.be(Mood::default());
        gateway.pay(&name(&bill), "qris", Some(43)).unwrap();
        let callback = gateway.callback("C-9", &name(&bill));
        told(&office, &callback).await;
        let case = driven.case().await;
        let kept: Vec<i64> = case.fees.payments.iter().map(|payment| payment.terms.notice.amount.0).collect();
        assert_eq!(kept, [4_300_000, 43], "the true payment and the short one, each once");
        assert_balanced(&office).await;
    }
}

on_both! {
    async fn the_desk_takes_the_right_amount_once_from_the_right_person(office: Office) {
        let (driven, bill) = billed(&office, "pelatihan").await;
        for name in ["loket", "kepala", "verifikator", "admin"] {
            let mut officer = office.officer(name).await;
            officer.get("/meja/kas").await.is(404);
            officer.post(&format!("/meja/kas/{bill}/terima"), &[("jumlah", "525000")]).await.is(404);
        }
        office.citizen(CITIZEN).await.get(&format!("/meja/kas/{bill}")).await.is(404);
        office.citizen("lain@contoh.id").await.get(&format!("/permohonan/{}/tagihan", driven.id.0)).await.is(404);
        let mut cashier = office.officer("kas").await;
        cashier.get("/meja/kas/SKRD-2026-000999").await.is(404);
        let page = cashier.get(&format!("/meja/kas/{bill}")).await;
        page.is(200).has("525.000");
        let id = page.field("request_id");
        let take = |amount: &'static str, id: String| {
            let (mut cashier, bill) = (cashier.clone(), bill.clone());
            async move {
                let fields = [("jumlah", amount), ("cara", "cash"), ("request_id", id.as_str())];
                cashier.post(&format!("/meja/kas/{bill}/terima"), &fields).await
            }
        };
        take("seribu", "a".into()).await.is(422).has("tidak terbaca").has("seribu");
        take("500000", "b".into()).await.is(422).has("jumlah yang tepat").has("500000");
        let (one, two) = tokio::join!(take("525000", id.clone()), take("525000", id.clone()));
        one.is(303);
        two.is(303);
        take("525000", id).await.is(303);
        assert_eq!(driven.case().await.fees.payments.len(), 1, "a double click is one payment");
        take("525000", "c".into()).await.is(409).has("sudah lunas");
        assert!(waits(&driven, "keputusan").await);
        let receipt = driven.case().await.fees.payments[0].terms.receipt.clone();
        for paper in ["skrd.pdf".to_owned(), format!("bukti/{receipt}")] {
            let paper = cashier.get(&format!("/meja/kas/{bill}/{paper}")).await;
            assert!(paper.is(200).bytes.starts_with(b"%PDF"));
        }
        assert_balanced(&office).await;
    }
}

on_both! {
    async fn the_applicant_sees_how_to_pay_and_the_public_sees_no_amount(office: Office) {
        let _gateway = gateway(&office).await;
        let (driven, bill) = billed(&office, "dasar").await;
        let mut citizen = office.citizen(CITIZEN).await;
        let own = format!("/permohonan/{}", driven.id.0);
        citizen.get(&own).await.is(200).has("menunggu pembayaran").has("4.300.000").has(&format!("{own}/tagihan"));
        let page = citizen.get(&format!("{own}/tagihan")).await;
        page.is(200).has("8800 1671").has("QRIS").has("Retribusi kebersihan").has("Kamis, 15 Januari 2026");
        citizen.get(&format!("{own}/tagihan/{bill}.svg")).await.is(200).has("<svg");
        assert!(citizen.get(&format!("{own}/tagihan/{bill}.pdf")).await.is(200).bytes.starts_with(b"%PDF"));
        citizen.get(&format!("{own}/tagihan/{bill}.exe")).await.is(404);
        let tracking = driven.case().await.filing.unwrap().tracking.to_string();
        let public = office.visitor().get(&format!("/lacak/{tracking}")).await;
        public.is(200).has("enunggu pembayaran").lacks("4.300.000").lacks(&bill);
        let mails = mails(&office).await;
        assert!(mails.contains("Tagihan untuk permohonan"));
    }
}
