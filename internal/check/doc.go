// Package check holds a second, independent computation of the KPIs, in
// Python's standard library, git and R, that shares no code and no SQL with
// Golden Ratio:
//
//   - independent.py computes one quarter of the real archives and
//     repositories in ../shared/data; of mails that start threads it takes the
//     class that a reader gave them, from roots.tsv;
//   - archives.py counts the mails of each real archive by month and by sender,
//     which the collectors are held against;
//   - history.sh and history.awk count a repository by quarter, with git and awk
//     alone;
//   - recount.py counts a synthetic community again and compares it with the
//     truth that its model wrote;
//   - people.py counts the people of each quarter again, of contributions that
//     have their people, and holds the equations between these numbers.
//
// All were written from the KPI contract. Where they and the program differ,
// neither is right by itself: the contract decides.
package check
