// Package config reads goldenratio.yaml: strictly, so that a misspelt key is
// an error that says its line, and completely, so that nothing behind it has to
// ask again whether a list exists or an id is taken.
package config

//go:generate go run goldenratio/internal/config/gen
