//! Chromium's debugging protocol over its own socket: chromedriver forwards commands to the
//! page alone, and the extension's worker, its console and its commands are other targets.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use anyhow::{Context, Result, anyhow, bail};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::tungstenite::Message;

#[derive(Clone)]
pub struct Cdp {
    out: mpsc::UnboundedSender<String>,
    shared: Arc<Shared>,
    next: Arc<AtomicU64>,
}

#[derive(Default)]
struct Shared {
    waiting: Mutex<HashMap<u64, oneshot::Sender<Result<Value>>>>,
    events: Mutex<Vec<Event>>,
    targets: Mutex<HashMap<String, Target>>,
    /// Running state of service workers by script address.
    workers: Mutex<HashMap<String, String>>,
}

#[derive(Clone, Debug)]
pub struct Event {
    pub method: String,
    pub params: Value,
    /// Address of the target that it came from.
    pub from: String,
}

#[derive(Clone, Debug)]
pub struct Target {
    pub session: String,
    pub id: String,
    pub kind: String,
    pub url: String,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|e| e.into_inner())
}

impl Cdp {
    /// Connects to the browser and follows every target it has or gets.
    pub async fn connect(debugger: &str) -> Result<Cdp> {
        let url = socket_url(debugger).await?;
        let (socket, _) = tokio_tungstenite::connect_async(&url)
            .await
            .with_context(|| format!("cannot connect to {url}"))?;
        let (mut sink, mut stream) = socket.split();
        let (out, mut queue) = mpsc::unbounded_channel::<String>();
        tokio::spawn(async move {
            while let Some(text) = queue.recv().await {
                if sink.send(Message::text(text)).await.is_err() {
                    break;
                }
            }
        });
        let cdp = Cdp {
            out,
            shared: Arc::default(),
            next: Arc::new(AtomicU64::new(1)),
        };
        let reader = cdp.clone();
        tokio::spawn(async move {
            while let Some(Ok(message)) = stream.next().await {
                if let Message::Text(text) = message
                    && let Ok(value) = serde_json::from_str::<Value>(text.as_str())
                {
                    reader.receive(value);
                }
            }
            lock(&reader.shared.waiting).clear();
        });
        cdp.send(
            None,
            "Target.setAutoAttach",
            json!({"autoAttach": true, "waitForDebuggerOnStart": false, "flatten": true}),
        )
        .await?;
        cdp.send(None, "Target.setDiscoverTargets", json!({"discover": true}))
            .await?;
        Ok(cdp)
    }

    pub async fn send(&self, session: Option<&str>, method: &str, params: Value) -> Result<Value> {
        let (tell, told) = oneshot::channel();
        let id = self.post(session, method, params, Some(tell))?;
        let answer = tokio::time::timeout(std::time::Duration::from_secs(20), told).await;
        lock(&self.shared.waiting).remove(&id);
        answer
            .with_context(|| format!("{method} was not answered"))?
            .with_context(|| format!("{method}: the connection closed"))?
            .with_context(|| method.to_string())
    }

