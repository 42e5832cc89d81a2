package rule

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// A Path leads to a key of the file: names, and positions in lists.
type Path []any

// With is the path one step on.
func (p Path) With(step any) Path { return append(slices.Clip(p), step) }

// String is the path as a person writes it: lists[0].kind.
func (p Path) String() string {
	if len(p) == 0 {
		return "the file"
	}
	var b strings.Builder
	for _, step := range p {
		if i, ok := step.(int); ok {
			fmt.Fprintf(&b, "[%d]", i)
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('.')
		}
		fmt.Fprint(&b, step)
	}
	return b.String()
}

// A Fault is what is wrong at a key.
type Fault struct {
	At    Path
	Wrong string
}

// Check holds a filled struct against the rules of its fields. at leads to its
// mapping; kind is the kind of source that it belongs to, or empty.
func Check(v any, at Path, kind string) []Fault {
	c := checker{kind: kind}
	c.value(reflect.ValueOf(v), at)
	return c.faults
}

type checker struct {
	kind   string
	faults []Fault
}

func (c *checker) add(at Path, format string, args ...any) {
	c.faults = append(c.faults, Fault{at, fmt.Sprintf(format, args...)})
}

// value goes down to the structs in a value.
func (c *checker) value(v reflect.Value, at Path) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			c.value(v.Elem(), at)
		}
	case reflect.Slice:
		for i := range v.Len() {
			c.value(v.Index(i), at.With(i))
		}
	case reflect.Struct:
		c.mapping(v, at)
	}
}

// mapping checks a struct's fields.
func (c *checker) mapping(v reflect.Value, at Path) {
	var either, given []string
	for _, field := range reflect.VisibleFields(v.Type()) {
		key := Key(field)
		if key == "" {
			continue
		}
		r, value, here := Of(field), v.FieldByIndex(field.Index), at.With(key)
		if r.Either {
			either = append(either, key)
			if present(value) {
				given = append(given, key)
			}
		}
		c.key(r, value, here)
		c.value(value, here)
	}
	if len(either) > 0 && len(given) != 1 {
		c.add(at, "one of %s is given, and only one", strings.Join(either, " and "))
	}
}

// key checks one key's own value.
func (c *checker) key(r Rule, v reflect.Value, at Path) {
	v = reflect.Indirect(v)
	switch {
	case !r.For(c.kind) && present(v):
		c.add(at, "a %s source has none", c.kind)
	case !r.For(c.kind):
	case r.Required && !present(v):
		c.add(at, "it is missing")
	case !v.IsValid():
	case v.Kind() == reflect.String && v.Len() > 0:
		c.text(r, v.String(), at)
	case v.CanInt():
		c.number(r, float64(v.Int()), at)
	case v.CanFloat():
		c.number(r, v.Float(), at)
	}
}

func (c *checker) text(r Rule, text string, at Path) {
	if r.Words != nil && !slices.Contains(r.Words, text) {
		c.add(at, "it is %q, not %s", text, strings.Join(r.Words, " or "))
	}
	if r.Format != nil && !r.Format.Pattern.MatchString(text) {
		c.add(at, "%q is not %s", text, r.Format.Words)
	}
}

func (c *checker) number(r Rule, n float64, at Path) {
	switch {
	case r.Min != nil && n < *r.Min:
		c.add(at, "%v is less than %v", n, *r.Min)
	case r.Max != nil && n > *r.Max:
		c.add(at, "%v is more than %v", n, *r.Max)
	case r.Above != nil && n <= *r.Above:
		c.add(at, "%v is not above %v", n, *r.Above)
	}
}

// present reports whether a key was given anything: what is empty is absent.
func present(v reflect.Value) bool {
	if v.IsValid() && v.Kind() == reflect.Slice {
		return v.Len() > 0
	}
	return v.IsValid() && !v.IsZero()
}
