package catalogue

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"slices"
	"strings"
)

//go:embed sql
var shapes embed.FS

// A shape is what the evaluator makes of a kind's observations.
type shape struct {
	file    string   // of sql/kinds
	counted string   // of sql/kinds: what stands for {{counted}} in it
	kept    string   // of sql/gathered: what is kept of the observations, where not of the name of counted
	cluster string   // column of what shares its fate, where trials have any
	columns []string // that the observations must have beside those of every KPI
}

// everyone lists the columns that the observations of every KPI have: where and
// when the thing counted belongs, and what it is.
var everyone = []string{"scope", "dimension", "member", "at", "ref"}

// seconds is how long the units of durations are.
func (k *KPI) seconds() string {
	return map[string]string{"hours": "3600", "days": "86400"}[k.Unit]
}

// shape chooses what is made of the observations by the KPI's kind, its unit
// and the columns that they have.
func (k *KPI) shape() (shape, error) {
	has := func(column string) bool { return slices.Contains(k.columns, column) }
	switch {
	case k.Kind != Count && has("amount"):
		return shape{}, fmt.Errorf("observations: a column amount is of kind count, not of %s", k.Kind)
	case k.Kind != Duration && has("event"):
		return shape{}, fmt.Errorf("observations: a column event is of kind duration, not of %s", k.Kind)
	case k.Kind == Count && k.Unit == "people" && has("amount"):
		return shape{}, errors.New("observations: people are counted, so a column amount has no meaning")
	case (k.Kind == Share || k.Kind == Parts) && k.Unit != "ratio":
		return shape{}, fmt.Errorf("unit: a share is a ratio, not %s", k.Unit)
	case k.Kind == Duration && k.Place() == ByPeriod:
		return shape{}, errors.New("observations: a wait belongs to the period that it began in, and names none")
	case k.Kind == Duration && k.seconds() == "":
		return shape{}, fmt.Errorf("unit: a duration is in hours or days, not in %s", k.Unit)
	}
	if k.crowded() {
		return k.crowdShape()
	}
	switch {
	case k.Place() == Standing && k.Kind != Count:
		return shape{}, fmt.Errorf("observations: a column until is of kind count, not of %s", k.Kind)
	case k.Place() == Standing:
		return shape{file: "count", counted: "count_rows", columns: []string{"since"}}, nil
	case k.Kind == Share && has("cluster"):
		return shape{file: "share", counted: "share_of_people", cluster: "cluster", columns: []string{"success"}}, nil
	case k.Kind == Share && has("person_id"):
		return shape{file: "share", counted: "share_of_people", cluster: "person_id", columns: []string{"success"}}, nil
	case k.Kind == Share:
		return shape{file: "share", counted: "share_of_rows", columns: []string{"success"}}, nil
	case k.Kind == Parts && has("repeated"):
		return shape{file: "parts", counted: "parts_of_works", columns: []string{"work", "person_id"}}, nil
	case k.Kind == Parts:
		return shape{file: "parts", counted: "parts_of_rows"}, nil
	case k.Kind == Duration && has("event"):
		return shape{file: "duration", columns: []string{"seconds"}}, nil
	case k.Kind == Duration:
		return shape{file: "length", columns: []string{"seconds"}}, nil
	case k.Kind == Count && k.Unit == "people":
		return shape{file: "count", counted: "count_people", columns: []string{"person_id"}}, nil
	case k.Kind == Count && k.Unit == "organisations":
		return shape{file: "count", counted: "count_organisations", columns: []string{"organisation"}}, nil
	case k.Kind == Count && has("amount"):
		return shape{file: "count", counted: "count_amount"}, nil
	case k.Kind == Count:
		return shape{file: "count", counted: "count_rows"}, nil
	}
	return shape{}, nil // level and table: the file says it all
}

// crowdShape is the shape of what counts many people at once.
func (k *KPI) crowdShape() (shape, error) {
	switch {
	case k.Place() != ByPeriod:
		return shape{}, errors.New("observations: a crowd is that of a period: want columns grain and period_start")
	case k.Kind == Count && k.Unit == "people":
		return shape{file: "count", counted: "count_rows", kept: "count_crowds"}, nil
	case k.Kind == Share:
		return shape{file: "share", counted: "share_of_rows", kept: "share_of_crowds", columns: []string{"succeeded"}}, nil
	}
	return shape{}, fmt.Errorf("observations: a column crowd is of counts of people and of shares, not of a %s of %s", k.Kind, k.Unit)
}

