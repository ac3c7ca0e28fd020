package io

// What it has for itself, and tells others by accident.
//gopark:hides copyBuffer multiReader multiWriter nopCloser nopCloserWriterTo onceError pipe teeReader
