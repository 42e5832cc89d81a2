package catalogue

import (
	"fmt"
	"io/fs"
	"strings"
)

// A group is a heading of pages with the KPIs below it.
type group struct {
	title string
	ids   []string
}

// readOrder reads the file order: a line without indent is a group's title, a
// line with indent the id of a KPI in it.
func readOrder(files fs.FS) ([]group, error) {
	text, err := fs.ReadFile(files, "order")
	if err != nil {
		return nil, err
	}
	var groups []group
	seen := make(map[string]bool)
	for number, line := range strings.Split(string(text), "\n") {
		name := strings.TrimSpace(line)
		switch {
		case name == "" || strings.HasPrefix(name, "#"):
		case seen[name]:
			return nil, fmt.Errorf("order:%d: %s stands there twice", number+1, name)
		case line == name:
			groups = append(groups, group{title: name})
		case len(groups) == 0:
			return nil, fmt.Errorf("order:%d: %s has no group", number+1, name)
		default:
			last := &groups[len(groups)-1]
			last.ids = append(last.ids, name)
		}
		seen[name] = name != ""
	}
	return groups, nil
}
