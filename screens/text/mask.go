package text

// ShowHeld is the name of the button that shows something masked while it is
// held; what is the field.
func ShowHeld(what string) string { return "按住显示" + what }

// CopiedPersonal says that the clipboard will be emptied.
const CopiedPersonal = "已复制，30 秒后从剪贴板清除"

// AddressWhole names the line of the whole address.
const AddressWhole = "完整地址"
