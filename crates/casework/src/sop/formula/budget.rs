//! Reading a formula within its budget. CEL itself has no limit on the time of an evaluation: six nested walks over ten
//! items take a second. What is refused here can never run.
//!
//! Two bounds are needed besides the plain ones on text, size and depth: the number of nested walks, and the cost, an
//! estimate from above of how often parts of the formula are computed. Without the second, a walk over a list made of
//! many others would pass.

use cel::IdedExpr;
use cel::common::ast::{ComprehensionExpr, EntryExpr, Expr, IdedEntryExpr, operators};
use cel::parser::PrattParser;

use super::FormulaFault;
use super::facts::ROWS;

const TEXT: usize = 4096;
const NODES: usize = 500;
const DEPTH: usize = 32;
const WALKS: usize = 2;
/// The most single computations, in the worst case over lists of 200 rows. 1,000,000 take less than 100 ms.
const COST: u64 = 1_200_000;

/// Parses a formula, or says why it is refused.
pub fn parse(source: &str) -> Result<IdedExpr, FormulaFault> {
    if source.len() > TEXT {
        return Err(FormulaFault::new(
            format!(
                "rumus terlalu panjang ({} huruf; paling banyak {TEXT}). Pecah menjadi beberapa bagian.",
                source.len()
            ),
            format!("the formula is too long ({} bytes; at most {TEXT}). Split it.", source.len()),
        ));
    }
    // This reader of CEL, unlike the default one, counts nodes as it reads and stays flat on long chains.
    let parser = PrattParser::new().max_recursion_depth(DEPTH as u16).max_expression_node_count(NODES);
    let parsed = parser.error_recovery_limit(3).parse(source).map_err(|errors| unreadable(source, &errors))?;
    let mut seen = Seen::default();
    let spent = seen.visit(&parsed, &Scope::default());
    let over = [
        (seen.deepest > DEPTH, format!("lebih dari {DEPTH} tingkat"), format!("more than {DEPTH} levels")),
        (
            seen.nodes > NODES,
            format!("{} unsur, paling banyak {NODES}", seen.nodes),
            format!("{} nodes, at most {NODES}", seen.nodes),
        ),
        (
            seen.walks > WALKS,
            format!("{} perulangan bersarang, paling banyak {WALKS}", seen.walks),
            format!("{} nested walks, at most {WALKS}", seen.walks),
        ),
        (
            spent.cost > COST,
            "terlalu banyak hitungan atas daftar".to_owned(),
            "too many computations over lists".to_owned(),
        ),
    ];
    match over.into_iter().find(|(over, _, _)| *over) {
        None => Ok(parsed),
        Some((_, id, en)) => Err(too_complicated(source, &id, &en)),
    }
}

fn too_complicated(source: &str, id: &str, en: &str) -> FormulaFault {
    FormulaFault::new(
        format!("rumus “{}” terlalu rumit ({id}). Sederhanakan.", short(source)),
        format!("the formula “{}” is too complicated ({en}). Simplify it.", short(source)),
    )
}

fn unreadable(source: &str, errors: &cel::ParseErrors) -> FormulaFault {
    if errors.errors.iter().any(|error| error.msg.contains("limit exceeded") || error.msg.contains("exceeds limit")) {
        let (id, en) = (
            format!("paling banyak {NODES} unsur dan {DEPTH} tingkat"),
            format!("at most {NODES} nodes and {DEPTH} levels"),
        );
        return too_complicated(source, &id, &en);
    }
    let first = errors.errors.first();
    let at = first.map_or(1, |error| error.pos.1.max(1));
    let why = first.map_or("", |error| error.msg.as_str()).replace('\n', " ");
    FormulaFault::new(
        format!(
            "rumus “{}” tidak dapat dibaca mulai huruf ke-{at}. Periksa kurung, tanda kutip dan operator di situ. ({why})",
            short(source)
        ),
        format!(
            "the formula “{}” cannot be read from character {at} on. Check brackets, quotes and operators there. ({why})",
            short(source)
        ),
    )
}

