package photo_test

// Not measured on Windows.
func peakMemory() int64     { return 0 }
func peakOfChildren() int64 { return 0 }
