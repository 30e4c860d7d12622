"""A plugin that speaks the protocol by hand and breaks it on demand."""
import json
import os
import signal
import struct
import sys
import time

source = os.fdopen(0, "rb")
target = os.fdopen(1, "wb")


def read():
    head = source.read(12)
    if len(head) < 12:
        sys.exit(0)
    _, header, body = struct.unpack("<4sII", head)
    return json.loads(source.read(header)), source.read(body)


def send(header, body=b""):
    data = header if isinstance(header, bytes) else json.dumps(header).encode()
    target.write(struct.pack("<4sII", b"ASF0", len(data), len(body)) + data + body)
    target.flush()


def answer(document, text):
    size = len(text)
    return {
        "id": document["id"],
        "values": {"characters": size},
        "layers": {"ends": {"start": [0, max(0, size - 2)], "end": [min(2, size), size],
                            "side": ["first", "last"], "size": [2, None]}},
    }


def go_wrong(fault, batch, answers, index):
    """Does the wrong thing for the document at `index`; answers whether the batch has been answered."""
    mine = answers[index]
    if fault == "exit":
        os._exit(3)
    if fault == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if fault == "hang":
        time.sleep(1000)
    if fault == "close":
        target.close()
        time.sleep(1000)
    if fault == "garbage":
        target.write(b"Loading model, please wait\n")
        target.flush()
        time.sleep(1000)
    if fault == "half-frame":
        target.write(struct.pack("<4sII", b"ASF0", 1000, 0) + b"{")
        target.flush()
        os._exit(0)
    if fault == "too-much":
        target.write(struct.pack("<4sII", b"ASF0", 0x7FFFFFFF, 0x7FFFFFFF))
        target.flush()
        time.sleep(1000)
    if fault == "not-json":
        send(b'{"type":"result","batch":')
        return True
    if fault == "not-utf8":
        send(b'{"type":"result","batch":' + str(batch).encode() + b',"documents":[{"id":"\xff\xfe"}]}')
        return True
    if fault == "wrong-id":
        mine["id"] = "somebody else"
    if fault == "wrong-batch":
        send({"type": "result", "batch": batch + 7, "documents": answers})
        return True
    if fault == "out-of-order":
        answers.reverse()
        if len(answers) == 1:
            answers[0]["id"] = "the other one"
    if fault == "too-many":
        answers.append(dict(mine))
    if fault == "too-few":
        answers.pop()
        send({"type": "result", "batch": batch, "documents": answers})
        os._exit(0)
    if fault == "outside":
        mine["layers"]["ends"]["end"][1] = 10_000_000
    if fault == "backwards":
        mine["layers"]["ends"]["start"][0], mine["layers"]["ends"]["end"][0] = 2, 0
    if fault == "columns":
        mine["layers"]["ends"]["side"].pop()
    if fault == "undeclared":
        mine["layers"]["beginnings"] = {"start": [], "end": []}
    if fault == "wrong-type":
        mine["values"]["characters"] = "many"
    if fault == "wrong-name":
        mine["layers"]["ends"]["side"][0] = "middle"
    if fault == "stderr-flood":
        for _ in range(3000):
            os.write(2, b"something is wrong, and I say it again and again\n" * 20)
        mine["fail"] = {"kind": "flooded", "message": "it was said"}
    if fault == "fail":
        mine["fail"] = {"kind": "no verb", "message": "there is none"}
    if fault == "memory":
        hoard = [bytearray(1 << 26) for _ in range(64)]
        os._exit(len(hoard))
    return False


start, _ = read()
fault = start["options"]["fault"]
if fault == "no-start":
    send({"type": "error", "message": "the fault is set to no-start", "option": "fault"})
    sys.exit(0)
if fault == "slow-start":
    time.sleep(1000)
if fault == "wrong-version":
    start["version"] = 9
send({"type": "ready", "protocol": 0, "name": start["name"], "version": start["version"]})
while True:
    header, body = read()
    answers = []
    wrong = []
    position = 0
    for index, document in enumerate(header["documents"]):
        text = body[position:position + document["bytes"]].decode()
        position += document["bytes"]
        answers.append(answer(document, text))
        if "FAULT" in text:
            wrong.append(index)
    if fault != "none" and any(go_wrong(fault, header["batch"], answers, index) for index in wrong):
        continue
    send({"type": "result", "batch": header["batch"], "documents": answers})
