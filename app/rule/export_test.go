package rule

// CrossRows are the ids of the rows that the CN-CROSS rules carry out.
func CrossRows() map[string]crossRow { return crossRows }

// Declared are the rules with the severity that their source text gives them.
func Declared() []Rule { return declared }

// Capped is capped.
var Capped = capped
