"""Tests of assay_stage: python3 -m unittest discover -s Plugins/python/tests"""

import os
import re
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from conversation import SDK, batch, run_script, serve, start  # noqa: E402

sys.path.insert(0, SDK)

LENGTH = """
def stage(doc):
    doc.set("length", len(doc.text))
run(stage)
"""


class Frames(unittest.TestCase):
    def test_says_ready_with_the_name_and_version_of_the_manifest(self):
        ended = run_script(LENGTH, start())
        self.assertEqual(ended.headers, [{"type": "ready", "protocol": 0, "name": "tone", "version": 3}])
        self.assertEqual((ended.code, ended.errors), (0, ""))

    def test_cuts_the_body_into_texts_by_their_bytes(self):
        ended = serve(LENGTH, "naïve", "", "дім 😀", "𝔸\u0301")
        self.assertEqual([d["values"]["length"] for d in ended.documents], [5, 0, 5, 2])
        self.assertEqual([d["id"] for d in ended.documents], ["a", "b", "c", "d"])

    def test_answers_several_batches_by_their_numbers(self):
        ended = run_script(LENGTH, start() + batch(1, "one") + batch(7, "three", "four"))
        self.assertEqual([(h["batch"], len(h["documents"])) for h in ended.headers[1:]], [(1, 1), (7, 2)])

    def test_a_slow_batch_is_answered_in_several_frames_in_order(self):
        ended = serve("import time\ndef stage(doc):\n  time.sleep(0.3)\n  doc.set('t', doc.text)\nrun(stage)", "x", "y", "z")
        self.assertGreater(len(ended.headers), 2)
        self.assertEqual([d["values"]["t"] for d in ended.documents], ["x", "y", "z"])

    def test_ends_in_peace_when_assay_does_not_even_start_it(self):
        ended = run_script(LENGTH, b"")
        self.assertEqual((ended.output, ended.code), (b"", 0))

    def test_bytes_that_are_no_frame_end_it_with_a_message(self):
        for given in (b"hello, this is no frame", b"GET", start() + b"ASF1" + bytes(8)):
            ended = run_script(LENGTH, given)
            self.assertEqual(ended.code, 1, given)
            self.assertIn("no frame of Assay's", ended.errors)

    def test_a_pipe_that_ends_within_a_frame_is_an_error(self):
        whole = start() + batch(1, "some text")
        for end in (3, 11, 40, len(start()) + 2, len(start()) + 20, len(whole) - 1):
            ended = run_script(LENGTH, whole[:end])
            self.assertEqual(ended.code, 1, end)
            self.assertIn("within a frame", ended.errors)
            self.assertNotIn("Traceback", ended.errors)

    def test_another_version_of_the_protocol_is_refused(self):
        ended = run_script(LENGTH, start(protocol=9))
        self.assertEqual(ended.headers[0]["type"], "error")
        self.assertIn("not 9", ended.headers[0]["message"])

    def test_offsets_in_bytes_are_refused_with_what_to_write_instead(self):
        ended = run_script(LENGTH, start(offsets="utf8"))
        self.assertIn("offsets: scalars", ended.headers[0]["message"])


class StandardStreams(unittest.TestCase):
    def test_what_a_stage_prints_goes_to_standard_error(self):
        ended = serve(
            """
            import os
            def stage(doc):
                print("from Python")
                os.write(1, b"from C\\n")
                os.system("echo from a child")
                doc.set("n", 1)
            run(stage)
            """,
            "text",
        )
        self.assertEqual(ended.documents, [{"id": "a", "values": {"n": 1}}])
        for line in ("from Python", "from C", "from a child"):
            self.assertIn(line, ended.errors)

    def test_what_was_printed_before_a_crash_is_in_the_log(self):
        ended = serve("import os\ndef stage(doc):\n  print('so far')\n  os._exit(3)\nrun(stage)", "text")
        self.assertEqual((ended.code, ended.errors), (3, "so far\n"))

    def test_a_stage_that_reads_standard_input_finds_nothing_and_takes_no_frames(self):
        ended = run_script(
            "import sys, os\ndef stage(doc):\n  doc.set('read', sys.stdin.read() + os.read(0, 9).decode())\nrun(stage)",
            start() + batch(1, "one") + batch(2, "two"),
        )
        self.assertEqual([d["values"] for d in ended.documents], [{"read": ""}, {"read": ""}])


