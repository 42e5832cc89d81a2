package structure

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"goldenratio/collectors/survey/form"
)

// qsfFile is Qualtrics' structure: a list of elements, of which those that are SQ
// are questions.
type qsfFile struct {
	Elements []struct {
		Element string          `json:"Element"`
		Payload json.RawMessage `json:"Payload"`
	} `json:"SurveyElements"`
}

type qsfQuestion struct {
	ID       string          `json:"QuestionID"`
	Tag      string          `json:"DataExportTag"`
	Text     string          `json:"QuestionText"`
	Type     string          `json:"QuestionType"`
	Selector string          `json:"Selector"`
	Choices  json.RawMessage `json:"Choices"`
	Order    []any           `json:"ChoiceOrder"`
	Answers  json.RawMessage `json:"Answers"`
	Columns  []any           `json:"AnswerOrder"`
}

type qsfChoice struct {
	Display string `json:"Display"`
	Text    any    `json:"TextEntry"` // "true" where own words go with it
}

func readQSF(text []byte) ([]Question, error) {
	var file qsfFile
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, err
	}
	if len(file.Elements) == 0 {
		return nil, errors.New("it has no SurveyElements: it is no structure of Qualtrics'")
	}
	var all []Question
	for _, e := range file.Elements {
		if e.Element != "SQ" {
			continue
		}
		var q qsfQuestion
		if err := json.Unmarshal(e.Payload, &q); err != nil {
			return nil, fmt.Errorf("question %d: %w", len(all)+1, err)
		}
		one, err := q.question()
		if err != nil {
			return nil, fmt.Errorf("question %s: %w", q.Tag, err)
		}
		all = append(all, one)
	}
	return all, nil
}

func (q qsfQuestion) question() (Question, error) {
	out := Question{Code: q.Tag, Kind: q.kind(), Text: bare(q.Text)}
	choices, own, err := ordered(q.Choices, q.Order)
	if err != nil {
		return out, err
	}
	switch q.Type {
	case "Matrix":
		out.Lines = choices
		out.Options, _, err = ordered(q.Answers, q.Columns)
	case "MC":
		out.Options, out.Other = choices, own
		if out.Kind == form.Tick {
			out.Lines, out.Options = choices, nil
		}
	case "TE", "RO":
		out.Lines = choices
	}
	return out, err
}

// kind is what a type of Qualtrics' is.
func (q qsfQuestion) kind() form.Kind {
	switch several := slices.Contains([]string{"MAVR", "MAHR", "MACOL", "MSB"}, q.Selector); {
	case q.Type == "MC" && q.Selector == "NPS":
		return form.Scale
	case q.Type == "MC" && several:
		return form.Multi
	case q.Type == "MC":
		return form.Single
	case q.Type == "Matrix" && q.Selector == "TE":
		return form.Text
	case q.Type == "Matrix":
		return form.Scale
	case q.Type == "RO":
		return form.Rank
	case q.Type == "Slider", q.Type == "CS":
		return form.Number
	case q.Type == "TE":
		return form.Text
	}
	return form.Drop // DB text to read, Timing, Meta, Captcha, FileUpload …
}

// ordered are choices as people see them: an object by number, or a list.
func ordered(raw json.RawMessage, order []any) (all []Label, own bool, err error) {
	choices := map[string]qsfChoice{}
	if len(raw) == 0 || string(raw) == "null" {
		return nil, false, nil
	}
	if raw[0] == '[' {
		var list []qsfChoice
		if err := json.Unmarshal(raw, &list); err != nil {
			return nil, false, err
		}
		for i, c := range list {
			choices[strconv.Itoa(i+1)] = c
		}
	} else if err := json.Unmarshal(raw, &choices); err != nil {
		return nil, false, err
	}
	keys := make([]string, 0, len(choices))
	for _, key := range order {
		keys = append(keys, fmt.Sprint(key))
	}
	if len(keys) == 0 {
		for key := range choices {
			keys = append(keys, key)
		}
		slices.SortFunc(keys, func(a, b string) int { return number(a) - number(b) })
	}
	for _, key := range keys {
		c, ok := choices[key]
		if !ok {
			continue
		}
		all = append(all, Label{key, bare(c.Display)})
		own = own || fmt.Sprint(c.Text) == "true"
	}
	return all, own, nil
}
