package message

import (
	"slices"
	"strings"
	"testing"
)

func TestCues(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"none":                     {"It works.\n", ""},
		"asks":                     {"How do I start it?\n", "asks, question mark"},
		"asks over two lines":      {"Does\n  ANYONE   know\nwhy\n", "asks"},
		"within a word":            {"Show to them what somehow tolerates it.\n", ""},
		"an open end":              {"Got any ideas\n", "asks"},
		"quoted":                   {"> How do I start it?\nLike this.\n", ""},
		"whom one quotes":          {"Does anyone know, Ann wrote:\n> x\nno\n", ""},
		"signature":                {"Hello\n-- \nAny idea?\n", ""},
		"footer of a list":         {"Hello\n_______________________________________________\nhow to leave?\n", ""},
		"a mail below":             {"Thanks\n-----Original Message-----\nany help?\n", ""},
		"a diff":                   {"--- a/x\n+++ b/x\n@@ -1 +1 @@\n-how to\n+how do i?\n", ""},
		"a URL":                    {"See http://example.org/?a=b and x ? y : z\n", ""},
		"a question in French":     {"Comment faire ?\n", "question mark"},
		"a question in quotes":     {"\"Why?\" he said (really?).\n", "question mark"},
		"announces":                {"I am pleased to\nannounce the release of x 4.4!\n", "announces"},
		"security":                 {"This fixes CVE-2020-1234.\n", "security"},
		"robot":                    {"Deet-doot-dot, I am a bot.\n", "robot"},
		"withdraws":                {"> Why?\nRight. Please ignore\nthis series.\n", "withdraws"},
		"speaks of another mail":   {strings.Repeat("This is long. ", 30) + "Please ignore this.\n", ""},
		"vouches":                  {"Reviewed-By: Ann <ann@example.org>\n", "vouches"},
		"reports":                  {"Reported-by: Ann <ann@example.org>\n", ""},
		"a patch that was removed": {"See.\n-------------- next part --------------\nA non-text attachment was scrubbed...\nName: start.diff\n", "proposes"},
		"another removed part":     {"See.\n-------------- next part --------------\nName: start.png\n", ""},
		"a name in the text":       {"Name: start.diff\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			m, r := Parse([]byte("Subject: x\n\n"+c.body), Options{})
			if r != nil || strings.Join(m.Cues, ", ") != c.want {
				t.Errorf("got %q, want %q", m.Cues, c.want)
			}
		})
	}
}

// Each phrase of the table is found where it stands, by itself.
func TestCueTable(t *testing.T) {
	n := 0
	for _, some := range phrases {
		for _, p := range some {
			n++
			if strings.ToLower(p.text) != p.text || strings.Join(strings.Fields(p.text), " ") != p.text {
				t.Errorf("%q can never be found", p.text)
			}
			m, _ := Parse([]byte("Subject: x\n\nWell, "+strings.ToUpper(p.text)+" .\n"), Options{})
			if !slices.Contains(m.Cues, p.cue) {
				t.Errorf("%q tells %q, want %s", p.text, m.Cues, p.cue)
			}
		}
	}
	if n < 50 {
		t.Errorf("%d phrases", n)
	}
}
