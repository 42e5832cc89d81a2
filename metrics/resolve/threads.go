package resolve

import (
	"context"
	"fmt"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/resolve/thread"
)

// thread finds the threads of all messages in resolve_heads and writes them to
// resolve_links.
func (b builder) thread(ctx context.Context) error {
	messages, err := b.messages(ctx)
	if err != nil {
		return fmt.Errorf("read messages: %w", err)
	}
	forest := thread.New(messages)
	if err := b.answers(ctx, forest); err != nil {
		return fmt.Errorf("read replies: %w", err)
	}
	if err := b.topics(ctx, forest); err != nil {
		return fmt.Errorf("read topics: %w", err)
	}
	return b.write(ctx, forest)
}

func (b builder) messages(ctx context.Context) ([]thread.Message, error) {
	type row struct {
		ID   uint64 `ch:"id"`
		Mail uint64 `ch:"mail"`
		Date uint32 `ch:"date"`
	}
	var all []thread.Message
	err := warehouse.Each(ctx, b.conn, statement("read_messages"), b.params, func(r *row) error {
		all = append(all, thread.Message{ID: r.ID, Mail: r.Mail, Date: r.Date})
		return nil
	})
	return all, err
}

func (b builder) answers(ctx context.Context, forest *thread.Forest) error {
	type row struct {
		ID     uint64   `ch:"id"`
		Named  []uint64 `ch:"named"`
		Topics []uint64 `ch:"topics"`
	}
	return warehouse.Each(ctx, b.conn, statement("read_replies"), b.params, func(r *row) error {
		forest.Answer(r.ID, r.Named, r.Topics)
		return nil
	})
}

func (b builder) topics(ctx context.Context, forest *thread.Forest) error {
	wanted := forest.Wanted()
	if len(wanted) == 0 {
		return nil
	}
	type row struct {
		ID    uint64 `ch:"id"`
		Topic uint64 `ch:"topic"`
	}
	return warehouse.Each(ctx, b.conn, statement("read_topics"), b.params, func(r *row) error {
		if _, ok := wanted[r.Topic]; ok {
			forest.Topic(r.ID, r.Topic)
		}
		return nil
	})
}

// block is how many links are sent at once.
const block = 100_000

func (b builder) write(ctx context.Context, forest *thread.Forest) error {
	var ids, parents, threads []uint64
	var starts []bool
	flush := func() error {
		if len(ids) == 0 {
			return nil
		}
		batch, err := b.conn.PrepareBatch(ctx, statement("insert_links"))
		if err != nil {
			return err
		}
		defer batch.Close()
		for i, column := range []any{ids, parents, threads, starts} {
			if err := batch.Column(i).Append(column); err != nil {
				return err
			}
		}
		ids, parents, threads, starts = ids[:0], parents[:0], threads[:0], starts[:0]
		return batch.Send()
	}
	for link := range forest.Links {
		ids, parents = append(ids, link.ID), append(parents, link.Parent)
		threads, starts = append(threads, link.Thread), append(starts, link.Starts)
		if len(ids) == block {
			if err := flush(); err != nil {
				return fmt.Errorf("write links: %w", err)
			}
		}
	}
	if err := flush(); err != nil {
		return fmt.Errorf("write links: %w", err)
	}
	return nil
}
