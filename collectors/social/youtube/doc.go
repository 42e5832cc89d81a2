// Package youtube asks YouTube's Data API (version 3) for channels of the community,
// their videos and, where wanted, what is commented on them and what a search finds.
// It was built from the published description and was never run against the service.
//
// A channel's list of uploads holds every public video, so that a source of channels
// misses nothing. A search shows some hundred videos of its own choice: a source with
// one is lossy.
package youtube
