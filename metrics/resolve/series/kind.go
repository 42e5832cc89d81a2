package series

import (
	"slices"
	"strings"
)

// A Kind is what a change is meant for.
type Kind uint8

// The kinds of resolve_series.kind. Only Change counts in headlines.
const (
	Change   Kind = iota
	RFC           // asks for opinions
	Backport      // of what is applied already, to an old release
	Foreign       // for another project
)

// String is the kind's name in resolve_series.
func (k Kind) String() string { return [...]string{"change", "rfc", "backport", "foreign"}[k] }

// kind tells what a subject's tags say; projects are the names of others, in
// lower case.
func (s *Subject) kind(projects []string) Kind {
	switch {
	case slices.ContainsFunc(s.Words, func(w string) bool { return names(w, projects) }):
		return Foreign
	case s.branch() != "":
		return Backport
	case s.RFC:
		return RFC
	}
	return Change
}

// names reports whether a word is a project's name or holds it: qemu-web.
func names(word string, projects []string) bool {
	if len(projects) == 0 {
		return false
	}
	for part := range strings.FieldsFuncSeq(word, func(r rune) bool { return strings.ContainsRune("-_/.", r) }) {
		if slices.Contains(projects, part) {
			return true
		}
	}
	return slices.Contains(projects, word)
}

// branch is the words that name an old release: 4.13, 5.10.y, stable, autosel.
// "for 4.7" and for-4.7 name the next one instead.
func (s *Subject) branch() string {
	var branch []string
	coming := false // words that say for what release follow
	for _, word := range s.Words {
		switch {
		case word == "for" || strings.HasPrefix(word, "for-"):
			coming = true
		case coming && release(word):
		case word == "stable" || word == "autosel" || word == "backport" || word == "lts" || release(word),
			strings.HasPrefix(word, "stable-"), strings.HasSuffix(word, "-stable"), strings.HasPrefix(word, "staging-"):
			branch = append(branch, word)
		}
	}
	return strings.Join(branch, " ")
}

// release reports whether a word is a version such as 4.13, 5.10.y or
// linux-5.4.y.
func release(word string) bool {
	word = strings.TrimSuffix(word[strings.LastIndexByte(word, '-')+1:], ".y")
	major, minor, ok := strings.Cut(word, ".")
	return ok && isDigits(major) && isDigits(strings.ReplaceAll(minor, ".", ""))
}
