//! A real static server for the demo page, on this computer only, with the strict policy the assistant must live under.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crate::dist::{self, Asset};
use crate::steps::Done;

/// As strict as an agency's page may be. `frame-src 'self'` is for the blank frame that prints.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
    connect-src 'none'; base-uri 'none'; form-action 'none'; frame-src 'self'; frame-ancestors 'self'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

const FIRST_PORT: u16 = 8080;
const PORTS_TO_TRY: u16 = 20;

/// Builds, serves, and stays.
pub fn run(port: Option<u16>) -> Done {
    let began = Instant::now();
    println!("Building the assistant and the demo page. The first time on a machine takes a few minutes.\n");
    let assets = dist::build()?;
    let server = match port {
        Some(port) => Server::on(port, assets)?,
        None => Server::near(FIRST_PORT, assets)?,
    };
    println!("Ready after {:.0} s.", began.elapsed().as_secs_f64());
    println!("The demo page is at {}/  (only this computer can see it; Ctrl+C stops it)", server.address());
    server.stay()
}

/// A server that has its port.
pub struct Server {
    listener: TcpListener,
    at: SocketAddr,
    assets: Arc<Vec<Asset>>,
}

impl Server {
    /// On exactly this port; 0 takes any.
    pub fn on(port: u16, assets: Vec<Asset>) -> Done<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .map_err(|why| format!("port {port} cannot be used: {why}. Try another with --port."))?;
        let at = listener.local_addr().map_err(|why| why.to_string())?;
        Ok(Server { listener, at, assets: Arc::new(assets) })
    }

    fn near(first: u16, assets: Vec<Asset>) -> Done<Server> {
        let free = (first..first + PORTS_TO_TRY).find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok());
        match free {
            Some(port) => Server::on(port, assets),
            None => {
                Err(format!("ports {first} to {} are all taken. Choose one with --port.", first + PORTS_TO_TRY - 1))
            }
        }
    }

    /// The address, without a slash at the end.
    pub fn address(&self) -> String {
        format!("http://{}", self.at)
    }

    /// Serves until the process ends.
    pub fn stay(self) -> Done {
        for connection in self.listener.incoming().flatten() {
            let assets = Arc::clone(&self.assets);
            // A browser that goes away in the middle is nobody's problem.
            thread::spawn(move || talk(connection, &assets).ok());
        }
        Ok(())
    }
}

/// Answers on one connection until the other side has had enough.
fn talk(connection: TcpStream, assets: &[Asset]) -> std::io::Result<()> {
    connection.set_read_timeout(Some(Duration::from_secs(60)))?;
    connection.set_nodelay(true)?;
    let mut to = connection.try_clone()?;
    let mut from = BufReader::new(connection);
    while let Some(request) = Request::read(&mut from)? {
        to.write_all(&answer(&request, assets))?;
    }
    Ok(())
}

struct Request {
    method: String,
    path: String,
    accepts: String,
}

impl Request {
    fn read(from: &mut impl BufRead) -> std::io::Result<Option<Request>> {
        const LONGEST: u64 = 16_384;
        let mut head = from.take(LONGEST);
        let mut first = String::new();
        if head.read_line(&mut first)? == 0 {
            return Ok(None);
        }
        let mut words = first.split_whitespace();
        let method = words.next().unwrap_or_default().to_owned();
        let path = words.next().unwrap_or_default().split(['?', '#']).next().unwrap_or_default().to_owned();
        let mut accepts = String::new();
        loop {
            let mut line = String::new();
            if head.read_line(&mut line)? == 0 {
                return Ok(None);
            }
            match line.trim_end().split_once(':') {
                Some((name, value)) if name.eq_ignore_ascii_case("accept-encoding") => accepts = value.to_lowercase(),
                Some(_) => {}
                None => return Ok(Some(Request { method, path, accepts })),
            }
        }
    }
}

