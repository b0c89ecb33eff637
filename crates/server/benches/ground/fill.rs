//! Very many applications of one service, to measure with.

use std::collections::VecDeque;

use anyhow::Result;
use casework::case::{Actor, Command};
use server::app::{App, Ask, Waiting};

use crate::ground;

/// The service whose cases are counted: no rule of it looks at other cases.
pub const SERVICE: &str = "penelitian";

/// Files so many applications, as fast as the writer takes them.
pub async fn fill(app: &App, cases: usize) -> Result<()> {
    let desk = app.desk("");
    let submission = ground::submission(app, SERVICE)?;
    let mut waiting = VecDeque::new();
    for number in 0..cases {
        let ask = Ask {
            request_id: format!("fill-{number}"),
            case: None,
            actor: Actor::Applicant { account: 1, name: submission.applicant.name.clone() },
            command: Command::Submit(submission.clone()),
        };
        waiting.push_back(app.enqueue(&desk, ask, app.now(), app.chance().bits()).await?);
        if waiting.len() >= 512 {
            settle(&mut waiting).await?;
        }
    }
    while !waiting.is_empty() {
        settle(&mut waiting).await?;
    }
    Ok(())
}

async fn settle(waiting: &mut VecDeque<Waiting>) -> Result<()> {
    let Some(answer) = waiting.pop_front() else { return Ok(()) };
    answer.await??.map_err(|refusal| anyhow::anyhow!("refused: {}", refusal.message.en))?;
    Ok(())
}
