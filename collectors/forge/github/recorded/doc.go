// Package recorded gives the tests the real traffic with GitHub that lies beside
// the repository: three packs of recordings, in three forms.
package recorded
