package message

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDecodeWords(t *testing.T) {
	for in, want := range map[string]struct {
		text  string
		flags flags
	}{
		"plain":                              {"plain", nil},
		"=?utf-8?q?caf=C3=A9?= au lait":      {"café au lait", nil},
		"=?utf-8?b?Y2Fmw6k=?=":               {"café", nil},
		"=?UTF-8?Q?caf=C3?= =?utf-8?q?=A9?=": {"café", nil}, // cut inside a letter
		"=?utf-8?q?a?= =?iso-8859-1?q?=E9?=": {"aé", nil},
		"=?utf-8?q?a?= b =?utf-8?q?c?=":      {"a b c", nil},
		"=?utf-8*fr?q?caf=C3=A9?=":           {"café", nil},
		"=?utf-8?q?with blank?=":             {"with blank", nil},
		"=?utf-8?q?never ends":               {"=?utf-8?q?never ends", nil},
		"=?utf-8?x?unknown?=":                {"=?utf-8?x?unknown?=", nil},
		"=?nowhere?q?caf=E9?=":               {"café", flags{FlagUnknownSet}},
		"=?utf-8?q?=ff?=":                    {"\uFFFD", flags{FlagBadText}},
		"=?gb2312?B?1tDOxA==?=":              {"中文", nil},
		"=?koi8-r?B?8NLJ18XU?=":              {"Привет", nil},
		"caf\xe9":                            {"café", flags{FlagRawHeader}},
		"tab\there":                          {"tab here", nil},
		"???=?=?==?":                         {"???=?=?==?", nil},
	} {
		var f flags
		if got := decodeWords(in, &f); got != want.text {
			t.Errorf("%q: %q, want %q", in, got, want.text)
		}
		if diff := cmp.Diff(want.flags, f); diff != "" {
			t.Errorf("%q: flags %s", in, diff)
		}
	}
}

func TestParam(t *testing.T) {
	for in, want := range map[string]string{
		`text/plain; charset=utf-8`:                      "utf-8",
		`text/plain; format=flowed; CHARSET = "utf-8"`:   "utf-8",
		`text/plain; name="a; charset=x"; charset=utf-8`: "utf-8",
		`text/plain;charset="utf-8`:                      "utf-8",
		`text/plain; charset*=utf-8`:                     "utf-8",
		`text/plain; charset*0=utf-8; charset*1=x`:       "utf-8",
		`text/plain; charset=utf-8 (a comment)`:          "utf-8",
		`text/plain; charsets=x; charset=utf-8`:          "utf-8",
		`text/plain`:                                     "",
		`text/plain; charset`:                            "",
		`;;;`:                                            "",
	} {
		if got := param(in, "charset"); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
