package shape

import "goldenratio/collectors"

// A Timeline is what happened to one issue or pull request.
type Timeline struct {
	Repo
	Kind   collectors.IssueKind
	Number uint64
	Before Verdicts // of the whole timeline
}

// EventOf says what an entry of a timeline is.
func EventOf(raw []byte) (string, error) {
	var g struct {
		Event string `json:"event"`
	}
	err := decode(raw, &g)
	return g.Event, err
}

// Entry is one entry: a comment, a review or an event. Commits are no items: a
// timeline does not tell their accounts.
func (t Timeline) Entry(raw []byte) (collectors.Item, error) {
	event, err := EventOf(raw)
	if err != nil {
		return collectors.Item{}, err
	}
	switch event {
	case "commented":
		return t.Comment(t.Kind, t.Number, raw)
	case "reviewed":
		return t.Review(t.Number, raw, t.Before)
	}
	return t.Event(t.Kind, t.Number, raw)
}
