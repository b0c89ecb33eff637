//! What the functions of formulas take and yield: the part of the check that knows each function by name.

use super::kind::Kind;

/// What a function takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A number.
    Number,
    /// A day.
    Day,
    /// Text of any sort.
    Text,
    /// Anything.
    Any,
    /// Text or a list.
    Long,
}

/// What a function yields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    /// A number.
    Number,
    /// A day.
    Day,
    /// Text.
    Text,
    /// True or false.
    Truth,
    /// The one kind that its two arguments have in common.
    Common,
}

/// A function, called as `name(a, b)` or, where it is a member, as `a.name(b)`.
pub struct Signature {
    /// The name.
    pub name: &'static str,
    /// Whether it is called on its first argument.
    pub member: bool,
    /// The arguments.
    pub takes: &'static [Takes],
    /// The result.
    pub gives: Gives,
}

const fn function(name: &'static str, takes: &'static [Takes], gives: Gives) -> Signature {
    Signature { name, member: false, takes, gives }
}

const fn member(name: &'static str, takes: &'static [Takes], gives: Gives) -> Signature {
    Signature { name, member: true, takes, gives }
}

/// Every function that a formula may call.
pub const FUNCTIONS: [Signature; 18] = [
    function("plus_years", &[Takes::Day, Takes::Number], Gives::Day),
    function("plus_months", &[Takes::Day, Takes::Number], Gives::Day),
    function("plus_days", &[Takes::Day, Takes::Number], Gives::Day),
    function("days_between", &[Takes::Day, Takes::Day], Gives::Number),
    function("min", &[Takes::Any, Takes::Any], Gives::Common),
    function("max", &[Takes::Any, Takes::Any], Gives::Common),
    function("otherwise", &[Takes::Any, Takes::Any], Gives::Common),
    function("round", &[Takes::Number], Gives::Number),
    function("ceil", &[Takes::Number], Gives::Number),
    function("floor", &[Takes::Number], Gives::Number),
    function("size", &[Takes::Long], Gives::Number),
    function("string", &[Takes::Any], Gives::Text),
    function("double", &[Takes::Any], Gives::Number),
    function("int", &[Takes::Any], Gives::Number),
    member("size", &[Takes::Long], Gives::Number),
    member("contains", &[Takes::Text, Takes::Text], Gives::Truth),
    member("startsWith", &[Takes::Text, Takes::Text], Gives::Truth),
    member("endsWith", &[Takes::Text, Takes::Text], Gives::Truth),
];

impl Takes {
    /// Whether an argument of this kind is taken. Text in a literal may be a day; that it is one is checked apart.
    pub fn takes(self, kind: &Kind) -> bool {
        match (self, kind) {
            (Takes::Any, _) | (_, Kind::Any | Kind::Null) => true,
            (Takes::Number, kind) => *kind == Kind::Number,
            (Takes::Day, kind) => *kind == Kind::Day,
            (Takes::Text, kind) => kind.is_text(),
            (Takes::Long, kind) => kind.is_text() || matches!(kind, Kind::List(_)),
        }
    }

    /// The kind that is wanted, for messages.
    pub fn wanted(self) -> Kind {
        match self {
            Takes::Number => Kind::Number,
            Takes::Day => Kind::Day,
            Takes::Text => Kind::Text,
            Takes::Any => Kind::Any,
            Takes::Long => Kind::List(Box::new(Kind::Any)),
        }
    }
}
