package fs

// What Go's package has besides.
//gopark:lacks DirEntry FS File FileInfo FileInfoToDirEntry FormatDirEntry FormatFileInfo Glob GlobFS Lstat ReadDir
//gopark:lacks ReadDirFS ReadDirFile ReadFile ReadFileFS ReadLink ReadLinkFS SkipAll SkipDir Stat StatFS Sub SubFS
//gopark:lacks ValidPath WalkDir WalkDirFunc
