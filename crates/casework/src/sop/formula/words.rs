//! Conditions in words: what an applicant reads where the SOP has a formula.
//!
//! Fields are named by their labels and choices by theirs, so that the sentence says what the form says. What has no
//! words (a walk over a list, say) makes the whole condition be shown as it is written.

use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, LiteralValue, SelectExpr, operators};

use super::{Formula, name_of};
use crate::form::{Field, FieldKind};
use crate::lang::Lang;
use crate::sop::Sop;

/// A condition over the answers as the end of a sentence that begins "only if".
///
/// ```
/// use casework::lang::Lang;
/// use casework::sop::{formula::in_words, read_sop};
/// let text = include_str!("../../../../../services/penelitian/sop.toml");
/// let sop = read_sop(text, "sop.toml").unwrap().sop;
/// let when = sop.requirements.iter().find_map(|requirement| requirement.when.as_ref()).unwrap();
/// assert_eq!(when.source(), r#"jenis_lembaga in ["badan_usaha", "ormas"]"#);
/// let words = in_words(when, &sop, Lang::Id);
/// assert_eq!(words, "“Penelitian ini atas nama” adalah “Badan usaha” atau “Organisasi kemasyarakatan”");
/// ```
pub fn in_words(formula: &Formula, sop: &Sop, lang: Lang) -> String {
    Teller { sop, lang }.truth(formula.expression(), true).unwrap_or_else(|| formula.source().to_owned())
}

struct Teller<'a> {
    sop: &'a Sop,
    lang: Lang,
}

