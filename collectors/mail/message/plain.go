package message

import (
	"regexp"
	"strings"
)

// Signs that archives and people write instead of @ and the dot: at, (at), [at],
// {at}, <at>, HyperKitty's (a); dot, (dot), [dot] … In words only between blanks
// or in brackets: nobody's name is cut.
var (
	atSign  = regexp.MustCompile(`(?i)\s+at\s+|\s*[(\[{<]\s*(?:at|@)\s*[)\]}>]\s*|[(\[{]a[)\]}]`)
	dotSign = regexp.MustCompile(`(?i)\s+(?:dot|\.)\s+|\s*[(\[{<]\s*(?:dot|\.)\s*[)\]}>]\s*`)
)

// plainAddress returns the address that s is, with what hides it undone.
func plainAddress(s string) (string, bool) {
	s = strings.TrimPrefix(strings.TrimSpace(s), "mailto:")
	if strings.IndexByte(s, '@') < 0 && strings.IndexByte(s, '=') < 0 {
		if address, ok := uncover(s); ok {
			return address, true
		}
	}
	if s == "" || strings.ContainsAny(s, " \t") {
		return s, false
	}
	return s, strings.Contains(s, "@") || !strings.Contains(s, "=?")
}

// uncover undoes `user at domain dot org`, if there is one sign for @ and words
// on both sides of it.
func uncover(s string) (string, bool) {
	const longest = 320 // of an address: RFC 3696
	if len(s) > longest {
		return "", false
	}
	at := atSign.FindAllStringIndex(s, 2)
	if len(at) != 1 {
		return "", false
	}
	local := dotSign.ReplaceAllString(s[:at[0][0]], ".")
	domain := dotSign.ReplaceAllString(s[at[0][1]:], ".")
	local, domain = strings.TrimSpace(local), strings.TrimSpace(domain)
	if local == "" || domain == "" || strings.ContainsAny(local+domain, " \t@()[]{}<>") {
		return "", false
	}
	return local + "@" + domain, true
}

// hides reports whether a comment after phrase stands for a sign of an address:
// with it gone nobody could tell that `user (at) example.org` is one. An A in
// parentheses does only amid a word.
func hides(comment, phrase string) bool {
	switch strings.ToLower(strings.TrimSpace(comment)) {
	case "at", "@", "dot", ".":
		return true
	case "a":
		return phrase != "" && phrase[len(phrase)-1] != ' '
	}
	return false
}

// cutOff reports whether an archive has left out a part of an address for good,
// as in ann@ex..., a...@example.org, ann@xxxxxxxxxxx: different people would
// have the same one.
func cutOff(address string) bool {
	local, domain, ok := strings.Cut(address, "@")
	if !ok {
		return false
	}
	return strings.HasSuffix(local, "..") || strings.HasSuffix(domain, "..") || crossed(local) || crossed(domain)
}

// crossed reports whether nothing but x and dots are left, at least four x.
func crossed(s string) bool {
	return strings.Count(s, "x") >= 4 && strings.Trim(s, "x.") == ""
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
