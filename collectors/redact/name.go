package redact

import (
	"crypto/sha256"
	"encoding/hex"
	"html"
	"net/url"
	"strings"
)

// Name is Addresses for a text that something is known by, such as a path or a
// tag: different names stay different. Each part between slashes in which an
// address was replaced ends in a hash of what it was, 8 hexadecimal digits,
// and in the type of file it had: dir/<address>-1a2b3c4d.js.
func Name(name string) string {
	if !suspicious(name) {
		return name
	}
	parts := strings.Split(name, "/")
	for i, part := range parts {
		parts[i] = unique(part)
	}
	return strings.Join(parts, "/")
}

func unique(part string) string {
	clean := Addresses(part)
	end := types(clean)
	if clean = Addresses(strings.TrimSuffix(clean, end)); clean+end == part {
		return part
	}
	sum := sha256.Sum256([]byte(part))
	return clean + "-" + hex.EncodeToString(sum[:4]) + types(part)
}

// types is the end of a file's name that says what it is: .min.js.
func types(part string) string {
	rest := part
	for {
		dot := strings.LastIndexByte(rest, '.')
		if dot <= 0 || dot+2 < len(rest) && !fileType(rest[dot+1:]) || dot+1 == len(rest) {
			return part[len(rest):]
		}
		rest = rest[:dot]
	}
}

// Person is a person's name without addresses. A name that is nothing but an
// address becomes its local part, so that the person is still called something.
func Person(name string) string {
	name = strings.ReplaceAll(name, "mailto:", "")
	clean := disguised(plain(name), false)
	if whole := strings.Trim(strings.ReplaceAll(clean, Mark, ""), punctuation); whole == "" && clean != name {
		return localPart(name)
	}
	clean = strings.Join(strings.Fields(strings.ReplaceAll(clean, Mark, " ")), " ")
	if at := strings.IndexAny(clean, ats); at >= 0 { // user@host, without a dot
		clean = clean[:at]
	}
	for _, empty := range [...]string{"()", "<>", "[]", `""`, "( )", "< >", "[ ]"} {
		clean = strings.ReplaceAll(clean, empty, "")
	}
	return strings.Trim(clean, " ,;:-")
}

const (
	punctuation = " \t\r\n<>()[]{}\"',;:."
	ats         = "@＠﹫"
)

// localPart is what stands before the first @ of an address, decoded, without
// the other address that gateways and bounces put there.
func localPart(s string) string {
	s = strings.TrimLeft(s, punctuation)
	if m := disguise.FindStringSubmatch(s); m != nil {
		s = m[1]
	} else if at := strings.IndexAny(s, ats); at >= 0 {
		s = s[:at]
	}
	s = html.UnescapeString(s)
	if decoded, err := url.PathUnescape(s); err == nil {
		s = decoded
	}
	s = strings.Trim(s, punctuation)
	if i := strings.IndexAny(s, "%!="+ats); i > 0 {
		s = s[:i]
	}
	if disguised(plain(s), false) != s {
		return ""
	}
	return s
}
