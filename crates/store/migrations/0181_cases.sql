-- What a case's day clocks are derived from, so that a changed calendar counts them anew without the case's history. Null in
-- rows that were written before; `satupintu rebuild` fills them in.
alter table case_row add column clock text;
-- the last day by law, YYYY-MM-DD; null while the clock stands still and where the SOP names no such limit
alter table case_row add column limit_day text;
-- the version of the calendar by which an ended case is judged; null while it is open
alter table case_row add column calendar bigint;
