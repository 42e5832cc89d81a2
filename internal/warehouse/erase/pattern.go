package erase

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/tombstone"
)

// A seeker finds what tells a person wherever tombstone.List would take it out.
type seeker struct {
	// pattern is a regular expression, for Go and for ClickHouse; empty where nothing
	// tells.
	pattern string
	// needles are texts of which one is in whatever fits the pattern, case apart.
	// ClickHouse finds these a hundred times as fast.
	needles []string
}

func seek(told []Told, others ...string) seeker {
	all, needles := slices.Clone(others), slices.Clone(others)
	for _, t := range told {
		all, needles = append(all, form(t)), append(needles, needle(t))
	}
	if len(all) == 0 {
		return seeker{}
	}
	slices.Sort(needles)
	return seeker{"(?i)" + strings.Join(all, "|"), slices.Compact(needles)}
}

// needle is what every text holds that shows a person so.
func needle(t Told) string {
	switch t.Kind {
	case tombstone.Address:
		local, _, _ := strings.Cut(t.Text, "@")
		return local
	case tombstone.Name:
		return slices.MaxFunc(strings.Fields(t.Text), func(a, b string) int { return utf8.RuneCountInString(a) - utf8.RuneCountInString(b) })
	}
	return t.Text
}

// atOnce is how many needles one function of ClickHouse looks for.
const atOnce = 250

// in is the condition, in SQL, that a text fits. Letters that a regular expression
// takes for k and s whatever their case, and a search for texts does not, are
// looked for themselves.
func (s *seeker) in(text string) string {
	const odd = "\u212a', '\u017f"
	fast := []string{"multiSearchAny(" + text + ", ['" + odd + "'])"}
	for i := range slices.Collect(slices.Chunk(s.needles, atOnce)) {
		fast = append(fast, "multiSearchAnyCaseInsensitiveUTF8("+text+", {needles"+strconv.Itoa(i)+":Array(String)})")
	}
	return "((" + strings.Join(fast, " OR ") + ") AND match(" + text + ", {pattern:String}))"
}

// params are those of the condition.
func (s *seeker) params() warehouse.Params {
	all := warehouse.Params{"pattern": s.pattern}
	escape := strings.NewReplacer(`\`, `\\`, "'", `\'`)
	n := 0
	for needles := range slices.Chunk(s.needles, atOnce) {
		quoted := make([]string, len(needles))
		for i, text := range needles {
			quoted[i] = "'" + escape.Replace(text) + "'"
		}
		all["needles"+strconv.Itoa(n)] = "[" + strings.Join(quoted, ",") + "]"
		n++
	}
	return all
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
