package photo

import (
	"context"
	"fmt"
	"image"
)

// judgePortrait measures a portrait, keeps what it measured in facts and
// compares it with the rows of the kind. The error is app.CodeCanceled or that
// of a broken face finder.
func (t *Table) judgePortrait(ctx context.Context, p *Picture, ask Ask, facts *Facts) ([]Issue, error) {
	fact, err := measurePortrait(ctx, p, ask.Edit)
	if err != nil {
		return nil, err
	}
	facts.Portrait, facts.Q = &fact, fact.Q
	j := portraitJudge{table: t, fact: &fact}
	if len(fact.Faces) == 0 {
		j.faceless()
		return j.issues, nil
	}
	facts.Softest = fact.Faces[0]
	facts.Upright = Turned{Quarters: fact.Turn, Sure: true}
	j.people()
	j.light()
	j.face()
	j.background()
	return j.issues, nil
}

type portraitJudge struct {
	table  *Table
	fact   *PortraitFact
	issues []Issue
}

func (j *portraitJudge) add(code IssueCode, outcome Outcome, text, remedy string, places ...image.Rectangle) {
	j.issues = append(j.issues, Issue{Code: code, Outcome: outcome, Text: text, Remedy: remedy, Places: places[:min(len(places), maxPlaces)]})
}

// missed compares a measure with its row. When the limits are missed it tells
// how seriously, and which limit.
func (j *portraitJudge) missed(m Measure, value float64) (outcome Outcome, limit float64, missed bool) {
	row, ok := j.table.Row(Portrait, m)
	if !ok {
		return Pass, 0, false
	}
	outcome, limit = row.outcome(value)
	return outcome, limit, outcome != Pass
}

// number fills in the numbers of the issue added last.
func (j *portraitJudge) number(measured, limit float64, unit string) {
	last := &j.issues[len(j.issues)-1]
	last.Measured, last.Limit, last.Unit = measured, limit, unit
}

const percent = 100

// faceless says why no face was found, as far as the picture shows it.
func (j *portraitJudge) faceless() {
	const most = 0.4
	switch f := j.fact; {
	case f.Burnt > most:
		j.add(IssueOverexposed, Reject, fmt.Sprintf("照片过曝，画面中部有 %.0f%% 是没有细节的白色，看不出五官。", f.Burnt*percent),
			"避开直射的灯光和阳光，关掉闪光灯后重拍。")
		j.number(f.Burnt*percent, most*percent, "%")
	case f.Dim:
		j.add(IssueDark, Reject, "照片太暗，找不到人脸。", "站到明亮处，面向光线，不要背对窗户，重拍一张。")
	default:
		j.add(IssueNoFace, Reject, "照片里没有找到正面的人脸。", "请本人正对镜头、露出五官、不戴帽子和墨镜，重拍一张半身照。")
	}
}

func (j *portraitJudge) people() {
	f := j.fact
	switch {
	case len(f.Faces) > 1:
		j.add(IssueManyFaces, Reject, fmt.Sprintf("照片里有 %d 张人脸，只能有负责人本人。", len(f.Faces)),
			"请旁人离开画面，只拍本人，重拍一张。", f.Faces...)
		j.number(float64(len(f.Faces)), 1, "")
	case f.Unsure:
		j.add(IssueNoFace, Doubtful, "照片里的人脸不清楚，可能被遮住、没有正对镜头，或光线不好。",
			"请放大看五官是否齐全清楚，不清楚时正对镜头重拍。", f.Faces[0])
	}
	if f.Turn != 0 {
		words := [4]string{"", "向右转 90°", "转 180°", "向左转 90°"}
		j.add(IssueRotated, Reject, fmt.Sprintf("人像没有摆正，需要%s。", words[f.Turn]), "点“转正”即可，不用重拍。", f.Faces[0])
		j.number(float64(f.Turn*90), 0, "°")
	}
	share := f.FaceShare * percent
	if outcome, limit, missed := j.missed(FaceShare, share); missed {
		j.add(IssueFaceSmall, outcome, fmt.Sprintf("人脸太小，只占画面高度的 %.0f%%，建议不少于 %.0f%%。", share, limit),
			"靠近一些重拍，或用“校正”只留头部到胸部。", f.Faces[0])
		j.number(share, limit, "%")
	}
	if outcome, limit, missed := j.missed(FaceShareMost, share); missed {
		j.add(IssueCropped, outcome, fmt.Sprintf("人脸太近，占画面高度的 %.0f%%，头顶或肩膀可能没有拍全（建议不超过 %.0f%%）。", share, limit),
			"退后一步重拍，拍到整个头部和肩膀。", f.Faces[0])
		j.number(share, limit, "%")
	} else if f.HeadCut {
		j.add(IssueCropped, Doubtful, "头部没有拍全，头顶、下巴或脸侧出了画面。", "退后一步重拍，拍到整个头部和肩膀。", f.Faces[0])
	}
}

