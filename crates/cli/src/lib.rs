//! gopark, the native command.
