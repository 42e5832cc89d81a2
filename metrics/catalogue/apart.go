package catalogue

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// apart makes observations that tell organisations apart of those that do not:
// each one of the total stands once more, for the organisation that its person
// worked for then. When that was, the column acted says; without it, at.
func (k *KPI) apart(observations string) (string, error) {
	has := func(column string) bool { return slices.Contains(k.columns, column) }
	if !has("person_id") {
		return "", errors.New("observations: want a column person_id, to tell organisations apart")
	}
	file, known := map[Place]string{ByDay: "apart/by_day", ByPeriod: "apart/by_period"}[k.Place()]
	if !known || k.Kind == Table {
		return "", fmt.Errorf("observations: a %s with these columns tells no organisations apart", k.Kind)
	}
	sql, err := shapeFile(file)
	if err != nil {
		return "", err
	}
	sql = fill(fill(sql, "{{then}}", k.then()), "{{columns}}", strings.Join(k.columns, ", "))
	return fill(sql, "{{observations}}", observations), nil
}

// then is the column that says when somebody did what is observed.
func (k *KPI) then() string {
	if slices.Contains(k.columns, "acted") {
		return "acted"
	}
	return "at"
}
