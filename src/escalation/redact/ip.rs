//! IP addresses. Those of the machine itself stay: they say nothing about whose it is.

use super::{
    Found, Kind,
    text::{at, before, is_word, part, run, run_back},
};
use std::net::{Ipv4Addr, Ipv6Addr};

/// The longest IPv6 address, with an IPv4 address in its end.
const LONGEST: usize = 45;

/// IPv6 addresses.
pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let belongs = |byte: u8| is_word(byte) || matches!(byte, b':' | b'.' | b'_');
    let mut place = 0;
    while let Some(offset) = bytes
        .get(place..)
        .and_then(|rest| rest.iter().position(|byte| *byte == b':'))
    {
        let colon = place + offset;
        let next = at(bytes, colon + 1);
        if next != b':' && !next.is_ascii_hexdigit() {
            place = colon + 1;
            continue;
        }
        let start = run_back(bytes, colon, LONGEST.min(colon - place), belongs);
        let end = run(bytes, colon, colon + LONGEST, belongs);
        let word = part(text, start, end);
        // A time stamp or a label may stand before it: `at=::1`, `10:12 fe80::1`, `peer:fe80::1`.
        let trimmed = word.trim_end_matches(['.', ':']);
        let trimmed = if word.ends_with("::") {
            part(text, start, start + trimmed.len() + 2)
        } else {
            trimmed
        };
        if address(trimmed) {
            found.push(Found {
                kind: Kind::Ip,
                start,
                end: start + trimmed.len(),
            });
        }
        place = end.max(colon + 1);
    }
}

fn address(word: &str) -> bool {
    let groups = word.split(':');
    let long = groups.clone().any(|group| group.len() >= 3);
    let numbered = word.bytes().any(|byte| byte.is_ascii_digit());
    let Ok(address) = word.parse::<Ipv6Addr>() else {
        return false;
    };
    let own = address.is_loopback()
        || address.is_unspecified()
        || address.to_ipv4_mapped().is_some_and(stays);
    // Eight pairs of digits are a fingerprint; `Ci::Bad` is a class.
    numbered && (long || word.contains("::")) && !own
}

fn stays(address: Ipv4Addr) -> bool {
    address.is_loopback()
        || address.is_unspecified()
        || address.is_broadcast()
        || address.octets().first() == Some(&255)
}

/// Whether a run of digits and dots at a place is an IPv4 address, and not one to stay.
pub(super) fn is_v4(text: &str, start: usize, end: usize) -> bool {
    let Ok(address) = part(text, start, end).parse::<Ipv4Addr>() else {
        return false;
    };
    !stays(address) && !is_version(text, start, end, address)
}

/// What goes by versions of four numbers.
const PRODUCTS: [&str; 28] = [
    "rails",
    "zlib",
    "chef-client",
    "rack",
    "gem",
    "rake",
    "railties",
    "activerecord",
    "nokogiri",
    "chef",
    "postgresql",
    "postgres",
    "mysql",
    "oracle",
    "chrome",
    "chromium",
    "edge",
    "firefox",
    "windows",
    "openssl",
    "puma",
    "bundler",
    "grpc",
    "driver",
    "sqlserver",
    "dotnet",
    "activesupport",
    "actionpack",
];

/// Four numbers of a version: `Chrome/120.0.0.0`, `rails (6.1.4.7)`, `>= 5.2.4.3`, `1.2.3.4-1.el8`.
fn is_version(text: &str, start: usize, end: usize, address: Ipv4Addr) -> bool {
    let bytes = text.as_bytes();
    let [first, ..] = address.octets();
    let previous = before(bytes, start);
    let small = first < 10 && !(first == 8 || first == 1);
    let product =
        previous == b'/' && before(bytes, start - 1).is_ascii_alphabetic() && !route(text, start);
    let library = super::spoken::word_before(text, start.saturating_sub(1)).to_ascii_lowercase();
    let gem = previous == b'('
        && at(bytes, end) == b')'
        && (small || PRODUCTS.contains(&library.as_str()));
    let space = run_back(bytes, start, 3, |byte| {
        matches!(byte, b' ' | b'"' | b'\'' | b'(')
    });
    let earlier = before(bytes, space.saturating_sub(1));
    // A lone `<`, `->` and `=>` are quotations and arrows as often as comparisons.
    let compared = match before(bytes, space) {
        b'=' => matches!(earlier, b'=' | b'>' | b'<' | b'~' | b'('),
        b'~' => true,
        b'>' => earlier == b'~' || (small && !matches!(earlier, b'=' | b'-')),
        b'<' => small,
        _ => false,
    } && !address.is_private();
    let word = super::spoken::word_before(text, start).to_ascii_lowercase();
    let named = word.ends_with("version")
        || matches!(
            word.as_str(),
            "v" | "ver"
                | "release"
                | "rev"
                | "build"
                | "versions"
                | "section"
                | "chapter"
                | "step"
                | "clause"
                | "paragraph"
                | "abschnitt"
                | "kapitel"
                | "oid"
                | "pci"
                | "cis"
                | "nist"
        )
        || PRODUCTS.contains(&word.as_str())
        || (first < 10 && listed(text, start));
    let package = at(bytes, end) == b'-'
        && at(bytes, end + 1).is_ascii_alphanumeric()
        && !at(bytes, end + 1).is_ascii_uppercase()
        && !range(text, end + 1);
    product || gem || compared || named || package
}

/// `gem 'rack', '2.2.8.1'`
fn listed(text: &str, start: usize) -> bool {
    let line = run_back(text.as_bytes(), start, 80, |byte| byte != b'\n');
    let front = part(text, line, start).trim_start();
    front.starts_with("gem ") && front.ends_with('\'')
}

/// `10.0.0.1-10.0.0.9`
fn range(text: &str, start: usize) -> bool {
    let end = run(text.as_bytes(), start, start + 15, |byte| {
        byte.is_ascii_digit() || byte == b'.'
    });
    part(text, start, end).parse::<Ipv4Addr>().is_ok()
}

/// Whether the slash before a place belongs to a path of an interface: `/hosts/10.0.0.1`.
fn route(text: &str, start: usize) -> bool {
    let bytes = text.as_bytes();
    let word = run_back(bytes, start - 1, 30, |byte| {
        byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'
    });
    before(bytes, word) == b'/' || at(bytes, word).is_ascii_lowercase()
}
