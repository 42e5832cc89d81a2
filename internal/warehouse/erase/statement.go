package erase

import "embed"

//go:embed sql
var statements embed.FS

// statement is the text of a file in sql.
func statement(name string) string {
	text, err := statements.ReadFile("sql/" + name + ".sql")
	if err != nil {
		panic(err) // the name is a constant of this package
	}
	return string(text)
}