class Answers(unittest.TestCase):
    def test_offsets_count_characters_also_beyond_the_basic_plane(self):
        ended = serve(
            """
            def stage(doc):
                at = doc.text.index("війна")
                doc.add("words", at, at + 5, weight=-1)
            run(stage)
            """,
            "😀😀 війна",
        )
        self.assertEqual(ended.documents[0]["layers"], {"words": {"start": [3], "end": [8], "weight": [-1]}})

    def test_fields_that_only_some_annotations_have_are_null_in_the_others(self):
        ended = serve(
            "def stage(doc):\n  doc.add('w', 0, 1, a='x')\n  doc.add('w', 1, 2, b=0.5)\n  doc.add('w', 2, 2)\nrun(stage)", "abc"
        )
        columns = {"start": [0, 1, 2], "end": [1, 2, 2], "a": ["x", None, None], "b": [None, 0.5, None]}
        self.assertEqual(ended.documents[0]["layers"]["w"], columns)

    def test_values_keep_their_types_and_decimals_their_digits(self):
        ended = serve(
            """
            from decimal import Decimal
            class Scalar:
                def item(self): return 0.25
            def stage(doc):
                values = dict(b=True, i=10**17, d=Decimal("0.10"), e=Decimal("1E+3"), s="é", l=[1, 2], t=(3, 4), n=Scalar())
                for name, value in values.items():
                    doc.set(name, value)
            run(stage)
            """,
            "text",
        )
        self.assertEqual(
            ended.documents[0]["values"],
            {"b": True, "i": 10**17, "d": "0.10", "e": "1000", "s": "é", "l": [1, 2], "t": [3, 4], "n": 0.25},
        )

    def test_a_value_that_cant_be_said_fails_its_document_alone(self):
        ended = serve(
            """
            from decimal import Decimal
            BAD = [float("nan"), "\\ud800", object(), Decimal("Infinity"), {1}, [float("inf")]]
            def stage(doc):
                if doc.text != "good":
                    doc.set("v", BAD[int(doc.text)])
            run(stage)
            """,
            "0", "good", "1", "2", "good", "3", "4", "5",
        )
        kinds = [d.get("fail", {}).get("kind") for d in ended.documents]
        self.assertEqual(kinds, ["bad value", None, "bad value", "bad value", None, "bad value", "bad value", "bad value"])

    def test_a_column_with_one_bad_number_fails_the_document(self):
        ended = serve("def stage(doc):\n  doc.add('w', 0, 1, a=0.5)\n  doc.add('w', 0, 1, a=float('nan'))\nrun(stage)", "abc")
        self.assertEqual(ended.documents[0]["fail"]["kind"], "bad value")

    def test_offsets_outside_the_text_fail_the_document_and_name_the_line(self):
        ended = serve("def stage(doc):\n  doc.add('w', 0, 4)\nrun(stage)", "abc", "abcd")
        self.assertEqual(ended.documents[0]["fail"]["kind"], "ValueError")
        self.assertIn("a text of 3 characters (plugin.py, line 3)", ended.documents[0]["fail"]["message"])
        self.assertIn("layers", ended.documents[1])

    def test_a_filter_drops_with_a_reason(self):
        ended = serve("def stage(doc):\n  if doc.text == 'x':\n    doc.drop('gloomy')\nrun(stage)", "x", "y")
        self.assertEqual(ended.documents, [{"id": "a", "drop": "gloomy"}, {"id": "b"}])

    def test_replacements_are_sorted_and_overlapping_ones_fail(self):
        ended = serve(
            """
            def stage(doc):
                doc.replace(3, 4, "D")
                doc.replace(0, 1 if doc.text == "abcd" else 4, "A")
            run(stage)
            """,
            "abcd", "efgh",
        )
        self.assertEqual(ended.documents[0]["edits"], {"start": [0, 3], "end": [1, 4], "text": ["A", "D"]})
        self.assertIn("overlap", ended.documents[1]["fail"]["message"])

    def test_a_text_that_is_returned_becomes_replacements_that_lead_to_it(self):
        texts = ["one  two", "", "😀 a  b", "same", "x" * 3000 + "\n" + "y " * 2000, "a  " * 2000]
        ended = serve("import re\ndef stage(doc):\n  return re.sub('  +', ' ', doc.text).replace('y ', 'z')\nrun(stage)", *texts)
        for text, answer in zip(texts, ended.documents):
            edits = answer.get("edits", {"start": [], "end": [], "text": []})
            new = text
            for begin, end, piece in reversed(list(zip(edits["start"], edits["end"], edits["text"]))):
                new = new[:begin] + piece + new[end:]
            self.assertEqual(new, re.sub("  +", " ", text).replace("y ", "z"))
        self.assertNotIn("edits", ended.documents[3])

    def test_a_returned_text_that_is_hard_to_compare_is_one_replacement(self):
        # Each of 50,000 blanks matches each other: all pairs would take hours.
        ended = serve("def stage(doc):\n  return 'x ' * 50000\nrun(stage)", " " * 100_000)
        self.assertEqual([len(column) for column in ended.documents[0]["edits"].values()], [1, 1, 1])

    def test_a_few_changes_in_a_long_text_stay_a_few_replacements(self):
        text = "".join(f"Line {n} of a long text that a stage corrects in a few places. " for n in range(300))
        ended = serve("def stage(doc):\n  return doc.text.replace('99 of', '99 from')\nrun(stage)", text)
        edits = ended.documents[0]["edits"]
        self.assertEqual(len(edits["start"]), 3)
        self.assertLess(sum(map(len, edits["text"])), 40)


