package roster

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"goldenratio/internal/identity"
)

// columns are those of a CSV file of people: a line is an alias, and lines with
// one value under person are one person.
func columns() []string { return []string{"person", "bot", "name", "address", "login", "alias"} }

// readCSV reads a line for each alias. Columns may stand in any order; person is
// needed.
func readCSV(r io.Reader) (groups []Group, err error) {
	in := csv.NewReader(r)
	head, err := in.Read()
	if err != nil {
		return nil, fmt.Errorf("read the first line: %w", err)
	}
	head[0] = strings.TrimPrefix(head[0], "\ufeff")
	if err := checkHead(head); err != nil {
		return nil, fmt.Errorf("line 1: %w", err)
	}
	at := map[string]int{}
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return groups, nil
		}
		if err != nil {
			return nil, err // it names the line
		}
		n, _ := in.FieldPos(0)
		cell := map[string]string{}
		for i, name := range head {
			cell[name] = honest(row[i])
		}
		if groups, err = takeRow(groups, at, n, cell); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
}

func checkHead(head []string) error {
	for i, name := range head {
		if !slices.Contains(columns(), name) || slices.Contains(head[:i], name) {
			return fmt.Errorf("%q is not one of %s, each once", name, strings.Join(columns(), ", "))
		}
	}
	if !slices.Contains(head, "person") {
		return errors.New("the column person is missing")
	}
	return nil
}

func takeRow(groups []Group, at map[string]int, n int, cell map[string]string) ([]Group, error) {
	key := cell["person"]
	if key == "" {
		return nil, errors.New("person is empty")
	}
	who := identity.Who{Name: cell["name"], Address: cell["address"], Login: cell["login"]}
	if text := cell["alias"]; text != "" {
		id, err := uuid.Parse(text)
		if err != nil {
			return nil, fmt.Errorf("%q is no id of an alias", text)
		}
		who.Alias = id
	}
	if who == (identity.Who{}) {
		return nil, errors.New("it names nobody: want a name, an address, a login or an alias")
	}
	i, known := at[key]
	if !known {
		i = len(groups)
		at[key] = i
		groups = append(groups, Group{At: "line " + strconv.Itoa(n)})
	}
	switch cell["bot"] {
	case "", "no":
	case "yes":
		groups[i].Bot = true
	default:
		return nil, fmt.Errorf("bot is %q, not yes or no", cell["bot"])
	}
	groups[i].Who = add(groups[i].Who, who)
	return groups, nil
}

// writeCSV writes a line for each alias.
func writeCSV(w io.Writer, groups []Group) error {
	out := csv.NewWriter(w)
	if err := out.Write(columns()); err != nil {
		return err
	}
	for i, g := range groups {
		bot := "no"
		if g.Bot {
			bot = "yes"
		}
		for _, who := range g.Who {
			alias := ""
			if who.Alias != uuid.Nil {
				alias = who.Alias.String()
			}
			row := []string{strconv.Itoa(i + 1), bot, quoted(who.Name), quoted(who.Address), quoted(who.Login), alias}
			if err := out.Write(row); err != nil {
				return err
			}
		}
	}
	out.Flush()
	return out.Error()
}

// formula are the signs with which a spreadsheet lets a formula begin, and the
// one that tells it that none follows.
const formula = "=+-@\t\r'"

// quoted keeps a spreadsheet from taking a text for a formula; honest undoes it.
func quoted(text string) string {
	if text != "" && strings.IndexByte(formula, text[0]) >= 0 {
		return "'" + text
	}
	return text
}

func honest(text string) string {
	if len(text) > 1 && text[0] == '\'' && strings.IndexByte(formula, text[1]) >= 0 {
		return text[1:]
	}
	return text
}
