//! The page: holds its state, and connects the parts with the player.

use std::rc::Rc;

use gopark_lessons::{Lesson, Quiz};
use gopark_scene::Hit;
use gopark_session::Goal;
use gopark_session::checklist::Place;
use gopark_trace::{GId, SimTime};
use web_sys::File;
use yew::prelude::*;

use crate::components::{
    ChecklistPane, Command, DumpPane, Events, Goroutines, Header, HuntPane, Inspector, Output, ParamChange,
    Params, TimelineAct, Transport, assumptions, help, metrics, moment, problems, recording, status,
    timeline_head,
};
use crate::editor::Editor;
use crate::keys::{self, Key};
use crate::lesson::{Act, Done, LessonPane, route};
use crate::options::{Options, View};
use crate::snapshot::Phase;
use crate::speed;
use crate::stage::{Player, StageView};
use crate::state::{Action, Panes, State, Theme};
use crate::storage;
use crate::twin::TwinView;
use crate::verdict;

const NOTHING_OF_THAT_NAME: &str = "The program on the stage has nothing of that name.";

/// Properties of [`App`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// What the page shows at first.
    pub options: Options,
    /// Who plays.
    pub player: Player,
}

/// The whole page.
#[component]
pub fn App(props: &Props) -> Html {
    let Props { options, player } = props;
    let state = use_reducer_eq(|| first_state(options));
    let dispatch = state.dispatcher();
    let root = use_node_ref();
    use_start(player, options, &state);
    let acts = use_acts(player, options.remembers, &state);
    let shot = &state.snapshot;
    let ahead = state.is_ahead();
    let recorded = shot.recording.as_deref();
    let marks = if ahead { Rc::from([]) } else { shot.marks.clone() };
    let pointed = state.pointed.filter(|_| !ahead);
    let line =
        pointed.map(|(line, _)| line).or(shot.inspection.as_ref().and_then(|it| it.line)).filter(|_| !ahead);
    let on_revert = use_callback((), move |_: MouseEvent, ()| dispatch.dispatch(Action::Revert));
    let close_help = use_node_ref();
    use_effect_with(state.help, {
        let close_help = close_help.clone();
        move |_| {
            // It opens with the focus on it, so that Esc and Enter close it.
            let _ = close_help.cast::<web_sys::HtmlElement>().map(|button| button.focus());
        }
    });
    let twin = use_state_eq(|| false);
    let on_twin = use_callback(*twin, {
        let twin = twin.setter();
        move |(), on| twin.set(!on)
    });
    let playing = shot.phase == Phase::Playing;
    let on_key = {
        let (acts, goal, open) = (acts.clone(), state.goal, state.help);
        let (player, view) = (player.clone(), options.view);
        move |event: KeyboardEvent| {
            if open && event.key() == "Escape" {
                acts.on_help.emit(());
            } else if let Some(key) = keys::key(&event, view, playing, goal) {
                event.prevent_default();
                match key {
                    Key::Command(command) => acts.on_command.emit(command),
                    Key::Goal(goal) => acts.on_goal.emit(goal),
                    Key::Zoom(factor) => player.zoom(factor, None),
                    Key::Beginning => player.seek(SimTime::ZERO),
                    Key::End => player.seek_end(),
                    Key::Help => acts.on_help.emit(()),
                }
            }
        }
    };
    let side = side(player.clone(), &state, &acts, options);
    // A document has one main part, and that is the page's around it.
    let main = (options.view == View::Page).then_some("main");
    let role = options.view.role_of_parts();
    html! {
        <div class="gp" data-theme={state.theme.name()} data-view={options.view.name()}
            data-controls={options.controls.to_string()} ref={root.clone()} onkeydown={on_key}>
            <div class="gp-bar" part="toolbar">
                <Header lesson={state.lesson} theme={state.theme} on_lesson={acts.on_lesson} on_theme={acts.on_theme}
                    on_help={acts.on_help.clone()} twin={*twin} on_twin={on_twin.clone()}
                    recorded={recorded.is_some()} on_file={acts.on_file.clone()} />
                <Transport {role} {playing} {ahead} speed={state.speed} goal={state.goal}
                    on_command={acts.on_command.clone()} on_speed={acts.on_speed} on_goal={acts.on_goal} />
            </div>
            <div class="gp-main" role={main} data-twin={(*twin && recorded.is_none()).to_string()}>
                <div class="gp-strip">
                    { status(&shot.phase, &state.announcement) }
                    // The slider `Moment` says it to those who listen.
                    <span class="gp-clock" aria-hidden="true">{ shot.time.to_string() }</span>
                </div>
                <StageView player={player.clone()} root={root.clone()} name="Stage" {role}
                    timeline={Some((timeline_head(shot.rows_of, shot.saving, &acts.on_timeline),
                        moment(shot.time, shot.window, &acts.on_moment)))} />
                if *twin && recorded.is_none() {
                    <TwinView player={player.clone()} {root} lesson={state.lesson} params={shot.params.clone()}
                        runtime={shot.runtime} apart={shot.apart.clone()} parted={shot.parted} on_close={on_twin.clone()} />
                }
                { side }
                <div class="gp-main__source">
                if let Some(it) = recorded {
                    { recording(it, &acts.on_leave) }
                } else {
                    <LessonPane lesson={state.lesson} variant={state.variant} picked={state.picked}
                        answer={state.answer} done={state.done} routes={options.remembers}
                        on_act={acts.on_act} on_pick={acts.on_pick} />
                    <div class="gp-panel gp-panel--source">
                        <h2 class="gp-panel__title">
                            { "main.go" }
                            if ahead && shot.phase != Phase::Empty {
                                <span class="gp-ahead">{ "not run yet" }</span>
                            }
                            if state.is_changed() {
                                <button type="button" class="gp-link" onclick={on_revert}>
                                    { "Back to the original" }
                                </button>
                            }
                        </h2>
                        <Editor text={state.text.clone()} revision={state.revision} {marks} {line} {pointed}
                            diagnostics={state.diagnostics.clone()} editable={options.editable} on_edit={acts.on_edit} on_run={acts.on_run} />
                        { problems(&state.diagnostics) }
                    </div>
                }
                </div>
            </div>
            { help(state.help, options, &close_help, &acts.on_help) }
        </div>
    }
}

