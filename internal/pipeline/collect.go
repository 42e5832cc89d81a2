package pipeline

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"goldenratio/collectors"
	"goldenratio/internal/config"
	"goldenratio/internal/warehouse"
)

// sourcesAtOnce keeps a small machine busy without making every source wait:
// one parses while another stores.
const sourcesAtOnce = 2

// patience is how long a cancelled run may take to store what it has.
const patience = 20 * time.Second

// A Collection is one `goldenratio collect`.
type Collection struct {
	Store  *warehouse.Store
	Config *config.Config
	// Cache is a folder for what collectors fetch.
	Cache string
	// Sources are the ids to collect; none for all.
	Sources []string
	// Watch is told how each source fares, from several goroutines, one call at
	// a time. Nil: nobody is.
	Watch func(Event)
	Now   func() time.Time
	Log   *slog.Logger

	watching sync.Mutex // keeps events of several sources apart
}

// An Event says how far a source is.
type Event struct {
	Source                string
	Received, Quarantined uint64 // in this run
	Until                 time.Time
	Took                  time.Duration
	Waits                 string // until when the source must be left alone, and why; empty while it need not
	Done                  bool
	Err                   error // once done
}

// Run collects from all sources and returns the errors of those that failed,
// joined. The others are stored all the same.
func (c *Collection) Run(ctx context.Context) error {
	sources, err := c.chosen()
	if err != nil {
		return err
	}
	if err := c.Store.Describe(ctx, Community(c.Config)); err != nil {
		return err
	}
	positions, err := c.Store.Positions(ctx)
	if err != nil {
		return err
	}
	var group errgroup.Group
	group.SetLimit(sourcesAtOnce)
	errs := make([]error, len(sources))
	for i, source := range sources {
		group.Go(func() error {
			if err := c.source(ctx, source, positions[source.ID]); err != nil {
				errs[i] = fmt.Errorf("collect %s: %w", source.ID, err)
			}
			return nil
		})
	}
	_ = group.Wait() // each source has its own error
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	return errors.Join(append(errs, c.Store.RecordRuns(last), c.Store.ExpireRejects(last))...)
}

// chosen are the sources to collect from.
func (c *Collection) chosen() (chosen []*config.Source, err error) {
	wanted := map[string]bool{}
	for _, id := range c.Sources {
		wanted[id] = true
	}
	for i := range c.Config.Sources {
		source := &c.Config.Sources[i]
		if len(c.Sources) == 0 || wanted[source.ID] {
			chosen = append(chosen, source)
			delete(wanted, source.ID)
		}
	}
	for id := range wanted {
		return nil, fmt.Errorf("there is no source %q in %s", id, c.Config.Path)
	}
	return chosen, nil
}

// source runs one source's collector into the store.
func (c *Collection) source(ctx context.Context, source *config.Source, at warehouse.Position) error {
	watch := c.watcher(source.ID)
	collector, err := source.Of.New(c.place(source), source.Options)
	if err != nil {
		watch(nil, true, err)
		return err
	}
	run, err := c.Store.Begin(source.ID, at)
	if err != nil {
		watch(nil, true, err)
		return err
	}
	log := c.Log.With("source", source.ID)
	log.DebugContext(ctx, "parse begins")
	cause := collector.Collect(ctx, run.From(), func(b collectors.Batch) error {
		log.DebugContext(ctx, "parse ended", "items", len(b.Items))
		if err := run.Write(ctx, b); err != nil {
			return err
		}
		watch(run, false, nil)
		log.DebugContext(ctx, "parse begins")
		return ctx.Err()
	})
	log.DebugContext(ctx, "parse ended")
	// What has been gathered is stored even when the run is cancelled, now or
	// while it ends.
	last, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(patience, cancel) })
	defer stop()
	err = run.End(last, cause)
	watch(run, true, err)
	received, quarantined := run.Counts()
	log.InfoContext(ctx, "source collected", "received", received, "quarantined", quarantined, "failed", err != nil)
	return err
}

// place is where a source's collector works.
func (c *Collection) place(source *config.Source) collectors.Place {
	return collectors.Place{Dir: c.Config.Dir, Cache: filepath.Join(c.Cache, source.ID), Now: c.Now}
}

func (c *Collection) watcher(source string) func(*warehouse.Run, bool, error) {
	started := c.Now()
	return func(run *warehouse.Run, done bool, err error) {
		if c.Watch == nil {
			return
		}
		event := Event{Source: source, Took: c.Now().Sub(started), Done: done, Err: err}
		if run != nil {
			event.Received, event.Quarantined = run.Counts()
			event.Until = run.Until()
		}
		c.watching.Lock()
		defer c.watching.Unlock()
		c.Watch(event)
	}
}

// waiter tells that a source makes its collector wait.
func (c *Collection) waiter(ctx context.Context, source string) func(time.Time, string) {
	return func(until time.Time, why string) {
		c.Log.InfoContext(ctx, "source waits", "source", source, "until", until.UTC(), "why", why)
		if c.Watch == nil {
			return
		}
		c.watching.Lock()
		defer c.watching.Unlock()
		c.Watch(Event{Source: source, Waits: fmt.Sprintf("waits until %s: %s", until.UTC().Format("15:04:05 MST"), why)})
	}
}

// Community is what the warehouse's dimensions take from a configuration.
func Community(c *config.Config) (community warehouse.Community) {
	for i, s := range c.Scopes {
		community.Scopes = append(community.Scopes, warehouse.Scope{
			ID: s.ID, Title: s.Title, Releases: s.Releases, HistoryComplete: s.History == "complete", Position: uint32(i),
		})
	}
	for _, l := range c.Lists {
		community.Lists = append(community.Lists, warehouse.List{
			ID: l.ID, Scope: l.Scope, Kind: l.Kind, ArchiveURL: l.ArchiveURL, OtherProjects: l.OtherProjects,
		})
	}
	for i := range c.Sources {
		s := &c.Sources[i]
		community.Sources = append(community.Sources, warehouse.Source{
			ID: s.ID, Type: s.Type, Kind: string(s.Of.Kind), Member: s.Member(), Scope: s.Scope,
			Scopes: c.Ancestors(s.Scope), Synthetic: s.Synthetic, Untried: s.Of.UntriedWith(s.Options),
		})
	}
	for _, t := range c.Targets {
		community.Targets = append(community.Targets, warehouse.Target{KPI: t.KPI, Scope: t.Scope, Per: t.Per, AtLeast: t.AtLeast, AtMost: t.AtMost})
	}
	for i, n := range c.Notes {
		community.Notes = append(community.Notes, warehouse.Note{Day: n.On.Time, Scope: n.Scope, Text: n.Text, Position: uint32(i)})
	}
	community.Members = members(c)
	return community
}
