package collectors

import (
	"fmt"
	"time"
)

// DateSurvey marks a day on which a survey was answered, or that its operator gives.
const DateSurvey DateSource = "survey"

// A Wave is one asking of a survey. It is collected as a whole: when anything of
// it changes, all that was stored of it goes (Batch.Gone has its WavePrefix), so
// that what must not be kept does not stay in an outdated row.
type Wave struct {
	ID      string // as the configuration names it: 2009-05
	Title   string
	Began   time.Time // the day of the first response; midnight UTC, zero where nobody knows
	Ended   time.Time // the day of the last one, or the day that the configuration gives
	Invited uint64    // how many were asked to take part; 0 where nobody knows
}

// Key is the wave's id.
func (w *Wave) Key() string { return "wave " + w.ID }

// WavePrefix is what the origins of a wave's items begin with.
func WavePrefix(wave string) string { return wave + "/" }

// A Question is one question of a wave, or one line of a grid.
type Question struct {
	Wave     string
	Name     string // of the question: the same in all waves that ask it by that name
	Item     string // the line of a grid, the option that is ranked
	Position uint32 // order in the wave
	Kind     string // single, multi, scale, number, rank or text
	Text     string // as it was put; addresses replaced
	Options  []string
	Other    bool   // it can be answered in own words, too
	Unit     string // of a number
}

// Key is the wave, the question and its item.
func (q *Question) Key() string { return fmt.Sprintf("question %s %s %s", q.Wave, q.Name, q.Item) }

// A ResponseState says what a response is good for.
type ResponseState string

// The states. Repeated responses and tests count nowhere but in their own number.
const (
	ResponseComplete ResponseState = "complete"
	ResponsePartial  ResponseState = "partial"
	ResponseRepeated ResponseState = "repeated" // equal to an earlier one in all that was answered
	ResponseTest     ResponseState = "test"
)

// A Response is what one person answered. It says nothing of who that is: what could
// tell is dropped before, and own words are Words, which no row connects with it.
type Response struct {
	Wave    string
	Number  uint32 // its place in the wave, from 1
	State   ResponseState
	Answers []Answer
}

// Key is the wave and the response's place in it.
func (r *Response) Key() string { return fmt.Sprintf("response %s %d", r.Wave, r.Number) }

// An Answer is what a response says to one Question.
type Answer struct {
	Question string
	Item     string
	Options  []string // what was chosen; empty for one who only used own words
	Other    bool     // own words were given
	Number   *float64 // of a number, and the place that a ranking gives
}

// Words are what somebody answered in own words. They stand for themselves: without the response, in
// an order that tells nothing.
type Words struct {
	Wave     string
	Question string
	Item     string
	Text     string
	Codes    []string // of the codebook
	Repeat   uint32   // which of those with equal words it is, from 1
}

// Key is the question and the words themselves.
func (w *Words) Key() string {
	return fmt.Sprintf("words %s %s %s %d %s", w.Wave, w.Question, w.Item, w.Repeat, w.Text)
}
