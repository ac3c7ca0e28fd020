//! The items about goroutines and their ends: exits, contexts, bounds, background tasks.

use gopark_lang::review::{Repeats, What};

use super::seen::{Alive, Seen};
use super::tally::Site;
use super::words::Words;
use super::{Judgement, Place, Verdict, first};

/// So many goroutines of one statement are a crowd: no machine has as many processors to spare, and no pool as many
/// connections.
const MANY: u32 = 100;

/// Every goroutine has an exit.
pub fn exits(seen: &Seen<'_>) -> Judgement {
    if !seen.can_start() {
        return Judgement::new(Verdict::Kept, "The program starts no goroutine.".to_owned(), &[]);
    }
    let leaking = seen.sites().filter_map(|(site, alive)| Some((site, alive, alive.leak?)));
    if let Some((site, alive, (g, since))) = leaking.max_by_key(|(_, alive, _)| alive.leaked) {
        let name = seen.name(site.line);
        let words = match site.created {
            1 => Words::of("The goroutine started at "),
            n => Words::default().number(alive.leaked).and(" of ").number(n).and(" started at "),
        };
        let rest = " wait for ever: nobody who is left can wake them.";
        let rest = if alive.leaked == 1 { " waits for ever: nobody who is left can wake it." } else { rest };
        let places = [Place::Line(site.line), Place::Goroutine(g), Place::Moment(since)];
        return Judgement::new(Verdict::Broken, words.line(site.line, name).and(rest).0, &places);
    }
    if let Some(remark) = first(seen, |what| matches!(what, What::Endless { .. } | What::OpenRange { .. })) {
        let is_range = matches!(remark.what, What::OpenRange { .. });
        let (What::Endless { launch } | What::OpenRange { launch }) = remark.what else { unreachable!() };
        let words = Words::of("The loop at ").line(remark.line, &remark.name);
        let words = match is_range {
            true => words.and(" ends when its channel is closed, and nothing closes a channel of its kind"),
            false => words.and(" is never left"),
        };
        let words = words.and(": the goroutine started at ").line(launch, "").and(" has no way out.");
        return Judgement::new(Verdict::Broken, words.0, &[Place::Line(remark.line), Place::Line(launch)]);
    }
    let never = |(site, alive): &(&Site, &Alive)| {
        site.created > 1 && site.alive == site.created && alive.stuck == site.alive
    };
    if let Some((site, alive)) = seen.sites().find(never).filter(|_| seen.is_cut_off()) {
        let words = Words::of("None of the ").goroutines(site.created).and(" started at ");
        let words = words.line(site.line, seen.name(site.line)).and(" ever ended.");
        let places = [Place::Line(site.line), Place::Goroutine(alive.first)];
        return Judgement::new(Verdict::Broken, words.0, &places);
    }
    let (created, alive) = seen.counts();
    if created == 0 {
        return not_yet();
    }
    if alive == 0 {
        let words =
            if created == 1 { Words::of("The one goroutine") } else { Words::of("All ").goroutines(created) };
        let so_far = if seen.ended.is_some() { "" } else { " so far" };
        let rest = if created == 1 { " that was started has ended" } else { " that were started have ended" };
        return Judgement::new(Verdict::Kept, words.and(rest).and(so_far).and(".").0, &[]);
    }
    let words = Words::default().goroutines(alive).and(if alive == 1 { " has" } else { " have" });
    let words = match seen.ended {
        Some(_) => words.and(" not ended before the program did, so the way out was not taken."),
        None => words.and(" not ended yet. None is known to wait for ever."),
    };
    Judgement::new(Verdict::Unknown, words.0, &who_is_left(seen))
}

fn not_yet() -> Judgement {
    Judgement::new(Verdict::Unknown, "No goroutine has been started yet.".to_owned(), &[])
}

/// Somebody who is alive, and where he was started.
fn who_is_left(seen: &Seen<'_>) -> Vec<Place> {
    let left = seen.sites().find(|(_, alive)| alive.first.is_some());
    left.into_iter()
        .flat_map(|(site, alive)| [Place::Line(site.line), Place::Goroutine(alive.first)])
        .collect()
}

/// Contexts are passed on.
pub fn contexts(seen: &Seen<'_>) -> Judgement {
    if let Some(remark) = first(seen, |what| what == What::CutContext) {
        let words = Words::of("A new root at ").line(remark.line, &remark.name);
        let words = words.and(", though a context is at hand: who is above cannot stop what is below.");
        return Judgement::new(Verdict::Broken, words.0, &[Place::Line(remark.line)]);
    }
    if let Some(remark) = first(seen, |what| what == What::Deaf) {
        let words = Words::of("The function at ").line(remark.line, &remark.name);
        let words = words.and(" takes a context, waits, and never looks at it.");
        return Judgement::new(Verdict::Broken, words.0, &[Place::Line(remark.line)]);
    }
    if let Some(lost) = seen.warnings.iter().find(|it| it.message.contains("context leak")) {
        let words = Words::of("At ").line(lost.line, "").and(": ").and(&lost.message).and(".");
        return Judgement::new(Verdict::Broken, words.0, &[Place::Line(lost.line)]);
    }
    let without = seen.remarks.iter().filter(|remark| remark.what == What::NoContext);
    let mut suspicious = None;
    for remark in without {
        let Some((site, alive)) = seen.sites().find(|(site, _)| site.line == remark.line) else { continue };
        suspicious = Some(remark);
        if alive.leaked == 0 && (site.alive == 0 || !seen.is_cut_off()) {
            continue;
        }
        let words = Words::of("Whoever is started at ").line(remark.line, &remark.name);
        let words = words.and(" gets no context, though one is at hand, and ");
        let left = if alive.leaked > 0 { "waits for ever." } else { "was still there when all was over." };
        let words = words.and(left);
        let places = [Place::Line(remark.line), Place::Goroutine(alive.first)];
        return Judgement::new(Verdict::Broken, words.0, &places);
    }
    if let Some(remark) = suspicious {
        let words = Words::of("Whoever is started at ").line(remark.line, &remark.name);
        let words =
            words.and(" gets no context, though one is at hand. It could not be stopped if it had to be.");
        return Judgement::new(Verdict::Unknown, words.0, &[Place::Line(remark.line)]);
    }
    match first(seen, |what| what == What::Context) {
        Some(remark) => {
            let words = "Whoever gets a context passes it on or looks at it.".to_owned();
            Judgement::new(Verdict::Kept, words, &[Place::Line(remark.line)])
        }
        None => {
            let words = "There is no context, so nothing here can be told to stop.".to_owned();
            Judgement::new(Verdict::Unknown, words, &[])
        }
    }
}