/// What is read beside the stage. It is not seen before there is anything to say, so that nothing is seen to move when a program
/// brings its parameters.
fn side(player: Player, state: &State, acts: &Acts, options: &Options) -> Html {
    let shot = &state.snapshot;
    let selected = shot.inspection.as_ref().map(|it| it.hit);
    let selected_g = selected.and_then(|hit| if let Hit::G(g) = hit { Some(g) } else { None });
    let selected_name: AttrValue =
        shot.inspection.as_ref().map_or(AttrValue::Static(""), |it| it.title.clone().into());
    let pane = state.lesson.setup.pane;
    let inspector = Inspector {
        role: options.view.role_of_parts(),
        inspection: shot.inspection.as_deref(),
        summary: &shot.summary,
        on_select: &acts.on_select,
        on_cancel: &acts.on_cancel,
    };
    let checklist = ChecklistPane {
        first: pane == "checklist",
        open: state.panes.checklist,
        judged: &shot.checklist,
        on_open: &acts.on_checklist,
        on_place: &acts.on_place,
    };
    let dump = DumpPane {
        first: pane == "dump",
        open: state.panes.dump,
        dump: shot.dump.as_deref(),
        on_open: &acts.on_dump,
    };
    let goroutines = Goroutines {
        rows: &shot.rows,
        count: shot.goroutines,
        selected: selected_g,
        on_select: &acts.on_goroutine,
        seen: options.view == View::Page,
    };
    html! {
        <div class="gp-main__side" data-waits={(!state.has_begun).to_string()}>
            if shot.recording.is_none() {
                <Params params={shot.params.clone()} runtime={shot.runtime.unwrap_or(options.run)} on_change={acts.on_param.clone()} />
                <Output pieces={shot.output.clone()} cut={shot.output_cut} died={verdict::is_bad(&shot.phase)} />
            }
            { inspector.view() }
            if shot.recording.is_none() {
                <HuntPane {player} hunt={shot.hunt} />
                { checklist.view() }
                { dump.view() }
            }
            <Events lines={shot.events.clone()} count={shot.cursor} of={selected_name} />
            { goroutines.view() }
            { metrics(&shot.metrics) }
            // They are about runs here.
            if shot.recording.is_none() { { assumptions() } }
        </div>
    }
}

