package io

// What Go's package has besides.
//gopark:lacks NewOffsetWriter NewSectionReader OffsetWriter ReadSeekCloser ReadWriteSeeker SectionReader
//gopark:lacks WriteSeeker
