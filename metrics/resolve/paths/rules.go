package paths

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
)

// rules are regular expressions, each with a text that all its matches hold: to
// look for that first costs a hundredth.
type rules []rule

type rule struct {
	literal string
	match   *regexp.Regexp
}

func newRules(all []*regexp.Regexp, without []string) rules {
	var out rules
	for _, r := range all {
		if r != nil && !slices.Contains(without, r.String()) {
			out = append(out, rule{literal(r.String()), r})
		}
	}
	return out
}

// fit reports whether one of the rules matches.
func (r rules) fit(path string) bool {
	for i := range r {
		if strings.Contains(path, r[i].literal) && r[i].match.MatchString(path) {
			return true
		}
	}
	return false
}

// literal is the longest text that stands in an expression outside choices and
// repetitions.
func literal(expression string) string {
	parsed, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		return ""
	}
	return longest(parsed)
}

func longest(r *syntax.Regexp) (text string) {
	switch r.Op {
	case syntax.OpLiteral:
		if r.Flags&syntax.FoldCase == 0 {
			return string(r.Rune)
		}
	case syntax.OpConcat, syntax.OpCapture:
		for _, sub := range r.Sub {
			if found := longest(sub); len(found) > len(text) {
				text = found
			}
		}
	}
	return text
}
