//! WebDriver commands that thirtyfour has no method for.

use std::sync::Arc;

use anyhow::Result;
use http::Method;
use serde_json::Value;
use thirtyfour::WebDriver;
use thirtyfour::common::command::{Command, ExtensionCommand};

#[derive(Debug)]
struct Plain {
    method: Method,
    endpoint: Arc<str>,
    body: Option<Value>,
}

impl ExtensionCommand for Plain {
    fn parameters_json(&self) -> Option<Value> {
        self.body.clone()
    }
    fn method(&self) -> Method {
        self.method.clone()
    }
    fn endpoint(&self) -> Arc<str> {
        self.endpoint.clone()
    }
}

pub async fn post(web: &WebDriver, endpoint: &str, body: Value) -> Result<Value> {
    run(web, Method::POST, endpoint, Some(body)).await
}

pub async fn get(web: &WebDriver, endpoint: &str) -> Result<Value> {
    run(web, Method::GET, endpoint, None).await
}

async fn run(
    web: &WebDriver,
    method: Method,
    endpoint: &str,
    body: Option<Value>,
) -> Result<Value> {
    let plain = Plain {
        method,
        endpoint: endpoint.into(),
        body,
    };
    let answer = web
        .handle()
        .cmd(Command::ExtensionCommand(Box::new(plain)))
        .await?;
    Ok(answer.value_json()?)
}
