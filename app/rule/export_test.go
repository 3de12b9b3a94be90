package rule

// CrossRows are the ids of the rows that the CN-CROSS rules carry out.
func CrossRows() map[string]crossRow { return crossRows }
