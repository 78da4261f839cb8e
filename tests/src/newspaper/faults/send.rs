use std::io;
use std::time::Duration;

use super::Fault;
use crate::newspaper::http::{Answer, Wire};

/// Bytes that are written at once.
const PIECE: usize = 64 << 10;

/// Does what needs no answer of the site's; false: it was nothing of that kind.
pub(super) fn alone(fault: &Fault, wire: &mut Wire<'_>) -> io::Result<bool> {
    match fault {
        Fault::Drop { reset } => wire.hang_up(*reset),
        Fault::Huge { kind, mb } => huge(wire, kind, *mb)?,
        _ => return Ok(false),
    }
    Ok(true)
}

/// Sends the site's answer, in another way where the fault says so.
pub(super) fn answer(fault: &Fault, wire: &mut Wire<'_>, answer: &mut Answer) -> io::Result<()> {
    let length = answer.body.len();
    match fault {
        Fault::SlowHeaders { s } => {
            wire.status = answer.status;
            wire.put_raw(format!("HTTP/1.1 {} OK\r\n", answer.status).as_bytes())?;
            wire.stopped.wait(Duration::from_secs_f64(*s));
            wire.hang_up(false);
            Ok(())
        }
        Fault::Length { add } => {
            wire.begin(answer, Some(length + add))?;
            wire.put(&answer.body)?;
            wire.hang_up(false);
            Ok(())
        }
        Fault::ChunkBad => {
            wire.begin(answer, None)?;
            wire.put(format!("{length:x}\r\n").as_bytes())?;
            wire.put(&answer.body[..length / 2])?;
            wire.put(b"\r\nZZ\r\n")?;
            wire.hang_up(false);
            Ok(())
        }
        Fault::Cut { at, reset } => {
            wire.begin(answer, Some(length))?;
            wire.put(&answer.body[..at.unwrap_or(length / 2).min(length)])?;
            wire.hang_up(*reset);
            Ok(())
        }
        Fault::Slow { bytes, s } => {
            wire.begin(answer, Some(length))?;
            for piece in answer.body.chunks((*bytes).max(1)) {
                wire.flush()?;
                wire.put(piece)?;
                wire.stopped.wait(Duration::from_secs_f64(*s));
            }
            Ok(())
        }
        _ => wire.send(answer),
    }
}

fn huge(wire: &mut Wire<'_>, kind: &str, mib: usize) -> io::Result<()> {
    let unit = match kind {
        "text" => "word ",
        "deep" => "<div>",
        _ => "<div class=\"a\"><p>word</p></div>",
    };
    let piece = unit.repeat(PIECE / unit.len());
    wire.begin(&Answer::new(200, "text/html", ""), None)?;
    for _ in 0..mib * ((1 << 20) / PIECE) {
        wire.put(format!("{:x}\r\n{piece}\r\n", piece.len()).as_bytes())?;
    }
    wire.put(b"0\r\n\r\n")
}
