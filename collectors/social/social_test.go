package social

import (
	"slices"
	"strings"
	"testing"
	"time"

	"goldenratio/collectors"
)

func TestMentions(t *testing.T) {
	s := Settings{Terms: []string{"xen", "Unikraft project"}}
	for text, want := range map[string]bool{
		"I run Xen.":                 true,
		"xenial xerus":               false,
		"#xen":                       true,
		"the UNIKRAFT  project":      true,
		"unikraft's project":         false,
		"xen-devel":                  true,
		"":                           false,
		"Xenon and unikraft-project": true,
	} {
		if got := s.Mentions(text); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
	if !(Settings{}).Mentions("anything") || (Settings{Terms: []string{"?"}}).Mentions("a  b") {
		t.Error("no terms mean all posts, and a term without a letter none")
	}
}

func TestFill(t *testing.T) {
	s := Settings{Terms: []string{"xen"}, Own: []string{"@Ada"}, KeepText: true}
	p := &collectors.Post{Title: "mail ada@example.org", Tags: []string{"#Zed", "a"}}
	s.Fill(p, "> somebody else on xen\nmy own #Words, #1 and https://example.org/#part &#39; bob@example.org")
	if p.Words != 8 || !slices.Equal(p.Tags, []string{"a", "words", "zed"}) || p.Mention || p.Title != "mail <address>" || !strings.HasPrefix(p.Text, "> some") {
		t.Errorf("%+v", p)
	}
	if !s.IsOwn("ada") || s.IsOwn("") || s.IsOwn("adam") {
		t.Error("whose an account is")
	}
}

func TestRetweet(t *testing.T) {
	for text, want := range map[string]string{
		"RT @xen_org: Xen 3.4 is out": "xen_org",
		" rt @xen_org Xen":            "xen_org",
		"RT: @xen_org.":               "xen_org",
		"START @xen_org":              "",
		"RT nobody":                   "",
		"thanks, RT @xen_org":         "",
		"via @ada@social.example.org": "ada@social.example.org",
	} {
		if got, is := Retweet(text); got != want || is != (want != "") {
			t.Errorf("%q: %q, %t", text, got, is)
		}
	}
}

func TestPosition(t *testing.T) {
	p, err := ReadPosition(nil)
	if err != nil || !p.From("a").IsZero() {
		t.Fatal(p, err)
	}
	noon := time.Date(2024, 3, 10, 12, 0, 0, 0, time.UTC)
	p.Streams["a"], p.Since["a"], p.Since["b"] = noon, noon.AddDate(0, 0, -3), noon.AddDate(0, 0, -2)
	c, err := p.Cursor()
	if err != nil {
		t.Fatal(err)
	}
	again, err := ReadPosition(c)
	if err != nil || !again.From("a").Equal(noon.Add(-Again)) {
		t.Error(again, err)
	}
	if !again.Begin([]string{"a", "c"}).Equal(noon.AddDate(0, 0, -3)) || !again.Begin([]string{"a", "b"}).Equal(noon.AddDate(0, 0, -2)) || !again.Begin(nil).IsZero() {
		t.Error(again)
	}
	for _, bad := range []string{"x", "{}", "null"} {
		if _, err := ReadPosition(collectors.Cursor(bad)); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}
