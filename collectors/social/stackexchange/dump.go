package stackexchange

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/social/files"
	"goldenratio/collectors/unpack"
)

// The files of a dump.
const (
	posts    = "Posts.xml"
	comments = "Comments.xml"
	users    = "Users.xml"
)

// unload reads the dump. One that was replaced is read anew.
func (c *Collector) unload(ctx context.Context, from collectors.Cursor, emit func(collectors.Batch) error) error {
	d := &dump{options: c.options}
	f := files.New(c.place.Dir, files.Options{Paths: []string{c.options.Dump}}, files.Format{Read: d.load, Packages: true}, c.place.Now)
	f.Batch = c.batch
	return f.Collect(ctx, from, func(b collectors.Batch) error {
		if b.Span != nil {
			b.Span = d.span // a dump speaks for all of the site's time, quiet or not
		}
		return emit(b)
	})
}

// A dump is what must be known of one before its posts can be told: which of them are
// wanted, and who wrote them. It is small beside the files: numbers, and some names.
type dump struct {
	options Options
	reading *files.Reading
	mapper  mapper
	span    *collectors.Span

	questions map[uint64]question
	answers   map[uint64]uint64 // the question of each
	names     map[int64]string  // of those who wrote them
	newest    string            // date
}

// A question is one that has the tags.
type question struct {
	tags     []string
	accepted uint64 // answer
}

// load looks through the files, and then takes what is wanted in them.
func (d *dump) load(ctx context.Context, r *files.Reading) error {
	d.reading, d.newest = r, ""
	d.questions, d.answers, d.names = map[uint64]question{}, map[uint64]uint64{}, map[int64]string{}
	if err := d.look(ctx, pile{posts, d.findPost}, pile{comments, d.findAuthor}, pile{users, d.findName}); err != nil {
		return err
	}
	if err := d.found(); err != nil {
		return err
	}
	return d.look(ctx, pile{posts, d.takePost}, pile{comments, d.takeComment})
}

// A pile is a file of the dump, and what is done with its rows.
type pile struct {
	name string
	take func(row) error
}

func (d *dump) look(ctx context.Context, through ...pile) error {
	for _, p := range through {
		if err := d.each(ctx, p); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	return nil
}

// found is called when all that is wanted is known.
func (d *dump) found() error {
	read, err := d.options.Exported.Time()
	if err != nil {
		return err
	}
	if read.IsZero() && d.newest != "" {
		if read, err = time.Parse(dateForm, d.newest); err != nil {
			return err
		}
	}
	d.span = &collectors.Span{Until: read}
	d.mapper = mapper{host: d.options.site(), settings: d.options.Settings, read: read, version: collectors.Version}
	return nil
}

// each takes the rows of one of the files; only the one with the posts must be there.
func (d *dump) each(ctx context.Context, p pile) error {
	file, err := d.open(ctx, p.name)
	if errors.Is(err, fs.ErrNotExist) && p.name != posts {
		return nil
	}
	if err != nil {
		return err
	}
	defer file.Close()
	return rows(ctx, file, p.take)
}

func (d *dump) open(ctx context.Context, name string) (io.ReadCloser, error) {
	if d.reading.FS == nil {
		if name != posts {
			return nil, fs.ErrNotExist
		}
		return d.reading.Again(ctx)
	}
	members, err := fs.Glob(d.reading.FS, name+"*")
	if err != nil {
		return nil, err
	}
	if len(members) == 0 {
		return nil, fs.ErrNotExist
	}
	file, err := d.reading.FS.Open(members[0])
	if err != nil {
		return nil, err
	}
	stream, err := unpack.New(ctx, file)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &member{stream, file}, nil
}

// A member is a file of the dump, unpacked.
type member struct {
	*unpack.Stream
	file fs.File
}

func (m *member) Close() error {
	m.Stream.Close()
	return m.file.Close()
}
