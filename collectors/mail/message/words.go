package message

import (
	"encoding/base64"
	"strings"
)

// decodeValue unfolds a header's value and decodes it to clean UTF-8: RFC 2047
// words, also broken ones, and bytes that nobody declared. Control characters
// become blanks.
func decodeValue(value []byte, f *flags) string {
	return decodeWords(unfold(value), f)
}

func decodeWords(s string, f *flags) string {
	if strings.Contains(s, "=?") {
		s = joinWords(s, f)
	}
	if !isASCII([]byte(s)) {
		text, flag := toUTF8([]byte(s), "")
		if flag != "" {
			f.add(FlagRawHeader)
		}
		s = string(text)
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || 0x80 <= r && r < 0xa0 {
			return ' '
		}
		return r
	}, s))
}

// joinWords decodes the encoded words of s. Neighbours of the same charset are
// decoded as one, since many programs cut inside a letter, and the blanks
// between any two are dropped (RFC 2047, 6.2).
func joinWords(s string, f *flags) string {
	var out strings.Builder
	var pending []byte // decoded bytes in charset, not yet text
	charset := ""
	flush := func() {
		text, flag := toUTF8(pending, charset)
		f.add(flag)
		out.Write(text)
		pending = pending[:0]
	}
	afterWord := false
	for s != "" {
		start := strings.Index(s, "=?")
		if start < 0 {
			break
		}
		w, rest, ok := cutWord(s[start:])
		gap := s[:start]
		if !ok { // not a word: taken literally
			gap, rest = s[:start+2], s[start+2:]
		}
		if !ok || !afterWord || strings.TrimSpace(gap) != "" {
			flush()
			out.WriteString(gap)
		}
		if ok {
			if !strings.EqualFold(w.charset, charset) {
				flush()
				charset = w.charset
			}
			pending = append(pending, w.text...)
		}
		afterWord, s = ok, rest
	}
	flush()
	out.WriteString(s)
	return out.String()
}

type word struct {
	charset string
	text    []byte
}

// cutWord reads the encoded word at the beginning of s: =?charset?B?text?=.
// Blanks inside the text, which the RFC forbids and some programs write, are
// taken for what they are.
func cutWord(s string) (w word, rest string, ok bool) {
	const longest = 1000
	charset, coded, found := strings.Cut(s[2:], "?")
	if !found || charset == "" || len(charset) > 40 || strings.ContainsAny(charset, " \t") || len(coded) < 2 || coded[1] != '?' {
		return word{}, s, false
	}
	text := coded[2:]
	end := strings.Index(text[:min(len(text), longest)], "?=")
	if end < 0 {
		return word{}, s, false
	}
	w.charset, _, _ = strings.Cut(charset, "*") // RFC 2231's language
	switch coded[0] | 0x20 {
	case 'b':
		w.text, _ = decodeBase64([]byte(text[:end]))
	case 'q':
		w.text = decodeQ(text[:end])
	default:
		return word{}, s, false
	}
	return w, text[end+2:], true
}

// decodeQ decodes RFC 2047's Q: _ is a blank, =XX a byte.
func decodeQ(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '_' {
			c = ' '
		} else if c == '=' && i+2 < len(s) {
			if hi, lo := unhex(s[i+1]), unhex(s[i+2]); hi >= 0 && lo >= 0 {
				c = byte(hi<<4 | lo)
				i += 2
			}
		}
		out = append(out, c)
	}
	return out
}

func unhex(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

// decodeBase64 decodes base64 up to its padding and steps over what else
// stands there; what follows the padding is a mailing list's footer. clean is
// false if anything but blanks was stepped over or the end is cut off.
func decodeBase64(b []byte) (out []byte, clean bool) {
	out = make([]byte, base64.StdEncoding.DecodedLen(len(b))+3) // it writes past a cut end before it complains
	if n, err := base64.StdEncoding.Decode(out, b); err == nil {
		return out[:n], true
	}
	kept := make([]byte, 0, len(b))
	clean = true
	for _, c := range b {
		if 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == '+' || c == '/' {
			kept = append(kept, c)
		} else if c == '=' && len(kept)%4 > 1 {
			break
		} else if c != ' ' && c != '\n' && c != '\r' && c != '\t' {
			clean = false
		}
	}
	if len(kept)%4 == 1 {
		kept, clean = kept[:len(kept)-1], false
	}
	n, err := base64.RawStdEncoding.Decode(out, kept)
	return out[:n], clean && err == nil
}
