//! Requests and responses as values, so that a world can be driven without a socket.

use serde_json::{Value, json};

/// One call to the API.
#[derive(Clone, Debug, Default)]
pub struct Request {
    pub method: String,
    pub host: String,
    /// Without the query.
    pub path: String,
    /// Decoded, in the order given.
    pub query: Vec<(String, String)>,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

#[derive(Clone, Debug)]
pub struct Response {
    pub status: u16,
    /// Beside `content-type: application/json`.
    pub headers: Vec<(String, String)>,
    /// With a `content-type` among the headers, a string that is sent as it stands. Null is an empty body.
    pub body: Value,
}

impl Request {
    pub fn new(method: &str, host: &str, path_and_query: &str) -> Self {
        let (path, query) = path_and_query
            .split_once('?')
            .unwrap_or((path_and_query, ""));
        Request {
            method: method.to_owned(),
            host: host.to_owned(),
            path: path.to_owned(),
            query: form_urlencoded::parse(query.as_bytes())
                .into_owned()
                .collect(),
            ..Request::default()
        }
    }

    pub fn get(path_and_query: &str) -> Self {
        Self::new("GET", "gitlab.zendesk.com", path_and_query)
    }

    pub fn put(path_and_query: &str, body: &Value) -> Self {
        Self::new("PUT", "gitlab.zendesk.com", path_and_query).with_body(body.to_string())
    }

    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_lowercase(), value.to_owned()));
        self
    }

    #[must_use]
    pub fn with_body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }

    pub fn parameter(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }

    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .filter(|(header, _)| header == "cookie")
            .flat_map(|(_, value)| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(n, _)| *n == name)
            .map(|(_, value)| value)
    }

    /// Names in `include=`. A search has them by the kind of its results, `tickets(users,slas)`, and no other
    /// endpoint reads them there.
    pub fn includes(&self, name: &str) -> bool {
        let list = self.parameter("include").unwrap_or_default();
        let names = match list.split_once("tickets(") {
            Some((_, inner)) if self.is_search() => inner.split(')').next().unwrap_or_default(),
            None if !self.is_search() => list,
            _ => "",
        };
        names.split(',').any(|word| word.trim() == name)
    }

    fn is_search(&self) -> bool {
        self.path.starts_with("/api/v2/search")
    }

    pub fn json(&self) -> Result<Value, Response> {
        serde_json::from_slice(&self.body).map_err(|_| {
            Response::error(422, "Unprocessable Entity", "Server could not parse JSON")
        })
    }
}

impl Response {
    pub fn ok(body: Value) -> Self {
        Response {
            status: 200,
            headers: Vec::new(),
            body,
        }
    }

    pub fn error(status: u16, error: &str, description: &str) -> Self {
        Response {
            status,
            headers: Vec::new(),
            body: json!({ "error": error, "description": description, "details": {} }),
        }
    }

    pub fn invalid(field: &str, description: &str) -> Self {
        let mut response = Self::error(422, "RecordInvalid", "Record validation errors");
        response.body["details"] =
            json!({ field: [{ "description": description, "error": "InvalidValue" }] });
        response
    }

    pub fn not_found() -> Self {
        Self::error(404, "RecordNotFound", "Not found")
    }

    pub fn forbidden() -> Self {
        Self::error(
            403,
            "Forbidden",
            "You do not have access to this page. Please contact the account owner of this help desk for further help.",
        )
    }

    pub fn too_many(retry_after: i64) -> Self {
        Self::error(
            429,
            "APIRateLimitExceeded",
            "Number of allowed API requests per minute exceeded",
        )
        .with_header("retry-after", &retry_after.to_string())
    }

    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }

    /// The body as it goes over the wire.
    pub fn bytes(&self) -> Vec<u8> {
        match &self.body {
            Value::Null => Vec::new(),
            Value::String(text) if self.header("content-type").is_some() => text.clone().into(),
            body => body.to_string().into(),
        }
    }
}
