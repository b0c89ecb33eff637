//! The PDFs of the year's letters: made before the year is played, on every core.

use std::num::NonZeroUsize;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use casework::case::{Command, FileRef};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use super::year::{Play, Rehearsed};
use crate::app::{App, Desk};
use crate::files::Files;
use crate::licences;

/// Makes the PDF of every letter that the year records, and puts it into the command that records it.
///
/// # Errors
/// A letter cannot be made, or not be stored.
pub async fn make(app: &App, desk: &Arc<Desk>, year: &mut Rehearsed, files: &Files) -> Result<()> {
    let cores = std::thread::available_parallelism().map_or(2, NonZeroUsize::get);
    let places = Arc::new(Semaphore::new(cores));
    let stories = Arc::new(std::mem::take(&mut year.stories));
    let mut making = JoinSet::new();
    for (index, play) in year.plays.iter_mut().enumerate() {
        let (case, Some((number, _))) = (play.done.case, recorded(play)) else { continue };
        let number = number.to_owned();
        let (app, desk, files) = (app.clone(), desk.clone(), files.clone());
        let (stories, places) = (stories.clone(), places.clone());
        making.spawn(async move {
            let _place = places.acquire().await.context("the letters' making broke off")?;
            let story = stories.get(&case).context("nothing is known of a letter's case")?;
            let file = licences::set_letter(&app, &desk, story, &number, files).await?;
            anyhow::Ok((index, file))
        });
    }
    while let Some(made) = making.join_next().await {
        let (index, made) = made.context("the letters' making broke off")??;
        if let Some((_, file)) = year.plays.get_mut(index).and_then(recorded) {
            *file = made;
        }
    }
    Ok(())
}

/// The letter that a command records: its number and its file.
fn recorded(play: &mut Play) -> Option<(&str, &mut FileRef)> {
    match &mut play.ask.command {
        Command::RecordLetter { number, file } => Some((number.as_str(), file)),
        Command::Submit(_)
        | Command::Claim { .. }
        | Command::Release { .. }
        | Command::HandOver { .. }
        | Command::Remind { .. }
        | Command::Adopt
        | Command::Reassign { .. }
        | Command::Recuse { .. }
        | Command::Complete(_)
        | Command::Correct { .. }
        | Command::Add { .. }
        | Command::Reopen { .. }
        | Command::Withdraw { .. }
        | Command::FireTimer { .. }
        | Command::WatchLimit
        | Command::FulfilDuty { .. }
        | Command::Fee(_) => None,
    }
}
