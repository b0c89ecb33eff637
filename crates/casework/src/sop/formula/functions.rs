//! The functions that formulas have besides CEL's own: days, the arithmetic of tariffs, and operators that put up with
//! an unanswered question. Declared once, in one environment for all formulas.

use std::cmp::Ordering;
use std::sync::{Arc, LazyLock};

use cel::common::functions::Function;
use cel::common::types::{
    CelBool, CelDouble, CelInt, CelList, CelNull, CelString, CelUInt, DYN_TYPE, NULL_TYPE, STRING_TYPE,
};
use cel::common::value::{CowVal, Val};
use cel::{Env, ExecutionError};
use jiff::Span;
use jiff::civil::Date;

/// `@field(map, "name")`: a part, or null.
pub const FIELD: &str = "@field";
/// `@has(map, "name")`: whether a part is there and answered.
pub const HAS: &str = "@has";
/// `@at(list, n)`: a row, or null.
pub const AT: &str = "@at";
/// `@truth(x)`: null counts as false.
pub const TRUTH: &str = "@truth";
/// `@rows(x)`: null counts as an empty list.
pub const ROWS: &str = "@rows";

type Args<'b, 'v> = Vec<CowVal<'b, 'v>>;
type Answer<'b, 'v> = Result<CowVal<'b, 'v>, ExecutionError>;

const OURS: [(&str, usize, Function); 24] = [
    (FIELD, 2, field),
    (HAS, 2, has),
    (AT, 2, at),
    (TRUTH, 1, truth),
    (ROWS, 1, rows),
    ("@_+_", 2, add),
    ("@_-_", 2, |args| arithmetic("-", &args, |a, b| Some(a - b))),
    ("@_*_", 2, |args| arithmetic("*", &args, |a, b| Some(a * b))),
    ("@_/_", 2, |args| arithmetic("/", &args, |a, b| (b != 0.0).then(|| a / b))),
    ("@_%_", 2, |args| arithmetic("%", &args, |a, b| (b != 0.0).then(|| a % b))),
    ("@-_", 1, |args| rounded("-", &args, |a| -a)),
    ("@_<_", 2, |args| compared("<", &args, Ordering::is_lt)),
    ("@_<=_", 2, |args| compared("<=", &args, Ordering::is_le)),
    ("@_>_", 2, |args| compared(">", &args, Ordering::is_gt)),
    ("@_>=_", 2, |args| compared(">=", &args, Ordering::is_ge)),
    ("min", 2, |args| chosen("min", args, Ordering::is_le)),
    ("max", 2, |args| chosen("max", args, Ordering::is_ge)),
    ("round", 1, |args| rounded("round", &args, f64::round)),
    ("ceil", 1, |args| rounded("ceil", &args, f64::ceil)),
    ("floor", 1, |args| rounded("floor", &args, f64::floor)),
    ("otherwise", 2, otherwise),
    ("plus_years", 2, |args| later("plus_years", &args, |n| Span::new().try_years(n))),
    ("plus_months", 2, |args| later("plus_months", &args, |n| Span::new().try_months(n))),
    ("plus_days", 2, |args| later("plus_days", &args, |n| Span::new().try_days(n))),
];

/// CEL's standard library and our functions, built once.
pub fn environment() -> Arc<Env> {
    static ENVIRONMENT: LazyLock<Arc<Env>> = LazyLock::new(|| Arc::new(build()));
    ENVIRONMENT.clone()
}

fn build() -> Env {
    let mut env = Env::stdlib();
    let mut declared = Vec::new();
    for (name, count, function) in OURS {
        declared.push(env.add_overload(name, name, (0..count).map(|_| DYN_TYPE).collect(), function));
    }
    declared.push(env.add_overload("days_between", "days_between", vec![DYN_TYPE, DYN_TYPE], days_between));
    declared.push(env.add_overload("size", "size_null", vec![NULL_TYPE], |_| Ok(CowVal::owned(CelInt::from(0)))));
    declared
        .push(env.add_member_overload("size", "null_size", NULL_TYPE, vec![], |_| Ok(CowVal::owned(CelInt::from(0)))));
    for name in ["contains", "startsWith", "endsWith"] {
        declared.push(
            env.add_member_overload(name, &format!("null_{name}"), NULL_TYPE, vec![STRING_TYPE], |_| truth_of(false)),
        );
    }
    assert!(declared.iter().all(Result::is_ok), "the names of our functions differ from each other and from CEL's");
    env
}

