package identity

import (
	"cmp"
	"regexp"
	"strings"

	"goldenratio/internal/warehouse"
)

// A Bot is a person who is none, as the configuration names it.
type Bot struct{ Address, Name, Login, Reason string }

// Names and local parts that programs have. A word such as "bot" counts only as
// a whole word: Abbott is human.
var (
	botName  = regexp.MustCompile(`(?i)\b(bot|robot|buildbot|syzbot|patchew|jenkins|hudson|osstest)\b`)
	botLocal = regexp.MustCompile(`(?i)^(no-?reply|do-?not-?reply|mailer-daemon|osstest(-admin)?|lkp|syzbot.*|patchwork-bot.*|buildbot|jenkins|hudson|root\+osstest|.*[-_.]bot)$`)
)

// bots are the reasons of those that somebody named, by what they show.
type bots map[string]string

func newBots(all []Bot) bots {
	b := bots{}
	for i := range all {
		reason := cmp.Or(all[i].Reason, "named in the configuration")
		for _, key := range [...]string{"address " + lower(all[i].Address), "login " + lower(all[i].Login), "name " + all[i].Name} {
			if _, ok := b[key]; !ok && !strings.HasSuffix(key, " ") {
				b[key] = reason
			}
		}
	}
	return b
}

// why says why an alias is a program's; empty for a human.
func (b bots) why(a *warehouse.Alias) string {
	if len(b) > 0 {
		if reason := cmp.Or(b["address "+lower(a.Address)], b["name "+a.Name], b["login "+lower(a.Login)]); reason != "" {
			return reason
		}
	}
	local, domain, _ := strings.Cut(a.Address, "@")
	_, stands := forgeOf(strings.ToLower(domain))
	switch {
	case strings.HasSuffix(a.Login, "[bot]"):
		return "the login is a program's"
	case strings.HasSuffix(a.Name, "[bot]"), !stands && botName.MatchString(a.Name):
		return "the name is a program's"
	case strings.Contains(local, "[bot]"), !stands && a.Login == "" && botLocal.MatchString(local):
		return "the address is a program's"
	}
	return ""
}
