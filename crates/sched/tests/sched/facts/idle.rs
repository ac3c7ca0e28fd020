//! The lists of idle processors and threads.

use crate::script::run;

#[test]
fn who_became_idle_last_is_taken_first() {
    let text = "main: add:w:30 go:a*30 wait:w\na: work:7000 sys:30000 yield sleep:9000 work:3000 sleep:30000 work:3000 done:w";
    let (mut ps_taken, mut ms_taken) = (0, 0);
    for seed in 0..20 {
        let outcome = run(8, seed, text);
        let (mut ps, mut ms) = (Vec::new(), Vec::new());
        for line in &outcome.lines {
            let words: Vec<&str> = line.split_whitespace().collect();
            match words[5] {
                "ProcStop" => ps.push(words[2]),
                "ProcStart" => {
                    assert_eq!(ps.pop(), Some(words[2]), "seed {seed}: {line}");
                    ps_taken += 1;
                }
                "MPark" => ms.push(words[1]),
                "MUnpark" => {
                    assert_eq!(ms.pop(), Some(words[1]), "seed {seed}: {line}");
                    ms_taken += 1;
                }
                // A thread is only made when none is idle.
                "MStart" => assert!(ms.is_empty(), "seed {seed}: {line}"),
                _ => {}
            }
        }
    }
    assert!(ps_taken > 200 && ms_taken > 200, "{ps_taken}, {ms_taken}");
}
