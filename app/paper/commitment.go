package paper

import "beiandesk/app/filing"

// commitment is the letter by which the organiser vouches for its data. In
// Guangdong every filing needs one since 2021-06-21, signed by the legal
// representative (filing-fields.md 2.6 and 4.3).
func (s *sheet) commitment(in Input) error {
	f, n := in.Filing, s.names
	if err := s.letterHead(in, "互联网信息服务备案承诺书"); err != nil {
		return err
	}
	s.organiserEntries(f, n)
	s.entry("法定代表人", f.Legal.Name)
	s.entry("网站名称", f.Site.Name)
	s.entry("域名", f.Domain.Name)
	s.gap(4)
	what := "ICP备案"
	if f.Kind != filing.KindUnknown {
		what += "（" + f.Kind.Name() + "）"
	}
	s.para("本单位为上述网站申请"+what+"，现承诺：", letterBody, 1)
	for i, c := range []string{
		"所填备案信息和所交材料真实、准确、完整，证件为有效原件的照片或扫描件，未经涂改；",
		"网站由本单位开办并自行管理，域名由本单位合法持有，不出租、不出借、不转让备案号；",
		"遵守国家有关互联网信息服务、网络安全和个人信息保护的规定，不制作、不复制、不发布、不传播法律法规禁止的内容；",
		"涉及新闻、出版、药品和医疗器械、文化、广播电影电视节目、金融、宗教等须经许可的内容，取得许可前不开展；",
		"备案通过后在网站首页底部标明备案号并链接到工业和信息化部备案管理系统；",
		"备案信息发生变化时及时办理变更，停止服务时及时办理注销，负责人电话保持畅通，配合主管部门和接入商核查；",
		"提供虚假信息或违反上述承诺的，接受不予备案、注销备案、停止接入等处理，并承担相应的法律责任。",
	} {
		s.clause(string(rune('1'+i))+".", c)
	}
	s.signatures("单位公章", []signer{{"法定代表人签字：", ""}})
	s.advice(signNotes...)
	return nil
}
