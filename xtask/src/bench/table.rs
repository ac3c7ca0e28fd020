//! What was found, as a table.

use std::time::Duration;

/// A line of the table.
pub struct Row {
    /// What was done.
    pub work: String,
    /// The other side, in words.
    pub theirs: String,
    /// Ours, in words.
    pub ours: String,
    /// Ours divided by theirs.
    pub ratio: f64,
    /// What that may be at most.
    pub promised: f64,
}

/// Prints the table, and how many promises are kept.
pub fn print(title: &str, rows: &[Row]) {
    println!("\n{title}");
    let widths = |cell: fn(&Row) -> &str| rows.iter().map(|row| cell(row).chars().count()).max().unwrap_or(0);
    let (work, theirs, ours) = (widths(|row| &row.work), widths(|row| &row.theirs), widths(|row| &row.ours));
    for row in rows {
        let verdict = if row.ratio <= row.promised { "kept" } else { "MISSED" };
        println!(
            "  {:work$}  {:>theirs$}  {:>ours$}  {:5.2} (at most {:.2}) {verdict}",
            row.work, row.theirs, row.ours, row.ratio, row.promised
        );
    }
    let kept = rows.iter().filter(|row| row.ratio <= row.promised).count();
    println!("  {kept} of {} kept", rows.len());
}

/// Seconds, as shown.
pub fn seconds(time: Duration) -> String {
    format!("{:.3} s", time.as_secs_f64())
}

/// Megabytes, as shown.
pub fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes / 1_000_000)
}
