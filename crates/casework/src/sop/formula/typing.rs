//! The check of a formula before it runs: every name known, every kind right, every literal possible.
//!
//! One walk over the expression as written. Where something is wrong the walk notes it and goes on with
//! [`Kind::Any`], so that one slip is told once and the others too.

use cel::IdedExpr;
use cel::common::ast::{CallExpr, ComprehensionExpr, EntryExpr, Expr, LiteralValue, SelectExpr, operators};
use jiff::civil::Date;

use super::FormulaFault;
use super::kind::{Kind, Types};
use super::signature::{FUNCTIONS, Gives, Signature, Takes};
use crate::sop::check::meant;

/// What a formula must yield.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Yields {
    /// True or false.
    Truth,
    /// Whole rupiah, whatever was answered.
    Rupiah,
    /// A day, or nothing.
    Day,
    /// Text, or nothing.
    Text,
}

/// Every fault of a formula.
pub fn check(expression: &IdedExpr, types: &Types, wanted: Yields) -> Vec<FormulaFault> {
    let mut walk = Walk { types, inner: Vec::new(), faults: Vec::new() };
    let kind = walk.kind(expression);
    let right = match wanted {
        Yields::Truth => kind.fits(&Kind::Truth),
        Yields::Rupiah => kind == Kind::Number || kind == Kind::Any,
        Yields::Day => {
            kind.fits(&Kind::Day)
                && (kind != Kind::Text || text_in(expression).is_some_and(|day| day.parse::<Date>().is_ok()))
        }
        Yields::Text => kind.fits(&Kind::Text),
    };
    if !right {
        let (id, en) = match wanted {
            Yields::Truth => ("ya/tidak (misalnya luas > 6)", "yes or no (such as luas > 6)"),
            Yields::Rupiah => ("jumlah rupiah", "an amount of rupiah"),
            Yields::Day => ("tanggal", "a day"),
            Yields::Text => ("teks", "text"),
        };
        let words = kind.words();
        walk.fault(
            format!("rumus harus menghasilkan {id}, tetapi menghasilkan {}", words.id),
            format!("the formula must yield {en} but yields {}", words.en),
        );
    }
    if wanted == Yields::Rupiah
        && let Some(name) = walk.open_in(expression)
    {
        walk.fault(
            format!("“{name}” boleh tidak dijawab, dan tanpa jawaban tarifnya tidak dapat dihitung. Tulis otherwise({name}, 0)"),
            format!("“{name}” may stay unanswered, and then the fee cannot be computed. Write otherwise({name}, 0)"),
        );
    }
    walk.faults
}

pub(super) struct Walk<'a> {
    types: &'a Types,
    /// The names that walks over lists give to a row, innermost last.
    inner: Vec<(String, Kind)>,
    faults: Vec<FormulaFault>,
}

