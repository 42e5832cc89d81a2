package link_test

import (
	"slices"
	"strings"
	"testing"

	"goldenratio/metrics/resolve/link"
)

func TestNamed(t *testing.T) {
	archives := link.Archives{"https://lists.example.org/dev/{message_id}.html", "http://old.example.org/?id={message_id}", "not a template"}
	for value, want := range map[string]string{
		"20200101.1@example.org":                                            "20200101.1@example.org",
		"<20200101.1@example.org>":                                          "20200101.1@example.org",
		"id:20200101.1@example.org":                                         "20200101.1@example.org",
		"no-at-sign":                                                        "no-at-sign",
		"https://archive.example.org/r/1@example.org":                       "1@example.org",
		"https://archive.example.org/r/<1@example.org>":                     "1@example.org",
		"<https://archive.example.org/r/1@example.org>":                     "1@example.org",
		"https://archive.example.org/r/1@example.org # v1":                  "1@example.org",
		"https://archive.example.org/dev/1@example.org/T/#u":                "1@example.org",
		"https://archive.example.org/dev/1%40example.org/#t":                "1@example.org",
		"https://archive.example.org/r/%3C1%2B2@example.org%3E":             "1+2@example.org",
		"https://archive.example.org/r/1+2@example.org":                     "1+2@example.org",
		"http://archive.example.org/?i=1@example.org&l=dev":                 "1@example.org",
		"https://archive.example.org/r/a/b@example.org":                     "a/b@example.org",
		"https://archive.example.org/r/a%2Fb@example.org/":                  "a/b@example.org",
		"https://patchwork.example.org/project/dev/patch/1@example.org/":    "1@example.org",
		"https://lists.example.org/dev/no-at-sign.html":                     "no-at-sign",
		"http://lists.example.org/dev/1@example.org.html":                   "1@example.org",
		"https://old.example.org/?id=1%40example.org":                       "1@example.org",
		"https://archive.example.org/r/100%@example.org":                    "100%@example.org",
		"https://archive.example.org/dev/2020/msg00001.html":                "",
		"https://tracker.example.org/issues/17":                             "",
		"":                                                                  "",
		"https://archive.example.org/" + strings.Repeat("a@b/", 1000) + "c": "a@b",
	} {
		got := archives.Named(value)
		if want == "" && len(got) > 0 || want != "" && !slices.Contains(got, want) {
			t.Errorf("Named(%.60q) = %.200q, want %q", value, got, want)
		}
	}
}

func FuzzNamed(f *testing.F) {
	f.Add("https://lists.example.org/dev/{message_id}", "https://lists.example.org/dev/%3C1@example.org%3E/T/#u")
	f.Add("{message_id}", "<1@example.org>")
	f.Fuzz(func(t *testing.T, template, value string) {
		for _, id := range (link.Archives{template}).Named(value) {
			if id == "" || len(id) > len(value) {
				t.Errorf("Named(%q) holds %q", value, id)
			}
		}
	})
}
