package warehouse

import (
	"context"
	"errors"
	"testing"

	chdriver "github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

// A watched batch remembers the context that it was made with. Its Send ends as
// the driver's does: when the rows are sent or the context is done.
type watched struct {
	chdriver.Conn
	chdriver.Batch
	ctx  context.Context //nolint:containedctx // it is what the test is about
	send func()
}

func (w *watched) PrepareBatch(ctx context.Context, _ string, _ ...chdriver.PrepareBatchOption) (chdriver.Batch, error) {
	w.ctx = ctx
	return w, nil
}

func (w *watched) Close() error             { return nil }
func (w *watched) AppendStruct(v any) error { return nil }
func (w *watched) Send() error {
	if w.send != nil {
		w.send()
		<-w.ctx.Done()
	}
	return w.ctx.Err()
}

// TestInsertOutlivesItsContext ends a context right after the insert that it
// was for, as an errgroup does: nothing that the driver still does for the batch
// may take that for its end.
func TestInsertOutlivesItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	conn := &watched{}
	if err := InsertRows(ctx, conn, "", []struct{}{{}}); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := conn.ctx.Err(); err != nil {
		t.Errorf("the batch's context after Send: %v", err)
	}
}

// TestInsertIsCancelled ends a context while rows are sent.
func TestInsertIsCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	if err := InsertRows(ctx, &watched{send: cancel}, "", []struct{}{{}}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled while sending: %v", err)
	}
}
