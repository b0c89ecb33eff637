//! Who signs a letter: the holder of the role that the SOP names for it.

use anyhow::Result;
use casework::case::{Acting, Case, IssuedLetter};
use casework::office::Office;
use casework::sop::{Letter, Sop};
use documents::Signer;

use super::LANG;
use crate::app::Desk;
use crate::people;

/// Who signs: the officer who decided, where the SOP lets that role sign; else whoever holds the signing role, where it is
/// one person. Position and number come from the SOP's approver where it is the same person, else the position is the
/// role's name. A role that nobody or more than one person holds leaves the name open.
///
/// # Errors
/// The database does not answer.
pub async fn signer(desk: &Desk, sop: &Sop, letter: &Letter, issued: &IssuedLetter, case: &Case) -> Result<Signer> {
    let decided = deciding_role(sop, case) == Some(letter.signer.as_str());
    if let Some((officer, acting)) =
        issued.by.as_ref().filter(|_| decided).and_then(|by| Some((by, by.acting.as_ref()?)))
    {
        return Ok(acting_for(&desk.office(), &officer.name, acting));
    }
    let name = match issued.by.as_ref().filter(|_| decided) {
        Some(officer) => officer.name.clone(),
        None => match people::holders(desk, &letter.signer).await?.as_slice() {
            [only] => only.name.clone(),
            [] | [_, _, ..] => String::new(),
        },
    };
    Ok(block(&desk.office(), sop, &letter.signer, name))
}

/// Who signs for somebody else: how, and in which position, stand before the name (PermenPANRB 5/2021).
fn acting_for(office: &Office, name: &str, acting: &Acting) -> Signer {
    let role = office.role(&acting.role.0).map_or(acting.role.0.as_str(), |role| role.name.get(LANG));
    let position = format!("{} {role}", acting.kind.before());
    Signer { position, name: name.to_owned(), rank: String::new(), nip: String::new() }
}

/// The role of the step whose outcome issued the letter: the one completed last.
fn deciding_role<'s>(sop: &'s Sop, case: &Case) -> Option<&'s str> {
    let step = sop.step(&case.done.last()?.step)?;
    Some(&step.role)
}

fn block(office: &Office, sop: &Sop, role: &str, name: String) -> Signer {
    let approver = &sop.identity.approver;
    if approver.name == name {
        let position = approver.position.get(LANG).to_owned();
        return Signer { position, name, rank: String::new(), nip: approver.nip.clone() };
    }
    let position = office.role(role).map_or(role, |role| role.name.get(LANG)).to_owned();
    Signer { position, name, rank: String::new(), nip: String::new() }
}
