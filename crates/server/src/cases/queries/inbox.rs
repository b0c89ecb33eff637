//! What the inbox reads: open tasks, most urgent first, one statement a role on one snapshot. Finished cases have no row
//! here, so nothing grows with the years.

use casework::case::CaseId;
use jiff::civil::Date;
use store::{Row, Statement, StoreError, Value};

use crate::app::Desk;
use crate::cases::projection::NO_DAY;
use crate::cases::search;
use crate::people::Reach;

/// An open task as the inbox shows it.
#[derive(Clone, Debug)]
pub struct TaskRow {
    /// The case.
    pub case: CaseId,
    /// The step.
    pub step: String,
    /// The role that does it.
    pub role: String,
    /// The officer who has taken it: account and name.
    pub officer: Option<(i64, String)>,
    /// The service.
    pub service: String,
    /// The case's registration number.
    pub number: String,
    /// The applicant's name.
    pub applicant: String,
    /// Since when it is open, in microseconds since 1970.
    pub since_us: i64,
    /// The last day on which the step is on time.
    pub due: Option<Date>,
    /// What is new about it: `answered`, `updated`, `returned`, `added` or nothing.
    pub mark: String,
    /// Whether something has happened, or a note was written, since the officer last looked at the case.
    pub unread: bool,
}

/// Which tasks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Inbox {
    /// Those that the officer has taken.
    #[default]
    Mine,
    /// Those of the roles that nobody has taken.
    Free,
    /// Those of the roles that somebody else has taken.
    Taken,
    /// All of the roles, whoever has them.
    All,
}

/// What is looked for among them.
#[derive(Clone, Debug, Default)]
pub struct InboxFilter {
    /// Which tasks.
    pub inbox: Inbox,
    /// The roles whose tasks these are, in all services or in one.
    pub roles: Vec<Reach>,
    /// Only this service; empty for all.
    pub service: String,
    /// Only where number or name hold this; empty for all.
    pub typed: String,
    /// Only this step; empty for all.
    pub step: String,
    /// Only what was due before this day.
    pub due_before: Option<Date>,
    /// Only what this officer has taken.
    pub holder: Option<i64>,
}

/// Who looks at a list: what is unread, and which notes can be read, is theirs.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// The account.
    pub account: i64,
    /// Its agency.
    pub agency: &'a str,
}

/// Where a page begins: after this task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboxKey {
    /// Its due day as it is stored.
    pub due: String,
    /// Its case.
    pub case: i64,
}

impl InboxKey {
    /// Reads the key from an address: `2026-01-12.417`.
    pub fn parse(text: &str) -> Option<InboxKey> {
        let (due, case) = text.split_once('.')?;
        let day: Date = due.parse().ok()?;
        Some(InboxKey { due: day.to_string(), case: case.parse().ok()? })
    }

    /// The key for an address.
    pub fn text(&self) -> String {
        format!("{}.{}", self.due, self.case)
    }
}

/// A page of the inbox, with what the tabs count.
#[derive(Clone, Debug, Default)]
pub struct InboxPage {
    /// The tasks.
    pub tasks: Vec<TaskRow>,
    /// Where the next page begins, if there is one.
    pub next: Option<InboxKey>,
    /// How many the officer has taken.
    pub mine: i64,
    /// How many of the officer's roles nobody has taken.
    pub free: i64,
    /// How many of the officer's roles somebody else has taken.
    pub taken: i64,
    /// How many of those taken by the officer or by nobody are over their due day.
    pub late: i64,
}

/// Tasks of one case can lie in several roles of one officer: a page may hold so many more than was asked for.
const SPARE: i64 = 8;

/// A page of an officer's inbox; `own` are the roles held, which the tabs count.
///
/// # Errors
/// The database does not answer.
pub async fn inbox(
    desk: &Desk,
    reader: Reader<'_>,
    own: &[Reach],
    filter: &InboxFilter,
    after: Option<&InboxKey>,
    (today, most): (Date, usize),
) -> Result<InboxPage, StoreError> {
    let mut statements = pages(desk, reader, filter, after, limit(most));
    let lists = statements.len();
    statements.push(count_mine(desk, reader.account, today));
    statements.extend(own.iter().map(|reach| count_role(desk, reach, reader.account, today)));
    let mut answers = desk.snapshot(statements).await?;
    let counts = answers.split_off(lists);
    let mut page = InboxPage::default();
    if let Some(mine) = counts.first().and_then(|rows| rows.first()) {
        (page.mine, page.late) = (mine.int(0), mine.int(1));
    }
    for row in counts.iter().skip(1).filter_map(|rows| rows.first()) {
        page.free += row.int(0) - row.int(1);
        page.taken += row.int(2);
        page.late += row.int(3);
    }
    (page.tasks, page.next) = merged(&answers, most);
    Ok(page)
}