fn truth_of<'b, 'v>(yes: bool) -> Answer<'b, 'v> {
    Ok(CowVal::owned(CelBool::from(yes)))
}

fn null<'b, 'v>() -> Answer<'b, 'v> {
    Ok(CowVal::owned(CelNull))
}

fn is_null(value: &dyn Val) -> bool {
    value.downcast_ref::<CelNull>().is_some()
}

fn number(value: &dyn Val) -> Option<f64> {
    let double = value.downcast_ref::<CelDouble>().map(|number| *number.inner());
    let int = || value.downcast_ref::<CelInt>().map(|number| *number.inner() as f64);
    let uint = || value.downcast_ref::<CelUInt>().map(|number| *number.inner() as f64);
    double.or_else(int).or_else(uint)
}

fn text(value: &dyn Val) -> Option<&str> {
    value.downcast_ref::<CelString<'_>>().map(|text| text.inner())
}

/// No operator for values of these kinds.
fn unfit(function: &str, args: &Args<'_, '_>) -> ExecutionError {
    let kinds: Vec<&str> = args.iter().map(|arg| arg.get_type().name()).collect();
    ExecutionError::function_error(function, format!("({}) ?", kinds.join(", ")))
}

fn computed<'b, 'v>(function: &str, value: f64) -> Answer<'b, 'v> {
    if value.is_finite() {
        return Ok(CowVal::owned(CelDouble::from(value)));
    }
    Err(ExecutionError::function_error(function, "overflow"))
}

fn arithmetic<'b, 'v>(sign: &str, args: &Args<'_, '_>, of: fn(f64, f64) -> Option<f64>) -> Answer<'b, 'v> {
    if args.iter().any(|arg| is_null(arg.as_ref())) {
        return null();
    }
    match (number(args[0].as_ref()), number(args[1].as_ref())) {
        (Some(a), Some(b)) => {
            let value = of(a, b)
                .ok_or_else(|| ExecutionError::function_error(sign, "pembagian dengan nol / division by zero"))?;
            computed(sign, value)
        }
        _ => Err(unfit(sign, args)),
    }
}

fn rounded<'b, 'v>(name: &str, args: &Args<'_, '_>, of: fn(f64) -> f64) -> Answer<'b, 'v> {
    if is_null(args[0].as_ref()) {
        return null();
    }
    computed(name, of(number(args[0].as_ref()).ok_or_else(|| unfit(name, args))?))
}

/// Numbers, text and lists; null where one of two numbers or texts is.
fn add<'b, 'v>(args: Args<'b, 'v>) -> Answer<'b, 'v> {
    if let (Some(a), Some(b)) = (text(args[0].as_ref()), text(args[1].as_ref())) {
        return Ok(CowVal::owned(CelString::from(format!("{a}{b}"))));
    }
    if args[0].downcast_ref::<CelList<'_>>().is_some() {
        let sum = args[0].as_adder().ok_or_else(|| unfit("+", &args))?.add(args[1].as_ref())?.into_owned();
        return Ok(CowVal::Owned(sum));
    }
    arithmetic("+", &args, |a, b| Some(a + b))
}

/// The order of two numbers, or of two texts (days are texts that sort as days do); none where one is null.
fn order(name: &str, args: &Args<'_, '_>) -> Result<Option<Ordering>, ExecutionError> {
    let (a, b) = (args[0].as_ref(), args[1].as_ref());
    if is_null(a) || is_null(b) {
        return Ok(None);
    }
    let numbers = number(a).zip(number(b)).and_then(|(a, b)| a.partial_cmp(&b));
    numbers.or_else(|| Some(text(a)?.cmp(text(b)?))).map(Some).ok_or_else(|| unfit(name, args))
}

fn compared<'b, 'v>(sign: &str, args: &Args<'_, '_>, holds: fn(Ordering) -> bool) -> Answer<'b, 'v> {
    truth_of(order(sign, args)?.is_some_and(holds))
}