impl Walk<'_> {
    pub(super) fn fault(&mut self, id: impl Into<String>, en: impl Into<String>) {
        let fault = FormulaFault::new(id, en);
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    pub(super) fn kind(&mut self, node: &IdedExpr) -> Kind {
        match &node.expr {
            Expr::Unspecified => Kind::Any,
            Expr::Literal(literal) => literal_kind(literal),
            Expr::Ident(name) => self.name(name),
            Expr::Select(select) => self.part(select),
            Expr::Call(call) => self.call(call),
            Expr::Comprehension(walk) => self.walk(walk),
            Expr::List(list) => {
                let kinds: Vec<Kind> = list.elements.iter().map(|element| self.kind(element)).collect();
                let one = kinds.into_iter().try_fold(Kind::Any, Kind::both);
                Kind::List(Box::new(one.unwrap_or_else(|| {
                    self.fault("isi daftar harus sejenis semua", "the items of a list must all be of one kind");
                    Kind::Any
                })))
            }
            Expr::Map(_) | Expr::Struct(_) => {
                self.fault("{…} tidak dipakai dalam rumus", "{…} has no use in a formula");
                if let Expr::Map(map) = &node.expr {
                    for entry in &map.entries {
                        if let EntryExpr::MapEntry(pair) = &entry.expr {
                            self.kind(&pair.value);
                        }
                    }
                }
                Kind::Any
            }
        }
    }

    fn name(&mut self, name: &str) -> Kind {
        if let Some((_, kind)) = self.inner.iter().rev().find(|(inner, _)| inner == name) {
            return kind.clone();
        }
        if let Some(kind) = self.types.kind(name) {
            return kind.clone();
        }
        let (id, en) = meant(name, self.types.names());
        self.fault(
            format!("“{name}” bukan isian yang dikenal di sini.{id}"),
            format!("“{name}” is no field that is known here.{en}"),
        );
        Kind::Any
    }

    fn part(&mut self, select: &SelectExpr) -> Kind {
        let whole = self.kind(&select.operand);
        let name = select.field.as_str();
        let found = match &whole {
            Kind::Parts(parts) => match parts.get(name) {
                Some(kind) => kind.clone(),
                None => {
                    let (id, en) = meant(name, parts.keys().map(String::as_str));
                    self.fault(format!("“.{name}” tidak ada.{id}"), format!("there is no “.{name}”.{en}"));
                    Kind::Any
                }
            },
            Kind::Facts => Kind::Number,
            Kind::Any | Kind::Null => Kind::Any,
            Kind::Truth | Kind::Number | Kind::Text | Kind::Day | Kind::Choice(_) | Kind::List(_) => {
                let words = whole.words();
                self.fault(
                    format!("“.{name}” diminta dari {}, yang tidak punya bagian", words.id),
                    format!("“.{name}” is asked of {}, which has no parts", words.en),
                );
                Kind::Any
            }
        };
        if select.test { Kind::Truth } else { found }
    }

    fn call(&mut self, call: &CallExpr) -> Kind {
        if let Some(target) = &call.target {
            let parts: Vec<&IdedExpr> = std::iter::once(&**target).chain(&call.args).collect();
            return self.function(&call.func_name, true, &parts);
        }
        let args: Vec<&IdedExpr> = call.args.iter().collect();
        match (call.func_name.as_str(), args.as_slice()) {
            (operators::LOGICAL_AND | operators::LOGICAL_OR | operators::LOGICAL_NOT, _) => {
                args.iter().for_each(|arg| self.want(arg, &Kind::Truth, operator_sign(&call.func_name)));
                Kind::Truth
            }
            (operators::NOT_STRICTLY_FALSE, _) => Kind::Truth,
            (operators::CONDITIONAL, [condition, yes, no]) => {
                self.want(condition, &Kind::Truth, "? :");
                let (yes, no) = (self.kind(yes), self.kind(no));
                self.common("? :", yes, no)
            }
            (operators::EQUALS | operators::NOT_EQUALS, [a, b]) => self.compared(a, b, operator_sign(&call.func_name)),
            (operators::LESS | operators::LESS_EQUALS | operators::GREATER | operators::GREATER_EQUALS, [a, b]) => {
                self.ordered(a, b, operator_sign(&call.func_name))
            }
            (operators::IN, [item, list]) => self.among(item, list),
            (operators::INDEX, [list, place]) => self.row(list, place),
            (operators::ADD, [a, b]) => self.sum(a, b),
            (
                operators::SUBSTRACT | operators::MULTIPLY | operators::DIVIDE | operators::MODULO | operators::NEGATE,
                _,
            ) => {
                args.iter().for_each(|arg| self.want(arg, &Kind::Number, operator_sign(&call.func_name)));
                Kind::Number
            }
            _ => self.function(&call.func_name, false, &args),
        }
    }

    /// Notes a fault where a part is not of the kind that is wanted.
    fn want(&mut self, node: &IdedExpr, wanted: &Kind, sign: &str) {
        let kind = self.kind(node);
        if !kind.fits(wanted) {
            let (got, wanted) = (kind.words(), wanted.words());
            self.fault(
                format!("“{sign}” memerlukan {}, tetapi mendapat {}", wanted.id, got.id),
                format!("“{sign}” needs {} but gets {}", wanted.en, got.en),
            );
        }
    }

    fn common(&mut self, sign: &str, a: Kind, b: Kind) -> Kind {
        let (left, right) = (a.words(), b.words());
        a.both(b).unwrap_or_else(|| {
            self.fault(
                format!("“{sign}” mendapat {} dan {}; keduanya harus sejenis", left.id, right.id),
                format!("“{sign}” gets {} and {}; both must be of one kind", left.en, right.en),
            );
            Kind::Any
        })
    }

    fn sum(&mut self, a: &IdedExpr, b: &IdedExpr) -> Kind {
        let (a, b) = (self.kind(a), self.kind(b));
        match self.common("+", a, b) {
            kind @ (Kind::Truth | Kind::Parts(_) | Kind::Facts) => {
                let words = kind.words();
                self.fault(
                    format!("“+” tidak dapat menjumlahkan {}", words.id),
                    format!("“+” cannot add {}", words.en),
                );
                Kind::Any
            }
            Kind::Day | Kind::Choice(_) => Kind::Text,
            kind @ (Kind::Number | Kind::Text | Kind::List(_) | Kind::Null | Kind::Any) => kind,
        }
    }

    fn row(&mut self, list: &IdedExpr, place: &IdedExpr) -> Kind {
        self.want(place, &Kind::Number, "[ ]");
        match self.kind(list) {
            Kind::List(inner) => *inner,
            Kind::Any | Kind::Null => Kind::Any,
            other @ (Kind::Truth
            | Kind::Number
            | Kind::Text
            | Kind::Day
            | Kind::Choice(_)
            | Kind::Parts(_)
            | Kind::Facts) => {
                let words = other.words();
                self.fault(
                    format!("“[ ]” meminta baris dari {}, yang bukan daftar", words.id),
                    format!("“[ ]” asks for a row of {}, which is no list", words.en),
                );
                Kind::Any
            }
        }
    }

    /// A walk over a list: `all`, `exists`, `exists_one`, `map`, `filter`.
    fn walk(&mut self, walk: &ComprehensionExpr) -> Kind {
        let row = match self.kind(&walk.iter_range) {
            Kind::List(inner) => *inner,
            Kind::Any | Kind::Null => Kind::Any,
            other @ (Kind::Truth
            | Kind::Number
            | Kind::Text
            | Kind::Day
            | Kind::Choice(_)
            | Kind::Parts(_)
            | Kind::Facts) => {
                let words = other.words();
                self.fault(
                    format!("{} bukan daftar, jadi tidak dapat diperiksa baris demi baris", words.id),
                    format!("{} is no list and cannot be walked row by row", words.en),
                );
                Kind::Any
            }
        };
        let gathered = self.kind(&walk.accu_init);
        let depth = self.inner.len();
        self.inner.push((walk.accu_var.clone(), gathered));
        self.inner.push((walk.iter_var.clone(), row));
        let step = self.kind(&walk.loop_step);
        self.inner.truncate(depth);
        self.inner.push((walk.accu_var.clone(), step));
        let result = self.kind(&walk.result);
        self.inner.truncate(depth);
        result
    }

    fn function(&mut self, name: &str, member: bool, args: &[&IdedExpr]) -> Kind {
        let kinds: Vec<Kind> = args.iter().map(|arg| self.kind(arg)).collect();
        let same = |signature: &&Signature| signature.name == name && signature.member == member;
        let Some(signature) = FUNCTIONS.iter().find(same) else {
            let known = FUNCTIONS.iter().filter(|signature| signature.member == member).map(|signature| signature.name);
            let (id, en) = meant(name, known);
            self.fault(format!("fungsi “{name}” tidak ada.{id}"), format!("there is no function “{name}”.{en}"));
            return Kind::Any;
        };
        if signature.takes.len() != kinds.len() {
            let (wanted, got) = (signature.takes.len(), kinds.len());
            self.fault(
                format!("“{name}” memerlukan {wanted} nilai, tetapi mendapat {got}"),
                format!("“{name}” needs {wanted} values but gets {got}"),
            );
            return Kind::Any;
        }
        for ((takes, kind), arg) in signature.takes.iter().zip(&kinds).zip(args) {
            let literal_day = *takes == Takes::Day && text_in(arg).is_some();
            if literal_day {
                self.possible(&Kind::Day, arg);
            } else if !takes.takes(kind) {
                let (wanted, got) = (takes.wanted().words(), kind.words());
                self.fault(
                    format!("“{name}” memerlukan {}, tetapi mendapat {}", wanted.id, got.id),
                    format!("“{name}” needs {} but gets {}", wanted.en, got.en),
                );
            }
        }
        match signature.gives {
            Gives::Number => Kind::Number,
            Gives::Day => Kind::Day,
            Gives::Text => Kind::Text,
            Gives::Truth => Kind::Truth,
            Gives::Common => {
                let mut kinds = kinds.into_iter();
                let (a, b) = (kinds.next().unwrap_or(Kind::Any), kinds.next().unwrap_or(Kind::Any));
                self.common(name, a, b)
            }
        }
    }

    /// A name in the formula's value that may be without an answer; conditions aside, where null is harmless.
    fn open_in(&self, node: &IdedExpr) -> Option<String> {
        match &node.expr {
            Expr::Ident(name) => self.types.is_open(name).then(|| name.clone()),
            Expr::Call(call) => match (call.func_name.as_str(), call.args.as_slice()) {
                (operators::CONDITIONAL, [_, yes, no]) => self.open_in(yes).or_else(|| self.open_in(no)),
                ("otherwise", [_, instead]) => self.open_in(instead),
                ("size", _) => None,
                _ => call.args.iter().find_map(|arg| self.open_in(arg)),
            },
            Expr::Unspecified
            | Expr::Literal(_)
            | Expr::Select(_)
            | Expr::List(_)
            | Expr::Map(_)
            | Expr::Struct(_)
            | Expr::Comprehension(_) => None,
        }
    }
}

fn literal_kind(literal: &LiteralValue) -> Kind {
    match literal {
        LiteralValue::Boolean(_) => Kind::Truth,
        LiteralValue::Double(_) | LiteralValue::Int(_) | LiteralValue::UInt(_) => Kind::Number,
        LiteralValue::String(_) | LiteralValue::Bytes(_) => Kind::Text,
        LiteralValue::Null => Kind::Null,
    }
}

/// The text of a literal.
pub(super) fn text_in(node: &IdedExpr) -> Option<&str> {
    let Expr::Literal(LiteralValue::String(text)) = &node.expr else { return None };
    Some(text.inner())
}

/// An operator as it is written.
fn operator_sign(name: &str) -> &str {
    name.trim_matches(['_', '@'])
}
