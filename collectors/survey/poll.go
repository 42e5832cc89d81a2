package survey

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
	"goldenratio/collectors/survey/form"
)

// A poll is a wave as it is stored.
type poll struct {
	wave  collectors.Wave
	asked *asked
	items []collectors.Item // responses in the order of the file
	words []collectors.Words
	rows  uint64
	held  bool // own words are kept back
}

// over reports whether a day is past.
func over(day, now time.Time) bool { return !now.Before(day.AddDate(0, 0, 1)) }

// newPoll reads a wave's export.
func newPoll(w Wave, c *Content, now time.Time) (*poll, error) {
	if err := c.Form.Guard(c.Table); err != nil {
		return nil, err
	}
	in, err := c.Form.Reader(c.Table)
	if err != nil {
		return nil, err
	}
	p := &poll{rows: c.Rows, asked: newAsked(w.ID, c)}
	var read []form.Response
	var numbers []int // of those read
	rejects := map[int]*collectors.Reject{}
	for i, row := range in.Rows {
		r, wrong := in.Read(row)
		if len(wrong) > 0 {
			rejects[i] = reject(wrong)
			continue
		}
		read, numbers = append(read, r), append(numbers, i)
	}
	if p.wave, err = waveOf(w, c.Form, read); err != nil {
		return nil, err
	}
	p.held = !over(p.wave.Ended, now)
	p.items = make([]collectors.Item, len(in.Rows))
	for i, reject := range rejects {
		p.items[i] = p.item(i, nil, reject)
	}
	for i, state := range c.Form.States(read) {
		response := &collectors.Response{Wave: w.ID, Number: uint32(numbers[i] + 1), State: state}
		var words []collectors.Words
		response.Answers, words = p.asked.read(read[i])
		p.items[numbers[i]] = p.item(numbers[i], response, nil)
		if state == collectors.ResponseComplete || state == collectors.ResponsePartial {
			p.words = append(p.words, words...)
		}
	}
	p.shuffle(c.Codes)
	return p, nil
}

// item is a response or what is wrong with it. That it counts to the wave's day
// keeps its own from being stored.
func (p *poll) item(at int, r *collectors.Response, wrong *collectors.Reject) collectors.Item {
	item := collectors.Item{Origin: collectors.WavePrefix(p.wave.ID) + strconv.Itoa(at+1), Day: p.wave.Ended, Reject: wrong}
	if r != nil {
		item.Record = r
	}
	return item
}

// reject names the columns that the form does not explain, and never their cells.
func reject(wrong []form.Mistake) *collectors.Reject {
	reason := "cell that the form does not explain"
	var unexplained *form.Unexplained
	if errors.As(wrong[0].Err, &unexplained) {
		reason = "cell with " + unexplained.Reason
	}
	detail := fmt.Sprintf("column %d, %q", wrong[0].Column+1, redact.Addresses(wrong[0].Name))
	if len(wrong) > 1 {
		detail += fmt.Sprintf(", and %d more", len(wrong)-1)
	}
	return &collectors.Reject{Reason: reason, Detail: detail}
}

// waveOf finds out when a wave was: the configuration knows it better than days
// in the file.
func waveOf(w Wave, f form.Form, responses []form.Response) (wave collectors.Wave, err error) {
	wave = collectors.Wave{ID: w.ID, Title: w.title(), Invited: uint64(max(0, w.Invited))}
	for _, r := range responses {
		for _, a := range r {
			if f.Columns[a.Column].Kind != form.Day {
				continue
			}
			at, err := day(a.Other)
			if err != nil {
				return wave, err
			}
			if wave.Began.IsZero() || at.Before(wave.Began) {
				wave.Began = at
			}
			if at.After(wave.Ended) {
				wave.Ended = at
			}
		}
	}
	if w.Began != "" {
		if wave.Began, err = day(w.Began); err != nil {
			return wave, err
		}
	}
	if w.Ended != "" {
		if wave.Ended, err = day(w.Ended); err != nil {
			return wave, err
		}
	}
	if wave.Ended.IsZero() {
		return wave, errors.New("no column of type day says when it ended: give `ended:` in the configuration")
	}
	return wave, nil
}

// shuffle puts own words into an order that has nothing to do with that of the
// responses, numbers those that are equal, and gives them their codes.
func (p *poll) shuffle(book Codebook) {
	slices.SortFunc(p.words, func(a, b collectors.Words) int {
		return cmp.Or(strings.Compare(a.Question, b.Question), strings.Compare(a.Item, b.Item), strings.Compare(a.Text, b.Text))
	})
	for i := range p.words {
		w := &p.words[i]
		w.Repeat, w.Codes = 1, book.Codes(w.Question, w.Text)
		if i > 0 && w.Question == p.words[i-1].Question && w.Item == p.words[i-1].Item && w.Text == p.words[i-1].Text {
			w.Repeat = p.words[i-1].Repeat + 1
		}
	}
}

// state is what is known of the wave beside its responses.
func (p *poll) state() []collectors.Record {
	all := []collectors.Record{&p.wave}
	for i := range p.asked.lines {
		all = append(all, &p.asked.lines[i])
	}
	if p.held {
		return all
	}
	for i := range p.words {
		all = append(all, &p.words[i])
	}
	return all
}
