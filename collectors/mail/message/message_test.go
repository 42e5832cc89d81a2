package message

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"goldenratio/collectors"
)

var update = flag.Bool("update", false, "write what is found into testdata")

// Each testdata/*.txtar is a mail and what becomes of it: files mail, options
// (JSON, may be missing) and want (JSON, empty fields left out). In mail the
// escapes of Go's strings stand for bytes that an editor would spoil, on lines
// that begin with a tilde.
func TestCases(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var o Options
			var mail, want []byte
			at := -1
			for i, f := range archive.Files {
				switch f.Name {
				case "mail":
					mail = unescape(t, f.Data)
				case "options":
					if err := json.Unmarshal(f.Data, &o); err != nil {
						t.Fatal(err)
					}
				case "want":
					want, at = f.Data, i
				}
			}
			got := describe(t, mail, o)
			if *update {
				if at < 0 {
					archive.Files = append(archive.Files, txtar.File{Name: "want"})
					at = len(archive.Files) - 1
				}
				archive.Files[at].Data = got
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func unescape(t *testing.T, mail []byte) []byte {
	var out []byte
	for line := range bytes.Lines(mail) {
		if coded, ok := bytes.CutPrefix(line, []byte("~")); ok {
			var s string
			if _, err := fmt.Sscanf(`"`+strings.TrimSuffix(string(coded), "\n")+`"`, "%q", &s); err != nil {
				t.Fatalf("%q: %v", line, err)
			}
			line = []byte(s)
		}
		out = append(out, line...)
	}
	return out
}

// describe is what Parse returns as JSON without empty fields, and without the
// sketch, which says nothing to a reader.
func describe(t *testing.T, mail []byte, o Options) []byte {
	m, r := Parse(mail, o)
	var v any = r
	if m != nil {
		m.Sketch = ""
		v = m
	}
	fields := map[string]any{}
	value := reflect.ValueOf(v).Elem()
	for i := range value.NumField() {
		if f := value.Field(i); !f.IsZero() && f.Kind() != reflect.Slice || f.Kind() == reflect.Slice && f.Len() > 0 {
			fields[value.Type().Field(i).Name] = f.Interface()
		}
	}
	if reject, ok := fields["Bytes"].([]byte); ok {
		fields["Bytes"] = string(reject)
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(fields); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestSubject(t *testing.T) {
	for _, c := range []struct {
		subject, topic string
		reply, patch   bool
	}{
		{"Hello", "hello", false, false},
		{"Re: Hello", "hello", true, false},
		{"RE : Re[2]: re(3): Hello", "hello", true, false},
		{"AW: Hello", "hello", true, false},
		{"Antw: SV: Hello", "hello", true, false},
		{"TR: Hello", "hello", true, false},
		{"RES: Hello", "hello", true, false},
		{"回复：Hello", "hello", true, false},
		{"Re: [Xen-devel] Hello  World", "hello world", true, false},
		{"[Xen-devel] Re: Hello", "hello", true, false},
		{"Fwd: Hello", "fwd: hello", false, false},
		{"WG: Hello", "wg: hello", false, false},
		{"Re: Fwd: Hello", "fwd: hello", true, false},
		{"Regarding: Hello", "regarding: hello", false, false},
		{"Research: Hello", "research: hello", false, false},
		{"net: Hello", "net: hello", false, false},
		{"Re:", "", true, false},
		{"[XSA-7]", "xsa-7", false, false},
		{"[RFC] Hello", "hello", false, false},
		{"[PATCHv1 net] Hello", "hello", false, true},
		{"[PATCH v8 0/<VARIOUS>] Hello", "hello", false, true},
		{"[PATCH RFC] Hello", "hello", false, true},
		{"[RFC PATCH 1/2] Hello", "hello", false, true},
		{"[PATCH LIBVIRT v2] Hello", "hello", false, true},
		{"[PATCH v5 for Xen 4.7 0/4] Hello", "hello", false, true},
		{"[PATCH, RESEND] Hello", "hello", false, true},
		{"[PATCH-for-4.13] Hello", "hello", false, true},
		{"[net-next PATCH] Hello", "hello", false, true},
		{"[PATCHES] Hello", "hello", false, true},
		{"[patch 02/10] Hello", "hello", false, true},
		{"Re: [Xen-devel] [PATCH 1/2] Hello", "hello", true, true},
		{"Hello [PATCH]", "hello [patch]", false, true},
		{"[PATCH Hello", "[patch hello", false, true},
		{"[DISPATCH] Hello", "hello", false, false},
		{"[Patchwork] Hello", "hello", false, false},
		{"[[PATCH] x] Hello", "hello", false, true},
		{"ask ann@example.org", "ask <address>", false, false},
	} {
		var m collectors.Message
		readSubject(&m, c.subject)
		if m.Topic != c.topic || m.Reply != c.reply || m.Patch != c.patch {
			t.Errorf("%q: topic %q, reply %v, patch %v", c.subject, m.Topic, m.Reply, m.Patch)
		}
	}
}

func TestParseDate(t *testing.T) {
	for in, want := range map[string]string{
		"Tue, 4 Aug 2015 17:05:06 +1000":        "2015-08-04T07:05:06Z 600",
		"4 Aug 2015 17:05 -0230":                "2015-08-04T19:35:00Z -150",
		"Tue Aug  4 01:05:06 2015":              "2015-08-04T01:05:06Z 0",
		"Tue Aug  4 01:05:06 CEST 2015":         "2015-08-03T23:05:06Z 120",
		"Tue Aug 04 01:05:06 +0000 2015":        "2015-08-04T01:05:06Z 0",
		"Tue, 04 Aug 15 01:05:06 GMT":           "2015-08-04T01:05:06Z 0",
		"Tue, 04 Aug 98 01:05:06 EST (summer)":  "1998-08-04T06:05:06Z -300",
		"Tue, 04 Aug 104 01:05:06":              "2004-08-04T01:05:06Z 0",
		"4-Aug-2015 01:05:06 PM":                "2015-08-04T13:05:06Z 0",
		"2015-08-04 01:05:06 +02:00":            "2015-08-03T23:05:06Z 120",
		"2015-08-04T01:05:06.123Z":              "2015-08-04T01:05:06Z 0",
		"Tuesday, August 4th, 2015 01:05:06":    "2015-08-04T01:05:06Z 0",
		"Wed, 10 Sep 2025 09:37:11 +1700":       "2025-09-09T16:37:11Z -420",
		"Tue, 4 Aug 2015 01:05:06 +9900":        "2015-08-04T01:05:06Z 0",
		"Tue, 4 Aug 2015 01:05:06 XYZ":          "2015-08-04T01:05:06Z 0",
		"Tue, 4 Aug 2015 24:00:00 +0000":        "2015-08-05T00:00:00Z 0",
		"Sat, 30 Jun 2012 23:59:60 +0000":       "2012-07-01T00:00:00Z 0",
		"(Tue) 4 Aug 2015 01.05.06 +0000":       "2015-08-04T01:05:06Z 0",
		"Tue,  4 Aug 2015 01:05:06 +0200 (CEST": "2015-08-03T23:05:06Z 120",
		"":                                      "no",
		"yesterday":                             "no",
		"31 Feb 2015 12:00:00 +0000":            "no",
		"4 Aug 2015 25:00:00 +0000":             "no",
		"4 Aug":                                 "no",
		"Tue, 4 Aug 2015 01:05:06 -0000":        "2015-08-04T01:05:06Z 0",
	} {
		got := "no"
		if at, offset, ok := ParseDate(in); ok {
			got = fmt.Sprintf("%s %d", at.Format("2006-01-02T15:04:05Z07:00"), offset)
		}
		if got != want {
			t.Errorf("ParseDate(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestAlias(t *testing.T) {
	type a = collectors.Alias
	for in, want := range map[string]a{
		"Ann Example <ann@example.org>":                           {Name: "Ann Example", Address: "ann@example.org"},
		`"Example, Ann" <ann@example.org>`:                        {Name: "Example, Ann", Address: "ann@example.org"},
		"Example, Ann <ann@example.org>, Bob <bob@example.org>":   {Name: "Example, Ann", Address: "ann@example.org"},
		"ann@example.org (Ann Example)":                           {Name: "Ann Example", Address: "ann@example.org"},
		"ann at example.org (Ann (the first) Example)":            {Name: "Ann (the first) Example", Address: "ann@example.org"},
		"ann@example.org":                                         {Address: "ann@example.org"},
		"<ann@example.org>":                                       {Address: "ann@example.org"},
		"Ann Example":                                             {Name: "Ann Example"},
		"Ann via Dev <dev@lists.example.org>":                     {Name: "Ann via Dev", Address: "dev@lists.example.org"},
		"=?utf-8?q?Ann_=C3=84?= <ann@example.org>":                {Name: "Ann Ä", Address: "ann@example.org"},
		"=?utf-8?b?QW5uIMQ=?= =?utf-8?b?hA==?= <ann@example.org>": {Name: "Ann Ą", Address: "ann@example.org"},
		"ann at example.org (=?iso-8859-1?q?J=F6rg?=)":            {Name: "Jörg", Address: "ann@example.org"},
		"root (Cron Daemon)":                                      {Name: "Cron Daemon", Address: "root"},
		`"Ann \"A\" Example" <ann@example.org>`:                   {Name: `Ann "A" Example`, Address: "ann@example.org"},
		"Ann <ann at example.org>":                                {Name: "Ann", Address: "ann@example.org"},
		"Ann <mailto:ann@example.org>":                            {Name: "Ann", Address: "ann@example.org"},
		"Ann <ann@example.org":                                    {Name: "Ann <ann@example.org"},
		"ann(a)example.org (Ann Example)":                         {Name: "Ann Example", Address: "ann@example.org"},
		"ann [at] example [dot] org":                              {Address: "ann@example.org"},
		"Ann <ann AT example DOT org>":                            {Name: "Ann", Address: "ann@example.org"},
		"ann {at} example.org":                                    {Address: "ann@example.org"},
		"Ann Example (A)":                                         {Name: "Ann Example"},
		"Ann at Example":                                          {Address: "Ann@Example"},
		"Ann at the Example":                                      {Name: "Ann at the Example"},
		"Ann <ann@exa...>":                                        {Name: "Ann"},
		"Ann <a...@example.org>":                                  {Name: "Ann"},
		"Ann <ann@xxxxxxxxxxxxx>":                                 {Name: "Ann"},
		"Ann <ann@xxx.org>":                                       {Name: "Ann", Address: "ann@xxx.org"},
		"":                                                        {},
	} {
		var f flags
		if got := parseAlias(in, &f); got != want {
			t.Errorf("parseAlias(%q) = %+v, want %+v", in, got, want)
		}
	}
}

func TestLimits(t *testing.T) {
	t.Run("too large", func(t *testing.T) {
		m, r := Parse([]byte("Subject: x\n\n"+strings.Repeat("x", 1000)), Options{MaxBytes: 1000})
		if m != nil || r.Reason != ReasonTooLarge || len(r.Bytes) == 0 {
			t.Errorf("got %v, %v", m, r)
		}
	})
	t.Run("100,000 recipients", func(t *testing.T) {
		m, r := Parse([]byte("From: ann@example.org\nTo: "+strings.Repeat("bob@example.org,\n ", 100_000)+"\n\nx\n"), Options{})
		if r != nil || m.Recipients != 100_000 || !contains(m.Flags, FlagHugeHeader) {
			t.Errorf("got %v, %v", m, r)
		}
	})
	t.Run("nesting", func(t *testing.T) {
		var mail strings.Builder
		mail.WriteString("From: ann@example.org\n")
		for i := range 2000 {
			fmt.Fprintf(&mail, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
		}
		m, r := Parse([]byte(mail.String()+"\nhello\n"), Options{})
		if r != nil || !contains(m.Flags, FlagTooDeep) {
			t.Errorf("got %v, %v", m, r)
		}
	})
	t.Run("parts", func(t *testing.T) {
		m, r := Parse([]byte("From: ann@example.org\nContent-Type: multipart/mixed; boundary=b\n\n"+strings.Repeat("--b\n\nx\n", 100_000)), Options{})
		if r != nil || !contains(m.Flags, FlagManyParts) || m.Lines > 2000 {
			t.Errorf("got %v, %v", m, r)
		}
	})
	t.Run("references", func(t *testing.T) {
		var refs strings.Builder
		for i := range 100_000 {
			fmt.Fprintf(&refs, "\n <%d@example.org>", i)
		}
		m, r := Parse([]byte("From: ann@example.org\nReferences:"+refs.String()+"\n\nx\n"), Options{})
		if r != nil || len(m.References) != 200 || m.References[0] != "0@example.org" || m.References[199] != "99999@example.org" {
			t.Errorf("got %v, %v", m, r)
		}
	})
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

// A copy of a mail that went through another list has another subject tag, From
// and footer, and is the same message.
func TestFingerprintSurvivesLists(t *testing.T) {
	const one = "Message-ID: <1@example.org>\nFrom: Ann <ann@example.org>\nDate: Tue, 4 Aug 2015 23:05:06 -0300\nSubject: %s\n\nHello\n"
	const two = "Message-ID: <1@example.org>\nFrom: Ann via Dev <dev@lists.example.org>\nDate: Wed, 5 Aug 2015 02:05:06 +0000\nSubject: %s\n\nHello\n_______\nfooter\n"
	a, _ := Parse(fmt.Appendf(nil, one, "[PATCH 1/2] Hello, =?utf-8?q?w=C3=B6rld?="), Options{})
	b, _ := Parse(fmt.Appendf(nil, two, "[Dev] [PATCH 1/2] Hello,\n =?iso-8859-1?q?w=F6rld?="), Options{})
	if a.Key() != b.Key() {
		t.Errorf("%q and %q", a.Key(), b.Key())
	}
	c, _ := Parse(fmt.Appendf(nil, one, "Another"), Options{})
	if a.Key() == c.Key() {
		t.Error("another subject has the same key")
	}
}

func FuzzParse(f *testing.F) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(archive.Files[0].Data)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		before := bytes.Clone(raw)
		o := Options{FirstLines: 3, KeepText: true, MaxBytes: 1 << 20}
		m, r := Parse(raw, o)
		if (m == nil) == (r == nil) {
			t.Fatalf("message %v, reject %v", m, r)
		}
		if !bytes.Equal(before, raw) {
			t.Fatal("the mail was changed")
		}
		if m == nil {
			return
		}
		if m.ID == "" || m.QuotedLines > m.Lines || len(m.Date.Raw) > 100 || len(m.References) > maxIDs {
			t.Errorf("%+v", m)
		}
		for _, s := range []string{m.ID, m.Subject, m.Topic, m.From.Name, m.From.Address, m.Date.Raw, m.ListID, m.Text} {
			if strings.ToValidUTF8(s, "") != s {
				t.Errorf("not UTF-8: %q", s)
			}
		}
		if p := m.Proposal; p != nil {
			for _, s := range append(p.Paths, p.PatchID, p.ChangeID, p.BaseCommit, p.Author.Name, p.Author.Address) {
				if strings.ToValidUTF8(s, "") != s {
					t.Errorf("not UTF-8: %q", s)
				}
			}
		}
		again, _ := Parse(raw, o)
		if diff := cmp.Diff(m, again); diff != "" {
			t.Error(diff)
		}
	})
}
