// Package resolve turns facts into the tables that KPIs read.
//
// Facts say what one source showed; a KPI asks what happened. In between, the
// copies of a mail become one message, a message finds its thread and its
// class, an alias its person, a commit or a tag the scopes where it counts.
// That is done once a compute, so that sixty KPIs neither repeat it nor differ
// in it; docs/adr/0004-resolved-tables.md says why it is done this way.
//
// Each step is one statement in sql/, and the comment at its head is the
// definition of what it resolves. What one row does not tell is found in Go:
// threads by package thread, since answers form a graph of any depth, patch
// series by package series, and the commits that they became by package link;
// what paths tell by packages paths and areas, and which release held a commit
// first by package lineage.
package resolve
