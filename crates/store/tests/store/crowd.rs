//! Many requests at once.

use std::collections::BTreeMap;

use casework::case::Refusal;
use store::{Done, Request, StoreError, Writer};

/// The answers of a whole list of requests that were sent at once.
pub async fn at_once(
    writer: &Writer,
    requests: Vec<Request>,
) -> BTreeMap<String, Result<Result<Done, Refusal>, StoreError>> {
    let mut waiting = Vec::new();
    for request in requests {
        let id = request.id.clone();
        waiting.push((id, writer.enqueue(request).await.expect("the writer takes it")));
    }
    let mut answers = BTreeMap::new();
    for (id, answer) in waiting {
        answers.insert(id, answer.await.expect("the writer answers"));
    }
    answers
}
