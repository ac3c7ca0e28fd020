package url

import (
	"errors"
	"path"
	"strings"
)

// A URL is a parsed URL.
type URL struct {
	Scheme      string
	Opaque      string
	User        *Userinfo
	Host        string
	Path        string
	Fragment    string
	RawQuery    string
	RawPath     string // the path as written, where it isn't the usual way
	RawFragment string
	ForceQuery  bool // a ? without a query
	OmitHost    bool
}

// Userinfo is a name and perhaps a password.
type Userinfo struct {
	username    string
	password    string
	passwordSet bool
}

// User returns a Userinfo without a password.
func User(username string) *Userinfo { return &Userinfo{username: username} }

// UserPassword returns a Userinfo with a password.
func UserPassword(username, password string) *Userinfo { return &Userinfo{username, password, true} }

// Username returns the name.
func (u *Userinfo) Username() string {
	if u == nil {
		return ""
	}
	return u.username
}

// Password returns the password, if there is one.
func (u *Userinfo) Password() (string, bool) {
	if u == nil {
		return "", false
	}
	return u.password, u.passwordSet
}

// String returns name:password.
func (u *Userinfo) String() string {
	if u == nil {
		return ""
	}
	s := escape(u.username, inUser)
	if u.passwordSet {
		s += ":" + escape(u.password, inUser)
	}
	return s
}

// Parse reads a URL, absolute or relative.
func Parse(rawURL string) (*URL, error) {
	text, fragment, _ := strings.Cut(rawURL, "#")
	u, err := parse(text, false)
	if err == nil {
		u.RawFragment = fragment
		if u.Fragment, err = unescape(fragment, false); escape(u.Fragment, inFragment) == fragment {
			u.RawFragment = ""
		}
	}
	if err != nil {
		return nil, &Error{"parse", rawURL, err}
	}
	return u, nil
}

// ParseRequestURI reads the URL of a request: absolute, or an absolute path.
func ParseRequestURI(rawURL string) (*URL, error) {
	u, err := parse(rawURL, true)
	if err != nil {
		return nil, &Error{"parse", rawURL, err}
	}
	return u, nil
}

func parse(text string, ofRequest bool) (*URL, error) {
	for i := 0; i < len(text); i++ {
		if text[i] < ' ' || text[i] == 0x7F {
			return nil, errors.New("net/url: invalid control character in URL")
		}
	}
	u := &URL{}
	if text == "" && ofRequest {
		return nil, errors.New("empty url")
	}
	if text == "*" {
		u.Path = "*"
		return u, nil
	}
	rest, err := u.scheme(text)
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(rest, "?") && strings.Count(rest, "?") == 1 {
		u.ForceQuery, rest = true, rest[:len(rest)-1]
	} else {
		rest, u.RawQuery, _ = strings.Cut(rest, "?")
	}
	if !strings.HasPrefix(rest, "/") {
		switch segment, _, _ := strings.Cut(rest, "/"); {
		case u.Scheme != "":
			u.Opaque = rest
			return u, nil
		case ofRequest:
			return nil, errors.New("invalid URI for request")
		case strings.Contains(segment, ":"):
			return nil, errors.New("first path segment in URL cannot contain colon")
		}
	}
	if (u.Scheme != "" || !ofRequest && !strings.HasPrefix(rest, "///")) && strings.HasPrefix(rest, "//") {
		authority := rest[2:]
		rest = ""
		if i := strings.IndexByte(authority, '/'); i >= 0 {
			authority, rest = authority[:i], authority[i:]
		}
		if err := u.authority(authority); err != nil {
			return nil, err
		}
	} else if u.Scheme != "" && strings.HasPrefix(rest, "/") {
		u.OmitHost = true
	}
	return u, u.setPath(rest)
}

// scheme takes the scheme off the beginning.
func (u *URL) scheme(text string) (rest string, err error) {
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case 'a' <= c|0x20 && c|0x20 <= 'z':
		case '0' <= c && c <= '9' || c == '+' || c == '-' || c == '.':
			if i == 0 {
				return text, nil
			}
		case c == ':':
			if i == 0 {
				return "", errors.New("missing protocol scheme")
			}
			u.Scheme = strings.ToLower(text[:i])
			return text[i+1:], nil
		default:
			return text, nil
		}
	}
	return text, nil
}

func (u *URL) authority(authority string) (err error) {
	i := strings.LastIndexByte(authority, '@')
	if u.Host, err = host(u.Scheme, authority[i+1:]); err != nil || i < 0 {
		return err
	}
	user := authority[:i]
	if strings.Trim(user, letters+"-._:~!$&'()*+,;=%@") != "" {
		return errors.New("net/url: invalid userinfo")
	}
	name, password, has := strings.Cut(user, ":")
	if name, err = unescape(name, false); err == nil {
		password, err = unescape(password, false)
	}
	if err == nil {
		u.User = &Userinfo{name, password, has}
	}
	return err
}

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

