package proxy

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// Hosts answers requests that ask for a known host and refuses others with 421.
// A page elsewhere can make its own name resolve to this machine (DNS rebinding)
// and would then be let in by the browser as if it were ours; what gives it away
// is its name in the Host header. Known are the names of the loopback, the given
// names, and any address of numbers if listen is no single address: a number
// cannot be rebound.
func Hosts(listen string, names []string, next http.Handler) http.Handler {
	known := newHosts(listen, names)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if known.has(r.Host) {
			next.ServeHTTP(w, r)
			return
		}
		refuse(w, http.StatusMisdirectedRequest, fmt.Sprintf(
			"this server does not answer to the name %.200q; if it should, start it with --host and that name", r.Host))
	})
}

type hosts struct {
	names   map[string]bool
	numbers bool // any of them
}

func newHosts(listen string, names []string) hosts {
	h := hosts{names: map[string]bool{"localhost": true}}
	own := hostname(listen)
	if address, err := netip.ParseAddr(own); own == "" || err == nil && address.IsUnspecified() {
		h.numbers = true
	}
	for _, name := range append(names, own) {
		h.names[hostname(name)] = true
	}
	delete(h.names, "")
	return h
}

func (h hosts) has(host string) bool {
	name := hostname(host)
	if h.names[name] || strings.HasSuffix(name, ".localhost") {
		return true
	}
	address, err := netip.ParseAddr(name)
	return err == nil && (h.numbers || address.IsLoopback())
}

// hostname is a host without its port, in one spelling.
func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	return strings.ToLower(strings.TrimSuffix(host, "."))
}
