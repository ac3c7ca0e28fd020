//! What of this is Go's and what is ours, said plainly.

use yew::prelude::*;

/// What a run here has in common with one on a real machine.
const EXACT: [&str; 5] = [
    "The scheduler: G, M and P, runnext, the local queues of 256, the global queue with its look on every 61st tick, stealing, spinning threads, sysmon and its 10 ms slices follow the source of Go 1.27.",
    "Channels, select, sync and timers queue, hand over and wake as Go's do; states, wait reasons, messages and exit codes are Go's own.",
    "Stacks begin at 2 KB, double by copying and shrink when the collector finds less than a quarter used; the collector has Go's phases, pauses, workers, assists and pacer.",
    "Your program is compiled whole, by Go's rules; what Gopark does not know yet is an error at its line, never a guess.",
    "The same program, seed and changes give the same run, event for event.",
];

/// What is simplified.
const SIMPLIFIED: [&str; 10] = [
    "Time is virtual: instructions, switches and system calls cost fixed amounts chosen after measurements, not what your machine takes. A function marked //gopark:cpu takes the time it is told.",
    "The runtime's own goroutines are shown only while they work. What is reachable is found at the collector's first pause, and the work of marking is played out after it. Finalizers and cleanups run as Go's do.",
    "What does not leave its function lies on the stack, and all objects have Go's sizes, maps and numbers in interfaces too. Our standard packages allocate what they need, which can be less or more than Go's.",
    "Small objects without pointers share blocks of 16 bytes, one block for each P, as Go's do. Which part of one a sync.Mutex gets can be another than in real Go, and with it whether Go's own leak detector misses a goroutine that waits for it.",
    "The world stops at once, and a loop without calls cannot hold that up, as it does in Go with asyncpreemptoff=1. Nobody is stopped alone for the collector. A stopped timer leaves its P's heap at once, and one set anew goes to the P that sets it.",
    "The network lies between goroutines of the one program, with a fixed latency; when everybody waits for it, the run ends as a deadlock, where Go would wait for ever.",
    "The call stack of an earlier moment is that of the end of the step in which the moment lies.",
    "Processors are simulated in turns of at most 10 µs; between two of them, memory is seen in that order. Data races show fewer of their faces here; a map that two processors use at once is reported as Go does, from the second such moment on.",
    "Files lie on a disk in memory, whose every call blocks its thread for 100 µs, or as long as the environment variable GOPARK_DISK_LATENCY says.",
    "Resizing a live channel, and another first stack than 2 KB, are powers of this stage. Go cannot.",
];

/// A panel that is closed until somebody wants to know.
pub fn assumptions() -> Html {
    let list = |items: &'static [&'static str]| html! { <ul>{ for items.iter().map(|item| html! { <li>{ item }</li> }) }</ul> };
    html! {
        <details class="gp-panel gp-assumptions">
            <summary class="gp-panel__title">{ "Model and runtime" }</summary>
            <h3>{ "Exact" }</h3>
            { list(&EXACT) }
            <h3>{ "Simplified" }</h3>
            { list(&SIMPLIFIED) }
        </details>
    }
}
