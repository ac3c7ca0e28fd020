package io

// What Go's package has besides.
//gopark:lacks NewOffsetWriter NewSectionReader OffsetWriter ReadSeekCloser ReadWriteSeeker SectionReader
//gopark:lacks WriteSeeker

// What it has for itself, and tells others by accident.
//gopark:hides copyBuffer multiReader multiWriter nopCloser pipe teeReader
