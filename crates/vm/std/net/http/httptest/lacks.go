package httptest

// What Go's package has besides.
//gopark:lacks DefaultRemoteAddr NewTLSServer NewTestServer
