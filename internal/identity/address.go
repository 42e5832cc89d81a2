package identity

import (
	"html"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/publicsuffix"

	"goldenratio/internal/affiliation"
)

// A sort says what an address tells of who writes from it.
type sort uint8

// Sorts of addresses.
const (
	absent   sort = iota // there is none
	personal             // of one human, or of one program
	account              // stands for an account on a forge
	nowhere              // of a machine that knows no name of its own
	role                 // of an office: whoever is on duty writes from it
	listed               // of a mailing list
)

// shared reports whether many people can write from such an address.
func (s sort) shared() bool { return s == nowhere || s == role || s == listed }

// A mailbox is an address, read.
type mailbox struct {
	sort   sort
	text   string // the same for all spellings of one address
	local  string
	host   int32  // number in hosts
	login  string // of an account, with its host
	number uint64 // of an account, which outlives the login; 0 for none
}

// A host is what stands behind the @.
type host struct {
	registered string // the domain that somebody registered; empty for none
	firm       string // the same where it may be a firm's
	open       bool   // for everybody who asks
	sort       sort
}

// hosts remembers what is known of hosts.
type hosts struct {
	known  affiliation.Hosts
	lists  map[string]bool // addresses of lists, in lower case
	number map[string]int32
	all    []host
}

func newHosts(lists []string) *hosts {
	h := &hosts{known: affiliation.NewHosts(), lists: make(map[string]bool, len(lists)), number: map[string]int32{}}
	for _, address := range lists {
		h.lists[strings.ToLower(strings.TrimSpace(address))] = true
	}
	return h
}

var (
	roleLocal = regexp.MustCompile(`^(abuse|admin|administrator|billing|bugs?|bugzilla|build|builder|buildd|ci|commits?|contact|cvs|daemon|devel|developers?|` +
		`events?|git|github|gitlab|gitolite|help|helpdesk|hg|hostmaster|info|jobs|listmaster|lists?|mailer-daemon|marketing|moderators?|news|nobody|` +
		`no-?reply|office|ops|owner|patches|postmaster|press|root|sales|secalert|security|service|staff|support|svn|sysadmin|team|test|tester|` +
		`ubuntu|users?|webmaster|www|www-data)$|.[-_.](team|lists?|maintainers?|admin|owner|request|bounces|security)$`)
	listLocal = regexp.MustCompile(`.[-_.](devel|users|announce|discuss|lists?|bugs|commits|patches)$|^linux-[a-z0-9-]+$`)
	listHost  = regexp.MustCompile(`^([a-z-]*-)?(lists?|mailman|vger|listserv)[.]|^(googlegroups\.com|groups\.io|freelists\.org)$`)
	nowHost   = regexp.MustCompile(`(^|\.)(localhost|localdomain|local|lan|internal|intranet|invalid|none|\(none\))$|^\[|^[0-9.]+$|^x+$`)

	signs    = regexp.MustCompile(`(?i)\s*[\[({<]\s*(at|@)\s*[\])}>]\s*|\s+(at|@)\s+|%40|=40|＠|﹫`)
	noreply  = regexp.MustCompile(`^(?:(\d+)[+-])?([a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?(?:\[bot\])?)$`)
	brackets = "<>()[]{}\"'`,;: \t\r\n"
)

// read takes an address apart.
func (h *hosts) read(address string) mailbox {
	text := plainly(address)
	if text == "" {
		return mailbox{}
	}
	m := mailbox{sort: personal, text: text, host: none}
	at := strings.LastIndexByte(text, '@')
	if at < 0 {
		return m
	}
	local, domain := text[:at], strings.TrimRight(text[at+1:], ".")
	if forge, ok := forgeOf(domain); ok {
		if found := noreply.FindStringSubmatch(local); found != nil {
			m.sort, m.login = account, forge+"/"+found[2]
			m.number, _ = strconv.ParseUint(found[1], 10, 64) // one too long is no forge's
			return m
		}
	}
	m.host = h.find(domain)
	m.local = base(local, domain)
	m.text = m.local + "@" + domain
	if domain == "googlemail.com" {
		m.text = m.local + "@gmail.com"
	}
	m.sort = h.sortOf(&m, strings.ToLower(address))
	return m
}

// plainly undoes what hides an address from programs and what a list puts
// around one: ada at example.org, ada=40example.org@lists.example.net.
func plainly(address string) string {
	text := strings.ToLower(strings.Trim(address, brackets))
	if strings.Count(text, "@") == 1 && !strings.ContainsAny(text, " %=&(<[") {
		return text
	}
	if strings.ContainsAny(text, "&") {
		text = strings.Trim(html.UnescapeString(text), brackets)
	}
	if where := signs.FindStringIndex(text); where != nil {
		rest := text[where[1]:]
		if at := strings.IndexByte(rest, '@'); at > 0 { // the list's own
			rest = rest[:at]
		}
		text = text[:where[0]] + "@" + strings.ReplaceAll(rest, " dot ", ".")
	}
	return strings.ReplaceAll(text, " ", "")
}

// forgeOf is the forge whose accounts a domain's addresses stand for.
func forgeOf(domain string) (string, bool) {
	return strings.CutPrefix(domain, "users.noreply.")
}

// base is the part of a local part that names somebody: what follows a plus is a
// note to themselves, and one provider is known to ignore dots.
func base(local, domain string) string {
	if name, _, _ := strings.Cut(local, "+"); name != "" {
		local = name
	}
	if domain == "gmail.com" || domain == "googlemail.com" {
		if bare := strings.ReplaceAll(local, ".", ""); bare != "" {
			return bare
		}
	}
	return local
}

func (h *hosts) sortOf(m *mailbox, written string) sort {
	if h.lists[m.text] || h.lists[strings.TrimSpace(written)] {
		return listed
	}
	at := h.all[m.host].sort
	switch {
	case at != personal:
		return at
	case roleLocal.MatchString(m.local):
		return role
	case listLocal.MatchString(m.local):
		return listed
	}
	return personal
}

// find gives a host its number.
func (h *hosts) find(domain string) int32 {
	if n, ok := h.number[domain]; ok {
		return n
	}
	n := int32(len(h.all))
	h.all = append(h.all, h.judge(domain))
	h.number[strings.Clone(domain)] = n
	return n
}

func (h *hosts) judge(domain string) host {
	one := host{sort: personal}
	switch {
	case listHost.MatchString(domain):
		one.sort = listed
	case !strings.Contains(domain, ".") || nowHost.MatchString(domain):
		one.sort = nowhere
	}
	if one.sort == nowhere && !strings.Contains(domain, ".") {
		return one
	}
	if registered, err := publicsuffix.EffectiveTLDPlusOne(domain); err == nil {
		one.registered = strings.Clone(registered)
	}
	one.firm, one.open = strings.Clone(h.known.Firm(domain)), h.known.Open(domain)
	return one
}

// organisation is the domain of those who have an address there together; empty
// where anybody gets one.
func (h *hosts) organisation(n int32) string {
	if n == none || h.all[n].open || h.all[n].sort != personal {
		return ""
	}
	return h.all[n].registered
}
