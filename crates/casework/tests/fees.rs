//! The money of a case, played against the engine: voids, waivers, refunds, four eyes, and a ledger that balances whatever
//! is asked in whatever order.

mod demo;

use std::collections::BTreeMap;

use casework::case::fee::ledger::{Account, journal};
use casework::case::fee::{
    BillState, ChangeKind, Channel, FeeCommand, FeeEvent, Notice, Offer, PaymentState, RefundCause,
};
use casework::case::{
    Actor, Applicant, Case, Command, Completion, Context, Event, FileRef, FiledBy, OfficerId, Refusal, RefusalKind,
    Sequences, Submission, decide, evolve,
};
use casework::form::Answers;
use casework::money::Rupiah;
use casework::office::{AgencyId, Office, RoleId};
use casework::scenario::Samples;
use casework::sop::{OutcomeId, RequirementId, Sop, StepId, read_sop};
use jiff::Timestamp;
use proptest::prelude::*;

/// A case on a stage, with everything that has happened to it.
struct Stage {
    office: Office,
    case: Case,
    sequences: Sequences,
    events: Vec<FeeEvent>,
    at: Timestamp,
    answers: Answers,
}

fn sop() -> Sop {
    let text = std::fs::read_to_string(demo::root().join("services/pakai-gedung/sop.toml")).expect("the SOP");
    read_sop(&text, "sop.toml").expect("it can be read").sop
}

fn officer(account: i64, roles: &[&str]) -> Actor {
    let id = OfficerId::new(account, format!("Petugas {account}"));
    let roles = roles.iter().map(|role| RoleId((*role).to_owned())).collect();
    Actor::Officer { id, roles, agency: AgencyId("dpmptsp".into()), mandates: Vec::new() }
}

fn cashier() -> Actor {
    officer(10, &["kasir"])
}

fn treasurer() -> Actor {
    officer(11, &["kasir", "bendahara-penerimaan"])
}

fn applicant() -> Actor {
    Actor::Applicant { account: 1, name: "Siti".into() }
}

impl Stage {
    fn of(sop: Sop, sample: &str) -> Stage {
        let text = std::fs::read_to_string(demo::root().join("services/pakai-gedung/contoh.toml")).expect("samples");
        let (samples, _) = Samples::read(&text, "contoh.toml", &sop);
        let answers = samples.iter().find(|(name, _)| *name == sample).expect("the sample").1.answers.clone();
        let mut office = demo::office();
        office.catalogue.insert(sop);
        let at = "2026-01-12T02:00:00Z".parse().expect("a moment");
        Stage { office, case: Case::default(), sequences: Sequences::default(), events: Vec::new(), at, answers }
    }

    fn new(sample: &str) -> Stage {
        Stage::of(sop(), sample)
    }

    fn ask(&mut self, actor: &Actor, command: Command) -> Result<(), Refusal> {
        let facts = BTreeMap::new();
        let context = Context {
            at: self.at,
            actor,
            office: &self.office,
            sequences: &self.sequences,
            random: self.case.version,
            facts: &facts,
        };
        for event in decide(&self.case, &command, &context)? {
            self.sequences.apply(&event);
            self.case = evolve(std::mem::take(&mut self.case), &event, self.at);
            if let Event::Fee { what } = event {
                self.events.push(*what);
            }
        }
        Ok(())
    }

    /// Files the application.
    fn file(&mut self) -> Result<(), Refusal> {
        let file = FileRef { sha256: "5b".repeat(32), name: "a.pdf".into(), media: "application/pdf".into(), size: 9 };
        let files = ["surat_permohonan", "ktp"].map(|id| (RequirementId(id.into()), file.clone()));
        let submission = Submission {
            service: sop().service.id,
            applicant: Applicant { account: Some(1), name: "Siti".into(), email: None, phone: None },
            filed_by: FiledBy::Applicant,
            answers: self.answers.clone(),
            files: files.into_iter().collect(),
        };
        self.ask(&applicant(), Command::Submit(submission))
    }

    /// Files the application and brings it to the step of payment, where something is due.
    fn await_payment(&mut self) {
        self.file().expect("filed");
        self.step("petugas-loket", "verifikasi", "lengkap").expect("checked");
        self.step("verifikator", "jadwal", "tersedia").expect("booked");
    }