// host reads host or host:port.
func host(scheme, text string) (string, error) {
	wrongPort := func(port string) error {
		return errors.New("invalid port \"" + port + "\" after host")
	}
	if start := strings.LastIndexByte(text, '['); start > 0 {
		return "", errors.New("invalid IP-literal")
	} else if start == 0 {
		end := strings.LastIndexByte(text, ']')
		if end < 0 {
			return "", errors.New("missing ']' in host")
		}
		if !isPort(text[end+1:]) {
			return "", wrongPort(text[end+1:])
		}
		zone := end
		if i := strings.Index(text[:end], "%25"); i >= 0 {
			zone = i
		}
		address, err := unescapeHost(text[1:zone], false)
		if err != nil {
			return "", err
		}
		after, err := unescapeHost(text[zone:end], true)
		if err != nil {
			return "", err
		}
		return "[" + address + after + text[end:], nil
	}
	if i := strings.IndexByte(text, ':'); i >= 0 {
		if scheme != "http" && scheme != "https" {
			i = strings.LastIndexByte(text, ':') // lists of hosts, as databases have them
		}
		if !isPort(text[i:]) {
			return "", wrongPort(text[i:])
		}
	}
	return unescapeHost(text, false)
}

// isPort reports whether text is nothing, or a colon and digits.
func isPort(text string) bool {
	return text == "" || text[0] == ':' && strings.Trim(text[1:], "0123456789") == ""
}

func (u *URL) setPath(p string) error {
	path, err := unescape(p, false)
	if err != nil {
		return err
	}
	u.Path, u.RawPath = path, ""
	if escape(path, inPath) != p {
		u.RawPath = p
	}
	return nil
}

// isEscaped reports whether raw, which is not empty, consists of what a URL may have.
func isEscaped(raw, safe string) bool { return raw != "" && escape(raw, safe+"!'()*[]%") == raw }

// EscapedPath returns the path as it is written in a URL.
func (u *URL) EscapedPath() string {
	if isEscaped(u.RawPath, inPath) {
		if p, err := unescape(u.RawPath, false); err == nil && p == u.Path {
			return u.RawPath
		}
	}
	if u.Path == "*" {
		return "*"
	}
	return escape(u.Path, inPath)
}

// EscapedFragment returns the fragment as it is written in a URL.
func (u *URL) EscapedFragment() string {
	if isEscaped(u.RawFragment, inFragment) {
		if f, err := unescape(u.RawFragment, false); err == nil && f == u.Fragment {
			return u.RawFragment
		}
	}
	return escape(u.Fragment, inFragment)
}

// String returns the URL as text.
func (u *URL) String() string {
	var b strings.Builder
	if u.Scheme != "" {
		b.WriteString(u.Scheme + ":")
	}
	if u.Opaque != "" {
		b.WriteString(u.Opaque)
	} else {
		p := u.EscapedPath()
		if (u.Scheme != "" || u.Host != "" || u.User != nil) && !(u.OmitHost && u.Host == "" && u.User == nil) {
			if u.Host != "" || u.Path != "" || u.User != nil {
				b.WriteString("//")
			}
			if u.User != nil {
				b.WriteString(u.User.String() + "@")
			}
			b.WriteString(escape(u.Host, inHost))
		}
		if u.OmitHost && u.Host == "" && u.User == nil && strings.HasPrefix(p, "//") {
			b.WriteString("%2F") // or what follows would be read as a host
			p = p[1:]
		}
		if p != "" && p[0] != '/' && u.Host != "" {
			b.WriteByte('/')
		}
		if segment, _, _ := strings.Cut(p, "/"); b.Len() == 0 && strings.Contains(segment, ":") {
			b.WriteString("./")
		}
		b.WriteString(p)
	}
	if u.ForceQuery || u.RawQuery != "" {
		b.WriteString("?" + u.RawQuery)
	}
	if u.Fragment != "" {
		b.WriteString("#" + u.EscapedFragment())
	}
	return b.String()
}

// Redacted is String without the password.
func (u *URL) Redacted() string {
	if u == nil {
		return ""
	}
	shown := *u
	if _, has := shown.User.Password(); has {
		shown.User = UserPassword(shown.User.Username(), "xxxxx")
	}
	return shown.String()
}

// IsAbs reports whether the URL has a scheme.
func (u *URL) IsAbs() bool { return u.Scheme != "" }

// Query returns the values of the query, without what is malformed.
func (u *URL) Query() Values {
	values, _ := ParseQuery(u.RawQuery)
	return values
}

