// Package rule reads the `schema:"…"` tags of the structs that goldenratio.yaml
// is read into. A tag is the one place that says what may stand in a key: the
// parser holds a file against it, the JSON Schema and docs/configuration.md
// are written from it.
//
//	required            the key is there
//	either              one of its mapping's keys with this mark is there, not two
//	only=mail           only sources of that kind have the key
//	except=mail         all sources but those of that kind have it
//	default=golden-data what it is when it is left out
//	oneof=a|b           what it may say
//	format=id           what it looks like: a name of formats
//	min=1 max=12        the least and the greatest number
//	above=0             a number above that
package rule
