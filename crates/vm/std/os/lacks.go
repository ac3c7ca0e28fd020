package os

// What Go's package has besides.
//gopark:lacks Chmod Chown Chtimes CopyFS CreateTemp DevNull DirEntry DirFS ErrNoDeadline ErrNoHandle
//gopark:lacks Executable FileInfo Getegid Geteuid Getgid Getgroups Getpagesize Getppid Getuid IsPathSeparator
//gopark:lacks IsPermission IsTimeout Lchown Link Lstat ModeAppend ModeCharDevice ModeDevice ModeDir
//gopark:lacks ModeExclusive ModeIrregular ModeNamedPipe ModePerm ModeSetgid ModeSetuid ModeSocket ModeSticky
//gopark:lacks ModeSymlink ModeTemporary ModeType NewFile NewSyscallError OpenInRoot OpenRoot PathListSeparator
//gopark:lacks PathSeparator Pipe ProcAttr ProcessState ReadDir Readlink Root SEEK_CUR SEEK_END SEEK_SET
//gopark:lacks SameFile StartProcess Stat Symlink Truncate UserCacheDir UserConfigDir UserHomeDir

// What it has for itself, and tells others by accident.
//gopark:hides file findProcess hostname removeAll rename tempDir
