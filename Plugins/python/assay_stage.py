"""Stages for Assay in Python: write one function, and this module speaks the plugin protocol.

    from assay_stage import run

    def stage(doc):
        doc.set("length", len(doc.text))
        doc.add("shouts", 0, 3, loud=True)

    if __name__ == "__main__":
        run(stage)

The function gets one document (a parameter named ``docs`` instead gets a list of them). Offsets are indices of ``doc.text``. The
folder of the plugin has a ``plugin.yaml`` that says ``offsets: scalars``; see Documentation/Plugins.md of Assay.

``python tone.py --try 'some text'`` runs the stage alone, under a debugger if you like.

Python 3.9 or newer, standard library only. Apache-2.0.
"""

import argparse
import decimal
import difflib
import inspect
import json
import math
import operator
import os
import re
import struct
import sys
import time
import traceback
from typing import Any, Callable, Dict, List, Optional

__all__ = ["run", "Document", "Annotation", "Options", "Fail", "BadOption"]
__version__ = "0.1.0"

PROTOCOL = 0
_MAGIC = b"ASF0"
_PREFIX = struct.Struct("<4sII")
#: Seconds after which answers that are ready are sent, so that a slow stage shows that it lives.
_FLUSH_AFTER = 0.25
#: So many steps of comparing two texts take about a second.
_MOST_STEPS = 10_000_000
_WORDS = re.compile(r"\S+\s*|\s+")
_PLAIN_TYPES = {str, int, bool, type(None)}


class Fail(Exception):
    """Raised by a stage to fail its document: ``raise Fail("no verb", "the parser found none")``."""

    def __init__(self, kind: str, message: str = "") -> None:
        super().__init__(f"{kind}: {message}" if message else kind)
        self.kind = kind
        self.message = message


class BadOption(Exception):
    """Raised by ``setup``, so that Assay points at the option in the pipeline file.

    ``raise BadOption("words", "words.tsv, line 3: two columns expected")``
    """

    def __init__(self, option: str, message: str) -> None:
        super().__init__(message)
        self.option = option


class Options(dict):
    """The options of the stage by name, with the defaults of the manifest. Paths are absolute."""

    def __missing__(self, name: str) -> Any:
        raise KeyError(f"there is no option {name!r}; plugin.yaml declares options, and --set {name}=… gives one to --try")


class Annotation:
    """An annotation of an earlier stage: ``start``, ``end``, ``text``, and the layer's fields as attributes (None where absent)."""

    def __init__(self, doc, start, end, fields):
        self.start = start
        self.end = end
        self.text = doc.text[start:end]
        self.__dict__.update(fields)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return None

    def __repr__(self):
        return f"<{self.text!r} {self.start}:{self.end}>"


