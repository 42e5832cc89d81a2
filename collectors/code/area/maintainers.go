package area

import (
	"strings"

	"goldenratio/collectors"
	"goldenratio/collectors/trailer"
)

// maintainers reads sections such as
//
//	ARM ARCHITECTURE
//	M:	A Person <a@example.org>
//	R:	Another Person <b@example.org>
//	S:	Supported
//	F:	arch/arm/
//	X:	arch/arm/boot/
//	N:	arm
//
// The name is the last line before the first field; an empty line, and in QEMU's
// form any line that is no field, ends the section. Fields that are indented
// are those of the explanation at the file's head.
func maintainers(text string) []collectors.Area {
	var all []collectors.Area
	title, inside := "", false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \t\r\n")
		key, value, ok := field(line)
		switch {
		case !ok:
			inside = false
			if title = strings.TrimSpace(line); strings.Trim(title, "-=~") == "" {
				title = ""
			}
		case !inside && title != "":
			all = append(all, collectors.Area{Name: name(title)})
			inside = true
			fallthrough
		case inside:
			take(&all[len(all)-1], key, value)
		}
	}
	return all
}

// field reads "F:	value".
func field(line string) (key byte, value string, ok bool) {
	if len(line) < 3 || line[0] < 'A' || line[0] > 'Z' || line[1] != ':' {
		return 0, "", false
	}
	value = strings.TrimSpace(line[2:])
	return line[0], value, value != ""
}

// take fills in what a field says.
func take(a *collectors.Area, key byte, value string) {
	switch key {
	case 'M':
		a.Maintainers = person(a.Maintainers, value)
	case 'R':
		a.Reviewers = person(a.Reviewers, value)
	case 'S':
		a.Status = name(value)
	case 'F':
		a.Paths = pattern(a.Paths, strings.TrimPrefix(value, "/"))
	case 'X':
		a.Excluded = pattern(a.Excluded, strings.TrimPrefix(value, "/"))
	case 'N':
		a.Expressions = pattern(a.Expressions, value)
	}
}

// person adds who is named.
func person(to []collectors.Alias, value string) []collectors.Alias {
	if len(value) > maxPattern {
		return to
	}
	if who := trailer.Person(value); !who.Empty() {
		return union(to, []collectors.Alias{who})
	}
	return to
}
