package sample

import (
	"fmt"
	"strings"
	"time"
)

// The firms of the sample own two of the three hosts that people write from, and
// one buys the other. Nothing is known of those who write from the third.
const (
	firmLarge = "large-example"
	firmSmall = "small-example"
	firmNone  = "unknown"
)

const (
	firmsConfig = `
organisations:
  - {id: large-example, name: Large Example (synthetic), domains: [example.org], member: [{level: gold}]}
  - id: small-example
    name: Small Example (synthetic)
    domains: [example.com]
    acquired: {by: large-example, on: %s}
    member: [{level: silver, until: %[1]s}]

affiliation_files: [{path: domains.map, format: gitdm}]
`
	firmsMap = "# Addresses of this host tell nothing.\nexample.net\tNotFound\n"
)

// bought is the quarter from whose start on the small firm is the large one's.
func (c calendar) bought() int { return max(0, c.quarters()-4) }

// withFirms adds the firms to a configuration.
func withFirms(config string, o Options) string {
	c := newCalendar(o.End, o.Quarters)
	on := time.Unix(c.bounds[c.bought()], 0).UTC().Format(time.DateOnly)
	return strings.Replace(config, "\nsources:", fmt.Sprintf(firmsConfig, on)+"\nsources:", 1)
}

// firm is for whom those who write from a host work in a quarter.
func (t *tally) firm(host string) string {
	switch {
	case host == "example.net":
		return firmNone
	case host == "example.com" && t.quarter < t.cal.bought():
		return firmSmall
	}
	return firmLarge
}

// closeFirms writes what belongs to whom. An address is a person who stays at
// one firm, so that nothing has to be known of how people move.
func (t *tally) closeFirms(scope string) {
	b := t.books[byAddress][scope]
	active := map[string]bool{}
	for id := range b.active {
		active[t.firm(t.hosts[id])] = true
	}
	delete(active, firmNone)
	t.firmRow(scope, "org_active", "value", "", whole(len(active)))
	if scope != scopeTools {
		t.firmShares(scope, "mail_org_share", t.byFirm(b.sent))
	}
	if credits := t.byFirm(b.credits); credits[firmLarge]+credits[firmSmall] > 0 {
		// of two firms the larger one has half of what is known
		t.firmRow(scope, "code_elephant_factor", "value", "", whole(1))
		t.firmShare(scope, "code_elephant_factor", "first_share", "", max(credits[firmLarge], credits[firmSmall]), credits)
	}
}

// byFirm adds up what addresses did.
func (t *tally) byFirm(done map[int]int) map[string]int {
	sums := map[string]int{}
	for id, n := range done {
		sums[t.firm(t.hosts[id])] += n
	}
	return sums
}

// firmShares writes each firm's share.
func (t *tally) firmShares(scope, kpi string, sums map[string]int) {
	for _, firm := range []string{firmLarge, firmSmall} {
		if sums[firm] > 0 {
			t.firmShare(scope, kpi, "value", firm, sums[firm], sums)
		}
	}
	if sums[firmNone] > 0 {
		t.firmRow(scope, kpi, "value", firmNone, ratio(sums[firmNone], total(sums)))
	}
}

// firmShare writes x as a share of what is known, and its limits.
func (t *tally) firmShare(scope, kpi, stat, member string, x int, sums map[string]int) {
	all, unknown := total(sums), sums[firmNone]
	t.firmRow(scope, kpi, stat, member, ratio(x, all-unknown))
	t.firmRow(scope, kpi, stat+"_lower", member, ratio(x, all))
	t.firmRow(scope, kpi, stat+"_upper", member, ratio(x+unknown, all))
}

func total(sums map[string]int) (all int) {
	for _, n := range sums {
		all += n
	}
	return all
}

func (t *tally) firmRow(scope, kpi, stat, firm string, number Number) {
	t.row(scope, kpi, stat, firm, t.quarter, func(int) Number { return number })
}
