package shape

import (
	"strings"

	"github.com/google/go-github/v60/github"

	"goldenratio/collectors"
	"goldenratio/collectors/redact"
)

// Profile is what somebody's page says.
func Profile(host string, raw []byte) (*collectors.Profile, error) {
	var g github.User
	if err := decode(raw, &g); err != nil {
		return nil, err
	}
	if g.GetLogin() == "" {
		return nil, errNoID
	}
	who := collectors.Alias{Name: plain(g.GetName()), Address: plain(g.GetEmail()), Login: collectors.Login(host, g.GetLogin())}
	return &collectors.Profile{
		Person: who, Host: host, Company: plain(g.GetCompany()), Program: g.GetType() == "Bot", Version: collectors.VersionAt(g.GetUpdatedAt().Time),
	}, nil
}

// App is the profile of an account that is a program by its name, which only
// GitHub gives: dependabot[bot].
func App(host, login string) (*collectors.Profile, bool) {
	if !strings.HasSuffix(login, "[bot]") {
		return nil, false
	}
	return &collectors.Profile{Person: collectors.Alias{Login: login}, Host: host, Program: true, Version: collectors.Version}, true
}

// maxProfile is how much of a text on a page is kept.
const maxProfile = 1000

func plain(s string) string { return strings.TrimSpace(redact.Clip(s, maxProfile)) }