    fn step(&mut self, role: &str, step: &str, outcome: &str) -> Result<(), Refusal> {
        let mut done = Completion::plain(StepId(step.into()), self.case.version, OutcomeId(outcome.into()));
        done.reason = Some("sebabnya".into());
        let fits = casework::case::Check { verdict: casework::case::Verdict::Fits, note: None };
        done.checks = self.case.files.keys().map(|id| (id.clone(), fits.clone())).collect();
        self.ask(&officer(20, &[role]), Command::Complete(done))
    }

    fn fee(&mut self, actor: &Actor, command: FeeCommand) -> Result<(), Refusal> {
        self.ask(actor, Command::Fee(command))
    }

    fn change(&mut self, actor: &Actor, kind: ChangeKind) -> Result<(), Refusal> {
        self.fee(actor, FeeCommand::Ask { kind, reason: "sebabnya".into() })
    }

    fn grant(&mut self, actor: &Actor, change: u32) -> Result<(), Refusal> {
        self.fee(actor, FeeCommand::Decide { change, granted: true, reason: String::new() })
    }

    fn pay(&mut self, reference: &str, bill: &str, amount: i64) -> Result<(), Refusal> {
        let notice = Notice {
            bill: bill.into(),
            provider: "gerbang".into(),
            channel: Channel::Qris,
            reference: reference.into(),
            amount: Rupiah(amount),
            paid_at: self.at,
        };
        self.fee(&Actor::System, FeeCommand::Pay(notice))
    }

    fn bill(&self) -> String {
        self.case.fees.open().expect("an open bill").terms.number.clone()
    }

    fn balances(&self) -> BTreeMap<Account, i64> {
        let mut balances = BTreeMap::new();
        for posting in self.events.iter().filter_map(|event| journal(&self.case.fees, event)) {
            assert!(posting.amount > Rupiah::ZERO, "{posting:?}");
            *balances.entry(posting.debit).or_default() += posting.amount.0;
            *balances.entry(posting.credit).or_default() -= posting.amount.0;
        }
        balances
    }

    /// What the ledger says is what bills and payments say.
    fn assert_balanced(&self) {
        let (fees, balances) = (&self.case.fees, self.balances());
        let of = |account: &Account| balances.get(account).copied().unwrap_or(0);
        assert_eq!(balances.values().sum::<i64>(), 0);
        let bills = |states: &[BillState]| -> i64 {
            let chosen = fees.bills.iter().filter(|bill| states.contains(&bill.state));
            chosen.map(|bill| bill.terms.amount.0).sum()
        };
        let paid = |wanted: &dyn Fn(PaymentState) -> bool| -> i64 {
            let chosen = fees.payments.iter().filter(|payment| wanted(payment.state));
            chosen.map(|payment| payment.terms.notice.amount.0).sum()
        };
        assert_eq!(of(&Account::Receivable), bills(&[BillState::Open]));
        assert_eq!(of(&Account::Waived), bills(&[BillState::Waived]));
        assert_eq!(-of(&Account::Revenue), bills(&[BillState::Open, BillState::Settled, BillState::Waived]));
        let owed = paid(&|state| matches!(state, PaymentState::Listed | PaymentState::Owed));
        assert_eq!(-of(&Account::RefundsPayable), owed);
        let held = balances.iter().filter(|(account, _)| matches!(account, Account::Cash(_)));
        assert_eq!(held.map(|(_, amount)| amount).sum::<i64>(), paid(&|state| state != PaymentState::Returned));
    }
}

#[test]
fn s35_a_void_bill_is_followed_by_a_new_one_and_paying_the_old_one_is_no_payment_of_the_new() {
    let mut stage = Stage::new("dasar");
    stage.await_payment();
    let old = stage.bill();
    stage.change(&cashier(), ChangeKind::Void { bill: old.clone() }).unwrap();
    assert_eq!(stage.bill(), old, "above the limit it waits for a second person");
    stage.grant(&treasurer(), 1).unwrap();
    let new = stage.bill();
    assert_ne!(old, new);
    stage.pay("a", &old, 4_300_000).unwrap();
    assert_eq!(stage.case.fees.payments[0].terms.surplus, Some(RefundCause::BillClosed));
    assert!(stage.case.open.contains_key(&StepId("pembayaran".into())));
    stage.pay("b", &new, 4_300_000).unwrap();
    assert!(stage.case.open.contains_key(&StepId("keputusan".into())));
    stage.assert_balanced();
}

