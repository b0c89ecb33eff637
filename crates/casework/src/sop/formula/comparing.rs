//! The check of comparisons: that two values can be alike at all, and that a literal is one that a field can have.

use cel::IdedExpr;
use cel::common::ast::Expr;
use jiff::civil::Date;

use super::kind::Kind;
use super::typing::{Walk, text_in};
use crate::sop::check::meant;

impl Walk<'_> {
    pub(super) fn compared(&mut self, a: &IdedExpr, b: &IdedExpr, sign: &str) -> Kind {
        let (left, right) = (self.kind(a), self.kind(b));
        if left.fits(&right) {
            self.possible(&left, b);
            self.possible(&right, a);
        } else {
            self.incomparable(&left, &right, sign);
        }
        Kind::Truth
    }

    fn incomparable(&mut self, left: &Kind, right: &Kind, sign: &str) {
        let (left, right) = (left.words(), right.words());
        self.fault(
            format!("“{sign}” membandingkan {} dengan {}, yang tidak pernah sama", left.id, right.id),
            format!("“{sign}” compares {} with {}, which are never alike", left.en, right.en),
        );
    }

    pub(super) fn ordered(&mut self, a: &IdedExpr, b: &IdedExpr, sign: &str) -> Kind {
        let (left, right) = (self.kind(a), self.kind(b));
        let ordered = |kind: &Kind| matches!(kind, Kind::Number | Kind::Day | Kind::Text | Kind::Any | Kind::Null);
        let unordered = [&left, &right].into_iter().find(|kind| !ordered(kind));
        if let Some(kind) = unordered {
            let words = kind.words();
            self.fault(
                format!("“{sign}” memerlukan angka atau tanggal, tetapi mendapat {}", words.id),
                format!("“{sign}” needs numbers or days but gets {}", words.en),
            );
        } else if left.fits(&right) {
            self.possible(&left, b);
            self.possible(&right, a);
        } else {
            self.incomparable(&left, &right, sign);
        }
        Kind::Truth
    }

    /// Notes a literal that a value of this kind can never have: a slip of the pen in a choice, a day that is none.
    pub(super) fn possible(&mut self, kind: &Kind, node: &IdedExpr) {
        if let Expr::List(list) = &node.expr {
            return list.elements.iter().for_each(|element| self.possible(kind, element));
        }
        let Some(text) = text_in(node) else { return };
        match kind {
            Kind::Choice(values) if !values.iter().any(|value| value == text) => {
                let (id, en) = meant(text, values.iter().map(String::as_str));
                let all = values.join(", ");
                self.fault(
                    format!("“{text}” tidak ada di antara pilihannya ({all}).{id}"),
                    format!("“{text}” is not among the choices ({all}).{en}"),
                );
            }
            Kind::Day if text.parse::<Date>().is_err() => self.fault(
                format!("“{text}” bukan tanggal; tulis seperti \"2026-01-31\""),
                format!("“{text}” is no day; write one like \"2026-01-31\""),
            ),
            Kind::List(inner) => self.possible(inner, node),
            Kind::Choice(_)
            | Kind::Day
            | Kind::Truth
            | Kind::Number
            | Kind::Text
            | Kind::Parts(_)
            | Kind::Facts
            | Kind::Null
            | Kind::Any => {}
        }
    }

    pub(super) fn among(&mut self, item: &IdedExpr, list: &IdedExpr) -> Kind {
        let (kind, whole) = (self.kind(item), self.kind(list));
        match &whole {
            Kind::List(inner) if kind.fits(inner) => {
                self.possible(inner, item);
                self.possible(&kind, list);
            }
            Kind::List(inner) => self.incomparable(&kind, inner, "in"),
            Kind::Any | Kind::Null => {}
            Kind::Truth | Kind::Number | Kind::Text | Kind::Day | Kind::Choice(_) | Kind::Parts(_) | Kind::Facts => {
                let words = whole.words();
                self.fault(
                    format!("“in” mencari di dalam {}; yang diperlukan daftar, misalnya [\"a\", \"b\"]", words.id),
                    format!("“in” looks into {}; it needs a list such as [\"a\", \"b\"]", words.en),
                );
            }
        }
        Kind::Truth
    }
}
