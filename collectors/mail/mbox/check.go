package mbox

import "goldenratio/collectors/paths"

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error { return paths.Check(o.Paths) }
