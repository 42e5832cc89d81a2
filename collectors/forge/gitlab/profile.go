package gitlab

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go"

	"goldenratio/collectors"
	"goldenratio/collectors/outbox"
)

// stale is after how many days a profile is read again, when its owner comes by.
const stale = 180

// profile reads the public page of who opened a merge request, unless that was
// done not long ago: for whom somebody works may stand there. A GitLab that shows
// no pages is not asked for another in the same run.
func (r *run) profile(ctx context.Context, raw json.RawMessage) error {
	var c struct{ Author gitlab.BasicUser }
	if err := json.Unmarshal(raw, &c); err != nil {
		return err
	}
	if c.Author.ID <= 0 || !r.wants(profiles) || r.closed {
		return nil
	}
	login := (mapper{host: r.api.host}).user(&c.Author).Login
	key := outbox.Digest([]byte(login))
	today := int(r.now.Unix() / int64(24*time.Hour/time.Second))
	if asked, ok := r.position.People[key]; login == "" || ok && today-asked < stale {
		return nil
	}
	var page gitlab.User
	_, err := r.api.get(ctx, fmt.Sprintf("users/%d", c.Author.ID), nil, &page)
	switch {
	case err != nil && (refused(err) || unauthorized(err)):
		r.closed = true
		return nil
	case err != nil && !absent(err):
		return err
	case err == nil && page.Username != "":
		r.Batch.State = append(r.Batch.State, r.shown(&page))
	}
	r.position.People[key] = today
	return nil
}

// shown is what a public page says. GitLab does not tell when it was changed last.
func (r *run) shown(u *gitlab.User) *collectors.Profile {
	return &collectors.Profile{
		Person: collectors.Alias{Name: plain(u.Name), Address: plain(u.PublicEmail), Login: collectors.Login(r.api.host, u.Username)},
		Host:   r.api.host, Company: plain(u.Organization), Program: u.Bot, Version: collectors.VersionAt(r.now),
	}
}
