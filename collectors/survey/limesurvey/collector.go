package limesurvey

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"goldenratio/collectors"
	"goldenratio/collectors/fetch"
	"goldenratio/collectors/secret"
	"goldenratio/collectors/survey"
	"goldenratio/collectors/survey/form"
	"goldenratio/collectors/survey/sheet"
)

// A Collector reads the waves of one survey.
type Collector struct {
	place   collectors.Place
	options Options
	page    int // ids at a time
	batch   int // items of a batch
}

// New returns a Collector.
func New(place collectors.Place, o Options) *Collector {
	return &Collector{place: place, options: o, page: 200, batch: 500}
}

// Collect implements collectors.Collector.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	return c.session(ctx, func(s *client) error {
		askings, err := c.askings(s)
		if err != nil {
			return err
		}
		return (&survey.Flow{Askings: askings, Now: c.place.Now, Batch: c.batch}).Collect(ctx, from, emit)
	})
}

var _ collectors.Counter = (*Collector)(nil)

// Count implements collectors.Counter: what LimeSurvey itself counts.
func (c *Collector) Count(ctx context.Context) (counts []collectors.Count, err error) {
	err = c.session(ctx, func(s *client) error {
		for _, w := range c.options.Waves {
			n, err := s.responses(ctx, w.Survey)
			if err != nil {
				return fmt.Errorf("wave %s: %w", w.ID, err)
			}
			counts = append(counts, collectors.Count{What: collectors.CountResponses, Part: w.ID, Items: n, Prefix: collectors.WavePrefix(w.ID)})
		}
		return nil
	})
	return counts, err
}

// Table is a wave's export as it is now, whatever a form says of it: what a person
// makes the form of. Nothing of it is stored.
func (c *Collector) Table(ctx context.Context, wave string) (table *sheet.Table, err error) {
	i := slices.IndexFunc(c.options.Waves, func(w Wave) bool { return w.ID == wave })
	if i < 0 {
		return nil, fmt.Errorf("the source has no wave %q", wave)
	}
	w := c.options.Waves[i]
	err = c.session(ctx, func(s *client) error {
		rows, err := s.responses(ctx, w.Survey)
		if err != nil {
			return err
		}
		if rows == 0 {
			return fmt.Errorf("survey %d has no responses yet, and LimeSurvey exports no table without", w.Survey)
		}
		table, err = c.pages(ctx, s, w, rows, func([]byte) {})
		return err
	})
	if err == nil && len(table.Rows) == 0 {
		err = fmt.Errorf("LimeSurvey counts responses of survey %d and hands out none", w.Survey)
	}
	return table, err
}

// Dropped are the columns that the forms of the waves drop.
func (c *Collector) Dropped() ([]survey.Dropped, error) {
	waves := make([]survey.Wave, len(c.options.Waves))
	for i, w := range c.options.Waves {
		waves[i] = w.asking()
	}
	return survey.Drops(c.place.Dir, waves)
}

// session does something while logged in.
func (c *Collector) session(ctx context.Context, do func(*client) error) error {
	password, err := secret.Reveal(c.options.Password, c.place.Dir, c.options.PasswordFile)
	if err != nil {
		return err
	}
	s := newClient(c.options.URL)
	defer s.http.HTTPClient.CloseIdleConnections()
	if err := s.open(ctx, c.options.User, password); err != nil {
		return fmt.Errorf("log in as %s: %w", c.options.User, err)
	}
	defer s.close(context.WithoutCancel(ctx))
	return do(s)
}

func (c *Collector) askings(s *client) ([]survey.Asking, error) {
	all := make([]survey.Asking, len(c.options.Waves))
	for i, w := range c.options.Waves {
		read, err := survey.Prepare(c.place.Dir, w.asking(), c.options.Codebook)
		if err != nil {
			return nil, fmt.Errorf("wave %s: %w", w.ID, err)
		}
		open := func(ctx context.Context, _ fetch.Version) (*survey.Export, error) { return c.export(ctx, s, w, read) }
		all[i] = survey.Asking{Wave: w.asking(), Settings: fmt.Sprintf("%s %d %s", read.Settings, w.Survey, c.options.Language), Open: open}
	}
	return all, nil
}

// export gets a wave: its questions, its responses page by page, and how many there should be.
func (c *Collector) export(ctx context.Context, s *client, w Wave, read survey.Prepared) (*survey.Export, error) {
	asked, err := s.questions(ctx, w.Survey, c.options.Language)
	if err != nil {
		return nil, err
	}
	rows, err := s.responses(ctx, w.Survey)
	if err != nil {
		return nil, err
	}
	hash := sha256.New()
	hash.Write(asked)
	table := headersOnly(read.Form)
	if rows > 0 {
		if table, err = c.pages(ctx, s, w, rows, func(page []byte) { hash.Write(page) }); err != nil {
			return nil, err
		}
		if len(table.Rows) == 0 { // counted, and none of them handed out
			table = headersOnly(read.Form)
		}
	}
	fmt.Fprintf(hash, "%d", rows)
	content := &survey.Content{Table: table, Form: read.Form, Codes: read.Codes, Rows: rows}
	return &survey.Export{Hash: hex.EncodeToString(hash.Sum(nil)[:16]), Read: func() (*survey.Content, error) { return content, nil }}, nil
}

// headersOnly is the table of a survey that nobody has answered: LimeSurvey exports none.
func headersOnly(f form.Form) *sheet.Table {
	row := make([]string, len(f.Columns))
	for i, column := range f.Columns {
		row[i] = column.Column
	}
	return &sheet.Table{Format: "csv", Encoding: "UTF-8", Rows: [][]string{row}}
}

// mostEmpty is how many windows of ids without any response may follow each other, each twice as long as the
// one before, until what LimeSurvey counted is taken for wrong.
const mostEmpty = 16

// pages gets the responses by windows of their ids, until there are as many as LimeSurvey counted.
func (c *Collector) pages(ctx context.Context, s *client, w Wave, rows uint64, seen func([]byte)) (*sheet.Table, error) {
	whole := &sheet.Table{Format: "csv", Encoding: "UTF-8"}
	for first, size, empty := 1, c.page, 0; empty <= mostEmpty; {
		got, err := s.page(ctx, w.Survey, c.options.Language, first, first+size-1)
		if err != nil {
			return nil, err
		}
		before := len(whole.Rows)
		if got != nil {
			seen(got)
			if err := add(whole, got); err != nil {
				return nil, fmt.Errorf("responses from %d: %w", first, err)
			}
		}
		if len(whole.Rows) > 0 && uint64(len(whole.Rows)-1) >= rows {
			return whole, nil
		}
		first += size
		if empty++; len(whole.Rows) > max(1, before) {
			empty = 0
		}
		size = c.page << empty
	}
	return whole, nil // coverage tells that some are missing
}

// add puts a page's rows behind the others. Every page has the headers.
func add(whole *sheet.Table, page []byte) error {
	table, err := sheet.Read(bytes.NewReader(page))
	if err != nil {
		return err
	}
	switch {
	case len(table.Rows) == 0:
		return nil
	case len(whole.Rows) == 0:
		whole.Rows = append(whole.Rows, table.Rows[0])
	case !slices.Equal(whole.Rows[0], table.Rows[0]):
		return fmt.Errorf("the questions changed while they were read")
	}
	whole.Rows = append(whole.Rows, table.Rows[1:]...)
	return nil
}