class Failures(unittest.TestCase):
    SOURCE = """
    def stage(doc):
        doc.set("n", 1)
        if doc.text == "raise": raise RuntimeError("no such thing")
        if doc.text == "Fail": raise Fail("no verb", "the parser found none")
        if doc.text == "fail": doc.fail("too hard")
    run(stage)
    """

    def test_an_exception_fails_its_document_with_the_authors_line_and_a_traceback_in_the_log(self):
        ended = serve(self.SOURCE, "good", "raise", "good")
        self.assertEqual(ended.documents[1]["fail"], {"kind": "RuntimeError", "message": "no such thing (plugin.py, line 5)"})
        self.assertEqual([ended.documents[0]["values"], ended.documents[2]["values"]], [{"n": 1}, {"n": 1}])
        self.assertIn("Traceback", ended.errors)
        self.assertEqual(ended.code, 0)

    def test_a_failure_that_the_stage_declares_has_its_kind_and_no_traceback(self):
        ended = serve(self.SOURCE, "Fail", "fail")
        self.assertEqual(ended.documents[0]["fail"], {"kind": "no verb", "message": "the parser found none"})
        self.assertEqual(ended.documents[1], {"id": "b", "fail": {"kind": "too hard", "message": ""}})
        self.assertEqual(ended.errors, "")


class Batches(unittest.TestCase):
    def test_a_parameter_named_docs_gets_all_documents_of_a_batch(self):
        ended = serve("def stage(docs):\n  for doc in docs:\n    doc.set('of', len(docs))\nrun(stage)", "x", "y", "z")
        self.assertEqual([d["values"]["of"] for d in ended.documents], [3, 3, 3])

    def test_a_batch_may_return_its_texts(self):
        source = "def stage(docs):\n  return [d.text.upper() if d.text != 'x' else None for d in docs]\nrun(stage)"
        ended = serve(source, "a", "x", "B")
        self.assertEqual([d.get("edits", {}).get("text") for d in ended.documents], [["A"], None, None])

    def test_a_batch_that_returns_too_few_texts_fails(self):
        ended = serve("def stage(docs):\n  return ['one', 'two']\nrun(stage)", "a", "b", "c")
        self.assertIn("2 texts for 1 documents", ended.documents[2]["fail"]["message"])

    def test_what_raises_in_a_batch_is_looked_for_document_by_document(self):
        ended = serve(
            """
            def stage(docs):
                for doc in docs:
                    doc.add("w", 0, 1, of=len(docs))
                    if doc.text == "raise": raise KeyError("w")
            run(stage)
            """,
            "good", "raise", "good",
        )
        once = {"w": {"start": [0], "end": [1], "of": [1]}}
        self.assertEqual([d.get("layers") for d in ended.documents], [once, None, once])
        self.assertEqual(ended.documents[1]["fail"]["kind"], "KeyError")


