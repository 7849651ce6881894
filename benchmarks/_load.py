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
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Host": f"127.0.0.1:{job['port']}", **job["headers"][number]}
    requests, times, wrong = job["requests"][number], [], 0
    end = time.perf_counter() + job["seconds"]
    place = 0
    while time.perf_counter() < end:
        path, body = requests[place % len(requests)]
        place += 1
        began = time.perf_counter()
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        answer.read()
        times.append(time.perf_counter() - began)
        wrong += answer.status not in (200, 302)
    answers.put((times, wrong))


def main(job: dict[str, Any]) -> dict[str, Any]:
    """Requests a second, the 95th percentile in ms, and how many were not answered 200 or 302."""
    answers: Any = multiprocessing.Queue()
    clients = [multiprocessing.Process(target=_client, args=(n, job, answers)) for n in range(len(job["requests"]))]
    for client in clients:
        client.start()
    said = [answers.get() for _client in clients]
    for client in clients:
        client.join()
    times = sorted(one for found, _wrong in said for one in found)
    return {
        "rate": len(times) / job["seconds"], "p95_ms": 1000 * times[int(len(times) * 0.95)],
        "wrong": sum(wrong for _times, wrong in said), "n": len(times),
    }


if __name__ == "__main__":
    print(json.dumps(main(json.loads(sys.stdin.read()))))
