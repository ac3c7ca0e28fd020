package main

import (
	"fmt"
	"net/url"
)

func main() {
	for _, s := range []string{"http://a.b:80/c/d?x=1&y=2#frag", "https://user:pa%20ss@host/p%2Fq/r", "/just/path?q", "mailto:me@x.y", "http://host", "a:b", ":x", "http://h:port/", "http://h/%zz", "//host/path", "../up", "http://[::1]:80/", "?q=1", "http://h?", "http://a b/", "x/y:z", "file:///etc/x", "http://h/a b", "http://h/ä?ö=ü#ß", "http://[::1", "http://[::1]x/", "http://a[b/", "http://::1/", "http://a:b:80/", "http://[::1]:x"} {
		u, err := url.Parse(s)
		if err != nil {
			fmt.Println(s, "error:", err)
			continue
		}
		fmt.Printf("%q scheme=%q opaque=%q user=%v host=%q path=%q raw=%q query=%q frag=%q uri=%q hostname=%q port=%q\n", u.String(), u.Scheme, u.Opaque, u.User, u.Host, u.Path, u.RawPath, u.RawQuery, u.Fragment, u.RequestURI(), u.Hostname(), u.Port())
	}
	base, _ := url.Parse("http://h/a/b/c?q#f")
	for _, r := range []string{"d", "./d", "../d", "/d", "../../../d", "?x", "#y", "", "//other/p", "d/", ".", "..", "http://z/../q"} {
		u, err := base.Parse(r)
		fmt.Println(r, "->", u, err)
	}
	v := url.Values{}
	v.Set("name", "Ava Ä&=")
	v.Add("friend", "Jess")
	v.Add("friend", "Sarah")
	fmt.Println(v.Encode(), v.Get("friend"), v["friend"], v.Has("x"))
	q, err := url.ParseQuery("a=1&b=%zz&c=3;d&e")
	fmt.Println(q, err)
	fmt.Println(url.QueryEscape("a b/c?d&e=ä~!*'()"), url.PathEscape("a b/c?d&e=ä~!*'()"))
	fmt.Println(url.PathUnescape("a%20b+c"))
	fmt.Println(base.JoinPath("x", "../y/"), base.JoinPath("z"), base.Redacted())
	u := url.URL{Scheme: "http", Host: "h", Path: "/a b", RawQuery: "x=1"}
	u.User = url.UserPassword("me", "p:w")
	fmt.Println(u.String(), u.Redacted())
	_, err = url.ParseRequestURI("foo")
	fmt.Println(err)
}
