package link

import (
	"cmp"
	"encoding/binary"
	"hash/fnv"
	"slices"
	"sort"
)

const (
	// wide is how many words and how many files of one item are features:
	// the rarest, which is all of them but for imports and hostile mails.
	wide = 64
	// rarest is how many of a commit's features are looked up.
	rarest = 8
	// newest is how many patches of one feature are looked at.
	newest = 32
)

// A posting says that a patch has a feature.
type posting struct {
	feature uint64
	patch   uint32
}

// index leads from features to patches, the earliest first.
func (f *finder) index() []posting {
	var all []posting
	for i := range f.proposed {
		for _, feature := range f.features(&f.proposed[i]) {
			all = append(all, posting{feature, uint32(i)})
		}
	}
	slices.SortFunc(all, func(a, b posting) int {
		return cmp.Or(cmp.Compare(a.feature, b.feature), cmp.Compare(a.patch, b.patch))
	})
	return all
}

// features are what a patch and a commit that are alike have in common: the
// title, or words and files of one author.
func (f *finder) features(it *item) []uint64 {
	hash := fnv.New64a()
	_, _ = hash.Write([]byte(it.title))
	all := []uint64{hash.Sum64()}
	if it.author == (Person{}) {
		return all
	}
	hash.Reset()
	_, _ = hash.Write(it.author[:])
	author := hash.Sum64()
	for kind, ids := range [][]uint32{f.words.rare(it.words), f.names.rare(it.names)} {
		for _, id := range ids {
			var key [13]byte
			key[0] = byte(kind)
			binary.LittleEndian.PutUint32(key[1:], id)
			binary.LittleEndian.PutUint64(key[5:], author)
			hash.Reset()
			_, _ = hash.Write(key[:])
			all = append(all, hash.Sum64())
		}
	}
	return all
}

// candidates are patches that a commit may have come from: those that share
// its rarest features, at most newest of each.
func (f *finder) candidates(index []posting, commit int) []int {
	date := int64(f.commits[commit].Date)
	var lists [][]posting
	for _, feature := range f.features(&f.done[commit]) {
		begin := sort.Search(len(index), func(i int) bool {
			p := index[i]
			return p.feature > feature || p.feature == feature && int64(f.patches[p.patch].Date) >= date-behind
		})
		list := index[begin:]
		list = list[:sort.Search(len(list), func(i int) bool {
			p := list[i]
			return p.feature > feature || int64(f.patches[p.patch].Date) > date+ahead
		})]
		if len(list) > 0 {
			lists = append(lists, list)
		}
	}
	slices.SortStableFunc(lists, func(a, b []posting) int { return cmp.Compare(len(a), len(b)) })
	var all []int
	for _, list := range lists[:min(len(lists), rarest)] {
		for _, p := range list[max(0, len(list)-newest):] {
			all = append(all, int(p.patch))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
