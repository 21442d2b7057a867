"""Small benchmark folders of our own, in the form that every task has: records, gold, and a scorer that counts."""

import gzip
import json

SCORER = """
import gzip, json, sys
def rows(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")
    with opened as lines:
        return [json.loads(line) for line in lines if line.strip()]
gold, said = rows(sys.argv[1]), rows(sys.argv[2])
print("reading ...")
print(json.dumps({"gold": len(gold), "said": len(said), "keys": sorted(said[0]) if said else []}, indent=1))
"""


def make_folder(path, records, *, name="records.jsonl", scorer=SCORER, **more):
    path.mkdir(parents=True, exist_ok=True)
    (path / "score.py").write_text(scorer, "utf-8")
    write_lines(path / name, records)
    for file, rows in more.items():
        write_lines(path / f"{file}.jsonl", rows)
    return path


def write_lines(path, rows):
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
