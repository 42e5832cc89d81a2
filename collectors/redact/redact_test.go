package redact

import (
	"regexp"
	"strings"
	"testing"
)

func TestAddresses(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"no address here", "no address here"},
		{"ask ann@example.org.", "ask <address>."},
		{"ann@example.org", "<address>"},
		{"Ann <ann@example.org> and Bob <bob@example.org>", "Ann <address> and Bob <address>"},
		{"mailto:ann+list@mail.example.org?subject=x", "mailto:<address>?subject=x"},
		{"<root@localhost>", "<address>"},
		{"<ann at example.org>", "<address>"},
		{"i2c@40 and HEAD@{1} and @ann", "i2c@40 and HEAD@{1} and @ann"},
		{"jörg@exämple.org", "<address>"},
		{"a@b.org@c.org!", "<address>!"},
		{"1 < 2 and ann@example.org > 3", "1 < 2 and <address> > 3"},
		// As much of a link goes as could be a local part.
		{"<https://example.org/x?u=ann@example.org>", "<https:<address>>"},
		{"@@@@", "@@@@"},
	} {
		if got := Addresses(c.in); got != c.want {
			t.Errorf("Addresses(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestDisguises(t *testing.T) {
	for _, in := range []string{
		"ann at example.org", "ann  AT example.org", "ann\u00a0at\u00a0example.org", "ann at lists.example.ac.rs",
		"ann (at) example.org", "ann [at] example [dot] org", "ann at example dot org", "ann{at}example(dot)org",
		"ann＠example.org", "ann﹫example.org", "ａｎｎ＠ｅｘａｍｐｌｅ．ｏｒｇ", "ann@example。org", "ann＠example.rs",
		"ann&#64;example.org", "ann&#064;example.org", "ann&#x40;example.org", "ann&commat;example.org", "ann&amp;#64;example.org",
		"&#97;nn&#64;example&#46;org", "ann&commat;example&period;org",
		"ann%40example.org", "ann%2540example%2Eorg", "ann=40example.org",
		"ann @ example.org", "ann@ example.org", "ann @example.org",
		`"ann o"@example.org`, "ann(o)@example.org", "ann@[192.0.2.1]", "ann@example dot org", "ann%40example.org.c", "ann at xn--exmple-cua.org",
	} {
		if got := Addresses("by " + in + ", now"); got != "by "+Mark+", now" {
			t.Errorf("%q: %q", in, got)
		}
	}
}

func TestProse(t *testing.T) {
	for _, in := range []string{
		"Problem at boot.c", "look at lib/foo.py", "crash at 0x10.20", "stuck at 99.9", "panic at kernel.go:12",
		"meet at noon", "data.table at best", "100% at work", "a = 404.5", "R&D at home", "error at foo.c at bar.h",
		"x%40y", "A at B.C", "50 %4 and =4", "look at init.sh", "Pay&Go", "look at a.min.js", "look at a.tar.gz",
	} {
		if got := Addresses(in); got != in {
			t.Errorf("%q: %q", in, got)
		}
	}
	if got, want := Addresses("crash at boot.c at example.org"), "crash at "+Mark; got != want {
		t.Errorf("%q, want %q", got, want) // what is no domain can be a local part
	}
}

func TestName(t *testing.T) {
	hash := regexp.MustCompile(`-[0-9a-f]{8}`)
	for in, want := range map[string]string{
		"lib/boot.c":                      "lib/boot.c",
		"refs/heads/ann@example.org":      "refs/heads/<address>-#",
		"a/ann@example.org/b.c":           "a/<address>-#/b.c",
		"ann@example.org.min.js":          "<address>-#.min.js",
		"lena%40example.org.c":            "<address>-#.c",
		"lena%40example.org.c-2":          "<address>-#",
		"ann@example.rs":                  "<address>-#.rs",
		"vendor/lodash@4.17.21/x":         "vendor/<address>-#/x",
		"systemd/getty@.service":          "systemd/getty@.service",
		"archive/ann%40example.org.mbox":  "archive/<address>-#",
		"mail/ann at example.org/2020.gz": "mail/<address>-#/2020.gz",
	} {
		if got := hash.ReplaceAllString(Name(in), "-#"); got != want {
			t.Errorf("Name(%q) = %q, want %q", in, got, want)
		}
	}
	ann, again := Name("ann@example.org"), Name("ann@example.org")
	if ann == Name("bob@example.org") || ann != again {
		t.Error("names are not kept apart")
	}
}

func TestPerson(t *testing.T) {
	for in, want := range map[string]string{
		"Ann Author":                        "Ann Author",
		"ann@example.org":                   "ann",
		"<ann@example.org>":                 "ann",
		"'ann@example.org'":                 "ann",
		"ann at example.org":                "ann",
		"ann at example.rs":                 "ann",
		"ann.o＠example.org":                 "ann.o",
		"ann&#64;example.org":               "ann",
		"&#97;nn&commat;example.org":        "ann",
		"ann%40example.org":                 "ann",
		"mailto:ann@example.org":            "ann",
		"Ann <mailto:ann@example.org>":      "Ann",
		"ann@localhost":                     "ann",
		"ann%example.org@relay.example.org": "ann",
		"Ann Author <ann@example.org>":      "Ann Author",
		"Ann Author (ann at example.org)":   "Ann Author",
		"Ann, ann@example.org":              "Ann",
		"ann@example.org via Devel":         "via Devel",
		"Ann @home":                         "Ann",
		"":                                  "",
		"@":                                 "",
	} {
		if got := Person(in); got != want {
			t.Errorf("Person(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzAddresses(f *testing.F) {
	f.Add("Ann <ann@example.org>, bob@example.org")
	f.Add("<@<@.>a@b.c")
	f.Add("a at b.cc at d.ee &#64; x%40y.zz")
	f.Add("E%402222220.AE%40220.A")
	f.Fuzz(func(t *testing.T, s string) {
		once := Addresses(s)
		if twice := Addresses(once); twice != once {
			t.Errorf("%q: %q, then %q", s, once, twice)
		}
		if strings.Contains(once, "ann@example.org") {
			t.Errorf("%q: %q", s, once)
		}
		if name := Name(s); strings.Contains(name, "ann@example.org") || name == s != (once == s) && !strings.Contains(s, "/") {
			t.Errorf("name %q: %q", s, name)
		}
		Person(s)
	})
}
