// How people use go-park from TypeScript. What must not compile is marked.

import "go-park/auto";
import { connect } from "go-park/host";
import { defineGoPark, loadModule, mount, version, type GoParkState, type GoParkStats } from "go-park";

export async function use(): Promise<GoParkState> {
  await loadModule("/go-park/");
  defineGoPark("other-park");
  await mount(document.body, { source: "package main", view: "both", procs: version.length }).ready;
  const stage = document.createElement("go-park");
  stage.source = "package main\nfunc main() {}";
  stage.options = { view: "both", procs: 2, firstStack: 4096, params: { limit: 4 } };
  document.body.append(stage);
  await stage.ready;
  stage.addEventListener("gp-leak", ({ detail }) => console.log(detail.leaked.toFixed()));
  stage.addEventListener("gp-error", ({ detail }) => detail.diagnostics?.map((it) => it.line + it.column));
  stage.markers = [[1_000_000, "the first"]];
  [stage.procs, stage.startAt, stage.pauseOnMarkers] = [2, null, true];
  stage.i18n = { Run: "Los", "Paused at {}.": "Steht bei {}." };
  stage.addEventListener("gp-marker", ({ detail }) => console.log(detail.label.length + detail.index, detail.source === "user"));
  stage.addEventListener("gp-ended", ({ detail }) => console.log(detail.state === "deadlock"));
  await stage.seek(1_000_000);
  await stage.step(-3);
  const fits: boolean = await stage.load("package main");
  const stats: GoParkStats | null = stage.stats;
  console.log(fits, stats?.goroutines.waiting, (await stage.snapshotSvg()).length, stage.api(1) === stage);
  // @ts-expect-error There is no such state.
  if (stage.state === "sleeping") await stage.play();
  // @ts-expect-error A marker has a label.
  stage.markers = [[1_000_000]];
  // @ts-expect-error What it is doing cannot be set.
  stage.state = "running";
  // @ts-expect-error Times are numbers.
  await stage.seek("1ms");
  return stage.state;
}

export async function framed(frame: HTMLIFrameElement): Promise<string> {
  const stage = connect(frame);
  stage.on("gp-play", ({ detail }) => console.log(detail.source));
  stage.on("gp-time", ({ detail }) => console.log(detail.time));
  await stage.call("set", "limit", 3);
  // @ts-expect-error A frame does not do everything.
  await stage.call("remove");
  return stage.call("eventsHash");
}
