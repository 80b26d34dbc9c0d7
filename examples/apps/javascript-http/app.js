addEventListener('fetch', (event) => event.respondWith(answer(event.request)));

function answer(request) {
  const { pathname } = new URL(request.url);
  return Response.json({ language: 'JavaScript', method: request.method, path: pathname });
}
