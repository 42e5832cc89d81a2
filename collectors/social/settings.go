package social

import (
	"slices"
	"strings"
	"unicode"
)

// Settings are options that all types of this kind have.
type Settings struct {
	// Own are accounts of the community itself, as the network writes them: their
	// posts are its own, and what others do with these is counted.
	Own []string `yaml:"own,omitempty"`

	// Terms are words or phrases, such as `xen project`. A post is about the project
	// if one of them stands in its title, its text or its tags, whole and in
	// whatever case. Without terms all posts are: the source shows no others.
	Terms []string `yaml:"terms,omitempty"`

	// KeepText stores whole texts, in the private database. Without it they are
	// reduced to the number of words.
	KeepText bool `yaml:"keep_text,omitempty"`
}

// IsOwn reports whether an account is the community's.
func (s Settings) IsOwn(account string) bool {
	return account != "" && slices.ContainsFunc(s.Own, func(own string) bool {
		return strings.EqualFold(strings.TrimPrefix(own, "@"), strings.TrimPrefix(account, "@"))
	})
}

// Mentions reports whether one of the terms stands in one of the texts.
func (s Settings) Mentions(texts ...string) bool {
	if len(s.Terms) == 0 {
		return true
	}
	for _, text := range texts {
		folded := fold(text)
		for _, term := range s.Terms {
			if t := fold(term); t != "  " && strings.Contains(folded, t) {
				return true
			}
		}
	}
	return false
}

// fold is a text as words in lower case, each between blanks.
func fold(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '+' })
	return " " + strings.Join(words, " ") + " "
}
