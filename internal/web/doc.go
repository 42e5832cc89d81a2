// Package web serves what people see: a board page per scope and quarter and a
// page per KPI. Pages are made on the server, hold everything they need, ask
// nothing of any other host and work without JavaScript.
package web
