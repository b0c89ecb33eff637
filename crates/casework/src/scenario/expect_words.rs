//! What must follow, behind the arrow of a line.

use super::line::Cursor;
use super::story::{Expectation, Expected, Why};
use super::words::{Piece, Slip};
use crate::sop::EndResult;

/// The expectations, separated by commas.
pub(super) fn expectations(cursor: &mut Cursor<'_>) -> Result<Vec<Expectation>, Slip> {
    let mut all = Vec::new();
    loop {
        let column = cursor.column();
        all.push(Expectation { what: expectation(cursor)?, column });
        if !cursor.eat_sign(&Piece::Comma) {
            return Ok(all);
        }
    }
}

fn expectation(cursor: &mut Cursor<'_>) -> Result<Expected, Slip> {
    if cursor.eat(&["langkah", "step"]) {
        return Ok(Expected::Step(name(cursor)?));
    }
    if cursor.eat(&["jatuh"]) {
        also(cursor, &["tempo"])?;
        return Ok(Expected::Due(cursor.date()?));
    }
    if cursor.eat(&["due"]) {
        return Ok(Expected::Due(cursor.date()?));
    }
    if cursor.eat(&["menunggu"]) {
        return Ok(Expected::Waiting(name(cursor)?));
    }
    if cursor.eat(&["waiting"]) {
        also(cursor, &["at"])?;
        return Ok(Expected::Waiting(name(cursor)?));
    }
    if cursor.eat(&["dipegang"]) {
        return Ok(Expected::HeldBy(name(cursor)?));
    }
    if cursor.eat(&["held"]) {
        also(cursor, &["by"])?;
        return Ok(Expected::HeldBy(name(cursor)?));
    }
    if cursor.eat(&["janji", "promise"]) {
        return Ok(Expected::Promise(cursor.date()?));
    }
    outcome_of_the_case(cursor)
}

fn outcome_of_the_case(cursor: &mut Cursor<'_>) -> Result<Expected, Slip> {
    if cursor.eat(&["selesai", "ends"]) {
        return Ok(Expected::Ends(name(cursor)?));
    }
    if cursor.eat(&["hasil", "result"]) {
        return result(cursor);
    }
    if cursor.eat(&["surat", "letter"]) {
        return Ok(Expected::Letter(name(cursor)?));
    }
    if cursor.eat(&["nomor", "number"]) {
        return Ok(Expected::Number(name(cursor)?));
    }
    if cursor.eat(&["berlaku", "valid"]) {
        also(cursor, &["sampai", "until"])?;
        return Ok(Expected::ValidUntil(cursor.date()?));
    }
    if cursor.eat(&["biaya", "fee"]) {
        return Ok(Expected::Fee(cursor.rupiah()?));
    }
    if cursor.eat(&["tagihan", "bill"]) {
        return Ok(Expected::Bill(cursor.rupiah()?));
    }
    if cursor.eat(&["pengembalian", "refund"]) {
        return Ok(Expected::Refund(cursor.rupiah()?));
    }
    if cursor.eat(&["kewajiban", "duty"]) {
        let duty = name(cursor)?;
        also(cursor, &["sampai", "until"])?;
        return Ok(Expected::Duty(duty, cursor.date()?));
    }
    if cursor.eat(&["diingatkan", "reminded"]) {
        return Ok(Expected::Reminded(name(cursor)?));
    }
    if cursor.eat(&["naik"]) {
        also(cursor, &["ke"])?;
        return Ok(Expected::Escalated(name(cursor)?));
    }
    if cursor.eat(&["escalated"]) {
        also(cursor, &["to"])?;
        return Ok(Expected::Escalated(name(cursor)?));
    }
    if cursor.eat(&["ditolak", "refused"]) {
        return refused(cursor);
    }
    Err(cursor.slip(
        "Di sini seharusnya ada yang diharapkan: langkah, jatuh tempo, menunggu, dipegang, janji, selesai, hasil, surat, nomor, berlaku sampai, biaya, tagihan, pengembalian, kewajiban, diingatkan, naik ke, ditolak.",
        "Here an expectation is missing: step, due, waiting at, held by, promise, ends, result, letter, number, valid until, fee, bill, refund, duty, reminded, escalated to, refused.",
    ))
}

fn name(cursor: &mut Cursor<'_>) -> Result<String, Slip> {
    Ok(cursor.name("sebuah nama", "a name")?.text)
}

fn also(cursor: &mut Cursor<'_>, words: &[&str]) -> Result<(), Slip> {
    if cursor.eat(words) {
        return Ok(());
    }
    let words = words.join("” / “");
    Err(cursor.slip(format!("Di sini seharusnya ada kata “{words}”."), format!("Here the word “{words}” is missing.")))
}

fn result(cursor: &mut Cursor<'_>) -> Result<Expected, Slip> {
    if cursor.eat(&["terbit", "granted"]) {
        Ok(Expected::Result(EndResult::Granted))
    } else if cursor.eat(&["ditolak", "rejected"]) {
        Ok(Expected::Result(EndResult::Rejected))
    } else if cursor.eat(&["ditutup", "closed"]) {
        Ok(Expected::Result(EndResult::Closed))
    } else {
        Err(cursor.slip("Hasil adalah terbit, ditolak, atau ditutup.", "A result is granted, rejected or closed."))
    }
}

fn refused(cursor: &mut Cursor<'_>) -> Result<Expected, Slip> {
    if !cursor.eat_sign(&Piece::Colon) {
        return Err(cursor.slip(
            "Tulis “ditolak: ALASAN” bila sistem harus menolak perbuatan ini, atau “hasil ditolak” bila permohonannya ditolak.",
            "Write “refused: WHY” if the system must say no to this deed, or “result rejected” if the application is rejected.",
        ));
    }
    if let Some(text) = cursor.text() {
        return Ok(Expected::Refused(Why::Says(text)));
    }
    if cursor.eat(&["aturan", "rule", "isian", "answer", "berkas", "document"]) {
        return Ok(Expected::Refused(Why::About(name(cursor)?)));
    }
    let why = if cursor.eat(&["wewenang", "authority"]) {
        Why::Authority
    } else if cursor.eat(&["terlambat", "stale"]) {
        Why::Stale
    } else if cursor.eat(&["keadaan", "state"]) {
        Why::State
    } else if cursor.eat(&["incomplete"]) {
        Why::Incomplete
    } else if cursor.eat(&["not"]) {
        also(cursor, &["found"])?;
        Why::NotFound
    } else if cursor.eat(&["tidak"]) {
        if cursor.eat(&["lengkap"]) {
            Why::Incomplete
        } else {
            also(cursor, &["ada"])?;
            Why::NotFound
        }
    } else {
        return Err(cursor.slip(
            "Alasan penolakan adalah: aturan NAMA, isian NAMA, berkas NAMA, wewenang, terlambat, keadaan, tidak ada, tidak lengkap, atau sebuah teks dalam tanda kutip.",
            "A refusal's reason is: rule NAME, answer NAME, document NAME, authority, stale, state, not found, incomplete, or a text in quotes.",
        ));
    };
    Ok(Expected::Refused(why))
}
