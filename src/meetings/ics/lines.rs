//! Content lines: folded, escaped, with parameters (RFC 5545, section 3.1).

/// In octets, without the line's end.
const LONGEST: usize = 75;

/// Appends a line, folded so that no character is cut.
pub(super) fn push(file: &mut String, line: &str) {
    let mut length = 0;
    for character in line.chars() {
        if length + character.len_utf8() > LONGEST {
            file.push_str("\r\n ");
            length = 1;
        }
        file.push(character);
        length += character.len_utf8();
    }
    file.push_str("\r\n");
}

/// Text as the value of a property. Characters that no file may hold are left out.
pub(super) fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => written.extend(['\\', character]),
            '\n' => written.push_str("\\n"),
            '\t' => written.push(character),
            _ if character.is_control() => {}
            _ => written.push(character),
        }
    }
    written
}

/// The text of a property's value.
pub(super) fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(other) => text.push(other),
                None => {}
            },
            _ => text.push(character),
        }
    }
    text
}

/// The texts of a value that is a list: commas with a backslash are their own.
pub(super) fn listed(value: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut is_escaped = false;
    for character in value.chars() {
        if character == ',' && !is_escaped {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(character);
        }
        is_escaped = character == '\\' && !is_escaped;
    }
    parts.iter().map(|part| unescaped(part)).collect()
}

/// `NAME;PARAMETER=value:value`, unfolded.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Where it begins in the file, from 1.
    pub number: usize,
    /// Upper case.
    pub name: String,
    /// Names in upper case.
    pub parameters: Vec<(String, String)>,
    /// As it stands there.
    pub value: String,
}

impl Line {
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(known, _)| known == name)?;
        Some(found.1.as_str())
    }

    fn parse(number: usize, text: &str) -> Option<Self> {
        let mut parts: Vec<&str> = Vec::new();
        let (mut is_quoted, mut from, mut value) = (false, 0, None);
        for (at, character) in text.char_indices() {
            match character {
                '"' => is_quoted = !is_quoted,
                ';' | ':' if !is_quoted => {
                    parts.push(text.get(from..at)?);
                    from = at + 1;
                    if character == ':' {
                        value = text.get(from..);
                        break;
                    }
                }
                _ => {}
            }
        }
        let mut parts = parts.into_iter();
        let name = parts.next()?.trim().to_ascii_uppercase();
        let parameters = parts.filter_map(|part| {
            let (name, value) = part.split_once('=')?;
            Some((name.trim().to_ascii_uppercase(), value.replace('"', "")))
        });
        Some(Self {
            number,
            name,
            parameters: parameters.collect(),
            value: value?.to_owned(),
        })
    }
}

/// The lines of a file, whatever ends them. One that is none is left out.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut whole: Vec<(usize, String)> = Vec::new();
    let mut number = 0;
    for line in text.replace("\r\n", "\n").split(['\n', '\r']) {
        number += 1;
        match (line.strip_prefix([' ', '\t']), whole.last_mut()) {
            (Some(more), Some((_, before))) => before.push_str(more),
            _ => whole.push((number, line.to_owned())),
        }
    }
    let lines = whole.iter();
    lines
        .filter_map(|(number, text)| Line::parse(*number, text))
        .collect()
}
