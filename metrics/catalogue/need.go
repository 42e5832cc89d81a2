package catalogue

import "strings"

// A Need is what a KPI must have a source of: mail; mail|forge, where one of
// these kinds will do; or any, where any source will.
type Need string

// AnySource is the need of a KPI that takes whatever there is.
const AnySource Need = "any"

// Kinds lists the kinds of sources of which one will do.
func (n Need) Kinds() []string { return strings.Split(string(n), "|") }

// Kinds lists every kind of source that the KPI looks at: any, or as
// collectors.Kind names them.
func (k *KPI) Kinds() []string {
	var all []string
	for _, need := range k.Needs {
		all = append(all, need.Kinds()...)
	}
	return all
}

// Sources says what the KPI needs, for people: code and mail.
func (k *KPI) Sources() string {
	if k.Needs[0] == AnySource {
		return "any source"
	}
	text := strings.ReplaceAll(joined(k.Needs, " and "), "|", " or ")
	if strings.Contains(text, " or ") {
		text = strings.ReplaceAll(text, " and ", ", and ")
	}
	return text
}

// joined writes needs one after the other.
func joined(needs []Need, between string) string {
	texts := make([]string, len(needs))
	for i, need := range needs {
		texts[i] = string(need)
	}
	return strings.Join(texts, between)
}
