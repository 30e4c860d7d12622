import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../Plugins/python"))

from assay_stage import run


def stage(docs):
    for doc in docs:
        doc.set("length-python", len(doc.text))


run(stage)