/// Only names that were built can be asked for, so no path leads anywhere else.
fn answer(request: &Request, assets: &[Asset]) -> Vec<u8> {
    let name = request.path.strip_prefix('/').unwrap_or(&request.path);
    let name = if name.is_empty() || name.ends_with('/') { format!("{name}index.html") } else { name.to_owned() };
    if request.method != "GET" && request.method != "HEAD" {
        return respond("405 Method Not Allowed", "text/plain; charset=utf-8", None, b"Only GET.\n", true);
    }
    let with_body = request.method == "GET";
    let Some(asset) = assets.iter().find(|asset| asset.name == name) else {
        return respond(
            "404 Not Found",
            "text/plain; charset=utf-8",
            None,
            b"There is no such page here.\n",
            with_body,
        );
    };
    let takes = |coding: &str| request.accepts.split(',').any(|part| part.trim().split(';').next() == Some(coding));
    let (coding, body) = match &asset.small {
        Some(small) if takes("br") => (Some("br"), &small.brotli),
        Some(small) if takes("gzip") => (Some("gzip"), &small.gzip),
        _ => (None, &asset.raw),
    };
    respond("200 OK", kind(&name), coding, body, with_body)
}

fn respond(status: &str, kind: &str, coding: Option<&str>, body: &[u8], with_body: bool) -> Vec<u8> {
    let mut head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\ncontent-length: {}\r\ncache-control: no-store\r\nvary: accept-encoding\r\n\
         content-security-policy: {POLICY}\r\nx-content-type-options: nosniff\r\nreferrer-policy: no-referrer\r\n",
        body.len()
    );
    if let Some(coding) = coding {
        head.push_str(&format!("content-encoding: {coding}\r\n"));
    }
    head.push_str("\r\n");
    let mut response = head.into_bytes();
    if with_body {
        response.extend_from_slice(body);
    }
    response
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        Some("md" | "txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dist::Small;

    fn ask(request: &str) -> String {
        let asset = |name: &str, small: Option<Small>| Asset { name: name.to_owned(), raw: b"raw".to_vec(), small };
        let small = Small { gzip: b"gzip".to_vec(), brotli: b"brotli".to_vec() };
        let assets = [asset("index.html", Some(small)), asset("embed/index.html", None)];
        let read = Request::read(&mut request.as_bytes());
        let Ok(Some(request)) = read else { return "no answer".to_owned() };
        String::from_utf8_lossy(&answer(&request, &assets)).into_owned()
    }

    #[track_caller]
    fn check(request: &str, status: &str, end: &str) {
        let said = ask(request);
        assert!(said.starts_with(&format!("HTTP/1.1 {status}")), "{said}");
        assert!(said.ends_with(end), "{said}");
        assert!(said.contains("content-security-policy: default-src 'none'"), "{said}");
    }

    #[test]
    fn the_best_coding_that_is_accepted_is_used() {
        check("GET / HTTP/1.1\r\naccept-encoding: gzip, br\r\n\r\n", "200", "\r\n\r\nbrotli");
        check("GET /index.html?x HTTP/1.1\r\nAccept-Encoding: gzip;q=1\r\n\r\n", "200", "\r\n\r\ngzip");
        check("GET / HTTP/1.1\r\n\r\n", "200", "\r\n\r\nraw");
        check("HEAD / HTTP/1.1\r\n\r\n", "200", "\r\n\r\n");
    }

    #[test]
    fn a_folder_is_its_page_and_what_has_no_twins_goes_as_it_is() {
        check("GET /embed/ HTTP/1.1\r\naccept-encoding: br\r\n\r\n", "200", "\r\n\r\nraw");
        check("GET /embed HTTP/1.1\r\n\r\n", "404", "here.\n");
    }

    #[test]
    fn nothing_outside_is_reached() {
        for path in ["/../Cargo.toml", "/..%2fCargo.toml", "//etc/passwd", "/dist/index.html", "/index.html/"] {
            check(&format!("GET {path} HTTP/1.1\r\n\r\n"), "404", "here.\n");
        }
        check("POST / HTTP/1.1\r\n\r\n", "405", "Only GET.\n");
    }

    #[test]
    fn half_a_request_is_no_request() {
        assert_eq!(ask("GET / HTT"), "no answer");
        assert_eq!(ask(""), "no answer");
    }
}
