//! From a TLS connection to an answer, by way of the faults.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;

use super::{Site, breakage, routes};
use crate::control::Shared;
use crate::fault::What;

#[derive(Clone)]
struct Sites {
    zendesk: Router,
    gitlab: Router,
    shared: Arc<Shared>,
}

/// The answer is withheld and the stream ends.
#[derive(Debug)]
struct Dropped;

impl std::fmt::Display for Dropped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("dropped by a fault")
    }
}

impl std::error::Error for Dropped {}

pub async fn accept(listener: TcpListener, acceptor: TlsAcceptor, shared: Arc<Shared>) {
    let sites = Sites {
        zendesk: routes::zendesk(shared.clone()),
        gitlab: routes::gitlab(shared.clone()),
        shared,
    };
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                if let Ok((stream, _)) = accepted {
                    let (sites, acceptor) = (sites.clone(), acceptor.clone());
                    // A broken connection concerns nobody but its client.
                    connections.spawn(async move { let _ = serve(stream, acceptor, sites).await; });
                }
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn serve(stream: TcpStream, acceptor: TlsAcceptor, sites: Sites) -> anyhow::Result<()> {
    stream.set_nodelay(true)?;
    let stream = acceptor.accept(stream).await?;
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        answer(sites.clone(), request.map(Body::new))
    });
    let served = Builder::new(TokioExecutor::new())
        .serve_connection(TokioIo::new(stream), service)
        .await;
    served.map_err(|error| anyhow::anyhow!(error))
}

async fn answer(sites: Sites, request: Request) -> Result<Response, Dropped> {
    let host = host(&request).to_owned();
    let Some(site) = Site::of(&host) else {
        return Ok(breakage::misdirected());
    };
    let path = request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str())
        .to_owned();
    let head = routes::head(&request);
    let method = head.method.as_str();
    // A browser asks for leave by itself; neither tests nor faults are about that.
    let preflight = method == "OPTIONS";
    let noted = match site {
        Site::Zendesk => path.starts_with("/api/v2/"),
        Site::GitLab => !preflight,
    };
    let logged = noted.then(|| sites.shared.arrived(site, method, &path));
    let faultless = preflight || path.starts_with("/standin/");
    let mut met = (!faultless).then(|| sites.shared.faults.meet(method, &path));
    if let Some(met) = &mut met {
        met.hold_request().await;
    }
    let faults = met
        .as_ref()
        .map(|met| met.faults.clone())
        .unwrap_or_default();
    if faults.contains(&What::DropBefore) {
        return Err(Dropped);
    }

    let router = if site == Site::Zendesk {
        sites.zendesk
    } else {
        sites.gitlab
    };
    let response = match faults
        .iter()
        .find_map(|fault| breakage::instead(fault, site, &head))
    {
        Some(response) => response,
        None => {
            let response = router
                .oneshot(request)
                .await
                .unwrap_or_else(|never| match never {});
            breakage::spoil(response, &faults).await
        }
    };
    if let Some(met) = &mut met {
        met.hold_answer().await;
    }
    if faults.contains(&What::Drop) {
        return Err(Dropped);
    }
    if let Some(number) = logged {
        sites.shared.answered(number, response.status().as_u16());
    }
    Ok(breakage::skew(response, &faults))
}

/// `:authority` of HTTP/2, the `Host` header before.
pub(super) fn host(request: &Request) -> &str {
    let header = || {
        request
            .headers()
            .get("host")
            .and_then(|host| host.to_str().ok())
    };
    request
        .uri()
        .authority()
        .map(|authority| authority.as_str())
        .or_else(header)
        .unwrap_or_default()
}
