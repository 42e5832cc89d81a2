package catalogue

import (
	"slices"
	"strings"
)

// crowded reports whether an observation stands for many people at once: its
// column crowd is a bitmap of their numbers, of a share the column succeeded one
// of those of them who did. So what is known of a whole period is not taken apart
// to be counted.
func (k *KPI) crowded() bool { return slices.Contains(k.columns, "crowd") }

// unfold makes one observation for each person of a crowd, to be looked at.
func (k *KPI) unfold(observations string) (string, error) {
	sql, err := shapeFile("crowd/unfolded")
	if err != nil {
		return "", err
	}
	var columns []string
	for _, column := range k.columns {
		switch column {
		case "crowd":
			columns = append(columns, "numbered_people.person_id AS person_id", "toString(person_id) AS ref")
		case "succeeded":
			columns = append(columns, "bitmapContains(succeeded, unfolded.number) AS success")
		default:
			columns = append(columns, column)
		}
	}
	sql = fill(sql, "{{columns}}", strings.Join(columns, ", "))
	return fill(sql, "{{observations}}", observations), nil
}
