package photo

// paper is what is known of a kind of document beforehand.
type paper struct {
	long, short float64 // mm; 0 when the kind has no usual size
	text        float64 // height of the smallest text that must be read, mm
}

// papers: a licence is printed on A4 (副本) or in the same proportion on A3
// (正本), GB/T 148; identity cards follow ISO/IEC 7810 ID-1. Text heights are
// those of specimens for licences and cards (own measurements of 2026-11-23,
// section 7) and of small type, 12 to 13 point, for papers that anybody sets.
var papers = map[Kind]paper{
	Licence:           {297, 210, 3.4},
	IDFront:           {85.6, 54, 2.5},
	IDBack:            {85.6, 54, 2.4},
	DomainCertificate: {297, 210, 4.5},
	Letter:            {297, 210, 4.5},
}

// aspects are the proportions that the outline finder expects.
func (k Kind) aspects() []float64 {
	if p := papers[k]; p.long > 0 {
		return []float64{p.long / p.short}
	}
	return nil
}

// textPx is how many pixels high the smallest text is, given the sides of the
// outline in pixels; 0 when the kind has no usual size.
func (k Kind) textPx(q Quad) float64 {
	p := papers[k]
	if p.long == 0 {
		return 0
	}
	w, h := q.Size()
	return p.text * (max(w, h)/p.long + min(w, h)/p.short) / 2
}
