package git

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"

	"goldenratio/collectors/redact"
)

// A decoder turns a commit's bytes into UTF-8 and remembers what was odd.
type decoder struct {
	charset encoding.Encoding // nil for UTF-8
	flags   []string
}

// What can be odd about a commit.
const (
	flagCharset   = "unknown encoding"
	flagCut       = "message cut"
	flagDate      = "implausible date"
	flagFiles     = "not all files listed"
	flagIdentity  = "malformed author or committer"
	flagNotUTF8   = "text is not UTF-8"
	flagOffset    = "implausible offset"
	flagNoSubject = "no subject"
)

func (d *decoder) flag(f string) {
	for _, have := range d.flags {
		if have == f {
			return
		}
	}
	d.flags = append(d.flags, f)
}

// use takes the name of a commit's encoding header.
func (d *decoder) use(name string) {
	enc, err := htmlindex.Get(name)
	if err != nil {
		d.flag(flagCharset)
		return
	}
	if canonical, _ := htmlindex.Name(enc); canonical != "utf-8" {
		d.charset = enc
	}
}

// text decodes b. Where it is not what it should be it is read as windows-1252,
// which gives every byte a meaning and is what Western programs wrote.
func (d *decoder) text(b []byte) string {
	if ascii(b) {
		return string(b)
	}
	if d.charset != nil {
		if s, err := d.charset.NewDecoder().Bytes(b); err == nil {
			return strings.ToValidUTF8(string(s), "\uFFFD")
		}
	}
	if utf8.Valid(b) {
		return string(b)
	}
	d.flag(flagNotUTF8)
	s, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil {
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	return string(s)
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// shown returns a path as it may be stored: visible, addresses replaced.
func shown(path []byte) string { return redact.Name(visible(path)) }

// visible returns a path or a ref's name as UTF-8. Bytes that are none are
// written as git itself prints them, "\351": unlike a guessed charset that
// keeps different names different.
func visible(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	var s strings.Builder
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			fmt.Fprintf(&s, `\%03o`, b[0])
		} else {
			s.Write(b[:n])
		}
		b = b[n:]
	}
	return s.String()
}
