//! Which Zendesk the popup is about.

use crate::browser::{runtime, tabs};

/// The host of the tab on view, where it is one of Zendesk's; else the first that the extension was installed for.
pub async fn host() -> String {
    let hosts = runtime::hosts().await;
    let on_view = tabs::on_view().await.map(|(_, host)| host);
    let its = on_view.filter(|host| hosts.contains(host));
    its.or_else(|| hosts.first().cloned()).unwrap_or_default()
}
