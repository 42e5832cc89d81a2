package erase

import (
	"regexp"
	"strings"

	"goldenratio/internal/warehouse/tombstone"
)

// pattern is a regular expression, for Go and for ClickHouse, that finds what
// tells a person wherever tombstone.List would take it out; empty where nothing
// tells.
func pattern(told []Told, others ...string) string {
	all := others
	for _, t := range told {
		all = append(all, form(t))
	}
	if len(all) == 0 {
		return ""
	}
	return "(?i)" + strings.Join(all, "|")
}

func form(t Told) string {
	text := regexp.QuoteMeta(t.Text)
	const end = `(?:$|[^a-z0-9_.\-]|[.\-]+(?:$|[^a-z0-9_]))` // of a login
	switch t.Kind {
	case tombstone.Address:
		local, domain, _ := strings.Cut(text, "@")
		return `(?:^|[^\pL\pN.+_\-])[.+_\-]*` + local + `(?:@|\s+at\s+|\s*[(\[]at[)\]]\s*)` + domain + `(?:\.?(?:$|[^\pL\pN.\-]))`
	case tombstone.Login:
		return `(?:^|[^a-z0-9.\-])` + text + end
	case tombstone.Handle:
		return `(?:^|[^\pL\pN_.@/\-])@` + text + end + `|/users?/` + text + end + `|^` + text + `/[a-z0-9_.\-]+$`
	default:
		words := strings.ReplaceAll(text, " ", `[^\pL\pN\pM]{1,3}`)
		return `(?:^|[^\pL\pN\pM])` + words + `(?:$|[^\pL\pN\pM])`
	}
}