    fn post(
        &self,
        session: Option<&str>,
        method: &str,
        params: Value,
        tell: Option<oneshot::Sender<Result<Value>>>,
    ) -> Result<u64> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        if let Some(tell) = tell {
            lock(&self.shared.waiting).insert(id, tell);
        }
        let mut command = json!({"id": id, "method": method, "params": params});
        if let Some(session) = session {
            command["sessionId"] = session.into();
        }
        self.out
            .send(command.to_string())
            .map_err(|_| anyhow!("the connection to Chromium is closed"))?;
        Ok(id)
    }

    fn receive(&self, mut value: Value) {
        if let Some(id) = value["id"].as_u64() {
            if let Some(tell) = lock(&self.shared.waiting).remove(&id) {
                let answer = match value.get("error") {
                    Some(error) => Err(anyhow!(
                        "{}",
                        error["message"].as_str().unwrap_or("refused")
                    )),
                    None => Ok(value["result"].take()),
                };
                // The asker may have given up; nobody is left to tell.
                let _ = tell.send(answer);
            }
            return;
        }
        let method = value["method"].as_str().unwrap_or_default().to_string();
        let params = value["params"].take();
        match method.as_str() {
            "Target.attachedToTarget" => self.attached(&params),
            "Target.detachedFromTarget" => {
                lock(&self.shared.targets).remove(params["sessionId"].as_str().unwrap_or_default());
            }
            "ServiceWorker.workerVersionUpdated" => self.worker_changed(&params),
            "Target.targetInfoChanged" => self.renamed(&params["targetInfo"]),
            _ => {
                let from = value["sessionId"].as_str().and_then(|session| {
                    lock(&self.shared.targets)
                        .get(session)
                        .map(|target| target.url.clone())
                });
                lock(&self.shared.events).push(Event {
                    method,
                    params,
                    from: from.unwrap_or_default(),
                });
            }
        }
    }

    fn attached(&self, params: &Value) {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
        let session = text(&params["sessionId"]);
        let info = &params["targetInfo"];
        let target = Target {
            session: session.clone(),
            id: text(&info["targetId"]),
            kind: text(&info["type"]),
            url: text(&info["url"]),
        };
        let kind = target.kind.clone();
        lock(&self.shared.targets).insert(session.clone(), target);
        let domains: &[&str] = match kind.as_str() {
            "page" => &["Runtime.enable", "Log.enable", "ServiceWorker.enable"],
            "service_worker" => &["Runtime.enable", "Log.enable"],
            _ => &[],
        };
        for method in domains {
            // A target can be gone before it is watched, and then has nothing to say.
            let _ = self.post(Some(&session), method, json!({}), None);
        }
    }

    fn renamed(&self, info: &Value) {
        let (Some(url), Some(id)) = (info["url"].as_str(), info["targetId"].as_str()) else {
            return;
        };
        for target in lock(&self.shared.targets)
            .values_mut()
            .filter(|target| target.id == id)
        {
            target.url = url.to_string();
        }
    }

    fn worker_changed(&self, params: &Value) {
        let mut workers = lock(&self.shared.workers);
        for version in params["versions"].as_array().into_iter().flatten() {
            if let (Some(script), Some(state)) = (
                version["scriptURL"].as_str(),
                version["runningStatus"].as_str(),
            ) {
                workers.insert(script.to_string(), state.to_string());
            }
        }
    }

    /// Whether the worker of that script runs: its target outlives it.
    pub fn worker_runs(&self, script: &str) -> bool {
        lock(&self.shared.workers)
            .get(script)
            .is_some_and(|state| state == "running")
    }

    pub fn take_events(&self) -> Vec<Event> {
        std::mem::take(&mut *lock(&self.shared.events))
    }

    pub fn targets(&self) -> Vec<Target> {
        lock(&self.shared.targets).values().cloned().collect()
    }

    /// The value of `expression`, which may be a promise, in the target of `session`.
    pub async fn evaluate(&self, session: &str, expression: &str) -> Result<Value> {
        let params = json!({"expression": expression, "awaitPromise": true, "returnByValue": true});
        let mut answer = self.send(Some(session), "Runtime.evaluate", params).await?;
        if let Some(thrown) = answer.get("exceptionDetails") {
            bail!(
                "{expression} threw: {}",
                thrown["exception"]["description"]
                    .as_str()
                    .unwrap_or("something")
            );
        }
        Ok(answer["result"]["value"].take())
    }
}

/// Chromium names its socket over plain HTTP; one GET does not need an HTTP client.
async fn socket_url(debugger: &str) -> Result<String> {
    let address = debugger.replace("localhost", "127.0.0.1");
    let mut stream = TcpStream::connect(&address)
        .await
        .with_context(|| format!("cannot reach Chromium at {address}"))?;
    stream
        .write_all(format!("GET /json/version HTTP/1.1\r\nHost: {address}\r\n\r\n").as_bytes())
        .await?;
    let mut answer = Vec::new();
    // The connection is kept open: the answer ends where its JSON does.
    let version: Value = loop {
        if stream.read_buf(&mut answer).await? == 0 {
            bail!(
                "Chromium ended its answer early: {}",
                String::from_utf8_lossy(&answer)
            );
        }
        let text = String::from_utf8_lossy(&answer);
        if let Some((_, body)) = text.split_once("\r\n\r\n")
            && let Ok(version) = serde_json::from_str(body)
        {
            break version;
        }
    };
    Ok(version["webSocketDebuggerUrl"]
        .as_str()
        .context("Chromium named no socket")?
        .to_string())
}
