package warehouse_test

import (
	"fmt"
	"slices"
	"testing"

	"goldenratio/internal/warehouse"
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

// TestUses looks for the months and days of uses: of mails, of both people of a
// commit, of those who signed it, and of what was opened, done and announced on a
// forge, where some people are seen and nowhere else. What was deleted is no use.
func TestUses(t *testing.T) {
	s := warehousetest.Open(t)
	const ann, bob = "00000000-0000-0000-0000-00000000000a", "00000000-0000-0000-0000-00000000000b"
	for _, statement := range []string{
		`INSERT INTO golden.message_copies (source, message_id, alias_id, date) VALUES ('l', '1', '` + ann + `', '2020-01-31 23:00:00')`,
		`INSERT INTO golden.git_commits (source, sha, author_alias_id, committer_alias_id, authored, date) VALUES
			('r', 's', '` + ann + `', '` + ann + `', '2020-01-01 10:00:00', '2020-02-01 10:00:00')`,
		`INSERT INTO golden.git_trailers (source, sha, position, token, alias_id) VALUES ('r', 's', 1, 'Acked-by', '` + bob + `'), ('r', 's', 2, 'Reported-by', '` + bob + `')`,
		`INSERT INTO golden.forge_issues (source, repository, kind, number, author_alias_id, date) VALUES ('f', 'o/r', 'issue', 1, '` + bob + `', '2020-03-01 10:00:00')`,
		`INSERT INTO golden.forge_acts (source, repository, kind, id, author_alias_id, date, deleted) VALUES
			('f', 'o/r', 'comment', '1', '` + bob + `', '2020-03-02 10:00:00', 0), ('f', 'o/r', 'comment', '2', '` + bob + `', '2020-03-02 11:00:00', 0),
			('f', 'o/r', 'comment', '3', '` + bob + `', '2020-03-31 10:00:00', 1)`,
		`INSERT INTO golden.forge_releases (source, repository, id, author_alias_id, date) VALUES ('f', 'o/r', '1', '` + bob + `', '2020-04-05 10:00:00')`,
	} {
		if err := s.Conn.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	err := s.EachUse(t.Context(), func(u *warehouse.Use) error {
		got = append(got, fmt.Sprintf("%s %s %s %d", u.Alias.String()[35:], u.First.Format("2006-01-02"), u.Last.Format("2006-01-02"), u.Days))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"a 2020-01-01 2020-01-31 2", "a 2020-02-01 2020-02-01 1",
		"b 2020-01-01 2020-01-01 1", "b 2020-03-01 2020-03-02 2", "b 2020-04-05 2020-04-05 1",
	}
	if !slices.Equal(got, want) {
		t.Errorf("uses %q, want %q", got, want)
	}
}