/// The tasks of another tab alone: counting is what costs where very much is open, and [`inbox`] has done it.
///
/// # Errors
/// The database does not answer.
pub async fn tasks(
    desk: &Desk,
    reader: Reader<'_>,
    filter: &InboxFilter,
    after: Option<&InboxKey>,
    most: usize,
) -> Result<(Vec<TaskRow>, Option<InboxKey>), StoreError> {
    let answers = desk.snapshot(pages(desk, reader, filter, after, limit(most))).await?;
    Ok(merged(&answers, most))
}

/// The tasks of other cases just before and just after a place in a list.
///
/// # Errors
/// The database does not answer.
pub async fn neighbours(
    desk: &Desk,
    reader: Reader<'_>,
    filter: &InboxFilter,
    place: &InboxKey,
) -> Result<(Option<TaskRow>, Option<TaskRow>), StoreError> {
    let mut statements = pages(desk, reader, filter, Some(place), 1);
    let lists = statements.len();
    statements.extend(pages_back(desk, reader, filter, place));
    let mut answers = desk.snapshot(statements).await?;
    let back = answers.split_off(lists);
    let keyed = |answers: &[Vec<Row>]| -> Vec<(InboxKey, TaskRow)> { answers.iter().flatten().map(task).collect() };
    let order = |(one, _): &(InboxKey, TaskRow), (other, _): &(InboxKey, TaskRow)| {
        (&one.due, one.case).cmp(&(&other.due, other.case))
    };
    let next = keyed(&answers).into_iter().min_by(order).map(|(_, task)| task);
    let before = keyed(&back).into_iter().max_by(order).map(|(_, task)| task);
    Ok((before, next))
}

fn limit(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX - SPARE) + SPARE
}

/// What the roles' lists come to as one page, and where the next begins.
fn merged(answers: &[Vec<Row>], most: usize) -> (Vec<TaskRow>, Option<InboxKey>) {
    let mut tasks: Vec<(InboxKey, TaskRow)> = answers.iter().flatten().map(task).collect();
    tasks.sort_by(|(one, _), (other, _)| (&one.due, one.case).cmp(&(&other.due, other.case)));
    let end = cut(&tasks, most);
    let next = tasks.get(end).and(end.checked_sub(1)).and_then(|last| Some(tasks.get(last)?.0.clone()));
    tasks.truncate(end);
    (tasks.into_iter().map(|(_, task)| task).collect(), next)
}

/// Where a page ends: a case's tasks are not torn apart, because the key of a page names no step.
fn cut(tasks: &[(InboxKey, TaskRow)], most: usize) -> usize {
    let Some((last, _)) = most.checked_sub(1).and_then(|last| tasks.get(last)) else { return tasks.len() };
    most + tasks[most..].iter().take_while(|(key, _)| key == last).count()
}

/// The list of tasks in one direction: which tasks, and how the place of the page compares with them. What is read of the
/// case beside its task are looks into primary keys, for the rows of the page only.
macro_rules! tasks {
    ($which:literal, $beyond:literal, $order:literal) => {
        concat!(
            "select t.case_id, t.step, t.role, t.officer, t.officer_name, t.service, t.number, t.applicant, t.since_us, t.due,
                    t.mark,
                    (select c.version from case_row c where c.office = t.office and c.id = t.case_id),
                    (select s.version from case_seen s where s.office = t.office and s.account = $8 and s.case_id = t.case_id),
                    (select s.at_us from case_seen s where s.office = t.office and s.account = $8 and s.case_id = t.case_id),
                    (select max(n.at_us) from note n
                     where n.office = t.office and n.case_id = t.case_id and n.audience in ('', $9))
             from task t where t.office = $1 and ",
            $which,
            " and (t.due, t.case_id) ",
            $beyond,
            " ($3, $4) and ($5 = '' or t.service = $5) and ($6 = '' or t.search like $6 escape '\\')
               and ($10 = '' or t.step = $10) and ($11 = '' or t.due < $11) and ($12 = cast(0 as bigint) or t.officer = $12)
             order by ",
            $order,
            " limit $7"
        )
    };
}

/// One statement for each role, or one for what the officer has taken.
fn pages(
    desk: &Desk,
    reader: Reader<'_>,
    filter: &InboxFilter,
    after: Option<&InboxKey>,
    limit: i64,
) -> Vec<Statement> {
    let start = InboxKey { due: String::new(), case: 0 };
    let sql = match filter.inbox {
        Inbox::Mine => tasks!("t.officer = $2", ">", "t.due, t.case_id"),
        Inbox::Free => tasks!("t.role = $2 and t.officer is null", ">", "t.due, t.case_id"),
        Inbox::Taken => tasks!("t.role = $2 and t.officer <> $8", ">", "t.due, t.case_id"),
        Inbox::All => tasks!("t.role = $2", ">", "t.due, t.case_id"),
    };
    statements(desk, reader, filter, sql, (after.unwrap_or(&start), limit))
}

