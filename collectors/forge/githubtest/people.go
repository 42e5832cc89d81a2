package githubtest

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"goldenratio/internal/sample/hub"
)

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// moment is a time, or null for none.
func moment(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return stamp(t)
}

// orNull is null for an empty text.
func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func node(kind string, id uint64) string { return fmt.Sprintf("%s_kwDO%x", kind, id) }

// user is how somebody appears in other answers; null for an account that is no
// more.
func (s *Server) user(p *hub.Person) any {
	if p == nil {
		return nil
	}
	if known, ok := s.users[p.Login]; ok {
		return known
	}
	text, err := json.Marshal(s.account(p))
	if err != nil {
		return nil
	}
	s.users[p.Login] = text
	return raw(text)
}

func (s *Server) account(p *hub.Person) object {
	kind := "User"
	if p.Robot {
		kind = "Bot"
	}
	return s.owner(p.Login, p.ID, kind)
}

func (s *Server) owner(login string, id uint64, kind string) object {
	api := s.options.Base + "/users/" + login
	o := object{
		"login": login, "id": id, "node_id": node("U", id), "gravatar_id": "", "type": kind, "site_admin": false, "user_view_type": "public",
		"avatar_url": fmt.Sprintf("https://avatars.example.org/u/%d?v=4", id), "html_url": "https://github.com/" + login, "url": api,
		"following_url": api + "/following{/other_user}", "gists_url": api + "/gists{/gist_id}", "starred_url": api + "/starred{/owner}{/repo}",
		"events_url": api + "/events{/privacy}",
	}
	for _, name := range []string{"followers", "subscriptions", "repos", "received_events"} {
		o[name+"_url"] = api + "/" + name
	}
	o["organizations_url"] = api + "/orgs"
	return o
}

// profile is GET /users/{user}.
func (s *Server) profile(q *query) *answer {
	for _, p := range s.hub.People {
		if !strings.EqualFold(p.Login, q.PathValue("user")) {
			continue
		}
		o := s.account(p)
		o["name"], o["company"], o["email"] = orNull(p.Name), orNull(p.Company), orNull(p.Address)
		o["blog"], o["location"], o["hireable"], o["bio"], o["twitter_username"] = "", nil, nil, nil, nil
		for _, count := range []string{"public_repos", "public_gists", "followers", "following"} {
			o[count] = 0
		}
		o["created_at"], o["updated_at"] = stamp(p.Joined), stamp(p.Joined)
		return found(o)
	}
	return missing()
}

// standing is the author_association.
func standing(p *hub.Person) string {
	if p != nil && p.Member {
		return "MEMBER"
	}
	return "NONE"
}