#[test]
fn s35_above_the_limit_the_one_who_asked_may_not_grant() {
    let mut stage = Stage::new("dasar");
    stage.await_payment();
    let bill = stage.bill();
    stage.change(&treasurer(), ChangeKind::Waive { bill: bill.clone() }).unwrap();
    assert_eq!(stage.grant(&treasurer(), 1).unwrap_err().kind, RefusalKind::Forbidden);
    assert_eq!(stage.grant(&cashier(), 1).unwrap_err().kind, RefusalKind::Forbidden, "a cashier grants nothing");
    let twice = stage.change(&cashier(), ChangeKind::Waive { bill: bill.clone() });
    assert_eq!(twice.unwrap_err().kind, RefusalKind::Stale, "it is asked for already");
    let no = FeeCommand::Decide { change: 1, granted: false, reason: " ".into() };
    let other = officer(12, &["bendahara-penerimaan"]);
    assert_eq!(stage.fee(&other, no).unwrap_err().kind, RefusalKind::Invalid, "a no has its reason");
    stage.grant(&other, 1).unwrap();
    assert_eq!(stage.case.fees.bill(&bill).unwrap().state, BillState::Waived);
    assert!(stage.case.open.contains_key(&StepId("keputusan".into())), "the case goes on");
    assert_eq!(stage.grant(&other, 1).unwrap_err().kind, RefusalKind::Stale);
    stage.assert_balanced();
}

#[test]
fn s35_a_refund_after_a_rejection_leaves_nothing_in_the_books() {
    let mut stage = Stage::new("pelatihan");
    stage.await_payment();
    let bill = stage.bill();
    stage.pay("a", &bill, 525_000).unwrap();
    let receipt = stage.case.fees.payments[0].terms.receipt.clone();
    let refund = ChangeKind::Refund { receipt: receipt.clone() };
    assert_eq!(stage.change(&cashier(), refund.clone()).unwrap_err().kind, RefusalKind::WrongState);
    stage.step("kepala", "keputusan", "tolak").unwrap();
    let back = FeeCommand::Return { receipt: receipt.clone(), reference: "TRF-1".into() };
    assert_eq!(stage.fee(&cashier(), back.clone()).unwrap_err().kind, RefusalKind::WrongState, "not granted yet");
    stage.change(&cashier(), refund.clone()).unwrap();
    assert_eq!(stage.case.fees.bill(&bill).unwrap().state, BillState::Refunded);
    assert_eq!(stage.change(&cashier(), refund).unwrap_err().kind, RefusalKind::WrongState, "granted already");
    stage.fee(&cashier(), back.clone()).unwrap();
    assert_eq!(stage.fee(&cashier(), back).unwrap_err().kind, RefusalKind::Stale, "money goes back once");
    stage.assert_balanced();
    assert!(stage.balances().values().all(|balance| *balance == 0), "{:?}", stage.balances());
}

#[test]
fn s35_paying_while_the_case_is_closed_goes_to_refund() {
    let mut stage = Stage::new("dasar");
    stage.await_payment();
    let bill = stage.bill();
    stage.ask(&applicant(), Command::Withdraw { reason: "batal".into() }).unwrap();
    assert_eq!(stage.case.fees.bill(&bill).unwrap().state, BillState::Expired);
    stage.pay("a", &bill, 4_300_000).unwrap();
    assert_eq!(stage.case.fees.payments[0].terms.surplus, Some(RefundCause::CaseEnded));
    assert_eq!(stage.case.fees.payments[0].state, PaymentState::Listed);
    stage.assert_balanced();
}

#[test]
fn s32_the_same_payment_told_twice_counts_once() {
    let mut stage = Stage::new("dasar");
    stage.await_payment();
    let bill = stage.bill();
    stage.pay("a", &bill, 4_300_000).unwrap();
    stage.pay("a", &bill, 4_300_000).unwrap();
    assert_eq!(stage.case.fees.payments.len(), 1);
    stage.pay("b", &bill, 4_300_000).unwrap();
    assert_eq!(stage.case.fees.payments[1].terms.surplus, Some(RefundCause::Duplicate));
    assert_ne!(stage.case.fees.payments[0].terms.receipt, stage.case.fees.payments[1].terms.receipt);
    stage.assert_balanced();
}

