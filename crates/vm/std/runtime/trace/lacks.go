package trace

// What Go's package has besides.
//gopark:lacks FlightRecorder FlightRecorderConfig NewFlightRecorder
