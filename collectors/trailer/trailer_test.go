package trailer

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
)

func TestNormalise(t *testing.T) {
	for want, spellings := range map[string][]string{
		"Signed-off-by": {
			"Signed-off-by", "signed-off-by", "SIGNED-OFF-BY", "Signed-off-By", "Singed-off-by", "Signed-of-by",
			"Signed off by", "Signed_off_by", "Signed-off by", "Sigend-off-by", "Sined-off-by", "Signed-offby",
			"Signed-off-bt", "Signed-ff-by", "Signed--off-by", "Isgned-off-by", "Signed-off", "Sign-off-by",
		},
		"Reviewed-by":           {"Reviewed-by", "Reviewed-By", "Reviewed by", "Reveiwed-by", "Reviwed-by", "Reviewd-by", "Review-by"},
		"Acked-by":              {"Acked-by", "Acked-By", "ACKED-BY", "Akced-by", "Ackd-by", "Acked by", "Ack-by", "Acked-bye"},
		"Nacked-by":             {"Nacked-by", "NACKED-BY"},
		"Tested-by":             {"Tested-by", "Tested By", "Testd-by", "Tetsed-by"},
		"Reported-by":           {"Reported-by", "Repoted-by", "Reportd-by"},
		"Suggested-by":          {"Suggested-by", "Sugested-by", "Suggsted-by"},
		"Co-developed-by":       {"Co-developed-by", "Co-Developed-by", "Co-devloped-by", "Codeveloped-by"},
		"Release-acked-by":      {"Release-Acked-by", "Release-acked-by", "Release acked by", "Realease-acked-by"},
		"Requested-by":          {"Requested-by", "Requestd-by"},
		"Backport-requested-by": {"Backport-requested-by", "backport-requested-By"},
		"Helped-by":             {"Helped-by", "Helpd-by"},
		"Change-Id":             {"Change-Id", "Change-ID", "change-id"},
		"Cc":                    {"Cc", "CC", "cc"},
		"Fixes":                 {"Fixes", "fixes"},
		"Link":                  {"Link", "LINK"},
		"Closes":                {"Closes", "closes"},
	} {
		for _, s := range spellings {
			if got, _ := Normalise(s); got != want {
				t.Errorf("Normalise(%q) = %q, want %q", s, got, want)
			}
		}
	}
}

func TestUnrelatedTokensStay(t *testing.T) {
	for _, s := range []string{
		"From", "Author", "Date", "Note", "Asked-by", "Aced-by", "Signed-on-by", "Singled-off-by", "Hacked-by", "Backed-by", "Packed-by", "Tacked-by", "Rested-by",
		"Reverted-by", "Rejected-by", "Received-by", "Resigned-by", "Committed-by", "Merged-by", "Posted-by", "Ported-by",
		"Noted-by", "Created-by", "Updated-by", "Supported-by", "Added-by", "Fixed-by", "Fixed", "Fix", "Close", "Links",
		"See-also", "Version", "Approach", "Test", "Tests", "Testing", "Review", "Based-on", "Whatever-by", "Ticked-by", "by", "cd", "c",
		"Unsigned-off-by", "Caused-by", "Driven-by", "Managed-by", "Sponsored-by", "Provided-by",
	} {
		if got, ok := Normalise(s); ok {
			t.Errorf("Normalise(%q) = %q, want none", s, got)
		}
	}
}

