//! Groups and projects of a GitLab that everybody shares.

use super::{
    Found, Kind, Rules,
    net::push,
    text::{at, is_word, part, run},
};

/// First segments of gitlab.com that are no group.
const PAGES: [&str; 34] = [
    "-",
    "help",
    "explore",
    "dashboard",
    "admin",
    "oauth",
    "search",
    "profile",
    "assets",
    "uploads",
    "public",
    "jwt",
    "unsubscribes",
    "users",
    "robots.txt",
    "favicon.ico",
    "sitemap.xml",
    "health_check",
    "import",
    "invites",
    "login",
    "s",
    "snippets",
    "files",
    "sitemap",
    "v2",
    "404.html",
    "500.html",
    "502.html",
    "422.html",
    "503.html",
    "api",
    "groups",
    "projects",
];

/// Group and project after `gitlab.com/`, unless they are GitLab's own.
pub(super) fn project_path(
    text: &str,
    start: usize,
    rules: &Rules,
    found: &mut Vec<Found>,
) -> usize {
    let bytes = text.as_bytes();
    let path_end = run(bytes, start, start + 400, |byte| {
        is_word(byte) || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'%' | b'+' | b'~')
    });
    let mut from = start;
    let first = |from: usize| {
        let end = run(bytes, from, path_end, |byte| byte != b'/' && byte != b'%');
        (part(text, from, end), end)
    };
    let (mut segment, mut segment_end) = first(from);
    if segment == "api" {
        // api/v4/projects/group%2Fproject/…
        let rest = part(text, from, path_end);
        let skipped = ["api/v4/projects/", "api/v4/groups/", "api/v4/users/"]
            .iter()
            .find(|head| rest.starts_with(**head));
        let Some(head) = skipped else {
            return segment_end;
        };
        from += head.len();
        (segment, segment_end) = first(from);
        if segment.bytes().all(|byte| byte.is_ascii_digit()) {
            return segment_end;
        }
        let end = run(bytes, from, path_end, |byte| byte != b'/');
        if !rules.keeps_group(segment) && !segment.is_empty() {
            push(found, Kind::Path, from, end);
        }
        return end;
    }
    let listed = (segment == "groups" || segment == "users") && at(bytes, segment_end) == b'/';
    if listed {
        from = segment_end + 1;
        (segment, segment_end) = first(from);
    }
    let page = !listed && PAGES.contains(&segment)
        || (listed
            && matches!(
                segment,
                "sign_in" | "sign_up" | "password" | "auth" | "new" | "sign_out" | "confirmation"
            ));
    if page
        || rules.keeps_group(segment)
        || !segment
            .bytes()
            .any(|byte| byte.is_ascii_alphanumeric() || byte >= 0x80)
    {
        return segment_end;
    }
    let rest = part(text, from, path_end);
    let ends = [
        "/-/",
        ".git",
        ".wiki",
        "/issues/",
        "/merge_requests/",
        "/blob/",
        "/tree/",
        "/raw/",
        "/commit/",
        "/pipelines/",
        "/-",
    ];
    let length = ends
        .iter()
        .filter_map(|end| rest.find(end))
        .min()
        .unwrap_or(rest.len());
    let shown = rest
        .get(..length)
        .unwrap_or(rest)
        .trim_end_matches(['/', '.', '-', '_', '~', '+', '%']);
    if shown.is_empty() {
        return segment_end;
    }
    push(found, Kind::Path, from, from + shown.len());
    from + shown.len()
}
