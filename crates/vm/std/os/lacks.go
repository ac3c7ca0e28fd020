package os

// What Go's package has besides.
//gopark:lacks Chmod Chown Chtimes CopyFS DirEntry DirFS ErrNoDeadline ErrNoHandle Executable
//gopark:lacks FileInfo Getegid Geteuid Getgid Getgroups Getppid Getuid Lchown Link Lstat NewFile OpenInRoot
//gopark:lacks OpenRoot ProcAttr ProcessState ReadDir Readlink Root SameFile StartProcess Stat Symlink
//gopark:lacks Truncate UserCacheDir UserConfigDir

// What it has for itself, and tells others by accident.
//gopark:hides file findProcess hostname removeAll rename tempDir
