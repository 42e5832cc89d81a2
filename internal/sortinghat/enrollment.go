package sortinghat

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// An Enrollment says for whom a person worked, and when.
type Enrollment struct {
	Organization Named  `json:"organization"`
	Group        Named  `json:"group,omitempty"` // the same in answers
	UUID         string `json:"uuid"`            // the person's
	Start        string `json:"start"`
	End          string `json:"end"`
}

// Named is what has a name: a text in exports, an object in answers.
type Named string

// UnmarshalJSON implements json.Unmarshaler.
func (n *Named) UnmarshalJSON(text []byte) error {
	if !strings.HasPrefix(string(text), "{") {
		return json.Unmarshal(text, (*string)(n))
	}
	var object struct{ Name string }
	err := json.Unmarshal(text, &object)
	*n = Named(object.Name)
	return err
}

// Employer is for whom the person worked.
func (e *Enrollment) Employer() string { return string(cmp.Or(e.Organization, e.Group)) }

const (
	layout  = "2006-01-02T15:04:05"
	always  = "1900-01-01T00:00:00" // stands for no beginning
	forever = "2100-01-01T00:00:00" // stands for no end
)

// Enrolled is an Enrollment from one day up to the day before another; zero for no
// limit.
func Enrolled(employer, uuid string, from, until time.Time) Enrollment {
	e := Enrollment{Organization: Named(employer), UUID: uuid, Start: always, End: forever}
	if !from.IsZero() {
		e.Start = from.Format(layout)
	}
	if !until.IsZero() {
		e.End = until.Format(layout)
	}
	return e
}

// Days are the first day and the first day after; zero for no limit. An end in
// the middle of a day counts that day in.
func (e *Enrollment) Days() (from, until time.Time, err error) {
	const day = 24 * time.Hour
	from, err = moment(e.Start, always)
	if err != nil {
		return from, until, err
	}
	until, err = moment(e.End, forever)
	if err != nil {
		return from, until, err
	}
	if !from.IsZero() {
		from = from.Truncate(day)
	}
	if !until.IsZero() {
		until = until.Add(day - 1).Truncate(day)
	}
	if !until.IsZero() && !from.Before(until) {
		return from, until, fmt.Errorf("from %s to %s there are no days", e.Start, e.End)
	}
	return from, until, nil
}

// moment reads a time without its offset, which says nothing of a day. Before the
// beginning and after the end of SortingHat's time there is no limit.
func moment(text, limit string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	const date = len(time.DateOnly)
	bare := text
	if len(bare) > len(layout) {
		bare = bare[:len(layout)]
	}
	if len(bare) == date {
		bare += "T00:00:00"
	}
	at, err := time.Parse(layout, strings.Replace(bare, " ", "T", 1))
	if err != nil {
		return at, fmt.Errorf("%q is no time as SortingHat writes it", text)
	}
	if limit == always && at.Year() < 1970 || limit == forever && at.Year() > 2099 {
		return time.Time{}, nil
	}
	return at, nil
}