class Document:
    """One article. Read ``text`` and the rest; answer with ``set``, ``add``, ``replace``, ``drop`` and ``fail``."""

    __slots__ = ("text", "state", "options", "_head", "_values", "_layers", "_edits", "_drop", "_fail", "_read")

    def __init__(self, head, text, options, state):
        self.text = text
        self.options = options
        self.state = state
        self._head = head
        self._values = None
        self._layers = None
        self._edits = None
        self._drop = None
        self._fail = None
        self._read = None

    @property
    def id(self) -> str:
        """The document's id, for messages."""
        return self._head["id"]

    @property
    def language(self) -> Optional[str]:
        """BCP 47 tag such as "en"; None where nobody knows."""
        return self._head.get("language")

    @property
    def published(self) -> Optional[str]:
        """ISO 8601 day or time of publication; None where nobody knows."""
        return self._head.get("published")

    @property
    def publisher(self) -> Optional[str]:
        """Who published it; None where nobody knows."""
        return self._head.get("publisher")

    @property
    def title(self) -> Optional[str]:
        """The title, which also starts the text; None where there is none."""
        span = self._head.get("title")
        return None if span is None else self.text[span[0]:span[1]]

    @property
    def metadata(self) -> Dict[str, Any]:
        """What else the source said: names to values."""
        return self._head.get("metadata", {})

    @property
    def values(self) -> Dict[str, Any]:
        """Values of earlier stages that the manifest requires or uses."""
        return self._head.get("values", {})

    @property
    def layers(self) -> Dict[str, List[Annotation]]:
        """Annotations of earlier stages that the manifest requires or uses: layer names to lists of ``Annotation``."""
        if self._read is None:
            self._read = {}
            for name, columns in self._head.get("layers", {}).items():
                names = [key for key in columns if key != "start" and key != "end"]
                rows = zip(columns["start"], columns["end"], *(columns[key] for key in names))
                self._read[name] = [Annotation(self, row[0], row[1], zip(names, row[2:])) for row in rows]
        return self._read

    def set(self, name: str, value: Any) -> None:
        """Sets a value that the manifest declares. None takes it back."""
        if self._values is None:
            self._values = {}
        self._values[name] = value

    def add(self, layer: str, start: int, end: int, **fields: Any) -> None:
        """Adds an annotation of ``text[start:end]`` to a layer that the manifest declares."""
        # An index of NumPy becomes an int, and 1.5 an error.
        start, end = operator.index(start), operator.index(end)
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"{start} to {end} is no part of a text of {len(self.text)} characters")
        if self._layers is None:
            self._layers = {}
        self._layers.setdefault(layer, []).append((start, end, fields))

    def replace(self, start: int, end: int, text: str) -> None:
        """Text stages: replaces ``text[start:end]``. In any order; offsets are those of the text as it came."""
        # An index of NumPy becomes an int, and 1.5 an error.
        start, end = operator.index(start), operator.index(end)
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"{start} to {end} is no part of a text of {len(self.text)} characters")
        if self._edits is None:
            self._edits = []
        self._edits.append((start, end, text))

    def drop(self, reason: str) -> None:
        """Filters: drops the document with a reason that the manifest declares."""
        self._drop = reason

    def fail(self, kind: str, message: str = "") -> None:
        """Fails the document. ``kind`` is a short phrase that the report counts by."""
        self._fail = {"kind": kind, "message": message}

    def _forget(self):
        self._values = self._layers = self._edits = self._drop = self._fail = None

    def _answer(self):
        """The answer as the protocol has it. Raises ``Fail`` for what can't be said."""
        answer = {"id": self._head["id"]}
        if self._fail is not None:
            answer["fail"] = self._fail
            return answer
        if self._values is not None:
            answer["values"] = {name: _plain(value) for name, value in self._values.items()}
        if self._layers is not None:
            answer["layers"] = {name: _columns(rows) for name, rows in self._layers.items()}
        if self._edits is not None:
            answer["edits"] = _edits(self._edits)
        if self._drop is not None:
            answer["drop"] = self._drop
        return answer


def _plain(value):
    """A value as JSON has it; decimals keep all their digits."""
    if isinstance(value, float):
        if not math.isfinite(value):
            raise Fail("bad value", f"{value} is no number that can be kept")
    elif isinstance(value, decimal.Decimal):
        if not value.is_finite():
            raise Fail("bad value", f"{value} is no number that can be kept")
        return format(value, "f")
    elif isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    elif hasattr(value, "item"):  # numbers of NumPy, PyTorch and their like
        return _plain(value.item())
    return value


def _columns(rows):
    names = {}
    for row in rows:
        names.update(row[2])
    columns = {"start": [row[0] for row in rows], "end": [row[1] for row in rows]}
    for name in names:
        columns[name] = _plain_column([row[2].get(name) for row in rows])
    return columns


def _plain_column(column):
    """What ``_plain`` makes of each value; most columns have one type, which C looks through faster than Python."""
    types = set(map(type, column))
    if types <= _PLAIN_TYPES or (types == {float} and all(map(math.isfinite, column))):
        return column
    return [_plain(value) for value in column]


def _edits(edits):
    edits = sorted(edits, key=lambda edit: edit[:2])
    for before, after in zip(edits, edits[1:]):
        if after[0] < before[1]:
            raise Fail("bad value", f"the replacements at {before[0]} and {after[0]} overlap")
    return {"start": [e[0] for e in edits], "end": [e[1] for e in edits], "text": [e[2] for e in edits]}


def _difference(before, after):
    """Replacements that lead from one text to the other; not always the fewest, but found quickly."""
    if before == after:
        return []
    start = len(os.path.commonprefix([before, after]))
    end = 0
    most = min(len(before), len(after)) - start
    while end < most and before[-1 - end] == after[-1 - end]:
        end += 1
    old, new = before[start:len(before) - end], after[start:len(after) - end]
    for cut in (list, _WORDS.findall, lambda text: text.splitlines(keepends=True)):
        a, b = cut(old), cut(new)
        try:
            codes = _Comparison(a, b).get_opcodes()
        except _TooMuch:
            continue
        starts = [start]
        for item in a:
            starts.append(starts[-1] + len(item))
        return [(starts[i], starts[j], "".join(b[k:m])) for tag, i, j, k, m in codes if tag != "equal"]
    return [(start, start + len(old), new)]


class _TooMuch(Exception):
    pass


