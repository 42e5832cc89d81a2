package survey

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/fetch"
	"goldenratio/collectors/survey/form"
	"goldenratio/collectors/survey/sheet"
)

// An Asking is one wave and how to get at it.
type Asking struct {
	Wave Wave
	// Settings names all by which the wave is read beside what Open finds, so that
	// a change reads it again.
	Settings string
	// Open looks at the source. It returns nil where that still holds the version
	// known, which is zero for a wave that has to be read in any case.
	Open func(ctx context.Context, known fetch.Version) (*Export, error)
}

// An Export is what a source holds of a wave.
type Export struct {
	Hash    string // of everything that Read reads
	Version fetch.Version
	Read    func() (*Content, error)
}

// Content is an export taken apart.
type Content struct {
	Table *sheet.Table
	Form  form.Form
	Codes Codebook
	Rows  uint64 // responses, by a second and independent look
}

// A Flow collects waves; what is behind them is the Askings' matter.
type Flow struct {
	Askings []Asking
	Now     func() time.Time
	Batch   int // items a batch
}

// A position is what the cursor holds.
type position struct {
	Waves map[string]standing `json:"waves"`
}

// A standing is how far a wave was read. It says nothing of what is in it.
type standing struct {
	Settings  string        `json:"settings"`
	Hash      string        `json:"hash"`
	Version   fetch.Version `json:"version"` // once it is done
	Day       time.Time     `json:"day"`     // to which coverage counts it
	Responses int           `json:"responses"`
	Done      bool          `json:"done"`
	Held      bool          `json:"held,omitempty"` // own words wait for the wave's end
}

// Collect implements collectors.Collector. A wave that fails fails the run, after
// the others were read.
func (f *Flow) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	r := &run{Flow: f, emit: emit}
	if from != nil {
		if err := json.Unmarshal(from, &r.at); err != nil {
			return fmt.Errorf("read cursor: %w", err)
		}
	}
	if r.at.Waves == nil {
		r.at.Waves = map[string]standing{}
	}
	var errs []error
	for i := range f.Askings {
		if err := r.wave(ctx, &f.Askings[i]); r.ended != nil {
			return r.ended
		} else if err != nil {
			errs = append(errs, fmt.Errorf("wave %s: %w", f.Askings[i].Wave.ID, err))
		}
	}
	if err := r.leave(ctx); err != nil {
		return err
	}
	if len(errs) > 0 {
		return errors.Join(errs...)
	}
	return r.send(ctx, collectors.Batch{Span: &collectors.Span{Until: f.Now()}})
}

// A run is one Collect.
type run struct {
	*Flow
	emit  func(collectors.Batch) error
	at    position
	ended error // of the warehouse or of ctx: nothing more is sent
}

// send emits a batch with the cursor behind it.
func (r *run) send(ctx context.Context, b collectors.Batch) error {
	if r.ended = ctx.Err(); r.ended != nil {
		return r.ended
	}
	cursor, err := json.Marshal(r.at)
	if err != nil {
		return err
	}
	b.Cursor = cursor
	r.ended = r.emit(b)
	return r.ended
}

// wave reads a wave if it is another one than was read last.
func (r *run) wave(ctx context.Context, a *Asking) error {
	if r.ended = ctx.Err(); r.ended != nil {
		return r.ended
	}
	known := r.at.Waves[a.Wave.ID]
	same := known.Settings == a.Settings && !(known.Held && over(known.Day, r.Now()))
	var version fetch.Version
	if known.Done && same {
		version = known.Version
	}
	export, err := a.Open(ctx, version)
	if err != nil || export == nil {
		return err
	}
	if same = same && known.Hash == export.Hash; same && known.Done {
		known.Version = export.Version
		r.at.Waves[a.Wave.ID] = known
		return nil
	}
	content, err := export.Read()
	if err != nil {
		return err
	}
	p, err := newPoll(a.Wave, content, r.Now())
	if err != nil {
		return err
	}
	if !same {
		if err := r.begin(ctx, p, known); err != nil {
			return err
		}
		known = standing{Settings: a.Settings, Hash: export.Hash, Day: p.wave.Ended, Held: p.held}
	}
	return r.store(ctx, p, known, export.Version)
}

// begin withdraws what was stored of a wave, in a batch of its own: what is gone
// takes effect after a batch's items.
func (r *run) begin(ctx context.Context, p *poll, known standing) error {
	delete(r.at.Waves, p.wave.ID)
	b := collectors.Batch{Gone: []string{collectors.WavePrefix(p.wave.ID)}}
	if !known.Day.IsZero() && !known.Day.Equal(p.wave.Ended) {
		b.Expected = []collectors.Expectation{{Part: p.wave.ID, Day: known.Day}}
	}
	return r.send(ctx, b)
}

// store emits a wave's responses from where it stands, and then, with the last
// batch, what was asked: nobody reads a wave before it is whole.
func (r *run) store(ctx context.Context, p *poll, at standing, version fetch.Version) error {
	left := p.items[min(at.Responses, len(p.items)):]
	for len(left) > r.Batch {
		at.Responses += r.Batch
		r.at.Waves[p.wave.ID] = at
		if err := r.send(ctx, collectors.Batch{Items: left[:r.Batch]}); err != nil {
			return err
		}
		left = left[r.Batch:]
	}
	at.Responses, at.Version, at.Done = len(p.items), version, true
	r.at.Waves[p.wave.ID] = at
	return r.send(ctx, collectors.Batch{
		Items: left, State: p.state(),
		Expected: []collectors.Expectation{{Part: p.wave.ID, Day: p.wave.Ended, Items: p.rows}},
	})
}

// leave withdraws the waves that the configuration no longer has.
func (r *run) leave(ctx context.Context) error {
	for _, id := range slices.Sorted(maps.Keys(r.at.Waves)) {
		if slices.ContainsFunc(r.Askings, func(a Asking) bool { return a.Wave.ID == id }) {
			continue
		}
		b := collectors.Batch{
			Gone:     []string{collectors.WavePrefix(id)},
			Expected: []collectors.Expectation{{Part: id, Day: r.at.Waves[id].Day}},
		}
		delete(r.at.Waves, id)
		if err := r.send(ctx, b); err != nil {
			return err
		}
	}
	return nil
}
