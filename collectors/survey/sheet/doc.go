// Package sheet reads what survey services export: a table of text, from CSV or
// TSV in whatever encoding, or from a workbook.
//
// It decides nothing about questions. Cells come as they stand in the file but
// for line ends and for what is not Unicode; a file is read within limits,
// since nobody knows who made it.
package sheet
