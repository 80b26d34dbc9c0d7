use wasip2::http::types::{
    Fields, IncomingRequest, OutgoingBody, OutgoingResponse, ResponseOutparam,
};

struct App;

impl wasip2::exports::http::incoming_handler::Guest for App {
    /// Answers every request with its path, as JSON.
    fn handle(request: IncomingRequest, response_out: ResponseOutparam) {
        let path = request.path_with_query().unwrap_or_default();
        let answer = format!("{{\"language\":\"Rust\",\"path\":{path:?}}}\n");
        let headers = Fields::new();
        headers
            .set("content-type", &[b"application/json".to_vec()])
            .expect("a header that may be set");
        let response = OutgoingResponse::new(headers);
        let body = response.body().expect("a body, which is asked for once");
        // The host sends what is written from here on.
        ResponseOutparam::set(response_out, Ok(response));
        let stream = body.write().expect("a stream, which is asked for once");
        // A client that has gone is no failure of this program.
        let _ = stream.blocking_write_and_flush(answer.as_bytes());
        drop(stream);
        let _ = OutgoingBody::finish(body, None);
    }
}

wasip2::http::proxy::export!(App);
