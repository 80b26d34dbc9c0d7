"""Reads a file of YAML documents, a list of texts in JSON, and prints what each says, or why it is refused."""

import json
import sys

import yaml


def read(text):
    try:
        return {"value": yaml.safe_load(text)}
    except yaml.YAMLError as error:
        return {"refused": str(error)}


for document in json.loads(open(sys.argv[1], encoding="utf-8").read()):
    # What JSON has no word for is told in Python's.
    print(json.dumps(read(document), default=repr))
