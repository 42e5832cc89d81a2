-- Changes when a compute was published or a run started or ended.
SELECT concat(
    toString((SELECT argMax(compute_id, published) FROM golden.computes)), ' ',
    toString((SELECT count() FROM golden.computes)), ' ',
    toString((SELECT max(version) FROM golden.runs)), ' ',
    toString((SELECT count() FROM golden.runs))
) AS state
