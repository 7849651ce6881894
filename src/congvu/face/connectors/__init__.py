"""Kết nối: exchange of documents with other systems (edXML, QCVN 102:2016/BTTTT)."""
