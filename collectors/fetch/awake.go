package fetch

import (
	"io"
	"time"
)

// An awake body puts off an alarm whenever some more of it has arrived: neither
// silence nor a byte now and then keeps a connection for ever.
type awake struct {
	body     io.ReadCloser
	alarm    *time.Timer
	patience time.Duration
	since    int // bytes since the alarm was last put off
}

// enough is how many bytes put off the alarm.
const enough = 4 << 10

func (a *awake) Read(p []byte) (int, error) {
	n, err := a.body.Read(p)
	if a.since += n; a.since >= enough {
		a.alarm.Reset(a.patience)
		a.since = 0
	}
	return n, err
}

func (a *awake) Close() error { return a.body.Close() }
