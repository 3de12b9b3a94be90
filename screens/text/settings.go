package text

import (
	"fmt"

	"beiandesk/app/desk"
)

// The settings.
const (
	SettingsTitle = "设置"

	LookTitle   = "外观"
	ThemeLabel  = "颜色"
	ThemeSystem = "跟随系统"
	ThemeLight  = "浅色"
	ThemeDark   = "深色"
	ScaleLabel  = "文字大小"
	ThemeHint   = "跟随系统时，系统切换深浅色，窗口也跟着切换。"
	ScaleHint   = "改动立即生效，导出的材料不受影响。"

	OfficeTitle     = "办公信息"
	OfficeLead      = "印在授权书和备案资料表的页眉。空着则不会出现在任何纸上。"
	OfficeName      = "名称"
	OfficePhones    = "电话"
	OfficePhonesTip = "可填多个，用逗号隔开"
	OfficeLogo      = "标志图片"
	OfficeLogoHint  = "PNG 或 JPG，2 MB 以内，边长不超过 4000 像素"
	LogoChoose      = "选择图片"
	LogoRemove      = "移除"
	LogoRemoved     = "标志已移除"
	LogoNone        = "没有标志"
	LogoUnreadable  = "图片没有读出来。请确认文件还在原处，并且可以打开。"

	ProviderTitle   = "默认接入商"
	ProviderLabel   = "新备案使用的规则"
	ProviderHint    = "各接入商对图片、数量和字段的要求不同，每份备案里可以另选。"
	ProviderGeneric = "通用（最严要求）"
	NaturalLabel    = "受理个人（自然人）备案"
	TibetLabel      = "受理西藏登记的证件"
	SwitchHint      = "接入商的规定变了，在这里改正，检查会跟着变"
	SwitchBuiltin   = "按内置资料"
	SwitchYes       = "受理"
	SwitchNo        = "不受理"

	PlacesTitle    = "数据与日志"
	DataFolder     = "数据文件夹"
	LogFile        = "日志文件"
	LogHint        = "日志不含证件号码、电话、邮箱和地址。"
	OpenFolder     = "打开文件夹"
	OpenLog        = "打开日志"
	CrashReports   = "故障报告"
	CrashNone      = "没有故障报告"
	CrashOpen      = "查看报告"
	TrashEntry     = "回收站"
	TrashEntryHint = "移到回收站的备案可以恢复，也可以在那里永久删除。"

	TablesTitle = RuleTablesTitle
	TablesHint  = "检查、清单和选项用的规则与代码表，每一行都注明来源和日期，可以单独更新。"

	LimitsTitle   = "照片标准"
	LimitsHint    = "把改好的 photo_limits.json 放进数据文件夹，重新启动后采用；写错的不采用，会说明。"
	LimitsSave    = "另存一份"
	LimitsDrop    = "改用自带的"
	LimitsSaved   = "已另存，改好后放进数据文件夹"
	LimitsDropped = "已改用程序自带的标准，原文件改名为 photo_limits.json.off"

	ProtectTitle = "资料怎样保护"
	Protect1     = "证件号码、电话、邮箱、地址、备注和全部图片在本机加密保存。单位名称、域名、状态和备案号不加密，这些内容备案后由管局公开。"
	Protect2     = "解密用的密钥要用密码、系统账户或恢复码打开，在“安全”里设置。没有设密码时，能用您的账户登录这台电脑的人也能打开这些资料。三样都没有时，数据无法找回，请打印恢复码。"
	Protect3     = "程序不会自行联网，也不会替您提交备案。提交由您在接入商的网站上完成。打开网页或导出文件，都要您先点按钮。"

	AboutTitle   = "关于"
	AboutLicence = "程序以 MIT 许可证发布。"
	FontLine     = "内嵌 Noto Sans SC（思源黑体）子集，按 SIL Open Font License 1.1 授权。"
	FontShow     = "查看字体许可证"
	FontHide     = "收起字体许可证"
	SafeModeNote = "现在是安全模式：使用默认外观和窗口大小，这次的外观改动会保存，但下次正常启动才生效。"
)

// Percent writes a text scale: 125 %.
func Percent(f float32) string { return fmt.Sprintf("%.0f %%", f*100) }

// VersionLine names the program and its version.
func VersionLine(v string) string { return AppName + " " + v }

// TablesVersion says how new the tables are.
func TablesVersion(version, date string) string {
	if date == "" {
		return "版本 " + version
	}
	return "版本 " + version + "，资料截至 " + date
}

// LimitsInForce says which table of picture limits is in force.
func LimitsInForce(l desk.Limits) string {
	origin := "随程序提供"
	if l.File != "" {
		origin = "来自数据文件夹里的 " + desk.LimitsName
	}
	return fmt.Sprintf("%s 版，最新一条 %s，%s", l.Version, l.Date, origin)
}

// Reports counts crash reports.
func Reports(n int) string {
	return fmt.Sprintf("%d 份，可随报障发给支持人员，内容已去除个人资料", n)
}

// ProtectMore leads to the help about protection.
const ProtectMore = "了解资料保护"

// SwitchSays tells what the built-in profile of a provider says.
func SwitchSays(provider, says, date string) string {
	word := map[string]string{"yes": "受理", "no": "不受理"}[says]
	if word == "" {
		word = "没有查到"
	}
	return "内置资料：" + provider + " " + word + "（" + date + "）。规定变了请在这里改正，检查会跟着变。"
}
