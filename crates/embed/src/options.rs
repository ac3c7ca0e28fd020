//! What a script may say about a stage, read strictly: a name or a value that means nothing is an error, so that a typing
//! mistake in somebody's page does not pass in silence.

use gopark_app::{Options, Theme, View};
use std::rc::Rc;

use gopark_session::{Options as Run, Share};
use gopark_trace::SimTime;
use js_sys::{Array, Object, Uint8Array};
use wasm_bindgen::prelude::*;

/// The greatest GOMAXPROCS of a stage.
const PROCS_MAX: f64 = 64.0;
/// Numbers up to here are exact in JavaScript.
const EXACT_MAX: f64 = 9_007_199_254_740_991.0;
/// The greatest memory limit of a stage, in bytes: what a tab has room for.
const MEMORY_BYTES_MAX: f64 = (1_u64 << 30) as f64;

/// Options from a plain object; nothing or `undefined` is the default of an embedded stage.
pub fn read(from: &JsValue) -> Result<Options, JsError> {
    let mut options = Options { remembers: false, ..Options::default() };
    if from.is_undefined() || from.is_null() {
        return Ok(options);
    }
    for entry in Object::entries(from.unchecked_ref()).iter() {
        let entry: Array = entry.unchecked_into();
        let name = entry.get(0).as_string().unwrap_or_default();
        let value = entry.get(1);
        if !value.is_undefined() && !value.is_null() {
            set(&mut options, &name, &value)?;
        }
    }
    Ok(options)
}

/// A moment from a number of nanoseconds.
pub fn moment(ns: f64) -> Result<SimTime, JsError> {
    number("a moment", &ns.into(), 0.0, EXACT_MAX).map(|ns| SimTime(ns as u64))
}

/// A seed from a number.
pub fn seed(seed: f64) -> Result<u64, JsError> {
    number("seed", &seed.into(), 0.0, EXACT_MAX).map(|seed| seed as u64)
}

/// A theme from its name.
pub fn theme(name: &str) -> Result<Theme, JsError> {
    match name {
        "auto" => Ok(Theme::System),
        "light" => Ok(Theme::Light),
        "dark" => Ok(Theme::Dark),
        _ => Err(JsError::new(&format!("theme is auto, light or dark, not {name:?}"))),
    }
}

fn set(options: &mut Options, name: &str, value: &JsValue) -> Result<(), JsError> {
    match name {
        "lesson" => {
            let slug = text(name, value)?;
            let found = gopark_app::lesson(&slug);
            options.lesson = Some(found.ok_or_else(|| wrong(format!("there is no lesson named {slug:?}")))?);
        }
        "share" => {
            let share = Share::parse(&text(name, value)?).map_err(wrong)?;
            options.run = share.options;
            options.share = Some(Rc::new(share));
        }
        "preview" => options.preview = Some(Uint8Array::new(value).to_vec().into()),
        "program" => options.program = Some(text(name, value)?.into()),
        "view" => {
            let view = text(name, value)?;
            options.view = View::named(&view)
                .ok_or_else(|| wrong(format!("view is page, stage, timeline, both or code, not {view:?}")))?;
        }
        "controls" => options.controls = flag(name, value)?,
        "editable" => options.editable = flag(name, value)?,
        "autoplay" => options.autoplay = flag(name, value)?,
        "remembers" => options.remembers = flag(name, value)?,
        "theme" => options.theme = Some(theme(&text(name, value)?)?),
        "startAt" => options.start_at = SimTime(number(name, value, 0.0, EXACT_MAX)? as u64),
        "speed" => options.speed = Some(number(name, value, 1.0, EXACT_MAX)? as u64),
        "procs" => options.run.procs = number(name, value, 1.0, PROCS_MAX)? as u32,
        "seed" => options.run.seed = number(name, value, 0.0, EXACT_MAX)? as u64,
        "memoryLimit" => {
            options.run.memory_limit_bytes = number(name, value, 1.0, MEMORY_BYTES_MAX)? as u64;
        }
        "firstStack" => {
            let bytes = value.as_f64().filter(|bytes| bytes.fract() == 0.0).unwrap_or_default() as u64;
            let bytes = Run::first_stack(bytes);
            options.run.first_stack_bytes =
                bytes.ok_or_else(|| wrong(format!("{name} is a power of two from 2048 to 65536")))?;
        }
        "asyncPreempt" => options.run.async_preempt = flag(name, value)?,
        "params" => {
            for entry in Object::entries(value.unchecked_ref()).iter() {
                let entry: Array = entry.unchecked_into();
                let name = text("params", &entry.get(0))?;
                let value = number(&name, &entry.get(1), -EXACT_MAX, EXACT_MAX)? as i64;
                options.params.push((name, value));
            }
        }
        _ => return Err(wrong(format!("there is no option named {name:?}"))),
    }
    Ok(())
}

fn text(name: &str, value: &JsValue) -> Result<String, JsError> {
    value.as_string().ok_or_else(|| wrong(format!("{name} is a text")))
}

fn flag(name: &str, value: &JsValue) -> Result<bool, JsError> {
    value.as_bool().ok_or_else(|| wrong(format!("{name} is true or false")))
}

fn number(name: &str, value: &JsValue, min: f64, max: f64) -> Result<f64, JsError> {
    let found = value.as_f64().filter(|number| (min..=max).contains(number) && number.fract() == 0.0);
    found.ok_or_else(|| wrong(format!("{name} is a whole number from {} to {}", min as i64, max as i64)))
}

fn wrong(message: String) -> JsError {
    JsError::new(&message)
}
