package report

import "testing"

// TestSocialFindings checks the first sentence of pages of which little is known.
func TestSocialFindings(t *testing.T) {
	tile := func(kpi string, value float64) Tile { return Tile{Definition: Definition{KPI: kpi}, Value: &value} }
	network := func(name string, value float64) Network { return Network{Name: name, Said: tile(postsKPI, value)} }
	some := []Source{{ID: "room", Kind: chatKind}}
	for want, p := range map[string]Social{
		"No source covers this quarter, so nothing is known of it.": {Head: Head{State: Uncovered}, Sources: some},
		"No source covers the whole quarter, so it has no numbers: what was read of it follows.": {
			Head: Head{State: Uncovered}, Sources: some, Tags: []Tag{{Name: "plaza"}},
		},
		"The sources that cover this quarter have no numbers of it.": {Sources: some},
		"1\u00a0line was said in chats.":                             {Sources: some, Tiles: []Tile{tile(linesKPI, 1)}},
		"Nobody posts about the project.":                            {Sources: some, Tiles: []Tile{tile(postsKPI, 0)}},
		"One post mentions the project.":                             {Sources: some, Tiles: []Tile{tile(postsKPI, 1)}},
		"4\u00a0posts mention the project.": { // on none are most of them
			Sources: some, Tiles: []Tile{tile(postsKPI, 4)}, Networks: []Network{network("one", 2), network("other", 2)},
		},
		"5\u00a0posts mention the project; most of them are on one.": {
			Sources: some, Tiles: []Tile{tile(postsKPI, 5)}, Networks: []Network{network("one", 3), network("other", 2)},
		},
	} {
		if got := p.findings()[0].Text; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