impl Teller<'_> {
    /// A condition, or its opposite where `holds` is false.
    fn truth(&self, node: &IdedExpr, holds: bool) -> Option<String> {
        match &node.expr {
            Expr::Call(call) => self.call(call, node, holds),
            Expr::Ident(_) | Expr::Select(_) => self.ticked(self.field(node)?, holds),
            Expr::Unspecified
            | Expr::Literal(_)
            | Expr::List(_)
            | Expr::Map(_)
            | Expr::Struct(_)
            | Expr::Comprehension(_) => None,
        }
    }

    fn call(&self, call: &CallExpr, node: &IdedExpr, holds: bool) -> Option<String> {
        match (call.func_name.as_str(), call.args.as_slice()) {
            (operators::LOGICAL_NOT, [inner]) => self.truth(inner, !holds),
            (operators::LOGICAL_AND, _) => self.joined(node, operators::LOGICAL_AND, holds),
            (operators::LOGICAL_OR, _) => self.joined(node, operators::LOGICAL_OR, holds),
            (operators::EQUALS, [a, b]) => self.same(a, b, holds),
            (operators::NOT_EQUALS, [a, b]) => self.same(a, b, !holds),
            (operators::IN, [item, list]) => self.among(item, list, holds),
            (operators::LESS, [a, b]) => self.compared(a, b, if holds { "<" } else { ">=" }),
            (operators::LESS_EQUALS, [a, b]) => self.compared(a, b, if holds { "<=" } else { ">" }),
            (operators::GREATER, [a, b]) => self.compared(a, b, if holds { ">" } else { "<=" }),
            (operators::GREATER_EQUALS, [a, b]) => self.compared(a, b, if holds { ">=" } else { "<" }),
            _ => None,
        }
    }

    /// Conditions joined by one operator, however deep the parser nested them. That something was answered at all goes
    /// without saying where another part speaks of it.
    fn joined(&self, node: &IdedExpr, operator: &str, holds: bool) -> Option<String> {
        let mut parts = Vec::new();
        flatten(node, operator, &mut parts);
        let guards = |part: &&IdedExpr| asks_for_an_answer(part).is_some();
        let telling: Vec<&IdedExpr> = parts.iter().copied().filter(|part| !guards(part)).collect();
        let parts = if telling.is_empty() { parts } else { telling };
        let all = (operator == operators::LOGICAL_AND) == holds;
        let compound = parts.iter().any(|part| is_joined(part));
        let told = parts.iter().map(|part| self.truth(part, holds)).collect::<Option<Vec<String>>>()?;
        let word = if all { self.lang.pick("dan", "and") } else { self.lang.pick("atau", "or") };
        Some(told.join(&if compound { format!("; {word} ") } else { format!(", {word} ") }))
    }

    fn same(&self, a: &IdedExpr, b: &IdedExpr, holds: bool) -> Option<String> {
        let (field, literal) = match (&a.expr, &b.expr) {
            (_, Expr::Literal(literal)) => (a, literal),
            (Expr::Literal(literal), _) => (b, literal),
            _ => return self.compared(a, b, if holds { "=" } else { "≠" }),
        };
        match literal {
            LiteralValue::Boolean(yes) => self.truth(field, *yes.inner() == holds),
            LiteralValue::Null => {
                let answered = if holds { ("belum dijawab", "is not answered") } else { ("dijawab", "is answered") };
                Some(format!("{} {}", self.value(field)?, self.lang.pick(answered.0, answered.1)))
            }
            LiteralValue::String(text) => {
                let choice = self.choice(field, text.inner());
                let verb = if holds { self.lang.pick("adalah", "is") } else { self.lang.pick("bukan", "is not") };
                Some(format!("{} {verb} {choice}", self.value(field)?))
            }
            LiteralValue::Double(_) | LiteralValue::Int(_) | LiteralValue::UInt(_) => {
                self.compared(a, b, if holds { "=" } else { "≠" })
            }
            LiteralValue::Bytes(_) => None,
        }
    }

    fn among(&self, item: &IdedExpr, list: &IdedExpr, holds: bool) -> Option<String> {
        let Expr::List(list) = &list.expr else { return None };
        let names = list.elements.iter().map(|element| {
            let text = if let Expr::Literal(LiteralValue::String(text)) = &element.expr { Some(text) } else { None };
            text.map_or_else(|| self.value(element), |text| Some(self.choice(item, text.inner())))
        });
        let names = names.collect::<Option<Vec<String>>>()?;
        let (or, verb) = match holds {
            true => (self.lang.pick("atau", "or"), self.lang.pick("adalah", "is")),
            false => (self.lang.pick("atau", "or"), self.lang.pick("bukan", "is neither")),
        };
        let or = if !holds && self.lang == Lang::En { "nor" } else { or };
        let names = match names.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, [only])) => format!("{only} {or} {last}"),
            Some((last, before)) => format!("{}, {or} {last}", before.join(", ")),
            None => return None,
        };
        Some(format!("{} {verb} {names}", self.value(item)?))
    }

    fn compared(&self, a: &IdedExpr, b: &IdedExpr, sign: &str) -> Option<String> {
        let words = match sign {
            "<" => self.lang.pick("kurang dari", "is less than"),
            "<=" => self.lang.pick("paling banyak", "is at most"),
            ">" => self.lang.pick("lebih dari", "is more than"),
            ">=" => self.lang.pick("paling sedikit", "is at least"),
            "=" => self.lang.pick("sama dengan", "equals"),
            _ => self.lang.pick("tidak sama dengan", "does not equal"),
        };
        Some(format!("{} {words} {}", self.value(a)?, self.value(b)?))
    }

    fn ticked(&self, field: &Field, holds: bool) -> Option<String> {
        let words = match holds {
            true => self.lang.pick("dicentang", "is ticked"),
            false => self.lang.pick("tidak dicentang", "is not ticked"),
        };
        Some(format!("“{}” {words}", field.label.get(self.lang)))
    }

    /// A value that is compared: a field, a number, a computation.
    fn value(&self, node: &IdedExpr) -> Option<String> {
        match &node.expr {
            Expr::Literal(LiteralValue::Double(number)) => Some(self.number(*number.inner())),
            Expr::Literal(LiteralValue::Int(number)) => Some(number.inner().to_string()),
            Expr::Literal(LiteralValue::UInt(number)) => Some(number.inner().to_string()),
            Expr::Literal(LiteralValue::String(text)) => Some(text.inner().to_owned()),
            Expr::Ident(name) if name == "hari_ini" => Some(self.lang.pick("hari ini", "today").to_owned()),
            Expr::Select(select) if is_named(&select.operand, "fakta") => (select.field == "izin_aktif")
                .then(|| self.lang.pick("jumlah izin aktif", "licences in force").to_owned()),
            Expr::Ident(_) | Expr::Select(_) => {
                self.field(node).map(|field| format!("“{}”", field.label.get(self.lang)))
            }
            Expr::Call(call) => self.computed(call),
            Expr::Literal(_)
            | Expr::Unspecified
            | Expr::List(_)
            | Expr::Map(_)
            | Expr::Struct(_)
            | Expr::Comprehension(_) => None,
        }
    }

    fn computed(&self, call: &CallExpr) -> Option<String> {
        let sign = match call.func_name.as_str() {
            operators::ADD => "+",
            operators::SUBSTRACT => "−",
            operators::MULTIPLY => "×",
            operators::DIVIDE => "÷",
            "otherwise" => return self.value(call.args.first()?),
            "days_between" => {
                let [from, to] = call.args.as_slice() else { return None };
                let (from, to) = (self.value(from)?, self.value(to)?);
                return Some(match self.lang {
                    Lang::Id => format!("hari dari {from} sampai {to}"),
                    Lang::En => format!("days from {from} to {to}"),
                });
            }
            _ => return None,
        };
        let parts = call.args.iter().map(|part| self.value(part)).collect::<Option<Vec<String>>>()?;
        Some(parts.join(&format!(" {sign} ")))
    }

    fn number(&self, number: f64) -> String {
        let text = number.to_string();
        if self.lang == Lang::Id { text.replace('.', ",") } else { text }
    }

    /// The field that a name means: the form's own, or what an officer found at a step.
    fn field(&self, node: &IdedExpr) -> Option<&Field> {
        match &node.expr {
            Expr::Ident(name) => self.sop.field(name),
            Expr::Select(SelectExpr { operand, field: id, .. }) => {
                let Expr::Select(step) = &operand.expr else { return None };
                let found = self.sop.steps.iter().find(|own| name_of(&own.id) == step.field);
                found.filter(|_| is_named(&step.operand, "temuan"))?.fields.iter().find(|field| &field.id == id)
            }
            Expr::Unspecified
            | Expr::Literal(_)
            | Expr::Call(_)
            | Expr::List(_)
            | Expr::Map(_)
            | Expr::Struct(_)
            | Expr::Comprehension(_) => None,
        }
    }

    /// What the form calls a choice; any other text as it is.
    fn choice(&self, field: &IdedExpr, value: &str) -> String {
        let kind = self.field(field).map(|field| &field.kind);
        if let Some(FieldKind::Choice { choices } | FieldKind::Choices { choices }) = kind
            && let Some(choice) = choices.iter().find(|choice| choice.value == value)
        {
            return format!("“{}”", choice.label.get(self.lang));
        }
        format!("“{value}”")
    }
}

