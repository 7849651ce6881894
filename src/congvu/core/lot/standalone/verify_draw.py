#!/usr/bin/env python3
"""Kiểm chứng một lần bốc thăm, không cần Công Vụ. Verify a published draw by lot, without Công Vụ.

    python3 verify_draw.py RECORD.json

Python 3.9 or newer, standard library only. RECORD.json holds what was published of one draw:

    listing        the exact text that was published before the draw   listing_hash   its SHA-256
    commitments    {"1": hash of the secret of slot 1, …}; "0" is the secret of an open draw
    beacon         the public value that nobody knew when the above was published ("" until it is known)
    envelopes      {"1": hash of the sealed envelope of slot 1, …}
    openings       [{"slot", "secret", "unit", "team", "withdrawn", "used", "followed", "salt", "told"}, …]
    open_draw      {"secret", "certain", "drawn"}, where several units were drawn at once
    samples        [{"slot", "purpose", "codes", "drawn"}, …], cases drawn from frozen lists by the seed of a slot

Everything is computed again and compared with what is claimed. Compare the hash of the list yourself with what was
published beforehand (journal, newspaper, notice board): a program can only show that one belongs to the other.
Exit status: 0 everything agrees, 1 something does not, 2 the record cannot be read.
"""

import hashlib
import io
import json
import sys
import unicodedata

PROTOCOL = "congvu-lot-1"


def sha(text):
    return hashlib.sha256(text.encode("utf-8")).digest()


def tagged(*parts):
    return sha("|".join((PROTOCOL,) + parts))


def dumped(value):
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def words_of(seed):
    """Endless 64-bit words: SHA-256(seed, counter), four words from each block."""
    counter = 0
    while True:
        block = hashlib.sha256(seed + counter.to_bytes(8, "big")).digest()
        for start in (0, 8, 16, 24):
            yield int.from_bytes(block[start : start + 8], "big")
        counter += 1


def number(words, bound):
    """A number below `bound`, every one equally likely: words in the incomplete last stretch are passed over."""
    stretches = 2**64 // bound
    for word in words:
        if word < stretches * bound:
            return word % bound
    raise AssertionError("the words never end")


def shuffled(words, things, wanted=None):
    """The first `wanted` of the things in random order."""
    pool = list(things)
    for here in range(len(pool) if wanted is None else wanted):
        there = here + number(words, len(pool) - here)
        pool[here], pool[there] = pool[there], pool[here]
    return pool if wanted is None else pool[:wanted]


def seed_of(listing_hash, slot, secret, beacon):
    value = unicodedata.normalize("NFC", beacon).strip(" \t\r\n\u00a0")
    return tagged("seed", listing_hash, str(slot), secret, value)


def one_slot(listing, seed, withdrawn):
    """The unit a slot stands for, and its team."""
    words = words_of(seed)
    point = number(words, sum(unit["weight"] for unit in listing["units"]))
    for unit in listing["units"]:
        point -= unit["weight"]
        if point < 0:
            break
    out = {inspector for inspector, place in listing["recused"] if place == unit["code"]}
    order = shuffled(words, [one["code"] for one in listing["inspectors"] if one["code"] not in out])
    return unit["code"], [code for code in order if code not in withdrawn][: listing["team_size"]]


def open_draw(listing, seed):
    """Several units at once: the heavy ones for certain, the rest by a comb with equal gaps."""
    rest, certain, left = list(listing["units"]), [], listing["take"]
    while left:
        total = sum(unit["weight"] for unit in rest)
        heavy = [unit for unit in rest if unit["weight"] * left >= total]
        if not heavy:
            break
        certain += heavy
        rest = [unit for unit in rest if unit not in heavy]
        left -= len(heavy)
    drawn = []
    if left:
        words = words_of(seed)
        mixed, total = shuffled(words, rest), sum(unit["weight"] for unit in rest)
        start, begin = number(words, total), 0
        for unit in mixed:
            end = begin + unit["weight"] * left
            # Is there a tooth start + k * total in begin … end - 1?
            if (end - 1 - start) // total > (begin - 1 - start) // total:
                drawn.append(unit["code"])
            begin = end
    return sorted(unit["code"] for unit in certain), drawn


