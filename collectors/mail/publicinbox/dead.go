package publicinbox

import "context"

// A dead is what a walk must know of deletions before it reads any mail: the
// deletion of a mail stands behind it, maybe in a later epoch.
type dead struct {
	unread    map[string]bool // mails of the walk that are deleted, by epoch and event
	read      []corpse        // deleted mails that earlier walks emitted
	strangers map[string]bool // deletions of mails that were never there
}

// A corpse is a mail that was emitted and is deleted.
type corpse struct {
	epoch *epoch
	event event
}

// A birth is a mail that is not deleted as far as the history was looked at.
type birth struct {
	corpse
	before bool // it stands before the walk
}

// at names an event among those of all epochs.
func at(e *epoch, ev *event) string { return e.name + "/" + ev.key() }

// findDead looks for the walk's deletions, and if there is any at the history of
// the mails that they delete. A mail is known by its blob: public-inbox deletes
// by writing the very same mail once more.
func findDead(ctx context.Context, epochs []*epoch, at *position) (*dead, error) {
	wanted := map[string]bool{}
	for _, e := range epochs {
		err := each(ctx, e.repo, at.Walk.Base[e.name], at.Walk.Tips[e.name], func(ev event) error {
			if ev.deleted {
				wanted[ev.blob] = true
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	d := &dead{unread: map[string]bool{}, strangers: map[string]bool{}}
	if len(wanted) == 0 {
		return d, nil
	}
	alive := map[string][]birth{}
	for _, e := range epochs {
		base, tip := at.Walk.Base[e.name], at.Walk.Tips[e.name]
		for _, s := range []struct {
			from, to string
			before   bool
		}{{"", base, true}, {base, tip, false}} {
			err := each(ctx, e.repo, s.from, s.to, func(ev event) error {
				if wanted[ev.blob] {
					alive[ev.blob] = d.follow(alive[ev.blob], birth{corpse{e, ev}, s.before})
				}
				return nil
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return d, nil
}

// follow takes the next event of a blob and returns which of its mails are left.
// What a commit brings it does not delete: it moved.
func (d *dead) follow(alive []birth, next birth) (left []birth) {
	if !next.event.deleted {
		return append(alive, next)
	}
	for _, b := range alive {
		switch {
		case b.epoch == next.epoch && b.event.commit == next.event.commit:
			left = append(left, b)
		case !b.before:
			d.unread[at(b.epoch, &b.event)] = true
		case !next.before:
			d.read = append(d.read, b.corpse)
		}
	}
	if len(alive) == 0 && !next.before {
		d.strangers[at(next.epoch, &next.event)] = true
	}
	return left
}
