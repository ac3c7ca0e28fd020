//! A hundred of the virtual machine's test programs.

macro_rules! programs {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../../vm/test_data/go/", $name, ".go")))),*]
    };
}

/// Name and text of each.
pub const PROGRAMS: &[(&str, &str)] = programs! {
    "accounts_events" "arith" "chans" "chans_closed" "closures" "closures_loops" "consts" "consts_iota" "control"
    "deadlock" "deadlock_after_work" "deadlock_chan" "deadlock_goexit" "deadlock_mutex" "deadlock_nilchan"
    "deadlock_select" "deadlock_wg" "defer_in_range_func" "defer_nil" "defer_order" "defers" "embedding"
    "eval_builtins" "eval_order" "exit_code" "exit_deferred" "fatal_gonil" "fatal_runlock" "fatal_unlock"
    "float_arith" "fmt_" "generics" "generics_types" "goexit_forms" "golden_blocks" "golden_buffered" "golden_close"
    "golden_cond" "golden_gosched" "golden_mutex" "golden_parents" "golden_respawn" "golden_rwmutex" "golden_spawn"
    "golden_unbuffered" "golden_waitgroup" "goroutine_panics" "ifaces" "int_arith" "interfaces_nil" "iterators"
    "iterfuncs" "labels" "leak_main_returns" "locked_thread" "maps" "maps_order" "method_values" "nil_receivers"
    "numbers" "panic_bool" "panic_chain" "panic_complex" "panic_conversion" "panic_custom" "panic_div"
    "panic_err_type" "panic_err_value" "panic_error" "panic_errorf" "pipeline" "pointers" "printf_errors"
    "printf_values" "println_" "readers_writers" "recover_nested" "runtime_" "scopes" "select_forms" "selects"
    "shadowing" "slices" "slices_growth" "snippets_types" "sort_slices" "stack_overflow" "strconv_strings"
    "strings_" "strings_utf8" "struct_copies" "structs" "sync_" "sync_forms" "thread_exhaustion" "time_"
    "time_forms" "unhandled_custom_error" "unsafe_free_types" "variadic"
};