func (j *portraitJudge) light() {
	f := j.fact
	if outcome, limit, missed := j.missed(FaceBurnt, f.FaceBurnt*percent); missed {
		j.add(IssueOverexposed, outcome, fmt.Sprintf("脸上有 %.0f%% 过曝发白，看不清细节（建议不超过 %.0f%%）。", f.FaceBurnt*percent, limit),
			"避开直射的灯光和阳光，关掉闪光灯后重拍。", f.Faces[0])
		j.number(f.FaceBurnt*percent, limit, "%")
	}
	if outcome, limit, missed := j.missed(FaceLight, f.FaceLight); missed {
		j.add(IssueDark, outcome, fmt.Sprintf("脸部偏暗（亮度 %.0f，建议 %.0f 以上）。", f.FaceLight, limit),
			"面向窗户或灯光，不要背光，重拍一张。", f.Faces[0])
		j.number(f.FaceLight, limit, "level")
	}
}

func (j *portraitJudge) face() {
	f := j.fact
	if outcome, limit, missed := j.missed(FaceSharpness, f.Q); missed {
		text, remedy := "照片模糊（脸部清晰度 %.2f，至少要 %.2f）。", "站到光线明亮处，拿稳手机，对焦到脸后重拍。"
		if outcome == Doubtful {
			text, remedy = "照片略有模糊（脸部清晰度 %.2f，建议 %.2f 以上）。", "请放大看五官是否清楚，不清楚时对焦到脸后重拍。"
		}
		j.add(IssueBlur, outcome, fmt.Sprintf(text, f.Q, limit), remedy, f.Faces[0])
		j.number(f.Q, limit, "q")
	}
	if outcome, limit, missed := j.missed(FaceColour, f.Colour); missed {
		j.add(IssueGreyCopy, outcome, fmt.Sprintf("照片是黑白的（色彩 %.0f，彩色照片在 %.0f 以上）。", f.Colour, limit),
			"请用彩色照片；手机上请关掉黑白滤镜后重拍。")
		j.number(f.Colour, limit, "chroma")
	}
}

func (j *portraitJudge) background() {
	f := j.fact
	if f.WallSeen {
		white := f.Background * percent
		outcome, limit, missed := j.missed(BackgroundWhite, white)
		if outcome == Reject {
			if pale, _, _ := j.missed(BackgroundPale, f.BackgroundPale*percent); pale == Pass {
				outcome = Doubtful // a light grey wall, which reviewers take or do not
			}
		}
		switch {
		case missed:
			j.add(IssueBackground, outcome, fmt.Sprintf("背景不够白，头部两侧只有 %.0f%% 是白色，要求 %.0f%% 以上。", white, limit),
				"站到白墙前，移开身后的杂物后重拍。", f.Strips...)
			j.number(white, limit, "%")
		default:
			cover := f.Clutter * percent
			if outcome, limit, missed := j.missed(Clutter, cover); missed {
				j.add(IssueBackground, outcome, fmt.Sprintf("背景里有杂物，占头部两侧的 %.1f%%（建议不超过 %.1f%%）。", cover, limit),
					"移开身后的杂物，或换一面白墙后重拍。", f.Things...)
				j.number(cover, limit, "%")
			}
		}
	}
	if f.Chest.Empty() {
		return
	}
	if outcome, limit, missed := j.missed(ClothesWhite, f.Clothes*percent); missed {
		j.add(IssueClothes, outcome, fmt.Sprintf("衣服和白色背景接近（胸前有 %.0f%% 是白色，建议不超过 %.0f%%），审核时容易被认为过曝。", f.Clothes*percent, limit),
			"换一件深色的上衣后重拍。", f.Chest)
		j.number(f.Clothes*percent, limit, "%")
	}
}
