package time

// What Go's package has besides.
//gopark:lacks LoadLocationFromTZData
