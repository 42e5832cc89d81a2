package resolve

import (
	"context"
	"fmt"
	"strings"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/resolve/series"
)

// series finds the changes among all mails and writes them to resolve_series.
func (b builder) series(ctx context.Context) error {
	mails, err := b.mails(ctx)
	if err != nil {
		return fmt.Errorf("read mails: %w", err)
	}
	set := series.New(mails)
	if err := b.proposals(ctx, set); err != nil {
		return fmt.Errorf("read proposals: %w", err)
	}
	if err := b.writeSeries(ctx, set); err != nil {
		return fmt.Errorf("write series: %w", err)
	}
	return nil
}

func (b builder) mails(ctx context.Context) ([]series.Mail, error) {
	type row struct {
		ID     uint64 `ch:"id"`
		Parent uint64 `ch:"parent"`
		Date   uint32 `ch:"date"`
	}
	var all []series.Mail
	err := warehouse.Each(ctx, b.conn, statement("read_mails"), b.params, func(r *row) error {
		all = append(all, series.Mail{ID: r.ID, Parent: r.Parent, Date: r.Date})
		return nil
	})
	return all, err
}

func (b builder) proposals(ctx context.Context, set *series.Set) error {
	type row struct {
		ID      uint64 `ch:"id"`
		Subject string `ch:"subject"`
		Sender  uint64 `ch:"sender"`
		Author  uint64 `ch:"author"`
		Patch   uint64 `ch:"patch"`
		Change  uint64 `ch:"change"`
		Top     uint64 `ch:"top"`
		Paths   string `ch:"paths"`
		Diff    bool   `ch:"diff"`
		Quotes  bool   `ch:"quotes"`
		Others  string `ch:"others"`
	}
	return warehouse.Each(ctx, b.conn, statement("read_proposals"), b.params, func(r *row) error {
		paths, err := numbers(nil, r.Paths)
		if err != nil {
			return err
		}
		set.Propose(series.Proposal{
			ID: r.ID, Subject: r.Subject, Sender: r.Sender, Author: r.Author, Patch: r.Patch, Change: r.Change, Top: r.Top,
			Paths: paths, Diff: r.Diff, Quotes: r.Quotes, Others: strings.Fields(r.Others),
		})
		return nil
	})
}

func (b builder) writeSeries(ctx context.Context, set *series.Set) error {
	var ids, changes, answers []uint64
	var versions, labels, places, totals []uint16
	var kinds []string
	var roles []int8
	flush := func() error {
		if len(ids) == 0 {
			return nil
		}
		err := warehouse.InsertColumns(ctx, b.conn, statement("insert_series"), ids, changes, versions, labels, places, totals, kinds, roles, answers)
		ids, changes, answers = ids[:0], changes[:0], answers[:0]
		versions, labels, places, totals = versions[:0], labels[:0], places[:0], totals[:0]
		kinds, roles = kinds[:0], roles[:0]
		return err
	}
	for row := range set.Rows {
		ids, changes, answers = append(ids, row.ID), append(changes, row.Change), append(answers, row.Answers)
		versions, labels = append(versions, row.Version), append(labels, row.Label)
		places, totals = append(places, row.Number), append(totals, row.Total)
		kinds, roles = append(kinds, row.Kind.String()), append(roles, int8(row.Role))
		if len(ids) == block {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}
