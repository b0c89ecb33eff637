//! The PDF that goes with a message.

use anyhow::{Context as _, Result};
use casework::case::CaseId;

use crate::app::{App, Desk};
use crate::{licences, portal};

/// What goes with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attachment {
    /// The PDF of a letter, by its number.
    Letter(String),
    /// The receipt of the message's case.
    Receipt,
}

/// How a receipt is stored beside the numbers of letters, which all have a digit.
const RECEIPT: &str = "receipt";

impl Attachment {
    /// As it stands in a message's row.
    pub fn stored(&self) -> &str {
        match self {
            Attachment::Letter(number) => number,
            Attachment::Receipt => RECEIPT,
        }
    }

    /// From a message's row.
    pub fn read(stored: &str) -> Attachment {
        if stored == RECEIPT { Attachment::Receipt } else { Attachment::Letter(stored.to_owned()) }
    }

    /// Whether a message says enough without it. A licence is what its mail is about; a receipt can be had otherwise.
    pub fn dispensable(&self) -> bool {
        match self {
            Attachment::Letter(_) => false,
            Attachment::Receipt => true,
        }
    }

    /// Its name and content.
    ///
    /// # Errors
    /// A letter's PDF is not made yet, or a receipt cannot be made.
    pub async fn pdf(&self, app: &App, desk: &Desk, case: Option<i64>) -> Result<(String, Vec<u8>)> {
        match self {
            Attachment::Letter(number) => {
                licences::pdf(app, desk, number).await?.context("the letter's PDF is not made yet")
            }
            Attachment::Receipt => {
                let case = case.context("a message without a case has no receipt")?;
                portal::receipt(desk, CaseId(case)).await.context("the receipt's PDF cannot be made")
            }
        }
    }
}