class _Comparison(difflib.SequenceMatcher):
    """Comparing is cubic at worst, in texts that repeat themselves. This gives up after a number of steps, not after a time, so
    that the same text gives the same answer everywhere."""

    def __init__(self, a, b):
        super().__init__(None, a, b, autojunk=False)
        self.left = _MOST_STEPS
        self.steps = [0]
        for item in a:
            self.steps.append(self.steps[-1] + len(self.b2j.get(item, ())) + 1)

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        self.left -= self.steps[ahi] - self.steps[alo]
        if self.left < 0:
            raise _TooMuch
        return super().find_longest_match(alo, ahi, blo, bhi)


class _Stage:
    """The author's function, called for one document or for many."""

    def __init__(self, function, setup, options):
        self.function = function
        self.options = options
        parameters = list(inspect.signature(function).parameters)
        self.takes_many = bool(parameters) and parameters[0] == "docs"
        self.takes_state = len(parameters) > 1
        self.state = None
        if setup is not None:
            self.state = setup(options) if inspect.signature(setup).parameters else setup()

    def call(self, docs):
        """Calls the function for a document, or for many where it takes many, and makes replacements of texts that it returns."""
        argument = docs if self.takes_many else docs[0]
        result = self.function(argument, self.state) if self.takes_state else self.function(argument)
        texts = result if self.takes_many else [result]
        if isinstance(texts, list) and any(isinstance(text, str) for text in texts):
            if len(texts) != len(docs):
                raise ValueError(f"the stage returned {len(texts)} texts for {len(docs)} documents")
            for doc, text in zip(docs, texts):
                for edit in _difference(doc.text, doc.text if text is None else text):
                    doc.replace(*edit)

    def answers(self, docs):
        """Yields the answer for each document; what a document makes the function raise fails that one alone."""
        if self.takes_many:
            try:
                self.call(docs)
                done = [doc._answer() for doc in docs]
            except Exception as error:  # one of them; which, the loop below finds out
                if len(docs) == 1:
                    yield _failure(docs[0], error)
                    return
                done = None
            if done is not None:
                yield from done
                return
            for doc in docs:
                doc._forget()
                yield from self.answers([doc])
            return
        for doc in docs:
            try:
                self.call([doc])
                yield doc._answer()
            except Exception as error:
                yield _failure(doc, error)


def _failure(doc, error):
    if isinstance(error, Fail):
        kind, message = error.kind, error.message
    else:
        traceback.print_exc(file=sys.stderr)
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if os.path.basename(frame.filename) != os.path.basename(__file__)]
        place = f" ({os.path.basename(own[-1].filename)}, line {own[-1].lineno})" if own else ""
        kind, message = type(error).__name__, f"{error}{place}"
    return {"id": doc.id, "fail": {"kind": kind, "message": message}}


