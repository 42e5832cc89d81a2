package areas

import (
	"regexp"
	"strings"
)

// A pattern is one compiled, in the language of golden.git_areas.
type pattern struct {
	folder     string         // all paths that it fits lie below it; empty or with a slash at the end
	literal    string         // of one without * and ?: the path
	match      *regexp.Regexp // of one with
	everything bool
}

// compile takes any text: what is odd in it stands for itself.
func compile(text string) pattern {
	switch text {
	case "*", "*/", "**", "**/", "**/*":
		return pattern{match: regexp.MustCompile(""), everything: true}
	}
	wild := strings.IndexAny(text, "*?")
	if wild < 0 {
		folder := text[:strings.LastIndexByte(text, '/')+1]
		return pattern{folder: folder, literal: text}
	}
	return pattern{folder: text[:strings.LastIndexByte(text[:wild], '/')+1], match: regexp.MustCompile(expand(strings.ToValidUTF8(text, "\uFFFD")))}
}

// expand makes a regular expression of a pattern.
func expand(text string) string {
	var b strings.Builder
	b.WriteString("^")
	for rest := text; rest != ""; {
		switch {
		case strings.HasPrefix(rest, "**/"):
			b.WriteString("(?:.*/)?")
			rest = rest[3:]
		case strings.HasPrefix(rest, "**"):
			b.WriteString(".*")
			rest = rest[2:]
		case rest[0] == '*':
			b.WriteString("[^/]*")
			rest = rest[1:]
		case rest[0] == '?':
			b.WriteString("[^/]")
			rest = rest[1:]
		default:
			n := strings.IndexAny(rest, "*?")
			if n < 0 {
				n = len(rest)
			}
			b.WriteString(regexp.QuoteMeta(rest[:n]))
			rest = rest[n:]
		}
	}
	switch last := text[strings.LastIndexByte(text, '/')+1:]; {
	case last == "":
	case strings.ContainsAny(last, "*?"):
		b.WriteString("$")
	default:
		b.WriteString("(?:/|$)")
	}
	return b.String()
}

// maxExpression bounds the time that foreign expressions take.
const maxExpression = 200

// expression compiles a regular expression that fits anywhere; one that Go does
// not know, as Perl's look-ahead, fits nothing.
func expression(text string) (pattern, bool) {
	if len(text) > maxExpression {
		return pattern{}, false
	}
	re, err := regexp.Compile(text)
	if err != nil {
		return pattern{}, false
	}
	return pattern{match: re}, true
}

func (p *pattern) fits(path string) bool {
	if p.match != nil {
		return p.match.MatchString(path)
	}
	rest, ok := strings.CutPrefix(path, p.literal)
	return ok && (rest == "" || rest[0] == '/' || strings.HasSuffix(p.literal, "/"))
}
