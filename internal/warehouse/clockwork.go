package warehouse

import (
	"context"

	"github.com/google/uuid"
)

// A Clockwork is an alias that writes in one and the same minute of nearly every
// hour in which it writes.
type Clockwork struct {
	Alias uuid.UUID `ch:"alias_id"`
	Hours uint64    `ch:"hours"` // in which it wrote
	Share float64   `ch:"share"` // of these hours, and of its mails, in that minute
}

// Clockworks are all of them, in the order of aliases.
func (s *Store) Clockworks(ctx context.Context) ([]Clockwork, error) {
	return Rows[Clockwork](ctx, s.Conn, statement("clockworks"), nil)
}
