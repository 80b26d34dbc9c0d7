from wit_world import exports
from wit_world.imports import environment


class Run(exports.Run):
    """Greets, and ends well; an exception would end it with an error."""

    def run(self) -> None:
        print(f"hello from Python, args={environment.get_arguments()[1:]}")