/// Concurrency is bounded.
pub fn bounded(seen: &Seen<'_>) -> Judgement {
    let launched = || seen.sites().filter_map(|(site, _)| Some((site, seen.launch(site.line)?)));
    let Some((site, _)) = launched().max_by_key(|(site, _)| site.peak) else {
        return if seen.can_start() {
            not_yet()
        } else {
            Judgement::new(Verdict::Kept, "The program starts no goroutine.".to_owned(), &[])
        };
    };
    let free = || launched().filter(|(_, (_, is_held))| !is_held).map(|(site, (repeats, _))| (site, repeats));
    let crowd = free().map(|(site, _)| site).filter(|site| site.peak > MANY).max_by_key(|site| site.peak);
    if let Some(site) = crowd {
        let words =
            Words::default().goroutines(site.peak).and(" from ").line(site.line, seen.name(site.line));
        let words = words.and(" were alive at once, of ").number(site.created);
        let words = words.and(" in all: nothing holds the one who starts them back.");
        let places = [Place::Line(site.line), Place::Moment(site.peak_at)];
        return Judgement::new(Verdict::Broken, words.0, &places);
    }
    if let Some((site, _)) = free().find(|(_, repeats)| *repeats == Repeats::Open) {
        let words = Words::of("At most ").number(site.peak).and(" at once so far, from ");
        let words = words.line(site.line, seen.name(site.line));
        let words = words.and(", but nothing there waits: with more to do there will be more.");
        let places = [Place::Line(site.line), Place::Moment(site.peak_at)];
        return Judgement::new(Verdict::Unknown, words.0, &places);
    }
    let words = Words::of("At most ").number(site.peak).and(" at once, from ");
    let words = words.line(site.line, seen.name(site.line)).and(", ").number(site.created).and(" in all.");
    Judgement::new(Verdict::Kept, words.0, &[Place::Line(site.line), Place::Moment(site.peak_at)])
}

/// No background task without a bound.
pub fn background(seen: &Seen<'_>) -> Judgement {
    if !seen.can_start() {
        return Judgement::new(Verdict::Kept, "The program starts no goroutine.".to_owned(), &[]);
    }
    let (created, alive) = seen.counts();
    if created == 0 {
        return not_yet();
    }
    // What is started once is a part of the program; who is started again and again is a task.
    let tasks = || seen.sites().filter(|(site, _)| site.created > 1);
    for (site, of) in tasks() {
        let words = |n: u32, rest: &str| {
            let words = Words::default().number(n).and(" of ").number(site.created).and(" started at ");
            words.line(site.line, seen.name(site.line)).and(rest).0
        };
        let at = Place::Line(site.line);
        if of.leaked > 0 {
            let g = of.leak.map_or(of.first, |(g, _)| g);
            let words = words(of.leaked, " stay for ever; nobody waits for them.");
            return Judgement::new(Verdict::Broken, words, &[at, Place::Goroutine(g)]);
        }
        if of.orphans > MANY {
            let words = words(of.orphans, " go on though whoever started them is gone: they pile up.");
            return Judgement::new(Verdict::Broken, words, &[at, Place::Goroutine(of.orphan)]);
        }
        if site.alive > 0 && seen.is_cut_off() {
            let words = words(site.alive, " were cut off when the program ended: nobody waits for them.");
            return Judgement::new(Verdict::Broken, words, &[at, Place::Goroutine(of.first)]);
        }
    }
    let left: u32 = tasks().map(|(site, _)| site.alive).sum();
    if left > 0 {
        let words = Words::default().goroutines(left).and(if left == 1 { " is" } else { " are" });
        let why = if seen.ended.is_some() { ": the run was cut short." } else { " still at work." };
        let words = if seen.ended.is_some() { words.and(" left").and(why) } else { words.and(why) };
        return Judgement::new(Verdict::Unknown, words.0, &who_is_left(seen));
    }
    let words = match alive {
        0 => "Nobody is left behind".to_owned(),
        _ => "Only what is started once is there".to_owned(),
    };
    let so_far = if seen.ended.is_some() { "." } else { ", so far." };
    Judgement::new(Verdict::Kept, words + so_far, &[])
}
