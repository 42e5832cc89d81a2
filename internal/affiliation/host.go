package affiliation

import (
	_ "embed" // domains.txt
	"iter"
	"regexp"
	"strings"

	"golang.org/x/net/publicsuffix"
)

//go:embed domains.txt
var domainsFile string

// Universities by their names: students come and go, and most write for
// themselves.
var (
	academicSuffix = regexp.MustCompile(`^(edu|edu\.[a-z]{2}|ac\.[a-z]{2})$`)
	academicName   = regexp.MustCompile(`(^|-)(uni|univ|tu|fh|hs|eth|epfl|rwth|tum|kit|inria|cnrs)(-|$)|universit|polytech|hochschule|college|student`)
)

// Hosts tells the hosts of addresses that may be a firm's from others.
type Hosts struct{ unspecific map[string]bool }

// NewHosts reads the list of domains that say nothing about work.
func NewHosts() Hosts { return Hosts{unspecific()} }

// Firm is the domain below which a host may be a firm's, in lower case; empty
// for a host that says nothing about work.
func (h Hosts) Firm(host string) string { return firmOf(host, h.unspecific) }

// Open reports whether everybody who asks gets an address at a host.
func (h Hosts) Open(host string) bool {
	for domain := range above(host) {
		if h.unspecific[domain] {
			return true
		}
	}
	return false
}

// unspecific lists the domains of domains.txt.
func unspecific() map[string]bool {
	all := make(map[string]bool)
	for line := range strings.Lines(domainsFile) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			all[line] = true
		}
	}
	return all
}

// hostOf is the host of an address, in lower case; empty where it has none.
func hostOf(address string) string {
	at := strings.LastIndexByte(address, '@')
	if at < 0 {
		return ""
	}
	return strings.ToLower(strings.TrimRight(strings.TrimSpace(address[at+1:]), "."))
}

// above yields a host and the domains above it, the host first.
func above(host string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for host != "" && yield(host) {
			_, host, _ = strings.Cut(host, ".")
		}
	}
}

// firmOf is the domain below which a host may be a firm's: the one that somebody
// registered. Empty for hosts of no real domain, of universities, and of those
// that say nothing about work.
func firmOf(host string, unspecific map[string]bool) string {
	for domain := range above(host) {
		if unspecific[domain] {
			return ""
		}
	}
	suffix, managed := publicsuffix.PublicSuffix(host)
	registered, err := publicsuffix.EffectiveTLDPlusOne(host)
	name := strings.TrimSuffix(registered, "."+suffix)
	switch {
	case err != nil, !managed && !strings.Contains(suffix, "."):
		return "" // localhost.localdomain, [192.0.2.1]
	case academicSuffix.MatchString(suffix), academicName.MatchString(name):
		return ""
	}
	return registered
}