class _Pipes:
    """Frames on the standard streams, out of reach of whatever prints."""

    def __init__(self):
        self.source = open(os.dup(0), "rb", buffering=1 << 20)
        self.target = open(os.dup(1), "wb", buffering=0)
        # Whoever prints, in Python or in C, now writes to standard error, and whoever reads finds nothing.
        os.dup2(2, 1)
        # Line by line, so that the log has what was printed before a crash.
        sys.stdout = sys.stderr
        empty = os.open(os.devnull, os.O_RDONLY)
        os.dup2(empty, 0)
        os.close(empty)

    def read(self):
        """The next header and body; None at the end."""
        prefix = self.source.read(_PREFIX.size)
        if not prefix:
            return None
        if prefix[:4] != _MAGIC[:len(prefix)]:
            raise SystemExit("this is no frame of Assay's")
        if len(prefix) == _PREFIX.size:
            _, length, size = _PREFIX.unpack(prefix)
            header, body = self.source.read(length), self.source.read(size)
            if len(header) == length and len(body) == size:
                return json.loads(header), body
        raise SystemExit("the pipe ended within a frame")

    def write(self, header):
        try:
            data = json.dumps(header, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
        except (ValueError, TypeError):
            data = _careful(header)
        data = _PREFIX.pack(_MAGIC, len(data), 0) + data
        view = memoryview(data)
        while view:
            view = view[self.target.write(view):]


def _careful(header):
    """A frame in which the answers that can't be written as JSON in UTF-8 are failures."""
    documents = []
    for answer in header.get("documents", []):
        try:
            json.dumps(answer, ensure_ascii=False, allow_nan=False).encode()
            documents.append(answer)
        except (ValueError, TypeError) as error:
            text = str(error).encode("ascii", "backslashreplace").decode()
            documents.append({"id": answer["id"], "fail": {"kind": "bad value", "message": text}})
    header = dict(header, documents=documents)
    return json.dumps(header, separators=(",", ":")).encode()


def _serve(function, setup):
    pipes = _Pipes()
    first = pipes.read()
    if first is None:
        return
    start = first[0]

    def refuse(message, **more):
        pipes.write({"type": "error", "message": message, **more})

    if start.get("protocol") != PROTOCOL:
        return refuse(f"assay_stage {__version__} speaks version {PROTOCOL} of the protocol, not {start.get('protocol')}")
    if start["offsets"] != "scalars":
        return refuse("plugins in Python count characters: write 'offsets: scalars' in plugin.yaml")
    options = Options(start["options"])
    try:
        stage = _Stage(function, setup, options)
    except BadOption as error:
        return refuse(str(error), option=error.option)
    except Exception as error:
        traceback.print_exc(file=sys.stderr)
        return refuse(f"{type(error).__name__}: {error}")
    pipes.write({"type": "ready", "protocol": PROTOCOL, "name": start["name"], "version": start["version"]})
    while True:
        frame = pipes.read()
        if frame is None:
            return
        header, body = frame
        docs = []
        position = 0
        for head in header["documents"]:
            end = position + head["bytes"]
            docs.append(Document(head, str(body[position:end], "utf-8"), options, stage.state))
            position = end
        del body, frame
        ready = []
        last = time.monotonic()
        for answer in stage.answers(docs):
            ready.append(answer)
            now = time.monotonic()
            if now - last > _FLUSH_AFTER:
                pipes.write({"type": "result", "batch": header["batch"], "documents": ready})
                ready = []
                last = now
        if ready:
            pipes.write({"type": "result", "batch": header["batch"], "documents": ready})


def _try(function, setup, arguments):
    parser = argparse.ArgumentParser(description="Runs this stage alone, without Assay.")
    parser.add_argument("--try", dest="text", metavar="TEXT", help="the text to look at")
    parser.add_argument("--file", help="a file with the text to look at")
    parser.add_argument("--language", help="the language of the text")
    parser.add_argument("--set", dest="settings", action="append", default=[], metavar="NAME=VALUE", help="an option")
    given = parser.parse_args(arguments)
    if given.text is None and given.file is None:
        parser.error("this is a stage of Assay: name its folder under 'plugins:' in a pipeline file, or use --try 'text'")
    options = Options()
    for setting in given.settings:
        name, _, value = setting.partition("=")
        try:
            options[name] = json.loads(value)
        except ValueError:
            options[name] = value
    text = given.text
    if text is None:
        with open(given.file, encoding="utf-8") as file:
            text = file.read()
    head = {"id": "try"}
    if given.language:
        head["language"] = given.language
    try:
        stage = _Stage(function, setup, options)
    except BadOption as error:
        parser.error(f"option {error.option}: {error}")
    doc = Document(head, text, options, stage.state)
    try:
        stage.call([doc])
        answer = doc._answer()
    except Fail as error:
        # Any other exception is shown with its traceback: that is what one tries a stage for.
        answer = {"id": "try", "fail": {"kind": error.kind, "message": error.message}}
        doc._forget()
    for name, value in answer.get("values", {}).items():
        print(f"{name}: {value}")
    for layer, rows in (doc._layers or {}).items():
        print(f"{layer}:")
        for start, end, fields in rows:
            shown = ", ".join(f"{name} {value}" for name, value in fields.items())
            print(f"  {start}:{end} {text[start:end]!r}" + (f"  {shown}" if shown else ""))
    for start, end, new in sorted(doc._edits or []):
        print(f"{start}:{end} {text[start:end]!r} -> {new!r}")
    if "drop" in answer:
        print(f"dropped: {answer['drop']}")
    if "fail" in answer:
        print(f"failed: {answer['fail']['kind']}: {answer['fail']['message']}")
    if answer == {"id": "try"}:
        print("the stage found nothing")


def run(stage: Callable[..., Any], setup: Optional[Callable[..., Any]] = None) -> None:
    """Makes a stage of ``stage`` and serves until Assay closes the pipe; or does what the command line says.

    ``stage(doc)`` gets one document, ``stage(docs)`` a list. A text stage may return the new text, or a list of them.

    ``setup(options)``, where given, is called once before the first document, to load a model or a list; what it returns is
    ``doc.state``, and the second parameter where ``stage`` has one.
    """
    if len(sys.argv) > 1 or sys.stdin is None or sys.stdin.isatty():
        return _try(stage, setup, sys.argv[1:])
    try:
        _serve(stage, setup)
    except (BrokenPipeError, KeyboardInterrupt):
        # Assay is gone, or stops this process itself.
        os._exit(0)
