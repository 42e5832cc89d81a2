package series

import (
	"strconv"
	"strings"
	"unicode"

	"goldenratio/collectors/subject"
)

// A Subject is what the subject of a mail says of a patch.
type Subject struct {
	Reply  bool // begins with a reply prefix
	Patch  bool // PATCH, or RFC with a number
	Pull   bool // a pull request
	RFC    bool
	Resend bool
	Label  int      // the 3 of v3 and of v3.1; 0 for none
	Minor  int      // the 1 of v3.1
	Number int      // the 2 of 2/5; -1 for none
	Total  int      // the 5 of it; 0 for none or no number
	Words  []string // other words in the tags, lower case
	Title  string   // the rest, folded
}

// Parse reads a subject. It never fails: what is no tag is title.
func Parse(text string) Subject {
	s := Subject{Number: -1}
	rest := strings.TrimSpace(text)
	for {
		if after, ok := cutPrefix(rest); ok {
			s.Reply, rest = true, after
			continue
		}
		tag, after, ok := subject.CutTag(rest)
		if !ok {
			break
		}
		s.tag(tag)
		rest = strings.TrimLeft(after, " :")
	}
	if !s.Patch && s.Number < 0 {
		rest = s.laterTag(rest)
	}
	s.Patch = s.Patch || s.RFC && s.Number >= 0
	s.Title = fold(rest)
	return s
}

// laterTag takes a [PATCH] that stands behind other words out of them.
func (s *Subject) laterTag(rest string) string {
	const begins = "[patch"
	for at := range rest {
		if rest[at] != '[' || len(rest)-at < len(begins) || !strings.EqualFold(rest[at:at+len(begins)], begins) {
			continue
		}
		if tag, after, ok := subject.CutTag(rest[at:]); ok {
			s.tag(tag)
			return rest[:at] + strings.TrimLeft(after, " :")
		}
	}
	return rest
}

// cutPrefix takes one reply prefix off, or one of forwarding: who forwards a
// patch does not propose it.
func cutPrefix(s string) (rest string, ok bool) {
	if rest, ok = subject.CutReply(s); !ok {
		rest, ok = subject.CutForward(s)
	}
	return rest, ok
}

// fold makes titles alike that are alike: case, blanks and the colon after
// "[PATCH]:" do not matter.
func fold(title string) string {
	title = strings.ToLower(strings.Join(strings.Fields(title), " "))
	return strings.Trim(title, " :.-")
}

// unversioned cuts a version off the end of a title, which covers without a
// label have: "improve the scheduler v2", "… (v2)".
func (s *Subject) unversioned() {
	at := strings.LastIndexByte(s.Title, ' ')
	if at < 0 || s.Label > 0 {
		return
	}
	if label, minor, ok := revision(strings.Trim(s.Title[at+1:], "()[],")); ok {
		s.Label, s.Minor, s.Title = label, minor, strings.Trim(s.Title[:at], " :.-,")
	}
}

// tag reads the words of one tag, in any order.
func (s *Subject) tag(tag string) {
	words := strings.FieldsFunc(strings.ToLower(tag), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:|[]()", r) })
	for i := 0; i < len(words); i++ {
		word := words[i]
		if i+2 < len(words) && words[i+1] == "of" { // Mercurial's 1 of 2
			if s.count(word, words[i+2]) {
				i += 2
				continue
			}
		}
		if number, total, ok := strings.Cut(word, "/"); ok {
			if s.count(number, total) {
				continue
			}
			if s.word(number) && s.word(total) { // RFC/PATCH
				continue
			}
		}
		if !s.word(word) {
			s.Words = append(s.Words, word)
		}
	}
}

// count takes the number and total of 2/5. Who does not know the total yet
// writes something else there.
func (s *Subject) count(number, total string) bool {
	n, err := strconv.ParseUint(number, 10, 16)
	if err != nil {
		return false
	}
	t, err := strconv.ParseUint(total, 10, 16)
	if err != nil && (total == "" || '0' <= total[0] && total[0] <= '9') {
		return false
	}
	s.Number, s.Total = int(n), int(t)
	return true
}

// word takes one word that means something in a tag.
func (s *Subject) word(word string) bool {
	switch word {
	case "patch", "patches", "patchset":
		s.Patch = true
		return true
	case "rfc":
		s.RFC = true
		return true
	case "resend", "resent", "resubmit", "repost":
		s.Resend = true
		return true
	case "pull":
		s.Pull = true
		return true
	}
	if label, minor, ok := revision(word); ok {
		s.Label, s.Minor = label, minor
		return true
	}
	for _, prefix := range [...]string{"patch", "rfc"} {
		if rest, ok := strings.CutPrefix(word, prefix); ok {
			if rest = strings.TrimLeft(rest, "-_"); rest != "" && (s.word(rest) || isDigits(rest) && s.numbered(rest)) {
				return s.word(prefix)
			}
		}
	}
	return false
}

// numbered takes the 2 of PATCH2.
func (s *Subject) numbered(digits string) bool {
	n, err := strconv.ParseUint(digits, 10, 8)
	if err == nil && s.Label == 0 {
		s.Label = int(n)
	}
	return err == nil
}

// revision reads v3, and v3.1.
func revision(word string) (label, minor int, ok bool) {
	digits, ok := strings.CutPrefix(word, "v")
	if !ok {
		return 0, 0, false
	}
	digits, rest, dotted := strings.Cut(digits, ".")
	n, err := strconv.ParseUint(digits, 10, 8)
	if err != nil || !dotted {
		return int(n), 0, err == nil
	}
	m, err := strconv.ParseUint(rest, 10, 8)
	return int(n), int(m), err == nil
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
