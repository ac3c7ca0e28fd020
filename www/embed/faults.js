// What becomes of the stages of a page when one of them breaks: a defect of ours, or no memory left. Whoever cannot be
// asked any more was at work then, and is taken away; the others go on in the module as it is.

const stages = new Set();
let listens = false;

/** From now on `stage` is told when it broke. It has `isStuck` and `broke`. */
export function watch(stage) {
  stages.add(stage);
  if (listens) return;
  listens = true;
  // Ours says so itself; where nobody is stuck it was in what all share.
  addEventListener("gopark-fault", () => setTimeout(look, 0, true));
  // A module that ran out of stack or memory cannot, but its error comes through, like those of anybody else.
  addEventListener("error", () => setTimeout(look, 0, false));
}

/** `stage` is not there any more. */
export function unwatch(stage) {
  stages.delete(stage);
}

function look(ours) {
  const stuck = [...stages].filter((stage) => stage.isStuck());
  const broken = stuck.length || !ours ? stuck : [...stages];
  for (const stage of broken) {
    stages.delete(stage);
    stage.broke();
  }
}
