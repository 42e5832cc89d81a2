package gitlab

import (
	"encoding/json"
	"regexp"
	"strings"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go"

	"goldenratio/collectors"
)

// state reads an event of the state: closed, reopened, merged.
func (t *thread) state(m mapper, raw json.RawMessage) ([]collectors.Act, error) {
	var e gitlab.StateEvent
	if err := json.Unmarshal(raw, &e); err != nil {
		return nil, err
	}
	kinds := map[gitlab.EventTypeValue]collectors.ActKind{
		"closed": collectors.ActClosed, "reopened": collectors.ActReopened, "merged": collectors.ActMerged,
	}
	kind, ok := kinds[e.State]
	if !ok {
		return nil, nil // locked, while it is merged
	}
	a, err := m.act(kind, e.ID, e.CreatedAt)
	if err != nil {
		return nil, err
	}
	a.Author = m.user(e.User)
	if t.switched.IsZero() || a.Date.At.Before(t.switched) {
		t.switched = a.Date.At
	}
	return []collectors.Act{a}, nil
}

// note is one with what GitLabs before 15.0 call an internal one.
type note struct {
	gitlab.Note

	Hidden bool `json:"confidential"`
}

// note reads a comment, or what GitLab itself wrote down of an act. Confidential
// ones stay where they are.
func (t *thread) note(m mapper, raw json.RawMessage) ([]collectors.Act, error) {
	var n note
	if err := json.Unmarshal(raw, &n); err != nil {
		return nil, err
	}
	if n.Internal || n.Hidden {
		return nil, nil
	}
	kind := collectors.ActComment
	if n.Type == gitlab.DiffNote {
		kind = collectors.ActLineComment
	}
	a, err := m.act(kind, n.ID, n.CreatedAt)
	if err != nil {
		return nil, err
	}
	a.Author = m.person(n.Author.Username, n.Author.Name)
	if n.Position != nil {
		a.Commit = sha(n.Position.HeadSHA)
	}
	if n.UpdatedAt != nil {
		a.Version = collectors.VersionAt(*n.UpdatedAt)
	}
	if !n.System {
		return []collectors.Act{a}, nil
	}
	return t.system(a, n.Body), nil
}

// How GitLab words what it writes down, without marks and in lower case; the old
// wordings too.
var (
	draft   = regexp.MustCompile(`^marked (this merge request )?as a? ?(draft|work in progress)\b`)
	ready   = regexp.MustCompile(`^(marked this merge request as ready|unmarked (this merge request )?as a? ?(draft|work in progress))\b`)
	closed  = regexp.MustCompile(`^(status changed to )?(closed|reopened|merged)\b`)
	mention = regexp.MustCompile(`@([\p{L}\p{N}_][\p{L}\p{N}_.-]*[\p{L}\p{N}_-]|[\p{L}\p{N}_])`)
)

// system says which acts a note of GitLab's own tells of; of most it tells none.
func (t *thread) system(a collectors.Act, body string) []collectors.Act {
	text := strings.ToLower(strings.NewReplacer("*", "", "`", "").Replace(strings.TrimSpace(body)))
	switch {
	case text == "approved this merge request":
		a.Kind = collectors.ActApproval
		t.approved[a.Author.Login] = a.ID
	case text == "requested changes":
		a.Kind = collectors.ActChangesRequested
	case text == "left review comments without approving":
		a.Kind = collectors.ActReview
	case text == "unapproved this merge request", strings.HasPrefix(text, "revoked approval"):
		return t.dismissed(a, []string{a.Author.Login})
	case strings.HasPrefix(text, "reset approvals from "):
		return t.dismissed(a, t.mentioned(text))
	case strings.HasPrefix(text, "requested review from "):
		asked, _, _ := strings.Cut(text, " and removed review request")
		return requested(a, t.mentioned(asked))
	case ready.MatchString(text):
		a.Kind = collectors.ActReady
	case draft.MatchString(text):
		a.Kind = collectors.ActDraft
	default:
		return t.settled(a, text)
	}
	return []collectors.Act{a}
}

// settled reads the notes of what has events since GitLab 13.2. The two are
// counted as one within a minute of the first event.
func (t *thread) settled(a collectors.Act, text string) []collectors.Act {
	found := closed.FindStringSubmatch(text)
	if found == nil || !t.switched.IsZero() && a.Date.At.After(t.switched.Add(-time.Minute)) {
		return nil
	}
	kinds := map[string]collectors.ActKind{"closed": collectors.ActClosed, "reopened": collectors.ActReopened, "merged": collectors.ActMerged}
	a.Kind = kinds[found[2]]
	a.ID = "note-" + a.ID
	return []collectors.Act{a}
}

// dismissed takes back the last approval of each of the people.
func (t *thread) dismissed(a collectors.Act, logins []string) (acts []collectors.Act) {
	for _, login := range logins {
		if t.approved[login] == "" {
			continue
		}
		one := a
		one.Kind, one.Subject = collectors.ActDismissal, t.approved[login]
		one.ID += "-" + one.Subject
		delete(t.approved, login)
		acts = append(acts, one)
	}
	return acts
}

// requested asks each of the people for a review.
func requested(a collectors.Act, logins []string) (acts []collectors.Act) {
	for _, login := range logins {
		one := a
		one.Kind, one.Person = collectors.ActReviewRequested, collectors.Alias{Login: login}
		one.ID += "-" + login[strings.LastIndexByte(login, '/')+1:]
		acts = append(acts, one)
	}
	return acts
}

// mentioned are the logins in a text, each once.
func (t *thread) mentioned(text string) (logins []string) {
	seen := map[string]bool{}
	for _, found := range mention.FindAllStringSubmatch(text, -1) {
		if login := t.mapper.host + "/" + found[1]; !seen[login] {
			seen[login] = true
			logins = append(logins, login)
		}
	}
	return logins
}
