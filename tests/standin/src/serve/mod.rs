mod answer;
mod breakage;
mod live;
mod proxy;
mod routes;
mod tls;

use std::net::Ipv4Addr;
use std::path::PathBuf;

use anyhow::Context as _;
use jiff::Timestamp;
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::control::{Control, Shared};
use crate::gitlab::GitLab;
use crate::world::World;

pub struct Options {
    /// 0: any that is free.
    pub port: u16,
    /// Of the queue and of GitLab's issues.
    pub seed: u64,
    /// Where the bundled agent pages are: `target/agent-ui`.
    pub ui_dir: PathBuf,
}

/// A running stand-in; it stops when it is dropped.
pub struct Standin {
    port: u16,
    proxy_port: u16,
    certificate: tls::Certificate,
    control: Control,
    _tasks: JoinSet<()>,
}

impl Standin {
    pub async fn start(options: Options) -> anyhow::Result<Standin> {
        let certificate = tls::Certificate::new()?;
        let listener = bind(options.port).await?;
        let proxy = bind(0).await?;
        let port = listener.local_addr()?.port();
        let proxy_port = proxy.local_addr()?.port();
        let now = Timestamp::now();
        let shared = Shared::new(
            World::new(options.seed, now),
            GitLab::new(options.seed, now),
            options.ui_dir,
        );

        let mut tasks = JoinSet::new();
        tasks.spawn(answer::accept(
            listener,
            certificate.acceptor()?,
            shared.clone(),
        ));
        tasks.spawn(proxy::accept(proxy, port, shared.clone()));
        tasks.spawn(live::run(Control(shared.clone())));
        Ok(Standin {
            port,
            proxy_port,
            certificate,
            control: Control(shared),
            _tasks: tasks,
        })
    }

    /// Serves every host over TLS, told apart by the name that the client asks for.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// An HTTP CONNECT proxy that reaches the known hosts and nothing else.
    pub fn proxy_port(&self) -> u16 {
        self.proxy_port
    }

    /// For Chromium's `--ignore-certificate-errors-spki-list`.
    pub fn spki(&self) -> String {
        self.certificate.spki()
    }

    /// The certificate in DER, for clients that can be told to trust it.
    pub fn certificate(&self) -> &[u8] {
        self.certificate.der()
    }

    pub fn control(&self) -> Control {
        self.control.clone()
    }
}

async fn bind(port: u16) -> anyhow::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .with_context(|| format!("port {port} of 127.0.0.1 cannot be used"))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Site {
    Zendesk,
    GitLab,
}

impl Site {
    /// `gitlab.zendesk.com`, `gitlab.zendesk.com:443`; None for every other host.
    fn of(host: &str) -> Option<Site> {
        let name = host
            .rsplit_once(':')
            .map_or(host, |(name, _)| name)
            .to_ascii_lowercase();
        match name.strip_suffix(".zendesk.com") {
            Some(account) if !account.is_empty() => Some(Site::Zendesk),
            _ if name == "gitlab.com" => Some(Site::GitLab),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Site;

    #[test]
    fn hosts_are_told_apart_by_their_whole_name() {
        assert_eq!(Site::of("gitlab.zendesk.com:443"), Some(Site::Zendesk));
        assert_eq!(Site::of("GitLab.com"), Some(Site::GitLab));
        for other in [
            "zendesk.com",
            ".zendesk.com",
            "gitlab.zendesk.com.evil.example",
            "notgitlab.com",
            "www.gitlab.com",
            "",
        ] {
            assert_eq!(Site::of(other), None, "{other}");
        }
    }
}
