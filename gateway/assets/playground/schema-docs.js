// The schema as a list that can be searched, from introspection.
import { send } from './graphql-client.js'

const QUERY = `{
  __schema {
    types {
      kind name description
      fields { name description args { name type { ...T } } type { ...T } }
      inputFields { name description type { ...T } }
      enumValues { name description }
      possibleTypes { name }
    }
  }
}
fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`

const ROOTS = ['Query', 'Mutation', 'Subscription']

function printType({ kind, name, ofType }) {
  if (kind === 'NON_NULL') return `${printType(ofType)}!`
  return kind === 'LIST' ? `[${printType(ofType)}]` : name
}

function element(name, text, ...children) {
  const node = document.createElement(name)
  if (text) node.append(text)
  node.append(...children)
  return node
}

const printArguments = (args = []) =>
  args.length === 0 ? '' : `(${args.map(({ name, type }) => `${name}: ${printType(type)}`).join(', ')})`

function toLines(type) {
  const fields = [...(type.fields ?? []), ...(type.inputFields ?? [])].map((field) => ({
    text: `${field.name}${printArguments(field.args)}: ${printType(field.type)}`,
    description: field.description,
  }))
  const values = (type.enumValues ?? []).map(({ name, description }) => ({ text: name, description }))
  const members = type.kind === 'UNION' ? type.possibleTypes.map(({ name }) => ({ text: `| ${name}` })) : []
  return [...fields, ...values, ...members]
}

function renderType(type) {
  const items = toLines(type).map(({ text, description }) => {
    const item = element('li', '', element('code', text))
    if (description) item.append(element('p', description))
    return item
  })
  const details = element('details', '', element('summary', type.name))
  if (type.description) details.append(element('p', type.description))
  details.append(element('ul', '', ...items))
  details.dataset.words = details.textContent.toLowerCase()
  return details
}

const rank = ({ name }) => {
  const index = ROOTS.indexOf(name)
  return index === -1 ? ROOTS.length : index
}

/** Fills `list`; `search` narrows it. */
export async function showSchema(list, search, headers) {
  const { body } = await send({ query: QUERY, headers })
  if (!body.data) {
    list.replaceChildren(element('p', 'The schema is not shown here: introspection is off.'))
    return
  }
  const types = body.data.__schema.types.filter(({ name }) => !name.startsWith('__'))
  types.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
  list.replaceChildren(...types.map(renderType))
  list.querySelector('details')?.setAttribute('open', '')
  search.addEventListener('input', () => {
    const wanted = search.value.trim().toLowerCase()
    for (const details of list.children) {
      details.hidden = !details.dataset.words.includes(wanted)
      if (wanted !== '') details.open = !details.hidden
    }
  })
}
