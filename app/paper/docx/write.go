package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"time"
)

const (
	nsW       = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	nsStrictW = "http://purl.oclc.org/ooxml/wordprocessingml/main"
	nsR       = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	nsPackage = "http://schemas.openxmlformats.org/package/2006/relationships"
	nsTypes   = "http://schemas.openxmlformats.org/package/2006/content-types"

	typeMain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
	xmlHead  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
)

// MIME is the type of a file that Bytes gives.
const MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

const contentTypes = xmlHead + `<Types xmlns="` + nsTypes + `">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Default Extension="png" ContentType="image/png"/>` +
	`<Override PartName="/word/document.xml" ContentType="` + typeMain + `"/>` +
	`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
	`<Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/>` +
	`<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>` +
	`<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>` +
	`<Override PartName="/word/header2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>` +
	`<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`

const rootRels = xmlHead + `<Relationships xmlns="` + nsPackage + `">` +
	`<Relationship Id="rId1" Type="` + nsR + `/officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

const documentRels = xmlHead + `<Relationships xmlns="` + nsPackage + `">` +
	`<Relationship Id="rId1" Type="` + nsR + `/styles" Target="styles.xml"/>` +
	`<Relationship Id="rId2" Type="` + nsR + `/fontTable" Target="fontTable.xml"/>` +
	`<Relationship Id="rId3" Type="` + nsR + `/header" Target="header1.xml"/>` +
	`<Relationship Id="rId4" Type="` + nsR + `/footer" Target="footer1.xml"/>` +
	`<Relationship Id="rId5" Type="` + nsR + `/header" Target="header2.xml"/>` +
	`<Relationship Id="rId6" Type="` + nsR + `/settings" Target="settings.xml"/></Relationships>`

// settings say that the document is one of Word 2013 and later. Without them
// Word opens it in its compatibility mode and moves tables out of the margin.
const settings = xmlHead + `<w:settings xmlns:w="` + nsW + `"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>` +
	`<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
	`<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`

const styles = xmlHead + `<w:styles xmlns:w="` + nsW + `"><w:docDefaults><w:rPrDefault><w:rPr>` +
	`<w:rFonts w:ascii="` + fontBody + `" w:eastAsia="` + fontBody + `" w:hAnsi="` + fontBody + `" w:cs="Arial"/>` +
	`<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>` +
	`<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="326" w:lineRule="atLeast"/></w:pPr></w:pPrDefault></w:docDefaults>` +
	`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>` +
	`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>` +
	`<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>` +
	`<w:bottom w:w="30" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>`

// fontTable gives the other names under which the fonts are known, first of
// Windows and Office, then of macOS, then of Linux.
const fontTable = xmlHead + `<w:fonts xmlns:w="` + nsW + `">` +
	`<w:font w:name="` + fontBody + `"><w:altName w:val="SimSun;Songti SC;STSong;Noto Serif CJK SC;Source Han Serif SC"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>` +
	`<w:font w:name="` + fontTitle + `"><w:altName w:val="SimHei;Heiti SC;Noto Sans CJK SC;Source Han Sans SC;WenQuanYi Zen Hei"/><w:charset w:val="86"/><w:family w:val="modern"/><w:pitch w:val="fixed"/></w:font></w:fonts>`

// Bytes makes the file. The same document gives the same bytes.
func (d *Doc) Bytes() ([]byte, error) {
	at := d.Created.UTC()
	if at.Year() < 1980 {
		at = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC) // the beginning of ZIP's calendar
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	parts := []struct{ name, data string }{
		{"[Content_Types].xml", contentTypes}, {"_rels/.rels", rootRels}, {"word/document.xml", d.document()},
		{"word/_rels/document.xml.rels", documentRels}, {"word/styles.xml", styles}, {"word/fontTable.xml", fontTable},
		{"word/settings.xml", settings}, {"word/header1.xml", d.header(false)}, {"word/header2.xml", d.header(true)}, {"word/footer1.xml", footer}, {"docProps/core.xml", d.core(at)},
	}
	if len(d.Logo.PNG) > 0 {
		parts = append(parts, struct{ name, data string }{"word/_rels/header2.xml.rels", headerRels}, struct{ name, data string }{"word/media/logo.png", string(d.Logo.PNG)})
	}
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: at})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(p.data)); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func (d *Doc) document() string {
	var b bytes.Buffer
	b.WriteString(xmlHead + `<w:document xmlns:w="` + nsW + `" xmlns:r="` + nsR + `"><w:body>`)
	b.Write(d.body.Bytes())
	if d.last { // a document must not end with a table
		writePara(&b, gap(0.5))
	}
	fmt.Fprintf(&b, `<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:headerReference w:type="first" r:id="rId5"/>`+
		`<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="first" r:id="rId4"/>`+
		`<w:pgSz w:w="%d" w:h="%d"/><w:pgMar w:top="%[3]d" w:right="%[4]d" w:bottom="%[4]d" w:left="%[4]d" w:header="%[5]d" w:footer="%[6]d" w:gutter="0"/><w:titlePg/></w:sectPr></w:body></w:document>`,
		twips(pageWidth), twips(pageHeight), twips(marginTop), twips(Margin), twips(d.headAt()), twips(headMarked))
	return b.String()
}

const footer = xmlHead + `<w:ftr xmlns:w="` + nsW + `"><w:p><w:pPr><w:jc w:val="right"/></w:pPr>` +
	runFooter + `<w:t xml:space="preserve">第 </w:t></w:r><w:fldSimple w:instr=" PAGE ">` + runFooter + `<w:t>1</w:t></w:r></w:fldSimple>` +
	runFooter + `<w:t xml:space="preserve"> 页，共 </w:t></w:r><w:fldSimple w:instr=" NUMPAGES ">` + runFooter + `<w:t>1</w:t></w:r></w:fldSimple>` +
	runFooter + `<w:t xml:space="preserve"> 页</w:t></w:r></w:p></w:ftr>`

const runFooter = `<w:r><w:rPr><w:color w:val="5A6372"/><w:sz w:val="16"/></w:rPr>`

// core names no author: who made a paper is nobody's business but the office's.
func (d *Doc) core(at time.Time) string {
	when := at.Format("2006-01-02T15:04:05Z")
	return xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + escape(d.Title) + `</dc:title><dc:creator>Beiandesk</dc:creator>` +
		`<dcterms:created xsi:type="dcterms:W3CDTF">` + when + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + when + `</dcterms:modified></cp:coreProperties>`
}