#[test]
fn s36_a_tariff_that_yields_nothing_stops_the_case_and_does_not_pass_it() {
    let text = std::fs::read_to_string(demo::root().join("services/pakai-gedung/sop.toml")).unwrap();
    let lines = "[[fee.tariff.line]]\nlabel = { id = \"Retribusi kebersihan\", en = \"Charge for cleaning\" }\n";
    let no_tariff = text.replace("effective = \"2024-01-05\"", "effective = \"2026-06-01\"");
    let no_amount = text.replace(
        "formula = 'jenis_kegiatan == \"sosial\" ? 0 : 150000 * (days_between(mulai, selesai) + 1)'",
        "formula = 'jenis_kegiatan == \"sosial\" ? 0 : peserta * 1000'",
    );
    let no_amount = no_amount.replace(
        "[[section.field]]\nid = \"gedung\"",
        "[[section.field]]\nid = \"peserta\"\nlabel = { id = \"Peserta\", en = \"Guests\" }\ntype = \"number\"\noptional = true\n\n[[section.field]]\nid = \"gedung\"",
    );
    assert!(text.contains(lines));
    for broken in [no_tariff, no_amount] {
        let mut stage = Stage::of(read_sop(&broken, "sop.toml").expect("it can be read").sop, "dasar");
        let refusal = stage.file().unwrap_err();
        assert_eq!(refusal.kind, RefusalKind::WrongState);
        assert!(refusal.message.id.contains("administrator"), "{}", refusal.message.id);
        assert!(stage.case.filing().is_none());
    }
}

#[test]
fn s34_a_tariff_of_the_decision_is_that_of_the_day_of_the_bill() {
    let text = std::fs::read_to_string(demo::root().join("services/pakai-gedung/sop.toml")).unwrap();
    let text = text.replace("day = \"submission\"", "day = \"decision\"");
    let mut stage = Stage::of(read_sop(&text, "sop.toml").expect("it can be read").sop, "dasar");
    stage.at = "2026-06-30T02:00:00Z".parse().unwrap();
    for (field, day) in [("mulai", "2026-08-01"), ("selesai", "2026-08-02")] {
        stage.answers.0.insert(field.into(), day.into());
    }
    stage.file().unwrap();
    assert_eq!(stage.case.filing().unwrap().fee, Rupiah(4_300_000));
    stage.at = "2026-07-01T02:00:00Z".parse().unwrap();
    stage.step("petugas-loket", "verifikasi", "lengkap").unwrap();
    stage.step("verifikator", "jadwal", "tersedia").unwrap();
    let terms = &stage.case.fees.open().unwrap().terms;
    assert_eq!(terms.amount, Rupiah(5_300_000));
    assert_eq!(terms.tariff_since.to_string(), "2026-07-01");
}

#[test]
fn a_gateway_offers_once_and_strangers_touch_nothing() {
    let mut stage = Stage::new("dasar");
    stage.await_payment();
    let bill = stage.bill();
    let offer = Offer {
        provider: "gerbang".into(),
        reference: "G-1".into(),
        bank: "Bank Contoh".into(),
        account: "8800 1".into(),
        qris: "00020101".into(),
    };
    let offered = FeeCommand::Offer { bill: bill.clone(), offer };
    stage.fee(&Actor::System, offered.clone()).unwrap();
    stage.fee(&Actor::System, offered.clone()).unwrap();
    assert_eq!(stage.case.fees.bills[0].offers.len(), 1);
    for stranger in [applicant(), officer(30, &["verifikator"]), officer(31, &["kepala"])] {
        for command in [
            offered.clone(),
            FeeCommand::Ask { kind: ChangeKind::Waive { bill: bill.clone() }, reason: "x".into() },
            FeeCommand::Decide { change: 1, granted: true, reason: String::new() },
            FeeCommand::Return { receipt: "TBP-2026-000001".into(), reference: "x".into() },
        ] {
            assert_eq!(stage.fee(&stranger, command).unwrap_err().kind, RefusalKind::Forbidden);
        }
    }
    let other = stage.pay("a", "SKRD-2026-000099", 4_300_000).unwrap_err();
    assert_eq!(other.kind, RefusalKind::NotFound, "another office's bill is none of this case's");
    assert_eq!(stage.pay("a", &bill, 0).unwrap_err().kind, RefusalKind::Invalid);
    assert_eq!(stage.pay("a", &bill, -5).unwrap_err().kind, RefusalKind::Invalid);
    assert!(stage.case.fees.payments.is_empty());
}

