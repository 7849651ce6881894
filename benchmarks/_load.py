"""Four clients on keep-alive connections, each in a process of its own: `python -m benchmarks._load JSON`."""

from __future__ import annotations

import http.client
import json
import multiprocessing
import sys
import time
from typing import Any


def _client(number: int, job: dict[str, Any], answers: Any) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", job["port"], timeout=30)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Host": f"127.0.0.1:{job['port']}",
        **job["headers"][number],
    }
    requests, times, wrong = job["requests"][number], [], 0
    seqs: dict[str, int] = dict(job["seqs"])
    end = time.perf_counter() + job["seconds"]
    place = 0
    while place % 2 or time.perf_counter() < end:  # an offer is always taken back before the client goes
        path, body = requests[place % len(requests)]
        place += 1
        key = path.split("/")[2]
        body = body.replace("SEQ", str(seqs.get(key, 1)))
        began = time.perf_counter()
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        answer.read()
        times.append(time.perf_counter() - began)
        if answer.status in (200, 302):
            seqs[key] = seqs.get(key, 1) + 1
        else:
            wrong += 1
            print(answer.status, path, body, file=sys.stderr)  # the bench stops on it; say what was refused
    answers.put((times, wrong, seqs))


def main(job: dict[str, Any]) -> dict[str, Any]:
    """Requests a second, the 95th percentile in ms, and how many were not answered 200 or 302."""
    answers: Any = multiprocessing.Queue()
    clients = [multiprocessing.Process(target=_client, args=(n, job, answers)) for n in range(len(job["requests"]))]
    for client in clients:
        client.start()
    said = [answers.get() for _client in clients]
    for client in clients:
        client.join()
    times = sorted(one for found, _wrong, _seqs in said for one in found)
    return {
        "rate": len(times) / job["seconds"],
        "p95_ms": 1000 * times[int(len(times) * 0.95)],
        "wrong": sum(wrong for _times, wrong, _seqs in said),
        "n": len(times),
        "seqs": {
            key: max(seqs.get(key, 1) for _times, _wrong, seqs in said) for _t, _w, found in said for key in found
        },
    }


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.stdin.read()))))
