//! The headless application: everything the page can do, without a page.
