package structure

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html"

	"goldenratio/collectors/survey/form"
)

// A Question is one of a questionnaire, in its main language.
type Question struct {
	Code    string    // as headers of exports have it
	Kind    form.Kind // empty where the structure does not say it
	Text    string    // without mark-up
	Lines   []Label
	Options []Label // of a scale from the least to the most
	Other   bool    // it can be answered in own words, too
}

// A Label is what a code stands for: an option's, or that of a line.
type Label struct{ Code, Text string }

// maxBytes is an order of magnitude beyond the largest questionnaire.
const maxBytes = 64 << 20

// Read reads a structure in whichever of the formats it is.
func Read(r io.Reader) ([]Question, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	switch {
	case err != nil:
		return nil, err
	case len(text) > maxBytes:
		return nil, fmt.Errorf("read structure: more than %d MiB", maxBytes>>20)
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	var all []Question
	switch start := bytes.TrimSpace(text); {
	case bytes.HasPrefix(start, []byte("{")) && bytes.Contains(start, []byte(`"SurveyElements"`)):
		all, err = readQSF(text)
	case bytes.HasPrefix(start, []byte("{")):
		all, err = readWords(text)
	case bytes.HasPrefix(start, []byte("<")):
		all, err = readLSS(text)
	case bytes.HasPrefix(start, []byte("class\t")):
		all, err = readTSV(text)
	default:
		all, err = readDictionary(text)
	}
	if err == nil && len(all) == 0 {
		err = errors.New("it has no questions")
	}
	if err != nil {
		return nil, fmt.Errorf("read structure: %w", err)
	}
	return all, nil
}

// bare is text without mark-up, on one line.
func bare(text string) string {
	if strings.ContainsAny(text, "<&") {
		text = content(text)
	}
	return strings.Join(strings.Fields(text), " ")
}

// content is what HTML shows.
func content(text string) string {
	var out strings.Builder
	skip := 0 // inside of what is no text
	for in := html.NewTokenizer(strings.NewReader(text)); ; {
		switch kind := in.Next(); kind {
		case html.ErrorToken:
			return out.String()
		case html.TextToken:
			if skip == 0 {
				out.WriteString(html.UnescapeString(string(in.Text())))
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := in.TagName()
			if hidden := string(name); hidden == "script" || hidden == "style" {
				skip = map[html.TokenType]int{html.StartTagToken: 1}[kind]
			}
			out.WriteByte(' ')
		}
	}
}
