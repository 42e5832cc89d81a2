// Package maps reads files in which others keep who worked for whom: the maps
// of gitdm and the accounts of cncf/gitdm. What it reads is the operator's own,
// but comes from elsewhere: a line that makes no sense is an error with its
// number.
package maps
