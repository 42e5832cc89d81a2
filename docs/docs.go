// Package docs holds the files of this folder that the program itself hands out.
package docs

import _ "embed"

// Schema is the JSON Schema of goldenratio.yaml.
//
//go:embed goldenratio.schema.json
var Schema []byte
