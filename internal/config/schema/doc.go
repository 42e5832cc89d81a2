// Package schema makes the JSON Schema of goldenratio.yaml and the tables of
// docs/configuration.md out of what the file is read into: the structs of
// package config and the options of each collector, with their tags, and with
// the comments in their source.
package schema
