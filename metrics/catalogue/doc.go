// Package catalogue holds the definition of every number that a person sees.
//
// A KPI is a folder, <group>/<id>: query.sql begins with a header that says
// what the number is and goes on with its observations, one row for each thing
// that is counted; about.md says how to read it, how it misleads and how it is
// gamed; cases.txtar holds tiny inputs with exact outputs, which package evaluate
// runs. sql/kinds has what is made of the observations, for all scopes, periods
// and grains at once, of what sql/gathered keeps of them by span of days first;
// docs/adr/0007 has which columns each kind needs. Levels and tables say all of
// it themselves. Observations read relations, <group>/<name>.sql,
// like tables; those that are kept, a compute makes once for all. Everything may
// use the functions of sql/functions. The file order
// has the groups and KPIs in the order of pages. versions.lock remembers what each
// version computed, so that a formula cannot change without a new version.
package catalogue

//go:generate go test -run ^Test(Lock|Reference)$ -update .
