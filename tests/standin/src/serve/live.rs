use jiff::Timestamp;

use crate::control::Control;

/// Changes the queue as often as `live` says, and tells the open pages.
pub async fn run(control: Control) {
    let mut live = control.0.live.subscribe();
    loop {
        let every = *live.borrow_and_update();
        let Some(every) = every else {
            if live.changed().await.is_err() {
                return;
            }
            continue;
        };
        tokio::select! {
            () = tokio::time::sleep(every) => {
                let changed = control.with_world(|world| world.tick(Timestamp::now()));
                control.announce(&changed);
            }
            _ = live.changed() => {}
        }
    }
}
