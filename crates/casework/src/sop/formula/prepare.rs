//! Making a parsed formula ready to run on an office's answers, where CEL by itself is too strict:
//!
//! - a number is a number: literals become doubles, and our arithmetic takes whole and broken ones alike;
//! - an unanswered question is null, and null never breaks a formula: `<` and its like yield false, arithmetic and
//!   functions yield null, a condition that is null does not hold, a list that is null is empty;
//! - a part that is missing (a cell, a row, a finding) is null too, and `has(…)` tells whether something was answered.
//!
//! Only `fakta.<name>` stays strict: that the office does not know a fact is a fault of the program, not an answer.

use cel::IdedExpr;
use cel::common::ast::{CallExpr, ComprehensionExpr, EntryExpr, Expr, IdedEntryExpr, LiteralValue, operators};

use super::functions::{AT, FIELD, HAS, ROWS, TRUTH};

/// Rewrites the expression in place; the meaning of what already worked does not change.
pub fn prepare(node: &mut IdedExpr) {
    match &mut node.expr {
        Expr::Unspecified | Expr::Ident(_) => {}
        Expr::Literal(literal) => as_double(literal),
        Expr::List(list) => list.elements.iter_mut().for_each(prepare),
        Expr::Map(map) => map.entries.iter_mut().for_each(entry),
        Expr::Struct(made) => made.entries.iter_mut().for_each(entry),
        Expr::Comprehension(walk) => comprehension(walk),
        Expr::Select(select) => {
            prepare(&mut select.operand);
            let known = matches!(&select.operand.expr, Expr::Ident(name) if name == "fakta");
            if !known || select.test {
                let operand = std::mem::take(&mut *select.operand);
                let name = LiteralValue::String(std::mem::take(&mut select.field).into());
                let function = if select.test { HAS } else { FIELD };
                let name = IdedExpr { id: node.id, expr: Expr::Literal(name) };
                node.expr =
                    Expr::Call(CallExpr { func_name: function.into(), target: None, args: vec![operand, name] });
            }
        }
        Expr::Call(call) => {
            call.target.as_deref_mut().into_iter().chain(&mut call.args).for_each(prepare);
            operator(call);
        }
    }
}

/// Operators become our own where CEL's are too strict.
fn operator(call: &mut CallExpr) {
    // The hidden result of a walk is never null; CEL appends to it in place where it finds the form that it made.
    let hidden = matches!(call.args.first().map(|arg| &arg.expr), Some(Expr::Ident(name)) if name.starts_with('@'));
    match call.func_name.as_str() {
        operators::LOGICAL_AND | operators::LOGICAL_OR | operators::LOGICAL_NOT => call.args.iter_mut().for_each(truth),
        operators::CONDITIONAL => call.args.iter_mut().take(1).for_each(truth),
        operators::IN => call.args.iter_mut().skip(1).for_each(|list| wrap(ROWS, list)),
        operators::INDEX => call.func_name = AT.into(),
        operators::ADD
        | operators::SUBSTRACT
        | operators::MULTIPLY
        | operators::DIVIDE
        | operators::MODULO
        | operators::NEGATE
        | operators::LESS
        | operators::LESS_EQUALS
        | operators::GREATER
        | operators::GREATER_EQUALS
            if !hidden =>
        {
            call.func_name.insert(0, '@');
        }
        _ => {}
    }
}

fn comprehension(walk: &mut ComprehensionExpr) {
    prepare(&mut walk.iter_range);
    wrap(ROWS, &mut walk.iter_range);
    // The condition of the loop is CEL's own.
    [&mut walk.accu_init, &mut walk.loop_step, &mut walk.result].into_iter().for_each(prepare);
}

fn entry(entry: &mut IdedEntryExpr) {
    match &mut entry.expr {
        EntryExpr::StructField(field) => prepare(&mut field.value),
        EntryExpr::MapEntry(pair) => prepare(&mut pair.value),
    }
}

/// What may be null counts as false where a condition is wanted. Parts that cannot be null stay as they are.
fn truth(node: &mut IdedExpr) {
    let may_be_null = match &node.expr {
        Expr::Ident(name) => !name.starts_with('@'),
        Expr::Call(call) => matches!(call.func_name.as_str(), FIELD | AT | operators::CONDITIONAL | "otherwise"),
        Expr::Literal(LiteralValue::Null) => true,
        Expr::Unspecified
        | Expr::Literal(_)
        | Expr::Select(_)
        | Expr::List(_)
        | Expr::Map(_)
        | Expr::Struct(_)
        | Expr::Comprehension(_) => false,
    };
    if may_be_null {
        wrap(TRUTH, node);
    }
}

fn wrap(function: &str, node: &mut IdedExpr) {
    let inner = std::mem::take(node);
    let id = inner.id;
    *node = IdedExpr { id, expr: Expr::Call(CallExpr { func_name: function.into(), target: None, args: vec![inner] }) };
}

fn as_double(literal: &mut LiteralValue) {
    match literal {
        LiteralValue::Int(int) => *literal = LiteralValue::Double((*int.inner() as f64).into()),
        LiteralValue::UInt(uint) => *literal = LiteralValue::Double((*uint.inner() as f64).into()),
        LiteralValue::Boolean(_)
        | LiteralValue::Bytes(_)
        | LiteralValue::Double(_)
        | LiteralValue::Null
        | LiteralValue::String(_) => {}
    }
}
