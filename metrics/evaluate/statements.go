package evaluate

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed sql
var files embed.FS

// statement returns the SQL file of a name; fill are pairs of placeholders and
// what stands for them, for what ClickHouse takes no parameters for: our own
// statements and names, never foreign text.
func statement(name string, fill ...string) (string, error) {
	text, err := files.ReadFile("sql/" + name + ".sql")
	if err != nil {
		return "", fmt.Errorf("read statement: %w", err)
	}
	return strings.NewReplacer(fill...).Replace(string(text)), nil
}

// folder returns the statements of a folder in the order of their names.
func folder(dir string) ([]string, error) {
	names, err := fs.Glob(files, dir+"/*.sql")
	if err != nil {
		return nil, err
	}
	var all []string
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read statement: %w", err)
		}
		all = append(all, string(text))
	}
	return all, nil
}
