# What somebody can find out who has only what is published: of each wanted count
# the least and the greatest value that whole numbers of respondents allow, by
# scipy's milp. A line of input is a survey, a line of output its ranges.
import json
import sys

import numpy
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_matrix

for line in sys.stdin:
    survey = json.loads(line)
    n = survey["variables"]
    known = lil_matrix((len(survey["known"]), n))
    values = numpy.zeros(len(survey["known"]))
    slack = numpy.zeros(len(survey["known"]))
    for row, equation in enumerate(survey["known"]):
        for variable, factor in zip(equation["of"], equation["factors"]):
            known[row, variable] = factor
        values[row] = equation["is"]
        slack[row] = 0 if equation["whole"] else 1e-6
    constraint = LinearConstraint(known.tocsr(), values - slack, values + slack)
    ranges = []
    for wanted in survey["wanted"]:
        objective = numpy.zeros(n)
        objective[wanted] = 1
        ends = []
        for sign in (1, -1):
            found = milp(sign * objective, constraints=constraint, integrality=numpy.ones(n), bounds=Bounds(0, survey["people"]))
            ends.append("%d" % round(sign * found.fun) if found.success else "impossible")
        ranges.append("-".join(ends))
    print(" ".join(ranges), flush=True)
