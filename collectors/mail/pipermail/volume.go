package pipermail

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"goldenratio/collectors/mail/archive"
)

// named is how Pipermail and its like name a volume's file: 2013-October.txt.gz,
// 2013-10.mbox, 2013q4.txt, 2013.txt.gz, Week-of-Mon-20131007.txt, 20131007.txt.
var named = regexp.MustCompile(`^((?:19|20)\d\d(?:-[A-Z][a-z]+|-\d\d|q[1-4]|\d{4})?|Week-of-Mon-(?:19|20)\d{6})(\.mbox|\.mbox\.gz|\.txt|\.txt\.gz)$`)

// endings are those of the files of a volume, the best first: an mbox has whole
// headers, and a packed file is made of the other one, now and then.
var endings = [...]string{".mbox", ".mbox.gz", ".txt", ".txt.gz"}

// forms are the names that stand for a month or less. One of a quarter or a year
// says nothing of the months in which mails may be missing.
var forms = [...]string{"2006-January", "2006-01", "Week-of-Mon-20060102", "20060102"}

// A file is one of a volume.
type file struct {
	name   string // of the volume
	ending string
	month  time.Time
}

// parse reads a file's name.
func parse(base string) (f file, ok bool) {
	found := named.FindStringSubmatch(base)
	if found == nil {
		return file{}, false
	}
	f = file{name: found[1], ending: found[2]}
	for _, form := range forms {
		if day, err := time.Parse(form, f.name); err == nil {
			f.month = time.Date(day.Year(), day.Month(), 1, 0, 0, 0, 0, time.UTC)
			return f, true
		}
	}
	const year, quarter = len("2006"), len("2006q1")
	return f, len(f.name) == year || len(f.name) == quarter && f.name[year] == 'q'
}

// better reports whether a file is to be preferred to another of its volume.
func (f file) better(than file) bool {
	return slices.Index(endings[:], f.ending) < slices.Index(endings[:], than.ending)
}

// A choice is one file for each volume.
type choice map[string]file

func (c choice) add(base string) {
	f, ok := parse(base)
	if before, twice := c[f.name]; ok && (!twice || f.better(before)) {
		c[f.name] = f
	}
}

// volumes are those of a choice, in a folder, the oldest first.
func (c choice) volumes(folder string) (all []archive.Volume) {
	for name, f := range c {
		all = append(all, archive.Volume{Name: name, URL: strings.TrimSuffix(folder, "/") + "/" + name + f.ending, Month: f.month})
	}
	archive.Sort(all)
	return all
}
