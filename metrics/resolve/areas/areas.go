package areas

import (
	"math"
	"slices"
	"strings"
)

// A Version is what one commit says of one area of a repository.
type Version struct {
	File, Name  string
	Date        uint32 // seconds since 1970: when it was committed
	Position    uint32 // from 1, where only the last area that fits a path counts
	Paths       []string
	Excluded    []string
	Expressions []string
	Gone        bool
}

// A Stay says that a path lay in an area.
type Stay struct {
	Area         string
	Since, Until uint32 // [Since, Until)
}

// Forever is an Until that has not come.
const Forever = math.MaxUint32

// A Map holds the areas of one repository.
type Map struct {
	spans    []span
	byFolder map[string][]int // spans by the folder that all of their patterns' paths lie in
}

// A span is an area for as long as its patterns were the same.
type span struct {
	Version
	until    uint32
	fits     []pattern
	excluded []pattern
}

// New makes a map of versions, the oldest first: a version stands until the
// next one that names the same area of the same file. Commits whose date lies
// before an older version's count as made with that one.
func New(versions []Version) *Map {
	m := &Map{byFolder: map[string][]int{}}
	last := map[[2]string]int{} // file and area → its span
	latest := uint32(0)
	for _, v := range versions {
		latest = max(latest, v.Date)
		v.Date = latest
		key := [2]string{v.File, v.Name}
		at, known := last[key]
		if known && !v.Gone && same(m.spans[at].Version, v) {
			continue
		}
		if known {
			m.spans[at].until = v.Date
			delete(last, key)
		}
		if !v.Gone {
			last[key] = len(m.spans)
			m.spans = append(m.spans, span{Version: v, until: Forever})
		}
	}
	m.spans = slices.DeleteFunc(m.spans, func(s span) bool { return s.until <= s.Date })
	for i := range m.spans {
		m.index(i)
	}
	return m
}

// same reports whether two versions of an area fit the same paths.
func same(a, b Version) bool {
	return a.Position == b.Position && slices.Equal(a.Paths, b.Paths) && slices.Equal(a.Excluded, b.Excluded) &&
		slices.Equal(a.Expressions, b.Expressions)
}

// index compiles a span and files it under the folders of its patterns.
func (m *Map) index(i int) {
	s := &m.spans[i]
	for _, text := range s.Paths {
		s.fits = append(s.fits, compile(text))
	}
	for _, text := range s.Expressions {
		if p, ok := expression(text); ok {
			s.fits = append(s.fits, p)
		}
	}
	for _, text := range s.Excluded {
		s.excluded = append(s.excluded, compile(text))
	}
	for _, p := range s.fits {
		if at := m.byFolder[p.folder]; len(at) == 0 || at[len(at)-1] != i {
			m.byFolder[p.folder] = append(at, i)
		}
	}
}

// Of lists the areas that a path lay in, by time and name; a span of time that
// is not in the list had none.
func (m *Map) Of(path string) []Stay {
	if len(m.spans) == 0 {
		return nil
	}
	var found []int
	for end := 0; end >= 0; {
		found = append(found, m.byFolder[path[:end]]...)
		next := strings.IndexByte(path[end:], '/')
		if next < 0 {
			break
		}
		end += next + 1
	}
	slices.Sort(found)
	found = slices.DeleteFunc(slices.Compact(found), func(i int) bool { return !m.spans[i].holds(path) })
	return m.sweep(found, path)
}

func (s *span) holds(path string) bool {
	fits := func(p pattern) bool { return p.fits(path) }
	return slices.ContainsFunc(s.fits, fits) && !slices.ContainsFunc(s.excluded, fits)
}

// sweep goes through the time in which some spans hold a path and says which of
// them count.
func (m *Map) sweep(found []int, path string) []Stay {
	var instants []uint32
	for _, i := range found {
		instants = append(instants, m.spans[i].Date, m.spans[i].until)
	}
	slices.Sort(instants)
	instants = slices.Compact(instants)
	var out []Stay
	for k := 0; k+1 < len(instants); k++ {
		for _, name := range m.counted(found, path, instants[k]) {
			out = extend(out, Stay{name, instants[k], instants[k+1]})
		}
	}
	return out
}

// extend adds a stay, or makes the one before it last longer.
func extend(all []Stay, s Stay) []Stay {
	for i := range all {
		if all[i].Area == s.Area && all[i].Until == s.Since {
			all[i].Until = s.Until
			return all
		}
	}
	return append(all, s)
}

// counted names the areas that count at an instant among those that hold a path.
func (m *Map) counted(found []int, path string, at uint32) []string {
	var names, general []string
	last := map[string]*span{} // of each file with lines
	for _, i := range found {
		s := &m.spans[i]
		switch {
		case at < s.Date || at >= s.until:
		case s.Position > 0:
			if have := last[s.File]; have == nil || have.Position < s.Position {
				last[s.File] = s
			}
		case s.general(path):
			general = append(general, s.Name)
		default:
			names = append(names, s.Name)
		}
	}
	for _, s := range last {
		if !s.general(path) {
			names = append(names, s.Name)
		}
	}
	if len(names) == 0 {
		names = general
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// general reports whether only patterns for everything put a path into an area.
func (s *span) general(path string) bool {
	return !slices.ContainsFunc(s.fits, func(p pattern) bool { return !p.everything && p.fits(path) })
}
