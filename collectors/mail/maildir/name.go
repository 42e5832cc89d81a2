package maildir

import (
	"regexp"
	"strings"
	"time"

	"goldenratio/collectors/mail/days"
)

// info is what follows the unique part of a name where the file system knows no
// colon.
var info = regexp.MustCompile(`[;!][12],[A-Za-z]*$`)

// parseName takes the name of a file in cur or new apart: the part that never
// changes, and the flags.
func parseName(name string) (unique, flags string) {
	unique, rest, found := strings.Cut(name, ":")
	if !found {
		if at := info.FindStringIndex(name); at != nil {
			unique, rest = name[:at[0]], name[at[0]+1:]
		}
	}
	flags, _ = strings.CutPrefix(rest, "2,")
	if flags == rest {
		return unique, "" // no flags, or an experiment of somebody's
	}
	return unique, flags
}

// delivered is the time with which a unique part begins, in seconds since 1970;
// the zero time where it does not.
func delivered(unique string) time.Time {
	seconds, _, _ := strings.Cut(unique, ".")
	return days.Instant(seconds)
}
