use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// Serves one page for every address of a free port on loopback, as long as the process lives; gives its home page.
///
/// # Panics
/// When there is no free port.
#[must_use]
pub fn serve(page: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
    let address = listener.local_addr().expect("it is bound");
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A visitor that hangs up is its own loss.
            drop(answer(&stream, page));
        }
    });
    format!("http://{address}/")
}

/// An address at which nobody listens.
///
/// # Panics
/// When there is no free port.
#[must_use]
pub fn closed_port() -> String {
    // On another loopback host than all other servers of the tests, which therefore cannot take the port over.
    let listener = TcpListener::bind("127.0.0.9:0").expect("there is a free port");
    format!("http://{}/", listener.local_addr().expect("it is bound"))
}

fn answer(mut stream: &TcpStream, page: &str) -> std::io::Result<()> {
    let head = BufReader::new(stream).lines();
    for line in head {
        if line?.is_empty() {
            break;
        }
    }
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{page}",
        page.len()
    )
}

/// Asks a server on loopback for something and gives the body of its answer.
pub(crate) fn ask(method: &str, url: &str, body: &str) -> String {
    let rest = url.strip_prefix("http://").expect("the servers of the tests speak plain HTTP");
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let mut stream = TcpStream::connect(host).expect("the server is running");
    write!(
        stream,
        "{method} /{path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .expect("the server reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("the server answers in UTF-8");
    let (_, body) = answer.split_once("\r\n\r\n").expect("an answer has a head and a body");
    body.to_owned()
}
