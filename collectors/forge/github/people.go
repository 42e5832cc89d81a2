package github

import (
	"context"
	"net/url"
	"strings"
	"time"

	"goldenratio/collectors"
	"goldenratio/collectors/forge/github/shape"
	"goldenratio/collectors/outbox"
)

// stale is after how many days a profile is read again, when its owner comes by.
const stale = 180

// meet reads the profiles of who opened changes, or wrote their commits, and is
// not known yet. Of programs the name says enough. Where the server has trouble with
// one, the part is unmet.
func (r *run) meet(ctx context.Context, p *part) error {
	if !r.wants(profiles) {
		return nil
	}
	today := int(r.started.Unix() / int64(aDay/time.Second))
	for i := range p.items {
		login, worth := who(p.items[i].Record)
		key := outbox.Digest([]byte(login))
		if asked, ok := r.at.People[key]; login == "" || ok && today-asked < stale || r.unmet[key] {
			continue
		}
		profile, program := shape.App(r.client.host, login)
		if !program && !worth {
			continue
		}
		if !program {
			found, err := r.profile(ctx, login)
			if err != nil && !r.givesUp(key, err) {
				r.unmet[key], p.unmet = true, transient(err)
				if err := r.miss(err, "profile"); err != nil {
					return err
				}
				continue
			}
			profile = found
		}
		delete(r.at.Unmet, key)
		r.at.People[key] = today
		if profile != nil {
			p.state = append(p.state, profile)
		}
	}
	return nil
}

// givesUp reports whether the server has had trouble with one profile for so long
// that it is left alone as if it were not there: it is evidence, no item.
func (r *run) givesUp(key string, err error) bool {
	if !one(err) {
		return false
	}
	t := r.at.Unmet[key]
	if t == nil {
		t = &trial{Since: r.started}
		r.at.Unmet[key] = t
	}
	if t.lasted(r.started) {
		return true
	}
	t.count(r.started)
	return false
}

// who is the author of a record, and whether the profile is worth a question.
func who(rec collectors.Record) (login string, worth bool) {
	switch rec := rec.(type) {
	case *collectors.Issue:
		return rec.Author.Login, rec.Kind == collectors.IssueChange
	case *collectors.Act:
		return rec.Author.Login, rec.Kind == collectors.ActCommit
	}
	return "", false
}

// profile asks for one; nil where there is none any more.
func (r *run) profile(ctx context.Context, login string) (*collectors.Profile, error) {
	name := strings.TrimPrefix(login, r.client.host+"/")
	p, err := r.client.get(ctx, "users/"+url.PathEscape(name))
	if gone(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	profile, err := shape.Profile(r.client.host, p.body)
	if err != nil {
		return nil, malformed("no profile")
	}
	return profile, nil
}
