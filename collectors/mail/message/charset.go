package message

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
)

// toUTF8 decodes text in a charset as named in a header. What cannot be decoded
// is read as windows-1252, which has a letter for nearly every byte and is what
// mail without a charset mostly was; the flag says so.
func toUTF8(b []byte, charset string) (text []byte, flag string) {
	charset = strings.ToLower(strings.Trim(charset, " \t\"'"))
	if isASCII(b) && !shifts(charset) {
		return b, ""
	}
	switch charset {
	case "utf-8", "utf8", "unicode-1-1-utf-8":
		if utf8.Valid(b) {
			return b, ""
		}
		return []byte(strings.ToValidUTF8(string(b), "\uFFFD")), FlagBadText
	case "", "us-ascii", "ascii", "7bit", "8bit", "unknown-8bit", "x-unknown", "default":
		if utf8.Valid(b) {
			return b, ""
		}
		return windows1252(b), FlagUndeclared
	}
	enc := lookup(charset)
	if enc == nil {
		if utf8.Valid(b) {
			return b, FlagUnknownSet
		}
		return windows1252(b), FlagUnknownSet
	}
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return windows1252(b), FlagBadText
	}
	return out, ""
}

// lookup prefers the WHATWG's names: they read ISO 8859-1 as windows-1252, as
// every mail program does.
func lookup(charset string) encoding.Encoding {
	enc, err := htmlindex.Get(charset)
	if err == nil && enc != encoding.Replacement {
		return enc
	}
	if enc, err = ianaindex.MIME.Encoding(charset); err != nil {
		return nil
	}
	return enc
}

// shifts reports whether a charset writes other letters in ASCII bytes.
func shifts(charset string) bool {
	return strings.HasPrefix(charset, "iso-2022-") || strings.HasPrefix(charset, "utf-16") ||
		strings.HasPrefix(charset, "utf-32") || strings.HasPrefix(charset, "hz-") || charset == "utf-7"
}

func windows1252(b []byte) []byte {
	out, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil { // a charmap decodes every byte
		return []byte(strings.ToValidUTF8(string(b), "\uFFFD"))
	}
	return out
}

func isASCII(b []byte) bool {
	for len(b) >= 8 {
		if (b[0]|b[1]|b[2]|b[3]|b[4]|b[5]|b[6]|b[7])&0x80 != 0 {
			return false
		}
		b = b[8:]
	}
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// clip cuts s to n bytes at a rune's border.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
