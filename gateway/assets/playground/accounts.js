// The stand-in's demo accounts, one click away. Outside production only: the page is told so by the gateway.
import { send } from './graphql-client.js'

const PASSWORD = 'Demo-Password-2024!'
const ACCOUNTS = ['admin', 'employee', 'user', 'other']
const LOGIN = `mutation ($email: String!, $password: String!) {
  login(input: { email: $email, password: $password }) { __typename ... on Session { token } }
}`

function button(text, onClick) {
  const node = document.createElement('button')
  node.type = 'button'
  node.append(text)
  node.addEventListener('click', onClick)
  return node
}

async function signIn(name, headers) {
  const email = `${name}@example.test`
  const { authorization: _old, ...others } = headers
  const { body } = await send({ query: LOGIN, variables: { email, password: PASSWORD }, headers: others })
  const token = body.data?.login?.token
  if (!token) throw new Error(body.errors?.[0]?.message ?? 'This account cannot sign in here.')
  return token
}

/** `onChange(name or null, token or null)` after a click; `onFailure(text)` when it did not work. */
export async function showAccounts(place, { headersNow, onChange, onFailure }) {
  const settings = await fetch('settings.json').then((answer) => answer.json())
  if (!settings.demoAccounts) return
  const enter = (name) => async () => {
    try {
      onChange(name, await signIn(name, headersNow()))
    } catch (fault) {
      onFailure(fault.message)
    }
  }
  const leave = button('guest', () => onChange(null, null))
  place.replaceChildren(leave, ...ACCOUNTS.map((name) => button(name, enter(name))))
}