// RequestURI returns the path and the query as a request has them.
func (u *URL) RequestURI() string {
	s := u.Opaque
	if s == "" {
		if s = u.EscapedPath(); s == "" {
			s = "/"
		}
	} else if strings.HasPrefix(s, "//") {
		s = u.Scheme + ":" + s
	}
	if u.ForceQuery || u.RawQuery != "" {
		s += "?" + u.RawQuery
	}
	return s
}

// Hostname returns the host without port and brackets.
func (u *URL) Hostname() string {
	host := u.Host[:len(u.Host)-len(u.portPart())]
	if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		return host[1 : len(host)-1]
	}
	return host
}

// Port returns the port, if there is one.
func (u *URL) Port() string { return strings.TrimPrefix(u.portPart(), ":") }

// portPart returns the port with its colon.
func (u *URL) portPart() string {
	if i := strings.LastIndexByte(u.Host, ':'); i >= 0 && isPort(u.Host[i:]) {
		return u.Host[i:]
	}
	return ""
}

// Parse reads a URL relative to u.
func (u *URL) Parse(ref string) (*URL, error) {
	r, err := Parse(ref)
	if err != nil {
		return nil, err
	}
	return u.ResolveReference(r), nil
}

// ResolveReference returns where ref leads from u.
func (u *URL) ResolveReference(ref *URL) *URL {
	to := *ref
	if ref.Scheme == "" {
		to.Scheme = u.Scheme
	}
	if ref.Scheme != "" || ref.Host != "" || ref.User != nil {
		to.setPath(resolve(ref.EscapedPath(), ""))
		return &to
	}
	if ref.Opaque != "" {
		return &to
	}
	if ref.Path == "" && !ref.ForceQuery && ref.RawQuery == "" {
		to.RawQuery = u.RawQuery
		if ref.Fragment == "" {
			to.Fragment, to.RawFragment = u.Fragment, u.RawFragment
		}
	}
	if ref.Path == "" && u.Opaque != "" {
		to.Opaque = u.Opaque
		return &to
	}
	to.Host, to.User = u.Host, u.User
	to.setPath(resolve(u.EscapedPath(), ref.EscapedPath()))
	return &to
}

// resolve follows ref from base.
func resolve(base, ref string) string {
	full := base
	switch {
	case ref == "":
	case ref[0] == '/':
		full = ref
	default:
		full = base[:strings.LastIndexByte(base, '/')+1] + ref
	}
	if full == "" {
		return ""
	}
	var parts []string
	end := ""
	for part := range strings.SplitSeq(full, "/") {
		end = ""
		switch part {
		case ".":
			end = "/"
		case "..":
			parts = parts[:max(len(parts)-1, 0)]
			end = "/"
		default:
			parts = append(parts, part)
		}
	}
	resolved := "/" + strings.Join(parts, "/") + end
	if strings.HasPrefix(resolved, "//") {
		return resolved[1:] // full began with one of its own
	}
	return resolved
}

// JoinPath returns u with elements added to its path.
func (u *URL) JoinPath(elem ...string) *URL {
	joined, _ := u.joined(elem)
	return joined
}

func (u *URL) joined(elem []string) (*URL, error) {
	all := append([]string{u.EscapedPath()}, elem...)
	isRelative := !strings.HasPrefix(all[0], "/")
	last := all[len(all)-1]
	if isRelative {
		all[0] = "/" + all[0]
		last = all[len(all)-1]
	}
	p := path.Join(all...)
	if isRelative {
		p = p[1:]
	}
	if strings.HasSuffix(last, "/") && !strings.HasSuffix(p, "/") {
		p += "/"
	}
	joined := *u
	err := joined.setPath(p)
	return &joined, err
}

// JoinPath returns base with elements joined to its path.
func JoinPath(base string, elem ...string) (string, error) {
	u, err := Parse(base)
	if err != nil {
		return "", err
	}
	joined, err := u.joined(elem)
	if err != nil {
		return "", err
	}
	return joined.String(), nil
}

// Clone returns a copy of u.
func (u *URL) Clone() *URL {
	if u == nil {
		return nil
	}
	clone := *u
	if u.User != nil {
		user := *u.User
		clone.User = &user
	}
	return &clone
}

// MarshalBinary returns u as it is written.
func (u *URL) MarshalBinary() ([]byte, error) { return u.AppendBinary(nil) }

// AppendBinary appends u as it is written.
func (u *URL) AppendBinary(b []byte) ([]byte, error) { return append(b, u.String()...), nil }

// UnmarshalBinary reads what MarshalBinary returned.
func (u *URL) UnmarshalBinary(text []byte) error {
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*u = *parsed
	return nil
}