/// The same backwards, one task of each: what comes just before a place.
fn pages_back(desk: &Desk, reader: Reader<'_>, filter: &InboxFilter, before: &InboxKey) -> Vec<Statement> {
    let sql = match filter.inbox {
        Inbox::Mine => tasks!("t.officer = $2", "<", "t.due desc, t.case_id desc"),
        Inbox::Free => tasks!("t.role = $2 and t.officer is null", "<", "t.due desc, t.case_id desc"),
        Inbox::Taken => tasks!("t.role = $2 and t.officer <> $8", "<", "t.due desc, t.case_id desc"),
        Inbox::All => tasks!("t.role = $2", "<", "t.due desc, t.case_id desc"),
    };
    statements(desk, reader, filter, sql, (before, 1))
}

fn statements(
    desk: &Desk,
    reader: Reader<'_>,
    filter: &InboxFilter,
    sql: &'static str,
    (place, limit): (&InboxKey, i64),
) -> Vec<Statement> {
    let statement = |whose: Value, service: &str| {
        let params = vec![
            desk.id.as_str().into(),
            whose,
            place.due.as_str().into(),
            place.case.into(),
            service.into(),
            search::pattern(&filter.typed).into(),
            limit.into(),
            reader.account.into(),
            reader.agency.into(),
            filter.step.as_str().into(),
            filter.due_before.map_or_else(String::new, |day| day.to_string()).into(),
            filter.holder.unwrap_or(0).into(),
        ];
        Statement::new(sql, params)
    };
    match filter.inbox {
        Inbox::Mine => vec![statement(reader.account.into(), &filter.service)],
        Inbox::Free | Inbox::Taken | Inbox::All => {
            // What a mandate limits to one service is asked for in that service alone.
            let asked =
                filter.roles.iter().filter_map(|reach| match (reach.service.as_str(), filter.service.as_str()) {
                    ("", service) | (service, "") => Some((reach.role.as_str(), service)),
                    (own, wanted) => (own == wanted).then_some((reach.role.as_str(), own)),
                });
            asked.map(|(role, service)| statement(role.into(), service)).collect()
        }
    }
}

/// Everything that an officer has taken, most urgent first.
///
/// # Errors
/// The database does not answer.
pub async fn taken_by(desk: &Desk, account: i64) -> Result<Vec<TaskRow>, StoreError> {
    let filter = InboxFilter { inbox: Inbox::Mine, ..InboxFilter::default() };
    let answers = desk.snapshot(pages(desk, Reader { account, agency: "" }, &filter, None, i64::MAX)).await?;
    Ok(merged(&answers, usize::MAX).0)
}

fn count_mine(desk: &Desk, account: i64, today: Date) -> Statement {
    Statement::new(
        "select count(*), count(case when due < $3 then 1 end) from task where office = $1 and officer = $2",
        vec![desk.id.as_str().into(), account.into(), today.to_string().into()],
    )
}

/// All of a role, those taken, those taken by others, and those late that nobody has taken.
fn count_role(desk: &Desk, reach: &Reach, account: i64, today: Date) -> Statement {
    Statement::new(
        "select count(*), count(officer), count(nullif(officer, $3)), count(case when due < $4 and officer is null then 1 end)
         from task where office = $1 and role = $2 and ($5 = '' or service = $5)",
        vec![
            desk.id.as_str().into(),
            reach.role.as_str().into(),
            account.into(),
            today.to_string().into(),
            reach.service.as_str().into(),
        ],
    )
}

fn task(row: &Row) -> (InboxKey, TaskRow) {
    let key = InboxKey { due: row.text(9).to_owned(), case: row.int(0) };
    let task = TaskRow {
        case: CaseId(row.int(0)),
        step: row.text(1).to_owned(),
        role: row.text(2).to_owned(),
        officer: row.opt_int(3).map(|officer| (officer, row.text(4).to_owned())),
        service: row.text(5).to_owned(),
        number: row.text(6).to_owned(),
        applicant: row.text(7).to_owned(),
        since_us: row.int(8),
        due: row.opt_text(9).filter(|day| *day != NO_DAY).and_then(|day| day.parse().ok()),
        mark: row.text(10).to_owned(),
        unread: is_unread(row),
    };
    (key, task)
}

/// Whether the case has changed, or a note was written, since the reader last looked; a case never opened is unread.
fn is_unread(row: &Row) -> bool {
    let (Some(seen), Some(at)) = (row.opt_int(12), row.opt_int(13)) else { return true };
    row.opt_int(11).is_some_and(|version| version > seen) || row.opt_int(14).is_some_and(|noted| noted > at)
}
