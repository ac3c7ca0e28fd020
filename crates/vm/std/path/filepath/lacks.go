package filepath

// What Go's package has besides.
//gopark:lacks EvalSymlinks Glob SkipAll SkipDir Walk WalkDir WalkFunc

// What it has for itself, and tells others by accident.
//gopark:hides join splitList
