//! Money in words.

use casework::case::fee::{BillState, ChangeKind, Channel, FeeEvent, RefundCause};
use casework::lang::Lang;
use casework::sop::formula::Facts;
use casework::sop::{Sop, Tariff};
use jiff::civil::Date;

use crate::ui::{Arg, Notice, Tag, Tone, tr, tr_with, words};

/// An event about money as a case's history tells it to officers: a title and further words. Nothing for what another
/// entry tells already.
pub fn told(lang: Lang, event: &FeeEvent) -> Option<(String, String)> {
    let plain = |key: &str| tr(lang, key).into_owned();
    let with = |key: &str, name: &'static str, value: String| tr_with(lang, key, &[(name, value.into())]);
    Some(match event {
        FeeEvent::Billed { terms } => {
            (with("fees-event-billed", "amount", words::rupiah(lang, terms.amount.0)), terms.number.clone())
        }
        FeeEvent::Offered { offer, .. } => {
            (with("fees-event-offered", "bank", offer.bank.clone()), offer.account.clone())
        }
        FeeEvent::Paid { terms } => {
            let args: [(&'static str, Arg<'_>); 2] = [
                ("amount", words::rupiah(lang, terms.notice.amount.0).into()),
                ("channel", channel(lang, terms.notice.channel).into()),
            ];
            let why = terms.surplus.map(|cause| format!("\n{}", refund_cause(lang, cause))).unwrap_or_default();
            (tr_with(lang, "fees-event-paid", &args), format!("{}{why}", terms.receipt))
        }
        FeeEvent::Expired { bill } => (plain("fees-event-expired"), bill.clone()),
        FeeEvent::Asked { what, amount, reason, .. } => {
            let title = change(lang, what);
            (with("fees-event-asked", "what", title), format!("{}\n{reason}", words::rupiah(lang, amount.0)))
        }
        FeeEvent::Decided { granted: true, by: None, .. } => return None,
        FeeEvent::Decided { granted: true, .. } => (plain("fees-event-granted"), String::new()),
        FeeEvent::Decided { granted: false, reason, .. } => {
            (plain("fees-event-denied"), reason.clone().unwrap_or_default())
        }
        FeeEvent::Returned { receipt, reference, .. } => {
            (with("fees-event-returned", "receipt", receipt.clone()), reference.clone())
        }
    })
}

/// What a change is called.
pub fn change(lang: Lang, kind: &ChangeKind) -> String {
    let (key, number) = match kind {
        ChangeKind::Void { bill } => ("fees-change-void", bill),
        ChangeKind::Waive { bill } => ("fees-change-waive", bill),
        ChangeKind::Refund { receipt } => ("fees-change-refund", receipt),
    };
    tr_with(lang, key, &[("number", number.as_str().into())])
}

/// How somebody paid.
pub fn channel(lang: Lang, channel: Channel) -> String {
    let key = match channel {
        Channel::Cash => "fees-channel-cash",
        Channel::Transfer => "fees-channel-transfer",
        Channel::VirtualAccount => "fees-channel-va",
        Channel::Qris => "fees-channel-qris",
    };
    tr(lang, key).into_owned()
}

/// Why a payment goes back.
pub fn refund_cause(lang: Lang, cause: RefundCause) -> String {
    let key = match cause {
        RefundCause::Duplicate => "fees-cause-duplicate",
        RefundCause::WrongAmount => "fees-cause-wrong-amount",
        RefundCause::BillClosed => "fees-cause-bill-closed",
        RefundCause::CaseEnded => "fees-cause-case-ended",
    };
    tr(lang, key).into_owned()
}

/// How a bill stands, as a coloured word.
pub fn state(lang: Lang, state: BillState) -> Tag {
    let (key, tone) = match state {
        BillState::Open => ("fees-state-open", Tone::Warn),
        BillState::Settled => ("fees-state-settled", Tone::Good),
        BillState::Expired => ("fees-state-expired", Tone::Bad),
        BillState::Void => ("fees-state-void", Tone::Plain),
        BillState::Waived => ("fees-state-waived", Tone::Plain),
        BillState::Refunded => ("fees-state-refunded", Tone::Plain),
    };
    Tag::new(tr(lang, key), tone)
}

/// How many days before a new tariff a draft is told of it.
const NEAR: i32 = 31;

/// What somebody with a draft should know of the tariff: that it has changed since they last worked on it, or that it
/// will soon. Nothing where the amount stays the same.
pub fn tariff_news(sop: &Sop, facts: &Facts, (worked, today): (Date, Date), lang: Lang) -> Option<Notice> {
    let amount = |tariff: &Tariff, day: Date| tariff.amount(&facts.clone().with_today(day)).ok();
    let now = sop.fee.on(today)?;
    let due = amount(now, today)?;
    let tell = |key: &str, before: i64, after: i64, day: Date| {
        let args = [
            ("before", words::rupiah(lang, before).into()),
            ("after", words::rupiah(lang, after).into()),
            ("day", words::day(lang, day).into()),
        ];
        Notice::new(Tone::Warn, tr_with(lang, key, &args))
    };
    let earlier = sop.fee.on(worked).and_then(|tariff| amount(tariff, worked)).filter(|before| *before != due);
    if let Some(before) = earlier {
        return Some(tell("fees-tariff-changed", before.0, due.0, now.effective));
    }
    let next = sop.fee.after(today).filter(|next| (next.effective - today).get_days() <= NEAR)?;
    let after = amount(next, next.effective).filter(|after| *after != due)?;
    Some(tell("fees-tariff-changes", due.0, after.0, next.effective))
}
