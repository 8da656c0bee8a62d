//! A client that trusts the stand-in's certificate and nothing else.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context as _;
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::{http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo};
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use serde_json::Value;
use standin::{Options, Standin};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

pub struct Answer {
    pub status: u16,
    pub headers: hyper::HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }
}

/// A stand-in, and an agent's browser in front of it.
pub struct Desk {
    pub standin: Standin,
    pub cookie: String,
    /// Sent with every request that the browser makes.
    pub headers: Vec<(&'static str, String)>,
}

impl Desk {
    pub async fn open() -> anyhow::Result<Desk> {
        Desk::with_pages(PathBuf::new()).await
    }

    pub async fn with_pages(ui_dir: PathBuf) -> anyhow::Result<Desk> {
        let standin = Standin::start(Options {
            port: 0,
            seed: 1,
            ui_dir,
        })
        .await?;
        let mut desk = Desk {
            standin,
            cookie: String::new(),
            headers: Vec::new(),
        };
        let page = desk.get("/agent/filters/360001").await?;
        desk.cookie = page
            .header("set-cookie")
            .split(';')
            .next()
            .unwrap_or_default()
            .to_owned();
        Ok(desk)
    }

    pub async fn get(&self, path: &str) -> anyhow::Result<Answer> {
        self.request("GET", "gitlab.zendesk.com", path, "").await
    }

    pub async fn post(&self, path: &str, body: &str) -> anyhow::Result<Answer> {
        self.request("POST", "gitlab.zendesk.com", path, body).await
    }

    pub async fn request(
        &self,
        method: &str,
        host: &str,
        path: &str,
        body: &str,
    ) -> anyhow::Result<Answer> {
        let response = self.send(method, host, path, body).await?;
        let (parts, body) = response.into_parts();
        let body = body.collect().await?.to_bytes();
        Ok(Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body,
        })
    }

    /// Gives the answer as soon as its head is there.
    pub async fn send(
        &self,
        method: &str,
        host: &str,
        path: &str,
        body: &str,
    ) -> anyhow::Result<hyper::Response<Incoming>> {
        let stream = self
            .secure(
                TcpStream::connect(("127.0.0.1", self.standin.port())).await?,
                "gitlab.zendesk.com",
                b"h2",
            )
            .await?;
        let (mut sender, connection) =
            http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        let mut builder = hyper::Request::builder()
            .method(method)
            .uri(format!("https://{host}{path}"))
            .header("cookie", &self.cookie)
            .header("content-type", "application/json");
        for (name, value) in &self.headers {
            builder = builder.header(*name, value);
        }
        let request = builder.body(Full::new(Bytes::from(body.to_owned())))?;
        Ok(sender.send_request(request).await?)
    }

    /// Over HTTP/1.1 and a stream that leads to the stand-in.
    pub async fn get_over(
        &self,
        stream: TcpStream,
        host: &'static str,
        path: &str,
    ) -> anyhow::Result<Answer> {
        let (mut sender, connection) =
            http1::handshake(TokioIo::new(self.secure(stream, host, b"http/1.1").await?)).await?;
        tokio::spawn(connection);
        let request = hyper::Request::get(path)
            .header("host", host)
            .body(Full::<Bytes>::default())?;
        let (parts, body) = sender.send_request(request).await?.into_parts();
        Ok(Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: body.collect().await?.to_bytes(),
        })
    }

    async fn secure(
        &self,
        stream: TcpStream,
        host: &'static str,
        protocol: &[u8],
    ) -> anyhow::Result<TlsStream<TcpStream>> {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from(self.standin.certificate().to_vec()))?;
        let mut config =
            ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
                .with_safe_default_protocol_versions()?
                .with_root_certificates(roots)
                .with_no_client_auth();
        config.alpn_protocols = vec![protocol.to_vec()];
        let connector = TlsConnector::from(Arc::new(config));
        connector
            .connect(ServerName::try_from(host)?, stream)
            .await
            .context("no TLS")
    }
}