fn chosen<'b, 'v>(name: &str, args: Args<'b, 'v>, first: fn(Ordering) -> bool) -> Answer<'b, 'v> {
    let Some(order) = order(name, &args)? else { return null() };
    let mut args = args.into_iter();
    let (a, b) = (args.next(), args.next());
    (if first(order) { a } else { b }).map_or_else(null, Ok)
}

/// The first, or the second where the first is null.
fn otherwise<'b, 'v>(args: Args<'b, 'v>) -> Answer<'b, 'v> {
    args.into_iter().reduce(|first, second| if is_null(first.as_ref()) { second } else { first }).map_or_else(null, Ok)
}

fn truth<'b, 'v>(args: Args<'b, 'v>) -> Answer<'b, 'v> {
    match args.into_iter().next() {
        Some(value) if is_null(value.as_ref()) => truth_of(false),
        Some(value) => Ok(value),
        None => truth_of(false),
    }
}

fn rows<'b, 'v>(args: Args<'b, 'v>) -> Answer<'b, 'v> {
    match args.into_iter().next() {
        Some(value) if !is_null(value.as_ref()) => Ok(value),
        Some(_) | None => Ok(CowVal::owned(CelList::from(Vec::new()))),
    }
}

fn has<'b, 'v>(args: Args<'b, 'v>) -> Answer<'b, 'v> {
    truth_of(!is_null(field(args)?.as_ref()))
}

fn at<'b, 'v>(mut args: Args<'b, 'v>) -> Answer<'b, 'v> {
    if let Some(place) = number(args[1].as_ref()) {
        args[1] = CowVal::owned(CelInt::from(place as i64));
    }
    field(args)
}

/// A part of a map or list, or null where it has none, or is null itself.
fn field<'b, 'v>(args: Args<'b, 'v>) -> Answer<'b, 'v> {
    let mut args = args.into_iter();
    let (Some(whole), Some(name)) = (args.next(), args.next()) else { return null() };
    if is_null(whole.as_ref()) || is_null(name.as_ref()) {
        return null();
    }
    let found = match &whole {
        CowVal::Borrowed(whole) => whole.as_indexer().map(|parts| parts.get(name.as_ref())),
        CowVal::Owned(whole) => {
            whole.as_indexer().map(|parts| parts.get(name.as_ref()).map(|part| CowVal::Owned(part.into_owned())))
        }
    };
    match found {
        Some(Err(ExecutionError::NoSuchKey(_) | ExecutionError::IndexOutOfBounds(_))) => null(),
        Some(part) => part,
        None => Err(unfit(".", &vec![whole, name])),
    }
}

fn days_between<'b, 'v>(args: Args<'b, 'v>) -> Answer<'b, 'v> {
    let [Some(from), Some(to)] = [day("days_between", &args, 0)?, day("days_between", &args, 1)?] else {
        return null();
    };
    computed("days_between", from.until(to).map_or(0.0, |span| f64::from(span.get_days())))
}

fn later<'b, 'v>(name: &str, args: &Args<'_, '_>, span: fn(i64) -> Result<Span, jiff::Error>) -> Answer<'b, 'v> {
    let Some(day) = day(name, args, 0)? else { return null() };
    if is_null(args[1].as_ref()) {
        return null();
    }
    let n = number(args[1].as_ref()).ok_or_else(|| unfit(name, args))?;
    let moved = span(n as i64).and_then(|span| day.checked_add(span));
    let moved = moved.map_err(|error| ExecutionError::function_error(name, error))?;
    Ok(CowVal::owned(CelString::from(moved.to_string())))
}

/// A day, or nothing where it was not answered.
fn day(function: &str, args: &Args<'_, '_>, at: usize) -> Result<Option<Date>, ExecutionError> {
    let value = args[at].as_ref();
    if is_null(value) {
        return Ok(None);
    }
    let text = text(value).ok_or_else(|| unfit(function, args))?;
    let day = text.parse().map_err(|_| ExecutionError::function_error(function, format!("“{text}” ≠ YYYY-MM-DD")))?;
    Ok(Some(day))
}