class Inputs(unittest.TestCase):
    def test_a_document_has_what_the_source_and_earlier_stages_said(self):
        ended = serve(
            """
            def stage(doc):
                one, two = doc.layers["entities"]
                doc.set("all", [doc.id, doc.language, doc.published, doc.publisher, doc.title, doc.metadata["url"],
                                str(doc.values["score"]), one.text, one.type, two.text, str(two.ref), str(one.nothing)])
            run(stage)
            """,
            "😀 Kyiv fell silent",
            language="en", published="2024-06-14", publisher="Example", title=[0, 6], metadata={"url": "u"}, values={"score": 0.5},
            layers={"entities": {"start": [2, 0], "end": [6, 1], "type": ["LOC", None], "ref": ["iso", None]}},
        )
        want = ["a", "en", "2024-06-14", "Example", "😀 Kyiv", "u", "0.5", "Kyiv", "LOC", "😀", "None", "None"]
        self.assertEqual(ended.documents[0]["values"]["all"], want)

    def test_what_nobody_knows_is_none_or_empty(self):
        ended = serve(
            """
            def stage(doc):
                known = [doc.language, doc.published, doc.publisher, doc.title]
                doc.set("none", all(x is None for x in known) and doc.metadata == doc.values == doc.layers == {})
            run(stage)
            """,
            "text",
        )
        self.assertEqual(ended.documents[0]["values"], {"none": True})


class OptionsAndSetup(unittest.TestCase):
    def test_setup_gets_the_options_once_and_the_stage_its_result(self):
        ended = serve(
            """
            def setup(options):
                print("loading")
                return [options["words"], options["threshold"]]
            def stage(doc, state):
                state.append(doc.text)
                doc.set("state", str([doc.options["threshold"], doc.state]))
            run(stage, setup)
            """,
            "x", "y", start_with=start(options={"words": "/w.tsv", "threshold": 0.5}),
        )
        self.assertEqual(ended.documents[1]["values"]["state"], "[0.5, ['/w.tsv', 0.5, 'x', 'y']]")
        self.assertEqual(ended.errors, "loading\n")

    def test_a_setup_that_raises_refuses_the_run(self):
        ended = run_script("def setup():\n  raise OSError('no model')\nrun(lambda doc: None, setup)", start())
        self.assertEqual(ended.headers, [{"type": "error", "message": "OSError: no model"}])
        self.assertIn("Traceback", ended.errors)

    def test_a_bad_option_is_named_and_needs_no_traceback(self):
        ended = run_script("def setup(options):\n  raise BadOption('words', 'line 3: two columns')\nrun(lambda doc: None, setup)", start())
        self.assertEqual(ended.headers, [{"type": "error", "message": "line 3: two columns", "option": "words"}])
        self.assertEqual(ended.errors, "")

    def test_an_option_that_was_not_declared_is_named(self):
        ended = serve("def stage(doc):\n  doc.options['treshold']\nrun(stage)", "x")
        self.assertIn("there is no option 'treshold'", ended.documents[0]["fail"]["message"])


class Trying(unittest.TestCase):
    SOURCE = """
    def stage(docs):
        for doc in docs:
            if doc.text == "fail": raise Fail("no verb", "none found")
            if doc.text == "raise": raise RuntimeError("bug")
            if doc.text == "replace": doc.replace(0, 2, "RE")
            if doc.text == "drop": doc.drop("gloomy")
            if doc.text.startswith("мир"):
                doc.add("words", 0, 3, weight=doc.options["weight"])
                doc.set("language", doc.language)
    run(stage)
    """

    def attempt(self, *arguments):
        ended = run_script(self.SOURCE, arguments=arguments)
        return ended.output.decode().replace(os.linesep, "\n"), ended

    def test_shows_values_and_annotations_with_options_and_a_language(self):
        shown, _ = self.attempt("--try", "мир!", "--set", "weight=0.7", "--language", "uk")
        self.assertEqual(shown, "language: uk\nwords:\n  0:3 'мир'  weight 0.7\n")

    def test_shows_what_else_a_stage_may_answer(self):
        self.assertEqual(self.attempt("--try", "replace")[0], "0:2 're' -> 'RE'\n")
        self.assertEqual(self.attempt("--try", "drop")[0], "dropped: gloomy\n")
        self.assertEqual(self.attempt("--try", "fail")[0], "failed: no verb: none found\n")
        self.assertEqual(self.attempt("--try", "else")[0], "the stage found nothing\n")

    def test_a_bug_shows_its_traceback(self):
        _, ended = self.attempt("--try", "raise")
        self.assertNotEqual(ended.code, 0)
        self.assertIn("RuntimeError: bug", ended.errors)

    def test_reads_a_text_from_a_file(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "text.txt")
            with open(path, "w", encoding="utf-8") as file:
                file.write("replace")
            self.assertEqual(self.attempt("--file", path)[0], "0:2 're' -> 'RE'\n")

    def test_arguments_without_a_text_say_what_to_do(self):
        _, ended = self.attempt("--language", "uk")
        self.assertEqual(ended.code, 2)
        self.assertIn("--try", ended.errors)


if __name__ == "__main__":
    unittest.main()
