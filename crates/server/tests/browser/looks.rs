//! Pages as they stand, in every look: nothing for axe to find, nothing wider than a phone.

use crate::browser::{DESK, Listening, NIGHT, PHONE, PLAIN_PHONE, Window};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn s48_every_component_is_accessible_in_every_look() {
    let office = Listening::new().await;
    for look in [PHONE, PLAIN_PHONE, DESK, NIGHT] {
        let window = Window::open(&office, look).await;
        for path in ["/masuk", "/masuk/sandi", "/surel", "/tidak-ada"] {
            window.goto(path).await;
        }
        window.close().await;
    }
}
