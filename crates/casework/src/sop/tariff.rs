//! What a service costs: a formula with a date from which it holds. Nothing is the usual tariff.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Formula;
use super::formula::{Facts, FormulaFault};
use crate::lang::Text;
use crate::money::Rupiah;

/// The fee of a service (component 4 of the service standard).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    /// What the applicant should know: that it is free, or who assesses a tax elsewhere.
    pub note: Text,
    /// Which day's tariff a case pays.
    #[serde(default)]
    pub day: TariffDay,
    /// The tariffs, by their effective date; the newest that has begun holds.
    pub tariff: Vec<Tariff>,
}

/// The day whose tariff a case pays, where a tariff changes while it runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TariffDay {
    /// The day of submission: who applied in time keeps the tariff.
    #[default]
    Submission,
    /// The day on which the bill is made.
    Decision,
}

/// One version of the tariff: one formula, or several lines whose sum is the amount.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tariff {
    /// The first day on which it holds.
    pub effective: Date,
    /// Yields whole rupiah from the answers; `0` where the service is free.
    #[serde(default)]
    pub formula: Option<Formula>,
    /// The legal basis, by its id in the identity block.
    pub legal_basis: String,
    /// What the amount is made of, where one line does not say enough. Then there is no `formula` beside them.
    #[serde(default, rename = "line")]
    pub lines: Vec<TariffLine>,
}

/// One line of a tariff, and of the bill that is made by it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TariffLine {
    /// What it is for.
    pub label: Text,
    /// Yields whole rupiah from the answers.
    pub formula: Formula,
}

impl Fee {
    /// The tariff that holds on a day: the newest that has begun by then.
    pub fn on(&self, day: Date) -> Option<&Tariff> {
        self.tariff.iter().filter(|tariff| tariff.effective <= day).max_by_key(|tariff| tariff.effective)
    }

    /// The next tariff that begins after a day.
    pub fn after(&self, day: Date) -> Option<&Tariff> {
        self.tariff.iter().filter(|tariff| tariff.effective > day).min_by_key(|tariff| tariff.effective)
    }
}

impl Tariff {
    /// Its formulas with what each is for; the single one has no name of its own.
    pub fn formulas(&self) -> impl Iterator<Item = (Option<&Text>, &Formula)> {
        let single = self.formula.iter().map(|formula| (None, formula));
        single.chain(self.lines.iter().map(|line| (Some(&line.label), &line.formula)))
    }

    /// The lines of a bill by this tariff. This and [`Tariff::amount`] are where every amount comes from.
    ///
    /// # Errors
    /// A formula cannot be computed, or does not yield whole rupiah.
    pub fn parts(&self, facts: &Facts) -> Result<Vec<(Option<&Text>, Rupiah)>, FormulaFault> {
        self.formulas().map(|(label, formula)| Ok((label, formula.rupiah(facts)?))).collect()
    }

    /// What is due by this tariff.
    ///
    /// # Errors
    /// As [`Tariff::parts`].
    pub fn amount(&self, facts: &Facts) -> Result<Rupiah, FormulaFault> {
        // A formula yields 2^53 at most, and a file has far fewer than a thousand lines.
        Ok(Rupiah(self.parts(facts)?.iter().map(|(_, amount)| amount.0).sum()))
    }

    /// Its formulas as they are written, as a sum.
    pub fn source(&self) -> String {
        let sources: Vec<&str> = self.formulas().map(|(_, formula)| formula.source()).collect();
        sources.join(" + ")
    }
}
