package fetch

import (
	"errors"
	"net"
	"net/url"
	"strings"
)

// Address reads the address of a service, without a slash at its end.
func Address(text string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimRight(text, "/"))
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, errors.New("want https://… without user, ? and #")
	}
	u.Host = strings.ToLower(u.Host)
	return u, nil
}

// Open reports whether everybody on the way can read what is sent to an address.
func Open(u *url.URL) bool { return u.Scheme == "http" && !Loopback(u.Hostname()) }

// Loopback reports whether a host is this machine.
func Loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
