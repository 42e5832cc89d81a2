package sample

import "container/heap"

// A queue holds what is yet to happen, earliest first; of two things planned
// for the same second the one planned first comes first.
type queue struct {
	plans plans
	seq   uint64
}

type plan struct {
	at  int64
	seq uint64
	do  func()
}

func (q *queue) add(at int64, do func()) {
	q.seq++
	heap.Push(&q.plans, plan{at, q.seq, do})
}

func (q *queue) next() (plan, bool) {
	if len(q.plans) == 0 {
		return plan{}, false
	}
	return heap.Pop(&q.plans).(plan), true
}

// plans implements heap.Interface.
type plans []plan

func (p plans) Len() int      { return len(p) }
func (p plans) Swap(i, j int) { p[i], p[j] = p[j], p[i] }
func (p plans) Less(i, j int) bool {
	if p[i].at != p[j].at {
		return p[i].at < p[j].at
	}
	return p[i].seq < p[j].seq
}
func (p *plans) Push(x any) { *p = append(*p, x.(plan)) }
func (p *plans) Pop() any {
	old := *p
	last := old[len(old)-1]
	old[len(old)-1] = plan{}
	*p = old[:len(old)-1]
	return last
}
