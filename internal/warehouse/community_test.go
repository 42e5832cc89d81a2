package warehouse_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// Who is who is replaced as a whole: of the old rows none is left, in any table.
func TestIdentifyReplacesEverybody(t *testing.T) {
	s := warehousetest.Open(t)
	link := warehouse.Link{Alias: uuid.UUID{1}, Other: uuid.UUID{2}, Kind: "name", Weight: 0.75, Sentence: "both are called O'Ann\t\\"}
	for _, all := range []*warehouse.Everybody{
		{
			Identities: []warehouse.Identity{{Alias: uuid.UUID{1}, Person: uuid.UUID{1}, Evidence: "equal name"}, {Alias: uuid.UUID{9}, Person: uuid.UUID{9}}},
			People:     []warehouse.Person{{ID: uuid.UUID{1}, Name: "Ann"}, {ID: uuid.UUID{9}, Name: "a robot", Bot: true, BotReason: "the name"}},
			Links:      []warehouse.Link{link, link},
			Conflicts:  []warehouse.Conflict{{Link: link, Against: "two accounts"}},
		},
		{Identities: []warehouse.Identity{{Alias: uuid.UUID{3}, Person: uuid.UUID{4}}}, Links: []warehouse.Link{link}},
	} {
		if err := s.Identify(t.Context(), all); err != nil {
			t.Fatal(err)
		}
		for table, want := range map[string]int{
			"identities": len(all.Identities), "people": len(all.People), "identity_links": len(all.Links), "identity_conflicts": len(all.Conflicts),
		} {
			if got := len(ask(t, s, "SELECT '' AS v FROM golden."+table)); got != want {
				t.Errorf("%s has %d rows, want %d", table, got, want)
			}
		}
	}
	got := ask(t, s, "SELECT concat(kind, ' ', toString(weight), ' ', sentence) AS v FROM golden.identity_links")
	if !cmp.Equal(got, []string{"name 0.75 " + link.Sentence}) {
		t.Errorf("a link is %q", got)
	}
	if tables := ask(t, s, "SELECT name AS v FROM system.tables WHERE database = 'golden' AND startsWith(name, 'next_')"); len(tables) != 0 {
		t.Errorf("left behind: %q", tables)
	}
}
