package photo

// The measures of a portrait, each with a row for that kind alone. Shares are
// per cent in the table and 0…1 in PortraitFact.
const (
	FaceShare       Measure = "face-share"       // PortraitFact.FaceShare, at least
	FaceShareMost   Measure = "face-share-most"  // the same, at most
	FaceLight       Measure = "face-light"       // PortraitFact.FaceLight, levels
	FaceBurnt       Measure = "face-burnt"       // PortraitFact.FaceBurnt
	FaceColour      Measure = "face-colour"      // PortraitFact.Colour, chroma
	FaceSharpness   Measure = "face-sharpness"   // PortraitFact.Q
	BackgroundWhite Measure = "background-white" // PortraitFact.Background
	BackgroundPale  Measure = "background-pale"  // PortraitFact.BackgroundPale: a light grey wall is doubtful, not refused
	Clutter         Measure = "clutter"          // PortraitFact.Clutter
	ClothesWhite    Measure = "clothes-white"    // PortraitFact.Clothes
)

var portraitMeasures = []Measure{FaceShare, FaceShareMost, FaceLight, FaceBurnt, FaceColour, FaceSharpness,
	BackgroundWhite, BackgroundPale, Clutter, ClothesWhite}
