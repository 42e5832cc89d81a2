package irc

import (
	"context"
	"errors"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/social/files"
)

// New returns a Collector of the logs that o names, relative to dir.
func New(dir string, o Options, now func() time.Time) (*files.Collector, error) {
	zone, err := o.zone()
	if err != nil {
		return nil, err
	}
	read := func(ctx context.Context, f *files.Reading) error {
		l := newLog(o, zone, f.Path)
		return f.Lines(ctx, maxLine, &l.state, l.item)
	}
	return files.New(dir, o.Options, files.Format{Read: read, Steady: true}, now), nil
}

// maxLine is how long a line may be; the protocol allows 512 bytes.
const maxLine = 16 << 10

// A log is one file.
type log struct {
	Options
	zone  *time.Location
	place string // of all its posts
	named string // the day that the file is named after, or nothing
	state state
}

// A state is what must be known of the lines before to understand the next.
type state struct {
	Literal bool           `json:"literal,omitempty"` // between b' and '
	Day     string         `json:"day,omitempty"`     // of logs that say only when it changes
	Last    time.Time      `json:"last"`              // of the line before
	Said    map[string]int `json:"said,omitempty"`    // how often, at that instant
}

func newLog(o Options, zone *time.Location, path string) *log {
	channel, day := describe(path)
	if o.Channel != "" {
		channel = o.Channel
	}
	return &log{Options: o, zone: zone, place: strings.ToLower(o.Network + "/" + channel), named: day}
}

// An event is what a line tells.
type event struct {
	kind  collectors.PostKind
	nick  string // who
	other string // whom, or the new nick
	text  string // what was said
}

// Why lines are rejected.
var (
	errLong = errors.New("line too long")
	errTime = errors.New("line without a time")
	errDay  = errors.New("time without a day")
	errForm = errors.New("line of no known form")
	errNick = errors.New("no nick")
)

// item makes an item of a line; of one in which nothing stands, none.
func (l *log) item(line files.Line) *collectors.Item {
	text := l.state.unquote(string(line.Text))
	if text == "" {
		return nil
	}
	post, err := l.post(text)
	if line.Cut {
		err = errLong
	}
	if err != nil {
		item := outbox.Reject("", err.Error(), err, line.Text)
		item.Day = l.today()
		return &item
	}
	return &collectors.Item{Day: collectors.Day(post.Date.At), Record: post}
}

// today is the day to which a line without a time counts: that of the line before,
// or of the file.
func (l *log) today() time.Time {
	if !l.state.Last.IsZero() {
		return collectors.Day(l.state.Last)
	}
	day, err := time.Parse(time.DateOnly, l.named)
	if err != nil {
		return time.Time{}
	}
	return day
}

// post reads a line.
func (l *log) post(text string) (*collectors.Post, error) {
	at, what, err := l.split(text)
	if err != nil {
		return nil, err
	}
	e, err := what()
	if err != nil {
		return nil, err
	}
	if err := e.check(); err != nil {
		return nil, err
	}
	if isServer(e.nick) {
		e.nick = ""
	}
	return l.make(at, e), nil
}
