package rule

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// A Rule is what a tag says of one key. The zero Rule allows everything.
type Rule struct {
	Required, Either bool
	Only, Except     string // kinds of sources
	Default          string
	Words            []string
	Format           *Format
	Min, Max, Above  *float64
}

// Of reads the tag of a struct's field. A tag that makes no sense is a slip of
// ours that every test finds.
func Of(field reflect.StructField) Rule {
	var r Rule
	tag := field.Tag.Get("schema")
	if tag == "" {
		return r
	}
	for _, part := range strings.Split(tag, ",") {
		name, value, _ := strings.Cut(part, "=")
		if err := r.set(name, value); err != nil {
			panic(fmt.Sprintf("tag of %s: %v", field.Name, err))
		}
	}
	return r
}

func (r *Rule) set(name, value string) (err error) {
	switch name {
	case "required":
		r.Required = true
	case "either":
		r.Either = true
	case "only":
		r.Only = value
	case "except":
		r.Except = value
	case "default":
		r.Default = value
	case "oneof":
		r.Words = strings.Split(value, "|")
	case "format":
		r.Format, err = format(value)
	case "min":
		r.Min, err = number(value)
	case "max":
		r.Max, err = number(value)
	case "above":
		r.Above, err = number(value)
	default:
		err = fmt.Errorf("there is no rule %q", name)
	}
	return err
}

func number(text string) (*float64, error) {
	n, err := strconv.ParseFloat(text, 64)
	return &n, err
}

// For reports whether sources of a kind have the key.
func (r Rule) For(kind string) bool {
	return (r.Only == "" || r.Only == kind) && (r.Except == "" || r.Except != kind)
}

// Key is the name of a field in the file; empty for one that is not in it, and
// for a struct of which only the fields are (`yaml:",inline"`).
func Key(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("yaml"), ",")
	if name == "-" {
		return ""
	}
	return name
}
