package erase

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"goldenratio/internal/warehouse"
)

// Options say how somebody is forgotten.
type Options struct {
	Who    string // as was asked
	Reason string
	Now    time.Time
	Data   string   // the data directory, whose files are searched; empty for none
	Files  []string // the operator's own, which are searched and left alone
	// Nobodys are addresses that belong to no person, such as those of lists.
	Nobodys []string
	// Votes are what the person gives to organisations that others make, too.
	Votes []warehouse.Vote
	// Names are hashes of the person's names, which go on to count among those of
	// others.
	Names []string
	// Called are the names that pages show of the person: without what stands
	// beside a name in an alias.
	Called []string
	Log    *slog.Logger // of every step, at level debug
}

// Done is what forgetting came to.
type Done struct {
	Aliases int      `json:"aliases"` // that were deleted
	Tables  []string `json:"tables"`  // in which something changed
	Shared  []string `json:"shared"`  // what others are told by as well, and so was left
	Left    []Place  `json:"left"`    // where a search of everything still finds the person
	Yours   []Line   `json:"yours"`   // lines of the operator's own files
	Columns int      `json:"columns_searched"`
	Files   int      `json:"files_searched"`
}

// Forget makes the store forget a person, and searches it for what is left. The
// caller keeps runs and computes away meanwhile. One that was interrupted is
// finished by the next.
func Forget(ctx context.Context, store *warehouse.Store, p *Person, o Options) (Done, error) {
	all := tells(p, o.Called...)
	if len(p.Aliases) == 0 {
		all = guessed(o.Who)
	}
	own, others, err := shared(ctx, store, p, all, o.Nobodys)
	if err != nil {
		return Done{}, fmt.Errorf("read aliases: %w", err)
	}
	done := Done{Aliases: len(p.Aliases)}
	for _, t := range others {
		done.Shared = append(done.Shared, t.Text)
	}
	if len(p.Aliases) > 0 {
		if err := bury(ctx, store, p, own, &o); err != nil {
			return Done{}, fmt.Errorf("write tombstones: %w", err)
		}
	}
	if err := clean(ctx, store, own, &o, &done); err != nil {
		return Done{}, err
	}
	err = o.step(ctx, "search", func() error {
		found, err := Search(ctx, store, o.Data, own)
		done.Left, done.Columns, done.Files = found.Places, found.Columns, found.Files
		return err
	})
	if err != nil {
		return Done{}, fmt.Errorf("search for what is left: %w", err)
	}
	return done, nil
}

// step does one thing, and says in the log when it begins and, unless it fails,
// when it has ended.
func (o *Options) step(ctx context.Context, what string, do func() error) error {
	log := o.Log.With("table", what)
	log.DebugContext(ctx, "erase begins")
	if err := do(); err != nil {
		return err
	}
	log.DebugContext(ctx, "erase ended")
	return nil
}

// clean takes what tells a person out of tables and logs.
func clean(ctx context.Context, store *warehouse.Store, own []Told, o *Options, done *Done) error {
	list, err := store.ForgetList(ctx)
	if err != nil {
		return err
	}
	s := &sweep{store: store, list: list, who: seek(own), remade: map[string]bool{}, options: o}
	if done.Tables, err = s.run(ctx); err != nil {
		return err
	}
	if done.Yours, err = lines(o.Files, s.who.pattern); err != nil {
		return fmt.Errorf("search the files of the configuration: %w", err)
	}
	return nil
}
