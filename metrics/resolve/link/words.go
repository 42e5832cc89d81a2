package link

import (
	"cmp"
	"math"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// prefix is what says where a subject belongs ("xen/arm:", "net, bpf:", "[MINIOS]",
// "CA-1234"): maintainers add, replace and drop it. A subject may have several.
var prefix = regexp.MustCompile(`^(\[[^\]]*\]:? *|\pL+-\d+ +(- +)?|[\pL\d][\pL\d_/.,*+()&-]*( [\pL\d_/.,*+&-]+)?: *)+`)

// undoing begins a subject of what undoes something, "x86: Revert 1234: lock it".
var undoing = regexp.MustCompile(`(^|[:\]]) *revert`)

func reverts(subject string) bool {
	folded := strings.ToLower(subject)
	return strings.Contains(folded, "revert") && undoing.MatchString(folded)
}

// bug is a number in a tracker.
var bug = regexp.MustCompile(`\b\pL+-\d+\b`)

// bugs are those that a subject names.
func bugs(subject string) []string {
	if !strings.Contains(subject, "-") { // most have none, and expressions are slow
		return nil
	}
	return bug.FindAllString(strings.ToLower(subject), -1)
}

// apart reports whether two subjects name bugs, but none that both name.
func apart(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && !slices.ContainsFunc(a, func(id string) bool { return slices.Contains(b, id) })
}

// title is what stays of a subject however it is prefixed and punctuated.
func title(subject string) string {
	folded := strings.ToLower(strings.Join(strings.Fields(subject), " "))
	bare := folded
	if strings.ContainsAny(folded, "[:-") {
		bare = folded[len(prefix.FindString(folded)):]
	}
	bare = strings.TrimRight(bare, " .")
	if bare == "" {
		return folded
	}
	return bare
}

// words are those of a title, each once; a version such as 1.14.3 is one.
func words(title string) []string {
	all := strings.FieldsFunc(title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '.' })
	for i, word := range all {
		all[i] = strings.Trim(word, ".")
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// A dictionary numbers words and paths, and says how much one tells: the rarer,
// the more.
type dictionary struct {
	ids    map[string]uint32
	seen   []uint32
	digit  []bool
	weight []float64
}

func newDictionary() *dictionary { return &dictionary{ids: map[string]uint32{}} }

// add numbers the words of one item.
func (d *dictionary) add(words []string) []uint32 {
	ids := make([]uint32, 0, len(words))
	for _, w := range words {
		id, ok := d.ids[w]
		if !ok {
			id = uint32(len(d.seen))
			d.ids[w], d.seen = id, append(d.seen, 0)
			d.digit = append(d.digit, strings.ContainsAny(w, "0123456789"))
		}
		d.seen[id]++
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// numbers reports whether two items each have a word with a digit that the other
// lacks: "release 1.2" and "release 1.3" are two things, however alike.
func (d *dictionary) numbers(a, b []uint32) bool { return d.number(a, b) && d.number(b, a) }

func (d *dictionary) number(a, without []uint32) bool {
	return slices.ContainsFunc(a, func(id uint32) bool {
		_, found := slices.BinarySearch(without, id)
		return d.digit[id] && !found
	})
}

// weigh is called when all n items were added.
func (d *dictionary) weigh(n int) {
	d.weight = make([]float64, len(d.seen))
	for id, seen := range d.seen {
		d.weight[id] = math.Log(1 + float64(n)/float64(seen))
	}
}

// rare are the rarest wide of an item's words.
func (d *dictionary) rare(ids []uint32) []uint32 {
	if len(ids) <= wide {
		return ids
	}
	ids = slices.Clone(ids)
	slices.SortFunc(ids, func(a, b uint32) int { return cmp.Or(cmp.Compare(d.seen[a], d.seen[b]), cmp.Compare(a, b)) })
	return ids[:wide]
}

// common is the weight of what both have, and of what each has.
func (d *dictionary) common(a, b []uint32) (both, left, right float64) {
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case j == len(b) || i < len(a) && a[i] < b[j]:
			left += d.weight[a[i]]
			i++
		case i == len(a) || b[j] < a[i]:
			right += d.weight[b[j]]
			j++
		default:
			both += d.weight[a[i]]
			i, j = i+1, j+1
		}
	}
	return both, both + left, both + right
}

// names are the last elements of paths, each once: what stays of a path when a
// folder is renamed.
func names(paths []string) []string {
	all := make([]string, 0, len(paths))
	for _, p := range paths {
		all = append(all, path.Base(p))
	}
	slices.Sort(all)
	return slices.Compact(all)
}
