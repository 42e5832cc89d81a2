package identity

import (
	_ "embed" // letters.txt
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A name is what an alias calls somebody, cleaned.
type name struct {
	text     string
	key, alt int32 // of the full name, in both spellings; none where it is not full
	initial  rune  // the first single letter between its words
}

// none stands for no key, no node, no cluster.
const none int32 = -1

// A fullName is a name that can tell people apart: of two words or more.
type fullName struct {
	words  string // sorted, with blanks between
	spoken string // in the order in which they are said
}

// ends are the first and the last word.
func (f *fullName) ends() (first, last string) {
	first, _, _ = strings.Cut(f.spoken, " ")
	return first, f.spoken[strings.LastIndexByte(f.spoken, ' ')+1:]
}

var (
	aside  = regexp.MustCompile(`\([^()]*\)|\[[^][]*\]|\{[^{}]*\}`)
	viaEnd = regexp.MustCompile(`(?i)\s+(via|on behalf of)\s.*$`)
)

// cleaned is a name without what lists, directories and mail programs add to it.
func cleaned(text string) string {
	text = viaEnd.ReplaceAllString(text, "")
	if strings.ContainsAny(text, "([{") && !strings.HasSuffix(text, "[bot]") {
		if bare := strings.TrimSpace(aside.ReplaceAllString(text, " ")); bare != "" {
			text = bare
		}
	}
	text = strings.Trim(text, " \t'\"`,;:<>-")
	if strings.Contains(text, "  ") {
		text = strings.Join(strings.Fields(text), " ")
	}
	return text
}

//go:embed letters.txt
var lettersFile string

// letters are two ways to write a foreign letter in Latin ones.
type letters struct{ plain, printed map[rune]string }

func readLetters() letters {
	l := letters{map[rune]string{}, map[rune]string{}}
	for line := range strings.Lines(lettersFile) {
		fields := strings.Fields(line)
		if len(fields) != 3 || fields[0] == "#" {
			continue
		}
		r, _ := utf8.DecodeRuneInString(fields[0])
		l.plain[r], l.printed[r] = strings.Trim(fields[1], "-"), strings.Trim(fields[2], "-")
	}
	return l
}

// fullNames reads a name in its two spellings: with what a letter looks like for
// its marks (Jurgen Gros), and with what stands for it in print (Juergen Gross).
// The second is empty where it is the first. Neither is there for a name of one
// word, or one that names an office.
func (l *letters) fullNames(text string) (one, other fullName, initial rune) {
	const longest = 200
	if len(text) > longest {
		return one, other, 0
	}
	one, initial = full(fold(text, l.plain))
	if one.words == "" || isASCII(text) {
		return one, other, initial
	}
	if other, _ = full(fold(text, l.printed)); other.words == one.words {
		other = fullName{}
	}
	return one, other, initial
}

// full puts the words of a folded name in order.
func full(folded string) (f fullName, initial rune) {
	if family, given, ok := strings.Cut(folded, ","); ok && !title(strings.TrimSpace(given)) {
		folded = given + " " + family
	}
	words := strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	kept := words[:0]
	for _, word := range words {
		switch {
		case utf8.RuneCountInString(word) == 1:
			if initial == 0 {
				initial, _ = utf8.DecodeRuneInString(word)
			}
		case office(word):
			return fullName{}, 0
		case !title(word):
			kept = append(kept, word)
		}
	}
	const most = 6
	if len(kept) < 2 || len(kept) > most {
		return fullName{}, 0
	}
	f.spoken = strings.Join(kept, " ")
	if slices.IsSorted(kept) {
		f.words = f.spoken
		return f, initial
	}
	slices.Sort(kept)
	f.words = strings.Join(kept, " ")
	return f, initial
}

// title is what stands before or behind a name and belongs to no name.
func title(word string) bool {
	switch word {
	case "dr", "prof", "mr", "mrs", "ms", "jr", "sr", "ii", "iii", "phd", "md", "msc", "dipl", "ing":
		return true
	}
	return false
}

// office is a word that only names of offices, programs and machines have.
func office(word string) bool {
	switch word {
	case "admin", "administrator", "announce", "anonymous", "automated", "bot", "bugs", "bugzilla", "build", "builder", "bounces", "ci", "commits",
		"community", "contributors", "cvs", "daemon", "devel", "developer", "developers", "discuss", "foundation", "git", "github", "gitlab", "group",
		"hg", "info", "jenkins", "list", "lists", "mailer", "mailing", "maintainer", "maintainers", "moderator", "noreply", "owner", "patches",
		"postmaster", "project", "release", "robot", "root", "security", "server", "service", "services", "staff", "subsystem", "support", "svn",
		"system", "team", "test", "tester", "tracker", "unknown", "user", "users", "webmaster":
		return true
	}
	return false
}

// fold writes a text in lower case without marks.
func fold(text string, letters map[rune]string) string {
	if isASCII(text) {
		return strings.ReplaceAll(strings.ToLower(text), "'", "")
	}
	var b strings.Builder
	for _, r := range norm.NFC.String(strings.ToLower(text)) {
		if s, ok := letters[r]; ok {
			b.WriteString(s)
			continue
		}
		for _, d := range norm.NFKD.String(string(r)) {
			if s, ok := letters[d]; ok {
				b.WriteString(s)
			} else if !unicode.IsMark(d) && d != '\'' && d != '’' && !unicode.Is(unicode.Cf, d) {
				b.WriteRune(d)
			}
		}
	}
	return b.String()
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// titled writes the words of a folded name as names are written.
func titled(words string) string {
	all := strings.Fields(words)
	for i, word := range all {
		first, size := utf8.DecodeRuneInString(word)
		all[i] = string(unicode.ToUpper(first)) + word[size:]
	}
	return strings.Join(all, " ")
}
