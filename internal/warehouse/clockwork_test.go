package warehouse_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"goldenratio/collectors"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// TestClockworks tells a job that runs every few hours, seconds before the turn of
// a minute or after it, from people: one who answers at all times, one who
// sends long series at once, one whose mails have no time of the day, and a job that
// is too young.
func TestClockworks(t *testing.T) {
	store := warehousetest.Open(t)
	chance := rand.New(rand.NewPCG(8, 9))
	begun := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	var items []collectors.Item
	wrote := func(who string, at time.Time) {
		items = append(items, collectors.Item{Origin: fmt.Sprint(len(items)), Day: at.Truncate(24 * time.Hour), Record: &collectors.Message{
			ID: fmt.Sprintf("%d@example.org", len(items)), Fingerprint: 1, From: collectors.Alias{Address: who + "@example.org"},
			Date: collectors.Dated{At: at, Source: collectors.DateHeader},
		}})
	}
	for i := range 120 {
		turn := begun.Add(time.Duration(i)*5*time.Hour + 17*time.Minute)
		wrote("nightly", turn.Add(time.Duration(chance.IntN(20)-10)*time.Second))
		wrote("nightly", turn.Add(time.Duration(chance.IntN(20)-10)*time.Second))
		if i < 90 {
			wrote("young", turn)
		}
		wrote("answers", begun.Add(time.Duration(chance.IntN(100*86400))*time.Second))
		wrote("undated", begun.AddDate(0, 0, i))
		for j := range 5 {
			wrote("series", begun.AddDate(0, 0, 20*(i%6)).Add(time.Duration(9*3600+5*i+j)*time.Second))
		}
	}
	run, err := store.Begin("s", warehouse.Position{})
	if err != nil {
		t.Fatal(err)
	}
	if err := run.End(t.Context(), run.Write(t.Context(), collectors.Batch{Items: items})); err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	err = store.EachAlias(t.Context(), func(a *warehouse.Alias) error {
		names[a.ID.String()] = a.Address
		return nil
	})
	if err != nil || len(names) != 5 {
		t.Fatalf("%d aliases, %v", len(names), err)
	}
	found, err := store.Clockworks(t.Context())
	if err != nil || len(found) != 1 {
		t.Fatalf("found %+v, %v", found, err)
	}
	if one := found[0]; names[one.Alias.String()] != "nightly@example.org" || one.Hours != 120 || one.Share < 0.99 {
		t.Errorf("found %s: %+v", names[one.Alias.String()], one)
	}
}
