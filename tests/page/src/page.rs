//! A page that is open in a browser of its own.

use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use crate::driver::Driver;
use crate::element::{Element, Key};
use crate::role::Role;
use crate::server;

/// How long something may take to appear.
const PATIENCE: Duration = Duration::from_secs(20);
const POLL: Duration = Duration::from_millis(30);

/// Every element that matches a selector, inside open shadow roots too.
const DEEP_QUERY: &str = "
    const found = [];
    const visit = root => {
        for (const element of root.querySelectorAll('*')) {
            if (element.matches(arguments[0])) found.push(element);
            if (element.shadowRoot) visit(element.shadowRoot);
        }
    };
    visit(document);
    return found;";

/// The color scheme that the reader prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// An open page. It closes when dropped.
pub struct Page {
    driver: Driver,
    /// What the console said, each with how grave it is.
    console: RefCell<Vec<(String, String)>>,
}

impl Page {
    /// Opens the page in a window whose inside is `width` by `height` CSS pixels.
    pub fn open(width: u32, height: u32, theme: Theme) -> Self {
        let page = Self { driver: Driver::start_chromium(), console: RefCell::default() };
        page.resize(width, height);
        let scheme = if theme == Theme::Dark { "dark" } else { "light" };
        page.chromium(
            "Emulation.setEmulatedMedia",
            &json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] }),
        );
        page.go_to("/");
        page
    }

    /// Opens somebody else's page, from the folder `sites`, in a window that is 1000 px wide.
    pub fn site(name: &str) -> Self {
        let page = Self { driver: Driver::start_chromium(), console: RefCell::default() };
        page.resize(1000, 800);
        page.visit(name);
        page
    }

    /// Opens somebody else's page in Firefox. What only Chromium can do must not be asked of it.
    pub fn site_in_firefox(name: &str) -> Self {
        let page = Self { driver: Driver::start_firefox(), console: RefCell::default() };
        page.visit(name);
        page
    }

    /// Loads somebody else's page, from the folder `sites`.
    pub fn visit(&self, name: &str) {
        let url = format!("http://{}/sites/{name}", server::address());
        self.driver.post("/url", &json!({ "url": url })).expect("the page loads");
    }

    /// Goes back to the page before.
    pub fn go_back(&self) {
        self.driver.post("/back", &json!({})).expect("there is a page before");
    }

    /// What the reader's system prefers, as media features.
    pub fn prefer(&self, feature: &str, value: &str) {
        self.chromium(
            "Emulation.setEmulatedMedia",
            &json!({ "features": [{ "name": feature, "value": value }] }),
        );
    }

    /// Shows the page as it would be printed.
    pub fn print(&self) {
        self.chromium("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    }

    /// The page as a file of PDF.
    pub fn pdf(&self) -> Vec<u8> {
        let pdf = self.chromium("Page.printToPDF", &json!({ "printBackground": true }));
        BASE64_STANDARD.decode(pdf["data"].as_str().unwrap_or_default()).expect("an encoded file")
    }

    /// From the next page on no page runs scripts; those of the tests still do.
    pub fn forbid_scripts(&self) {
        self.chromium("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    }

    /// Runs the body of an asynchronous function inside the page, and returns what it comes to.
    #[track_caller]
    pub fn script_async(&self, body: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async () => {{ {body} }})().then(done, error => done(`failed: ${{error.stack}}`));"
        );
        let answer = self.driver.post("/execute/async", &json!({ "script": script, "args": [] }));
        answer.unwrap_or_else(|refusal| panic!("the page refused a script: {}", refusal.0))
    }

    /// Loads `path`, which may have a query and a fragment, from where the page is served.
    pub fn go_to(&self, path: &str) {
        let url = format!("http://{}{path}", server::address());
        self.driver.post("/url", &json!({ "url": url })).expect("the page loads");
        self.await_start();
    }

    /// From now on nothing is fetched whose address contains this.
    pub fn block(&self, address: &str) {
        self.chromium("Network.enable", &json!({}));
        self.chromium("Network.setCacheDisabled", &json!({ "cacheDisabled": true }));
        self.chromium("Network.setBlockedURLs", &json!({ "urls": [format!("*{address}*")] }));
    }

    /// A file with that in its address came.
    pub fn has_fetched(&self, address: &str) -> bool {
        let script = "return performance.getEntriesByType('resource')
            .some(it => it.name.includes(arguments[0]) && it.responseStatus === 200)";
        self.script(script, &[json!(address)]) == true
    }

    /// From now on no more than so many bytes are fetched in a second, and nothing is kept of what was.
    pub fn slow_down(&self, bytes_per_s: u32) {
        self.chromium("Network.enable", &json!({}));
        self.chromium("Network.setCacheDisabled", &json!({ "cacheDisabled": true }));
        let speed = json!({
            "offline": false, "latency": 0, "downloadThroughput": bytes_per_s, "uploadThroughput": bytes_per_s
        });
        self.chromium("Network.emulateNetworkConditions", &speed);
    }

    /// Loads the page again.
    pub fn reload(&self) {
        self.driver.post("/refresh", &json!({})).expect("the page loads again");
        self.await_start();
    }

    /// Changes the size of the window's inside, in CSS pixels.
    pub fn resize(&self, width: u32, height: u32) {
        self.chromium(
            "Emulation.setDeviceMetricsOverride",
            &json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false }),
        );
    }

    /// The title of the document.
    pub fn title(&self) -> String {
        let title = self.driver.get("/title").expect("a document has a title, if only an empty one");
        title.as_str().unwrap_or_default().to_owned()
    }

    /// The element with that role and exactly that accessible name; waits for it to appear.
    #[track_caller]
    pub fn find(&self, role: Role, name: &str) -> Element<'_> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(element) = self.find_now(role, name) {
                return element;
            }
            if Instant::now() > deadline {
                let names: Vec<String> = self.all(role).iter().map(Element::name).collect();
                panic!("no {} is named {name:?}; there are {names:?}", role.aria_name());
            }
            thread::sleep(POLL);
        }
    }

    /// The element with that role and exactly that accessible name, if it is there now.
    pub fn find_now(&self, role: Role, name: &str) -> Option<Element<'_>> {
        self.all(role).into_iter().find(|element| element.name() == name)
    }

    /// Every element with that role, in document order.
    pub fn all(&self, role: Role) -> Vec<Element<'_>> {
        let mut elements = self.select(role.candidates());
        elements.retain(|element| role.is(&element.role()));
        elements
    }

    /// Every element that matches a CSS selector. For measuring; a test that acts finds by role and name.
    pub fn select(&self, selector: &str) -> Vec<Element<'_>> {
        let found = self.script(DEEP_QUERY, &[json!(selector)]);
        let found = found.as_array().map(Vec::as_slice).unwrap_or_default();
        found.iter().filter_map(|reference| Element::from_reference(self, reference)).collect()
    }

    /// The button of that name.
    #[track_caller]
    pub fn button(&self, name: &str) -> Element<'_> {
        self.find(Role::Button, name)
    }

    /// The slider of that name.
    #[track_caller]
    pub fn slider(&self, name: &str) -> Element<'_> {
        self.find(Role::Slider, name)
    }

    /// The text box of that name.
    #[track_caller]
    pub fn text_box(&self, name: &str) -> Element<'_> {
        self.find(Role::TextBox, name)
    }

    /// The region of that name.
    #[track_caller]
    pub fn region(&self, name: &str) -> Element<'_> {
        self.find(Role::Region, name)
    }

    /// The table of that name.
    #[track_caller]
    pub fn table(&self, name: &str) -> Element<'_> {
        self.find(Role::Table, name)
    }

    /// Presses a key where the focus is.
    #[track_caller]
    pub fn press(&self, key: Key) {
        let code = key.code().to_string();
        let actions = json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": [
            { "type": "keyDown", "value": code },
            { "type": "keyUp", "value": code },
        ]}]});
        self.driver.post("/actions", &actions).expect("a key can be pressed");
    }

    /// Waits until `condition` holds, which `what` describes; ends the test when it does not within `timeout`.
    #[track_caller]
    pub fn wait_until(&self, what: &str, timeout: Duration, condition: impl FnMut(&Self) -> bool) {
        assert!(
            self.comes_to(timeout, condition),
            "after {timeout:?} it does not hold that {what}; the console says {:?}",
            self.console_errors()
        );
    }

    /// Waits until `condition` holds; false when it does not within `timeout`.
    pub fn comes_to(&self, timeout: Duration, mut condition: impl FnMut(&Self) -> bool) -> bool {
        let deadline = Instant::now() + timeout;
        loop {
            if condition(self) {
                return true;
            }
            if Instant::now() >= deadline {
                return false;
            }
            thread::sleep(POLL);
        }
    }

    /// Runs the body of a function with those arguments inside the page, and returns what it returns.
    #[track_caller]
    pub fn script(&self, body: &str, arguments: &[Value]) -> Value {
        let answer = self.driver.post("/execute/sync", &json!({ "script": body, "args": arguments }));
        answer.unwrap_or_else(|refusal| panic!("the page refused a script: {}", refusal.0))
    }

    /// Saves what the window shows: exactly as PNG, or, where the file is to be WebP, in few bytes.
    pub fn screenshot(&self, path: &Path) {
        let format = if path.extension() == Some("webp".as_ref()) {
            json!({ "format": "webp", "quality": 70 })
        } else {
            json!({ "format": "png" })
        };
        let shot = self.chromium("Page.captureScreenshot", &format);
        let picture =
            BASE64_STANDARD.decode(shot["data"].as_str().unwrap_or_default()).expect("an encoded picture");
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).expect("the folder can be created");
        }
        fs::write(path, picture).expect("the picture can be saved");
    }

    /// Red, green, blue and alpha of each pixel that the window shows.
    pub fn pixels(&self) -> Vec<u8> {
        let shot = self.chromium("Page.captureScreenshot", &json!({ "format": "png" }));
        let shot = shot["data"].as_str().unwrap_or_default();
        let pixels = self.script_async(&format!(
            "const image = new Image();
             image.src = 'data:image/png;base64,{shot}';
             await image.decode();
             const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
             context.drawImage(image, 0, 0);
             let bytes = '';
             for (let y = 0; y < image.height; y++)
               bytes += String.fromCharCode(...context.getImageData(0, y, image.width, 1).data);
             return btoa(bytes)"
        ));
        BASE64_STANDARD.decode(pixels.as_str().unwrap_or_default()).expect("encoded pixels")
    }

    /// Every error on the console since the page was opened, what the browser itself complains of included.
    pub fn console_errors(&self) -> Vec<String> {
        self.console("SEVERE")
    }

    /// What the console has said so far, as gravely as that.
    pub fn console(&self, level: &str) -> Vec<String> {
        let entries = self.driver.post("/se/log", &json!({ "type": "browser" })).unwrap_or_default();
        let mut console = self.console.borrow_mut();
        for entry in entries.as_array().into_iter().flatten() {
            let text = |name: &str| entry[name].as_str().unwrap_or_default().to_owned();
            console.push((text("level"), text("message")));
        }
        console.iter().filter(|(of, _)| of == level).map(|(_, message)| message.clone()).collect()
    }

    /// The load event comes before the wasm has run; Trunk's loader puts its exports here once it has.
    fn await_start(&self) {
        self.wait_until("the wasm has started", PATIENCE, |page| {
            page.script("return 'wasmBindings' in window", &[]) == true
        });
    }

    pub(crate) fn driver(&self) -> &Driver {
        &self.driver
    }

    /// From now on files that the page saves go into `folder`, without a question.
    pub fn download_to(&self, folder: &Path) {
        let parameters = json!({ "behavior": "allow", "downloadPath": folder });
        self.chromium("Browser.setDownloadBehavior", &parameters);
    }

    fn chromium(&self, command: &str, parameters: &Value) -> Value {
        let answer = self.driver.chromium(command, parameters);
        answer.unwrap_or_else(|refusal| panic!("the browser refused {command}: {}", refusal.0))
    }
}
