use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::client::Desk;

/// The proxy's answer to one line, and the tunnel.
pub async fn ask(desk: &Desk, line: &str) -> anyhow::Result<(String, TcpStream)> {
    let mut stream = TcpStream::connect(("127.0.0.1", desk.standin.proxy_port())).await?;
    stream
        .write_all(format!("{line} HTTP/1.1\r\nHost: x\r\n\r\n").as_bytes())
        .await?;
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await?);
    }
    Ok((String::from_utf8(head)?, stream))
}

#[tokio::test]
async fn known_hosts_are_reached() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let (head, tunnel) = ask(&desk, "CONNECT gitlab.zendesk.com:443").await?;
    assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
    assert_eq!(
        desk.get_over(tunnel, "gitlab.zendesk.com", "/agent/")
            .await?
            .status,
        200
    );
    let (_, tunnel) = ask(&desk, "CONNECT gitlab.com:443").await?;
    assert_eq!(desk.get_over(tunnel, "gitlab.com", "/").await?.status, 404);
    assert!(desk.standin.control().refused_hosts().is_empty());
    Ok(())
}

#[tokio::test]
async fn everything_else_is_refused_and_noted() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    for line in [
        "CONNECT telemetry.example:443",
        "GET http://detect.example/success.txt",
        "CONNECT evil-gitlab.com:443",
    ] {
        let (head, _) = ask(&desk, line).await?;
        assert!(head.starts_with("HTTP/1.1 403 "), "{line}: {head}");
    }
    assert_eq!(
        desk.standin.control().refused_hosts(),
        ["telemetry.example", "detect.example", "evil-gitlab.com"]
    );
    Ok(())
}

#[tokio::test]
async fn a_dropped_stand_in_is_gone() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let (_, mut tunnel) = ask(&desk, "CONNECT gitlab.zendesk.com:443").await?;
    let port = desk.standin.port();
    drop(desk);
    assert_eq!(tunnel.read(&mut [0; 1]).await.unwrap_or(0), 0);
    while TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
        tokio::task::yield_now().await;
    }
    Ok(())
}
