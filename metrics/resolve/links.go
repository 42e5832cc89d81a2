package resolve

import (
	"context"
	"fmt"
	"maps"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/resolve/link"
)

// linkedAtOnce is how many commits are linked at a time, to bound memory: each of
// them, and each patch that they are held against, takes some 1.5 kB meanwhile.
const linkedAtOnce = 50_000

// Mails from how long before a stretch of commits, and after it, are looked at.
const (
	linkedAfter  = 366 * 24 * time.Hour
	linkedBefore = 2 * 24 * time.Hour // clocks differ
)

// link finds which patches became which commits and writes it to commit_links.
// change_patches, resolve_series, messages and commits stand. A history that is
// too long for one reading is read in stretches: a patch that has its commit in
// one is like no other commit in the next.
func (b builder) link(ctx context.Context) error {
	stretches, err := b.stretches(ctx)
	if err != nil {
		return fmt.Errorf("cut history: %w", err)
	}
	for _, s := range stretches {
		if err := b.with(s).linkStretch(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (b builder) linkStretch(ctx context.Context) error {
	patches, err := b.patches(ctx)
	if err != nil {
		return fmt.Errorf("read patches: %w", err)
	}
	if len(patches) == 0 {
		return nil
	}
	commits, err := b.commits(ctx)
	if err != nil {
		return fmt.Errorf("read commits: %w", err)
	}
	letters, err := b.letters(ctx, commits)
	if err != nil {
		return fmt.Errorf("read letters: %w", err)
	}
	if err := b.writeLinks(ctx, link.Find(patches, letters, commits)); err != nil {
		return fmt.Errorf("write links: %w", err)
	}
	return nil
}

// A stretch is a part of the history by committer dates, in seconds since 1970,
// and the mails that may have to do with it.
type stretch struct{ from, until, mailsFrom, mailsUntil uint32 }

// stretches cut the history into parts of linkedAtOnce commits. A history of one
// part has all mails.
func (b builder) stretches(ctx context.Context) ([]stretch, error) {
	type row struct {
		Begins uint32 `ch:"begins"`
	}
	params := maps.Clone(b.params)
	params["at_once"] = strconv.Itoa(b.atOnce)
	rows, err := warehouse.Rows[row](ctx, b.conn, statement("read_stretches"), params)
	if err != nil {
		return nil, err
	}
	all := []stretch{{0, math.MaxUint32, 0, math.MaxUint32}}
	for _, r := range rows {
		last := &all[len(all)-1]
		if r.Begins <= last.from {
			continue // more commits of one instant than are read at once
		}
		last.until, last.mailsUntil = r.Begins, later(r.Begins, linkedBefore)
		all = append(all, stretch{r.Begins, math.MaxUint32, earlier(r.Begins, linkedAfter), math.MaxUint32})
	}
	return all, nil
}

func later(at uint32, d time.Duration) uint32 {
	return uint32(min(int64(at)+int64(d/time.Second), math.MaxUint32))
}

func earlier(at uint32, d time.Duration) uint32 {
	return uint32(max(int64(at)-int64(d/time.Second), 0))
}

// with is the builder for one stretch.
func (b builder) with(s stretch) builder {
	b.params = maps.Clone(b.params)
	for name, at := range map[string]uint32{"from": s.from, "until": s.until, "mails_from": s.mailsFrom, "mails_until": s.mailsUntil} {
		b.params[name] = strconv.FormatUint(uint64(at), 10)
	}
	return b
}

func (b builder) patches(ctx context.Context) ([]link.Patch, error) {
	type row struct {
		Message uint64    `ch:"message"`
		Ref     string    `ch:"ref"`
		Change  uint64    `ch:"change"`
		Version uint16    `ch:"version"`
		Number  uint16    `ch:"number"`
		Date    uint32    `ch:"date"`
		Author  uuid.UUID `ch:"author"`
		Subject string    `ch:"subject"`
		PatchID string    `ch:"patch_id"`
		Paths   string    `ch:"paths"`
		Lines   uint32    `ch:"lines"`
		Linked  bool      `ch:"linked"`
	}
	var all []link.Patch
	paths := names{}
	err := warehouse.Each(ctx, b.conn, statement("read_patches"), b.params, func(r *row) error {
		all = append(all, link.Patch{
			Message: r.Message, Ref: r.Ref, Change: r.Change, Version: r.Version, Number: r.Number, Date: r.Date,
			Author: link.Person(r.Author), Subject: r.Subject, PatchID: r.PatchID, Paths: paths.once(list(r.Paths)), Lines: r.Lines, Linked: r.Linked,
		})
		return nil
	})
	return all, err
}

// maxLinks is how many trailers of one commit are read.
const maxLinks = 100

func (b builder) commits(ctx context.Context) ([]link.Commit, error) {
	archives, err := b.archives(ctx)
	if err != nil {
		return nil, err
	}
	type row struct {
		Source   string    `ch:"source"`
		SHA      string    `ch:"sha"`
		Author   uuid.UUID `ch:"author"`
		Authored uint32    `ch:"authored"`
		Date     uint32    `ch:"date"`
		Subject  string    `ch:"subject"`
		PatchID  string    `ch:"patch_id"`
		Paths    string    `ch:"paths"`
		Lines    uint32    `ch:"lines"`
		Named    string    `ch:"named"`
	}
	var all []link.Commit
	paths := names{}
	err = warehouse.Each(ctx, b.conn, statement("read_commits"), b.params, func(r *row) error {
		c := link.Commit{
			Source: r.Source, SHA: r.SHA, Author: link.Person(r.Author), Authored: r.Authored, Date: r.Date,
			Subject: r.Subject, PatchID: r.PatchID, Paths: paths.once(list(r.Paths)), Lines: r.Lines,
		}
		values := list(r.Named)
		for _, value := range values[:min(len(values), maxLinks)] {
			c.Named = append(c.Named, archives.Named(value)...)
		}
		all = append(all, c)
		return nil
	})
	return all, err
}

func (b builder) archives(ctx context.Context) (link.Archives, error) {
	type row struct {
		Template string `ch:"template"`
	}
	rows, err := warehouse.Rows[row](ctx, b.conn, statement("read_archives"), b.params)
	if err != nil {
		return nil, fmt.Errorf("read archives: %w", err)
	}
	var all link.Archives
	for _, r := range rows {
		all = append(all, r.Template)
	}
	return all, nil
}

// letters are the mails that commits name beside patches; the others, which are
// many more, are not kept.
func (b builder) letters(ctx context.Context, commits []link.Commit) ([]link.Letter, error) {
	named := make(map[string]bool)
	for _, c := range commits {
		for _, ref := range c.Named {
			named[ref] = true
		}
	}
	if len(named) == 0 {
		return nil, nil
	}
	type row struct {
		Ref    string `ch:"ref"`
		Change uint64 `ch:"change"`
	}
	var all []link.Letter
	err := warehouse.Each(ctx, b.conn, statement("read_letters"), b.params, func(r *row) error {
		if named[r.Ref] {
			all = append(all, link.Letter{Ref: r.Ref, Change: r.Change})
		}
		return nil
	})
	return all, err
}

// list splits what came as text with NULs between.
func list(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\x00")
}

// names keep one copy of each string: a hundred thousand commits touch a few
// thousand paths.
type names map[string]string

func (n names) once(all []string) []string {
	for i, name := range all {
		kept, ok := n[name]
		if !ok {
			kept = strings.Clone(name) // not the whole row that it was cut from
			n[kept] = kept
		}
		all[i] = kept
	}
	return all
}

func (b builder) writeLinks(ctx context.Context, links []link.Link) error {
	for len(links) > 0 {
		n := min(len(links), block)
		if err := b.writeBlock(ctx, links[:n]); err != nil {
			return err
		}
		links = links[n:]
	}
	return nil
}

func (b builder) writeBlock(ctx context.Context, links []link.Link) error {
	type row struct {
		Source   string    `ch:"source"`
		SHA      string    `ch:"sha"`
		Message  uint64    `ch:"message"`
		Evidence string    `ch:"evidence"`
		Score    float64   `ch:"score"`
		Date     time.Time `ch:"date"`
	}
	rows := make([]row, 0, len(links))
	for _, l := range links {
		rows = append(rows, row{l.Source, l.SHA, l.Message, string(l.Evidence), l.Score, time.Unix(int64(l.Date), 0).UTC()})
	}
	return warehouse.InsertRows(ctx, b.conn, statement("insert_commit_links"), rows)
}
