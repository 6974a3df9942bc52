//! Text from outside: what must not be in it, and how it is repeated in a message.

/// Characters of a foreign text that a message repeats; the rest is counted.
pub const ECHO: usize = 64;

/// True for a character that no name, title or note may hold: control characters other than line break and tab, which
/// can command a terminal, and marks that change the direction or the lines of what is shown.
pub fn is_forbidden(c: char) -> bool {
    let control = c.is_control() && c != '\n' && c != '\t';
    let direction =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let line = matches!(c, '\u{2028}' | '\u{2029}');
    control || direction || line
}

/// The first forbidden character and the byte at which it stands; a carriage return before a line feed is a line break.
pub fn forbidden(text: &str) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let breaks = |at: usize, c: char| c == '\r' && bytes.get(at + 1) == Some(&b'\n');
    text.char_indices()
        .find(|(at, c)| is_forbidden(*c) && !breaks(*at, *c))
}

/// A character in words, for messages.
pub fn name(c: char) -> String {
    format!("the character U+{:04X}", u32::from(c))
}

/// A foreign text as a message repeats it: its first [`ECHO`] characters on one line, with nothing in it that a
/// terminal obeys.
pub fn echo(text: &str) -> String {
    shortened(text, ECHO)
}

/// The same with another number of characters.
pub fn shortened(text: &str, most: usize) -> String {
    let mut out = String::new();
    for (count, c) in text.chars().enumerate() {
        if count == most {
            out.push_str(&format!("… ({} bytes in all)", text.len()));
            break;
        }
        let hidden = is_forbidden(c) || c == '\n' || c == '\t';
        out.push(if hidden { '?' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commands_a_terminal_is_forbidden() {
        for c in [
            '\0', '\u{1b}', '\u{7f}', '\u{9b}', '\u{202e}', '\u{2028}', '\u{2066}', '\u{200f}',
        ] {
            assert_eq!(forbidden(&format!("人{c}")), Some((3, c)));
        }
        assert_eq!(forbidden("a\rb"), Some((1, '\r')));
        assert_eq!(forbidden("one\r\ntwo\tthree — 沙盘 é\n"), None);
    }

    #[test]
    fn an_echo_is_short_and_harmless() {
        assert_eq!(echo("500 bn CNY"), "500 bn CNY");
        assert_eq!(echo("a\u{1b}]0;x\u{7}\n"), "a?]0;x??");
        let long = echo(&"人".repeat(1 << 20));
        assert!(long.starts_with("人") && long.ends_with("… (3145728 bytes in all)"));
        assert_eq!(long.matches('人').count(), ECHO);
    }
}