func TestLine(t *testing.T) {
	ann := collectors.Alias{Name: "Ann Example", Address: "ann@example.org"}
	for line, want := range map[string]collectors.Trailer{
		"Reviewed-by: Ann Example <ann@example.org>":                   {Token: "Reviewed-by", Raw: "Reviewed-by", Alias: ann},
		"Singed-off-by:Ann Example <ann@example.org>":                  {Token: "Signed-off-by", Raw: "Singed-off-by", Alias: ann},
		`  Acked-By :  "Ann  Example" <ann@example.org> # for x86`:     {Token: "Acked-by", Raw: "Acked-By", Alias: ann},
		"Tested-by: ann@example.org (Ann Example)":                     {Token: "Tested-by", Raw: "Tested-by", Alias: ann},
		"Reviewed by: Ann Example <ann at example.org>":                {Token: "Reviewed-by", Raw: "Reviewed by", Alias: ann},
		"Reported-by: Ann Example":                                     {Token: "Reported-by", Raw: "Reported-by", Alias: collectors.Alias{Name: "Ann Example"}},
		"Reported-by: ann@example.org":                                 {Token: "Reported-by", Raw: "Reported-by", Alias: collectors.Alias{Address: "ann@example.org"}},
		"Reported-by: https://example.org/bug/7":                       {Token: "Reported-by", Raw: "Reported-by", Value: "https://example.org/bug/7"},
		"CC: <dev@lists.example.org> [4.19+]":                          {Token: "Cc", Raw: "CC", Alias: collectors.Alias{Address: "dev@lists.example.org"}},
		`Fixes: 0123456789ab ("ask ann@example.org first")`:            {Token: "Fixes", Raw: "Fixes", Value: `0123456789ab ("ask <address> first")`},
		"Link: https://archive.example.org/r/20200101.1@example.org/":  {Token: "Link", Raw: "Link", Value: "https://archive.example.org/r/20200101.1@example.org/"},
		"Link: https://archive.example.org/r/<20200101.1@example.org>": {Token: "Link", Raw: "Link", Value: "https://archive.example.org/r/<20200101.1@example.org>"},
		"Link: <https://archive.example.org/r/20200101.1@example.org>": {Token: "Link", Raw: "Link", Value: "<https://archive.example.org/r/20200101.1@example.org>"},
		"Link: <ann@example.org>":                                      {Token: "Link", Raw: "Link", Alias: collectors.Alias{Address: "ann@example.org"}},
		"Message-ID: <20200101.1@example.org>":                         {Token: "Message-Id", Raw: "Message-ID", Value: "<20200101.1@example.org>"},
		"Message-Id: 20200101.1@example.org":                           {Token: "Message-Id", Raw: "Message-Id", Value: "20200101.1@example.org"},
		"Message-Id: Ann Example <ann@example.org>":                    {Token: "Message-Id", Raw: "Message-Id", Alias: ann},
		"Change-Id: I0123":                                             {Token: "Change-Id", Raw: "Change-Id", Value: "I0123"},
	} {
		got, ok := Line(line)
		if diff := cmp.Diff(want, got); !ok || diff != "" {
			t.Errorf("Line(%q): ok %v\n%s", line, ok, diff)
		}
	}
	for _, line := range []string{
		"", ":", "Reviewed-by:", "> Reviewed-by: Ann <ann@example.org>", "    Reviewed-by: Ann <ann@example.org>",
		"\tReviewed-by: Ann <ann@example.org>", "From: Ann <ann@example.org>", "xen/arm: fix it", "https://example.org",
		"Reviewed-by Ann", "I think it was Reviewed-by: Ann",
	} {
		if got, ok := Line(line); ok {
			t.Errorf("Line(%q) = %+v, want none", line, got)
		}
	}
}

func TestParse(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"none", "tools: fix the build\n\nIt was broken.\n", nil},
		{"subject alone", "Fixes: everything", nil},
		{"subject's paragraph", "tools: fix\nNote: this is prose", nil},
		{"block", "a\n\nb\n\nFixes: 0123456789ab (\"a\n b\")\nX-Custom: 7\nSigned-off-by: A <a@example.org>\n\n",
			[]string{"Fixes", "X-Custom", "Signed-off-by"}},
		{"any line", "a\n\nReviewed-by: A <a@example.org>\n\nmore prose, http: really\nX: y\n",
			[]string{"Reviewed-by"}},
		{"all lines unknown", "a\n\nb\n\nX-Custom: 7\nOther: 8\n", []string{"X-Custom", "Other"}},
		{"remark between", "a\n\nX-Custom: 1\n[b: rebased]\nAcked-by: B <b@example.org>", []string{"X-Custom", "Acked-by"}},
		{"CRLF", "a\r\n\r\nAcked-by: B <b@example.org>\r\nX-Custom: 7\r\n", []string{"Acked-by", "X-Custom"}},
	} {
		var got []string
		for _, tr := range Parse(c.text) {
			got = append(got, tr.Token)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// TestMessageIDSurvives reads tags of the last paragraph that name a mail.
func TestMessageIDSurvives(t *testing.T) {
	for line, want := range map[string]string{
		"Patchwork: https://patchwork.example.org/patch/msgid/1@example.org": "https://patchwork.example.org/patch/msgid/1@example.org",
		"Patchwork: ann@example.org":                                         "<address>",
		"Message-Id: <1@example.org>":                                        "<1@example.org>",
	} {
		if got := Parse("a\n\nb\n\n" + line); len(got) != 1 || got[0].Value != want {
			t.Errorf("%q: %+v, want %q", line, got, want)
		}
	}
}

// TestAddressOverTwoLines cuts addresses where a value is continued.
func TestAddressOverTwoLines(t *testing.T) {
	for text, want := range map[string]string{
		"a\n\nb\n\nFixes: ask ann at\n example.org first":       "ask <address> first",
		"a\n\nb\n\nX-Note: ann@\n example.org":                  "<address>",
		"a\n\nb\n\nX-Note: ann&#64;example.org":                 "<address>",
		"a\n\nb\n\nMessage-Id: mailto:ann@example.org":          "mailto:<address>",
		"a\n\nb\n\nMessage-Id: 1@example.net\n ann@example.org": "1@example.net <address>",
	} {
		if got := Parse(text); len(got) != 1 || got[0].Value != want {
			t.Errorf("%q: %+v, want %q", text, got, want)
		}
	}
}

func FuzzTrailer(f *testing.F) {
	f.Add("a\n\nSigned-off-by: A <a@example.org>\nFixes: 01 (\"x\n y\")")
	f.Add("x\n\n : \nCc: \xff <\xff@\xff>")
	f.Fuzz(func(t *testing.T, text string) {
		for _, tr := range Parse(text) {
			if tr.Token == "" || len(tr.Value) > maxValue || (tr.Value != "") == !tr.Alias.Empty() {
				t.Errorf("%q: %+v", text, tr)
			}
		}
	})
}