/// One thing that somebody tries.
#[derive(Clone, Debug)]
enum Try {
    Pay(u8, usize, bool),
    Cash,
    Void(bool),
    Waive(bool),
    Refund(usize),
    Decide(u32, bool, bool),
    Return(usize),
    Reject,
    Withdraw,
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let one = prop_oneof![
        (0..6u8, 0..3usize, any::<bool>()).prop_map(|(name, bill, right)| Try::Pay(name, bill, right)),
        Just(Try::Cash),
        any::<bool>().prop_map(Try::Void),
        any::<bool>().prop_map(Try::Waive),
        (0..4usize).prop_map(Try::Refund),
        (1..6u32, any::<bool>(), any::<bool>()).prop_map(|(change, grant, second)| Try::Decide(change, grant, second)),
        (0..4usize).prop_map(Try::Return),
        Just(Try::Reject),
        Just(Try::Withdraw),
    ];
    proptest::collection::vec(one, 1..30)
}

impl Stage {
    /// Tries it; a refusal changes nothing.
    fn attempt(&mut self, attempt: &Try) {
        let bill = |at: usize, stage: &Stage| stage.case.fees.bills.get(at).map(|bill| bill.terms.clone());
        let receipt = |at: &usize, stage: &Stage| {
            stage.case.fees.payments.get(*at).map_or_else(String::new, |payment| payment.terms.receipt.clone())
        };
        let by = |treasurers: bool| if treasurers { treasurer() } else { cashier() };
        let open = self.case.fees.open().map(|bill| bill.terms.clone());
        let number = open.as_ref().map_or_else(String::new, |terms| terms.number.clone());
        let _ = match attempt {
            Try::Pay(name, at, right) => match bill(*at, self) {
                Some(terms) => self.pay(&name.to_string(), &terms.number, terms.amount.0 - i64::from(!right)),
                None => Ok(()),
            },
            Try::Cash => {
                let amount = open.map_or(Rupiah(1), |terms| terms.amount);
                let notice = Notice {
                    bill: number,
                    provider: Notice::CASH.into(),
                    channel: Channel::Cash,
                    reference: format!("kas-{}", self.events.len()),
                    amount,
                    paid_at: self.at,
                };
                self.fee(&cashier(), FeeCommand::Pay(notice))
            }
            Try::Void(who) => self.change(&by(*who), ChangeKind::Void { bill: number }),
            Try::Waive(who) => self.change(&by(*who), ChangeKind::Waive { bill: number }),
            Try::Refund(at) => self.change(&cashier(), ChangeKind::Refund { receipt: receipt(at, self) }),
            Try::Decide(change, granted, second) => {
                let command = FeeCommand::Decide { change: *change, granted: *granted, reason: "sebab".into() };
                let other = officer(12, &["bendahara-penerimaan"]);
                self.fee(&if *second { other } else { treasurer() }, command)
            }
            Try::Return(at) => {
                let back = FeeCommand::Return { receipt: receipt(at, self), reference: "TRF".into() };
                self.fee(&cashier(), back)
            }
            Try::Reject => self.step("kepala", "keputusan", "tolak"),
            Try::Withdraw => self.ask(&applicant(), Command::Withdraw { reason: String::new() }),
        };
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn s35_the_ledger_balances_whatever_is_asked_in_whatever_order(tries in tries(), small in any::<bool>()) {
        let mut stage = Stage::new(if small { "pelatihan" } else { "dasar" });
        stage.await_payment();
        for attempt in &tries {
            stage.attempt(attempt);
            stage.assert_balanced();
            let fees = &stage.case.fees;
            let waits = stage.case.open.contains_key(&StepId("pembayaran".into()));
            prop_assert_eq!(fees.open().is_some(), waits, "a step waits exactly while its bill is open");
            let settled = fees.bills.iter().filter(|bill| matches!(bill.state, BillState::Settled | BillState::Refunded));
            prop_assert!(settled.count() <= 1, "nothing is paid twice");
        }
    }
}
