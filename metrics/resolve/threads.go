package resolve

import (
	"context"
	"fmt"
	"math/bits"
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
	lists, err := b.lists(ctx)
	if err != nil {
		return fmt.Errorf("read lists: %w", err)
	}
	if err := b.answers(ctx, forest, lists); err != nil {
		return fmt.Errorf("read replies: %w", err)
	}
	if err := b.topics(ctx, forest, lists); err != nil {
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
	counts, err := warehouse.Rows[struct {
		Messages uint64 `ch:"messages"`
	}](ctx, b.conn, statement("count_messages"), b.params)
	if err != nil {
		return nil, err
	}
	all := make([]thread.Message, 0, counts[0].Messages) // growing would take twice the room
	err = warehouse.Each(ctx, b.conn, statement("read_messages"), b.params, func(r *row) error {
		all = append(all, thread.Message{ID: r.ID, Mail: r.Mail, Date: r.Date})
		return nil
	})
	return all, err
}

// lists are the hashes of those that messages stand on, by the hash of their
// set of sources.
type lists map[uint64][]uint64

func (b builder) lists(ctx context.Context) (lists, error) {
	type row struct {
		Place uint64 `ch:"place"`
		List  uint64 `ch:"list"`
	}
	all := make(lists)
	err := warehouse.Each(ctx, b.conn, statement("read_lists"), b.params, func(r *row) error {
		all[r.Place] = append(all[r.Place], r.List)
		return nil
	})
	return all, err
}

// topics appends what a subject is on each list of a place: one topic of two
// lists is two. No subject is none.
func (l lists) topics(to []uint64, subject, place uint64) []uint64 {
	if subject == 0 {
		return to
	}
	for _, list := range l[place] {
		to = append(to, bits.RotateLeft64(subject, 1)^list)
	}
	return to
}

func (b builder) answers(ctx context.Context, forest *thread.Forest, on lists) error {
	type row struct {
		ID    uint64 `ch:"id"`
		Named string `ch:"named"`
		Topic uint64 `ch:"topic"`
		Place uint64 `ch:"place"`
	}
	var named, topics []uint64
	return warehouse.Each(ctx, b.conn, statement("read_replies"), b.params, func(r *row) error {
		var err error
		if named, err = numbers(named[:0], r.Named); err != nil {
			return err
		}
		topics = on.topics(topics[:0], r.Topic, r.Place)
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

func (b builder) topics(ctx context.Context, forest *thread.Forest, on lists) error {
	wanted := forest.Wanted()
	if len(wanted) == 0 {
		return nil
	}
	type row struct {
		ID    uint64 `ch:"id"`
		Topic uint64 `ch:"topic"`
		Place uint64 `ch:"place"`
	}
	var topics []uint64
	return warehouse.Each(ctx, b.conn, statement("read_topics"), b.params, func(r *row) error {
		topics = on.topics(topics[:0], r.Topic, r.Place)
		for _, topic := range topics {
			if _, ok := wanted[topic]; ok {
				forest.Topic(r.ID, topic)
			}
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
