groupArrayState(seconds) AS lengths
