package sample

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"goldenratio/internal/sample/hub"
)

// Truth is what the model knows of the sample by construction.
type Truth struct {
	Synthetic bool      `json:"synthetic"` // always true
	Seed      uint64    `json:"seed"`
	Start     time.Time `json:"start"`
	AsOf      time.Time `json:"as_of"` // the sample's end: what waits then is censored there

	// Sources is what an exact collector receives from each source: mails,
	// commits of all branches, tags.
	Sources map[string]Ledger `json:"sources"`

	// Quarters are the whole quarters, oldest first, as labels.
	Quarters []string `json:"quarters"`

	// People are those who appear on the lists and in the repositories, then those who
	// are seen on networks alone. Several of them may bear one name, and write from one
	// address.
	People []Human `json:"people"`

	// Changes are the patch series in the order in which they were opened.
	Changes []Change `json:"changes"`

	// Forge is what the forge holds, where there is one. It is no truth about what
	// is in the folder, so that it is not written there.
	Forge *hub.Hub `json:"-"`

	// Surveys are the waves of the survey, the oldest first, and SurveyTruths what is
	// behind some of its answers.
	Surveys      []SurveyWave  `json:"surveys"`
	SurveyTruths []SurveyTruth `json:"survey_truths"`

	// Rows has one row for each quarter, scope, KPI and stat.
	Rows []Row `json:"rows"`
}

// A Human is who stands behind some names and addresses.
type Human struct {
	Names     []string `json:"names"`
	Addresses []string `json:"addresses"`
	Logins    []string `json:"logins,omitempty"` // of accounts on networks, in forums and chats
}

// A Ledger is the balance of one source: received = stored + Duplicates + Quarantined.
type Ledger struct {
	Received    uint64 `json:"received"`
	Duplicates  uint64 `json:"duplicates"`
	Quarantined uint64 `json:"quarantined"`
}

// A Row is one true value. Address takes each address (without regard to case)
// for a person; Person takes each human being for one, and is nil where that
// makes no difference.
type Row struct {
	Quarter string  `json:"quarter"`
	Scope   string  `json:"scope"`
	KPI     string  `json:"kpi"`
	Stat    string  `json:"stat"`
	Member  string  `json:"member,omitempty"` // a list
	Address Number  `json:"by_address"`
	Person  *Number `json:"by_person,omitempty"`
}

// A Number is a value and what it was made of; a nil Value is NULL.
type Number struct {
	Value *float64 `json:"value"`
	X     *int     `json:"x,omitempty"` // successes, of a share
	N     *int     `json:"n,omitempty"`
}

// Find returns the total's value of one KPI by address.
func (t *Truth) Find(quarter, scope, kpi, stat string) (Number, bool) {
	for _, r := range t.Rows {
		if r.Quarter == quarter && r.Scope == scope && r.KPI == kpi && r.Stat == stat && r.Member == "" {
			return r.Address, true
		}
	}
	return Number{}, false
}

// sort puts the rows in order.
func (t *Truth) sort() {
	slices.SortStableFunc(t.Rows, func(a, b Row) int {
		return cmp.Or(strings.Compare(a.Quarter, b.Quarter), strings.Compare(a.Scope, b.Scope), strings.Compare(a.KPI, b.KPI))
	})
}

func (t *Truth) write(path string) error {
	text, err := json.MarshalIndent(t, "", " ")
	if err != nil {
		return fmt.Errorf("encode truth: %w", err)
	}
	if err := os.WriteFile(path, append(text, '\n'), 0o644); err != nil {
		return fmt.Errorf("write truth: %w", err)
	}
	return nil
}

// same reports whether both ways of counting people agree.
func same(a, b Number) bool {
	return equal(a.Value, b.Value) && equal(a.X, b.X) && equal(a.N, b.N)
}

func equal[T comparable](a, b *T) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}

func whole(n int) Number { v := float64(n); return Number{Value: &v} }

// ratio is NULL of nothing.
func ratio(x, n int) Number {
	r := Number{X: &x, N: &n}
	if n > 0 {
		v := round12(float64(x) / float64(n))
		r.Value = &v
	}
	return r
}

func measured(v *float64, n int) Number {
	r := Number{N: &n}
	if v != nil {
		w := round12(*v)
		r.Value = &w
	}
	return r
}

// round12 keeps 12 significant digits, as every published value has.
func round12(v float64) float64 {
	if v == 0 || math.IsInf(v, 0) || math.IsNaN(v) {
		return v
	}
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', 11, 64), 64)
	if err != nil {
		return v
	}
	return r
}
