//! Memory in huge pages. A million goroutines lie in two hundred megabytes, and in small pages a sixth of their time goes
//! into handing these out. glibc asks for huge ones only where it is told so when a program starts.

/// Starts the command anew with that setting, unless there is one. Where that fails it goes on without.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn ask() {
    use std::env;
    use std::os::unix::process::CommandExt as _;
    use std::process::Command;

    const SETTINGS: &str = "GLIBC_TUNABLES";
    if env::var_os(SETTINGS).is_some() {
        return;
    }
    if let Ok(program) = env::current_exe() {
        let mut args = env::args_os();
        let mut anew = Command::new(program);
        if let Some(name) = args.next() {
            anew.arg0(name);
        }
        let _ = anew.args(args).env(SETTINGS, "glibc.malloc.hugetlb=1").exec();
    }
}

/// Other systems see to it themselves, or not at all.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn ask() {}
