// Package maps reads files in which others keep who worked for whom: the maps
// of gitdm, the accounts of cncf/gitdm and the people of SortingHat. What it reads is the operator's own,
// but comes from elsewhere: a line that makes no sense is an error with its
// number.
package maps
