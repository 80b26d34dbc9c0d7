// Asks over HTTP from where it is started: `node ask.mjs <url> …`. Each answer is a line of JSON.
for (const url of process.argv.slice(2)) {
  try {
    const response = await fetch(url);
    console.log(JSON.stringify({ status: response.status, body: await response.text() }));
  } catch (error) {
    console.log(
      JSON.stringify({ status: 0, body: String(error instanceof Error ? (error.cause ?? error) : error) }),
    );
  }
}
