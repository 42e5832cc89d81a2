package survey

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
)

// A Codebook gives codes to what people say in own words. The nil one gives none.
type Codebook []code

// A code is given to words that hold one of some words, or match an expression.
type code struct {
	name      string
	questions map[string]bool // those it is for; empty for all
	match     []*regexp.Regexp
}

// entry is a code as the file has it.
type entry struct {
	Code      string   `yaml:"code"`
	Words     []string `yaml:"words"`   // any of them, as whole words, without regard to case
	Pattern   string   `yaml:"pattern"` // a regular expression
	Questions []string `yaml:"questions"`
}

// ReadCodebook reads a codebook's file.
func ReadCodebook(text []byte) (Codebook, error) {
	var entries []entry
	if err := yaml.NewDecoder(bytes.NewReader(text), yaml.Strict()).Decode(&entries); err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	book := Codebook{}
	for i, e := range entries {
		c, err := e.compile()
		if err == nil && seen[e.Code] {
			err = errors.New("it is there twice")
		}
		if err != nil {
			return nil, fmt.Errorf("code %d, %q: %w", i+1, e.Code, err)
		}
		seen[e.Code] = true
		book = append(book, c)
	}
	return book, nil
}

func (e entry) compile() (code, error) {
	c := code{name: e.Code, questions: map[string]bool{}}
	if e.Code == "" || len(e.Words) == 0 && e.Pattern == "" {
		return c, errors.New("want a code, and words or a pattern")
	}
	for _, q := range e.Questions {
		c.questions[q] = true
	}
	if len(e.Words) > 0 {
		quoted := make([]string, len(e.Words))
		for i, w := range e.Words {
			quoted[i] = regexp.QuoteMeta(w)
		}
		c.match = append(c.match, regexp.MustCompile(`(?i)(?:^|[^\pL\pN])(?:`+strings.Join(quoted, "|")+`)(?:$|[^\pL\pN])`))
	}
	if e.Pattern != "" {
		pattern, err := regexp.Compile(e.Pattern)
		if err != nil {
			return c, err
		}
		c.match = append(c.match, pattern)
	}
	return c, nil
}

// Codes are those of an answer to a question, in the order of the book.
func (b Codebook) Codes(question, text string) (codes []string) {
	for _, c := range b {
		if len(c.questions) > 0 && !c.questions[question] {
			continue
		}
		for _, m := range c.match {
			if m.MatchString(text) {
				codes = append(codes, c.name)
				break
			}
		}
	}
	return codes
}
