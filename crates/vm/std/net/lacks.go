package net

// What Go's package has besides.
//gopark:lacks Buffers CIDRMask DNSConfigError DefaultResolver DialIP DialTCP DialUnix FileConn FileListener
//gopark:lacks FilePacketConn FlagBroadcast FlagLoopback FlagMulticast FlagPointToPoint FlagRunning FlagUp Flags
//gopark:lacks HardwareAddr IPAddr IPConn IPMask IPNet IPv4 IPv4Mask IPv4allrouter IPv4allsys IPv4bcast IPv4len
//gopark:lacks IPv4zero IPv6interfacelocalallnodes IPv6len IPv6linklocalallnodes IPv6linklocalallrouters
//gopark:lacks IPv6loopback IPv6unspecified IPv6zero Interface InterfaceAddrs InterfaceByIndex InterfaceByName
//gopark:lacks Interfaces InvalidAddrError KeepAliveConfig ListenConfig ListenIP ListenMulticastUDP ListenTCP
//gopark:lacks ListenUnix ListenUnixgram LookupAddr LookupCNAME LookupHost LookupIP LookupMX LookupNS LookupPort
//gopark:lacks LookupSRV LookupTXT MX NS ParseCIDR ParseError ParseIP ParseMAC ResolveIPAddr ResolveTCPAddr
//gopark:lacks ResolveUnixAddr Resolver SRV TCPAddrFromAddrPort UDPAddrFromAddrPort UnixAddr UnixConn UnixListener

// What it has for itself, and tells others by accident.
//gopark:hides conn dialUDP
