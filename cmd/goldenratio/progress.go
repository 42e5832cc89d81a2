package main

import (
	"fmt"
	"io"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"goldenratio/internal/config"
	"goldenratio/internal/pipeline"
)

// A progress shows how a collection fares: bars on a terminal, otherwise a line
// for each source that ends, or with --json an object.
type progress interface {
	event(pipeline.Event)
	end() error
}

func (a *app) progress(c *config.Config) progress {
	switch {
	case a.JSON:
		return &jsonProgress{app: a}
	case terminal(a.stderr) && width(a.stderr) > 0:
		return newBars(a.stderr, c)
	}
	return lines{a.stderr}
}

// lines tells of each source once, when it has ended, and when it has to wait.
type lines struct{ w io.Writer }

func (l lines) event(e pipeline.Event) {
	if e.Done || e.Waits != "" {
		fmt.Fprintln(l.w, sentence(e))
	}
}

func (lines) end() error { return nil }

// sentence is how a source fared.
func sentence(e pipeline.Event) string {
	if e.Waits != "" {
		return fmt.Sprintf("%-24s %s", e.Source, e.Waits)
	}
	text := fmt.Sprintf("%-24s %s items", e.Source, thousands(e.Received))
	if e.Received == 0 {
		text = fmt.Sprintf("%-24s nothing new", e.Source)
	}
	if e.Quarantined > 0 {
		text += fmt.Sprintf(", %s quarantined", thousands(e.Quarantined))
	}
	if seconds := e.Took.Seconds(); e.Received > 0 && seconds > 0.1 {
		text += fmt.Sprintf(" in %.1f s, %s a second", seconds, thousands(uint64(float64(e.Received)/seconds)))
	}
	if e.Err != nil {
		text += ": " + plain(e.Err.Error())
	}
	return text
}

// thousands writes 12,345.
func thousands(n uint64) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// jsonProgress gathers how the sources fared and prints it once.
type jsonProgress struct {
	app     *app
	results []jsonResult
}

type jsonResult struct {
	Source      string  `json:"source"`
	Received    uint64  `json:"received"`
	Quarantined uint64  `json:"quarantined"`
	Seconds     float64 `json:"seconds"`
	Error       string  `json:"error,omitempty"`
}

func (p *jsonProgress) event(e pipeline.Event) {
	if !e.Done {
		return
	}
	r := jsonResult{Source: e.Source, Received: e.Received, Quarantined: e.Quarantined, Seconds: e.Took.Round(time.Millisecond).Seconds()}
	if e.Err != nil {
		r.Error = e.Err.Error()
	}
	p.results = append(p.results, r)
}

func (p *jsonProgress) end() error { return p.app.printJSON(p.results) }

// bars has one moving line a source. How much is still to come is known only to
// the source, so a line says what there is: items, rate, time.
type bars struct {
	all *mpb.Progress
	of  map[string]*bar
}

type bar struct {
	*mpb.Bar
	last pipeline.Event
}

func newBars(w io.Writer, c *config.Config) *bars {
	b := &bars{all: mpb.New(mpb.WithOutput(w), mpb.WithRefreshRate(120*time.Millisecond)), of: map[string]*bar{}}
	for _, s := range c.Sources {
		one := &bar{last: pipeline.Event{Source: s.ID}}
		one.Bar = b.all.New(0, mpb.SpinnerStyle(), mpb.BarWidth(2), mpb.AppendDecorators(decor.Any(func(decor.Statistics) string {
			return " " + sentence(one.last)
		})))
		b.of[s.ID] = one
	}
	return b
}

func (b *bars) event(e pipeline.Event) {
	one := b.of[e.Source]
	if e.Waits != "" {
		e.Received = one.last.Received
	}
	one.last = e
	one.SetCurrent(int64(e.Received))
	if e.Done {
		one.SetTotal(-1, true)
	}
}

func (b *bars) end() error {
	for _, one := range b.of {
		if !one.Completed() {
			one.Abort(true)
		}
	}
	b.all.Wait()
	return nil
}
