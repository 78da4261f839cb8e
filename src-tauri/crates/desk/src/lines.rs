use std::io::{self, BufRead, Read};

/// Bytes of the longest line that is taken; no story is that long.
const LONGEST: usize = 16 << 20;

/// Reads the next line into `line`: its text, or why it is none; nothing at the end of the input.
///
/// The end of a line that is too long is passed over without being held.
///
/// # Errors
/// If the input cannot be read.
pub(crate) fn next_line<'a>(
    input: &mut impl BufRead,
    line: &'a mut Vec<u8>,
) -> io::Result<Option<Result<&'a str, String>>> {
    line.clear();
    let most = u64::try_from(LONGEST).unwrap_or(u64::MAX).saturating_add(1);
    if input.by_ref().take(most).read_until(b'\n', line)? == 0 {
        return Ok(None);
    }
    if line.len() > LONGEST && line.last() != Some(&b'\n') {
        input.skip_until(b'\n')?;
        // The room is given back: the next line is likely a short one.
        *line = Vec::new();
        return Ok(Some(Err(format!("it is longer than {} MiB", LONGEST >> 20))));
    }
    Ok(Some(str::from_utf8(line).map_err(|_| "its text is not in UTF-8".to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(mut input: &[u8]) -> Vec<Result<String, String>> {
        let (mut lines, mut line) = (Vec::new(), Vec::new());
        while let Some(next) = next_line(&mut input, &mut line).unwrap() {
            lines.push(next.map(str::to_owned));
        }
        lines
    }

    #[test]
    fn a_line_that_is_no_text_does_not_end_the_input() {
        let lines = read(b"one\n\xff\xfe\ntwo");
        assert_eq!(lines[0].as_deref(), Ok("one\n"));
        assert!(lines[1].as_ref().is_err_and(|why| why.contains("UTF-8")));
        assert_eq!(lines[2].as_deref(), Ok("two"));
        assert_eq!(lines.len(), 3);
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let mut input = vec![b'x'; LONGEST];
        input.extend(b"\nshort\n");
        assert!(read(&input)[0].is_ok(), "as long as may be");
        let mut input = vec![b'x'; 2 * LONGEST];
        input.extend(b"\nshort\n");
        let lines = read(&input);
        assert!(lines[0].as_ref().is_err_and(|why| why.contains("16 MiB")));
        assert_eq!(lines[1].as_deref(), Ok("short\n"));
        assert_eq!(lines.len(), 2);
    }
}
