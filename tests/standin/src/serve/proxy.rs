//! The CONNECT proxy: known hosts lead to the stand-in, everything else is refused and noted.

use std::net::Ipv4Addr;
use std::sync::Arc;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::Site;
use crate::control::{Shared, lock};

const LONGEST_HEAD: usize = 16 * 1024;

pub async fn accept(listener: TcpListener, port: u16, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                if let Ok((stream, _)) = accepted {
                    let shared = shared.clone();
                    // A broken connection concerns nobody but its client.
                    connections.spawn(async move { let _ = serve(stream, port, &shared).await; });
                }
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn serve(mut client: TcpStream, port: u16, shared: &Shared) -> std::io::Result<()> {
    client.set_nodelay(true)?;
    let Some(head) = read_head(&mut client).await? else {
        return Ok(());
    };
    let mut words = head.split_ascii_whitespace();
    let (method, target) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    if method != "CONNECT" || Site::of(target).is_none() {
        lock(&shared.refused_hosts).push(host_of(target));
        return client
            .write_all(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
            .await;
    }
    let mut server = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await?;
    server.set_nodelay(true)?;
    client
        .write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")
        .await?;
    copy_bidirectional(&mut client, &mut server)
        .await
        .map(|_| ())
}

/// Up to the empty line; a client sends nothing more before it has its answer.
async fn read_head(client: &mut TcpStream) -> std::io::Result<Option<String>> {
    let mut head = Vec::new();
    let mut chunk = [0; 1024];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let read = client.read(&mut chunk).await?;
        if read == 0 || head.len() > LONGEST_HEAD {
            return Ok(None);
        }
        head.extend_from_slice(chunk.get(..read).unwrap_or_default());
    }
    Ok(Some(String::from_utf8_lossy(&head).into_owned()))
}

/// `example.org:443` and `http://example.org/path` → `example.org`
fn host_of(target: &str) -> String {
    let after_scheme = target.split_once("://").map_or(target, |(_, rest)| rest);
    after_scheme
        .split(['/', ':'])
        .next()
        .unwrap_or_default()
        .to_owned()
}