/// The beginning of a formula, for messages.
pub(super) fn short(source: &str) -> String {
    if source.chars().count() <= 80 { source.to_owned() } else { source.chars().take(79).collect::<String>() + "…" }
}

/// What a walk over the expression has counted.
#[derive(Default)]
struct Seen {
    nodes: usize,
    deepest: usize,
    walks: usize,
}

/// Where in the expression the walk is.
#[derive(Clone, Copy, Default)]
struct Scope {
    depth: usize,
    walks: usize,
}

/// What a part of a formula takes.
#[derive(Clone, Copy, Default)]
struct Spent {
    /// Single computations, estimated from above.
    cost: u64,
    /// The most items of the list it yields, or of any list in that.
    items: u64,
}

impl Spent {
    fn then(self, next: Spent) -> Spent {
        Spent { cost: self.cost.saturating_add(next.cost), items: self.items.max(next.items) }
    }
}

impl Seen {
    fn visit(&mut self, node: &IdedExpr, scope: &Scope) -> Spent {
        self.nodes += 1;
        let scope = &Scope { depth: scope.depth + 1, ..*scope };
        self.deepest = self.deepest.max(scope.depth);
        let one = Spent { cost: 1, items: 0 };
        // Going further down a formula that is refused already could only use up the stack.
        if scope.depth > DEPTH {
            return one;
        }
        match &node.expr {
            Expr::Unspecified | Expr::Literal(_) => one,
            // What a walk gathers grows by one an item: it is counted where the walk ends.
            Expr::Ident(name) if name.starts_with('@') => one,
            Expr::Ident(_) => Spent { cost: 1, items: ROWS as u64 },
            Expr::Select(select) => one.then(self.visit(&select.operand, scope)),
            Expr::Call(call) => {
                let parts: Vec<Spent> =
                    call.target.as_deref().into_iter().chain(&call.args).map(|part| self.visit(part, scope)).collect();
                let all = parts.iter().fold(one, |all, part| all.then(*part));
                // Putting lists or text together copies them; comparing looks at the first few items as a rule.
                let (items, more) = match call.func_name.as_str() {
                    operators::ADD => {
                        let items = parts.iter().map(|part| part.items).sum::<u64>();
                        (items, items / 50)
                    }
                    _ => (all.items, all.items / 1_000),
                };
                Spent { cost: all.cost.saturating_add(more), items }
            }
            Expr::List(list) => {
                let all = list.elements.iter().fold(one, |all, element| all.then(self.visit(element, scope)));
                Spent { items: all.items.max(list.elements.len() as u64), ..all }
            }
            Expr::Map(map) => map.entries.iter().fold(one, |all, entry| all.then(self.entry(entry, scope))),
            Expr::Struct(made) => made.entries.iter().fold(one, |all, entry| all.then(self.entry(entry, scope))),
            Expr::Comprehension(walk) => self.walk(walk, scope),
        }
    }

    fn walk(&mut self, walk: &ComprehensionExpr, scope: &Scope) -> Spent {
        let over = self.visit(&walk.iter_range, scope);
        let inner = &Scope { walks: scope.walks + 1, ..*scope };
        self.walks = self.walks.max(inner.walks);
        let each = self.visit(&walk.loop_cond, inner).then(self.visit(&walk.loop_step, inner));
        let around = self.visit(&walk.accu_init, inner).then(self.visit(&walk.result, inner));
        let steps = each.cost.saturating_mul(over.items.max(1));
        Spent { cost: over.cost.saturating_add(around.cost).saturating_add(steps), items: over.items.max(each.items) }
    }

    fn entry(&mut self, entry: &IdedEntryExpr, scope: &Scope) -> Spent {
        match &entry.expr {
            EntryExpr::StructField(field) => self.visit(&field.value, scope),
            EntryExpr::MapEntry(pair) => self.visit(&pair.key, scope).then(self.visit(&pair.value, scope)),
        }
    }
}
