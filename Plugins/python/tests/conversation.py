"""What Assay does, for the tests: starts a script, writes frames to it, and reads its answers."""

import json
import os
import struct
import subprocess
import sys
import tempfile
import textwrap
from typing import Any, Dict, List, Optional, Tuple

SDK = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PREFIX = struct.Struct("<4sII")
START = {
    "type": "start", "protocol": 0, "assay": "0.1.0", "name": "tone", "id": "tone", "kind": "annotating", "version": 3,
    "offsets": "scalars", "options": {}, "layers": {}, "values": {}, "reasons": [], "reads": [], "inputs": {},
}


def frame(header: Dict[str, Any], body: bytes = b"") -> bytes:
    data = json.dumps(header, ensure_ascii=False).encode()
    return PREFIX.pack(b"ASF0", len(data), len(body)) + data + body


def start(**changes: Any) -> bytes:
    return frame(dict(START, **changes))


def batch(number: int, *texts: str, **more: Any) -> bytes:
    """A batch; ``more`` goes into the head of each document. The ids are a, b, c …"""
    bodies = [text.encode() for text in texts]
    heads = [dict(more, id=chr(97 + i), bytes=len(body)) for i, body in enumerate(bodies)]
    return frame({"type": "batch", "batch": number, "documents": heads}, b"".join(bodies))


def frames(data: bytes) -> List[Dict[str, Any]]:
    """All headers; raises where the bytes are not frames from the first to the last."""
    found = []
    while data:
        magic, header, body = PREFIX.unpack(data[:PREFIX.size])
        assert magic == b"ASF0" and body == 0, data[:40]
        data = data[PREFIX.size:]
        found.append(json.loads(data[:header]))
        data = data[header:]
    return found


class Ended:
    """A process that has ended: its answers, exit code and standard error."""

    def __init__(self, done: "subprocess.CompletedProcess[bytes]") -> None:
        self.output = done.stdout
        self.code = done.returncode
        self.errors = done.stderr.decode()

    @property
    def headers(self) -> List[Dict[str, Any]]:
        return frames(self.output)

    @property
    def documents(self) -> List[Dict[str, Any]]:
        """The answers for documents, of all result frames."""
        return [document for header in self.headers[1:] for document in header["documents"]]


def run_script(source: str, given: bytes = b"", arguments: Tuple[str, ...] = ()) -> Ended:
    """Runs a script that has ``from assay_stage import *`` before it and ``run`` to call itself."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "plugin.py")
        with open(path, "w", encoding="utf-8") as file:
            file.write("from assay_stage import *\n" + textwrap.dedent(source))
        variables = dict(os.environ, PYTHONPATH=SDK, PYTHONIOENCODING="utf-8")
        command = [sys.executable, path, *arguments]
        return Ended(subprocess.run(command, input=given, capture_output=True, env=variables, timeout=60, check=False))


def serve(source: str, *texts: str, start_with: Optional[bytes] = None, **more: Any) -> Ended:
    """One batch with these texts."""
    return run_script(source, (start_with or start()) + batch(1, *texts, **more))
