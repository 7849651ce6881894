"""Chương trình công tác và nhật ký tham mưu: the room of programme items and drafts."""
