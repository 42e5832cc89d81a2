package erase

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/tombstone"
)

// bury writes a person's tombstones, after everything else that the numbers need
// of the person, and then what is not to be stored any more. From the tombstones
// on the person is known as forgotten, all aliases together: who was killed goes
// on from there.
func bury(ctx context.Context, store *warehouse.Store, p *Person, own []Told, o *Options) error {
	params := warehouse.Params{"person": p.ID.String(), "at": o.Now.UTC().Format(time.DateTime)}
	if !p.Forgotten {
		for _, step := range []string{"drop_affiliations", "keep_affiliations"} {
			err := o.step(ctx, step, func() error { return warehouse.Exec(ctx, store.Conn, statement(step), params) })
			if err != nil {
				return fmt.Errorf("keep affiliations: %w", err)
			}
		}
	}
	err := o.step(ctx, "golden_private.tombstones", func() error {
		if err := warehouse.InsertRows(ctx, store.Conn, statement("insert_votes"), o.Votes); err != nil {
			return fmt.Errorf("keep votes: %w", err)
		}
		return store.Bury(ctx, p.ID, p.Bot, p.Aliases, o.Names)
	})
	if err != nil {
		return err
	}
	marks := marksOf(store.Hash(), p.ID, own)
	err = o.step(ctx, "golden_private.forgotten_marks", func() error {
		return warehouse.InsertRows(ctx, store.Conn, statement("insert_marks"), marks)
	})
	if err != nil {
		return fmt.Errorf("keep marks: %w", err)
	}
	list, err := store.ForgetList(ctx)
	if err != nil {
		return err
	}
	params["reason"] = list.Reword(o.Reason)
	if err := warehouse.Exec(ctx, store.Conn, statement("insert_forgotten"), params); err != nil {
		return fmt.Errorf("keep reason: %w", err)
	}
	return nil
}

// marksOf are the keyed hashes of what tells a person.
func marksOf(hash *tombstone.Hash, person uuid.UUID, own []Told) (marks []tombstone.Mark) {
	add := func(kind tombstone.Kind, text string) {
		marks = append(marks, tombstone.Mark{Mark: hash.Of(kind, text), Kind: string(kind), Person: person})
	}
	for _, t := range own {
		add(t.Kind, t.Text)
		if t.Kind == tombstone.Name {
			first, _, _ := strings.Cut(t.Text, " ")
			add(tombstone.Word, first)
		}
	}
	return marks
}
