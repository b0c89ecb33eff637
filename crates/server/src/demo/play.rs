//! Playing what was rehearsed: through the same door as everything else, many commands a commit.

use std::collections::VecDeque;

use anyhow::{Context as _, Result, bail};
use store::Done;

use super::year::Play;
use crate::app::{App, Desk, Waiting};

/// How many commands may wait for their answers at once.
const WINDOW: usize = 1_024;

/// Plays commands in their order.
///
/// # Errors
/// The store does not answer, or a command is answered otherwise than it was rehearsed.
pub async fn play(app: &App, desk: &Desk, plays: Vec<Play>) -> Result<()> {
    let mut waiting: VecDeque<(Waiting, Done)> = VecDeque::with_capacity(WINDOW);
    for play in plays {
        app.clock().set(play.at);
        if waiting.len() == WINDOW
            && let Some(next) = waiting.pop_front()
        {
            as_rehearsed(next).await?;
        }
        waiting.push_back((app.enqueue(desk, play.ask, play.at, play.random).await?, play.done));
    }
    for next in waiting {
        as_rehearsed(next).await?;
    }
    Ok(())
}

async fn as_rehearsed((answer, rehearsed): (Waiting, Done)) -> Result<()> {
    match answer.await.context("the writer has ended")?? {
        Ok(done) if done == rehearsed => Ok(()),
        Ok(done) => bail!("the year was rehearsed otherwise: {rehearsed:?} became {done:?}"),
        Err(refusal) => {
            bail!("the year was rehearsed otherwise: {} is refused: {}", rehearsed.case.0, refusal.message.en)
        }
    }
}
