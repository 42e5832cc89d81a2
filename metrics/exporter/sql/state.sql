-- Changes when a compute was published or a run started or ended.
SELECT concat(
    toString((SELECT argMax(compute_id, published) FROM golden.computes WHERE snapshot = '')), ' ',
    toString((SELECT count() FROM golden.computes WHERE snapshot = '')), ' ',
    toString((SELECT max(version) FROM golden.runs)), ' ',
    toString((SELECT count() FROM golden.runs))
) AS state
