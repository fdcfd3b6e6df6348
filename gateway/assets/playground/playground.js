// The page: three editors, an answer, the schema, and the demo accounts.
import { showAccounts } from './accounts.js'
import { send } from './graphql-client.js'
import { showSchema } from './schema-docs.js'

const FIRST_QUERY = `# Ctrl+Enter runs it.
{
  products(first: 5) {
    totalCount
    nodes {
      name
      location
      date
      price { formatted(locale: "en") }
    }
  }
}
`
const EDITORS = ['query', 'variables', 'headers']
const part = (id) => document.getElementById(id)

function parseObject(id) {
  const text = part(id).value.trim()
  if (text === '') return {}
  try {
    const value = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch {
    // The same complaint as for JSON that is no object.
  }
  throw new Error(`The ${id} are not a JSON object.`)
}

function show(text, status = '') {
  part('answer').textContent = text
  part('status').textContent = status
}

// A guest's cart is found again by the id that the gateway gave.
function keepGuestCart(headers, answered) {
  const id = answered.get('x-guest-cart-id')
  if (id === null || headers['x-guest-cart-id'] === id) return
  part('headers').value = JSON.stringify({ ...headers, 'x-guest-cart-id': id }, null, 2)
}

async function run() {
  show('', 'asking…')
  try {
    const headers = parseObject('headers')
    const request = { query: part('query').value, variables: parseObject('variables'), headers }
    const { status, milliseconds, body, headers: answered } = await send(request)
    show(JSON.stringify(body, null, 2), `${status} · ${milliseconds} ms`)
    keepGuestCart(headers, answered)
  } catch (fault) {
    show(fault.message, 'not sent')
  }
  for (const id of EDITORS) if (id !== 'headers') sessionStorage.setItem(id, part(id).value)
}

function useAccount(name, token) {
  const { authorization: _old, ...headers } = parseObject('headers')
  const next = token === null ? headers : { ...headers, authorization: `Bearer ${token}` }
  part('headers').value = JSON.stringify(next, null, 2)
  part('who').textContent = name === null ? 'not signed in' : `signed in as ${name}`
}

part('query').value = sessionStorage.getItem('query') ?? FIRST_QUERY
part('variables').value = sessionStorage.getItem('variables') ?? ''
part('headers').value = '{}'
part('run').addEventListener('click', run)
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) run()
})
showSchema(part('docs'), part('search'), {}).catch((fault) => show(fault.message))
showAccounts(part('accounts'), {
  headersNow: () => parseObject('headers'),
  onChange: useAccount,
  onFailure: (text) => show(text, 'not signed in'),
}).catch((fault) => show(fault.message))
