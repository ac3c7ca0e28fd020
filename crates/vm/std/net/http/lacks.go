package http

// What Go's package has besides.
//gopark:lacks AllowQuerySemicolons ClientConn CloseNotifier CookieJar CrossOriginProtection DefaultMaxHeaderBytes
//gopark:lacks DefaultMaxHeaderValueCount Dir ErrHeaderTooLong ErrLineTooLong ErrMissingBoundary
//gopark:lacks ErrMissingContentLength ErrNoLocation ErrNotMultipart ErrSchemeMismatch ErrShortBody
//gopark:lacks ErrSkipAltProtocol ErrUnexpectedTrailer ErrWriteAfterFlush FS File FileServer FileServerFS
//gopark:lacks FileSystem HTTP2Config Hijacker ListenAndServeTLS NewCrossOriginProtection NewFileTransport
//gopark:lacks NewFileTransportFS ParseCookie ParseHTTPVersion ParseSetCookie ParseTime ProtocolError Protocols
//gopark:lacks ProxyURL PushOptions Pusher ReadRequest ReadResponse SameSite SameSiteDefaultMode SameSiteLaxMode
//gopark:lacks SameSiteNoneMode SameSiteStrictMode ServeContent ServeFile ServeFileFS ServeTLS TrailerPrefix

// What it has for itself, and tells others by accident.
//gopark:hides maxBytesReader redirectHandler response timeoutHandler
