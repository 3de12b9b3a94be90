package photo

import (
	"context"
	"fmt"

	"beiandesk/app"
)

// Codes of the errors of this package. app.CodeCanceled is returned as well.
const (
	CodeEmpty         = "photo.empty"
	CodeTooLarge      = "photo.too-large"
	CodeFormatHEIC    = "photo.format-heic"
	CodeFormatWebP    = "photo.format-webp"
	CodeFormatPDF     = "photo.format-pdf"
	CodeFormatGIF     = "photo.format-gif"
	CodeFormatBMP     = "photo.format-bmp"
	CodeFormatTIFF    = "photo.format-tiff"
	CodeFormatUnknown = "photo.format-unknown"
	CodeTruncated     = "photo.truncated"
	CodeTooManyPixels = "photo.too-many-pixels"
	CodeUnreadable    = "photo.unreadable"
	CodeTimeout       = "photo.timeout"
	CodeMemory        = "photo.memory"  // HEIC or PDF that takes too much of it
	CodeLocked        = "photo.locked"  // PDF with a password
	CodeNoPage        = "photo.no-page" // PDF without the page asked for
	CodeDecoder       = "photo.decoder" // the decoder of HEIC and PDF does not start
	CodeExport        = "photo.export"
	CodeWatermark     = "photo.watermark"
	CodeLimits        = "photo.limits"
	CodeFaceFinder    = "photo.face-finder"
)

func errEmpty() error {
	return app.Fail(CodeEmpty, "这个文件是空的（0 字节），可能没有传完。请重新从手机或聊天软件里保存一次原图，再添加。")
}

func errTooLarge() error {
	return app.Fail(CodeTooLarge, fmt.Sprintf("这个文件超过 %d MB，不像是一张证件照片。请用手机重新拍一张，或在看图软件里另存为 JPG 后再添加。", MaxBytes>>20))
}

// errFormat is the refusal of a format that is recognised but not read.
// promised is what the file name said; a lie is told.
func errFormat(f, promised Format) error {
	lie := ""
	if promised != Unknown && promised != f {
		lie = fmt.Sprintf("文件名看起来是 %s，内容", promised.title())
	} else {
		lie = "这个文件"
	}
	switch f {
	case HEIC:
		return app.Fail(CodeFormatHEIC, lie+"是 HEIC 照片（苹果手机的默认格式），这里不能直接读取。请在手机“设置 → 相机 → 格式”里选“兼容性最佳”后重拍，或打开照片另存为 JPG。")
	case WebP:
		return app.Fail(CodeFormatWebP, lie+"是会动的 WebP 图片，不能当作证件照片。请使用手机拍的原图，或截图存为 PNG 后再添加。")
	case PDF:
		return app.Fail(CodeFormatPDF, lie+"是 PDF，这里不能直接读取。请打开它，把那一页截图或导出为 JPG、PNG 后再添加。")
	case GIF:
		return app.Fail(CodeFormatGIF, lie+"是 GIF 图片，颜色不足以显示证件。请使用手机拍的原图，或打开后另存为 PNG。")
	case BMP:
		return app.Fail(CodeFormatBMP, lie+"是 BMP 图片，备案平台不收。请在“画图”“预览”里打开，另存为 JPG 或 PNG 后再添加。")
	case TIFF:
		return app.Fail(CodeFormatTIFF, lie+"是 TIFF 图片（多为扫描仪所存），备案平台不收。请在扫描软件里改存为 JPG，或打开后另存为 JPG。")
	}
	return app.Fail(CodeFormatUnknown, "这个文件不是照片，读不出来。请选择手机拍的照片（JPG、HEIC），或扫描得到的 JPG、PNG、PDF 文件。")
}

// errForeign: no error of ours tells more than that it cannot be decoded.
func errForeign(f Format, cause error) error {
	if f == PDF {
		return app.Wrap(cause, CodeUnreadable, "这份 PDF 打不开，可能已损坏或没有传完。请确认它能正常打开，再把那一页导出为 JPG、PNG 后添加。")
	}
	return app.Wrap(cause, CodeUnreadable, "这张 HEIC 照片打不开，可能已损坏，或是会动的、连拍的那一种。请在手机上打开它，截图或另存为 JPG 后再添加。")
}

func errLocked(cause error) error {
	return app.Wrap(cause, CodeLocked, "这份 PDF 设有密码，读不出来。请用密码打开它，把那一页导出为 JPG、PNG 后再添加。")
}

func errNoPage(cause error, page int) error {
	return app.Wrap(cause, CodeNoPage, fmt.Sprintf("这份 PDF 没有第 %d 页。请打开它看一看共有几页，再选一页。", page))
}

func errMemory(cause error) error {
	return app.Wrap(cause, CodeMemory, "读这个文件需要的内存过多，程序为安全起见停下了：它可能尺寸过大，也可能已损坏。请在手机或电脑上打开它，另存为 JPG 后再添加。")
}

func errDecoder(cause error) error {
	return app.Wrap(cause, CodeDecoder, "读取 HEIC、PDF 的部件没能启动，文件没有添加。请稍后再试一次；仍不行时，请把它另存为 JPG 后添加。")
}

func errTruncated(cause error) error {
	return app.Wrap(cause, CodeTruncated, "照片文件不完整，后半部分缺失，可能是没有传完。请回到手机或聊天软件，选“原图”重新保存一次，再添加。")
}

func errTooManyPixels(w, h int) error {
	return app.Fail(CodeTooManyPixels, fmt.Sprintf("照片尺寸过大（%d×%d 像素），程序为安全起见不打开。请用手机的普通拍照模式重拍，或缩小到每边 %d 像素以内再添加。", w, h, adviceSide))
}

func errUnreadable(cause error) error {
	return app.Wrap(cause, CodeUnreadable, "照片文件已损坏，读不出来。请在手机或电脑上确认它能正常打开，再另存为一张新的 JPG 添加；打不开时请重拍。")
}

func errTimeout(cause error) error {
	return app.Wrap(cause, CodeTimeout, "这张照片用了太久仍没有读完，已停下。请在看图软件里打开它并另存为 JPG，再添加；电脑正忙时也可稍后再试。")
}

func errCanceled(cause error) error {
	return app.Wrap(cause, app.CodeCanceled, "已取消，照片没有改动。需要时请重新添加。")
}

func errFaceFinder(cause error) error {
	return app.Wrap(cause, CodeFaceFinder, "人脸识别数据读不出来，人像没有检查。请自己对照要求看一遍，或重新安装程序后再试。")
}

// stopped is the error for a context that ended, nil while it runs. Stages
// call it between each other, so that leaving a screen stops the work.
func stopped(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return errCanceled(err)
	}
	return nil
}
