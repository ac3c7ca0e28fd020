//! A WebDriver session: a driver of our own, and the few requests of <https://www.w3.org/TR/webdriver2/> that
//! the tests need.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use ureq::Agent;

const REQUEST_TIMEOUT: Duration = Duration::from_secs(60);

/// One browser, alive until dropped.
pub struct Driver {
    process: Child,
    agent: Agent,
    session_url: String,
}

/// What the browser refused to do, in its own words.
#[derive(Debug)]
pub struct Refusal(pub String);

impl Driver {
    /// Starts chromedriver, and through it Chromium.
    pub fn start_chromium() -> Self {
        let mut process = Command::new(setting("CHROMEDRIVER"))
            .args(["--port=0", "--log-level=SEVERE"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let port = announced_port(&mut process);
        let flags: Vec<String> = setting("CHROMIUM_FLAGS").split_whitespace().map(str::to_owned).collect();
        Self::open(
            process,
            port,
            &json!({
                "browserName": "chrome",
                "goog:chromeOptions": { "binary": setting("CHROMIUM"), "args": flags },
                "goog:loggingPrefs": { "browser": "ALL" },
            }),
        )
    }

    /// Starts geckodriver, and through it Firefox.
    pub fn start_firefox() -> Self {
        // Unlike chromedriver it does not say which port it took.
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|it| it.local_addr());
        let port = free.expect("a port is free").port();
        let process = Command::new(setting("GECKODRIVER"))
            .args(["--port", &port.to_string(), "--log", "fatal"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("geckodriver starts");
        let deadline = Instant::now() + REQUEST_TIMEOUT;
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            assert!(Instant::now() < deadline, "geckodriver does not listen");
            thread::sleep(Duration::from_millis(20));
        }
        Self::open(
            process,
            port,
            &json!({
                "browserName": "firefox",
                "moz:firefoxOptions": { "binary": setting("FIREFOX"), "args": ["-headless"] },
            }),
        )
    }

    fn open(process: Child, port: u16, capabilities: &Value) -> Self {
        let agent = Agent::config_builder()
            .timeout_global(Some(REQUEST_TIMEOUT))
            .http_status_as_error(false)
            .build()
            .new_agent();
        let mut driver = Self { process, agent, session_url: format!("http://127.0.0.1:{port}/session") };
        let session = driver.post("", &json!({ "capabilities": { "alwaysMatch": capabilities } }));
        let session = session.expect("the browser starts");
        let id = session["sessionId"].as_str().expect("a session has an id");
        driver.session_url = format!("{}/{id}", driver.session_url);
        driver
    }

    /// The answer to a question about the session; `path` starts with a slash.
    pub fn get(&self, path: &str) -> Result<Value, Refusal> {
        let url = format!("{}{path}", self.session_url);
        let response = self.agent.get(&url).call();
        answer(response.and_then(|mut response| response.body_mut().read_json()))
    }

    /// The answer to a command.
    pub fn post(&self, path: &str, body: &Value) -> Result<Value, Refusal> {
        let url = format!("{}{path}", self.session_url);
        let response = self.agent.post(&url).send_json(body);
        answer(response.and_then(|mut response| response.body_mut().read_json()))
    }

    /// The answer to a command of Chromium's own protocol, for what WebDriver cannot do.
    pub fn chromium(&self, command: &str, parameters: &Value) -> Result<Value, Refusal> {
        self.post("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Both may fail when the browser has crashed, and then there is nothing left to end.
        self.agent.delete(&self.session_url).call().ok();
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

/// The value of an environment variable that the task runner sets.
pub fn setting(name: &str) -> String {
    std::env::var(name)
        .unwrap_or_else(|_| panic!("{name} is not set: the page tests are run by `cargo xtask test page`"))
}

fn announced_port(process: &mut Child) -> u16 {
    let stdout = process.stdout.take().expect("standard output is piped");
    let mut lines = BufReader::new(stdout).lines().map_while(|line| line.ok());
    let port = lines.find_map(|line| {
        let digits = line.split_once("started successfully on port ")?.1.trim_end_matches('.');
        digits.parse().ok()
    });
    // Chromedriver would block once nobody reads what it says.
    thread::spawn(move || lines.for_each(drop));
    port.expect("chromedriver says on which port it listens")
}

fn answer(response: Result<Value, ureq::Error>) -> Result<Value, Refusal> {
    let mut answer = response.map_err(|error| Refusal(error.to_string()))?;
    let value = answer["value"].take();
    match value["error"].as_str() {
        Some(error) => Err(Refusal(format!("{error}: {}", value["message"].as_str().unwrap_or_default()))),
        None => Ok(value),
    }
}