// check looks for the columns that observations need.
func (k *KPI) check(s shape) error {
	want := slices.Concat(everyone, s.columns)
	for _, column := range want {
		if column == "ref" && k.crowded() {
			continue // there is one for each person
		}
		if !slices.Contains(k.columns, column) {
			return fmt.Errorf("observations: want a column %s", column)
		}
	}
	if slices.Contains(k.columns, "grain") != slices.Contains(k.columns, "period_start") {
		return errors.New("observations: want both columns grain and period_start, or neither")
	}
	return nil
}

// fits checks that the whole query gives what a number consists of, and nothing
// that has no place in it.
func (k *KPI) fits() error {
	must := []string{"scope", "grain", "period_start", "value", "n"}
	may := []string{"stat", "dimension", "member", "lower", "upper", "interval", "unknown_share"}
	if k.Kind == Table {
		must, may = []string{"scope", "grain", "period_start", "rank", "row"}, nil
	}
	for _, column := range must {
		if !slices.Contains(k.Gives, column) {
			return fmt.Errorf("the statement gives no column %s", column)
		}
	}
	for _, column := range k.Gives {
		if !slices.Contains(must, column) && !slices.Contains(may, column) {
			return fmt.Errorf("the statement gives a column %s, which numbers do not have", column)
		}
	}
	return nil
}

// A Place says to which periods an observation belongs.
type Place int

// The places.
const (
	ByDay    Place = iota // those of the day that it is dated
	BySource              // those of them that its source covers
	ByPeriod              // the one that it names
	Standing              // those at whose end it stands: after since, not after until
)

// Place tells where observations belong by the columns that they have.
func (k *KPI) Place() Place {
	has := func(column string) bool { return slices.Contains(k.columns, column) }
	switch {
	case has("period_start"):
		return ByPeriod
	case has("until"):
		return Standing
	case k.Needs[0] == AnySource && has("source"):
		return BySource
	default:
		return ByDay
	}
}

// statement is a whole query: the observations and what is made of them.
func (k *KPI) statement(s shape, own free, observations string) (string, error) {
	if s.file == "" {
		return own.before + "\n    " + indent(observations, "    ") + "\n" + own.after, nil
	}
	placed := map[Place]string{
		ByPeriod: "kinds/gathered_by_period", ByDay: "kinds/gathered_by_at", BySource: "kinds/gathered_by_source",
		Standing: "kinds/standing",
	}[k.Place()]
	if k.Apart && k.Place() == ByDay {
		placed = "kinds/gathered_apart"
	}
	// A part may hold others that come after it here.
	parts := []struct{ placeholder, file string }{
		{"{{made}}", "kinds/" + s.file},
		{"{{counted}}", "kinds/" + s.counted},
		{"{{placed}}", placed},
		{"{{gathered}}", "gathered/" + cmp.Or(s.kept, s.counted, s.file)},
	}
	sql, err := shapeFile("kinds/statement")
	if err != nil {
		return "", err
	}
	for _, part := range parts {
		if !strings.Contains(sql, part.placeholder) {
			continue
		}
		text, err := shapeFile(part.file)
		if err != nil {
			return "", err
		}
		sql = fill(sql, part.placeholder, text)
	}
	sql = fill(fill(fill(sql, "{{unit}}", k.seconds()), "{{cluster}}", s.cluster), "{{then}}", k.then())
	return fill(sql, "{{observations}}", observations), nil
}

// fill puts a text for a placeholder, its lines as far to the right as that.
func fill(sql, placeholder, text string) string {
	for {
		before, after, found := strings.Cut(sql, placeholder)
		if !found {
			return sql
		}
		line := before[strings.LastIndexByte(before, '\n')+1:]
		margin := line[:len(line)-len(strings.TrimLeft(line, " "))]
		sql = before + indent(text, margin) + after
	}
}

func shapeFile(name string) (string, error) {
	text, err := shapes.ReadFile("sql/" + name + ".sql")
	if err != nil {
		return "", fmt.Errorf("read shape: %w", err)
	}
	return strings.TrimSpace(string(text)), nil
}
