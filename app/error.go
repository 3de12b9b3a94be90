// Package app holds what every part of the program shares: its error type.
// The sub-packages hold what the program knows (filing, rule, photo, …) and
// what it does (desk, command). Nothing below app imports Fyne, database/sql
// or the data packages; a test in this folder reads the imports.
package app

import (
	"errors"
	"fmt"
)

// Error is a failure that a person is told about.
//
// Code is stable, lower case, dotted ("photo.truncated"); tests and the
// command line's JSON rely on it. Message is a Chinese sentence saying what
// happened and what to do now. Field, if not empty, is the path of the form
// field it is about (see filing.Field). Err is the cause; it goes to the log
// and is never shown.
type Error struct {
	Code    string
	Message string
	Field   string
	Err     error
}

func (e *Error) Error() string {
	s := e.Code + ": " + e.Message
	if e.Err != nil {
		s += " (" + e.Err.Error() + ")"
	}
	return s
}

func (e *Error) Unwrap() error { return e.Err }

// Is makes errors.Is match two Errors by code alone.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code && t.Message == "" && t.Err == nil
}

// Fail returns an Error with a code and a sentence.
func Fail(code, message string) *Error { return &Error{Code: code, Message: message} }

// Wrap returns an Error with a code, a sentence and a cause. A cause that is
// already an Error stays reachable through errors.As.
func Wrap(err error, code, message string) *Error {
	return &Error{Code: code, Message: message, Err: err}
}

// At returns a copy that names the field the failure is about.
func (e *Error) At(field string) *Error {
	c := *e
	c.Field = field
	return &c
}

// Codes that more than one package uses.
const (
	CodeConflict = "store.conflict"  // saved from elsewhere meanwhile
	CodeNotFound = "store.not-found" // the row is gone
	CodeInternal = "internal"        // anything we did not foresee
	CodeCanceled = "canceled"        // the user stopped it
)

// Conflict is what a save with an old revision gets.
func Conflict() *Error {
	return Fail(CodeConflict, "这份备案已被修改，请刷新。您刚输入的文字仍保留在窗口里，刷新后可再次填入。")
}

// CodeOf returns the code of the outermost Error in the chain, or
// CodeInternal for an error of another kind, or "" for nil.
func CodeOf(err error) string {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}

// MessageOf returns the sentence for a person. An error that nobody gave a
// sentence becomes a general one; the detail belongs in the log.
func MessageOf(err error) string {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Message
	}
	return fmt.Sprintf("程序内部出了问题（%T）。已输入的内容没有丢失，请重试；仍不行时，请把“设置 → 日志”里的文件发给支持人员。", err)
}

// FieldOf returns the field the error is about, or "".
func FieldOf(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Field
	}
	return ""
}