fn is_named(node: &IdedExpr, name: &str) -> bool {
    matches!(&node.expr, Expr::Ident(own) if own == name)
}

/// The parts that one operator joins.
fn flatten<'a>(node: &'a IdedExpr, operator: &str, into: &mut Vec<&'a IdedExpr>) {
    if let Expr::Call(call) = &node.expr
        && call.func_name == operator
    {
        call.args.iter().for_each(|part| flatten(part, operator, into));
    } else {
        into.push(node);
    }
}

fn is_joined(node: &IdedExpr) -> bool {
    matches!(&node.expr, Expr::Call(call) if [operators::LOGICAL_AND, operators::LOGICAL_OR].contains(&call.func_name.as_str()))
}

/// The part of `x != null` that is asked for.
fn asks_for_an_answer(node: &IdedExpr) -> Option<&IdedExpr> {
    let Expr::Call(call) = &node.expr else { return None };
    match (call.func_name.as_str(), call.args.as_slice()) {
        (operators::NOT_EQUALS, [part, IdedExpr { expr: Expr::Literal(LiteralValue::Null), .. }]) => Some(part),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sop::read_sop;

    fn told(source: &str, lang: Lang) -> String {
        let text = include_str!("../../../../../services/reklame-tetap/sop.toml");
        let sop = read_sop(text, "sop.toml").unwrap().sop;
        in_words(&source.parse().unwrap(), &sop, lang)
    }

    #[test]
    fn conditions_are_told_with_the_words_of_the_form() {
        for (source, words) in [
            (r#"jalur == "mandiri""#, "“Jalur permohonan” adalah "),
            (r#"status_lahan != "sendiri""#, " bukan "),
            ("panjang != null && panjang * sisi > 6.5", " × "),
            ("!(panjang > 6)", "paling banyak 6"),
            ("pernyataan_benar", "dicentang"),
            (r#"jalur == "biasa" && (panjang > 6 || lebar > 6)"#, "; dan "),
            (r#"!(temuan.rekomendasi_pupr.kesimpulan in ["memenuhi", "bersyarat"])"#, "“Kesimpulan teknis” bukan “"),
            ("days_between(hari_ini, selesai_tayang) >= 1", "hari dari hari ini sampai “"),
        ] {
            let told = told(source, Lang::Id);
            assert!(told.contains(words), "{source}: {told}");
            assert!(!told.contains("null") && !told.contains("=="), "{source}: {told}");
        }
        assert!(told("panjang * sisi > 6.5", Lang::Id).ends_with("lebih dari 6,5"));
    }

    #[test]
    fn what_has_no_words_is_shown_as_written() {
        assert_eq!(told("size(panjang) > 2", Lang::En), "size(panjang) > 2");
    }

    #[test]
    fn every_condition_of_our_services_has_words() {
        for text in [
            include_str!("../../../../../services/penelitian/sop.toml"),
            include_str!("../../../../../services/reklame-tetap/sop.toml"),
            include_str!("../../../../../services/sip-dokter/sop.toml"),
        ] {
            let sop = read_sop(text, "sop.toml").unwrap().sop;
            for when in sop.requirements.iter().filter_map(|requirement| requirement.when.as_ref()) {
                for lang in Lang::ALL {
                    assert_ne!(in_words(when, &sop, lang), when.source());
                }
            }
        }
    }
}
