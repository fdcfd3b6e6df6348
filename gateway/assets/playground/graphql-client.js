// Sends one GraphQL request to the gateway that served this page.

/** Resolves to `{ status, milliseconds, body, headers }`; rejects only when the gateway cannot be reached. */
export async function send({ query, variables, headers }) {
  const started = performance.now()
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'apollographql-client-name': 'playground', ...headers },
    body: JSON.stringify({ query, variables }),
  })
  const body = await response.json()
  const milliseconds = Math.round(performance.now() - started)
  return { status: response.status, milliseconds, body, headers: response.headers }
}
