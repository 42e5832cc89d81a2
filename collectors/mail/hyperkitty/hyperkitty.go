package hyperkitty

import (
	"context"
	"errors"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/fetch"
	"goldenratio/collectors/mail/archive"
	"goldenratio/collectors/mail/days"
	"goldenratio/collectors/mail/flow"
	"goldenratio/collectors/mail/mbox"
)

// Options are the settings of a source of type hyperkitty.
type Options struct {
	// URL is the list's page in the archive,
	// `https://…/archives/list/devel@lists.example.org/`. It is asked for a month at a
	// time, from `begins` on, which is needed here. What is fetched is kept in the
	// store's cache.
	URL string `yaml:"url" schema:"required"`

	archive.Access `yaml:",inline"`
	flow.Settings  `yaml:",inline"`
}

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error {
	if o.Begins == "" {
		return errors.New("begins is missing: the archive is asked for month by month, from the list's first on")
	}
	return o.Access.Check(o.URL)
}

// A Collector reads one list's archive.
type Collector struct {
	cache   string
	options Options
	now     func() time.Time
	limits  flow.Limits
	client  func() *fetch.Client // tests have one without patience
}

var _ collectors.Collector = (*Collector)(nil)

// New returns a Collector of the archive that o names. A password's file is
// relative to dir; what is fetched is kept in cache. The clock says which month is
// the running one; what a mail becomes does not depend on it.
func New(dir, cache string, o Options, now func() time.Time) *Collector {
	client := func() *fetch.Client { return o.Client(dir, o.URL) }
	return &Collector{cache: cache, options: o, now: now, limits: flow.Usual(), client: client}
}

// Collect implements collectors.Collector. A month that cannot be fetched or read
// fails the run after all others were read.
func (c *Collector) Collect(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	return mbox.Of(c.find, c.options.Settings, true, c.limits, c.now).Collect(ctx, from, emit)
}

// find brings the copies up to date with the server.
func (c *Collector) find(ctx context.Context) ([]mbox.File, error) {
	first, err := days.Month(c.options.Begins)
	if err != nil {
		return nil, err
	}
	m, err := archive.Open(ctx, archive.Options{Dir: filepath.Join(c.cache, "volumes"), Client: c.client(), Now: c.now, Settle: settle})
	if err != nil {
		return nil, err
	}
	defer m.Close()
	now := c.now().UTC()
	all := periods(first, now)
	var due []archive.Volume
	for _, p := range all {
		if p.due(m.Asked(p.name), now) {
			due = append(due, p.volume(c.options.URL))
		}
	}
	if err = m.BringAll(ctx, due); err == nil {
		err = forget(m, all)
	}
	files, unread := m.Files()
	return files, errors.Join(err, unread)
}

// forget removes the copies of months that are none any more since the list
// begins later than was said: what is before holds their mails.
func forget(m *archive.Mirror, all []period) error {
	copies, err := m.Volumes()
	for _, v := range copies {
		if !slices.ContainsFunc(all, func(p period) bool { return p.name == v.Name }) {
			err = errors.Join(err, m.Forget(v.Name))
		}
	}
	return err
}

// A period is one for which the archive is asked; a zero time leaves its end open.
type period struct {
	name       string
	start, end time.Time
}

// periods are those that make up all time: what is before the list's first month,
// each month up to the running one, and what is after that.
func periods(first, now time.Time) []period {
	all := []period{{name: "before", end: first}}
	month := first
	for !month.After(now) {
		next := month.AddDate(0, 1, 0)
		all = append(all, period{month.Format("2006-01"), month, next})
		month = next
	}
	return append(all, period{name: "after", start: month})
}

const (
	late  = 14 * 24 * time.Hour  // mails dated in a month arrive up to so long after it
	stale = 180 * 24 * time.Hour // how long a month is believed to stay as it is
)

// due reports whether to ask for the period, which was asked for before.
func (p period) due(asked, now time.Time) bool {
	month := !p.start.IsZero() && !p.end.IsZero()
	return !month || asked.Before(p.end.Add(late)) || now.Sub(asked) > stale
}

// volume is where a list's archive has the period.
func (p period) volume(list string) archive.Volume {
	list = strings.TrimSuffix(list, "/")
	query := url.Values{}
	for key, t := range map[string]time.Time{"start": p.start, "end": p.end} {
		if !t.IsZero() {
			query.Set(key, t.Format(time.DateOnly))
		}
	}
	v := archive.Volume{Name: p.name, URL: list + "/export/" + path.Base(list) + "-" + p.name + ".mbox.gz?" + query.Encode()}
	if !p.end.IsZero() {
		v.Month = p.start
	}
	return v
}
