use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rcgen::{CertificateParams, DnType, KeyPair, PublicKeyData as _};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::TlsAcceptor;

const HOSTS: [&str; 3] = ["gitlab.zendesk.com", "*.zendesk.com", "gitlab.com"];

/// Made anew at every start, so that no key lies around on a disk.
pub struct Certificate {
    key: KeyPair,
    certificate: CertificateDer<'static>,
}

impl Certificate {
    pub fn new() -> anyhow::Result<Certificate> {
        let key = KeyPair::generate()?;
        let mut params = CertificateParams::new(HOSTS.map(str::to_owned))?;
        params
            .distinguished_name
            .push(DnType::CommonName, "Stand-in for Zendesk and GitLab");
        let certificate = params.self_signed(&key)?.der().clone();
        Ok(Certificate { key, certificate })
    }

    pub fn spki(&self) -> String {
        let digest =
            ring::digest::digest(&ring::digest::SHA256, &self.key.subject_public_key_info());
        STANDARD.encode(digest)
    }

    pub fn der(&self) -> &[u8] {
        &self.certificate
    }

    pub fn acceptor(&self) -> anyhow::Result<TlsAcceptor> {
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(self.key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(vec![self.certificate.clone()], key)?;
        // Over HTTP/1.1 the event streams of six open pages would use up a browser's connections.
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(TlsAcceptor::from(Arc::new(config)))
    }
}
