#!/usr/bin/env python3
"""Verify an exported journal and its daily bills, without Công Vụ: Python 3.9 or newer, standard library only.

    python3 verify_journal.py journal.jsonl BILLS_FOLDER

`journal.jsonl` is what `congvu journal-export` writes: one line of JSON per journal line, in the order of the tree:
{"position", "stream", "seq", "at", "verb", "actor", "behalf", "prev", "commitment", "salt", "text"} (hex for bytes;
salt and text are null where they were erased). A line that no bill covers yet has position null.

Signatures (Ed25519) are checked with the library `cryptography` where it is installed, else with `openssl`.
Exit status: 0 sound, 1 not sound, 2 could not be checked.
"""

import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile


def sha256(data):
    return hashlib.sha256(data).digest()


class Tree:
    """RFC 9162 Merkle tree, grown leaf by leaf with one hash for each set bit of its size."""

    def __init__(self):
        self.size, self.peaks = 0, []

    def append(self, leaf):
        carry = self.size
        while carry & 1:
            leaf = sha256(b"\x01" + self.peaks.pop() + leaf)
            carry >>= 1
        self.peaks.append(leaf)
        self.size += 1

    def root(self):
        if not self.peaks:
            return sha256(b"")
        found = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            found = sha256(b"\x01" + peak + found)
        return found


def leaf_of(line):
    """The leaf hash of a line, and whether its text is what was committed to (None: erased)."""
    commitment = bytes.fromhex(line["commitment"])
    kept = None
    if line["text"] is not None and line["salt"] is not None:
        kept = sha256(bytes.fromhex(line["salt"]) + line["text"].encode()) == commitment
    elif line["text"] is not None or line["salt"] is not None:
        kept = False
    entry = "\n".join(
        ("congvu-journal-1", line["stream"], str(line["seq"]), line["at"], line["verb"], line["actor"],
         line["behalf"], line["prev"], line["commitment"])
    )  # fmt: skip
    return sha256(b"\x00" + entry.encode()), kept


def read_bills(folder):
    bills = []
    for path in sorted(folder.glob("*.bill")):
        text = path.read_text(encoding="utf-8")
        facts = dict(line.split(": ", 1) for line in text.splitlines()[1:])
        bills.append((path, text, int(facts["size"]), facts["root"], facts["previous"], facts["key"]))
    return bills


def signature_holds(folder, path, text, key):
    """True, False, or None when neither library nor program is there to check it."""
    public, signature = folder / f"journal-{key}.pub", path.with_suffix(".sig")
    if not public.exists() or not signature.exists():
        return False
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.serialization import load_pem_public_key
    except ImportError:
        return _openssl(public, signature, text)
    try:
        load_pem_public_key(public.read_bytes()).verify(signature.read_bytes(), text.encode())
    except InvalidSignature:
        return False
    return True


def _openssl(public, signature, text):
    with tempfile.NamedTemporaryFile() as message:
        message.write(text.encode())
        message.flush()
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", str(public), "-rawin", "-in", message.name,
                   "-sigfile", str(signature)]  # fmt: skip
        try:
            return subprocess.run(command, capture_output=True, check=False).returncode == 0
        except FileNotFoundError:
            return None


def main(argv):
    if len(argv) != 3:
        print(__doc__)
        return 2
    problems, heads, erased, unchecked = [], {}, 0, 0
    bills = read_bills(pathlib.Path(argv[2]))
    tree, waiting = Tree(), sorted(bills, key=lambda bill: bill[2])

    def compare():
        while waiting and waiting[0][2] == tree.size:
            path, _text, _size, root, _previous, _key = waiting.pop(0)
            if tree.root().hex() != root:
                problems.append(f"{path.name}: the lines it sealed have been changed")

    compare()
    count, claimed, gone, chained = 0, set(), set(), {}
    with open(argv[1], encoding="utf-8") as file:
        for row in file:
            line = json.loads(row)
            count += 1
            name = f"{line['stream']}#{line['seq']}"
            leaf, kept = leaf_of(line)
            chained[(line["stream"], line["seq"])] = (line["prev"], leaf.hex())
            if kept is False:
                problems.append(f"{name}: the text is not what was committed to")
            if kept is None:
                erased += 1
                gone.add((line["stream"], line["seq"]))
            if line["verb"] == "journal.erased" and line["text"] is not None:
                body = json.loads(line["text"])
                claimed.update((body["stream"], seq) for seq in body["seqs"])
            heads[line["stream"]] = max(heads.get(line["stream"], 0), line["seq"])
            if line["position"] is not None:
                if line["position"] != tree.size:
                    problems.append(f"{name}: out of order in the tree")
                tree.append(leaf)
                compare()
    for (stream, seq), (prev, _leaf) in chained.items():
        before = chained.get((stream, seq - 1), ("", "00" * 32))[1]
        if (seq > 1 and (stream, seq - 1) not in chained) or prev != before:
            problems.append(f"{stream}#{seq}: the chain is broken")
    problems += [f"{stream}#{seq}: erased without an act of erasure" for stream, seq in sorted(gone - claimed)]
    problems += [f"{bill[0].name}: it covers {bill[2]} lines, only {tree.size} are there" for bill in waiting]
    previous = "00" * 32
    for path, text, _size, _root, said, key in bills:
        if said != previous:
            problems.append(f"{path.name}: it does not follow the bill before it")
        previous = hashlib.sha256(text.encode()).hexdigest()
        holds = signature_holds(path.parent, path, text, key)
        unchecked += holds is None
        if holds is False:
            problems.append(f"{path.name}: the signature does not hold")
    print(f"{count} lines in {len(heads)} streams, {erased} erased, {tree.size} sealed by {len(bills)} bills")
    if unchecked:
        print(f"{unchecked} signatures could not be checked: install `cryptography` or openssl")
    for problem in problems:
        print("  ✗", problem)
    print("The journal is NOT sound." if problems else "The journal is sound.")
    return 1 if problems else 2 if unchecked else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
