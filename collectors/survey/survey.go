package survey

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/fetch"
	"goldenratio/collectors/survey/sheet"
)

// maxBytes is an order of magnitude beyond the largest survey.
const maxBytes = 256 << 20

// A Collector reads the waves of one survey.
type Collector struct {
	dir, cache string
	options    Options
	now        func() time.Time
	batch      int
	client     func() *fetch.Client
}

// New returns a Collector. Relative paths start in dir; what is fetched is in cache
// while it is read, and no longer.
func New(dir, cache string, o Options, now func() time.Time) *Collector {
	client := func() *fetch.Client { return fetch.New(fetch.Options{MaxBytes: maxBytes}) }
	return &Collector{dir: dir, cache: cache, options: o, now: now, batch: 500, client: client}
}

// Collect implements collectors.Collector.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	client := c.client()
	defer client.Close()
	askings, err := c.askings(client)
	if err != nil {
		return err
	}
	return (&Flow{Askings: askings, Now: c.now, Batch: c.batch}).Collect(ctx, from, emit)
}

var _ collectors.Counter = (*Collector)(nil)

// Count implements collectors.Counter: the rows of the files, headers left out.
func (c *Collector) Count(ctx context.Context) (counts []collectors.Count, err error) {
	client := c.client()
	defer client.Close()
	askings, err := c.askings(client)
	if err != nil {
		return nil, err
	}
	for i := range askings {
		id := askings[i].Wave.ID
		export, err := askings[i].Open(ctx, fetch.Version{})
		if err != nil {
			return nil, fmt.Errorf("wave %s: %w", id, err)
		}
		content, err := export.Read()
		if err != nil {
			return nil, fmt.Errorf("wave %s: %w", id, err)
		}
		counts = append(counts, collectors.Count{
			What: collectors.CountResponses, Part: id, Items: content.Rows, Prefix: collectors.WavePrefix(id),
		})
	}
	return counts, nil
}

// Table is a wave's export as it is now, whatever a form says of it: what a person
// makes the form of. Nothing of it is stored.
func (c *Collector) Table(ctx context.Context, wave string) (*sheet.Table, error) {
	i := slices.IndexFunc(c.options.Waves, func(w Wave) bool { return w.ID == wave })
	if i < 0 {
		return nil, fmt.Errorf("the source has no wave %q", wave)
	}
	client := c.client()
	defer client.Close()
	text, _, err := c.text(ctx, client, c.options.Waves[i], fetch.Version{})
	if err != nil {
		return nil, err
	}
	return sheet.Read(bytes.NewReader(text))
}

// askings are the waves of the configuration with their forms and codebooks.
func (c *Collector) askings(client *fetch.Client) ([]Asking, error) {
	all := make([]Asking, len(c.options.Waves))
	for i, w := range c.options.Waves {
		asking, err := c.asking(client, w)
		if err != nil {
			return nil, fmt.Errorf("wave %s: %w", w.ID, err)
		}
		all[i] = asking
	}
	return all, nil
}

func (c *Collector) asking(client *fetch.Client, w Wave) (Asking, error) {
	by, err := Prepare(c.dir, w, c.options.Codebook)
	if err != nil {
		return Asking{}, err
	}
	open := func(ctx context.Context, known fetch.Version) (*Export, error) {
		text, version, err := c.text(ctx, client, w, known)
		if err != nil || text == nil {
			return nil, err
		}
		return &Export{Hash: hash(text), Version: version, Read: func() (*Content, error) { return read(text, by) }}, nil
	}
	return Asking{Wave: w, Settings: by.Settings, Open: open}, nil
}

// read takes a file apart.
func read(text []byte, by Prepared) (*Content, error) {
	table, err := sheet.Read(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	rows, err := sheet.Count(text)
	if err != nil {
		return nil, err
	}
	return &Content{Table: table, Form: by.Form, Codes: by.Codes, Rows: rows - min(rows, uint64(by.Form.Headers))}, nil
}

// text is a wave's file; nil where the server still has the version known.
func (c *Collector) text(ctx context.Context, client *fetch.Client, w Wave, known fetch.Version) ([]byte, fetch.Version, error) {
	if w.URL == "" {
		text, err := readFile(resolve(c.dir, w.File))
		return text, fetch.Version{}, err
	}
	text, version, err := c.fetch(ctx, client, w, known)
	var quoting *url.Error
	if errors.As(err, &quoting) { // the address alone may give access to the answers
		err = fmt.Errorf("fetch its url: %w", quoting.Err)
	}
	return text, version, err
}

// fetch gets a wave's file. It may hold whatever the form drops, so nothing of it
// stays in the cache, not even for going on where it was cut off.
func (c *Collector) fetch(ctx context.Context, client *fetch.Client, w Wave, known fetch.Version) (text []byte, version fetch.Version, err error) {
	dir := filepath.Join(c.cache, "fetched")
	if err := os.RemoveAll(dir); err != nil {
		return nil, version, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, version, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	part := filepath.Join(dir, "table")
	version, changed, err := client.Save(ctx, w.URL, part, known)
	if err != nil || !changed {
		return nil, version, err
	}
	text, err = os.ReadFile(part)
	return text, version, err
}
