package warehouse

import (
	"context"
	"fmt"
	"time"
)

// rejectsKept is how long bytes stay in quarantine: they are foreign and private,
// and whoever looks into them does so soon.
const rejectsKept = 90 * 24 * time.Hour

// ExpireRejects empties what was long enough in quarantine.
func (s *Store) ExpireRejects(ctx context.Context) error {
	params := Params{"before": s.now().Add(-rejectsKept).UTC().Format(time.DateTime)}
	rows, err := Rows[struct {
		Items uint64 `ch:"items"`
	}](ctx, s.Conn, statement("expired_rejects"), params)
	if err == nil && rows[0].Items > 0 {
		err = Exec(ctx, s.Conn, statement("expire_rejects"), params)
	}
	if err != nil {
		return fmt.Errorf("empty old rejects: %w", err)
	}
	return nil
}
