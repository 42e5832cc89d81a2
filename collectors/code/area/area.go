package area

import (
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
)

// Files are the paths at which such a file is looked for.
func Files() []string {
	return []string{"MAINTAINERS", "CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS"}
}

// What is kept of a name and of a pattern, in bytes: nobody wrote longer ones
// by hand.
const (
	maxName    = 200
	maxPattern = 1000
)

// Parse reads the text of a file as the areas that it describes, in order. It
// takes anything: a text that describes none gives none. Logins are those of
// host; where it is empty nobody is known by a login.
func Parse(file, text, host string) []collectors.Area {
	text = strings.ToValidUTF8(text, "\uFFFD")
	var found []collectors.Area
	if path.Base(file) == "MAINTAINERS" {
		found = maintainers(text)
	} else {
		found = owners(text, host)
	}
	return merge(found)
}

// merge joins areas of one name, and leaves out those without a pattern.
func merge(all []collectors.Area) []collectors.Area {
	var out []collectors.Area
	at := map[string]int{}
	for _, a := range all {
		if a.Name == "" || len(a.Paths)+len(a.Expressions) == 0 {
			continue
		}
		i, ok := at[a.Name]
		if !ok {
			at[a.Name] = len(out)
			out = append(out, a)
			continue
		}
		have := &out[i]
		have.Position = a.Position
		have.Paths = union(have.Paths, a.Paths)
		have.Excluded = union(have.Excluded, a.Excluded)
		have.Expressions = union(have.Expressions, a.Expressions)
		have.Maintainers = union(have.Maintainers, a.Maintainers)
		have.Reviewers = union(have.Reviewers, a.Reviewers)
	}
	return out
}

// union appends what is not there yet.
func union[T comparable](have, more []T) []T {
	for _, m := range more {
		if !slices.Contains(have, m) {
			have = append(have, m)
		}
	}
	return have
}

// name is a name as it may be stored.
func name(text string) string {
	text = redact.Addresses(strings.Join(strings.Fields(text), " "))
	for len(text) > maxName {
		_, last := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-last]
	}
	return text
}

// pattern adds a pattern as it may be stored: like the paths that it matches.
func pattern(to []string, text string) []string {
	if text == "" || len(text) > maxPattern {
		return to
	}
	return union(to, []string{redact.Name(text)})
}
