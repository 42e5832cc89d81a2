package rule

import (
	"fmt"
	"reflect"
	"strconv"
)

// Fill gives the keys that are left out their defaults: v is a pointer to a
// struct. Numbers are filled before the file is read, since a 0 in it is no
// absence; Fill is called again for the mappings in lists, which are there only
// then.
func Fill(v any) { fill(reflect.ValueOf(v).Elem()) }

func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			fill(v.Index(i))
		}
	case reflect.Struct:
		for _, field := range reflect.VisibleFields(v.Type()) {
			if Key(field) == "" {
				continue
			}
			here := v.FieldByIndex(field.Index)
			if value := Of(field).Default; value != "" && here.IsZero() {
				set(here, value)
			}
			fill(here)
		}
	}
}

// set writes a default; one that does not fit its field is a slip of ours.
func set(v reflect.Value, text string) {
	switch {
	case v.Kind() == reflect.String:
		v.SetString(text)
	case v.CanInt():
		n, err := strconv.ParseInt(text, 10, 64)
		must(err)
		v.SetInt(n)
	case v.CanFloat():
		n, err := strconv.ParseFloat(text, 64)
		must(err)
		v.SetFloat(n)
	default:
		must(fmt.Errorf("a default for a %s", v.Type()))
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
