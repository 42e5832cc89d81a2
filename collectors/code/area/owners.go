package area

import (
	"regexp"
	"strings"

	"goldenratio/collectors"
)

// section is GitLab's "^[Name][2] @default", the caret and the number of
// approvals optional.
var section = regexp.MustCompile(`^\^?\[([^\]]+)\](?:\[\d+\])?\s*(.*)$`)

// owners reads lines of a pattern and those who own what it fits. Without
// sections each line is an area, and the last that fits a path counts; a section
// is an area of all its lines, whose owners own the lines that name none.
func owners(text, host string) []collectors.Area {
	var all []collectors.Area
	within := -1 // the section's area
	var fallback []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if m := section.FindStringSubmatch(line); m != nil {
			all = append(all, collectors.Area{Name: name(m[1])})
			within, fallback = len(all)-1, words(m[2])
			continue
		}
		f := words(line)
		if len(f) == 0 {
			continue
		}
		if within < 0 {
			a := collectors.Area{Name: name(title(f[0])), Position: uint32(len(all) + 1)}
			entry(&a, f[0], f[1:], host)
			all = append(all, a)
			continue
		}
		who := f[1:]
		if len(who) == 0 {
			who = fallback
		}
		entry(&all[within], f[0], who, host)
	}
	return all
}

// entry takes a line into an area.
func entry(a *collectors.Area, path string, who []string, host string) {
	if excluded, ok := strings.CutPrefix(path, "!"); ok {
		a.Excluded = pattern(a.Excluded, anchored(excluded))
		return
	}
	a.Paths = pattern(a.Paths, anchored(path))
	for _, owner := range who {
		if login, ok := strings.CutPrefix(owner, "@"); !ok {
			a.Maintainers = person(a.Maintainers, owner)
		} else if host != "" && login != "" && !strings.Contains(login, "/") { // a team is nobody
			a.Maintainers = union(a.Maintainers, []collectors.Alias{{Login: host + "/" + strings.ToLower(login)}})
		}
	}
}

// title is what a pattern is called: * for everything.
func title(path string) string {
	if t := strings.Trim(path, "/"); t != "" {
		return t
	}
	return "*"
}

// anchored is a pattern as it stands in .gitignore as one from the root on: one
// without a slash, but for the last character, fits in any folder.
func anchored(path string) string {
	if !strings.Contains(strings.TrimSuffix(path, "/"), "/") && path != "/" {
		if path == "*" {
			return "**"
		}
		return "**/" + path
	}
	if path = strings.TrimPrefix(path, "/"); path == "" {
		return "**"
	}
	return path
}

// words splits a line at its blanks; a backslash keeps one, and # begins a
// comment.
func words(line string) []string {
	var out []string
	var word strings.Builder
	flush := func() {
		if word.Len() > 0 {
			out = append(out, word.String())
			word.Reset()
		}
	}
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\\' && i+1 < len(line) && strings.IndexByte(` #\`, line[i+1]) >= 0:
			i++
			word.WriteByte(line[i])
		case c == ' ' || c == '\t':
			flush()
		case c == '#' && word.Len() == 0:
			return out
		default:
			word.WriteByte(c)
		}
	}
	flush()
	return out
}