class Findings:
    """Says what agrees and what does not, in Vietnamese and English."""

    def __init__(self):
        self.wrong = 0

    def check(self, holds, vietnamese, english):
        self.wrong += not holds
        print(("  ✓ ĐÚNG / OK: " if holds else "  ✗ SAI / WRONG: ") + vietnamese + " / " + english)
        return holds

    def note(self, vietnamese, english):
        print("  · " + vietnamese + " / " + english)


def check_listing(record, listing, say):
    text, units = record["listing"], listing["units"]
    say.check(hashlib.sha256(text.encode("utf-8")).hexdigest() == record["listing_hash"],
              "mã băm của danh sách " + record["listing_hash"], "hash of the list")  # fmt: skip
    say.check(listing["v"] == PROTOCOL and dumped(listing) == text and unicodedata.normalize("NFC", text) == text,
              "danh sách viết đúng dạng chuẩn", "the list is written in the canonical form")  # fmt: skip
    for codes in ([one["code"] for one in units], [one["code"] for one in listing["inspectors"]]):
        say.check(codes == sorted(set(codes)), f"{len(codes)} mã xếp đúng thứ tự, không trùng",
                  f"{len(codes)} codes in order, none twice")  # fmt: skip
    least = min(unit["weight"] for unit in units)
    say.check(all(type(unit["weight"]) is int and unit["weight"] >= 1 for unit in units),
              f"trọng số nhỏ nhất {least}: không ai được miễn",
              f"smallest weight {least}: nobody is exempt")  # fmt: skip
    wanted = {"0"} if listing.get("take") else {str(slot) for slot in range(1, listing["slots"] + 1)}
    say.check(set(record["commitments"]) == wanted, f"đủ {len(wanted)} cam kết, không thừa không thiếu",
              f"{len(wanted)} commitments, none missing, none to spare")  # fmt: skip
    if not listing.get("take") and record.get("envelopes"):
        say.check(set(record["envelopes"]) == wanted, "mỗi lượt có một phong bì", "one envelope for each slot")


def check_secret(record, listing, slot, secret, say):
    """Whether a secret may be used: the one committed to, and the public value known."""
    sound = len(secret) == 64 and set(secret) <= set("0123456789abcdef")
    kept = sound and tagged("commit", listing["round"], str(slot), secret).hex() == record["commitments"].get(str(slot))
    say.check(kept, f"lượt {slot}: số bí mật đúng với cam kết", f"slot {slot}: the secret is the one committed to")
    known = bool(record.get("beacon", "").strip())
    if not known:
        say.check(False, f"lượt {slot} đã mở khi chưa có giá trị công khai", "opened before the public value was known")
    return kept and known


