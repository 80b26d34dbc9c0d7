"""Takes a program through the engine: run.py FOLDER CONFIG STEP PROGRAM [STEP PROGRAM ...].

CONFIG is JSON: values by their key, a list of one for a secret. What each step has come to is printed as a line of JSON.
"""

import json
import os
import re
import runpy
import sys

from pulumi import automation


def step_of(stack, step, program):
    events, printed = [], []
    stack.workspace.program = lambda: runpy.run_path(program)
    result = {"outputs": {}, "failed": False}
    try:
        done = getattr(stack, step)(on_output=printed.append, on_event=events.append)
        if step == "up":
            result["outputs"] = {
                name: {"value": output.value, "secret": output.secret} for name, output in done.outputs.items()
            }
    except automation.CommandError:
        result["failed"] = True
    steps = [event.resource_pre_event.metadata for event in events if event.resource_pre_event]
    result["did"] = {
        step.urn.split("::")[-1]: str(getattr(step.op, "value", step.op))
        for step in steps
        if not re.match("pulumi:(pulumi:Stack|providers:)", step.type)
    }
    result["text"] = "\n".join(printed)
    return result


def main(folder, config, *steps):
    # The engine starts providers where the program runs.
    os.chdir(folder)
    options = automation.LocalWorkspaceOptions(work_dir=folder)
    # One of its own for each folder.
    name = os.path.basename(folder)
    stack = automation.create_or_select_stack(name, "engine", lambda: None, opts=options)
    for key, value in json.loads(config).items():
        secret = isinstance(value, list)
        stack.set_config(key, automation.ConfigValue(value[0] if secret else value, secret=secret))
    for step, program in zip(steps[::2], steps[1::2]):
        print(json.dumps(step_of(stack, step, program)), flush=True)


main(*sys.argv[1:])
