package slack

import (
	"context"
	"errors"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
	"goldenratio/collectors/social/files"
)

// New returns a Collector of the exports that o names, relative to dir.
func New(dir string, o Options, now func() time.Time) (*files.Collector, error) {
	exported, err := o.Exported.Time()
	if err != nil {
		return nil, err
	}
	o.Workspace = strings.ToLower(o.Workspace)
	read := func(ctx context.Context, r *files.Reading) error {
		e, err := open(r, o)
		if err != nil {
			return err
		}
		if !exported.IsZero() {
			e.read = exported
		}
		return e.collect(ctx, r)
	}
	return files.New(dir, o.Options, files.Format{Read: read, Packages: true}, now), nil
}

// An export is one being read.
type export struct {
	Options
	root     string // folder of channels.json in it
	users    map[string]user
	channels map[string]channel // by folder
	read     time.Time          // when Slack showed it
}

var errNoExport = errors.New("no export of Slack: want a folder or a .zip file with channels.json")

// open reads who and what there is in an export.
func open(r *files.Reading, o Options) (*export, error) {
	if r.FS == nil {
		return nil, errNoExport
	}
	e := &export{Options: o}
	if err := e.findRoot(r.FS); err != nil {
		return nil, err
	}
	if err := e.readUsers(r.FS); err != nil {
		return nil, err
	}
	if err := e.readChannels(r.FS); err != nil {
		return nil, err
	}
	return e, e.findNewest(r.FS)
}

// collect takes all messages, and how many belong to each channel.
func (e *export) collect(ctx context.Context, r *files.Reading) error {
	wanted := func(path string) bool {
		_, ok := e.channelOf(path)
		return ok || path == e.root+lists[0]
	}
	return r.Members(ctx, wanted, func(path string, in io.Reader) error {
		if c, ok := e.channelOf(path); ok {
			return e.messages(in, c, r.Take)
		}
		return e.members(r.Take)
	})
}

var dayFile = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)\.json$`)

// channelOf is the channel of which a file has a day.
func (e *export) channelOf(name string) (channel, bool) {
	below, ok := strings.CutPrefix(name, e.root)
	folder, base := path.Split(below)
	c, known := e.channels[strings.TrimSuffix(folder, "/")]
	return c, ok && known && dayFile.MatchString(base)
}

// messages takes those of one file.
func (e *export) messages(in io.Reader, c channel, take func(place string, item collectors.Item) error) error {
	n := 0
	err := elements(in, func(raw []byte) error {
		n++
		return take(strconv.Itoa(n), e.item(c, raw))
	})
	var malformed *malformedError
	if errors.As(err, &malformed) {
		return take("end", outbox.Reject("", "file is no list of messages", malformed, nil))
	}
	return err
}

// members takes how many belong to the workspace and to each of its channels.
func (e *export) members(take func(place string, item collectors.Item) error) error {
	if e.read.IsZero() {
		return nil
	}
	say := func(place, account string, members int) error {
		return take(place, collectors.Item{Day: e.read, Record: &collectors.Audience{
			Network: network, Account: account, Measure: "members", Day: e.read, Value: uint64(members), Version: e.version(),
		}})
	}
	active := 0
	for _, u := range e.users {
		if !u.Deleted && !u.program() {
			active++
		}
	}
	if active > 0 {
		if err := say("members", e.Workspace, active); err != nil {
			return err
		}
	}
	for _, c := range e.sorted() {
		if c.Members > 0 {
			if err := say(c.ID, e.place(c), c.Members); err != nil {
				return err
			}
		}
	}
	return nil
}

// version makes what a later export shows the newer.
func (e *export) version() uint64 { return collectors.VersionAt(e.read) + collectors.Version }