fn first_state(options: &Options) -> State {
    let named = if options.remembers { route::current() } else { None };
    let given = named.or_else(|| options.lesson.map(|lesson| (lesson, 0)));
    let (lesson, variant) = given.unwrap_or_else(|| {
        let first = || gopark_lessons::all().first().unwrap_or_else(gopark_lessons::blank);
        (if options.remembers { storage::lesson() } else { first() }, 0)
    });
    let own = options.program.clone();
    let own = options.share.as_ref().map(|share| Rc::from(share.program.as_str())).or(own);
    let text = match &own {
        Some(program) => program.clone(),
        None if options.remembers => storage::text(lesson, variant).into(),
        None => storage::original(lesson, variant).into(),
    };
    let theme =
        options.theme.unwrap_or_else(|| if options.remembers { storage::theme() } else { Theme::System });
    let mut state = State::new(lesson, variant, text, theme);
    if options.remembers {
        state.done = Done::load();
    }
    if let Some(program) = &own {
        state.original = program.clone();
    }
    if let Some(speed) = options.speed {
        state.speed = speed::position(speed);
    }
    state
}

/// Puts a lesson's program on the stage, as the reader left it.
fn open(
    player: &Player,
    dispatch: &UseReducerDispatcher<State>,
    remembers: bool,
    (lesson, variant): (&'static Lesson, usize),
) {
    let text = if remembers {
        storage::text(lesson, variant)
    } else {
        storage::original(lesson, variant).to_owned()
    };
    let text: Rc<str> = text.into();
    dispatch.dispatch(Action::Open { lesson, variant, text: text.clone() });
    player.set_up(Some(&lesson.setup), quiz_of(lesson, variant));
    player.load(text, |_| {});
}

/// The question is about the first of a lesson's programs.
fn quiz_of(lesson: &'static Lesson, variant: usize) -> Option<&'static Quiz> {
    (variant == 0).then_some(&lesson.quiz)
}

/// Listens to the player, starts the first run, and keeps speed, theme and store in step with the state.
#[hook]
fn use_start(player: &Player, options: &Options, state: &UseReducerHandle<State>) {
    use_effect_with((), {
        let (player, dispatch, text) = (player.clone(), state.dispatcher(), state.text.clone());
        let (share, preview) = (options.share.clone(), options.preview.clone());
        let (start_at, autoplay, params) = (options.start_at, options.autoplay, options.params.clone());
        let (lesson, variant, remembers) = (state.lesson, state.variant, options.remembers);
        // Whoever says how to run knows better than the lesson.
        let as_lesson = options.program.is_none() && share.is_none() && options.run == Options::default().run;
        move |()| {
            let tell = dispatch.clone();
            player.listen(Callback::from(move |action| tell.dispatch(action)));
            player.set_up(as_lesson.then_some(&lesson.setup), quiz_of(lesson, variant));
            let kept = preview.filter(|_| params.is_empty());
            match share {
                Some(share) => player.open(share),
                None if kept.is_some_and(|kept| player.preview(&text, &kept)) => {
                    player.prepare(&params, start_at, autoplay);
                }
                None => player.load(text, move |player| player.prepare(&params, start_at, autoplay)),
            }
            let routed = remembers.then(|| route::listen(move |to| open(&player, &dispatch, true, to)));
            move || drop(routed)
        }
    });
    use_effect_with(state.done, {
        let remembers = options.remembers;
        move |done| {
            if remembers {
                done.save();
            }
        }
    });
    use_effect_with(state.speed, {
        let player = player.clone();
        move |&position| player.set_speed(speed::at(position))
    });
    use_effect_with(state.panes, {
        let player = player.clone();
        move |&panes| player.ask(panes)
    });
    use_effect_with(state.theme, {
        let player = player.clone();
        let remembers = options.remembers;
        move |&theme| {
            if remembers {
                storage::set_theme(theme);
            }
            player.restyle();
        }
    });
    use_effect_with(state.text.clone(), {
        let player = player.clone();
        move |text| player.set_source(text.clone())
    });
    // A shared program is not the lesson's, and must not take the place of what the reader wrote there.
    use_effect_with((state.lesson.slug, state.variant, state.text.clone()), {
        let (lesson, remembers) = (state.lesson, options.remembers && options.share.is_none());
        move |(_, variant, text)| {
            if remembers {
                storage::set_lesson(lesson);
                storage::set_text(lesson, *variant, text);
            }
        }
    });
}

/// What the parts of the page call when a person does something.
#[derive(Clone)]
struct Acts {
    on_act: Callback<String>,
    on_cancel: Callback<Hit>,
    on_checklist: Callback<bool>,
    on_dump: Callback<bool>,
    on_place: Callback<Place>,
    on_command: Callback<Command>,
    on_edit: Callback<Rc<str>>,
    on_file: Callback<File>,
    on_goal: Callback<Goal>,
    on_goroutine: Callback<GId>,
    on_help: Callback<()>,
    on_leave: Callback<()>,
    on_lesson: Callback<&'static Lesson>,
    on_moment: Callback<SimTime>,
    on_param: Callback<ParamChange>,
    on_pick: Callback<usize>,
    on_run: Callback<()>,
    on_select: Callback<Option<Hit>>,
    on_speed: Callback<u32>,
    on_theme: Callback<Theme>,
    on_timeline: Callback<TimelineAct>,
}

#[hook]
fn use_acts(player: &Player, routes: bool, state: &UseReducerHandle<State>) -> Acts {
    let dispatch = state.dispatcher();
    let to_run = (player.clone(), state.text.clone(), state.is_ahead());
    let to_step = (to_run.clone(), state.goal);
    let on_command = use_callback(to_step, |command, ((player, text, ahead), goal)| match command {
        Command::Run if *ahead => player.load(text.clone(), |_| {}),
        Command::Run => player.run(),
        Command::Pause => player.pause(),
        Command::Step => player.step_to(*goal),
        Command::StepBack => player.step_back_to(*goal),
        Command::NextDecision => player.step_to(Goal::Decision),
        Command::Restart => player.restart(None),
    });
    let on_run = use_callback(to_run, |(), (player, text, _)| {
        player.load(text.clone(), |_| {});
    });
    let on_lesson =
        use_callback((player.clone(), dispatch.clone(), routes), |lesson, (player, dispatch, routes)| {
            if *routes {
                route::go_to(lesson);
            } else {
                open(player, dispatch, false, (lesson, 0));
            }
        });
    let on_act = use_callback(
        (player.clone(), dispatch.clone(), routes, state.lesson, state.snapshot.params.clone()),
        |link: String, (player, dispatch, routes, lesson, params)| match Act::parse(&link, lesson, params) {
            Some(Act::Procs(n)) => player.set_procs(n),
            Some(Act::AsyncPreempt(on)) => player.set_async_preempt(on),
            Some(Act::Param { index, value, words, again: true }) => {
                player.set_param_again(index, value, &words);
            }
            Some(Act::Param { index, value, words, .. }) => player.set_param(index, value, &words),
            Some(Act::Select(words)) => player.select_named(&words),
            Some(Act::Moment(to)) => player.seek(to),
            Some(Act::Open(lesson, variant)) => open(player, dispatch, *routes, (lesson, variant)),
            Some(Act::Speed(ns)) => dispatch.dispatch(Action::Speed(speed::position(ns))),
            None => dispatch.dispatch(Action::Announce(Rc::new(NOTHING_OF_THAT_NAME.to_owned().into()))),
        },
    );
    let on_param = use_callback(player.clone(), |change, player| match change {
        ParamChange::Program { index, value, words } => player.set_param(index, value, &words),
        ParamChange::Procs(n) => player.set_procs(n),
        ParamChange::Gogc(percent) => player.set_gc_percent(percent),
        ParamChange::GoLimit(bytes) => player.set_go_memory_limit(bytes),
        ParamChange::Limit(bytes) => player.set_memory_limit(bytes),
        ParamChange::Seed(seed) => player.restart(Some(seed)),
        ParamChange::AsyncPreempt(on) => player.set_async_preempt(on),
        ParamChange::FirstStack(bytes) => player.set_first_stack(bytes),
    });
    let panes = state.panes;
    Acts {
        on_act,
        on_cancel: use_callback(player.clone(), |hit, player| {
            if let Hit::Obj(ctx) = hit {
                player.cancel(ctx);
            }
        }),
        on_checklist: use_callback((dispatch.clone(), panes), |open, (dispatch, panes)| {
            dispatch.dispatch(Action::Panes(Panes { checklist: open, ..*panes }));
        }),
        on_dump: use_callback((dispatch.clone(), panes), |open, (dispatch, panes)| {
            dispatch.dispatch(Action::Panes(Panes { dump: open, ..*panes }));
        }),
        on_place: use_callback((player.clone(), dispatch.clone()), |place, (player, dispatch)| match place {
            Place::Line(line) => dispatch.dispatch(Action::Point(line)),
            Place::Goroutine(g) => player.select(Some(Hit::G(g))),
            Place::Moment(at) => player.seek(at),
        }),
        on_command,
        on_run,
        on_file: use_callback(player.clone(), |file, player| player.open_file(file)),
        on_leave: use_callback((player.clone(), state.text.clone()), |(), (player, text)| {
            player.leave(text.clone());
        }),
        on_lesson,
        on_param,
        on_pick: use_callback(dispatch.clone(), |choice, dispatch| dispatch.dispatch(Action::Pick(choice))),
        on_moment: use_callback(player.clone(), |to, player| player.seek(to)),
        on_select: use_callback(player.clone(), |hit, player| player.select(hit)),
        on_goroutine: use_callback(player.clone(), |g, player| player.select(Some(Hit::G(g)))),
        on_edit: use_callback((player.clone(), dispatch.clone()), |text: Rc<str>, (player, dispatch)| {
            player.check(text.clone());
            dispatch.dispatch(Action::Edit(text));
        }),
        on_help: use_callback(dispatch.clone(), |(), dispatch| dispatch.dispatch(Action::Help)),
        on_goal: use_callback(dispatch.clone(), |goal, dispatch| dispatch.dispatch(Action::Goal(goal))),
        on_timeline: use_callback(player.clone(), |act, player| match act {
            TimelineAct::Rows(rows) => player.timeline_rows(rows),
            TimelineAct::Zoom(factor) => player.timeline_zoom(factor, None),
            TimelineAct::Fit => player.timeline_pan(f32::NAN),
            TimelineAct::Save(what) => player.save(what),
            TimelineAct::StopSaving => player.stop_saving(),
        }),
        on_speed: use_callback(dispatch.clone(), |speed, dispatch| dispatch.dispatch(Action::Speed(speed))),
        on_theme: use_callback(dispatch, |theme, dispatch| dispatch.dispatch(Action::Theme(theme))),
    }
}
