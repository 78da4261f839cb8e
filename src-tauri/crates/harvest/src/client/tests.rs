use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Instant as Clock;

use super::*;

/// A server on loopback that answers by path and remembers what it was asked for, and when.
struct Server {
    url: Url,
    asked: Arc<Mutex<Vec<(String, Clock)>>>,
}

impl Server {
    /// `answer` is handed a path and how often it was asked for before; it writes the whole response.
    fn start(answer: impl Fn(&str, usize) -> String + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (seen, answer) = (Arc::clone(&asked), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (stream, seen, answer) =
                    (stream.unwrap(), Arc::clone(&seen), Arc::clone(&answer));
                thread::spawn(move || serve(&stream, &seen, &*answer));
            }
        });
        Self { url, asked }
    }

    fn paths(&self) -> Vec<String> {
        self.asked.lock().unwrap().iter().map(|(path, _)| path.clone()).collect()
    }
}

fn serve(
    stream: &TcpStream,
    seen: &Mutex<Vec<(String, Clock)>>,
    answer: &dyn Fn(&str, usize) -> String,
) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let Some(request) = lines.next() else { return };
    while lines.next().is_some_and(|line| !line.is_empty()) {}
    let path = request.split(' ').nth(1).unwrap().to_owned();
    let before = {
        let mut seen = seen.lock().unwrap();
        seen.push((path.clone(), Clock::now()));
        seen.iter().filter(|(known, _)| *known == path).count() - 1
    };
    let mut stream = stream;
    stream.write_all(answer(&path, before).as_bytes()).ok();
}

fn response(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n{body}"
    )
}

fn client(delay_ms: u64, stop: Stop) -> Client {
    let manners = Manners {
        delay: Duration::from_millis(delay_ms),
        concurrency: 1,
        private_host: Some("127.0.0.1".to_owned()),
    };
    Client::new(manners, || Timestamp::UNIX_EPOCH, stop)
}

fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

async fn get(client: &Client, server: &Server, path: &str) -> Result<Answer, Error> {
    client.get(&server.url.join(path).unwrap(), "*/*", PAGE_LIMIT).await
}

#[test]
fn asks_robots_first_and_once_and_keeps_its_distance() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => response("200 OK", "", "User-agent: *\nDisallow: /closed/\n"),
        _ => response("200 OK", "", "here"),
    });
    let client = client(120, Stop::default());
    block_on(async {
        for path in ["/a", "/b", "/c"] {
            assert_eq!(get(&client, &server, path).await.unwrap().body, b"here");
        }
        let refused = get(&client, &server, "/closed/x").await;
        assert!(matches!(refused, Err(Error::Refused { .. })), "{refused:?}");
    });
    assert_eq!(server.paths(), ["/robots.txt", "/a", "/b", "/c"]);
    let asked = server.asked.lock().unwrap();
    let gaps = asked.windows(2).map(|pair| pair[1].1 - pair[0].1);
    // The server sees a request a moment after it was sent: some slack, far less than the distance.
    assert!(gaps.into_iter().all(|gap| gap > Duration::from_millis(90)), "{asked:?}");
}

#[test]
fn never_follows_a_redirect_into_a_private_network() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => response("404 Not Found", "", ""),
        "/number" => response("302 Found", "Location: http://127.0.0.2:1/inside\r\n", ""),
        "/name" => response("302 Found", "Location: http://localhost:1/inside\r\n", ""),
        "/file" => response("302 Found", "Location: file:///etc/hostname\r\n", ""),
        _ => response("301 Moved", "Location: /there\r\n", ""),
    });
    let client = client(0, Stop::default());
    block_on(async {
        for path in ["/number", "/name"] {
            let refused = get(&client, &server, path).await;
            assert!(matches!(refused, Err(Error::PrivateAddress { .. })), "{path}: {refused:?}");
        }
        assert!(matches!(get(&client, &server, "/file").await, Err(Error::BadAddress { .. })));
        // One that never ends is left where it is.
        assert_eq!(get(&client, &server, "/round").await.unwrap().chain.len(), MOST_REDIRECTS + 1);
    });
}

#[test]
fn tries_again_after_the_time_that_a_busy_host_asks_for() {
    let server = Server::start(|path, before| match (path, before) {
        ("/robots.txt", _) => response("404 Not Found", "", ""),
        ("/busy", 0) => response("503 Service Unavailable", "Retry-After: 1\r\n", ""),
        ("/busy", _) => response("200 OK", "", "now"),
        _ => response("500 Internal Server Error", "", ""),
    });
    let client = client(0, Stop::default());
    block_on(async {
        let started = Clock::now();
        assert_eq!(get(&client, &server, "/busy").await.unwrap().body, b"now");
        assert!(started.elapsed() >= Duration::from_secs(1));
        assert_eq!(get(&client, &server, "/broken").await.unwrap().status, 500);
    });
    let tries = |wanted: &str| server.paths().iter().filter(|path| *path == wanted).count();
    assert_eq!((tries("/busy"), tries("/broken")), (2, MOST_TRIES as usize));
}

#[test]
fn takes_no_more_than_the_limit() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => response("404 Not Found", "", ""),
        _ => response("200 OK", "", &"x".repeat(2_000)),
    });
    let client = client(0, Stop::default());
    let answer = block_on(client.get(&server.url, "*/*", 1_999));
    assert!(matches!(answer, Err(Error::TooLarge { limit: 1_999, .. })), "{answer:?}");
}

#[test]
fn stops_at_once_in_the_middle_of_an_answer() {
    let server = Server::start(|path, _| match path {
        "/robots.txt" => response("404 Not Found", "", ""),
        _ => {
            thread::park_timeout(Duration::from_secs(20));
            String::new()
        }
    });
    let stop = Stop::default();
    let client = client(0, stop.clone());
    let started = Clock::now();
    let outcome = block_on(async {
        let stopper = async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            stop.stop();
        };
        tokio::join!(get(&client, &server, "/slow"), stopper).0
    });
    assert!(matches!(outcome, Err(Error::Stopped)) && started.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_failing_robots_txt_closes_the_host_for_now() {
    let server = Server::start(|_, _| response("500 Internal Server Error", "", ""));
    let client = client(0, Stop::default());
    assert!(matches!(block_on(get(&client, &server, "/a")), Err(Error::NoAnswer { .. })));
    assert!(server.paths().iter().all(|path| path == "/robots.txt"));
}
