import json

from componentize_py_types import Ok
from wit_world import exports
from wit_world.imports.types import (
    Fields,
    IncomingRequest,
    OutgoingBody,
    OutgoingResponse,
    ResponseOutparam,
)


class IncomingHandler(exports.IncomingHandler):
    """Answers every request with what was asked for, as JSON."""

    def handle(self, request: IncomingRequest, response_out: ResponseOutparam) -> None:
        answer = json.dumps({"language": "Python", "path": request.path_with_query()})
        headers = Fields.from_list([("content-type", b"application/json")])
        response = OutgoingResponse(headers)
        body = response.body()
        # The host sends what is written from here on.
        ResponseOutparam.set(response_out, Ok(response))
        with body.write() as stream:
            stream.blocking_write_and_flush(answer.encode())
        OutgoingBody.finish(body, None)
