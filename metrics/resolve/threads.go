package resolve

import (
	"context"
	"errors"
	"fmt"
	"strconv"

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
		ID     uint64 `ch:"id"`
		Named  string `ch:"named"`
		Topics string `ch:"topics"`
	}
	var named, topics []uint64
	return warehouse.Each(ctx, b.conn, statement("read_replies"), b.params, func(r *row) error {
		var err, also error
		named, err = numbers(named[:0], r.Named)
		topics, also = numbers(topics[:0], r.Topics)
		if err := errors.Join(err, also); err != nil {
			return err
		}
		forest.Answer(r.ID, named, topics)
		return nil
	})
}

// numbers appends the numbers of a text, each of 16 hexadecimal digits.
func numbers(to []uint64, text string) ([]uint64, error) {
	for ; len(text) > 0; text = text[16:] {
		if len(text) < 16 {
			return nil, fmt.Errorf("%q is no number", text)
		}
		number, err := strconv.ParseUint(text[:16], 16, 64)
		if err != nil {
			return nil, err
		}
		to = append(to, number)
	}
	return to, nil
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
		err := warehouse.InsertColumns(ctx, b.conn, statement("insert_links"), ids, parents, threads, starts)
		ids, parents, threads, starts = ids[:0], parents[:0], threads[:0], starts[:0]
		return err
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