def check_opening(record, listing, opening, say):
    slot, secret = opening["slot"], opening["secret"]
    if not check_secret(record, listing, slot, secret, say):
        return
    seed = seed_of(record["listing_hash"], slot, secret, record["beacon"])
    withdrawn = opening.get("withdrawn", [])
    unit, team = one_slot(listing, seed, set(withdrawn))
    if withdrawn:
        say.note(f"lượt {slot}: rút sau khi bốc: {', '.join(withdrawn)}", "withdrawn after the draw")
    say.check(opening["unit"] == unit, f"lượt {slot}: bốc được đơn vị {unit}", f"slot {slot}: the unit drawn is {unit}")
    say.check(opening["team"] == team, f"lượt {slot}: đoàn {', '.join(team)}", "the team drawn")
    told = opening.get("told")
    if not told:
        say.check(not opening["used"], f"lượt {slot}: cuộc kiểm tra phải có phong bì", "a visit needs its envelope")
        return
    sealed = tagged("envelope", opening["salt"], dumped(told)).hex()
    say.check(sealed == record.get("envelopes", {}).get(str(slot)),
              f"lượt {slot}: phong bì đúng với mã băm đã niêm phong",
              "the envelope is the one that was sealed")  # fmt: skip
    say.check(told["slot"] == slot and told["secret"] in (secret, "" if not told["unit"] else secret),
              f"lượt {slot}: phong bì thuộc lượt này", "the envelope belongs to this slot")  # fmt: skip
    followed = told["unit"] == unit and sorted(told["team"]) == sorted(team)
    say.check(opening["used"] == bool(told["unit"]), f"lượt {slot}: khai đúng đã dùng hay chưa", "used, as told")
    if opening["used"]:
        say.check(opening["followed"] == followed, f"lượt {slot}: khai đúng có theo kết quả bốc thăm hay không",
                  "followed the draw, or not, as claimed")  # fmt: skip
        if not followed:
            say.note(f"lượt {slot}: kiểm tra {told['unit']} theo lệnh: {told['reason']}", "by order, not by lot")


def check_samples(record, say):
    secrets = {opening["slot"]: opening["secret"] for opening in record.get("openings", [])}
    for sample in record.get("samples", []):
        slot, codes = sample["slot"], sorted(sample["codes"])
        seed = seed_of(record["listing_hash"], slot, secrets[slot], record["beacon"])
        whole = sha("".join(code + "\n" for code in codes)).hex()
        words = words_of(tagged("sample", seed.hex(), sample["purpose"], whole))
        say.check(shuffled(words, codes, len(sample["drawn"])) == sample["drawn"],
                  f"lượt {slot}: mẫu {sample['purpose']} {len(sample['drawn'])}/{len(codes)} hồ sơ",
                  f"slot {slot}: the sample of cases")  # fmt: skip


def verify(record):
    """Number of things that do not agree."""
    say, listing = Findings(), json.loads(record["listing"])
    print(f"Bốc thăm / draw {listing['round']}: {len(listing['units'])} đơn vị / units")
    check_listing(record, listing, say)
    claimed = record.get("open_draw")
    if claimed and check_secret(record, listing, 0, claimed["secret"], say):
        certain, drawn = open_draw(listing, seed_of(record["listing_hash"], 0, claimed["secret"], record["beacon"]))
        say.check(claimed["certain"] == certain and claimed["drawn"] == drawn,
                  f"bốc được {len(certain) + len(drawn)} đơn vị", "the units drawn at once")  # fmt: skip
    openings = record.get("openings", [])
    numbers = [opening["slot"] for opening in openings]
    real = all(type(number) is int and 1 <= number <= listing["slots"] for number in numbers)
    say.check(real and len(set(numbers)) == len(numbers), "không lượt nào mở hai lần", "no slot is opened twice")
    for opening in openings:
        check_opening(record, listing, opening, say)
    check_samples(record, say)
    closed = sorted(set(range(1, listing["slots"] + 1)) - set(numbers))
    if closed:
        say.note(f"{len(closed)} lượt chưa mở: {', '.join(map(str, closed))}", "slots not revealed (yet)")
    return say.wrong


def main(argv):
    if len(argv) != 2:
        print(__doc__)
        return 2
    try:
        with open(argv[1], encoding="utf-8") as file:
            wrong = verify(json.load(file))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        print(f"Không đọc được hồ sơ bốc thăm / the record cannot be read: {type(error).__name__}: {error}")
        return 2
    if wrong:
        print(f"KHÔNG KHỚP: {wrong} điểm. / NOT in agreement: {wrong}.")
        return 1
    print("KHỚP: mọi kết quả tính lại đều đúng. / In agreement: everything computed again is as claimed.")
    return 0


if __name__ == "__main__":
    # Vietnamese on a console that has only few letters must not end in an error.
    sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", line_buffering=True)
    sys.exit(main(sys.argv))
