package sample

import (
	"strconv"
	"strings"
)

// rename makes some people hard to tell apart: one in twenty bears one of a few
// names that many bear, and one in thirty takes another family name later.
func (c *crowd) rename(p *person, given, family string) (string, string) {
	switch x := c.kin.Float64(); {
	case x < 0.05:
		given, family = pick(c.kin, c.lex.words["given common"]), pick(c.kin, c.lex.words["family common"])
		p.names = []string{given + " " + family}
	case x < 0.08:
		_, other := c.lex.name(c.kin, pick(c.kin, tongues()))
		p.names = append(p.names, given+" "+other, given+" "+family+"-"+other)
	}
	return given, family
}

// claim makes a local part nobody else's.
func (c *crowd) claim(user string) string {
	free := user
	for n := 2; c.users[free]; n++ {
		free = user + strconv.Itoa(n)
	}
	c.users[free] = true
	return free
}

// locals are the local parts of a person: most people take their full name
// everywhere, some an initial and the family name at another host.
func (c *crowd) locals(given, family string, n int) (all []string) {
	plain := strings.NewReplacer(" ", "", "'", "")
	given, family = strings.ToLower(plain.Replace(ascii(given))), strings.ToLower(plain.Replace(ascii(family)))
	usual := c.claim(given + "." + family)
	for i := range n {
		user := usual
		if i > 0 && c.kin.chance(0.2) {
			user = c.claim(given[:1] + family)
		}
		all = append(all, user)
	}
	return all
}

// disguise gives some people an address that tells little of them: that of a
// machine nobody configured, or that of the desk where keepers take turns.
func (c *crowd) disguise(p *person, family string) {
	switch {
	case p.keeper && c.kin.chance(0.3):
		p.guise = &c.desk
	case p.coder && c.kin.chance(0.06):
		id := c.newID()
		c.hosts[id] = "example.net" // as little known
		user := c.claim(strings.ToLower(ascii(p.names[0])[:1] + strings.ReplaceAll(ascii(family), "'", "")))
		p.guise = &address{id, strings.ReplaceAll(user, " ", "") + "@localhost.localdomain"}
	}
}

// open settles the desk.
func (c *crowd) open() {
	c.desk = address{c.newID(), "security@example.org"}
	c.hosts[c.desk.id] = "example.org"
}

// humans is the truth about who is who.
func (c *crowd) humans() (all []Human) {
	for _, p := range c.all {
		h := Human{Names: p.names}
		for _, a := range p.addresses {
			h.Addresses = append(h.Addresses, a.text)
		}
		if p.guise != nil {
			h.Addresses = append(h.Addresses, p.guise.text)
		}
		all = append(all, h)
	}
	return all
}
