package warehouse_test

import (
	"testing"

	"goldenratio/internal/warehouse/warehousetest"
)

// TestStrangers looks for those whose affiliation would tell most: of eight
// contributions of the quarters looked at, one shown by two sources, four are
// by people who were at no known organisation then.
func TestStrangers(t *testing.T) {
	s := warehousetest.Open(t)
	for _, statement := range []string{
		`INSERT INTO golden.computes (compute_id, as_of, published) VALUES (generateUUIDv4(), '2020-05-20', '2020-05-20')`,
		`INSERT INTO golden.people (person_id, name) VALUES
			('00000000-0000-0000-0000-00000000000a', 'Ann'), ('00000000-0000-0000-0000-00000000000b', 'Bob'), ('00000000-0000-0000-0000-00000000000c', 'Cat')`,
		`INSERT INTO golden.employers (person_id, from, until, organisation) VALUES
			('00000000-0000-0000-0000-00000000000a', '2019-01-01', '2020-02-01', 'alpha'),
			('00000000-0000-0000-0000-00000000000c', '2019-01-01', '2106-02-07', 'independent')`,
		`INSERT INTO golden.activity (person_id, date, bot, kind, ref, source, scopes) VALUES
			('00000000-0000-0000-0000-00000000000a', '2020-01-31', false, 'message', '1', 's', ['c']),
			('00000000-0000-0000-0000-00000000000a', '2020-02-01', false, 'message', '2', 's', ['c']),
			('00000000-0000-0000-0000-00000000000a', '2019-12-31', false, 'message', '3', 's', ['c']),
			('00000000-0000-0000-0000-00000000000b', '2020-01-01', false, 'message', '4', 's', ['c']),
			('00000000-0000-0000-0000-00000000000b', '2020-01-01', false, 'message', '4', 'r', ['c']),
			('00000000-0000-0000-0000-00000000000b', '2020-01-01', false, 'commit', '4', 's', ['c']),
			('00000000-0000-0000-0000-00000000000b', '2020-04-02', false, 'commit', '5', 's', ['c']),
			('00000000-0000-0000-0000-00000000000b', '2020-04-02', true, 'commit', '6', 's', ['c']),
			('00000000-0000-0000-0000-00000000000b', '2020-04-02', false, 'commit', '7', 's', ['d']),
			('00000000-0000-0000-0000-00000000000b', '2019-12-31', false, 'commit', '8', 's', ['c']),
			('00000000-0000-0000-0000-00000000000c', '2020-02-01', false, 'review', '9', 's', ['c']),
			('00000000-0000-0000-0000-00000000000c', '2020-02-02', false, 'review', '10', 's', ['c']),
			('00000000-0000-0000-0000-00000000000c', '2020-02-03', false, 'review', '11', 's', ['c'])`,
	} {
		if err := s.Conn.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	people, err := s.Strangers(t.Context(), "c", 1, 20)
	if err != nil {
		t.Fatal(err)
	}
	if len(people) != 2 || people[0].Name != "Bob" || people[0].Contributions != 3 || people[0].Share != 0.375 ||
		people[0].Unknown != 0.5 || people[0].Last.Day() != 2 || people[1].Name != "Ann" || people[1].Contributions != 1 {
		t.Errorf("%+v", people)
	}
	if people, err = s.Strangers(t.Context(), "c", 1, 1); err != nil || len(people) != 1 {
		t.Errorf("one was asked for: %+v, %v", people, err)
	}
}
