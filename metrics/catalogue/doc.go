// Package catalogue holds the definition of every number that a person sees.
//
// A KPI is a folder, <group>/<id>: query.sql begins with a header that says
// what the number is and goes on with the one statement that computes it for
// all scopes, periods and grains; about.md says how to read it, how it misleads
// and how it is gamed; cases.txtar holds tiny inputs with exact outputs, which
// package evaluate runs. The file order has the groups and KPIs in the order of
// pages. versions.lock remembers what each version computed, so that a formula
// cannot change without a new version.
package catalogue

//go:generate go test -run ^Test(Lock|Reference)$ -update .
